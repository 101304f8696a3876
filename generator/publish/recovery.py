"""What every command does first: finish the journal of a killed command, or drop a stage that has none."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.publish.apply import apply_journal
from generator.publish.faults import OutputBusy, in_plain_words
from generator.publish.home import open_to_others
from generator.publish.journal import (
    DamagedJournal,
    Journal,
    StrangeJournal,
    clear,
    has_journal,
    read_journal,
    remove_journal,
)
from generator.publish.lock import Lock
from generator.publish.output import Output
from generator.publish.paths import BadPath, check_authored, is_only_begun
from generator.publish.way import check_way

STAGE = "stage-"


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
    stage = home / journal.stage
    staged = set(os.listdir(stage)) if stage.is_dir() else set()
    moved = [move for move in journal.moves if move.staged not in staged]
    if not output.root.is_dir() and (journal.updates or moved):
        drop_stages(home)  # the whole output was removed since
        return Recovery("lost", len(journal.moves))
    with in_plain_words(output.shown, begun=True):
        check_way(output, journal)
        finish(output, home, journal)
    lost = sum(1 for move in moved if _digest(output.root / move.path) != move.digest)
    return Recovery("lost", lost) if lost else Recovery("finished", len(journal.moves) + len(journal.removals))


def _may_be_ours(output: Output, home: Path, journal: Journal) -> bool:
    """Whether a build, or for a policy folder authoring, could have written this journal and its stage.

    Staged are real files in a real folder; authoring removes nothing, and writes over no file but schools' and schemas.
    """
    stage = home / journal.stage
    if not journal.stage.startswith(STAGE) or "/" in journal.stage or stage.is_symlink():
        return False
    waiting = [move for move in journal.moves if os.path.lexists(stage / move.staged)]
    if any("/" in move.staged or not stat.S_ISREG((stage / move.staged).lstat().st_mode) for move in waiting):
        return False
    if output.holds:
        return True
    try:
        for move in journal.moves:
            check_authored(move.path)
    except BadPath:
        return False
    new = [move.path for move in waiting if is_only_begun(move.path)]
    return not journal.removals and not any(os.path.lexists(output.root / path) for path in new)


def finish(output: Output, home: Path, journal: Journal) -> None:
    """Apply the journal that stands in `home`, then remove it and its stage. Raises `OSError`; may be repeated."""
    apply_journal(output.root, home / journal.stage, journal)
    drop_stages(home)


def drop_stages(home: Path) -> bool:
    """Remove stages, then the journal; whether there was a stage.

    The journal goes last: a stage without one means that nothing was changed.
    """
    stages = sorted(home.glob(f"{STAGE}*"))
    for stage in stages:
        clear(stage)
    remove_journal(home)
    return bool(stages)


def _digest(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").digest()
    except OSError:
        return b""
