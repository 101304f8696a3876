"""Records as a change to the policy folder: the sealed file, and the texts that it names in the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator.authoring.change import Change
from generator.authoring.personal import problems_of_persons
from generator.formats.glyphs import missing_characters
from generator.formats.record_archive import FOLDER, archive_path, archived
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
    path = record.sealed.where.path
    return replace(record, sealed=sealed), Change(_files(path, written), "", beside=((path, record.sealed.before),))


def unfit_words(record: Record, owner: Owner) -> Iterator[Refusal]:
    """Typed words that could not be read back or printed, and persons: contacts are live, and a record is for ever."""
    for name, said in typed_words(record, owner).items():
        strange = [letter for letter in said if not letter.isprintable()]
        lacking = () if strange else missing_characters(said)
        if strange:
            message = f"“{name}” holds a character that cannot be printed (U+{ord(strange[0]):04X})"
            yield Refusal(message, "Type it anew, in one line of letters.")
        elif lacking:
            message = f"“{name}” holds “{lacking[0]}”, which our print font does not have"
            yield Refusal(message, "Write it in other words: the PDFs could not show it.")
    yield from _persons_in(record, owner)


def _persons_in(record: Record, owner: Owner) -> Iterator[Refusal]:
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


def together(changes: Sequence[Change], root: Path) -> Change:
    """All files of `changes`, each once, without those of the archive that stand there already."""
    files: dict[str, str | bytes] = {}
    for change in changes:
        for path, content in change.files:
            if not _is_kept(root, path):
                files[path] = content
    return Change(tuple(files.items()), "", beside=tuple(dict.fromkeys(each for one in changes for each in one.beside)))


def _is_kept(root: Path, path: str) -> bool:
    """Whether the archive has this file as it was kept; one that was altered is written again."""
    file = root / path
    name = file.name
    return path.startswith(f"{FOLDER}/") and file.is_file() and archived(name, file.read_bytes()) is not None


def _files(path: str, written: Written) -> tuple[tuple[str, str | bytes], ...]:
    kept = ((archive_path(name), content) for name, content in written.archive.items())
    return ((path, written.text), *kept)
