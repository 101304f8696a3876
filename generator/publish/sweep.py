"""One pass over the old record and the new listing, both sorted: what the output will hold, and what that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.publish.changes import Changes
from generator.publish.listing import KEPT, BadListing, Entry, Segment
from generator.publish.paths import BadPath
from generator.publish.record import PATH, DamagedRecord, Record
from generator.publish.record_file import RecordWriter

_END = b"\xff"  # after every path


class Sweep:
    """Goes through both once. What is left alone is not looked at: it is found by search, and copied in pieces."""

    def __init__(self, before: Record | None, after: RecordWriter, changes: Changes) -> None:
        """`before` is the old record, `after` gets the new one, `changes` what has to be done."""
        self._before = before
        self._after = after
        self._changes = changes
        self._place = before.start if before else 0
        self._entries: Iterator[Entry] = iter(())
        self._new: Entry | None = None

    def run(self, segments: Iterable[Segment], entries: Iterable[Entry]) -> None:
        """Go through all paths.

        Raises `BadPath` for a file that comes twice, `BadListing` for a folder that is claimed twice and for a file
        kept that the record does not list, `DamagedRecord`, `OSError`.
        """
        self._entries = iter(entries)
        self._advance()
        for segment in segments:
            if self._before is None:
                continue
            if segment.gone is None:
                self._leave(self._before, segment.end)
            else:
                self._take(self._before, segment.end, segment.gone)
        self._add_before(_END)

    def _advance(self) -> None:
        last, self._new = self._new, next(self._entries, None)
        if last and self._new and last.path == self._new.path:
            raise BadPath(f"{last.path.decode()!r} is written twice")

    def _leave(self, before: Record, end: bytes) -> None:
        """Old files before the path `end` stay, but for those that are written anew."""
        while self._new and self._new.path < end:
            self._take_over(before, before.find(self._new.path, self._place))
            line, after = before.at(self._place)
            if line[PATH:-1] == self._new.path:
                self._renew(line, after)
            else:
                self._add_before(self._new.path + b"\0")
        self._take_over(before, before.find(end, self._place))

    def _take(self, before: Record, end: bytes, gone: Callable[[bytes], bool]) -> None:
        """Old files before the path `end` are written anew, or asked about."""
        stop = before.find(end, self._place)
        last = b""
        for line in before.lines(self._place, stop):
            path = line[PATH:-1]
            if path <= last:
                raise DamagedRecord(path)
            last = path
            self._add_before(path)
            after = self._place + len(line)
            if self._new and self._new.path == path:
                self._renew(line, after)
            elif gone(path):
                self._changes.gone(path)
                self._place = after
            else:
                self._take_over(before, after)
        self._add_before(end)

    def _take_over(self, before: Record, place: int) -> None:
        self._after.take_over(self._place, place)
        self._place = place

    def _renew(self, line: bytes, after: int) -> None:
        """The new file is one that was listed before, in `line`."""
        entry = self._new
        assert entry
        new = _line(entry)
        if new == line:
            self._after.take_over(self._place, after)
        elif entry.kind == KEPT:
            raise BadListing(f"{entry.path.decode()!r} is kept, but the record lists other contents")
        else:
            self._after.add(new)
        self._place = after
        self._changes.made(entry)
        self._advance()

    def _add_before(self, path: bytes) -> None:
        """New files before `path`, which were not listed."""
        while self._new and self._new.path < path:
            if self._new.kind == KEPT:
                raise BadListing(f"{self._new.path.decode()!r} is kept, but the record does not list it")
            self._after.add(_line(self._new))
            self._changes.made(self._new)
            self._changes.novel(self._new.path.decode())
            self._advance()


def _line(entry: Entry) -> bytes:
    return entry.digest + b"  " + entry.path + b"\n"
