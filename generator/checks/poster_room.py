"""Whether a poster's text fits on its page in the smallest letters that it may have.

Lengths are points on A4 (A3 is A4 enlarged), and those of overrides/print/poster.typ. Lines are counted as Typst breaks
them, as late as possible, with the widths of the font's own letters; kerning is left out, and a little room besides, so
that what fits here fits there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from generator.formats.glyphs import widths

BODY = 14.0
"""The least size of the body's letters: 20 on A3, to be read from across a room."""
HEADLINE = 1.5 * BODY
_WIDTH, _HEIGHT = 595.2 - 2 * 31, 841.8 - 31 - 24
_GUTTER = 20.0
_HANG = 1.3 * HEADLINE
_GAP = 1.1 * BODY
_CAPITAL = 0.66
"""The height of a capital letter, which a first line takes, as a part of the letters' size."""
_BODY_PITCH, _HEADLINE_PITCH = 1.2, 1.05
_SPARE = 0.992
"""The part of a line that is filled at most."""
_SPACE = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on the poster: its headline and its paragraph as printed; `bold` where any of that is printed so."""

    title: str
    body: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A helpline with a number: its name, its number, and what it is for or ""."""

    name: str
    phone: str
    for_what: str


@dataclass(frozen=True, slots=True)
class PosterText:
    """All that is printed on a poster. `tell` and `foot` are paragraphs."""

    school: str
    title: str
    logo: bool
    rules: tuple[Rule, ...]
    tell_heading: str
    tell: tuple[str, ...]
    calls: tuple[Call, ...]
    foot: tuple[str, ...]


def too_much(poster: PosterText) -> int:
    """By how many lines of the body the poster is too long; 0 when it fits."""
    around = _header(poster) + _tell(poster) + _foot(poster) + 2.7 * BODY
    beyond = min(_one_column(poster.rules), _two_columns(poster.rules)) + around + 1 - _HEIGHT
    return max(0, ceil(beyond / (_BODY_PITCH * BODY)))


def _header(poster: PosterText) -> float:
    room = _WIDTH - (6 * BODY if poster.logo else 0)
    named = _tall(poster.school, "Semibold", 0.82 * BODY, room, _BODY_PITCH) + 0.75 * BODY
    named += _tall(poster.title, "Bold", 1.95 * BODY, room, _HEADLINE_PITCH)
    return max(named, 3 * BODY) if poster.logo else named


def _tell(poster: PosterText) -> float:
    inset, gap = 0.7 * BODY, 1.3 * BODY
    inner = _WIDTH - 2 * inset
    if len(poster.calls) == 1:
        number = 1.9 * BODY * _wide(poster.calls[0].phone, widths("Bold")) / _SPARE + 1
        right = min(0.5 * (inner - gap), max(0.36 * (inner - gap), number))
        beside = _call(poster.calls[0], right)
        return 2 * inset + max(_told(poster, inner - gap - right), beside)
    each, height = (inner - gap) / 2, 2 * inset + _told(poster, inner)
    rows = [poster.calls[at : at + 2] for at in range(0, len(poster.calls), 2)]
    return height + sum(max(_call(call, each) for call in row) + 0.8 * BODY for row in rows)


def _told(poster: PosterText, room: float) -> float:
    height = _tall(poster.tell_heading, "Bold", HEADLINE, room, _HEADLINE_PITCH) + 0.05 * BODY
    return height + sum(_tall(text, "Semibold", BODY, room, _BODY_PITCH) + 0.6 * BODY for text in poster.tell)


def _call(call: Call, room: float) -> float:
    height = _tall(call.name, "Bold", BODY, room, _BODY_PITCH) + 0.5 * BODY
    height += _tall(call.phone, "Bold", 1.9 * BODY, room, _HEADLINE_PITCH) + 0.55 * BODY
    return height + (_tall(call.for_what, "Regular", BODY, room, _BODY_PITCH) if call.for_what else 0)


def _foot(poster: PosterText) -> float:
    small = 8.5
    lines = (_tall(text, "Bold", small, _WIDTH - 50, _BODY_PITCH) + 0.55 * small for text in poster.foot)
    return max(42.0, sum(lines))


def _one_column(rules: Sequence[Rule]) -> float:
    return sum(_rule(rule, _WIDTH, _HANG) + _GAP for rule in rules) - _GAP


def _two_columns(rules: Sequence[Rule]) -> float:
    heights = [_rule(rule, (_WIDTH - _GUTTER) / 2, 0) + _GAP for rule in rules]
    cuts = range(1, len(heights) + 1)
    return min((max(sum(heights[:cut]), sum(heights[cut:])) for cut in cuts), default=0) - _GAP


def _rule(rule: Rule, room: float, indent: float) -> float:
    headline = _tall(rule.title, "Bold", HEADLINE, room - _HANG, _HEADLINE_PITCH)
    face = "Bold" if rule.bold else "Regular"
    return headline + 0.66 * BODY + _tall(rule.body, face, BODY, room - indent, _BODY_PITCH)


def _tall(text: str, face: str, size: float, room: float, pitch: float) -> float:
    lines = sum(_lines(part, face, room * _SPARE / size) for part in text.split("\n"))
    return (_CAPITAL + (lines - 1) * pitch) * size


@lru_cache(maxsize=4096)
def _lines(text: str, face: str, room: float) -> int:
    """How many lines `text` takes, each `room` wide, a length in sizes of the letters."""
    of = widths(face)
    lines, used = 1, 0.0
    for word in _SPACE.split(text):
        wide = _wide(word, of)
        between = of[" "] if used else 0.0
        if used + between + wide <= room:
            used += between + wide
        elif wide <= room:
            lines, used = lines + 1, wide
        else:
            more, used = _broken(word, of, room, used + between)
            lines += more
    return lines


def _broken(word: str, of: Mapping[str, float], room: float, used: float) -> tuple[int, float]:
    """The lines that a word wider than a line adds when it may be broken between any letters, and what it fills."""
    more = 0
    for letter in word:
        wide = _wide(letter, of)
        if used + wide > room:
            more, used = more + 1, 0.0
        used += wide
    return more, used


def _wide(letters: Iterable[str], of: Mapping[str, float]) -> float:
    return sum(of.get(letter, 1.0) for letter in letters)
