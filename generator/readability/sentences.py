"""Sentences of a wording, with their places, lists and tables left out.

The dialect puts one sentence on a line, so a few rules find the ends of sentences better than a library made for any
text: they know expressions and references, and keep every place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

EXPRESSION, OTHER = "\ue000", "\ue001"
"""Letters that stand where an expression was, and where a reference or an address was; every offset stays."""

_ADDRESS = re.compile(r"(?<=\]\()[^()\n]*(?=\))|https?://[^\s<>)]+")
_EXPRESSION = re.compile(r"\{\{\s*([a-z][a-z0-9_.]*)?[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
_NAMED = re.compile(r"\[\[[^\[\]\n]*\]\]|(?<![\w-])[\w-]{2,}(?:[.@][\w-]{2,})+")

_LIST = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]")
_QUOTED = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_END = re.compile(r"(?<![.!?…])[.!?…]+[”’\"')\]*]*(?=\s|$)")
_BEGIN = re.compile(rf"\s*(?:\n|$|[“‘(\[*]*[A-Z0-9{EXPRESSION}])")
_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|vs|Mr|Mrs|Ms|Dr|St|No|[A-Z])\.)$")
_WORD = re.compile(rf"(?<!\S)\S*?[^\W_{EXPRESSION}{OTHER}]\S*|(?<!\S)\S*?[{EXPRESSION}{OTHER}]\S*")
_SPACE = " \t\n>"
_EDGE = _SPACE + EXPRESSION


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence begins in its source, in characters, and how many words it has."""

    start: int
    words: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A source with letters of ours where markup of the dialect was; `names` has the details by their offset."""

    text: str
    names: Mapping[int, str]


def masked(source: str) -> Masked:
    """`source` without what no reader sees as it is written."""
    names: dict[int, str] = {}

    def hide(match: re.Match[str]) -> str:
        names[match.start()] = match.group(1) or ""
        return EXPRESSION * len(match.group())

    text = _EXPRESSION.sub(hide, _ADDRESS.sub(lambda match: OTHER * len(match.group()), source))
    return Masked(_NAMED.sub(lambda match: OTHER * len(match.group()), text), names)


def sentences(source: Masked, printed: Mapping[str, int]) -> Iterator[Sentence]:
    """The sentences of the paragraphs. `printed` has the number of words that a detail usually prints, by its name.

    An expression that is a paragraph by itself prints a list or paragraphs, and is no sentence.
    """
    for start, end in _paragraphs(source.text):
        for begin, stop in _split(source.text, start, end):
            text = source.text[begin:stop]
            if not text.strip(_EDGE):
                continue
            words = _count(text, begin, source, printed)
            if words:
                yield Sentence(stop - len(text.lstrip(_SPACE)), words)


def _count(text: str, begin: int, source: Masked, printed: Mapping[str, int]) -> int:
    """Words of the part `text` that begins at `begin`: each run without spaces is one, or what its details print."""
    if EXPRESSION not in text:
        return len(_WORD.findall(text))
    words = 0
    for match in _WORD.finditer(text):
        if EXPRESSION in match.group():
            inside = (source.names.get(begin + at) for at in range(*match.span()))
            words += sum(printed.get(name, 1) for name in inside if name is not None)
        else:
            words += 1
    return words


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Begin and end of each sentence between `start` and `end`."""
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        new_line = text[stop : stop + 1] == "\n"
        if (
            stop < end
            and not new_line
            and (not _BEGIN.match(text, stop, end) or _SHORT.search(text, max(begin, stop - 6), stop))
        ):
            continue
        yield begin, stop
        begin = stop
    if begin < end:
        yield begin, end


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each run of lines that belong to no list and no table."""
    lines = list(_lines(text))
    start = end = -1
    for row, (begin, stop, kind) in enumerate(lines):
        table = kind == "row" or (row + 1 < len(lines) and lines[row + 1][2] == "row" and "|" in text[begin:stop])
        if kind == "prose" and not table:
            start = begin if start < 0 else start
            end = stop
        elif start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Begin, end and kind of each line: empty, list, row (of a table below its header), prose."""
    at, kind, in_list = 0, "empty", False
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        inner = line[quoted.end() :] if quoted else line
        kind, in_list = _kind(inner, kind, in_list)
        yield at, at + len(line), kind
        at += len(line) + 1


def _kind(line: str, before: str, in_list: bool) -> tuple[str, bool]:
    """The kind of a line, and whether a list goes on, given the same of the line before."""
    if not line.strip():
        return "empty", in_list
    if _LIST.match(line.lstrip()) and not (before == "prose" and not in_list):
        return "list", True
    if in_list and (before == "list" or line[:1] in " \t"):
        return "list", True
    if before == "row" or ("|" in line and _DELIMITERS.match(line)):
        return "row", False
    return "prose", False
