"""The output without a build: every file as a build writes it, made when it is asked for."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hill import FILES, TODAY, lay

from generator.pipeline.build import build
from generator.pipeline.live import Live, LiveOrder
from generator.pipeline.order import BuildOrder
from generator.pipeline.style import Style, assembler_for, keep_parts
from generator.problems import Problem
from generator.store import Store

ROOT = Path(__file__).resolve().parent.parent
SCHOOL = "schools/hill/school.yml"
MILL_FILE = "schools/mill/school.yml"
MILL = FILES[SCHOOL].replace("Hill", "Mill").replace("hill", "mill").replace("960001", "960002")
DALE = MILL.replace("Mill", "Dale").replace("mill", "dale").replace("960002", "960003")
DATA = "content/clauses/papers/data.md"
PUPIL = "public/hill/pupil/social-media/papers/index.html"
STAFF = "internal/hill/staff/social-media/papers/index.html"
MILL_PUPIL = PUPIL.replace("hill", "mill")
FRONT = "public/index.html"
ADDRESS = "Keep your address to yourself."

Edit = Callable[[str, str, str], None]


def start(root: Path, **more: object) -> Live:
    live = Live(LiveOrder(root, root / "cache", today=TODAY, **more))  # type: ignore[arg-type]
    live.refresh()
    return live


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path, {MILL_FILE: MILL})


@pytest.fixture
def live(root: Path) -> Live:
    return start(root)


@pytest.fixture
def edit(root: Path, live: Live) -> Edit:
    """Changes a file, and tells the preview."""

    def change(path: str, old: str, new: str) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), "utf-8")
        live.refresh([path])

    return change


def page(live: Live, path: str) -> str:
    found = live.content(path)
    assert isinstance(found, bytes), found
    return found.decode()


def faults(live: Live, path: str) -> list[str]:
    found = live.content(path)
    assert isinstance(found, tuple)
    return [problem.code for problem in found if isinstance(problem, Problem)]


# --- the same files as a build ------------------------------------------------------------------------------------


def compare(root: Path, out: Path, **more: object) -> int:
    """Every file of a build with the same order, byte for byte, in whatever order they are asked for."""
    report = build(BuildOrder(root, out, TODAY, jobs=1, **more))  # type: ignore[arg-type]
    assert report.published, report.problems
    live = start(root, **more)
    files = [file.relative_to(out).as_posix() for file in sorted(out.rglob("*")) if file.is_file()]
    shown = [path for path in files if path.startswith(("public/", "internal/"))]
    for path in reversed(shown):
        assert live.content(path) == (out / path).read_bytes(), path
    assert [path for path in files if path not in shown and live.content(path) is not None] == []
    assert live.problems == report.problems
    live.close(1)
    return len(shown)


def test_every_file_is_as_a_build_writes_it(root: Path, tmp_path: Path) -> None:
    private = {"schools/dale/school.yml": DALE.replace("publish: draft\n", "")}
    lay(root, {**private, MILL_FILE: MILL.replace("phase: primary", "phase: primary\naddress: https://mill.example/")})
    assert compare(root, tmp_path / "out") > 100


@pytest.mark.parametrize("more", [{"schools": ("mill",)}, {"audiences": ("pupil", "staff")}])
def test_only_what_was_asked_for_is_there(root: Path, tmp_path: Path, more: dict[str, object]) -> None:
    compare(root, tmp_path / "out", **more)


@pytest.mark.slow
def test_every_file_of_the_samples_is_as_a_build_writes_it(tmp_path: Path) -> None:
    root = tmp_path / "folder"
    for name in ("content", "schools", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    compare(root, tmp_path / "out")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "public",
        "public/",
        "public/hill",
        "public/hill/",
        "public/hill/pupil",
        "public/hill/pupil/",
        "public/hill/pupil/print",
        "public/hill/pupil/print/",
        "public/hill/pupil/print/other.pdf",
        "public/hill/staff/index.html",
        "public/hill/governor/index.html",
        "public/other/index.html",
        "public/hill/pupil/../parent/index.html",
        "public/../mkdocs.yml",
        "/etc/passwd",
        "private/index.html",
        "public/hill/pupil/\0",
        "public/assets/../index.html",
    ],
)
def test_nothing_else_is_there(live: Live, path: str) -> None:
    assert live.content(path) is None


# --- what a save changes ------------------------------------------------------------------------------------------


def test_a_clause_a_value_and_a_wording_of_a_schools_own(live: Live, edit: Edit, root: Path) -> None:
    assert ADDRESS in page(live, PUPIL)
    edit(DATA, ADDRESS, "Tell nobody where you live.")
    assert "Tell nobody where you live." in page(live, PUPIL)
    assert "Tell nobody where you live." in page(live, MILL_PUPIL)
    mill = page(live, MILL_PUPIL.replace("pupil", "parent"))
    edit(SCHOOL, "Hill Example School", "Hilltop Example School")
    assert "Hilltop Example School" in page(live, PUPIL)
    assert "Hilltop Example School" in page(live, FRONT)
    assert page(live, MILL_PUPIL.replace("pupil", "parent")) == mill
    assert "Complaints policy" in page(live, STAFF)
    edit(SCHOOL, "Complaints policy", "Whistleblowing policy")
    assert "Whistleblowing policy" in page(live, STAFF)


def test_schools_come_and_go(live: Live, root: Path) -> None:
    assert "Dale Example School" not in page(live, FRONT)
    file = root / "schools/dale/school.yml"
    file.parent.mkdir()
    file.write_text(DALE, "utf-8")
    live.refresh(["schools/dale/school.yml"])
    assert "Dale Example School" in page(live, FRONT)
    assert ADDRESS in page(live, PUPIL.replace("hill", "dale"))
    shutil.rmtree(file.parent)
    live.refresh(["schools/dale/school.yml"])
    assert "Dale Example School" not in page(live, FRONT)
    assert live.content(PUPIL.replace("hill", "dale")) is None


def test_templates_of_the_folders_own(live: Live, root: Path) -> None:
    before = page(live, PUPIL)
    own = root / "overrides/web/partials/footer.html"
    own.parent.mkdir(parents=True)
    own.write_text("<footer>Our own foot of the page</footer>\n", "utf-8")
    live.refresh(["overrides/web/partials/footer.html"])
    assert "Our own foot of the page" in page(live, PUPIL)
    own.write_text("{% if %}\n", "utf-8")
    live.refresh(["overrides/web/partials/footer.html"])
    assert "Our own foot of the page" in page(live, PUPIL)
    assert [problem.code for problem in live.problems] == ["house-style-broken"]
    own.unlink()
    live.refresh(["overrides/web/partials/footer.html"])
    assert page(live, PUPIL) == before
    assert live.problems == ()


def test_a_template_that_was_broken_from_the_start(root: Path) -> None:
    lay(root, {"overrides/web/partials/footer.html": "{% if %}"})
    live = start(root)
    assert faults(live, PUPIL) == ["house-style-broken"]
    (root / "overrides/web/partials/footer.html").unlink()
    live.refresh(["overrides/web/partials/footer.html"])
    assert ADDRESS in page(live, PUPIL)


def test_what_is_made_with_templates_that_were_changed_meanwhile_is_kept_under_no_name(root: Path) -> None:
    store, style = Store(root / "cache"), Style.of(root)
    _, same = assembler_for(root, {}, store, style)
    lay(root, {"overrides/web/partials/footer.html": "<footer>Ours</footer>"})
    assembler, changed = assembler_for(root, {}, store, style)
    assert same == style
    assert changed.digest == ""
    keep_parts(assembler, store, changed)
    assert not (root / "cache/parts").exists()
    keep_parts(assembler, store, style)
    assert (root / "cache/parts").exists()


def test_the_list_of_schools_has_the_heading_that_is_stated(live: Live, edit: Edit) -> None:
    edit("mkdocs.yml", "extra:\n", "extra:\n  front_title: Policies of our schools\n")
    assert "Policies of our schools" in page(live, FRONT)


# --- faults -------------------------------------------------------------------------------------------------------


def test_a_school_with_a_fault_stays_as_it_was(live: Live, edit: Edit) -> None:
    before = page(live, STAFF)
    edit(SCHOOL, "policies.related", "policies.other")
    assert page(live, STAFF) == before
    assert "value-unknown" in {problem.code for problem in live.problems}
    edit(DATA, ADDRESS, "Tell nobody where you live.")
    assert ADDRESS in page(live, PUPIL)
    assert "Tell nobody where you live." in page(live, MILL_PUPIL)
    edit(SCHOOL, "policies.other", "policies.related")
    assert "Tell nobody where you live." in page(live, PUPIL)
    assert live.problems == ()


def test_a_school_that_was_never_sound_says_why(live: Live, edit: Edit) -> None:
    edit(MILL_FILE, "nation: wales", "nation: walse")
    assert faults(live, MILL_PUPIL) == ["value-not-offered"]
    assert faults(live, "public/mill/index.html") == ["value-not-offered"]
    assert "Hill Example School" in page(live, FRONT)
    edit(MILL_FILE, "nation: walse", "nation: wales")
    assert ADDRESS in page(live, MILL_PUPIL)


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (DATA, "# Pupil", "# Pupils", "heading-unknown"),
        (DATA, ADDRESS, "Keep your <b>address</b> to yourself.", "raw-html"),
        (DATA, ADDRESS, "Keep {{ school.nmae }} to yourself.", "variable-unknown"),
        ("content/policies/social-media/whole.yml", "personal-numbers]", "no-such-clause]", "clause-unknown"),
        ("content/variables.yml", "policies.related:", "policies.others:", "variable-unknown"),
        ("mkdocs.yml", "theme:", "theme: [", "yaml-syntax"),
    ],
)
def test_a_library_with_a_fault_stays_as_it_was(
    live: Live, edit: Edit, path: str, old: str, new: str, code: str
) -> None:
    before = page(live, PUPIL), page(live, STAFF)
    edit(path, old, new)
    assert code in {problem.code for problem in live.problems}
    assert (page(live, PUPIL), page(live, STAFF)) == before
    edit(SCHOOL, "Hill Example School", "Hilltop Example School")
    assert "Hilltop Example School" in page(live, PUPIL)
    edit(path, new, old)
    assert live.problems == ()


def test_a_fault_of_one_clause_is_still_there_when_another_is_changed(live: Live, edit: Edit) -> None:
    edit(DATA, ADDRESS, "Keep your <b>address</b> to yourself.")
    edit("content/clauses/papers/related.md", "Read these too:", "Read these as well:")
    assert "Read these too:" in page(live, STAFF)
    assert "raw-html" in {problem.code for problem in live.problems}
    edit(DATA, "Keep your <b>address</b> to yourself.", "Keep it to yourself.")
    assert "Read these as well:" in page(live, STAFF)
    assert "Keep it to yourself." in page(live, PUPIL)


def test_a_library_that_was_never_sound_says_why(root: Path) -> None:
    lay(root, {DATA: FILES[DATA].replace("# Pupil", "# Pupils")})
    live = start(root)
    assert not live.has_pages
    assert "heading-unknown" in faults(live, PUPIL)
    (root / DATA).write_text(FILES[DATA], "utf-8")
    live.refresh([DATA])
    assert ADDRESS in page(live, PUPIL)
