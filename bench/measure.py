"""Runs whole commands and measures them: wall time, processor time, peak memory, all their child processes included."""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
BETWEEN_LOOKS = 0.01
"""Seconds between two looks at memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """A command to measure, with absolute paths only; `settings` are variables that it finds in its environment."""

    name: str
    command: tuple[str, ...]
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Run:
    """Seconds from start to end, seconds of processor time, bytes of the largest process, and what it printed."""

    wall: float = 0.0
    cpu: float = 0.0
    largest: int = 0
    said: str = ""


@dataclass(slots=True)
class _Running:
    job: Job
    since: float
    said: IO[bytes]
    run: Run = field(default_factory=Run)


def adopt_orphans() -> None:
    """Makes this process wait for grandchildren whose parent has ended, so that their time is counted too."""
    if sys.platform != "linux":
        raise SystemExit("make bench reads /proc and needs Linux.")
    ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)


def side_by_side(jobs: Sequence[Job], at_once: int = 2) -> tuple[Run, dict[str, Run]]:
    """Runs `jobs` in their order, `at_once` at a time; gives the whole, whose wall time ends with the last, and each.

    Ends the program when a command fails.
    """
    waiting = list(jobs)
    groups: dict[int, _Running] = {}
    under_way: set[int] = set()
    started = ended = time.perf_counter()
    while True:
        while waiting and len(under_way) < at_once:
            pid, running = _start(waiting.pop(0))
            groups[pid] = running
            under_way.add(pid)
        child = _next_ended()
        if child is None:
            break
        pid, group, failed, used = child
        if group not in groups:
            continue  # what a part before left behind: nobody's time here
        run = groups[group].run
        run.cpu += used.cpu
        run.largest = max(run.largest, used.largest)
        if pid in under_way:
            under_way.remove(pid)
            ended = time.perf_counter()
            run.wall = ended - groups[pid].since
            run.said = _said(failed, groups[pid])
    each = {running.job.name: running.run for running in groups.values()}
    runs = list(each.values())
    return Run(ended - started, sum(run.cpu for run in runs), max(run.largest for run in runs)), each


def alone(job: Job) -> Run:
    """Runs one command."""
    return side_by_side([job])[1][job.name]


def _start(job: Job) -> tuple[int, _Running]:
    said = tempfile.TemporaryFile()  # noqa: SIM115, it is read when the process has failed
    words = [(os.POSIX_SPAWN_DUP2, said.fileno(), stream) for stream in (1, 2)]
    since = time.perf_counter()
    environment = {**os.environ, **dict(job.settings)}
    pid = os.posix_spawn(job.command[0], job.command, environment, file_actions=words, setsid=True)
    return pid, _Running(job, since, said)


def _next_ended() -> tuple[int, int, bool, Run] | None:
    """The next child that ends: its number, its group's, whether it failed, what it used; None when there is none."""
    try:
        ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
    except ChildProcessError:
        return None
    assert ended is not None
    group = os.getpgid(ended.si_pid)  # must be asked before the child is gone
    pid, status, usage = os.wait4(ended.si_pid, 0)
    used = Run(cpu=usage.ru_utime + usage.ru_stime, largest=usage.ru_maxrss * 1024)
    return pid, group, status != 0, used


def _said(failed: bool, running: _Running) -> str:
    """What a process printed and complained of; ends the program if it failed."""
    running.said.seek(0)
    said = running.said.read().decode(errors="replace")
    if failed:
        raise SystemExit(f"{running.job.name} failed:\n{said}")
    return said


def peak_together(jobs: Sequence[Job], between: float = BETWEEN_LOOKS) -> int:
    """Peak bytes of all processes of `jobs`, run at the same time, with shared pages counted once.

    It looks every `between` seconds.
    """
    groups = dict(_start(job) for job in jobs)
    left, peak = set(groups), 0
    while left:
        peak = max(peak, sum(_proportional(pid) for pid in _processes(set(groups))))
        time.sleep(between)
        while os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT | os.WNOHANG):
            child = _next_ended()
            if child is None:
                break
            left.discard(child[0])
            if child[0] in groups:
                _said(child[2], groups[child[0]])
            if not left:
                break
    while _next_ended():
        pass
    return peak


def _processes(groups: set[int]) -> Iterator[int]:
    for name in os.listdir("/proc"):
        if name.isdecimal():
            with suppress(OSError):
                if os.getpgid(int(name)) in groups:
                    yield int(name)


def _proportional(pid: int) -> int:
    """Proportional set size: a page that n processes share counts as one n-th in each."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
