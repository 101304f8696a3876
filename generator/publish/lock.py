"""One command at a time for one output: a lock of the operating system, which ends with the process that holds it."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType

from generator.publish.faults import OutputBusy, PublishError
from generator.publish.home import make_home

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 20  # a byte behind the text: on Windows a locked byte cannot be read by others
_held: set[int] = set()


class Lock:
    """Holds the lock of the folder `home`, which is made when it is missing and removed when nothing else is in it.

    Entering raises `OutputBusy` when another command holds it, `PublishError` when the folder or the lock in it
    is not this user's, and `OSError` when the machine refuses.
    """

    def __init__(self, home: Path, shown: str) -> None:
        """`shown` is the output folder as the user named it."""
        self._home = home
        self._file = home / "lock"
        self._shown = shown
        self._descriptor = -1

    def __enter__(self) -> Lock:
        """Take the lock."""
        while self._descriptor < 0:
            # the holder may remove file and folder between our steps
            with contextlib.suppress(FileNotFoundError):
                make_home(self._home)
                self._descriptor = self._open()
        _held.add(self._descriptor)
        about = {"pid": os.getpid(), "started": datetime.now().strftime("%Y-%m-%d %H:%M:%S")}
        try:
            # who holds the lock is only told to others: a full disk must not keep us from clearing it
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, 0)
                os.write(self._descriptor, json.dumps(about).encode())
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go, and leave no litter.

        Windows cannot remove an open file; elsewhere the file is ours only until it is closed.
        """
        descriptor, self._descriptor = self._descriptor, -1
        _held.discard(descriptor)
        with contextlib.suppress(OSError), contextlib.ExitStack() as last:
            if sys.platform == "win32":
                os.close(descriptor)
            else:
                last.callback(os.close, descriptor)
            if os.listdir(self._home) == [self._file.name]:
                self._file.unlink()
                self._home.rmdir()

    def _open(self) -> int:
        """The descriptor of the locked file, or -1 when the file was removed before we had the lock."""
        if self._file.is_symlink():
            raise self._strange()
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
                raise self._strange()
            if not _try_lock(descriptor):
                raise self._busy(descriptor)
            if os.path.samestat(os.fstat(descriptor), os.lstat(self._file)):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        return -1

    def _strange(self) -> PublishError:
        return PublishError(
            f"{self._file} is not a file that Policypress made.", f"Remove {self._home}, then run this again."
        )

    def _busy(self, descriptor: int) -> OutputBusy:
        try:
            about = json.loads(os.read(descriptor, 4096))
            return OutputBusy(self._shown, int(about["pid"]), str(about["started"]))
        except (ValueError, KeyError, TypeError, OSError):
            return OutputBusy(self._shown)


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _close_in_child() -> None:
    """A worker must not keep the lock of a build that was killed: forked children close their copy."""
    for descriptor in _held:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    _held.clear()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_close_in_child)
