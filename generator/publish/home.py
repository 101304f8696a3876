"""Trust in a work folder: a journal is applied only where this user began it, never one that came with a copy.

A policy folder may come from a stranger, as an archive or a clone. A journal in it must not move or remove anything.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import socket
import stat
import sys
from functools import cache
from pathlib import Path

from generator.publish.faults import PublishError

_LEADS_ELSEWHERE = 0x20000000  # in a reparse tag of Windows: this name stands for another
_FOR_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def make_home(home: Path) -> None:
    """Make the work folder, closed to other users, or see that the one that stands is a folder of this user.

    Raises `PublishError` for a link, a file or another user's folder, and `OSError`.
    """
    home.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        home.mkdir(0o700)
        return
    status = home.lstat()
    if not stat.S_ISDIR(status.st_mode) or leads_outside(home.parent, home.name):
        raise PublishError(f"{home} is not a folder that Policypress made.", "Remove it, then run this again.")
    if sys.platform != "win32" and status.st_uid != os.geteuid():
        raise PublishError(
            f"{home} belongs to another user of this computer, whose command is at work or was interrupted.",
            "Ask that user to run any policypress command here, or remove that folder.",
        )


def open_to_others(home: Path) -> bool:
    """Whether other users may write to the work folder, so that what stands in it need not be ours."""
    return sys.platform != "win32" and bool(home.lstat().st_mode & _FOR_OTHERS)


def here(home: Path) -> str:
    """This computer, user, path and folder as 64 hexadecimal digits: a copy of the folder differs, a restart does not.

    The folder's number on its disk is what nobody can know who sends a folder to others.
    """
    user = 0 if sys.platform == "win32" else os.geteuid()
    parts = (_computer(), str(user), os.path.realpath(home), str(home.lstat().st_ino))
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()


def is_folder(status: os.stat_result) -> bool:
    """Whether `os.lstat` found a real folder: neither a link nor (Windows) a junction."""
    return stat.S_ISDIR(status.st_mode) and not getattr(status, "st_reparse_tag", 0) & _LEADS_ELSEWHERE


def leads_outside(root: Path, folder: str) -> bool:
    """Whether `folder` of `root`, itself or by a folder above it, is a link or (Windows) a junction.

    `root` has its links resolved.
    """
    place = root / folder
    if place.is_symlink():
        return True
    real = Path(os.path.normcase(os.path.realpath(place)))
    return not real.is_relative_to(os.path.normcase(os.path.realpath(root)))


@cache
def _computer() -> str:
    with contextlib.suppress(OSError):
        if text := Path("/etc/machine-id").read_text("ascii", "replace").strip():
            return text
    return socket.gethostname()
