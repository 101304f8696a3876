"""Whole builds of a miniature policy folder: what is published, and to whom."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hill import TODAY, edited, lay
from site_reading import everything_in, files_of

from generator.compose.edition import compose
from generator.formats.wording import wording_hash
from generator.pipeline.build import build
from generator.pipeline.checking import check
from generator.pipeline.order import BuildOrder, BuildReport
from generator.publish import PublishError


def built(root: Path, out: Path, **order: object) -> BuildReport:
    """A build in this process, so that a fault shows its place."""
    return build(BuildOrder(root=root, out=out, today=TODAY, **{"jobs": 1, **order}))  # type: ignore[arg-type]


def names(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in files_of(folder)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay(tmp_path_factory.mktemp("miniature"))
    report = built(root, root / "site")
    assert report.problems == ()
    assert report.published
    return root / "site"


def test_the_output_has_the_layout_that_others_rely_on(site: Path) -> None:
    wanted = """
        internal/404.html internal/_headers internal/index.html
        internal/hill/index.html
        internal/hill/staff/index.html
        internal/hill/staff/print/social-media-large-print.pdf
        internal/hill/staff/print/social-media.pdf
        internal/hill/staff/search/search_index.json
        internal/hill/staff/social-media/contact/index.html
        internal/hill/staff/social-media/index.html
        internal/hill/staff/social-media/papers/index.html
        internal/hill/staff/social-media/whole/index.html
        public/404.html public/_headers public/index.html
        public/hill/index.html
        public/hill/parent/index.html
        public/hill/parent/print/social-media-large-print.pdf
        public/hill/parent/print/social-media.pdf
        public/hill/parent/search/search_index.json
        public/hill/pupil/index.html
        public/hill/pupil/print/social-media-large-print.pdf
        public/hill/pupil/print/social-media-slip.pdf
        public/hill/pupil/print/social-media.pdf
        public/hill/pupil/search/search_index.json
        public/hill/pupil/social-media/contact/index.html
        """.split()
    found = names(site)
    assert [name for name in wanted if name not in found] == []
    assert not [name for name in found if "staff" in name and name.startswith("public/")]
    assert {name.split("/")[0] for name in found if "/" in name} == {"public", "internal"}


PLANTED = {
    ("staff", "wording"): "quorbelwort",
    ("staff", "title"): "quorbeltitle",
    ("pupil", "wording"): "vimblewort",
    ("pupil", "title"): "vimbletitle",
    ("parent", "wording"): "drossifwort",
    ("parent", "title"): "drossiftitle",
}
REASON = "grumplewick"


def planted_clause(audience: str) -> str:
    treatments = ", ".join(
        f"{other}: own" if other == audience else f'{other}: {{withheld: "{REASON}"}}'
        for other in ("staff", "pupil", "parent")
    )
    return f"""---
title: About {PLANTED[audience, "title"]}
editions: {{{treatments}}}
---

# {audience.capitalize()}

Here stands {PLANTED[audience, "wording"]} and nothing else.
"""


@pytest.fixture(scope="module")
def planted_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose three editions each hold a clause that the others do not, in one section that all of them hold."""
    changes: dict[str, str | bytes | None] = {
        f"content/clauses/contact/only-{audience}.md": planted_clause(audience)
        for audience in ("staff", "pupil", "parent")
    }
    changes |= edited(
        "content/policies/social-media/whole.yml",
        "[friend-requests, personal-numbers]",
        "[friend-requests, only-staff, only-pupil, only-parent, personal-numbers]",
    )
    root = lay(tmp_path_factory.mktemp("planted"), changes)
    assert built(root, root / "site").published
    return root / "site"


def texts_of(site: Path, audience: str) -> dict[str, str]:
    """Everything that a reader of one edition can get at: its own files, and those of the front that it shares."""
    tree = "internal" if audience == "staff" else "public"
    shared = [file for file in files_of(site / tree) if not any(a in file.parts for a in ("staff", "pupil", "parent"))]
    return {
        file.relative_to(site).as_posix(): f"{file.relative_to(site)} {everything_in(file)}".casefold()
        for file in [*files_of(site / tree / "hill" / audience), *shared]
    }


@pytest.mark.parametrize(("holder", "reader"), list(itertools.permutations(("staff", "pupil", "parent"), 2)))
def test_what_one_audience_holds_alone_is_in_no_file_of_another(planted_site: Path, holder: str, reader: str) -> None:
    theirs, others = texts_of(planted_site, holder), texts_of(planted_site, reader)
    for kind in ("wording", "title"):
        word = PLANTED[holder, kind]
        in_html = [path for path, text in theirs.items() if word in text and path.endswith(".html")]
        in_pdf = [path for path, text in theirs.items() if word in text and path.endswith(".pdf")]
        assert in_html and in_pdf, f"{word} was never printed, so that this test could find nothing"
        assert [path for path, text in others.items() if word in text] == []


