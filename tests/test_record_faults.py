"""Records that were altered, taken away, copied; what is no fault; and what no record may hold."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from miniature import PROJECTS, lay_out, problems_of, told
from print_editions import edition
from record_examples import UNSEALED

from generator.authoring.personal import problems_of_persons
from generator.formats.record_archive import archive_path, archived, names_in
from generator.formats.record_files import Owner, Written, write_proposal, write_record
from generator.formats.record_seal import altered_line, is_whole
from generator.library import read_workspace
from generator.library.adopted import adopted_of, with_texts
from generator.model.contacts import Contact, Contacts
from generator.model.edition import Result
from generator.model.text import Literal
from generator.model.versions import AdoptedVersion, Decision, Note, Proposal, Sealed
from generator.pipeline.inputs import read_inputs
from generator.problems import Location

OWNER = Owner("example", "kindness", Contacts())
FOLDER = "schools/example/adopted/kindness"


def at(stem: str, before: str = "") -> Sealed:
    return Sealed(stem, "", before, Location(f"{FOLDER}/{stem}.yml"))


def version(day: str = "2026-07-03", before: str = "", number: str = "1") -> AdoptedVersion:
    """A version of a pupil edition with its logo."""
    made = edition("pupil", sections=2)
    made = replace(made, policy="kindness", school=replace(made.school, brand=replace(made.school.brand, logo="l")))
    return AdoptedVersion(
        "example",
        "kindness",
        number,
        "adoption",
        Decision(day, body="Board of Governors"),
        day,
        "2028-07-01",
        {("pupil", "en"): made},
        at(day, before),
        logos={"l": b"\x89PNG"},
    )


def note(day: str, before: str) -> Written:
    return write_record(Note("1", day, {"minute": "2026/4"}, "Numbered later.", at(f"{day}-note", before)), OWNER)


def put(root: Path, written: Written, stem: str, folder: str = FOLDER) -> Path:
    file = root / folder / f"{stem}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(written.text.encode())
    for name, content in written.archive.items():
        kept = root / archive_path(name)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(content)
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out("", tmp_path)


def test_every_byte_of_a_record_counts() -> None:
    text = write_record(version(), OWNER).text
    for place, letter in enumerate(text):
        for other in (chr(ord(letter) ^ 1), chr(ord(letter) ^ 32), ""):
            changed = text[:place] + other + text[place + 1 :]
            assert not is_whole(changed) or changed.strip("\n") == text.strip("\n"), (place, letter)


def test_every_byte_of_the_archive_counts() -> None:
    for name, content in write_record(version(), OWNER).archive.items():
        assert archived(name, content) == content
        for place in range(len(content)):
            changed = bytearray(content)
            changed[place] ^= 1
            assert archived(name, bytes(changed)) is None


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_check_names_the_file_of_any_flipped_byte(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = lay_out("", tmp_path_factory.mktemp("flipped"))
    first = write_record(version(), OWNER)
    put(root, first, "2026-07-03")
    put(root, note("2026-07-10", first.seal), "2026-07-10-note")
    files = sorted((*(root / "content/archive").rglob("*.*"), *(root / FOLDER).iterdir()))
    file = data.draw(st.sampled_from(files))
    content = bytearray(file.read_bytes())
    place = data.draw(st.integers(0, len(content) - 2))
    content[place] ^= data.draw(st.integers(1, 255))
    if bytes(content).replace(b"\r", b"\n") == file.read_bytes():
        return
    file.write_bytes(content)
    assert file.relative_to(root).as_posix() in {problem.where.path for problem in problems_of(root)}


def test_other_line_ends_and_a_byte_order_mark_are_no_fault(root: Path) -> None:
    put(root, write_record(version(), OWNER), "2026-07-03")
    proposal = Proposal("example", "", "2026-12-01", "2026-11-20", {"kindness": version().editions}, Location(""))
    written = write_proposal(proposal, Contacts())
    put(root, written, written.seal[:8], "schools/example/proposed")
    before, _ = read_workspace(root)
    for file in (*(root / "schools/example").glob("*ed/**/*.yml"), *(root / "content/archive").rglob("*.json")):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert told(problems_of(root)) == ""
    after, _ = read_workspace(root)
    assert after.schools == before.schools
    (history,) = after.schools["example"].histories
    assert with_texts(root, history.versions[0]).editions == version().editions
    (proposed,) = after.schools["example"].proposals
    assert with_texts(root, proposed).editions == proposal.editions


def test_texts_are_read_when_they_are_asked_for(root: Path) -> None:
    written = write_record(version(), OWNER)
    put(root, written, "2026-07-03")
    (history,), problems = adopted_of(root, "example")
    assert not problems
    assert history.versions[0] == replace(
        version(), editions={}, logos={}, sealed=replace(version().sealed, seal=written.seal)
    )
    whole = with_texts(root, history.versions[0])
    assert whole == replace(version(), sealed=whole.sealed)
    (root / archive_path(next(iter(written.archive)))).unlink()
    with pytest.raises(ValueError, match="missing"):
        with_texts(root, history.versions[0])


def chain(root: Path) -> list[Path]:
    first = write_record(version(), OWNER)
    second = note("2026-07-01", first.seal)
    third = write_record(version("2026-07-03", second.seal, "2"), OWNER)
    return [
        put(root, first, "2026-07-03"),
        put(root, second, "2026-07-01-note"),
        put(root, third, "2026-07-03-2"),
    ]


def test_records_stand_in_the_order_of_their_chain(root: Path) -> None:
    chain(root)
    assert told(problems_of(root)) == ""
    (history,), _ = adopted_of(root, "example")
    assert [record.sealed.stem for record in history.records] == ["2026-07-03", "2026-07-01-note", "2026-07-03-2"]


@pytest.mark.parametrize("which", [0, 1])
def test_a_record_that_was_taken_away_is_missed(root: Path, which: int) -> None:
    chain(root)[which].unlink()
    assert [problem.code for problem in problems_of(root)] == ["record-chain-broken"]


def test_a_record_that_was_put_between_is_noticed(root: Path) -> None:
    seal = write_record(version(), OWNER).seal
    chain(root)
    put(root, note("2026-07-02", seal), "2026-07-02-note")
    assert [problem.code for problem in problems_of(root)] == ["record-chain-broken"]


@pytest.mark.parametrize("name", ["2026-07-03 (1)", "2026-07-03 - Copy", "2026-07-03-OFFICE-PC", "2026-07-03-2"])
def test_a_copy_gets_its_own_message(root: Path, name: str) -> None:
    file = put(root, write_record(version(), OWNER), "2026-07-03")
    shutil.copy(file, file.with_stem(name))
    assert [(p.code, p.where.path) for p in problems_of(root)] == [("record-copy", f"{FOLDER}/{name}.yml")]


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_the_line_that_was_altered_is_told(data: st.DataObject) -> None:
    lines = write_record(version(), OWNER).text.split("\n")
    number = data.draw(st.integers(1, lines.index("texts:")))
    assert altered_line("\n".join(lines)) == 0
    lines[number - 1] = "  - {id: never-seen, number: x}"
    assert altered_line("\n".join(lines)) == number
    del lines[number - 1]
    assert abs(altered_line("\n".join(lines)) - number) <= 1  # of two lines that are alike either may be gone


PERSON = Contacts((Contact("head", "Principal", "Ada O’Neill", "+44 28 9649 6001", "ada@forge.example"),))


@pytest.mark.parametrize("said", ["Ask Ada O'Neill’s office", "call (028) 9649-6001", "write to ADA@forge.example"])
def test_no_record_holds_a_person(said: str) -> None:
    made = version()
    pupil = made.editions["pupil", "en"]
    assert write_record(made, replace(OWNER, contacts=PERSON))
    results = tuple((key, Result(said) if key == "head.title" else result) for key, result in pupil.results)
    section, *others = pupil.sections
    clause, *more = section.clauses
    own = replace(clause, origin="own wording", body=(Literal(said),))
    worded = (replace(section, clauses=(own, *more)), *others)
    for changed in (replace(pupil, results=results), replace(pupil, sections=worded)):
        with pytest.raises(ValueError, match="person"):
            write_record(replace(made, editions={("pupil", "en"): changed}), replace(OWNER, contacts=PERSON))
        with pytest.raises(ValueError, match="person"):
            editions = {"kindness": {("pupil", "en"): changed}}
            write_proposal(Proposal("example", "", "", "", editions, Location("")), PERSON)
        (problem,) = problems_of_persons([changed], PERSON, Location("schools/example/school.yml"))
        assert "head.title" in problem.message or clause.id in problem.message
    with pytest.raises(ValueError, match="person"):
        write_record(replace(made, summary=said), replace(OWNER, contacts=PERSON))
    with pytest.raises(ValueError, match="person"):
        write_record(Note("1", "2026-07-10", {"body": said}, "", UNSEALED), replace(OWNER, contacts=PERSON))


def test_a_school_depends_on_the_texts_that_its_records_name(root: Path) -> None:
    shutil.copytree(root / "schools/example", root / "schools/other")
    before = read_inputs(root)
    written = write_record(version(), OWNER)
    file = put(root, written, "2026-07-03")
    with_record = read_inputs(root)
    assert with_record.library == before.library
    assert with_record.schools["other"] == before.schools["other"] != with_record.schools["example"]
    kept = root / archive_path(names_in(file.read_bytes())[0])
    content = kept.read_bytes()
    kept.write_bytes(content + b"x")
    altered = read_inputs(root)
    kept.unlink()
    missing = read_inputs(root)
    assert with_record.schools["example"] != altered.schools["example"] == missing.schools["example"]
    assert replace(altered, schools=with_record.schools) == with_record
    kept.write_bytes(content)
    assert read_inputs(root) == with_record


def test_every_project_of_records_is_sealed() -> None:
    sealed = [file for file in PROJECTS.glob("*/schools/*/adopted/*/*.yml") if "altered" not in str(file)]
    assert sealed
    assert all(is_whole(file.read_text("utf-8")) for file in sealed)
