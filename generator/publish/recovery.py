"""What every command does first: finish the journal of a killed command, or drop a stage that has none."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.publish.apply import apply_journal
from generator.publish.faults import OutputBusy, in_plain_words
from generator.publish.home import is_folder, open_to_others
from generator.publish.journal import (
    DamagedJournal,
    Journal,
    Move,
    StrangeJournal,
    Tree,
    clear,
    has_journal,
    read_journal,
    remove_journal,
)
from generator.publish.lock import Lock
from generator.publish.output import Output
from generator.publish.paths import RECORD, BadPath, Chain, check_authored, is_only_begun
from generator.publish.record import HEAD
from generator.publish.way import check_way

STAGE = "stage-"
_DROPPED = ".dropped"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done about an interrupted command.

    `outcome`: "finished", its `files` were put in place or removed; "dropped", it had changed nothing;
    "lost", it had begun but somebody has removed or changed `files` files since, so that it must be run again;
    "strange", what was left was not begun here by this user and has been cleared away unused.
    """

    outcome: Literal["finished", "dropped", "lost", "strange"]
    files: int = 0

    def __str__(self) -> str:
        """One line for the user."""
        if self.outcome == "finished":
            return f"An interrupted command was finished: {self.files} files put in place or removed."
        if self.outcome == "dropped":
            return "What an interrupted command had left was cleared away; it had changed nothing."
        if self.outcome == "strange":
            return "Unfinished work that came with a copied folder, or was not yours, was cleared away and not used."
        return "An interrupted command could not be finished, because its files were changed since: run it again."


def recover(output: Output) -> Recovery | None:
    """Finish or drop what a killed command left for `output`; None when there is nothing to do, or another is at work.

    Writes nothing when nothing was left. Raises `PublishError` when the machine refuses; commands that only read
    should then warn and go on.
    """
    done = None
    for home in output.homes():
        with in_plain_words(output.shown), contextlib.suppress(OutputBusy):
            if os.path.lexists(home):
                with Lock(home, output.shown):
                    done = _tidy(output, home) or done
    return done


def recover_held(output: Output, held: Path) -> Recovery | None:
    """The same while the caller holds the lock of the home `held`. Raises `OutputBusy` when another home is at work."""
    done = None
    for home in output.homes():
        if home == held:
            done = _tidy(output, home) or done
        elif os.path.lexists(home):
            with Lock(home, output.shown):
                done = _tidy(output, home) or done
    return done


def _tidy(output: Output, home: Path) -> Recovery | None:
    if open_to_others(home):
        found = has_journal(home)
        found = drop_stages(home) or found
        with contextlib.suppress(OSError):
            home.chmod(0o700)
        return Recovery("strange") if found else None
    try:
        journal = read_journal(home)
    except (DamagedJournal, StrangeJournal) as fault:
        drop_stages(home)
        return Recovery("strange" if isinstance(fault, StrangeJournal) else "lost")
    if journal is None:
        return Recovery("dropped") if drop_stages(home) else None
    if not _may_be_ours(output, home, journal):
        drop_stages(home)
        return Recovery("strange")
    state = _found(output, home / journal.stage, journal)
    if not output.root.is_dir() and (journal.updates or state.moved):
        drop_stages(home)  # the whole output was removed since
        return Recovery("lost", state.moves)
    with in_plain_words(output.shown, begun=True):
        check_way(output, journal)
        finish(output, home, journal)
    return Recovery("lost", state.lost) if state.lost else Recovery("finished", state.moves + state.removals)


@dataclass(frozen=True, slots=True)
class _Found:
    """How far a journal was applied: files to be moved, those that were, those of these that are gone, removals."""

    moves: int
    moved: int
    lost: int
    removals: int


def _found(output: Output, stage: Path, journal: Journal) -> _Found:
    moves = moved = lost = 0
    for move in journal.files():
        moves += 1
        if not os.path.lexists(stage / move.staged):
            moved += 1
            lost += _digest(output.root / move.path, head=HEAD if move.path == RECORD else 0) != move.digest
    return _Found(moves, moved, lost, sum(1 for _ in journal.removed()))


def _may_be_ours(output: Output, home: Path, journal: Journal) -> bool:
    """Whether a build, or for a policy folder authoring, could have written this journal and its stage.

    Staged are real files in real folders, and in a folder that is moved whole nothing but what the journal names;
    authoring removes nothing, moves no folder, and writes over no file but schools' and schemas.
    """
    stage = home / journal.stage
    if not journal.stage.startswith(STAGE) or "/" in journal.stage or stage.is_symlink():
        return False
    if not _is_whole(stage, journal):
        return False
    if output.holds:
        return True
    for move in journal.moves:
        if isinstance(move, Tree) or not _may_be_authored(output, stage, move):
            return False
    return not any(True for _ in journal.removed())


def _is_whole(stage: Path, journal: Journal) -> bool:
    """Whether every staged thing that still waits is what a build stages."""
    chain, tree = Chain(), Tree("", "")
    extra: set[str] = set()
    for move in journal.moves:
        folder = move.staged if isinstance(move, Tree) else move.staged.rpartition("/")[0]
        if any(os.path.lexists(stage / one) and not _is_real(stage / one) for one in chain.move_to(folder)[1]):
            return False
        if isinstance(move, Tree):
            if extra:
                return False
            tree, extra = move, set(names_in(f"{stage}/{move.staged}"))
            continue
        waits = os.path.lexists(stage / move.staged)
        if waits and not stat.S_ISREG((stage / move.staged).lstat().st_mode):
            return False
        if tree.covers(move):
            extra.discard(move.staged.removeprefix(f"{tree.staged}/"))
    return not extra


def _is_real(folder: Path) -> bool:
    return is_folder(folder.lstat())


def names_in(folder: str) -> Iterator[str]:
    """Everything in a folder, at any depth, that is no folder; a link is none. Paths relative to it."""
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with contextlib.suppress(FileNotFoundError), os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
                    waiting.append(f"{inside}{entry.name}/")
                else:
                    yield inside + entry.name


def _is_junction(folder: os.DirEntry[str]) -> bool:
    return sys.platform == "win32" and not is_folder(folder.stat(follow_symlinks=False))


def _may_be_authored(output: Output, stage: Path, move: Move) -> bool:
    try:
        check_authored(move.path)
    except BadPath:
        return False
    waits = os.path.lexists(stage / move.staged)
    return not (waits and is_only_begun(move.path) and os.path.lexists(output.root / move.path))


def finish(output: Output, home: Path, journal: Journal) -> None:
    """Apply the journal that stands in `home`, then remove it and its stage. Raises `OSError`; may be repeated."""
    apply_journal(output.root, home / journal.stage, journal)
    drop_stages(home)


def drop_stages(home: Path) -> bool:
    """Remove stages, then the journal; whether there was a stage.

    The journal goes last: a stage without one means that nothing was changed.
    A stage is renamed first: a worker whose parent was killed may still be writing to it, and then finds it no more.
    """
    stages = sorted(home.glob(f"{STAGE}*"))
    for stage in stages:
        dropped = stage.with_name(stage.name.removesuffix(_DROPPED) + _DROPPED)
        with contextlib.suppress(OSError):
            os.rename(stage, dropped)
        clear(dropped)
        clear(stage)
    remove_journal(home)
    return bool(stages)


def _digest(file: Path, head: int) -> bytes:
    """The SHA-256 of a file's contents after so many lines; b"" when it cannot be read."""
    try:
        with file.open("rb") as opened:
            for _ in range(head):
                opened.readline()
            return hashlib.file_digest(opened, "sha256").digest()
    except OSError:
        return b""