def test_reasons_for_withholding_are_published_nowhere(planted_site: Path) -> None:
    for file in files_of(planted_site):
        assert REASON not in everything_in(file).casefold(), file


def test_two_builds_give_equal_bytes(site: Path, tmp_path: Path) -> None:
    root = lay(tmp_path / "elsewhere")
    assert built(root, tmp_path / "again", jobs=2).published
    assert names(tmp_path / "again") == names(site)
    for name in names(site):
        assert (tmp_path / "again" / name).read_bytes() == (site / name).read_bytes(), name


def test_a_second_build_touches_nothing(tmp_path: Path) -> None:
    root = lay(tmp_path / "folder")
    built(root, root / "site")
    before = {name: (root / "site" / name).stat().st_mtime_ns for name in names(root / "site")}
    report = built(root, root / "site")
    assert report.changed == 0
    assert {name: (root / "site" / name).stat().st_mtime_ns for name in names(root / "site")} == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_leaves_nothing_in_the_temporary_folder(tmp_path: Path, jobs: int) -> None:
    root, scratch = lay(tmp_path / "folder"), tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "generator", "build", "--jobs", str(jobs)]
    home = str(Path(__file__).resolve().parent.parent)
    environment = {**os.environ, "PYTHONPATH": home, "TMPDIR": str(scratch)}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    assert list(scratch.iterdir()) == []


def second_school(name: str = "Vale Example School") -> dict[str, str | bytes | None]:
    text = lay_text("schools/hill/school.yml").replace("Hill Example School", name)
    text = text.replace("hill.example", "vale.example").replace("960001", "960002")
    return {"schools/vale/school.yml": text}


def lay_text(path: str) -> str:
    from hill import FILES

    return FILES[path]


def test_building_one_school_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    root = lay(tmp_path, second_school())
    site = root / "site"
    built(root, site)
    vale = {name: (site / name).read_bytes() for name in names(site) if "/vale/" in name}
    wording = root / "content/clauses/contact/friend-requests.md"
    wording.write_text(wording.read_text().replace("must say no", "must always say no"))
    report = built(root, site, schools=("hill",))
    assert report.schools == ("hill",)
    assert {name: (site / name).read_bytes() for name in names(site) if "/vale/" in name} == vale
    assert "must always say no" in (site / "public/hill/pupil/social-media/contact/index.html").read_text()
    front = (site / "public/index.html").read_text()
    assert "Hill Example School" in front and "Vale Example School" in front


def test_building_a_part_again_changes_nothing(tmp_path: Path) -> None:
    root = lay(tmp_path, second_school())
    built(root, root / "site")
    assert built(root, root / "site", schools=("hill",)).changed == 0
    assert built(root, root / "site", audiences=("pupil",)).changed == 0
    assert built(root, root / "site", schools=("vale",), audiences=("staff",)).changed == 0


def test_building_one_audience_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    root = lay(tmp_path)
    site = root / "site"
    built(root, site)
    wording = root / "content/clauses/papers/data.md"
    wording.write_text(wording.read_text().replace("personal information off", "all information off"))
    wording.write_text(wording.read_text().replace("your address to", "your street to"))
    built(root, site, audiences=("pupil",))
    assert "your street to" in (site / "public/hill/pupil/social-media/papers/index.html").read_text()
    assert "all information off" not in (site / "internal/hill/staff/social-media/papers/index.html").read_text()


def test_a_fault_in_a_school_stops_everything_unless_going_on_was_asked_for(tmp_path: Path) -> None:
    root = lay(tmp_path, second_school())
    site = root / "site"
    built(root, site)
    before = {name: (site / name).read_bytes() for name in names(site)}
    school = root / "schools/vale/school.yml"
    school.write_text(school.read_text().replace("policies.related:", "policies.relatd:"))
    wording = root / "content/clauses/papers/data.md"
    wording.write_text(wording.read_text().replace("your address to", "your street to"))

    stopped = built(root, site)
    assert not stopped.published
    assert {problem.school for problem in stopped.problems if problem.severity == "error"} == {"vale"}
    assert {name: (site / name).read_bytes() for name in names(site)} == before

    went_on = built(root, site, keep_going=True)
    assert went_on.published and went_on.schools == ("hill",) and went_on.left == ("vale",)
    assert "your street to" in (site / "public/hill/pupil/social-media/papers/index.html").read_text()
    vale = {name: content for name, content in before.items() if "/vale/" in name}
    assert {name: (site / name).read_bytes() for name in vale} == vale
    assert "Vale Example School" in (site / "public/index.html").read_text()

    elsewhere = built(root, site, schools=("hill",))
    assert elsewhere.published and elsewhere.elsewhere >= 1


