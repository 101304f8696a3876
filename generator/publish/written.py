"""The record of what we wrote to an output folder: the only files there that a build may replace or remove.

It stands at the root of the output, never inside `public/` or `internal/`, which go to separate hosts; it is sorted
and holds no date, so that equal input gives equal bytes; `sha256sum --check .policypress-written` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.publish.faults import PublishError
from generator.publish.output import Output
from generator.publish.paths import BadPath, check_path

_FIRST = "# Policypress wrote the files listed here and may change or remove them; it leaves every other file alone."
_HOLDS = "# This folder holds: "
_HEX = 64


@dataclass(frozen=True, slots=True)
class Written:
    """What the folder `holds`, and the SHA-256 (32 bytes) of each file by its path."""

    holds: str
    files: Mapping[str, bytes]

    def to_bytes(self) -> bytes:
        """The record as text, one line a file, sorted by path."""
        lines = [_FIRST, _HOLDS + self.holds]
        lines += [f"{digest.hex()}  {path}" for path, digest in sorted(self.files.items())]
        return ("\n".join(lines) + "\n").encode()


def read_written(output: Output) -> Written | None:
    """The record in `output`, or None without one.

    Raises `PublishError` when the record is damaged or belongs to another kind of output; `OSError` when unreadable.
    """
    try:
        text = output.record.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        written = _parse(text.decode())
    except ValueError as error:
        raise PublishError(
            f"{output.record} is damaged, so Policypress cannot tell which files it wrote.",
            "Remove that folder, or choose a new one with --out, and build again.",
        ) from error
    if written.holds != output.holds:
        raise PublishError(
            f"{output.shown} holds a {written.holds}; this command writes a {output.holds}.",
            "Choose another folder with --out.",
        )
    return written


def _parse(text: str) -> Written:
    """Raises `ValueError`, and its kind `BadPath` for a path that leads outside."""
    first, holds, *lines = text.removesuffix("\n").replace("\r", "").split("\n")
    if first != _FIRST or not holds.startswith(_HOLDS):
        raise ValueError(first)
    files = {}
    for line in lines:
        digest, gap, path = line[:_HEX], line[_HEX : _HEX + 2], line[_HEX + 2 :]
        if gap != "  ":
            raise BadPath(line)
        check_path(path)
        files[path] = bytes.fromhex(digest)
    return Written(holds.removeprefix(_HOLDS), files)
