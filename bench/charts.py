"""Bar charts as SVG: a title and a description for those who hear them, a number at every bar for those who see them.

They stand on a light ground of their own, so that they can be read on light and dark pages alike; lengths are
logarithmic when figures lie far apart. They need no styles, scripts or fonts from elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, RIGHT, ROW, TOP = 800, 330, 130, 34, 64
"""Pixels: the picture, the room for labels and for numbers, a bar with its gap, the room for the title."""
SPREAD = 20
"""From this ratio between the largest and the smallest figure on, lengths are logarithmic."""
_ROOM = WIDTH - LEFT - RIGHT
_INK, _QUIET, _FAINT, _OURS, _THEIRS, _GROUND = "#1b1b1b", "#555555", "#d5dadd", "#1d4f5c", "#8a94a0", "#ffffff"


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled figure; `shown` is how it is printed. Bars of ours have a colour of their own, and say so in words."""

    label: str
    figure: float
    shown: str
    ours: bool = False


def chart(title: str, unit: str, bars: Sequence[Bar]) -> str:
    """The picture; `unit` is a line below the title, such as "two cores, cold caches"."""
    figures = [bar.figure for bar in bars]
    unit += "; logarithmic scale" if is_logarithmic(figures) else ""
    bottom = TOP + ROW * len(bars)
    height = bottom + (30 if is_logarithmic(figures) else 12)
    said = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title desc" font-family="Arial, Helvetica, sans-serif" font-size="15">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(unit)}. {escape(said)}.</desc>',
        f'<rect width="{WIDTH}" height="{height}" rx="6" fill="{_GROUND}" stroke="{_THEIRS}"/>',
        f'<text x="20" y="28" font-size="18" font-weight="bold" fill="{_INK}">{escape(title)}</text>',
        f'<text x="20" y="49" fill="{_QUIET}">{escape(unit)}</text>',
        *(_line(at, tick, bottom) for at, tick in _ticks(figures)),
    ]
    for number, (bar, length) in enumerate(zip(bars, _lengths(figures), strict=True)):
        lines += _drawn(bar, length, TOP + ROW * number)
    return "\n".join([*lines, "</svg>", ""])


def _drawn(bar: Bar, length: float, y: int) -> list[str]:
    weight = ' font-weight="bold"' if bar.ours else ""
    colour = _OURS if bar.ours else _THEIRS
    return [
        f'<text x="{LEFT - 10}" y="{y + 19}" text-anchor="end" fill="{_INK}"{weight}>{escape(bar.label)}</text>',
        f'<rect x="{LEFT}" y="{y + 3}" width="{length:.1f}" height="22" fill="{colour}"/>',
        f'<text x="{LEFT + length + 8:.1f}" y="{y + 19}" fill="{_INK}" stroke="{_GROUND}" stroke-width="5" '
        f'paint-order="stroke"{weight}>{escape(bar.shown)}</text>',
    ]


def _line(at: float, tick: str, bottom: int) -> str:
    x = f"{LEFT + at:.1f}"
    line = f'<line x1="{x}" y1="{TOP - 4}" x2="{x}" y2="{bottom}" stroke="{_FAINT}"/>'
    return f'{line}\n<text x="{x}" y="{bottom + 18}" text-anchor="middle" font-size="13" fill="{_QUIET}">{tick}</text>'


def is_logarithmic(figures: Sequence[float]) -> bool:
    """Whether lengths are drawn by their logarithm."""
    return max(figures) > SPREAD * min(figures)


def _lengths(figures: Sequence[float]) -> list[float]:
    """Pixels of each bar; on a logarithmic scale a bar begins at the power of ten below the smallest figure."""
    if not is_logarithmic(figures):
        return [_ROOM * figure / max(figures) for figure in figures]
    start, whole = _decades(figures)
    return [_ROOM * (math.log10(figure) - start) / whole for figure in figures]


def _decades(figures: Sequence[float]) -> tuple[int, float]:
    """The power of ten where the scale begins, and how many powers it spans."""
    start = math.floor(math.log10(min(figures)) - 0.05)
    return start, math.log10(max(figures)) - start


def _ticks(figures: Sequence[float]) -> list[tuple[float, str]]:
    """Pixels and words of each power of ten on a logarithmic scale."""
    if not is_logarithmic(figures):
        return []
    start, whole = _decades(figures)
    powers = range(start, start + math.floor(whole) + 1)
    return [
        (_ROOM * (power - start) / whole, f"{10.0**power:,g}" if power < 0 else f"{10**power:,}") for power in powers
    ]
