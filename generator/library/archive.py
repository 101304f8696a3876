"""The archive of texts and pictures that records name, `content/archive/`: read, and each file seen to be as kept."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import Literal

from generator.formats.plain_text import SIZE_LIMIT
from generator.formats.record_archive import NAME, archive_path, archived
from generator.model.remembered import Remembered

Fault = Literal["", "missing", "altered"]
_SOUND: Remembered[tuple[str, int, int, int], bool] = Remembered(1 << 16)
"""Files that this process has found as they were kept, with their sizes, times and numbers: a text serves many."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is changed again has another time for sure."""


class Archive:
    """The archive of the policy folder at `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def fault(self, name: str) -> Fault:
        """What is wrong with the file of that name, "" when nothing is."""
        place = f"{self._root}/{archive_path(name)}"
        try:
            status = os.stat(place)
        except OSError:
            return "missing"
        known = (place, status.st_size, status.st_mtime_ns, status.st_ino)
        if known in _SOUND:
            return ""
        fault = self.read(name)[1]
        if not fault and time.time_ns() - status.st_mtime_ns > _SETTLED:
            _SOUND.keep(known, True)
        return fault

    def read(self, name: str) -> tuple[bytes, Fault]:
        """What was kept under that name, and what is wrong with it."""
        place = f"{self._root}/{archive_path(name)}"
        try:
            if not NAME.fullmatch(name):
                return b"", "missing"
            status = os.stat(place)
            if not stat.S_ISREG(status.st_mode) or status.st_size > SIZE_LIMIT:
                return b"", "altered"
            with open(place, "rb", buffering=0) as file:
                kept = archived(name, file.read())
        except OSError:
            return b"", "missing"
        return (b"", "altered") if kept is None else (kept, "")
