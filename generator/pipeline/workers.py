"""Makes pages and PDFs in worker processes. Never threads: MkDocs mixes the pages of two sites built by threads."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Literal as Only

from generator.model.site import AudienceSite, Front
from generator.publish import PublishError

MOST_WORKERS = 60
"""Windows cannot wait for more than 61 processes."""

SOCKET_NAME = 100
"""Bytes that the name of a socket may have: 104 on macOS, 108 on Linux, the last one a zero."""


@dataclass(frozen=True, slots=True)
class House:
    """Whence the look comes: the policy folder, whose `overrides/` is laid over ours, and its mkdocs.yml as data."""

    root: Path
    settings: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work: the website or the documents of an audience, or a front; `folder` is where its files go."""

    kind: Only["print", "web", "front"]
    subject: AudienceSite | Front
    folder: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a task gave: files by their path in the task's folder, or what an engine said when it refused.

    `builds` is how many MkDocs builds it took.
    """

    task: Task
    files: tuple[tuple[str, bytes], ...] = ()
    fault: str = ""
    builds: int = 0


def start_early(jobs: int) -> None:
    """Begins to load the engines in a process of their own while the caller reads and checks files."""
    if _count(jobs) > 1 and _server_is_possible():
        from multiprocessing import forkserver

        _context()
        with _ctrl_c_left_to_the_parent():
            forkserver.ensure_running()


def make_all(tasks: Sequence[Task], house: House, jobs: int = 0) -> Iterator[Made]:
    """Carries out `tasks` and yields each as it is done. `jobs` is a number of processes, 0 for one a core.

    Raises what a task raised, and `PublishError` when a worker was ended from outside.
    """
    count = min(_count(jobs), len(tasks))
    if count <= 1:
        from generator.pipeline.work import Workshop

        workshop = Workshop(house)
        yield from (workshop.make(task) for task in tasks)
        return
    with (
        tempfile.TemporaryDirectory(prefix="policypress-", ignore_cleanup_errors=True) as scratch,
        Crew(count, house, scratch) as crew,
    ):
        yield from crew.make(tasks)


class Crew:
    """Worker processes, each with a line of its own to the parent and one task at a time.

    Not the standard library's pool: its result queue is shared, so that a worker ended while it writes leaves the
    parent waiting for the rest for ever. Here the line of a dead worker just ends.
    """

    def __init__(self, count: int, house: House, scratch: str) -> None:
        context = _context()
        self._workers: dict[Connection, BaseProcess] = {}
        with _ctrl_c_left_to_the_parent():
            for _ in range(count):
                ours, theirs = context.Pipe()
                worker = context.Process(target=_work, args=(theirs, house, scratch), daemon=True)  # type: ignore[attr-defined]
                worker.start()
                theirs.close()
                self._workers[ours] = worker

    def __enter__(self) -> Crew:
        """The crew itself."""
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

    def make(self, tasks: Sequence[Task]) -> Iterator[Made]:
        """Hands out `tasks` and yields what comes back, in order of completion."""
        waiting = iter(tasks)
        busy = {line for line in self._workers if self._hand_out(line, waiting)}
        while busy:
            ready = wait(list(busy))
            for line in [line for line in busy if line in ready]:
                made = self._received(line)
                if not self._hand_out(line, waiting):
                    busy.discard(line)
                yield made

    def _hand_out(self, line: Connection, waiting: Iterator[Task]) -> bool:
        task = next(waiting, None)
        if task is not None:
            try:
                line.send(task)
            except OSError as fault:
                raise _ended() from fault
        return task is not None

    def _received(self, line: Connection) -> Made:
        try:
            answer = line.recv()
        except (EOFError, OSError) as fault:
            raise _ended() from fault
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Made)
        return answer


def _ended() -> PublishError:
    return PublishError(
        "A worker process was ended by the machine, perhaps because memory ran out.",
        "Nothing was published. Try again, or with --jobs 1.",
    )


def _work(line: Connection, house: House, scratch: str) -> None:
    """In a worker: makes what comes down the line until it ends.

    Ctrl-C is left to the parent. `scratch` is the parent's own temporary folder: workers are ended without a chance to
    clear up after themselves.
    """
    tempfile.tempdir = scratch
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from generator.pipeline.work import Workshop

    workshop = None
    with contextlib.suppress(EOFError, OSError):
        while True:
            task = line.recv()
            try:
                workshop = workshop or Workshop(house)
                answer: Made | Exception = workshop.make(task)
            except Exception as fault:
                answer = fault
            line.send(answer)


def _end_with_parent() -> None:
    """A parent that was killed cannot end its workers, so each of them watches it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextlib.contextmanager
def _ctrl_c_left_to_the_parent() -> Iterator[None]:
    """Processes started meanwhile do not hear Ctrl-C while they load, when they could only answer with a traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _count(jobs: int) -> int:
    if jobs:
        return min(jobs, MOST_WORKERS)
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST_WORKERS)
    return min(os.cpu_count() or 1, MOST_WORKERS)


def _server_is_possible() -> bool:
    """Not on Windows, nor where the temporary folder's name is too long for the server's socket (about 100 bytes)."""
    long = len(os.fsencode(tempfile.gettempdir())) + len("/pymp-12345678/listener-12345678") > SOCKET_NAME
    return "forkserver" in multiprocessing.get_all_start_methods() and not long


def _context() -> BaseContext:
    """A server that has loaded the engines once and forks from there; where that is not to be had, fresh processes.

    Plain fork is not used: the progress bar runs a thread in the parent.
    """
    if _server_is_possible():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["generator.pipeline.work"])
        return context
    return multiprocessing.get_context("spawn")
