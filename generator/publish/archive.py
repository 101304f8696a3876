"""One zip file, written whole or not at all: beside its place, synced, then renamed.

Equal files give equal bytes on every computer: names are sorted, times are fixed, and nothing is compressed, because
compressors differ from one Python to the next. Half of what a school's file holds are PDFs, which hardly shrink.
"""

from __future__ import annotations

import contextlib
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from generator.publish.durable import settle
from generator.publish.faults import PublishError, in_plain_words
from generator.publish.journal import clear
from generator.publish.lock import Lock
from generator.publish.output import SOURCES
from generator.publish.paths import RECORD, WORK, Names

ENDING = ".zip"
_OURS = b"Policypress export"
"""Stands in the file's comment, which programs that unpack it leave alone: so that we replace no other file."""
_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that a zip file can hold."""
_READ_BY_ALL = 0o100644 << 16
_UNIX = 3


class Archive:
    """Writes a zip file whole or not at all. Use it in a `with` block, from before the files are made.

    An earlier export of that name is replaced; any other file is left alone, because it may be somebody's only copy.
    Entering raises `PublishError` when the file may not be written there, `OutputBusy` when another command writes it.
    """

    def __init__(self, out: Path, workspace: Path) -> None:
        """`workspace` is the policy folder, among whose own files none is written."""
        self.shown = str(out)
        self._out = Path(os.path.realpath(out))
        self._workspace = Path(os.path.realpath(workspace))
        self._home = self._out.parent / f"{WORK}-{self._out.name}"

    def __enter__(self) -> Archive:
        """Look at the place, take the lock, and clear away what a killed command left."""
        with in_plain_words(self.shown), contextlib.ExitStack() as held:
            self._check_place()
            self._check_ours()
            held.enter_context(Lock(self._home, self.shown))
            clear(self._part)
            self._held = held.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing but the whole file, or what stood there before."""
        with self._held, contextlib.suppress(OSError):
            clear(self._part)

    def write(self, files: Mapping[str, bytes]) -> int:
        """Writes the zip file that holds `files`, by their paths, and gives its size in bytes.

        Raises `BadPath` for a name that some system cannot hold, and `PublishError` when the machine refuses.
        """
        names = Names()
        with in_plain_words(self.shown):
            with zipfile.ZipFile(self._part, "x", zipfile.ZIP_STORED) as made:
                made.comment = _OURS
                for path in sorted(files):
                    names.take(path)
                    made.writestr(_entry(path), files[path])
            settle([self._part])
            self._check_ours()
            os.replace(self._part, self._out)
            settle([self._out.parent])
            return self._out.stat().st_size

    @property
    def _part(self) -> Path:
        return self._home / "part"

    def _check_place(self) -> None:
        if self._out.suffix.lower() != ENDING:
            raise PublishError(f"{self.shown} is no name for a zip file.", "Give a name that ends in .zip with --out.")
        folder = self._out.parent
        for place in (folder, *folder.parents):
            if place.exists() and not place.is_dir():
                raise PublishError(f"{place} is a file, not a folder.", "Choose another folder with --out.")
            if os.path.lexists(place / RECORD):
                message = f"{self.shown} lies in {place}, which Policypress publishes with all that is in it."
                raise PublishError(message, "Choose a folder outside it with --out.")
            for name in SOURCES:
                own = self._workspace / name
                if place.exists() and own.exists() and os.path.samefile(place, own):
                    message = f"{self.shown} lies in {name}/ of the policy folder, where its own files stand."
                    raise PublishError(message, "Choose another folder with --out.")

    def _check_ours(self) -> None:
        if os.path.lexists(self._out) and not _is_export(self._out):
            raise PublishError(
                f"{self.shown} is there already, and is no export that Policypress made.",
                "Choose another name with --out, or move that file away yourself.",
            )


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _TIME)
    entry.create_system = _UNIX  # otherwise the bytes tell on which system they were made
    entry.external_attr = _READ_BY_ALL
    return entry


def _is_export(file: Path) -> bool:
    if not file.is_file():
        return False
    try:
        with zipfile.ZipFile(file) as opened:
            return opened.comment == _OURS
    except zipfile.BadZipFile:
        return False
