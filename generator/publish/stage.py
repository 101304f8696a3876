"""A build's output while it is made: staged file by file, then committed whole."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType

from generator.publish.changes import Published
from generator.publish.desk import Desk, Kept, Placing, Staged
from generator.publish.durable import settle
from generator.publish.faults import damaged, in_plain_words
from generator.publish.journal import has_journal, read_journal, write_journal
from generator.publish.listing import Listing
from generator.publish.lock import Lock
from generator.publish.output import Output, check_alone, check_ours, check_place
from generator.publish.paths import Names, check_authored
from generator.publish.plan import make_plan, staged_places
from generator.publish.record import DamagedRecord, Record
from generator.publish.record_file import open_record
from generator.publish.recovery import STAGE, Recovery, drop_stages, finish, recover_held
from generator.publish.scope import everything
from generator.publish.way import check_way


class Stage:
    """Writes an output folder whole or not at all. Use it in a `with` block: what is not committed is dropped.

    Entering takes the lock, then finishes or drops what a killed command left; `recovery` says what that was.
    `committed` tells, after Ctrl-C too, whether the new files took effect.
    `record_digest` is the SHA-256, in hexadecimal digits, of all that the record lists (the text of `write_manifest`),
    after `commit` that of the new one; "" without a record. A cache knows by it that the output is as it was left.
    Entering raises `OutputBusy` when another command is at work, `PublishError` when the folder may not be written.
    Memory holds neither contents nor lists of files, however many there are; only `write` remembers names.
    """

    def __init__(self, output: Output, known: str = "") -> None:
        """Nothing is touched before the `with` block.

        `known` is the `record_digest` that the last commit left, when the caller remembers it. While the record still
        has it, only the upper folders of the output are searched for other outputs that were copied into it.
        """
        self.output = output
        self.recovery: Recovery | None = None
        self.committed = False
        self.record_digest = ""
        self._known = known
        self._names = Names()
        self._before: Record | None = None

    def __enter__(self) -> Stage:
        """Take the lock, recover, find the record of what was written before, and make an empty stage."""
        output = self.output
        with in_plain_words(output.shown), contextlib.ExitStack() as held:
            check_place(output)
            self._home = output.home()
            held.enter_context(Lock(self._home, output.shown))
            self.recovery = recover_held(output, self._home)
            with contextlib.ExitStack() as made:
                made.callback(drop_stages, self._home)
                self._folder = Path(tempfile.mkdtemp(prefix=STAGE, dir=self._home))
                self._before = self._open_record()
                made.pop_all()
            self._held = held.pop_all()
        self._listing = Listing(output.root, self._folder)
        self._desk = Desk(self._placing())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the lock; without a journal, drop the stage. After Ctrl-C what was begun is finished."""
        with self._held, contextlib.suppress(OSError):
            self._close_record()
            if not has_journal(self._home):
                drop_stages(self._home)
                return
            self.committed = True
            if kind is not None and issubclass(kind, KeyboardInterrupt):
                journal = read_journal(self._home)
                if journal is not None:
                    finish(self.output, self._home, journal)

    def write(self, path: str, contents: bytes) -> None:
        """Stage a file; one that stands in the output with equal bytes is left as it is. For thousands use a `Desk`.

        `path` is relative to the output, with forward slashes. Raises `BadPath`, and `PublishError` when a file that
        we did not write has that name, or the machine refuses.
        """
        self._names.take(path)
        if not self.output.holds:
            check_authored(path)
        with in_plain_words(self.output.shown):
            self._listing.add([self._desk.put(path, contents)])

    def placing(self) -> Placing:
        """What worker processes need to stage files themselves; it can be pickled. Not for a policy folder."""
        if not self.output.holds:
            raise ValueError("a policy folder is written by one process")
        return self._placing()

    def take_folder(self, folder: str, files: Iterable[Staged | Kept]) -> None:
        """`files` are the WHOLE of what the output is to hold in `folder` ("public/forge/pupil"), at any depth.

        What the record lists there and is not among them is removed; files of a user stay. The files may come in any
        order, folders too. Claims may lie in each other: the deepest counts, so that `public/forge` may be taken with
        its front page alone while `public/forge/pupil` is taken or left on its own. No files: the folder goes.
        Costs no memory. Raises `BadListing` for a file outside the folder or not in this stage. A folder claimed twice,
        a `Kept` that the record does not list with that digest, and names that clash are found by `commit`.
        """
        listed = list(files)
        with in_plain_words(self.output.shown):
            self._listing.add_folder(folder, listed)

    def take_files(self, files: Iterable[Staged | Kept]) -> None:
        """Files on their own, as with `write`: they replace what has their names, and nothing else is removed."""
        with in_plain_words(self.output.shown):
            self._listing.add(files)

    def leave_folder(self, folder: str) -> None:
        """What stands in `folder` stays, and stays in the record, save for what is taken or written inside it."""
        with in_plain_words(self.output.shown):
            self._listing.leave(folder)

    def recorded(self, folder: str) -> dict[str, bytes]:
        """The SHA-256 (32 bytes) of each file that the record lists in `folder`, by its path in the output.

        This is what our last commit put there; reads only that part of the record. Not after `commit`.
        Raises `PublishError` when the record is damaged.
        """
        try:
            with in_plain_words(self.output.shown):
                return self._before.folder(folder.rstrip("/")) if self._before else {}
        except DamagedRecord as error:
            raise damaged(self.output.record) from error

    def commit(self, may_remove: Callable[[str], bool] = everything) -> Published:
        """Publish what was staged: all of it, or with a `PublishError` nothing.

        Of the files that Policypress wrote before and not now, and that are in no folder taken or left, those for whose
        path `may_remove` is true are removed: `everything`, `nothing`, `within(…)`, or a function, which is slower.
        Files that it did not write always stay. When a `PublishError` is raised after the journal was written, as by
        a full disk during the renames, the next command finishes the journal.
        """
        output, folder = self.output, self._folder
        with in_plain_words(output.shown):
            try:
                plan = make_plan(output, folder, self._before, self._listing, may_remove)
            except DamagedRecord as error:
                raise damaged(output.record) from error
            self._close_record()
            if not plan.does_anything:
                self.committed = True
                return plan.counts
            check_way(output, plan.journal)
            settle(staged_places(folder, plan.journal))
            write_journal(self._home, plan.journal)
        self.committed = True
        self.record_digest = plan.digest
        with in_plain_words(output.shown, begun=True):
            finish(output, self._home, plan.journal)
        return plan.counts

    def _open_record(self) -> Record | None:
        output = self.output
        if not output.holds:
            return None
        record = open_record(output, self._folder / "record-before")
        if record is None:
            check_ours(output)
            return None
        try:
            check_alone(output, known=bool(self._known) and record.digest == self._known)
        except BaseException:
            record.close()
            raise
        self.record_digest = record.digest
        return record

    def _close_record(self) -> None:
        if self._before:
            self._before.close()

    def _placing(self) -> Placing:
        output, record = self.output, self._before
        place = (str(record.file), record.start) if record else None
        return Placing(str(output.root), str(self._folder), output.shown, output.holds, place)
