"""Where a worker process stages files: it writes them itself, and its parent gets one short line for each."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish.faults import damaged, in_plain_words, plain
from generator.publish.paths import RECORD, BadPath, check_path, folders_of
from generator.publish.record import DamagedRecord, Record
from generator.publish.way import in_the_way

TREES = re.compile(r"desk-[^/]+/tree\d+/")
"""The folders of a stage in which files stand as they will stand in the output."""
_BINARY = getattr(os, "O_BINARY", 0)
_TOGETHER = 1000
"""So many numbered files share a folder: some file systems are slow in folders of hundreds of thousands."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that this build made.

    `path` is relative to the output, `digest` the SHA-256 (32 bytes) of its contents; `name` is its place in the
    stage, "" when the output holds the same bytes already; `added` tells that the output had no file there.
    """

    path: str
    digest: bytes
    name: str
    added: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that the record lists with this `digest`, and that stays as it is: it is not looked at."""

    path: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Placing:
    """What a worker needs to stage files. Plain values, so that it can be sent to another process.

    `root` is the output, `stage` the folder beside it, `shown` and `holds` as in `Output`; `record` is the file with
    the record and where its list begins, or None.
    """

    root: str
    stage: str
    shown: str
    holds: str
    record: tuple[str, int] | None

    def begin(self, worker: str) -> Desk:
        """A desk of its own. Two desks never share a name in the stage, not even when `worker` is the same.

        `worker` is lower-case letters and digits. Raises `PublishError`.
        """
        number = 0
        check_path(worker)
        with in_plain_words(self.shown):
            while True:
                place = f"desk-{worker}-{number}"
                with contextlib.suppress(FileExistsError):
                    os.mkdir(f"{self.stage}/{place}")
                    return Desk(self, f"{place}/")
                number += 1


class Desk:
    """One worker's place in the stage; it needs no closing. Dropped with the stage when the build does not commit."""

    def __init__(self, placing: Placing, place: str = "") -> None:
        """`place` is the desk's folder in the stage, with a slash at its end; use `Placing.begin`."""
        self._placing = placing
        self._root = f"{placing.root}/"
        self._stage = f"{placing.stage}/"
        self._place = place
        self._files = self._trees = 0
        self._folder = self._tree = ""
        self._made: set[str] = set()
        self._ours: Mapping[str, bytes] = {}

    def recorded(self, *folders: str) -> Mapping[str, bytes]:
        """The SHA-256 (32 bytes) of each file that the record lists in `folders`, by its path in the output.

        Reads only those parts of the record, and lets go of it: Windows could not replace it otherwise.
        Raises `PublishError` when the record is damaged.
        """
        if self._placing.record is None:
            return {}
        file, start = self._placing.record
        try:
            with in_plain_words(self._placing.shown), contextlib.closing(Record(Path(file), start, "")) as record:
                self._ours = {path: digest for one in folders for path, digest in record.folder(one).items()}
        except DamagedRecord as error:
            raise damaged(Path(self._root, RECORD)) from error
        return self._ours

    def open_folder(self, folder: str) -> None:
        """Files put from now on belong to `folder` ("public/forge/pupil"), until another is opened.

        Call it before the first `put` for each folder that `Stage.take_folder` will get. When the output has no such
        folder, its files are staged as they will stand, so that the whole folder is published by one rename.
        Without it files are staged one by one, which is right for loose files.
        """
        folder = folder.rstrip("/")
        check_path(folder)
        self._folder, self._tree = f"{folder}/", ""
        if not os.path.lexists(self._root + folder):
            self._tree = f"{self._place}tree{self._trees:06}/"
            self._trees += 1
            self._made = set()

    def put(self, path: str, contents: bytes) -> Staged:
        """Stage a file; one that stands in the output with equal bytes is left as it is, and `name` is then "".

        `path` is relative to the output, whatever folder is open. Raises `BadPath`, and `PublishError` when a file that
        we did not write has that name, or the machine refuses. After a fault the whole build must be given up.
        """
        check_path(path)
        digest = hashlib.sha256(contents).digest()
        try:
            standing = self._standing(path, contents)
            if standing == "same":
                return Staged(path, digest, "", False)
            name = self._name(path)
            _write(self._stage + name, contents)
        except FileExistsError as error:
            raise BadPath(f"{path!r} is put twice, or has the name of a folder, or a folder its name") from error
        except OSError as error:
            raise plain(error, self._placing.shown, False) from error
        return Staged(path, digest, name, standing == "nothing")

    def _standing(self, path: str, contents: bytes) -> str:
        """What has that name in the output: "nothing", "same" bytes, or "other" ones that may be replaced."""
        target = self._root + path
        try:
            status = os.lstat(target)
        except (FileNotFoundError, NotADirectoryError):
            return "nothing"
        if stat.S_ISDIR(status.st_mode):
            return "nothing"  # `check_way` sees whether it may go
        if stat.S_ISREG(status.st_mode) and status.st_size == len(contents):
            with open(target, "rb") as opened:
                if opened.read() == contents:
                    return "same"
        if self._is_foreign(path):
            raise in_the_way(self._placing.shown, path)
        return "other"

    def _is_foreign(self, path: str) -> bool:
        """Whether a file of that name must be a user's: we keep a record, and it does not stand there."""
        if not self._placing.holds:
            return False
        if path in self._ours:
            return False
        if self._placing.record is None:
            return True
        file, start = self._placing.record
        with contextlib.closing(Record(Path(file), start, "")) as record:
            return not record.lists(path)

    def _name(self, path: str) -> str:
        """A free name in the stage; its folder stands."""
        if self._tree and path.startswith(self._folder):
            inside = path.removeprefix(self._folder)
            self._make_folders(inside)
            return self._tree + inside
        number = self._files
        self._files += 1
        if not self._place:
            return f"{number:06}"
        shelf = f"{self._place}{number // _TOGETHER:03}"
        if number % _TOGETHER == 0:
            os.mkdir(self._stage + shelf)
        return f"{shelf}/{number:06}"

    def _make_folders(self, inside: str) -> None:
        """One by one, so that the worker of a killed build makes nothing where its stage has been dropped."""
        if not self._made:
            self._make("")
        if inside.rpartition("/")[0] in self._made:
            return
        for folder in folders_of(inside):
            if folder not in self._made:
                self._make(folder)

    def _make(self, folder: str) -> None:
        os.mkdir(self._stage + self._tree + folder)
        self._made.add(folder)


def _write(file: str, contents: bytes) -> None:
    """Write a new file; `os.write` alone may stop half-way without saying so, as on a full disk."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        done = os.write(descriptor, contents)
        while done < len(contents):
            done += os.write(descriptor, memoryview(contents)[done:])
    finally:
        os.close(descriptor)
