"""Bytes of a user's file to text: encodings, line ends, characters that no policy needs."""

from __future__ import annotations

import re

from generator.problems import Location, Problem

SIZE_LIMIT = 1_000_000
"""Bytes; a clause is a page of text and a school file a few, so more than this is a mistake."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\u2028\u2029]")
_BOM = b"\xef\xbb\xbf"


def decode(content: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of `content` with LF line ends and without a byte-order mark; None and a problem if it is not text."""
    if len(content) > SIZE_LIMIT:
        return None, (
            Problem(
                "file-too-large",
                Location(path),
                f"this file has {len(content):,} bytes; at most {SIZE_LIMIT:,} are read",
                "Check that the right file was saved here.",
            ),
        )
    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return None, (
            Problem(
                "file-not-utf8",
                Location(path, line),
                "this file is not saved as UTF-8, so its special letters cannot be read",
                "Open it in Notepad, choose File > Save as, set Encoding to UTF-8, and save.",
            ),
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _CONTROL.search(text)
    if found is None:
        return text, ()
    before = text[: found.start()]
    return None, (
        Problem(
            "file-control-character",
            Location(path, before.count("\n") + 1, len(before) - before.rfind("\n")),
            f"there is an invisible control character here (U+{ord(found[0]):04X})",
            "Delete the line and type it again.",
        ),
    )
