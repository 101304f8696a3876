"""What a commit does to the output, gathered file by file and sorted out for the journal."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.publish.desk import TREES
from generator.publish.journal import Move, Tree
from generator.publish.lines import Lines, SortedLines
from generator.publish.listing import ADDED, CHANGED, IN_TREE, Entry
from generator.publish.paths import folded
from generator.publish.record import Record, fit

MANY = 1000
"""Folders with a new name in them that are remembered one by one; above, the names of all folders are compared."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files a commit added, changed, left untouched and removed; the record of files is not counted.

    Untouched are files that the build has and the output held already, not what was left without a look.
    """

    added: int
    changed: int
    unchanged: int
    removed: int


@dataclass(slots=True)
class _Shift:
    """A path that is new to the record, or gone from it, by its `key`; `in_the_way` and `twin` are found later."""

    key: bytes
    path: str
    gone: bool
    in_the_way: bool = False
    twin: str = ""


class Changes:
    """Files to be moved in and to be removed.

    `new_in` are the folders that get a name they did not hold, None when they are too many to be remembered.
    `moved` tells whether any file is to be moved in; `making_way`, `removals` and how many they are, `removed`, are
    known after `sort_out`.
    """

    def __init__(self, root: Path, stage: Path, before: Record | None) -> None:
        """`root` is the output, `before` its old record."""
        self._root = root
        self._before = before
        self._files = Lines(stage / "moves-files")
        self._pages = Lines(stage / "moves-pages")
        self._trees = SortedLines(stage / "moves-trees")
        self._shifts = SortedLines(stage / "shifts")
        self.new_in: set[str] | None = set() if before else None
        self.making_way = Lines(stage / "making-way")
        self.removals = Lines(stage / "removals")
        self.moved = False
        self._added = self._changed = self._same = self.removed = 0

    def counts(self) -> Published:
        """After `sort_out`."""
        return Published(self._added, self._changed, self._same, self.removed)

    def made(self, entry: Entry) -> None:
        """The build has this file."""
        if entry.kind in (ADDED, IN_TREE):
            self._added += 1
        elif entry.kind == CHANGED:
            self._changed += 1
        else:
            self._same += 1
            return
        self.moved = True
        if entry.kind == IN_TREE:
            inside = entry.name.removeprefix(_tree(entry.name))
            folder = entry.path.removesuffix(f"/{inside}".encode())
            self._trees.add(folder + b"\0" + _move_line(entry))
        elif entry.path.endswith(b".html"):
            self._pages.add(_move_line(entry))
        else:
            self._files.add(_move_line(entry))

    def novel(self, path: str) -> None:
        """This file of the build was not listed before."""
        if self._before is None:
            return
        self._shifts.add(f"{_key(path)}\0new\0{path}\n".encode())
        folder = path.rpartition("/")[0]
        while self.new_in is not None and folder not in self.new_in:
            self.new_in.add(folder)
            if len(self.new_in) > MANY:
                self.new_in = None
            if not folder or self._before.holds_folder(folder):
                return
            folder = folder.rpartition("/")[0]

    def gone(self, listed: bytes) -> None:
        """This file was listed before, and is to be removed if it is there. Raises `DamagedRecord` if it is outside."""
        path = fit(listed)
        target = self._root / path
        try:
            mode = os.lstat(target).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return
        if not stat.S_ISDIR(mode) and not (stat.S_ISLNK(mode) and target.is_dir()):
            self._shifts.add(f"{_key(path)}\0gone\0{path}\n".encode())

    def sort_out(self) -> None:
        """Tell removals that must come before the new files from those that come after them.

        Sorted by names, folder by folder and without regard to letter case, what is in the way of what stands next to
        it: a file gone is followed by new files in a folder of its name, a new file by files gone from such a folder.
        """
        around: list[_Shift] = []
        for line in self._shifts:
            key, kind, path = line[:-1].split(b"\0")
            while around and not (key + b"\1").startswith(around[-1].key + b"\1"):
                self._close(around.pop())
            shift = _Shift(key, path.decode(), kind == b"gone")
            if shift.gone:
                shift.in_the_way = any(not outer.gone for outer in around)
            for outer in around:
                if outer.gone and not shift.gone:
                    if outer.key == key:
                        outer.twin = shift.path
                    else:
                        outer.in_the_way = True
            around.append(shift)
        while around:
            self._close(around.pop())

    def moves(self) -> Iterator[Move | Tree]:
        """What pages use, then whole new folders, the outer before the inner, then pages."""
        yield from map(_read_move, self._files)
        last = b""
        for line in self._trees:
            folder, staged, rest = line.split(b"\0", 2)
            if folder != last:
                last = folder
                yield Tree(_tree(staged.decode()).rstrip("/"), folder.decode())
            yield _read_move(staged + b"\0" + rest)
        yield from map(_read_move, self._pages)

    def _close(self, shift: _Shift) -> None:
        if shift.gone and not self._is_one(shift.path, shift.twin):
            self.removed += 1
            (self.making_way if shift.in_the_way else self.removals).add(f"{shift.path}\n".encode())

    def _is_one(self, path: str, twin: str) -> bool:
        """Whether both names, which differ in letter case, are of one file on this disk."""
        try:
            return bool(twin) and os.path.samestat(os.lstat(self._root / path), os.lstat(self._root / twin))
        except (FileNotFoundError, NotADirectoryError):
            return False


def _key(path: str) -> str:
    """Sorts what a folder holds right behind the folder's own name."""
    return folded(path).replace("/", "\1")


def _tree(staged: str) -> str:
    """The folder of the stage in which a file stands as in the output, with a slash at its end."""
    match = TREES.match(staged)
    assert match
    return match[0]


def _move_line(entry: Entry) -> bytes:
    return entry.name.encode() + b"\0" + entry.digest + b"\0" + entry.path + b"\n"


def _read_move(line: bytes) -> Move:
    staged, digest, path = line[:-1].decode().split("\0")
    return Move(staged, bytes.fromhex(digest), path)
