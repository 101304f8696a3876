"""Makes pages and PDFs in worker processes. Never threads: MkDocs mixes the pages of two sites built by threads."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal as Only

from generator.model.site import AudienceSite, Front
from generator.publish import PublishError

if TYPE_CHECKING:
    from generator.pipeline.work import Workshop

IN_FLIGHT = 4
"""Tasks handed out ahead for each worker: enough to keep it busy, few enough that results do not pile up."""

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


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the websites of a build are put together from, as JSON, and how many MkDocs builds that took."""

    kept: bytes
    builds: int


def start_early(jobs: int) -> None:
    """Begins to load the engines in a process of their own while the caller reads and checks files."""
    if _count(jobs) > 1 and _server_is_possible():
        from multiprocessing import forkserver

        _context()
        forkserver.ensure_running()


def make_all(tasks: Sequence[Task], house: House, jobs: int = 0) -> Iterator[Made]:
    """Carries out `tasks` and yields each as it is done. `jobs` is a number of processes, 0 for one a core.

    Raises what a task raised, and `PublishError` when a worker was ended from outside.
    """
    count = min(_count(jobs), len(tasks))
    if count <= 1:
        from generator.pipeline.work import Workshop

        workshop = Workshop(house)
        builds = workshop.prepare(_websites(tasks)).builds
        for task in tasks:
            made = workshop.make(task)
            yield replace(made, builds=made.builds + builds)
            builds = 0
        return
    with tempfile.TemporaryDirectory(prefix="policypress-", ignore_cleanup_errors=True) as scratch:
        pool = ProcessPoolExecutor(count, mp_context=_context(), initializer=_begin, initargs=(house, scratch))
        try:
            yield from _in_order_of_completion(pool, tasks, count, Path(scratch))
        except BrokenProcessPool as fault:
            raise PublishError(
                "A worker process was ended by the machine, perhaps because memory ran out.",
                "Nothing was published. Try again, or with --jobs 1.",
            ) from fault
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.terminate()
                child.join(5)


def _websites(tasks: Sequence[Task]) -> list[AudienceSite]:
    return [task.subject for task in tasks if task.kind == "web" and isinstance(task.subject, AudienceSite)]


def _in_order_of_completion(
    pool: ProcessPoolExecutor, tasks: Sequence[Task], count: int, folder: Path
) -> Iterator[Made]:
    learned = _Learned(pool, _websites(tasks), folder)
    waiting = iter(tasks)
    under_way: set[Future[Made]] = set()
    more = True
    while more or under_way:
        while more and len(under_way) < count * IN_FLIGHT:
            task = next(waiting, None)
            more = task is not None
            if task is not None:
                under_way.add(pool.submit(_make, task, learned.file() if task.kind == "web" else ""))
        done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            made = future.result()
            yield replace(made, builds=made.builds + learned.builds_not_yet_told())


class _Learned:
    """What one worker prepares for the websites of all, while others print: a file that each of them reads once."""

    def __init__(self, pool: ProcessPoolExecutor, sites: list[AudienceSite], folder: Path) -> None:
        self._preparing = pool.submit(_prepare, sites) if sites else None
        self._file = folder / "parts.json"
        self._builds = 0

    def file(self) -> str:
        """The file, once it is there."""
        if self._preparing and not self._file.exists():
            prepared = self._preparing.result()
            self._file.write_bytes(prepared.kept)
            self._builds = prepared.builds
        return str(self._file)

    def builds_not_yet_told(self) -> int:
        """How many MkDocs builds that took, told once."""
        builds, self._builds = self._builds, 0
        return builds


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


_workshops: list[object] = []


def _begin(house: House, scratch: str) -> None:
    """In a worker: leave Ctrl-C to the parent, which ends the workers, and keep one workshop for all tasks.

    `scratch` is the parent's own temporary folder: workers are ended without a chance to clear up after themselves.
    """
    tempfile.tempdir = scratch
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from generator.pipeline.work import Workshop

    _workshops.append(Workshop(house))


def _end_with_parent() -> None:
    """A parent that was killed cannot end its workers, so each of them watches it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _make(task: Task, learned: str) -> Made:
    return _workshop().make(task, learned)


def _prepare(sites: list[AudienceSite]) -> Prepared:
    return _workshop().prepare(sites)


def _workshop() -> Workshop:
    from generator.pipeline.work import Workshop

    workshop = _workshops[0]
    assert isinstance(workshop, Workshop)
    return workshop
