"""The journal: what is to be moved into the output and what removed. Once it stands, the build has taken effect.

It may be longer than memory should hold: it is written line by line, and read so as often as it is needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from generator.publish.durable import settle
from generator.publish.home import here
from generator.publish.paths import RECORD, check_path

_FIRST = "policypress journal 3"
_FILE = "journal"
_DRAFT = "journal.new"
_MOVE, _TREE, _MAKE_WAY, _REMOVE, _END = "move", "tree", "make-way", "remove", "end"

T = TypeVar("T")


class DamagedJournal(ValueError):
    """The journal on the disk is not one that we wrote whole."""


class StrangeJournal(ValueError):
    """The journal was not written in this place: it came with a folder that was copied, unpacked or cloned."""


@dataclass(frozen=True, slots=True)
class Move:
    """A staged file, by its name in the stage, the SHA-256 (32 bytes) of its contents, and its path in the output.

    The record goes by the SHA-256 of its list.
    """

    staged: str
    digest: bytes
    path: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A staged folder, by its name in the stage, whose files stand in it as in the folder `path` of the output.

    The moves of its files follow it at once, and no other file is in it. So it may be moved whole where `path` does
    not stand, and need not be: what is not moved by it is moved file by file.
    """

    staged: str
    path: str

    def covers(self, move: Move) -> bool:
        """Whether `move` is of a file in this folder."""
        return move.staged.startswith(self.staged + "/")


@dataclass(frozen=True, slots=True)
class Journal:
    """What is done in the output, in this order: `making_way`, `moves`, `removals`.

    `stage` is the name of the folder that holds the staged files; `updates` tells that the output existed before.
    `making_way` are old files where a new file needs a folder, or in a folder where a new file needs its name.
    The three lists are gone through more than once.
    """

    stage: str
    updates: bool
    moves: Iterable[Move | Tree]
    removals: Iterable[str]
    making_way: Iterable[str] = ()

    def files(self) -> Iterator[Move]:
        """The moves of files alone."""
        return (move for move in self.moves if isinstance(move, Move))

    def removed(self) -> Iterator[str]:
        """Every path that is removed."""
        yield from self.making_way
        yield from self.removals

    def paths(self) -> Iterator[str]:
        """The path of every file that is removed or moved in, in the order in which that is done."""
        yield from self.making_way
        for move in self.files():
            yield move.path
        yield from self.removals


def write_journal(home: Path, journal: Journal) -> None:
    """Write it in one step and durably: after a crash it stands whole or not at all. Raises `OSError`."""
    draft = home / _DRAFT
    clear(draft)
    body = hashlib.sha256()
    with draft.open("xb") as opened:
        for line in _lines(home, journal):
            encoded = line.encode()
            body.update(encoded)
            opened.write(encoded)
        opened.write(f"{_END}\t{body.hexdigest()}\n".encode())
    settle([draft])
    os.replace(draft, home / _FILE)
    settle([home, home.parent])


def read_journal(home: Path) -> Journal | None:
    """The journal that stands in `home`, or None. It stays on the disk and must stand as long as it is used.

    Raises `DamagedJournal`, `StrangeJournal`, and `OSError` when it cannot be read.
    """
    file = home / _FILE
    if not os.path.lexists(file):
        return None
    if file.is_symlink() or not file.is_file():
        raise StrangeJournal(_FILE)
    with contextlib.closing(_checked(file)) as lines:
        try:
            first, origin, stage, updates = (next(lines, "") for _ in range(4))
            _read_head(first, stage)
            for line in lines:
                _read_line(line)
        except ValueError as error:
            raise DamagedJournal(_FILE) from error
    if origin != f"here\t{here(home)}":
        raise StrangeJournal(_FILE)
    return Journal(
        stage.removeprefix("stage\t"),
        updates == "updates\tyes",
        _Listed(file, (_MOVE, _TREE), _read_move),
        _Listed(file, (_REMOVE,), _read_path),
        _Listed(file, (_MAKE_WAY,), _read_path),
    )


def has_journal(home: Path) -> bool:
    """Whether a journal stands in `home`."""
    return os.path.lexists(home / _FILE)


def remove_journal(home: Path) -> None:
    """Remove the journal, and a draft of one."""
    for name in (_FILE, _DRAFT):
        clear(home / name)


def clear(place: Path) -> None:
    """Remove a file, a link (never what it leads to) or a folder with all that it holds, or nothing."""
    with contextlib.suppress(FileNotFoundError):
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink()


class _Listed(Generic[T]):
    """The lines of some kinds in a journal on the disk, read anew each time."""

    def __init__(self, file: Path, kinds: tuple[str, ...], read: Callable[[str], T]) -> None:
        self._file = file
        self._starts = tuple(f"{kind}\t".encode() for kind in kinds)
        self._read = read

    def __iter__(self) -> Iterator[T]:
        with self._file.open("rb") as opened:
            for line in opened:
                if line.startswith(self._starts):
                    yield self._read(line.decode().removesuffix("\n"))


def _lines(home: Path, journal: Journal) -> Iterator[str]:
    yield f"{_FIRST}\n"
    yield f"here\t{here(home)}\n"
    yield f"stage\t{journal.stage}\n"
    yield f"updates\t{'yes' if journal.updates else 'no'}\n"
    for path in journal.making_way:
        yield f"{_MAKE_WAY}\t{path}\n"
    for move in journal.moves:
        if isinstance(move, Tree):
            yield f"{_TREE}\t{move.staged}\t{move.path}\n"
        else:
            yield f"{_MOVE}\t{move.digest.hex()}\t{move.staged}\t{move.path}\n"
    for path in journal.removals:
        yield f"{_REMOVE}\t{path}\n"


def _checked(file: Path) -> Generator[str, None, None]:
    """The lines before the closing one, without their ends. Raises `ValueError` when they are not the ones written."""
    body, closing = hashlib.sha256(), b""
    with file.open("rb") as opened:
        for line in opened:
            if closing:
                raise ValueError(line)
            if line.startswith(f"{_END}\t".encode()):
                closing = line
                continue
            body.update(line)
            yield line.decode().removesuffix("\n")
    if closing.decode().strip() != f"{_END}\t{body.hexdigest()}":
        raise ValueError(closing)


def _read_head(first: str, stage: str) -> None:
    if first != _FIRST or not stage.startswith("stage\t"):
        raise ValueError(first)
    check_path(stage.removeprefix("stage\t"))


def _read_line(line: str) -> None:
    """Raises `ValueError` unless all that the line names stays inside the stage and the output."""
    kind, path = line.partition("\t")[0], line.rpartition("\t")[2]
    if kind in (_MOVE, _TREE):
        check_path(_read_move(line).staged)
    elif kind not in (_MAKE_WAY, _REMOVE) or line.count("\t") != 1:
        raise ValueError(line)
    if path != RECORD:
        check_path(path)


def _read_move(line: str) -> Move | Tree:
    kind, *rest = line.split("\t")
    if kind == _TREE:
        staged, folder = rest
        return Tree(staged, folder)
    digest, staged, path = rest
    return Move(staged, bytes.fromhex(digest), path)


def _read_path(line: str) -> str:
    return line.partition("\t")[2]
