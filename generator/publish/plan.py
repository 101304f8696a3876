"""What a commit is going to do: worked out from the listing and the old record, with nothing touched in the output."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from generator.publish.changes import Changes, Published
from generator.publish.clash import check_names
from generator.publish.journal import Journal, Move, Tree
from generator.publish.lines import Lines
from generator.publish.listing import Listing
from generator.publish.output import Output
from generator.publish.paths import RECORD, folders_of
from generator.publish.record import Record
from generator.publish.record_file import RecordWriter
from generator.publish.sweep import Sweep

_NEW_RECORD = "record"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plan:
    """The journal to be written, how many files it means, and the digest of the list in the new record.

    Without `does_anything` the output is as it should be.
    """

    journal: Journal
    counts: Published
    digest: str
    does_anything: bool


class _Again(Generic[T]):
    """Something that can be gone through again and again."""

    def __init__(self, begin: Callable[[], Iterator[T]]) -> None:
        self._begin = begin

    def __iter__(self) -> Iterator[T]:
        return self._begin()


def make_plan(
    output: Output, stage: Path, before: Record | None, listing: Listing, may_remove: Callable[[str], bool]
) -> Plan:
    """Compare what the build has with what the record `before` lists, and write the new record into the stage.

    Raises `BadPath` and `BadListing` for a mistake of ours, `DamagedRecord`, `OSError`.
    """
    changes = Changes(output.root, stage, before)
    with RecordWriter(stage / _NEW_RECORD, output.holds, before) as after:
        Sweep(before, after, changes).run(listing.segments(may_remove), listing.entries())
        digest = after.finish()
    changes.sort_out()
    record = _record(after, changes) if output.holds and after.changed else None
    journal = Journal(
        stage.name,
        before is not None,
        _Again(lambda: _moves(record, changes)),
        _paths(changes.removals),
        _paths(changes.making_way),
    )
    does_anything = bool(record or changes.moved or changes.removed)
    return Plan(journal, changes.counts(), digest if output.holds else "", does_anything)


def staged_places(stage: Path, journal: Journal) -> Iterator[Path]:
    """The files that are to be moved in, and the folders of the stage in which they stand."""
    seen = set()  # as long as `settle` asks, which is not long where it can settle the whole disk
    for move in journal.files():
        yield stage / move.staged
        for folder in folders_of(move.staged):
            if folder not in seen:
                seen.add(folder)
                yield stage / folder
    yield stage


def _record(after: RecordWriter, changes: Changes) -> Move:
    """The move of the new record, in which no two names are one."""
    with contextlib.closing(after.read()) as record:
        check_names(record, changes.new_in)
        return Move(_NEW_RECORD, bytes.fromhex(record.digest), RECORD)


def _moves(record: Move | None, changes: Changes) -> Iterator[Move | Tree]:
    """The record first, which makes the folder ours."""
    if record:
        yield record
    yield from changes.moves()


def _paths(lines: Lines) -> Iterable[str]:
    return _Again(lambda: (line[:-1].decode() for line in lines))
