"""Writing a record of files, and reading one that stands in an output, whatever its form."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from generator.publish.faults import PublishError, damaged
from generator.publish.lines import SortedLines
from generator.publish.output import Output
from generator.publish.paths import BadPath, check_path
from generator.publish.record import HEX, PATH, Record

_FIRST = b"# Policypress wrote the files listed here and may change or remove them; it leaves every other file alone."
_HOLDS = re.compile(
    rb"# This folder holds: ([^.\r\n]*)(?:\. Sorted by path in byte order; SHA-256 of the list: ([0-9a-f]{64}))?"
)
_PIECE = 1 << 20
_LONGEST_HEAD = 1000


class RecordWriter:
    """Writes a record, line by line in their order, taking over what stood in the one `before`.

    As long as all is taken over nothing is written: `changed` tells whether `file` stands after
    `finish`.
    """

    def __init__(self, file: Path, holds: str, before: Record | None = None) -> None:
        """Nothing is touched yet."""
        self.file = file
        self._holds = holds
        self._before = before
        self._first = self._last = before.start if before else 0
        self._lines: list[bytes] = []
        self._opened: BinaryIO | None = None
        self._hash = hashlib.sha256()
        self._digest = ""
        self.changed = False

    def take_over(self, first: int, last: int) -> None:
        """The lines of the record before, from one place to before another, come next."""
        if first == last:
            return
        if first == self._last and not self._lines:
            self._last = last
            return
        self._flush()
        self._first, self._last = first, last

    def add(self, line: bytes) -> None:
        """A line that is new comes next."""
        self._lines.append(line)
        if len(self._lines) > 1000:
            self._flush()

    def finish(self) -> str:
        """Write what is left, and return the digest of the list. Raises `OSError`."""
        before = self._before
        whole = before is not None and (self._first, self._last) == (before.start, before.end)
        if before and whole and not self._lines and not self._opened and before.as_found:
            return before.digest
        self._flush()
        self.changed = True
        self._digest = self._hash.hexdigest()
        opened = self._open()
        opened.seek(0)
        opened.write(head(self._holds, self._digest))
        opened.flush()
        return self._digest

    def read(self) -> Record:
        """What was written, after `finish`."""
        return Record(self.file, len(head(self._holds, self._digest)), self._digest)

    def __enter__(self) -> RecordWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opened:
            self._opened.close()

    def _flush(self) -> None:
        opened = self._open()
        if self._before:
            for piece in self._before.pieces(self._first, self._last):
                self._hash.update(piece)
                opened.write(piece)
        self._first = self._last
        lines = b"".join(self._lines)
        self._hash.update(lines)
        opened.write(lines)
        self._lines.clear()

    def _open(self) -> BinaryIO:
        if self._opened is None:
            self._opened = self.file.open("xb")
            self._opened.write(head(self._holds, "0" * HEX))
        return self._opened


def head(holds: str, digest: str) -> bytes:
    """The first two lines of a record."""
    said = f"# This folder holds: {holds}. Sorted by path in byte order; SHA-256 of the list: {digest}"
    return _FIRST + b"\n" + said.encode() + b"\n"


def open_record(output: Output, copy: Path) -> Record | None:
    """The record in `output`, or None without one.

    One of an older form, or changed since it was written, is read line by line and brought into the present form in
    the file `copy`. Raises `PublishError` when the record is damaged or belongs to another kind of output; `OSError`
    when unreadable.
    """
    try:
        with output.record.open("rb") as opened:
            record = _present_form(output, opened) or _brought_into_form(output, opened, copy)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError as error:
        raise damaged(output.record) from error
    return record


def _present_form(output: Output, opened: BinaryIO) -> Record | None:
    first, said = opened.readline(_LONGEST_HEAD), opened.readline(_LONGEST_HEAD)
    match = _HOLDS.fullmatch(said.rstrip(b"\r\n"))
    if first.rstrip(b"\r\n") != _FIRST or not match:
        raise ValueError(first)
    holds = match[1].decode()
    if holds != output.holds:
        raise PublishError(
            f"{output.shown} holds a {holds}; this command writes a {output.holds}.",
            "Choose another folder with --out.",
        )
    start = opened.tell()
    if match[2] is None or said.endswith(b"\r\n"):
        return None
    found = hashlib.sha256()
    while piece := opened.read(_PIECE):
        found.update(piece)
    digest = found.hexdigest()
    return Record(output.record, start, digest) if digest.encode() == match[2] else None


def _brought_into_form(output: Output, opened: BinaryIO, copy: Path) -> Record:
    """Raises `ValueError`, and its kind `BadPath` for a path that leads outside."""
    opened.seek(0)
    opened.readline(_LONGEST_HEAD)
    opened.readline(_LONGEST_HEAD)
    listed = SortedLines(copy.with_name("record-sorted"))
    for line in opened:
        digest, gap, path = _fields(line.replace(b"\r", b"").removesuffix(b"\n").decode())
        if gap != "  ":
            raise BadPath(path)
        check_path(path)
        listed.add(f"{path}\0{bytes.fromhex(digest).hex()}\n".encode())
    last = b""
    with RecordWriter(copy, output.holds) as writer:
        for line in listed:
            name, _, hexadecimal = line.removesuffix(b"\n").partition(b"\0")
            if name != last:
                writer.add(hexadecimal + b"  " + name + b"\n")
            last = name
        digest_of_list = writer.finish()
    return Record(copy, len(head(output.holds, digest_of_list)), digest_of_list, as_found=False)


def _fields(line: str) -> tuple[str, str, str]:
    return line[:HEX], line[HEX:PATH], line[PATH:]
