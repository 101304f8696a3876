"""Reads what governors decided about a school's policies: `schools/<id>/adopted/` and `schools/<id>/proposed/`.

All seals are checked, and that the archive holds what records name. Of versions and proposals only the heads are read:
a register of a thousand schools needs no texts. `with_texts` reads the rest of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from generator.formats import record_faults
from generator.formats.plain_text import decode
from generator.formats.record_archive import names_in
from generator.formats.record_faults import RecordFile
from generator.formats.record_files import ReadRecord
from generator.formats.record_form import Unreadable
from generator.formats.record_reading import read_proposal, read_record
from generator.formats.record_seal import is_whole
from generator.library.archive import Archive
from generator.library.files import Files
from generator.model.versions import AdoptedVersion, History, Note, Proposal, Ratification, Record, Reversion
from generator.problems import Problem
from generator.store import Store

_RECORD = re.compile(r"\d{4}-\d\d-\d\d(?:-note|-ratified|-reverted|-withdrawn)?(-[2-9]\d*|-1\d+)?")
_PROPOSAL = re.compile(r"[0-9a-f]{8}")
Sealed = TypeVar("Sealed", AdoptedVersion, Proposal)


@dataclass(frozen=True, slots=True)
class Adopted:
    """What was decided for one school, and what is proposed, without texts.

    `incomplete` are the policies of which some record has a fault, so that their chains cannot be followed.
    """

    histories: tuple[History, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    incomplete: frozenset[str] = frozenset()


def read_adopted(files: Files, school: str) -> Adopted:
    """All records and proposals of a school that have no fault, nor what they name; problems go to `files`."""
    return _Reading(files, school, Archive(files.root)).all()


def adopted_of(root: Path, school: str) -> tuple[tuple[History, ...], tuple[Problem, ...]]:
    """The histories of a school of the policy folder at `root`, without texts, and the problems of its records.

    The archive is not looked at, so that a register of many schools is soon made; `read_adopted` does.
    """
    files = Files(root, Store(None))
    found = _Reading(files, school, None).all()
    return found.histories, tuple(replace(problem, school=school) for problem in files.problems)


def with_texts(root: Path, sealed: Sealed) -> Sealed:
    """A version or a proposal of the policy folder at `root` with its editions and logos.

    Raises ValueError when its file or the archive has a fault, which `check` tells.
    """
    path = (sealed.sealed.where if isinstance(sealed, AdoptedVersion) else sealed.where).path
    text, _ = decode((root / path).read_bytes(), path)
    if text is None or not is_whole(text):
        raise ValueError(f"{path} is not as it was sealed")
    archive, kept = Archive(root), {}
    for name in names_in(text.encode()):
        content, fault = archive.read(name)
        if fault:
            raise ValueError(f"{path} needs {name}, which is {fault}")
        kept[name] = content
    try:
        found = read_record(text, path, kept).record if isinstance(sealed, AdoptedVersion) else None
        return found or read_proposal(text, path, kept)  # type: ignore[return-value]
    except Unreadable as fault:
        raise ValueError(f"{path} cannot be read: {fault}") from fault


class _Reading:
    def __init__(self, files: Files, school: str, archive: Archive | None) -> None:
        self._files = files
        self._school = school
        self._archive = archive
        self._incomplete: set[str] = set()
        self._policy = ""

    def all(self) -> Adopted:
        histories = []
        for policy in self._files.folders(f"schools/{self._school}/adopted"):
            self._policy = policy
            histories.append(History(self._school, policy, _chained(self._records(policy))))
        self._policy = ""
        proposals = tuple(self._proposals())
        found = tuple(history for history in histories if history.records)
        return Adopted(found, proposals, frozenset(self._incomplete))

    def _records(self, policy: str) -> list[Record]:
        found: dict[str, Record] = {}
        for file in self._sound(f"schools/{self._school}/adopted/{policy}", _RECORD):
            try:
                read = read_record(file.text, file.path)
            except Unreadable as fault:
                self._refuse(record_faults.unreadable(file, str(fault)))
                continue
            if _place(read, file.path) != file.path:
                self._refuse(record_faults.misplaced(file, _place(read, file.path)))
            elif read.record.sealed.seal in found:
                self._files.problems.append(record_faults.copy(file.path, self._school))
            else:
                found[read.record.sealed.seal] = read.record
        self._see_that_none_is_renamed(policy, found)
        return list(found.values())

    def _see_that_none_is_renamed(self, policy: str, found: Mapping[str, Record]) -> None:
        """The name of a version is the last part of its web address; the record itself does not tell a -2 from a -3."""
        whole = all(record.sealed.before in ("", *found) for record in found.values())
        if not whole or policy in self._incomplete:
            return  # that one is lost is a fault of its own
        stems = {record.sealed.stem for record in found.values()}
        for record in found.values():
            stem, path = record.sealed.stem, record.sealed.where.path
            first = _before_it(stem)
            if first and first not in stems:
                file = RecordFile(path, self._school, policy, "")
                self._refuse(record_faults.misplaced(file, path.replace(f"{stem}.yml", f"{first}.yml")))

    def _proposals(self) -> Iterator[Proposal]:
        for file in self._sound(f"schools/{self._school}/proposed", _PROPOSAL):
            try:
                proposal = read_proposal(file.text, file.path)
            except Unreadable as fault:
                self._refuse(record_faults.unreadable(file, str(fault)))
                continue
            place = f"schools/{proposal.school}/proposed/{proposal.code}.yml"
            if place != file.path:
                self._refuse(record_faults.misplaced(file, place))
            else:
                yield proposal

    def _sound(self, folder: str, pattern: re.Pattern[str]) -> Iterator[RecordFile]:
        """The files in `folder` whose seals are right, and whose texts are all in the archive."""
        for place in sorted(self._files.plain(folder, ".yml"), key=lambda file: file.stem):
            path = self._files.path_of(place)
            if not pattern.fullmatch(place.stem):
                named = record_faults.copy if pattern.match(place.stem) else record_faults.misnamed
                self._files.problems.append(named(path, self._school))
                continue
            content = self._files.content(place)
            text, problems = decode(content, path) if content is not None else (None, ())
            self._refuse(*problems)
            if text is None:
                self._incomplete.add(self._policy)
                continue
            file = RecordFile(path, self._school, self._policy, text)
            if not is_whole(text):
                self._refuse(record_faults.altered(file))
            elif not self._lacks(file):
                yield file

    def _lacks(self, file: RecordFile) -> bool:
        """Whether the archive lacks something that the record names; each is reported."""
        if self._archive is None:
            return False
        faults = {name: self._archive.fault(name) for name in names_in(file.text.encode())}
        self._refuse(*(record_faults.archive_missing(name, file) for name in faults if faults[name] == "missing"))
        self._refuse(*(record_faults.archive_altered(name, file) for name in faults if faults[name] == "altered"))
        return any(faults.values())

    def _refuse(self, *problems: Problem) -> None:
        self._files.problems += problems
        if problems:
            self._incomplete.add(self._policy)


def _place(read: ReadRecord, path: str) -> str:
    """Where the record belongs, by what it says; of several of a day it says nothing."""
    named = _RECORD.fullmatch(path.rpartition("/")[2].removesuffix(".yml"))
    name = f"{_day(read.record)}{_ending(read.record)}{(named[1] or '') if named else ''}"
    return f"schools/{read.school}/adopted/{read.policy}/{name}.yml"


def _before_it(stem: str) -> str:
    """Of several records of one day the name that comes before, "" for the first: nothing is left out in between."""
    match = _RECORD.fullmatch(stem)
    if match is None or not match[1]:
        return ""
    name, _, number = stem.rpartition("-")
    return name if number == "2" else f"{name}-{int(number) - 1}"


def _day(record: Record) -> str:
    return record.on if isinstance(record, Note) else record.decision.on


def _ending(record: Record) -> str:
    if isinstance(record, AdoptedVersion):
        return ""
    kinds = {Note: "-note", Ratification: "-ratified", Reversion: "-reverted"}
    return kinds.get(type(record), "-withdrawn")


def _chained(records: list[Record]) -> tuple[Record, ...]:
    """`records` in the order of their chain; those that are on no chain from the first one stand behind, by name."""
    rest = sorted(records, key=lambda record: record.sealed.stem)
    found: list[Record] = []
    before: dict[str, list[Record]] = {record.sealed.before: [] for record in rest}
    for record in rest:
        before[record.sealed.before].append(record)
    last = ""
    while before.get(last):
        record = before[last].pop(0)
        found.append(record)
        last = record.sealed.seal
    return (*found, *(record for record in rest if record not in found))
