"""Records of decisions as files: exact both ways, sealed, without persons."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from print_editions import edition
from record_examples import OWNER, PATH, later, proposals, versions

from generator.formats.record_archive import NAME, archived, names_in
from generator.formats.record_editions import treatments
from generator.formats.record_files import code_of, write_proposal, write_record
from generator.formats.record_form import Unreadable
from generator.formats.record_reading import read_proposal, read_record
from generator.formats.record_seal import is_whole, seal_of
from generator.model.contacts import Contacts
from generator.model.edition_json import from_json
from generator.model.text import Literal
from generator.model.versions import AdoptedVersion, Decision, Proposal, Record, Sealed
from generator.problems import Location

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@given(versions())
@SLOW
def test_a_version_is_read_as_it_was_written(version: AdoptedVersion) -> None:
    written = write_record(version, OWNER)
    assert is_whole(written.text)
    assert sorted(names_in(written.text.encode())) == list(written.archive)
    read = read_record(written.text, PATH, written.archive)
    assert (read.school, read.policy) == ("forge", "phones")
    assert read.record == replace(version, sealed=replace(version.sealed, seal=written.seal))
    assert write_record(read.record, OWNER) == written


@given(versions())
@SLOW
def test_the_head_says_all_but_the_texts(version: AdoptedVersion) -> None:
    written = write_record(version, OWNER)
    expected = replace(version, sealed=replace(version.sealed, seal=written.seal), editions={}, logos={})
    assert read_record(written.text, PATH).record == expected


@given(later())
@SLOW
def test_other_records_are_read_as_they_were_written(record: Record) -> None:
    written = write_record(record, OWNER)
    assert is_whole(written.text)
    assert not written.archive
    read = read_record(written.text, PATH, {}).record
    assert read == replace(record, sealed=replace(record.sealed, seal=written.seal))
    assert write_record(read, OWNER) == written


@given(proposals())
@SLOW
def test_a_proposal_is_read_as_it_was_written(proposal: Proposal) -> None:
    written = write_proposal(proposal, Contacts())
    read = read_proposal(written.text, proposal.where.path, written.archive)
    assert read == replace(proposal, code=code_of(written))
    assert write_proposal(read, Contacts()) == written


RECORDS = Path(__file__).parent / "records"


def test_a_record_of_the_first_format_is_read_for_ever() -> None:
    """Written once, on 20 November 2026: who changes an edition keeps this as it is, and lets the reader fill in."""
    text = (RECORDS / "2026-09-01.yml").read_text("utf-8")
    archive = {file.name: file.read_bytes() for file in RECORDS.iterdir() if NAME.fullmatch(file.name)}
    assert is_whole(text)
    assert all(archived(name, content) == content for name, content in archive.items())
    record = read_record(text, "schools/forge/adopted/social-media/2026-09-01.yml", archive).record
    assert isinstance(record, AdoptedVersion)
    for (audience, language), adopted in record.editions.items():
        assert adopted == from_json((RECORDS / f"{audience}-{language}.edition.json").read_bytes())
    assert len(record.editions) == 3
    bare = replace(record, editions={}, logos={})
    where = Location("schools/forge/adopted/social-media/2026-09-01.yml")
    assert bare == AdoptedVersion(
        "forge",
        "social-media",
        "2.1",
        "correction",
        Decision("2026-09-01", "chair", "Board of Governors", "2026/14"),
        "2026-09-15",
        "2028-07-01",
        {},
        Sealed("2026-09-01", seal_of(text), "cd" * 32, where),
        "In one sentence: “plain”.",
        "A number was wrong.",
        "3f94ab12",
        ("be-kind", "tone"),
        "It could not wait.",
        "2026-10-01",
        "2016-03-01",
        "2.0",
        True,
    )
    assert record.logos == {"ab" * 32: b"\x89PNG\r\n"}


def test_what_a_newer_program_says_is_not_read_in_part() -> None:
    text = (RECORDS / "2026-09-01.yml").read_text("utf-8")
    with pytest.raises(Unreadable, match="voted"):
        read_record(text.replace("\nby: chair\n", "\nby: chair\nvoted: yes\n"), PATH)
    with pytest.raises(Unreadable, match="format"):
        read_record(text.replace('\nformat: "1"\n', '\nformat: "2"\n'), PATH)


@given(st.data())
@SLOW
def test_any_text_is_read_or_refused(data: st.DataObject) -> None:
    text = (RECORDS / "2026-09-01.yml").read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 40, len(text))))
    other = data.draw(st.sampled_from(["", "x", "[]", "{}", "~", '""', "null", "\n", "- ", ": ", "editions: 4\n"]))
    changed = text[:start] + other + text[end:]
    archive = {file.name: file.read_bytes() for file in RECORDS.iterdir() if NAME.fullmatch(file.name)}
    for given_archive in (None, archive):
        with contextlib.suppress(Unreadable):
            read_record(changed, PATH, given_archive)
        with contextlib.suppress(Unreadable):
            read_proposal(changed.replace("record: version", "record: proposal"), PATH, given_archive)


def test_how_each_audience_is_treated_stands_in_the_record() -> None:
    staff, pupil = edition("staff", sections=2), edition("pupil", sections=2)
    section, *others = pupil.sections
    first, second, *rest = section.clauses
    worded = replace(section, clauses=(replace(first, body=(Literal("Be kind."),)), *rest))
    pupil = replace(pupil, sections=(worded, *others))
    found = treatments({("staff", "en"): staff, ("pupil", "en"): pupil})
    assert found[first.id] == {"staff": "own", "pupil": "own"}
    assert found[second.id] == {"staff": "own", "pupil": "withheld"}
    assert found[rest[0].id] == {"staff": "own", "pupil": "same-as staff"}
