"""What a build has for the output, file by file and folder by folder: kept in the stage, read back in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.publish.desk import TREES, Kept, Staged
from generator.publish.lines import SortedLines
from generator.publish.paths import check_path
from generator.publish.record import fit
from generator.publish.recovery import names_in
from generator.publish.scope import Within, everything, nothing

KEPT, SAME, ADDED, CHANGED, IN_TREE = "k", "s", "a", "c", "t"
_LAST = b"\xff"  # after every path: no UTF-8 text has this byte


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its path, the SHA-256 of its contents in hexadecimal digits, its name in the stage, and what it is.

    `kind`: `KEPT` by the build, the `SAME` as in the output, `ADDED`, `CHANGED`, or added in a tree of the stage.
    """

    path: bytes
    digest: bytes
    name: str
    kind: str

    @classmethod
    def read(cls, line: bytes) -> Entry:
        """From a line of the listing; these sort by path."""
        path, digest, name, kind = line[:-1].split(b"\0")
        return cls(path, digest, name.decode(), kind.decode())


class BadListing(ValueError):
    """A folder was claimed twice, or a file kept that the record does not list: a mistake of ours, never a user's."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The paths from `start` to before `end` in byte order, and what becomes of old files that are not in the listing.

    `gone` says it for each, by its path; None when all of them stay.
    """

    start: bytes
    end: bytes
    gone: Callable[[bytes], bool] | None


class Listing:
    """Files and claims in the order in which workers are done; little of it stays in memory."""

    def __init__(self, root: Path, stage: Path) -> None:
        """`root` is the output."""
        self._root = root
        self._stage = stage
        self._files = SortedLines(stage / "listing-files")
        self._claims = SortedLines(stage / "listing-claims")

    def leave(self, folder: str) -> None:
        """What stands in the folder stays."""
        self._claim(_named(folder), "l")

    def add(self, files: Iterable[Staged | Kept]) -> None:
        """Files on their own. Raises `BadListing` for one that is not in the stage."""
        for file in files:
            if isinstance(file, Staged) and file.name:
                self._check_staged(file)
            self._files.add(_line(file))

    def add_folder(self, folder: str, files: list[Staged | Kept]) -> None:
        """The files of a folder that is taken whole. Raises `BadListing` for one outside it or not in the stage."""
        inside = f"{_named(folder)}/"
        for file in files:
            if not file.path.startswith(inside):
                raise BadListing(f"{file.path!r} is not in {inside!r}")
        if self._is_tree(inside, files):
            for file in files:
                self._files.add(_line(file, IN_TREE))
        else:
            self.add(files)
        self._claim(inside.rstrip("/"), "w")

    def entries(self) -> Iterator[Entry]:
        """Every file, sorted by path."""
        return map(Entry.read, self._files)

    def segments(self, may_remove: Callable[[str], bool]) -> Iterator[Segment]:
        """All paths, sorted, cut where a folder begins or ends that is taken or left; the inner one of two counts.

        `may_remove` is asked for old files in none.
        """
        if isinstance(may_remove, Within):
            for folder in may_remove.starts:
                self._claim(folder.rstrip("/"), "r")
            may_remove = nothing
        outside = _asking(may_remove)
        open_: list[tuple[bytes, Callable[[bytes], bool] | None]] = [(_LAST, outside)]
        at = b""
        for start, taken in self._claimed():
            while open_[-1][0] <= start:
                end, gone = open_.pop()
                yield Segment(at, end, gone)
                at = end
            yield Segment(at, start, open_[-1][1])
            at = start
            open_.append((start[:-1] + b"0", _always if taken else None))
        for end, gone in reversed(open_):
            yield Segment(at, end, gone)
            at = end

    def _check_staged(self, file: Staged) -> None:
        """Raises `OSError` when the machine cannot tell."""
        try:
            os.lstat(f"{self._stage}/{file.name}")
        except (FileNotFoundError, NotADirectoryError) as error:
            raise BadListing(f"{file.path!r} is not in this stage") from error

    def _claim(self, folder: str, kind: str) -> None:
        self._claims.add(f"{folder}/\0{kind}\n".encode())

    def _claimed(self) -> Iterator[tuple[bytes, bool]]:
        """Where each claimed folder starts, and whether what is old there may go.

        It may be left ("l") or taken whole ("w"), and be in the scope of the commit ("r"), which says less.
        """
        last, before = b"", b""
        for line in self._claims:
            start, _, kind = line[:-1].partition(b"\0")
            if start != last:
                yield start, kind != b"l"
            elif b"r" not in (kind, before) and b"w" in (kind, before):
                raise BadListing(f"{start.decode()!r} is taken or left twice")
            last, before = start, kind

    def _is_tree(self, inside: str, files: list[Staged | Kept]) -> bool:
        """Whether the files, and nothing else, stand in a folder of the stage as they are to stand in the output."""
        first = files[0] if files else None
        if not isinstance(first, Staged):
            return False
        tree = first.name.removesuffix(first.path.removeprefix(inside))
        if not TREES.fullmatch(tree) or os.path.lexists(self._root / inside):
            return False
        names = set(names_in(f"{self._stage}/{tree}"))
        for file in files:
            name = file.path.removeprefix(inside)
            if not isinstance(file, Staged) or not file.added or file.name != tree + name or name not in names:
                return False
        return len(names) == len(files)


def _named(folder: str) -> str:
    folder = folder.rstrip("/")
    check_path(folder)
    return folder


def _line(file: Staged | Kept, kind: str = "") -> bytes:
    name = ""
    if isinstance(file, Kept):
        kind = KEPT
    else:
        name = file.name
        kind = kind or (SAME if not name else ADDED if file.added else CHANGED)
    return f"{file.path}\0{file.digest.hex()}\0{name}\0{kind}\n".encode()


def _asking(may_remove: Callable[[str], bool]) -> Callable[[bytes], bool] | None:
    if may_remove is nothing:
        return None
    return _always if may_remove is everything else lambda path: may_remove(fit(path))


def _always(path: bytes) -> bool:
    return True
