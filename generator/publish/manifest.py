"""A list of everything that was published, for whoever copies it elsewhere and wants to be sure."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.publish.faults import PublishError, in_plain_words
from generator.publish.output import SOURCES, Output
from generator.publish.record import PATH, Record
from generator.publish.record_file import open_record


def check_manifest(output: Output, file: Path) -> None:
    """Raise `PublishError` unless `file` may become a manifest.

    Not in the output, where it would be published itself, nor among the policy folder's own files, nor where another
    file stands that is no manifest.
    """
    place = _place(file)
    if place.is_relative_to(output.root):
        raise PublishError(f"{file} lies in {output.shown}.", "Name a file outside of what is published.")
    if not place.parent.is_dir():
        raise PublishError(f"There is no folder {file.parent} for the manifest.", "Make it first, or name another.")
    if output.workspace and any(place.is_relative_to(output.workspace / name) for name in SOURCES):
        raise PublishError(f"{file} lies among the policy folder's own files.", "Name a file elsewhere.")
    if os.path.lexists(place) and not _is_manifest(place):
        raise PublishError(f"{file} is there already and is no manifest.", "Name another file, or remove this one.")


def _place(file: Path) -> Path:
    return Path(os.path.realpath(file.parent)) / file.name


def _is_manifest(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        first = opened.readline(4096)
    return not first or re.match(rb"[0-9a-f]{64}  \S", first) is not None


def write_manifest(output: Output, file: Path, folder: str = "") -> None:
    """Write the SHA-256 of every file that Policypress wrote to `output`, or to `folder` of it ("public").

    One line a file, sorted by path in byte order, paths relative to the output or to `folder`: `sha256sum --check
    FILE`, run there, reads it. `file` appears whole or not at all. Call it while the `Stage` is open, after `commit`.
    Raises `PublishError` as `check_manifest` does, when there is no record, or when the machine refuses.
    """
    check_manifest(output, file)
    place = _place(file)
    with (
        in_plain_words(str(file)),
        tempfile.TemporaryDirectory(prefix=".policypress-manifest-", dir=place.parent) as at,
    ):
        record = open_record(output, Path(at) / "record")
        if record is None:
            raise PublishError(f"{output.shown} holds nothing that Policypress wrote.", "Build first.")
        with contextlib.closing(record), (Path(at) / "manifest").open("xb") as opened:
            opened.writelines(_within(record, folder) if folder else record.pieces(record.start, record.end))
        os.replace(Path(at) / "manifest", place)


def _within(record: Record, folder: str) -> Iterator[bytes]:
    """The lines of `record` for files in `folder`, paths relative to it."""
    start = f"{folder}/".encode()
    first = record.find(start, record.start)
    for line in record.lines(first, record.find(f"{folder}0".encode(), first)):
        yield line[:PATH] + line[PATH + len(start) :]
