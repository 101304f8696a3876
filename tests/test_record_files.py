"""Records of decisions as files: exact both ways, sealed, without persons."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from record_examples import OWNER, PATH, later, proposals, versions

from generator.formats.record_archive import names_in
from generator.formats.record_files import code_of, write_proposal, write_record
from generator.formats.record_reading import read_proposal, read_record
from generator.formats.record_seal import is_whole
from generator.model.contacts import Contacts
from generator.model.versions import AdoptedVersion, Proposal, Record

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


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
