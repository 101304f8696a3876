"""A folder of content that was dear to make and can be made again: kept under a key, with a checksum.

Knows nothing but bytes. Losing it, damaging it or switching it off never changes a result, only how long it takes.
What is read back is what was put under this very shelf and key, or nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import sys
from collections.abc import Container, Iterator
from pathlib import Path
from secrets import token_hex

_SHELF = re.compile(r"[a-z][a-z0-9-]*")
_KEY = re.compile(r"[0-9a-f]{3,128}")
_CHECKSUM = 32
"""Bytes of SHA-256."""
_FOR_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# What Policypress keeps to be quick. Remove it at any time.\n"
"""Tells backup programs to leave the folder out: https://bford.info/cachedir/."""


class Store:
    """Content kept in `folder`, on shelves; with None, or in a folder that others may write to, nothing is kept.

    A shelf is a short word, a key is hexadecimal (the digest of what the content was made from).
    The machine's refusals (full disk, no permission) are no fault: nothing is kept or found then.
    Several processes may use one folder at the same time.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder if folder is not None and _ours_alone(folder) else None

    def __reduce__(self) -> tuple[type[Store], tuple[Path | None]]:
        return Store, (self._folder,)

    @property
    def keeps(self) -> bool:
        """Whether anything can be found here at all, so that it is worth while to work out keys."""
        return self._folder is not None

    def get(self, shelf: str, key: str) -> bytes | None:
        """What was put there, or None when there is nothing, or not all of it, or it cannot be read."""
        place = self._place(shelf, key)
        if place is None:
            return None
        try:
            with open(place, "rb", buffering=0) as file:
                kept = file.read()
        except OSError:
            return None
        content = kept[_CHECKSUM:]
        return content if kept[:_CHECKSUM] == _checksum(shelf, key, content) else None

    def has(self, shelf: str, key: str) -> bool:
        """Whether something is kept there; `get` alone says whether it is sound."""
        place = self._place(shelf, key)
        return place is not None and os.path.isfile(place)

    def put(self, shelf: str, key: str, content: bytes) -> None:
        """Keep `content`, whole or not at all, in place of what was there."""
        place = self._place(shelf, key)
        if place is None:
            return
        beside = f"{os.path.dirname(place)}/.{os.getpid()}-{token_hex(6)}"
        try:
            try:
                _write(beside, _checksum(shelf, key, content) + content)
            except FileNotFoundError:
                self._make(os.path.dirname(place))
                _write(beside, _checksum(shelf, key, content) + content)
            os.replace(beside, place)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(beside)

    def keep_only(self, shelf: str, keys: Container[str]) -> None:
        """Remove from `shelf` what is not under one of `keys`, and what was left half written there.

        Whoever is just writing there does so in vain, and nothing is kept of it.
        """
        if self._folder is None or not _SHELF.fullmatch(shelf):
            return
        for place in _inside(self._folder / shelf):
            for file in _inside(place):
                if f"{place.name}{file.name}" not in keys:
                    with contextlib.suppress(OSError):
                        file.unlink()

    def trim(self, shelf: str, most: int) -> None:
        """Remove from `shelf` what was put there longest ago, until what is left has no more than `most` bytes."""
        if self._folder is None or not _SHELF.fullmatch(shelf):
            return
        found = []
        for place in _inside(self._folder / shelf):
            with contextlib.suppress(OSError), os.scandir(place) as entries:
                found += [
                    (status.st_mtime_ns, entry.path, status.st_size) for entry in entries if (status := entry.stat())
                ]
        over = sum(size for _, _, size in found) - most
        for _, path, size in sorted(found):
            if over <= 0:
                return
            with contextlib.suppress(OSError):
                os.unlink(path)
            over -= size

    def _place(self, shelf: str, key: str) -> str | None:
        if not _SHELF.fullmatch(shelf) or not _KEY.fullmatch(key):
            raise ValueError(f"no shelf or key of a store: {shelf!r}, {key!r}")
        return f"{self._folder}/{shelf}/{key[:2]}/{key[2:]}" if self._folder is not None else None

    def _make(self, place: str) -> None:
        """The folders down to `place`, and the tag with the first of them."""
        assert self._folder is not None
        os.makedirs(place, mode=0o700, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            _write(str(self._folder / "CACHEDIR.TAG"), _TAG)


def _write(file: str, content: bytes) -> None:
    """A new file; not synced, because the checksum tells when a crash has left it torn."""
    with open(file, "xb", buffering=0) as new:
        if new.write(content) != len(content):
            raise OSError("the disk took only a part of it")


def _checksum(shelf: str, key: str, content: bytes) -> bytes:
    whole = hashlib.sha256(f"{shelf}/{key}\0".encode())
    whole.update(content)
    return whole.digest()


def _inside(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from sorted(folder.iterdir())


def _ours_alone(folder: Path) -> bool:
    """Whether `folder` is a folder of this user that nobody else may write to; it is made if it is not there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(status.st_mode):
        return False
    return sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & _FOR_OTHERS)
