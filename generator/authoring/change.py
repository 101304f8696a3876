"""A change to the policy folder as a value, and the one place where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.formats.plain_text import decode
from generator.formats.record_seal import before_stated
from generator.problems import Location, Problem
from generator.publish import PublishError, Stage, workspace_folder

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Change:
    """Files to be written, as (path in the policy folder, text with LF line ends), and one line on what that does.

    What comes as bytes is written as it is. `removed` are files that go. `beside` are records among the files, each
    with the seal of the one behind which it was made: if anything was recorded there meanwhile, nothing is written.
    """

    files: tuple[tuple[str, str | bytes], ...]
    said: str
    removed: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()


def read_file(root: Path, path: str) -> str | Problem:
    """The text of a file of the policy folder, with LF line ends."""
    try:
        content = (root / path).read_bytes()
    except OSError as fault:
        message = f"this file cannot be opened ({fault.strerror or fault})"
        return Problem("file-unreadable", Location(path), message, "Close it in other programs and try again.")
    text, problems = decode(content, path)
    return text if text is not None else problems[0]


def write(root: Path, change: Change) -> None:
    """Writes all files of `change` or none, and keeps the line ends and byte-order mark that a file had.

    Raises `publish.PublishError` when the machine refuses or another command is at work here.
    """
    with Stage(workspace_folder(root)) as stage:
        for path, before in change.beside:
            _see_that_it_follows(root, path, before)
        for path, text in change.files:
            stage.write(path, _as_before(root / path, text))
        stage.commit()
        _remove(root, change.removed)


def _see_that_it_follows(root: Path, path: str, before: str) -> None:
    """Raises `PublishError` if a record stands at `path`, or one follows that of the seal `before` already."""
    folder = (root / path).parent
    found = sorted(folder.glob("*.yml")) if folder.is_dir() else []
    taken = any(file.name == Path(path).name or before_stated(file.read_text("utf-8")) == before for file in found)
    if taken:
        raise PublishError("Something else was recorded about this policy meanwhile.", "Run the same command again.")


def _remove(root: Path, paths: tuple[str, ...]) -> None:
    """All of them, or none when the machine refuses one."""
    contents = {path: (root / path).read_bytes() for path in paths}
    try:
        for path in paths:
            (root / path).unlink()
    except OSError:
        for path, content in contents.items():
            if not (root / path).exists():
                (root / path).write_bytes(content)
        raise


def _as_before(file: Path, text: str | bytes) -> bytes:
    if isinstance(text, bytes):
        return text
    before = file.read_bytes() if file.is_file() else b""
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    return (_BOM if before.startswith(_BOM) else b"") + text.encode()
