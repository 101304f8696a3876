"""Records as a change to the policy folder: the sealed file, and the texts that it names in the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator.authoring.change import Change
from generator.authoring.personal import problems_of_persons
from generator.formats.record_archive import archive_path
from generator.formats.record_files import Owner, Written, code_of, typed_words, write_proposal, write_record
from generator.formats.record_privacy import personal_in
from generator.history.deciding import Refusal
from generator.model.contacts import Contacts
from generator.model.versions import AdoptedVersion, Proposal, Record
from generator.problems import Location

_KINDS = {"person": "a name", "phone": "a phone number", "email": "an e-mail address"}
AnyRecord = TypeVar("AnyRecord", bound=Record)


def sealed_change(record: AnyRecord, owner: Owner) -> tuple[AnyRecord, Change]:
    """`record` with its seal, and the files that keep it. Raises ValueError for what no record may hold."""
    written = write_record(record, owner)
    sealed = replace(record.sealed, seal=written.seal)
    return replace(record, sealed=sealed), Change(_files(record.sealed.where.path, written), "")


def persons_in(record: Record, owner: Owner) -> Iterator[Refusal]:
    """What of a school's contacts `record` would keep for ever: contacts are live and no part of what is adopted."""
    for each in personal_in(typed_words(record, owner), owner.contacts):
        message = f"{each.where} holds {_KINDS[each.kind]} of a contact, “{each.said}”"
        yield Refusal(message, "Name the post instead: contacts change without governors, and records never do.")
    if isinstance(record, AdoptedVersion):
        for problem in problems_of_persons(record.editions.values(), owner.contacts, record.sealed.where):
            yield Refusal(problem.message, problem.hint)


def proposal_change(proposal: Proposal, contacts: Contacts) -> tuple[Proposal, Change]:
    """`proposal` with its code, and the files that keep it. Raises ValueError for what no record may hold."""
    written = write_proposal(proposal, contacts)
    code = code_of(written)
    path = f"schools/{proposal.school}/proposed/{code}.yml"
    return replace(proposal, code=code, where=Location(path)), Change(_files(path, written), "")


def together(changes: Iterable[Change], root: Path) -> Change:
    """All files of `changes`, each once, without those of the archive that stand there already."""
    files: dict[str, str | bytes] = {}
    for change in changes:
        for path, content in change.files:
            if not (path.startswith("content/archive/") and (root / path).is_file()):
                files[path] = content
    return Change(tuple(files.items()), "")


def _files(path: str, written: Written) -> tuple[tuple[str, str | bytes], ...]:
    kept = ((archive_path(name), content) for name, content in written.archive.items())
    return ((path, written.text), *kept)
