"""The record of what we wrote to an output folder: the only files there that a build may replace or remove.

It stands at the root of the output, never inside `public/` or `internal/`, which go to separate hosts; it is sorted by
path in byte order, so that a folder is one piece of it, and holds no date, so that equal input gives equal bytes;
`sha256sum --check .policypress-written` reads it. It may be longer than memory should hold: it is searched where it
stands, and what did not change is copied piece by piece.
"""

from __future__ import annotations

import mmap
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.publish.paths import check_path

HEX = 64
"""Digits of a SHA-256, with which a line begins."""
PATH = 66
"""Where the path begins in a line."""
HEAD = 2
"""Lines before the list; in a journal the record goes by the digest of the list after them, which they state."""
_PIECE = 1 << 20
_NEAR = 2048  # bytes: about as much as a small folder has in the record
_OFTEN = 256


class DamagedRecord(ValueError):
    """The record is not one that we wrote, though its sum is right: somebody made it up."""


class Record:
    """A record in its present form, as bytes that are searched where they stand.

    A place in it is the number of the byte at which a line begins, from `start` to `end`. `digest` is the SHA-256 of
    the list in hexadecimal digits; `as_found` tells that the file in the output has this form.
    """

    def __init__(self, file: Path, start: int, digest: str, *, as_found: bool = True) -> None:
        """`file` holds a record whose list begins at `start`. Raises `OSError`."""
        self.file = file
        self.start = start
        self.digest = digest
        self.as_found = as_found
        self._opened = file.open("rb")
        try:
            self._map = mmap.mmap(self._opened.fileno(), 0, access=mmap.ACCESS_READ)
        except BaseException:
            self._opened.close()
            raise
        self.end = len(self._map)
        self._searched = 0

    def close(self) -> None:
        """Let go of the file, which Windows could not replace otherwise."""
        self._map.close()
        self._opened.close()

    def find(self, path: bytes, low: int) -> int:
        """The place of the first line, at `low` or after it, whose path is `path` or comes after it.

        All lines before `low` must come before `path`. What is near `low` is found soonest.
        """
        self._searched += 1
        if self._searched % _OFTEN == 0:
            self._let_pages_go()
        text, end, step, high = self._map, self.end, _NEAR, low
        while high < end:
            start = (text.rfind(b"\n", low, high) + 1) or low
            after = (text.find(b"\n", high) + 1) or end
            if text[start + PATH : after - 1] >= path:
                high = start
                break
            low, high, step = after, after + step, 4 * step
        high = min(high, end)
        while low < high:
            middle = (low + high) // 2
            start = (text.rfind(b"\n", low, middle) + 1) or low
            after = (text.find(b"\n", middle) + 1) or end
            if text[start + PATH : after - 1] < path:
                low = after
            else:
                high = start
        return low

    def at(self, place: int) -> tuple[bytes, int]:
        """The line at `place`, b"" at the end, and the place after it."""
        after = (self._map.find(b"\n", place) + 1) or self.end
        return self._map[place:after], after

    def lists(self, path: str) -> bool:
        """Whether this file is listed."""
        key = path.encode()
        return self.at(self.find(key, self.start))[0][PATH:-1] == key

    def folder(self, folder: str) -> dict[str, bytes]:
        """The SHA-256 (32 bytes) of each file in `folder`, by path. Raises `DamagedRecord`."""
        first = self.find(f"{folder}/".encode(), self.start)
        found = {}
        for line in self.lines(first, self.find(f"{folder}0".encode(), first)):
            try:
                found[fit(line[PATH:-1])] = bytes.fromhex(line[:HEX].decode())
            except ValueError as fault:
                raise DamagedRecord(line) from fault
        return found

    def holds_folder(self, folder: str) -> bool:
        """Whether a file is listed in `folder`."""
        start = f"{folder}/".encode()
        return self.at(self.find(start, self.start))[0].startswith(start, PATH)

    def lines(self, first: int, last: int) -> Iterator[bytes]:
        """The lines from one place to before another. Read as a stream, so that memory does not hold the file."""
        if first >= last:
            return
        with self.file.open("rb") as opened:
            opened.seek(first)
            while first < last:
                line = opened.readline()
                first += len(line) or last
                yield line

    def pieces(self, first: int, last: int) -> Iterator[bytes]:
        """The same as a few large pieces."""
        self._opened.seek(first)
        while first < last and (piece := self._opened.read(min(_PIECE, last - first))):
            first += len(piece)
            yield piece

    def _let_pages_go(self) -> None:
        """What was looked at would otherwise stay in this process, the whole file in the end."""
        if sys.platform != "win32":
            self._map.madvise(mmap.MADV_DONTNEED)


def fit(path: bytes) -> str:
    """A path that was read from a record. Raises `DamagedRecord` when it leads outside."""
    try:
        text = path.decode()
        check_path(text)
    except ValueError as fault:
        raise DamagedRecord(path) from fault
    return text
