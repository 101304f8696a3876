"""Finds text of the source policies, and names of the source schools, in our own files.

The sources stand outside the project, and so do the names: kept here are digests only, in `source_runs.txt` (runs of
eight words) and `source_names.txt` (names of one to four words, telephone numbers, e-mail addresses).
`make_source_runs.py` writes both.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

RUN = 8
"""Words in a run that may not be shared with a source."""

LONGEST_NAME = 4
"""Words in the longest name that is looked for; a hyphenated word is one word."""

_HERE = Path(__file__).parent
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_PHONE = re.compile(r"(?<![\w/.-])(?:\+?44[ ().-]*|0)\d(?:[ ().-]*\d){8,9}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_IDS = re.compile(r"(?<![\w-])millfields(?![\w])")
"""Ids that say on which policy a sample school is modelled. As a name, with a capital, the word stays forbidden."""
_NOT_READ = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|li|h\d|div|td|th|tr|dt|dd|section|title|nav|a|blockquote)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def digest(text: str) -> str:
    """Ten hexadecimal digits that stand for `text` and do not give it away."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]


def words(text: str) -> list[str]:
    """The words of `text` without regard to case; expressions in double braces are left out."""
    return _WORD.findall(_EXPRESSION.sub(" ", text).replace("’", "'").casefold())


def runs(text: str, length: int) -> Iterator[str]:
    """Each run of `length` neighbouring words, joined with one space."""
    row = words(text)
    for start in range(len(row) - length + 1):
        yield " ".join(row[start : start + length])


def phones(text: str) -> Iterator[str]:
    """British telephone numbers, as digits that begin with 0."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        yield "0" + digits[2:] if digits.startswith("44") else digits


def emails(text: str) -> Iterator[str]:
    """E-mail addresses, and the domain of each."""
    for match in _EMAIL.finditer(text.casefold()):
        yield match.group()
        yield match.group(1)


def names(text: str) -> Iterator[str]:
    """Everything in `text` that could be a name or an address of somebody: see `source_names.txt`."""
    for length in range(1, LONGEST_NAME + 1):
        yield from runs(text, length)
    yield from phones(text)
    yield from emails(text)


@cache
def kept(file: str) -> frozenset[str]:
    """The digests in `file`, which stands beside this module."""
    return frozenset((_HERE / file).read_text(encoding="utf-8").split())


def copied(text: str) -> list[str]:
    """Runs of `text` that stand in a source too."""
    digests = kept("source_runs.txt")
    return [run for run in runs(text, RUN) if digest(run) in digests]


def named(text: str) -> list[str]:
    """Names, telephone numbers and e-mail addresses of the sources that stand in `text`."""
    digests = kept("source_names.txt")
    return [name for name in dict.fromkeys(names(_IDS.sub(" ", text))) if digest(name) in digests]


def read_text(file: Path) -> str:
    """What can be read in `file`: of HTML the text without tags, of anything else all of it."""
    text = file.read_text(encoding="utf-8", errors="replace")
    if file.suffix not in (".html", ".htm"):
        return text
    return html.unescape(_TAG.sub("", _BLOCK.sub(" \n", _NOT_READ.sub(" ", text))))


def text_files(folder: Path) -> list[Path]:
    """Files under `folder` that hold text, in order."""
    kinds = {".md", ".yml", ".yaml", ".html", ".htm", ".json", ".xml", ".txt", ".svg"}
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix in kinds)
