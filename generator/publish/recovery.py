"""What every command does first: finish the journal of a killed command, or drop a stage that has none."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.publish.apply import apply_journal
from generator.publish.faults import OutputBusy, in_plain_words
from generator.publish.journal import DamagedJournal, Journal, read_journal, remove_journal
from generator.publish.lock import Lock
from generator.publish.output import Output
from generator.publish.way import check_way

STAGE = "stage-"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done about an interrupted command.

    `outcome`: "finished", its `files` were put in place or removed; "dropped", it had changed nothing;
    "lost", it had begun but somebody has removed or changed `files` files since, so that it must be run again.
    """

    outcome: Literal["finished", "dropped", "lost"]
    files: int = 0

    def __str__(self) -> str:
        """One line for the user."""
        if self.outcome == "finished":
            return f"An interrupted command was finished: {self.files} files put in place or removed."
        if self.outcome == "dropped":
            return "What an interrupted command had left was cleared away; it had changed nothing."
        return "An interrupted command could not be finished, because its files were changed since: run it again."


def recover(output: Output) -> Recovery | None:
    """Finish or drop what a killed command left for `output`; None when there is nothing to do, or another is at work.

    Writes nothing when nothing was left. Raises `PublishError` when the machine refuses; commands that only read
    should then warn and go on.
    """
    done = None
    for home in output.homes():
        with in_plain_words(output.shown), contextlib.suppress(OutputBusy):
            if home.is_dir():
                with Lock(home, output.shown):
                    done = _tidy(output, home) or done
    return done


def recover_held(output: Output, held: Path) -> Recovery | None:
    """The same while the caller holds the lock of the home `held`. Raises `OutputBusy` when another home is at work."""
    done = None
    for home in output.homes():
        if home == held:
            done = _tidy(output, home) or done
        elif home.is_dir():
            with Lock(home, output.shown):
                done = _tidy(output, home) or done
    return done


def _tidy(output: Output, home: Path) -> Recovery | None:
    try:
        journal = read_journal(home)
    except DamagedJournal:
        drop_stages(home)
        return Recovery("lost")
    if journal is None:
        return Recovery("dropped") if drop_stages(home) else None
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
        shutil.rmtree(stage)
    remove_journal(home)
    return bool(stages)


def _digest(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").digest()
    except OSError:
        return b""
