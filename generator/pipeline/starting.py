"""How many worker processes there are, and how they are started."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from multiprocessing.context import BaseContext

MOST_WORKERS = 60
"""Windows cannot wait for more than 61 processes."""

SOCKET_NAME = 100
"""Bytes that the name of a socket may have: 104 on macOS, 108 on Linux, the last one a zero."""


def start_early(jobs: int) -> None:
    """Begins to load the modules that workers need in a process of their own, while the caller does something else."""
    if how_many(jobs) > 1 and _server_is_possible():
        from multiprocessing import forkserver

        context()
        with ctrl_c_left_to_the_parent():
            forkserver.ensure_running()


def how_many(jobs: int) -> int:
    """The number of workers for `jobs`: that many, or for 0 one a core."""
    if jobs:
        return min(jobs, MOST_WORKERS)
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST_WORKERS)
    return min(os.cpu_count() or 1, MOST_WORKERS)


@contextlib.contextmanager
def ctrl_c_left_to_the_parent() -> Iterator[None]:
    """Processes started meanwhile do not hear Ctrl-C while they load, when they could only answer with a traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _server_is_possible() -> bool:
    """Not on Windows, nor where the temporary folder's name is too long for the server's socket (about 100 bytes)."""
    long = len(os.fsencode(tempfile.gettempdir())) + len("/pymp-12345678/listener-12345678") > SOCKET_NAME
    return "forkserver" in multiprocessing.get_all_start_methods() and not long


def context() -> BaseContext:
    """A server that has loaded the modules once and forks from there; where that is not to be had, fresh processes.

    Plain fork is not used: the progress bar runs a thread in the parent.
    """
    if not _server_is_possible():
        return multiprocessing.get_context("spawn")
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["generator.pipeline.workshop"])
    return server
