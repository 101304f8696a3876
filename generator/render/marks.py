"""Marks: what stands on a page where a value is set in after the page is built.

A mark is lower-case ASCII letters and digits of one width, begins and ends with a letter, and means nothing to
Markdown, HTML, JSON or an address; no mark is a part of another. Each key of a result has one mark, numbered in the
order of first use, so that schools with the same text get the same skeleton whatever their values are.
"""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterable

STEMS = ("zqv", "qzj", "vxq", "jqz", "xqk", "kzq", "wqj", "qvx")
"""Beginnings of marks; no word of English or Welsh has one of them."""
_WIDTH = 5
_MARK = re.compile(r"([a-z]{3,})[0-9]{5}([a-z]{3,})")


class Marks:
    """Hands out marks and remembers what each stands for."""

    def __init__(self, stem: str = STEMS[0]) -> None:
        self._stem = stem
        self.in_link_target = re.compile(rf"\]\(({stem}[0-9]{{{_WIDTH}}}{stem[::-1]})\)")
        self._marks: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def of(self, key: str, text: str) -> str:
        """The mark of `key`, which prints `text`; raises ValueError if `text` is empty or `key` meant another text."""
        if not text.strip():
            raise ValueError(f"nothing to set in for {key!r}: an absent value is a page without its place")
        mark = self._marks.get(key)
        if mark is None:
            mark = f"{self._stem}{len(self._marks):0{_WIDTH}d}{self._stem[::-1]}"
            self._marks[key] = mark
            self._texts[mark] = text
        elif self._texts[mark] != text:
            raise ValueError(f"{key!r} stands for two texts: {self._texts[mark]!r} and {text!r}")
        return mark

    def address(self, key: str, text: str) -> str:
        """The mark of `key` in the shape of a web address, as links need it."""
        return as_address(self.of(key, text))

    def results(self) -> tuple[tuple[str, str], ...]:
        """Each mark and its text, in the order of the marks."""
        return tuple(self._texts.items())


def as_address(mark: str) -> str:
    """`mark` shaped like a web address, so that no engine takes it for a path of the site."""
    return f"https://{mark}.invalid/"


def stem_of(mark: str) -> str:
    """The letters that `mark` begins with; raises ValueError for what is not a mark."""
    match = _MARK.fullmatch(mark)
    if match is None or match[1] != match[2][::-1]:
        raise ValueError(f"not a mark: {mark!r}")
    return match[1]


def free_stem(texts: Iterable[str]) -> str:
    """The first stem that occurs in none of `texts`, whatever its letters' size; when all do, a longer one."""
    everything = "\n".join(texts).casefold()
    for stem in STEMS:
        if stem not in everything and stem[::-1] not in everything:
            return stem
    start = STEMS[0]
    for width in itertools.count(1):
        taken = set(re.findall(rf"(?={start}([a-z]{{{width}}}))", everything))
        taken |= {end[::-1] for end in re.findall(rf"(?=([a-z]{{{width}}}){start[::-1]})", everything)}
        for letters in itertools.product(string.ascii_lowercase, repeat=width):
            if (more := "".join(letters)) not in taken:
                return start + more
    raise AssertionError("numbers end nowhere")


def mark_pattern(stem: str) -> re.Pattern[str]:
    """Finds marks with `stem`: group 1 is a mark in the shape of an address, group 2 any other."""
    mark = f"{stem}[0-9]{{{_WIDTH}}}{stem[::-1]}"
    return re.compile(f"https://({mark})\\.invalid/|({mark})")
