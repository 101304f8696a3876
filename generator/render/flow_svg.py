"""A flow chart as SVG, for pages and paper: shapes, words and one colour, which is that of the text around it.

Colours are named by classes for the style sheet, never by style attributes; on paper, where there is none, the
attributes hold. Each kind of step has a sign of its own, so that nothing depends on colour.
"""

from __future__ import annotations

import html
from collections.abc import Mapping

from generator.formats.flow_layout import LINE, Box, Drawing, Label, Point

_SIGNS: Mapping[str, str] = {
    "police": "M8 1 14 3.3V8c0 3.6-2.6 5.8-6 7-3.4-1.2-6-3.4-6-7V3.3ZM8 4.6v4.2M8 11v.6",
    "safeguarding": "M8 14C3.6 10.8 1.4 8.2 1.4 5.6A3.2 3.2 0 0 1 8 4.6a3.2 3.2 0 0 1 6.6 1C14.6 8.2 12.4 10.8 8 14Z",
    "write": "M1.5 3.5h13v9.5h-13ZM1.5 4l6.5 5 6.5-5",
    "ignore": "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13ZM3.5 3.5l9 9",
    "school": "M1.5 7 8 2l6.5 5M3 6.5V14h10V6.5M6.5 14v-4h3v4",
    "head": "M8 1.5a3 3 0 1 0 0 6a3 3 0 1 0 0-6ZM2 14.5c0-4 2.5-5.5 6-5.5s6 1.5 6 5.5",
}
"""Drawn in a square of 16: a shield, a heart, a letter, a circle struck through, a house, a person."""
_RISE = 0.96
"""From the top of a line to the foot of its letters."""


def flow_svg(drawn: Drawing, size: float, attributes: str, named: str = "") -> bytes:
    """The SVG of `drawn`; `size` is that of its letters.

    `attributes` are those of its root; `named` is its title in SVG, which stands first in it.
    """
    svg = _Svg(size)
    parts = [named, *map(svg.arrow, drawn.arrows), *map(svg.box, drawn.boxes), *map(svg.label, drawn.labels)]
    root = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{svg.edge(-0.1)} {svg.edge(-0.1)} '
    root += f'{svg.edge(drawn.width + 0.2)} {svg.edge(drawn.height + 0.2)}" font-size="{_number(size)}" {attributes}>'
    return (root + "".join(parts) + "</svg>").encode()


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


class _Svg:
    def __init__(self, size: float) -> None:
        self._size = size

    def edge(self, value: float) -> str:
        """A length or a place, from units of the size of letters."""
        return _number(value * self._size)

    def arrow(self, points: tuple[Point, ...]) -> str:
        way = " ".join(f"{self.edge(x)},{self.edge(y)}" for x, y in points)
        (x0, y0), (x, y) = points[-2:]
        back, wide = 0.55, 0.3
        down = abs(x - x0) < abs(y - y0)
        across = [(x - wide, y - back), (x + wide, y - back)] if down else [(x - back, y - wide), (x - back, y + wide)]
        head = " ".join(f"{self.edge(a)},{self.edge(b)}" for a, b in ((x, y), *across))
        return (
            f'<polyline class="pp-chart__line" points="{way}" fill="none" stroke="currentColor" '
            f'stroke-width="{self.edge(0.09)}"/><polygon class="pp-chart__head" points="{head}" fill="currentColor"/>'
        )

    def box(self, box: Box) -> str:
        question = box.kind == "question"
        frame = (
            f'<rect class="pp-chart__{"question" if question else "action"}" x="{self.edge(box.x)}" '
            f'y="{self.edge(box.y)}" width="{self.edge(box.width)}" height="{self.edge(box.height)}" '
            f'rx="{self.edge(0.9 if question else 0.1)}" fill="{"#eef1f3" if question else "none"}" '
            f'stroke="currentColor" stroke-width="{self.edge(0.13 if question else 0.07)}"/>'
        )
        top = box.y + (box.height - len(box.lines) * LINE) / 2
        weight = ' font-weight="600"' if question else ""
        return frame + self._sign(box) + self._words(box.lines, box.words_at, top, weight)

    def _sign(self, box: Box) -> str:
        if box.kind not in _SIGNS:
            return ""
        scale = _number(self._size * 1.25 / 16)
        place = f"translate({self.edge(box.x + 0.65)} {self.edge(box.y + box.height / 2 - 0.625)}) scale({scale})"
        return (
            f'<path class="pp-chart__sign" transform="{place}" d="{_SIGNS[box.kind]}" fill="none" '
            f'stroke="currentColor" stroke-width="1.4"/>'
        )

    def label(self, label: Label) -> str:
        return self._words(label.lines, label.x, label.y, ' font-weight="600"')

    def _words(self, lines: tuple[str, ...], x: float, top: float, more: str) -> str:
        spans = " ".join(  # a space, for whoever copies the words
            f'<tspan x="{self.edge(x)}" y="{self.edge(top + _RISE + at * LINE)}">{html.escape(line)}</tspan>'
            for at, line in enumerate(lines)
        )
        return f'<text fill="currentColor"{more}>{spans}</text>'
