"""Worker processes that carry out calls. Never threads: MkDocs mixes the pages of two sites built by threads."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any

from generator.pipeline.agenda import Agenda, Call
from generator.pipeline.order import Shop
from generator.pipeline.starting import context, ctrl_c_left_to_the_parent
from generator.publish import PublishError

Answer = tuple[Call, Any]


class Crew:
    """Worker processes, each with a line of its own to the parent. Use it in a `with` block.

    Not the standard library's pool: its result queue is shared, so that a worker ended while it writes leaves the
    parent waiting for the rest for ever. Here the line of a dead worker just ends.
    With one worker there is no other process, and calls are carried out in this one.
    """

    def __init__(self, count: int, shop: Shop, beside: Sequence[Call] = ()) -> None:
        """Nothing is started before the first call; `beside` is done beside the first ones, when several can work."""
        self.count = count
        self._beside = beside
        self._shop = shop
        self._workers: dict[Connection, BaseProcess] = {}
        self._busy: dict[Connection, list[Call]] = {}
        self._holder: dict[str, int] = {}
        self._alone: Any = None

    def __enter__(self) -> Crew:
        """The crew, with a scratch folder of its own."""
        self._scratch = tempfile.TemporaryDirectory(prefix="policypress-", ignore_cleanup_errors=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers: what they have not handed over by now is not wanted."""
        for line, worker in self._workers.items():
            line.close()
            worker.terminate()
        for worker in self._workers.values():
            worker.join(5)
            if worker.is_alive():
                worker.kill()
                worker.join()
        if self._alone is not None:
            self._alone.close()
        self._scratch.cleanup()

    def agenda(self, calls: Iterable[Call] = ()) -> Agenda:
        """An agenda with `calls`; schools stay with the workers that had them on earlier ones."""
        agenda = Agenda(self.count, self._holder)
        agenda.add(calls)
        return agenda

    @property
    def touched(self) -> Collection[str]:
        """Schools that calls were about: files of others have not been read."""
        return self._holder.keys()

    @property
    def scratch(self) -> Path:
        """A temporary folder of this run, which workers read and write, too."""
        return Path(self._scratch.name)

    def run(self, agenda: Agenda) -> Iterator[Answer]:
        """Carries out what stands on `agenda`, also what is added meanwhile; yields answers as they come.

        Raises what a call raised, and `PublishError` when a worker was ended from outside.
        """
        return self._together(agenda) if self.count > 1 else self._by_itself(agenda)

    def _by_itself(self, agenda: Agenda) -> Iterator[Answer]:
        while calls := agenda.hand_out(0):
            yield from self._done_here(calls)

    def _done_here(self, calls: Iterable[Call]) -> Iterator[Answer]:
        from generator.pipeline.workshop import Workshop

        self._alone = self._alone or Workshop(self._shop, 0)
        for call in calls:
            answer = call.carried_out_by(self._alone)
            if call.awaited:
                yield call, answer

    def _together(self, agenda: Agenda) -> Iterator[Answer]:
        lines = self._lines(agenda)
        while True:
            for number, line in enumerate(lines):
                self._hand_out(agenda, number, line)
            if not self._awaits:
                return
            ready = wait(list(self._busy))
            for line in [line for line in lines if line in ready]:
                answers = self._answers(line)
                self._hand_out(agenda, lines.index(line), line)
                yield from answers

    def _lines(self, agenda: Agenda, first: int = 0) -> list[Connection]:
        """The lines to the workers, which are numbered from `first` on; they are started with the first `agenda`."""
        if not self._workers:
            self._start(range(first, self.count))
            agenda.add(self._beside)
        return list(self._workers)

    @property
    def _awaits(self) -> bool:
        return any(call.awaited for calls in self._busy.values() for call in calls)

    def _answers(self, line: Connection) -> list[Answer]:
        """What came down the `line`, whose worker is free again."""
        answers = _received(line)
        return [one for one in zip(self._busy.pop(line), answers, strict=True) if one[0].awaited]

    def _hand_out(self, agenda: Agenda, number: int, line: Connection) -> None:
        if line not in self._busy and (calls := agenda.hand_out(number)):
            _send(line, calls)
            self._busy[line] = calls

    def _start(self, numbers: Iterable[int]) -> None:
        start = context()
        with ctrl_c_left_to_the_parent():
            for number in numbers:
                ours, theirs = start.Pipe()
                told = (theirs, self._shop, number, self._scratch.name)
                worker = start.Process(target=_work, args=told, daemon=True)  # type: ignore[attr-defined]
                worker.start()
                theirs.close()
                self._workers[ours] = worker


def _send(line: Connection, calls: list[Call]) -> None:
    try:
        line.send(calls)
    except OSError as fault:
        raise _ended() from fault


def _received(line: Connection) -> list[Any]:
    try:
        answer = line.recv()
    except (EOFError, OSError) as fault:
        raise _ended() from fault
    if isinstance(answer, BaseException):
        raise answer
    assert isinstance(answer, list)
    return answer


def _ended() -> PublishError:
    return PublishError(
        "A worker process was ended by the machine, perhaps because memory ran out.",
        "Nothing was published. Try again, or with --jobs 1.",
    )


def _work(line: Connection, shop: Shop, number: int, scratch: str) -> None:
    """In a worker: carries out what comes down the line until it ends.

    Ctrl-C is left to the parent. `scratch` is the parent's own temporary folder: workers are ended without a chance to
    clear up after themselves.
    """
    tempfile.tempdir = scratch
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from generator.pipeline.workshop import Workshop

    workshop: Any = None
    with contextlib.suppress(EOFError, OSError):
        while True:
            calls = line.recv()
            answer: list[Any] | Exception
            try:
                workshop = workshop or Workshop(shop, number)
                answer = [call.carried_out_by(workshop) for call in calls]
            except Exception as fault:
                answer = fault
            line.send(answer)


def _end_with_parent() -> None:
    """A parent that was killed cannot end its workers, so each of them watches it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
