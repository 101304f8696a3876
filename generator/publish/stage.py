"""A build's output while it is made: staged file by file, then committed whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from generator.publish.durable import settle
from generator.publish.faults import in_plain_words
from generator.publish.journal import Journal, Move, has_journal, read_journal, write_journal
from generator.publish.lock import Lock
from generator.publish.output import Output, check_ours, check_place
from generator.publish.paths import RECORD, Names, check_authored
from generator.publish.recovery import STAGE, Recovery, drop_stages, finish, recover_held
from generator.publish.way import check_way, in_the_way
from generator.publish.written import Written, read_written


@dataclass(frozen=True, slots=True)
class Published:
    """How many files a commit added, changed, left untouched and removed; the record of files is not counted."""

    added: int
    changed: int
    unchanged: int
    removed: int


def everything(path: str) -> bool:
    """The scope of a full build: whatever Policypress wrote before, and not now, is removed."""
    return True


def within(*folders: str) -> Callable[[str], bool]:
    """The scope of a partial build: only what Policypress wrote before in these folders, and not now, is removed."""
    starts = tuple(folder.rstrip("/") + "/" for folder in folders)
    return lambda path: path.startswith(starts)


class Stage:
    """Writes an output folder whole or not at all. Use it in a `with` block: what is not committed is dropped.

    Entering takes the lock, then finishes or drops what a killed command left; `recovery` says what that was.
    `committed` tells, after Ctrl-C too, whether the new files took effect.
    Entering raises `OutputBusy` when another command is at work, `PublishError` when the folder may not be written.
    Contents never stay in memory, only paths and hashes.
    """

    def __init__(self, output: Output) -> None:
        """Nothing is touched before the `with` block."""
        self.output = output
        self.recovery: Recovery | None = None
        self.committed = False
        self._before: Written | None = None
        self._names = Names()
        self._written: dict[str, bytes] = {}
        self._moves: list[Move] = []
        self._added = 0

    def __enter__(self) -> Stage:
        """Take the lock, recover, read the record of what was written before, and make an empty stage."""
        output = self.output
        with in_plain_words(output.shown), contextlib.ExitStack() as held:
            check_place(output)
            self._home = output.home()
            held.enter_context(Lock(self._home, output.shown))
            self.recovery = recover_held(output, self._home)
            if output.holds:
                self._before = read_written(output)
                if self._before is None:
                    check_ours(output)
            self._folder = Path(tempfile.mkdtemp(prefix=STAGE, dir=self._home))
            self._held = held.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the lock; without a journal, drop the stage. After Ctrl-C what was begun is finished."""
        with self._held, contextlib.suppress(OSError):
            if not has_journal(self._home):
                drop_stages(self._home)
                return
            self.committed = True
            if kind is not None and issubclass(kind, KeyboardInterrupt):
                journal = read_journal(self._home)
                if journal is not None:
                    finish(self.output, self._home, journal)

    def write(self, path: str, contents: bytes) -> None:
        """Stage a file; one that stands in the output with equal bytes is left as it is.

        `path` is relative to the output, with forward slashes. Raises `BadPath`, and `PublishError` when a file that
        we did not write has that name, or the machine refuses.
        """
        self._names.take(path)
        if not self.output.holds:
            check_authored(path)
        with in_plain_words(self.output.shown):
            self._written[path] = self._stage(path, contents)

    def commit(self, may_remove: Callable[[str], bool] = everything) -> Published:
        """Publish what was staged: all of it, or with a `PublishError` nothing.

        Of the files that Policypress wrote before and not now, those for whose path `may_remove` is true are removed.
        Files that it did not write always stay. When a `PublishError` is raised after the journal was written, as by
        a full disk during the renames, the next command finishes the journal.
        """
        written = self._written
        old = self._before.files if self._before else {}
        with in_plain_words(self.output.shown):
            stays = {path: digest for path, digest in old.items() if path not in written and not may_remove(path)}
            gone = [path for path in old if path not in written and path not in stays and self._stands(path)]
            for path in stays:
                self._names.take(path)
            counts = Published(self._added, len(self._moves) - self._added, len(written) - len(self._moves), len(gone))
            if self.output.holds:
                self._stage(RECORD, Written(self.output.holds, {**stays, **written}).to_bytes())
            moves = sorted(self._moves, key=_order)
            journal = Journal(self._folder.name, self._before is not None, tuple(moves), tuple(sorted(gone)))
            if not moves and not gone:
                self.committed = True
                return counts
            check_way(self.output, journal)
            settle([*(self._folder / move.staged for move in moves), self._folder])
            write_journal(self._home, journal)
        self.committed = True
        with in_plain_words(self.output.shown, begun=True):
            finish(self.output, self._home, journal)
        return counts

    def _stage(self, path: str, contents: bytes) -> bytes:
        """The SHA-256 of `contents`, which are written to the stage unless the output holds them already."""
        digest = hashlib.sha256(contents).digest()
        target = self.output.root / path
        try:
            status = os.lstat(target)
        except (FileNotFoundError, NotADirectoryError):
            self._added += 1
        else:
            regular = stat.S_ISREG(status.st_mode)
            if regular and status.st_size == len(contents) and target.read_bytes() == contents:
                return digest
            if self._is_foreign(path) and not stat.S_ISDIR(status.st_mode):
                raise in_the_way(self.output, path)
        staged = f"{len(self._moves):06}"
        (self._folder / staged).write_bytes(contents)
        self._moves.append(Move(staged, digest, path))
        return digest

    def _is_foreign(self, path: str) -> bool:
        """Whether a file of that name must be a user's: we keep a record, and it does not stand there."""
        return bool(self.output.holds) and path != RECORD and (self._before is None or path not in self._before.files)

    def _stands(self, path: str) -> bool:
        """Whether a file that is to be removed is there, and is not a file just written whose name differs in case."""
        target = self.output.root / path
        if target.is_dir() or not os.path.lexists(target):
            return False
        twin = self._names.twin(path)
        if twin is None or not os.path.lexists(self.output.root / twin):
            return True
        return not os.path.samestat(os.lstat(target), os.lstat(self.output.root / twin))


def _order(move: Move) -> tuple[bool, bool, str]:
    """The record first, which makes the folder ours; then what pages use; then pages."""
    return move.path != RECORD, move.path.endswith(".html"), move.path