def test_a_school_that_is_gone_leaves_no_page(tmp_path: Path) -> None:
    root = lay(tmp_path, second_school())
    site = root / "site"
    built(root, site)
    shutil.rmtree(root / "schools/vale")
    built(root, site)
    assert [name for name in names(site) if "vale" in name] == []
    assert "Vale" not in (site / "public/index.html").read_text()


def test_without_leave_to_publish_drafts_everything_is_internal(tmp_path: Path) -> None:
    root = lay(tmp_path, edited("schools/hill/school.yml", "publish: draft\n", ""))
    built(root, root / "site")
    assert [name for name in names(root / "site") if name.startswith("public/hill")] == []
    assert (root / "site/internal/hill/pupil/index.html").is_file()
    assert "Hill" not in (root / "site/public/index.html").read_text()


def test_when_the_last_school_is_gone_nothing_of_it_stays_public(tmp_path: Path) -> None:
    root = lay(tmp_path)
    built(root, root / "site")
    shutil.rmtree(root / "schools/hill")
    report = built(root, root / "site")
    assert report.published
    assert [name for name in names(root / "site") if "hill" in name] == []


def test_an_audience_that_is_no_longer_public_leaves_no_link_to_it(tmp_path: Path) -> None:
    root = lay(tmp_path)
    site = root / "site"
    built(root, site)
    school = root / "schools/hill/school.yml"
    school.write_text(school.read_text() + "public: []\n")
    built(root, site, audiences=("pupil", "parent"))
    assert [name for name in names(site) if name.startswith("public/hill/")] == []
    assert "Hill" not in (site / "public/index.html").read_text()
    assert (site / "internal/hill/pupil/index.html").is_file()


def test_a_damaged_note_of_listed_schools_stops_a_partial_build_and_a_whole_one_mends_it(tmp_path: Path) -> None:
    root = lay(tmp_path, second_school())
    site = root / "site"
    built(root, site)
    (site / ".policypress-listed.jsonl").write_text("{")
    with pytest.raises(PublishError, match="damaged"):
        built(root, site, schools=("hill",))
    assert built(root, site).published
    assert built(root, site, schools=("hill",)).changed == 0
    assert "Vale Example School" in (site / "public/index.html").read_text()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("overrides/web/main.html", "{% extends 'base.html' %}{% block htmltitle %}{{ nothing.like.this }}"),
        ("overrides/print/policy.typ", "#let broken = "),
    ],
)
def test_a_broken_house_template_is_a_problem_and_nothing_is_published(tmp_path: Path, path: str, text: str) -> None:
    root = lay(tmp_path)
    site = root / "site"
    built(root, site)
    before = {name: (site / name).read_bytes() for name in names(site)}
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(text)
    report = built(root, site)
    assert [problem.code for problem in report.problems] == ["house-style-broken"]
    assert not report.published
    assert {name: (site / name).read_bytes() for name in names(site)} == before


OWN_CLAUSE = """---
title: Our pond
editions: {staff: own, pupil: {withheld: "no need"}, parent: {withheld: "no need"}}
---

# Staff

Keep the pond tidy.
"""


def test_own_clauses_stand_where_they_were_put_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    changes: dict[str, str | bytes | None] = {
        f"schools/hill/clauses/{name}.md": OWN_CLAUSE.replace("Our pond", name) for name in ("pond", "boat", "duck")
    }
    add = """  social-media:
    add:
      - {clause: duck, after: pond}
      - {clause: pond, after: friend-requests}
      - {clause: boat, after: friend-requests}
"""
    changes |= edited("schools/hill/school.yml", "  social-media: {}\n", add)
    root = lay(tmp_path, changes)
    checked = check(root, TODAY)
    assert checked.problems == ()
    edition = compose(checked.workspace, checked.workspace.schools["hill"], "social-media", "staff")
    assert [clause.id for clause in edition.sections[0].clauses] == [
        "friend-requests",
        "pond",
        "duck",
        "boat",
        "personal-numbers",
    ]


def test_a_parent_who_shares_the_pupils_wording_shares_the_schools_own_title(tmp_path: Path) -> None:
    own = """---
title: {pupil: Our own title}
reason: Simpler.
replaces: {pupil: HASH}
---

# Pupil

You should ask staff of {{ school.name }} in person.
"""
    root = lay(tmp_path)
    wording = check(root, TODAY).workspace.library.clauses["friend-requests"].wordings["pupil"]
    file = root / "schools/hill/clauses/friend-requests.md"
    file.parent.mkdir()
    file.write_text(own.replace("HASH", wording_hash(wording)))
    workspace = check(root, TODAY).workspace
    edition = compose(workspace, workspace.schools["hill"], "social-media", "parent")
    clause = edition.sections[0].clauses[0]
    assert (edition.plain(clause.title), clause.origin) == ("Our own title", "own wording")


