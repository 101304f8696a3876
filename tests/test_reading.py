"""A policy folder read in pieces, and read from what earlier commands kept: the same values, the same problems."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import PROJECTS, lay_out

from generator.library import kinds, read_ahead, read_house_style, read_library, read_one_school, read_workspace
from generator.library.files import Files
from generator.library.kept import SHELF, Reading, reader
from generator.library.kinds import Kind
from generator.model.library import Library
from generator.model.plain import written
from generator.model.schools import Group, School
from generator.model.workspace import Workspace
from generator.problems import Problem, in_order
from generator.store import Store

ROOT = Path(__file__).parent.parent
CASES = sorted(folder.name for folder in PROJECTS.iterdir() if folder.is_dir())
KINDS: list[Kind[object]] = [kind for kind in vars(kinds).values() if isinstance(kind, Kind)]


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("cache") / "own")


def test_what_is_read_ahead_is_found_by_who_reads_from_the_first_file(store: Store) -> None:
    read_ahead(ROOT, Store(None))
    read_ahead(ROOT, store)
    files = Files(ROOT, store)
    for file in (ROOT / "content/clauses").rglob("*.md"):
        if file.stem.endswith(".cy"):
            continue  # translations are few, and read by who reads from the first file
        assert files.reading.knows(kinds.CLAUSE, file.stem, file.read_bytes())
    assert not files.reading.knows(kinds.CLAUSE, "another", b"")
    read_ahead(ROOT, store)  # all is known
    assert read_library(ROOT, store) == read_library(ROOT)
    assert read_house_style(ROOT, store) == read_library(ROOT).workspace.house


def in_pieces(root: Path, store: Store) -> tuple[Workspace, list[Problem]]:
    """The policy folder as one who holds one school at a time sees it; the schools in another order than theirs."""
    read = read_library(root, store)
    schools: dict[str, School] = {}
    problems = list(read.problems)
    for school_id in reversed(read.school_ids):
        school, faults = read_one_school(root, school_id, read.workspace.library, store)
        problems += faults
        if school is not None:
            schools[school_id] = school
    unreadable = {*read.workspace.unreadable_schools, *(set(read.school_ids) - set(schools))}
    assert read.workspace.schools == {}
    return (
        Workspace(
            read.workspace.library,
            read.workspace.groups,
            dict(sorted(schools.items())),
            read.workspace.public_address,
            read.workspace.internal_address,
            read.workspace.house,
            frozenset(unreadable),
            read.workspace.unreadable_groups,
        ),
        problems,
    )


def same(one: Workspace, other: Workspace) -> bool:
    """Equal, also in the order of what stands in mappings."""
    return one == other and shown(one) == shown(other)


def shown(workspace: Workspace) -> str:
    plain = [written(value, kind) for value, kind in parts(workspace)]
    return json.dumps([plain, workspace.house], ensure_ascii=False)


def parts(workspace: Workspace) -> Iterator[tuple[object, object]]:
    yield workspace.schools, Mapping[str, School]
    yield workspace.groups, Mapping[str, Group]
    yield workspace.library, Library


@pytest.mark.parametrize("case", [*CASES, ""])
def test_in_pieces_and_kept_as_whole(case: str, tmp_path: Path, store: Store) -> None:
    root = lay_out("" if case == "_base" else case, tmp_path / "policies") if case else ROOT
    whole, problems = read_workspace(root)
    for attempt in ("in pieces", "keeping", "kept"):
        pieces, found = in_pieces(root, Store(None) if attempt == "in pieces" else store)
        assert same(pieces, whole), attempt
        assert in_order(found) == in_order(problems), attempt
        assert sorted(map(str, found)) == sorted(map(str, problems)), attempt


def test_what_is_kept_needs_no_parser(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    program = (
        "import sys; from pathlib import Path; from generator.library import read_workspace; "
        "from generator.store import Store; "
        f"workspace, problems = read_workspace(Path({str(ROOT)!r}), Store(Path({str(folder)!r}))); "
        "assert len(workspace.library.clauses) > 50 and not problems; "
        "print(*sorted({'ruamel.yaml', 'pydantic', 'jinja2', 'markdown_it'} & set(sys.modules)))"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT).stdout
        for _ in range(2)
    )
    assert first.split() == ["pydantic", "ruamel.yaml"], "Jinja is for expressions that are out of the ordinary"
    assert second.split() == []


def test_one_changed_file_is_read_and_the_others_kept(store: Store, tmp_path: Path) -> None:
    root = lay_out("", tmp_path / "policies")
    read_workspace(root, store)
    file = root / "schools/example/school.yml"
    file.write_text(file.read_text("utf-8").replace("Example Primary", "Mill Lane"), "utf-8")
    workspace, _ = read_workspace(root, store)
    assert workspace.schools["example"].name.startswith("Mill Lane")
    assert workspace == read_workspace(root)[0]


def test_a_file_that_is_moved_has_its_new_places(store: Store, tmp_path: Path) -> None:
    root = lay_out("", tmp_path / "policies")
    read_workspace(root, store)
    clauses = root / "content/clauses"
    topic = next(folder for folder in clauses.iterdir() if folder.is_dir())
    topic.rename(clauses / "elsewhere")
    workspace, _ = read_workspace(root, store)
    assert workspace == read_workspace(root)[0]
    assert all("/elsewhere/" in clause.where.path for clause in workspace.library.clauses.values())


def test_a_text_with_a_fault_tells_it_each_time(store: Store, tmp_path: Path) -> None:
    root = lay_out("value-cut", tmp_path / "policies")
    first, again = (in_order(read_workspace(root, store)[1]) for _ in range(2))
    assert [problem.code for problem in first] == ["value-cut"]
    assert again == first


def test_a_logo_is_checked_once_for_what_it_is(store: Store, tmp_path: Path) -> None:
    school = (ROOT / "tests/projects/_base/schools/example/school.yml").read_text("utf-8")
    svg = (ROOT / "schools/forge/logo.svg").read_bytes()
    files: dict[str, str | bytes | None] = {
        "schools/example/school.yml": school + "brand: {logo: logo.svg}\n",
        "schools/example/logo.svg": svg,
    }
    root = lay_out("", tmp_path / "policies", files)
    fresh = read_workspace(root)[0].schools["example"]
    assert fresh.logo and fresh.brand.logo_name == "logo.svg"
    for _ in range(2):
        assert read_workspace(root, store)[0].schools["example"] == fresh
    (root / "schools/example/logo.svg").rename(root / "schools/example/logo.png")
    (root / "schools/example/school.yml").write_text(school + "brand: {logo: logo.png}\n", "utf-8")
    problems = read_workspace(root, store)[1]
    assert [problem.code for problem in problems] == ["logo-bad"], "an SVG under the name of a PNG is none"


def kept_files(folder: Path) -> Iterator[Path]:
    return (file for file in (folder / SHELF).rglob("*") if file.is_file())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[:40] + b"x" + content[41:],
        lambda content: b"\0" * len(content),
    ],
    ids=["emptied", "cut", "changed", "blank"],
)
def test_a_spoilt_store_changes_nothing(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    root = lay_out("other-school", tmp_path / "policies")
    read_workspace(root, Store(folder))
    for file in kept_files(folder):
        file.write_bytes(spoil(file.read_bytes()))
    assert read_workspace(root, Store(folder)) == read_workspace(root)
    assert read_workspace(root, Store(folder)) == read_workspace(root)


@pytest.mark.parametrize("content", ["{", "[]", "{}", "null", '["x"]', "7", '[[["staff"], 3]]', '{"a": []}'])
def test_an_entry_that_is_no_value_is_read_anew(content: str, tmp_path: Path) -> None:
    """The checksum is right and the content wrong: that would be our own mistake, and costs nobody a page."""
    root = lay_out("", tmp_path / "policies")
    store = Store(tmp_path / "cache")
    read_workspace(root, store)
    for file in list(kept_files(tmp_path / "cache")):
        store.put(SHELF, file.parent.name + file.name, content.encode())
    assert read_workspace(root, store)[0].library.clauses == read_workspace(root)[0].library.clauses


def test_another_version_of_the_program_reads_anew(tmp_path: Path) -> None:
    """It is told by what its readers are, not by a number that somebody forgets to raise."""
    package = tmp_path / "other" / "generator"
    shutil.copytree(ROOT / "generator", package, ignore=shutil.ignore_patterns("__pycache__"))
    with (package / "formats" / "wording.py").open("a") as file:
        file.write("\n# another way of reading\n")
    told = [
        subprocess.run(
            [sys.executable, "-c", "from generator.library.kept import reader; print(reader())"],
            env={**os.environ, "PYTHONPATH": str(folder)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for folder in (ROOT, package.parent)
    ]
    assert told[0] == reader() != told[1]


def test_readers_of_all_kinds_take_part_in_the_digest() -> None:
    for kind in KINDS:
        module = sys.modules[kind.read.__module__].__file__
        assert module is not None
        assert Path(module).parent.name == "library"


def test_one_text_for_all_readers_stays_one(store: Store, tmp_path: Path) -> None:
    root = lay_out("", tmp_path / "policies")
    for _ in range(2):
        clause = next(iter(read_workspace(root, store)[0].library.clauses.values()))
        assert len({id(text) for text in clause.titles.values()}) == 1


def test_the_key_is_the_content_and_no_path(tmp_path: Path) -> None:
    content = (ROOT / "tests/projects/_base/schools/example/school.yml").read_bytes()
    reading = Reading(Store(tmp_path / "cache"))
    reading.value(kinds.SCHOOL, "example", "schools/example/school.yml", content)
    key = hashlib.sha256(f"{reader()}\0school\0example\0".encode() + content).hexdigest()
    assert [file.parent.name + file.name for file in kept_files(tmp_path / "cache")] == [key]
    kept = Store(tmp_path / "cache").get(SHELF, key)
    assert kept is not None
    assert "schools/" not in json.dumps(json.loads(kept))


SAMPLES: dict[str, list[str]] = {}
for _case in ("_base", "other-school", "fixed-value", "own-wording-changed", "section-title-for-own"):
    for _file in sorted((PROJECTS / _case).rglob("*")):
        if _file.suffix in (".md", ".yml") and "expected" not in _file.parts:
            SAMPLES.setdefault(_file.suffix, []).append(_file.read_text("utf-8"))
for _file in (*sorted((ROOT / "content").glob("*.yml")), *sorted((ROOT / "content/policies").rglob("*.yml"))):
    SAMPLES[".yml"].append(_file.read_text("utf-8"))
PIECES = st.sampled_from(
    ["{{ school.name }}", "{{ a.b | upper }}", "[[be-kind]]", "# Staff\n", "\n", " ", "’", "ŵ", "🙂", "null", "~", "'",
     '"', ": ", "- ", "#", "\\u2028", '"\\0"', "[a, b]", "{staff: A, pupil: B}", "true", "12", "\u2028", "\t", "\ufeff",
     "---\n"]
)  # fmt: skip


@given(st.data(), st.sampled_from(KINDS))
@settings(max_examples=150, deadline=None)
def test_any_text_is_kept_as_it_was_read(data: st.DataObject, kind: Kind[object]) -> None:
    ending = ".md" if kind.name in ("clause", "own-wording", "clause-translation") else ".yml"
    text = data.draw(st.sampled_from(SAMPLES[ending]))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(PIECES) + text[at + data.draw(st.integers(0, 5)) :]
    content = text.encode()
    with tempfile.TemporaryDirectory() as folder:
        reading = Reading(Store(Path(folder) / "own"))
        fresh = Reading(Store(None)).value(kind, "be-kind", "a/b.md", content)
        keeping, kept = (reading.value(kind, "be-kind", "a/b.md", content) for _ in range(2))
        elsewhere = reading.value(kind, "be-kind", "c.md", content)
    assert keeping == fresh
    assert repr(kept) == repr(fresh)
    assert repr(elsewhere) == repr(Reading(Store(None)).value(kind, "be-kind", "c.md", content))


def test_every_kind_is_among_what_is_kept(tmp_path: Path) -> None:
    """A kind that could not be kept would be read anew by every command, and nobody would notice."""
    content = {kind.name: b"" for kind in KINDS}
    library = {path.stem: path for path in (ROOT / "content").glob("*.yml")}
    content.update({name: library[name].read_bytes() for name in content if name in library})
    base = PROJECTS / "_base"
    content["clause"] = next((base / "content/clauses").rglob("*.md")).read_bytes()
    content["own-wording"] = b"---\nreason: Ours.\n---\n# Staff\n\nSay {{ school.name }}.\n"
    content["policy"] = next((base / "content/policies").rglob("policy.yml")).read_bytes()
    content["outline"] = next((base / "content/policies").rglob("full.yml")).read_bytes()
    content["clause-translation"] = (ROOT / "content/clauses/breaches/raise-a-concern.cy.md").read_bytes()
    content["policy-translation"] = (ROOT / "content/policies/parent-code/policy.cy.yml").read_bytes()
    content["outline-translation"] = (ROOT / "content/policies/parent-code/council.cy.yml").read_bytes()
    content["house"] = (ROOT / "mkdocs.yml").read_bytes()
    content["chart"] = next((ROOT / "content/charts").glob("*.yml")).read_bytes()
    content["group"] = (ROOT / "schools/groups/merthyr-tydfil.yml").read_bytes()
    content["school"] = (ROOT / "schools/forge/school.yml").read_bytes()
    for number, kind in enumerate(KINDS, start=1):
        reading = Reading(Store(tmp_path / "cache"))
        value, problems = reading.value(kind, "full", "a.yml", content[kind.name])
        assert value is not None and not problems, kind.name
        assert len(list(kept_files(tmp_path / "cache"))) == number, kind.name


def test_files_know_where_a_link_leads(tmp_path: Path) -> None:
    root = lay_out("", tmp_path / "policies")
    outside = tmp_path / "outside.md"
    outside.write_text("secret")
    (root / "content/clauses/linked.md").symlink_to(outside)
    (root / "content/clauses/lost.md").symlink_to(root / "nowhere.md")
    (root / "content/clauses/circle.md").symlink_to(root / "content/clauses/circle.md")
    files = Files(root, Store(None))
    for name in ("linked", "lost", "circle"):
        assert files.content(root / f"content/clauses/{name}.md") is None
    assert [problem.code for problem in files.problems][:2] == ["file-outside", "file-unreadable"]
    assert files.problems[2].code == "file-unreadable"
