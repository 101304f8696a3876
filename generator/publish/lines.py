"""Lists that may be longer than memory should hold: the beginning is kept, the rest goes to files in the stage."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

HELD = 2_000_000
"""Bytes of a list that stay in memory, and in each of its files when it is sorted."""


class Lines:
    """Lines in the order in which they were added; to be gone through as often as needed.

    Each is bytes, ends with a line feed and holds no other.
    """

    def __init__(self, file: Path) -> None:
        """`file` is made when it is needed; the stage is dropped with all that is in it."""
        self._file = file
        self._held: list[bytes] = []
        self._size = 0
        self._files: list[Path] = []

    def add(self, line: bytes) -> None:
        """Add a line. Raises `OSError`."""
        self._held.append(line)
        self._size += len(line)
        if self._size > HELD:
            self._spill()

    def __bool__(self) -> bool:
        return bool(self._held or self._files)

    def __iter__(self) -> Iterator[bytes]:
        for file in self._files:
            with file.open("rb") as lines:
                yield from lines
        yield from self._held

    def _spill(self) -> None:
        file = self._file.with_name(f"{self._file.name}-{len(self._files)}")
        with file.open("xb") as opened:
            opened.writelines(self._held)
        self._files.append(file)
        self._held, self._size = [], 0


class SortedLines(Lines):
    """The same in byte order, in whatever order they were added. Add no more once one has been read."""

    def __iter__(self) -> Iterator[bytes]:
        self._held.sort()
        if not self._files:
            yield from self._held
            return
        with ExitStack() as opened:
            runs = [opened.enter_context(file.open("rb")) for file in self._files]
            yield from heapq.merge(*runs, self._held)

    def _spill(self) -> None:
        self._held.sort()
        super()._spill()