@pytest.mark.slow
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    root = lay(tmp_path)
    home = str(Path(__file__).resolve().parent.parent)
    environment = {**os.environ, "PYTHONPATH": home, "POLICYPRESS_TEST_MARK": str(tmp_path)}
    command = [sys.executable, "-m", "generator", "build", "--jobs", "2"]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL) as running:
        end = time.monotonic() + 30
        while len(marked(str(tmp_path))) < 3 and time.monotonic() < end:
            time.sleep(0.02)
        assert len(marked(str(tmp_path))) >= 3, "the build started no workers"
        running.kill()
    end = time.monotonic() + 15
    while marked(str(tmp_path)) and time.monotonic() < end:
        time.sleep(0.1)
    assert marked(str(tmp_path)) == []


def marked(word: str) -> list[int]:
    """Processes whose environment holds `word`."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and f"POLICYPRESS_TEST_MARK={word}".encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def test_the_page_that_asks_which_edition_gives_the_status_that_the_edition_gives(tmp_path: Path) -> None:
    template = edited(
        "schools/hill/school.yml", "name: Hill Example School", "template-name: Blank policy\ntemplate: true"
    )
    root = lay(tmp_path, template)
    built(root, root / "site")
    words = "Blank template, not adopted"
    assert words in (root / "site/public/hill/index.html").read_text()
    assert words in (root / "site/public/hill/pupil/index.html").read_text()


def test_a_policy_that_is_not_for_pupils_leaves_them_without_a_page_or_a_link(tmp_path: Path) -> None:
    path = "content/policies/social-media/policy.yml"
    root = lay(tmp_path, {path: lay_text(path) + "audiences: [staff, parent]\nedition-names: {parent: For families}\n"})
    report = built(root, root / "site")
    assert {problem.code for problem in report.problems} == {"policy-text-unused"}
    assert not [name for name in names(root / "site") if "/pupil/" in name]
    assert "pupil/" not in (root / "site/public/hill/index.html").read_text(encoding="utf-8")
    assert "For families" in (root / "site/public/hill/parent/social-media/index.html").read_text(encoding="utf-8")
    before = {name: (root / "site" / name).read_bytes() for name in names(root / "site")}
    (root / path).write_text(lay_text(path), encoding="utf-8")
    assert built(root, root / "site").published
    assert (root / "site/public/hill/pupil/index.html").exists()
    (root / path).write_text(lay_text(path) + "audiences: [staff, parent]\nedition-names: {parent: For families}\n")
    assert built(root, root / "site").published
    assert {name: (root / "site" / name).read_bytes() for name in names(root / "site")} == before


def test_two_policies_may_name_an_edition_each_and_one_may_have_texts_that_nobody_reads(tmp_path: Path) -> None:
    path = "content/policies/social-media/policy.yml"
    shared = lay_text(path) + "audiences: [staff, parent]\nedition-names: {staff: For all staff}\n"
    second = lay_text(path).replace("Social media policy", "Code") + "edition-names: {staff: For governors}\n"
    files = {
        path: shared,
        "content/policies/code/policy.yml": second + "audiences: [staff]\n",
        "content/policies/code/short.yml": (
            "title: Short\nreleased: 2026-11-01\nsections:\n  - {id: one, title: {staff: One}, clauses: [asked]}\n"
        ),
        "content/clauses/asked.md": (
            "---\ntitle: Asked\neditions: {staff: own, pupil: own, parent: own}\n---\n\n"
            "# Staff\n\nBe kind.\n\n# Pupil\n\n{{ nobody.reads }}\n\n# Parent\n\n{{ nobody.reads }}\n"
        ),
        "content/variables.yml": lay_text("content/variables.yml")
        + "  nobody.reads: {type: text, question: Who reads this?, example: Nobody, blank: insert}\n",
        "schools/hill/school.yml": lay_text("schools/hill/school.yml").replace(
            "policies:\n", "policies:\n  code: {outline: short}\n", 1
        ),
    }
    root = lay(tmp_path, files)
    report = built(root, root / "site")
    assert [str(problem) for problem in report.problems if problem.severity == "error"] == []
    staff = root / "site/internal/hill/staff"
    assert "For all staff" in (staff / "social-media/index.html").read_text(encoding="utf-8")
    assert "For governors" in (staff / "code/index.html").read_text(encoding="utf-8")
