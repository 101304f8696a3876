"""Which files of a policy folder were saved: the operating system tells at once, and a slow look misses nothing."""

from __future__ import annotations

import contextlib
import os
import threading
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

# A folder that goes and comes back makes watchdog warn on the terminal, and work on.
warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")

_FOLDERS = ("content", "schools", "overrides")
_FILE = "mkdocs.yml"

_SETTLED = 0.03
"""Seconds without news after which what was saved is believed to be whole."""
_SETTLED_LATER = 0.2
"""The same after a file has gone or is empty: many editors remove or empty a file before they write it."""
_AT_MOST = 1.0
"""Seconds after which files that never rest are looked at nevertheless."""
_LOOK_EVERY = 2.0
"""Seconds between two looks at all files, for folders on other machines, from where no news come."""
_LOOK_OFTEN = 0.4
"""The same where the operating system tells nothing at all."""
_SHARE = 20
"""A look at very many files takes long: the rest before the next is so many times as long."""

_TOLD = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]

Seen = Mapping[str, tuple[int, int]]
"""Path in the policy folder, with forward slashes → time of the last change in nanoseconds, size in bytes."""


def look(root: Path) -> Seen:
    """Every file that a build reads, as it stands now; those that vanish while we look are left out."""
    seen = {}
    for file in _files(root):
        status = _status(file)
        if status:
            seen[_path(root, file)] = status
    return seen


def changed(before: Seen, now: Seen) -> frozenset[str]:
    """Paths of files that are new, gone or different."""
    return frozenset(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


class Watch(FileSystemEventHandler):
    """Watches a policy folder inside a `with` block, from the moment when that is entered.

    Where the operating system has no news to give (too many folders, a drive of another machine) it looks by itself.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()  # as the operating system names its files
        self._news = threading.Condition()
        self._touched: set[str] = set()
        self._look_at_all = False
        self._closed = False

    def __enter__(self) -> Watch:
        """Begins to watch."""
        self._observer = Observer()
        self._watched: set[str] = set()
        try:
            self._observer.schedule(self, str(self._root), event_filter=_TOLD)
            self._watch_folders()
            self._observer.start()
            self._told = True
        except OSError:
            self._told = False
        self._seen = look(self._root)
        self._rest = _LOOK_EVERY if self._told else _LOOK_OFTEN
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends whoever waits, too."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        if self._told:
            self._observer.stop()

    def wait(self) -> frozenset[str]:
        """Paths of files that have been saved, added or removed, once they have settled; none when the watch ends."""
        while True:
            with self._news:
                self._news.wait_for(lambda: self._touched or self._look_at_all or self._closed, self._rest)
                if self._closed:
                    return frozenset()
            now = self._settled()
            paths = changed(self._seen, now)
            self._seen = now
            if paths:
                return paths

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer, in a thread of its own."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        with self._news:
            if event.is_directory:
                self._look_at_all = True
            self._touched.update(path for path in paths if self._is_read(path))
            if self._touched or self._look_at_all:
                self._news.notify_all()
        if event.is_directory:
            with contextlib.suppress(OSError):  # too many folders: they are looked at
                self._watch_folders()

    def _watch_folders(self) -> None:
        """Watches those of our folders that are there and not yet watched; one that was removed and comes back, too."""
        for name in _FOLDERS:
            there = (self._root / name).is_dir()
            if there and name not in self._watched:
                self._observer.schedule(self, str(self._root / name), recursive=True, event_filter=_TOLD)
                self._watched.add(name)
            elif not there:
                self._watched.discard(name)

    def _is_read(self, file: str) -> bool:
        path = _path(self._root, file)
        top, *inside = path.split("/")
        return path == _FILE or (top in _FOLDERS and not any(map(_is_left_out, inside)))

    def _settled(self) -> Seen:
        """All files once nothing more is written to them."""
        end = time.monotonic() + _AT_MOST
        touched, all_of_them = self._take()
        told = bool(touched) or all_of_them
        while True:
            before = self._now(touched, all_of_them)
            if not told and before == self._seen:
                return before
            gone = any(before.get(path, (0, 0))[1] == 0 for path in changed(self._seen, before))
            time.sleep(_SETTLED_LATER if gone or not told else _SETTLED)
            more, more_of_all = self._take()
            touched, all_of_them = touched | more, all_of_them or more_of_all
            now = self._now(touched, all_of_them)
            if now == before or time.monotonic() > end:
                return now

    def _take(self) -> tuple[set[str], bool]:
        with self._news:
            touched, all_of_them = self._touched, self._look_at_all
            self._touched, self._look_at_all = set(), False
        return touched, all_of_them

    def _now(self, touched: Iterable[str], all_of_them: bool) -> Seen:
        """How the files stand: those that were `touched`, or each of them if there is no telling which."""
        if all_of_them or not touched:
            started = time.monotonic()
            seen = look(self._root)
            took = time.monotonic() - started
            self._rest = max(_LOOK_EVERY if self._told else _LOOK_OFTEN, _SHARE * took)
            return seen
        now = dict(self._seen)
        for file in touched:
            path, status = _path(self._root, file), _status(file)
            if status:
                now[path] = status
            else:
                now.pop(path, None)
        return now


def _files(root: Path) -> Iterator[str]:
    yield str(root / _FILE)
    for name in _FOLDERS:
        for folder, folders, names in os.walk(root / name):
            folders[:] = [inner for inner in folders if not _is_left_out(inner)]
            yield from (os.path.join(folder, file) for file in names if not _is_left_out(file))


def _is_left_out(name: str) -> bool:
    """Editors leave hidden and half-written files while they save."""
    return name.startswith((".", "~"))


def _path(root: Path, file: str) -> str:
    return file[len(str(root)) + 1 :].replace(os.sep, "/")


def _status(file: str) -> tuple[int, int] | None:
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
