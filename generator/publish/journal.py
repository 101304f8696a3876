"""The journal: what is to be moved into the output and what removed. Once it stands, the build has taken effect."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from generator.publish.durable import settle
from generator.publish.home import here
from generator.publish.paths import RECORD, check_path

_FIRST = "policypress journal 2"
_FILE = "journal"
_DRAFT = "journal.new"


class DamagedJournal(ValueError):
    """The journal on the disk is not one that we wrote whole."""


class StrangeJournal(ValueError):
    """The journal was not written in this place: it came with a folder that was copied, unpacked or cloned."""


@dataclass(frozen=True, slots=True)
class Move:
    """A staged file, by its name in the stage, the SHA-256 (32 bytes) of its contents, and its path in the output."""

    staged: str
    digest: bytes
    path: str


@dataclass(frozen=True, slots=True)
class Journal:
    """Moves and removals in the order in which they are made.

    `stage` is the name of the folder that holds the staged files; `updates` tells that the output existed before.
    """

    stage: str
    updates: bool
    moves: tuple[Move, ...]
    removals: tuple[str, ...]


def write_journal(home: Path, journal: Journal) -> None:
    """Write it in one step and durably: after a crash it stands whole or not at all. Raises `OSError`."""
    lines = [_FIRST, f"here {here(home)}", f"stage {journal.stage}", f"updates {'yes' if journal.updates else 'no'}"]
    lines += [f"move {move.staged} {move.digest.hex()} {move.path}" for move in journal.moves]
    lines += [f"remove {path}" for path in journal.removals]
    body = ("\n".join(lines) + "\n").encode()
    draft = home / _DRAFT
    clear(draft)
    draft.write_bytes(body + f"end {hashlib.sha256(body).hexdigest()}\n".encode())
    settle([draft])
    os.replace(draft, home / _FILE)
    settle([home, home.parent])


def read_journal(home: Path) -> Journal | None:
    """The journal that stands in `home`, or None.

    Raises `DamagedJournal`, `StrangeJournal`, and `OSError` when it cannot be read.
    """
    file = home / _FILE
    if not os.path.lexists(file):
        return None
    if file.is_symlink() or not file.is_file():
        raise StrangeJournal(_FILE)
    text = file.read_bytes()
    body, _, end = text.rpartition(b"end ")
    if hashlib.sha256(body).hexdigest().encode() != end.strip():
        raise DamagedJournal(_FILE)
    try:
        lines = body.decode().removesuffix("\n").split("\n")
        origin = lines.pop(1)
        journal = _parse(lines)
    except (ValueError, IndexError) as error:
        raise DamagedJournal(_FILE) from error
    if origin != f"here {here(home)}":
        raise StrangeJournal(_FILE)
    return journal


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


def _parse(lines: list[str]) -> Journal:
    if lines[0] != _FIRST:
        raise ValueError(lines[0])
    stage = lines[1].removeprefix("stage ")
    check_path(stage)
    moves, removals = [], []
    for line in lines[3:]:
        kind, _, rest = line.partition(" ")
        path = rest
        if kind == "move":
            staged, digest, path = rest.split(" ", 2)
            check_path(staged)
            moves.append(Move(staged, bytes.fromhex(digest), path))
        else:
            removals.append(path)
        if path != RECORD:
            check_path(path)
    return Journal(stage, lines[2] == "updates yes", tuple(moves), tuple(removals))
