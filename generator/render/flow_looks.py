"""How large a flow chart is drawn: on a phone, on a wider screen, on A4."""

from __future__ import annotations

from dataclasses import dataclass

from generator.formats.flow_layout import PRINTED_SIZE, Drawing, Sheet, drawing, printed
from generator.model.chart import Chart
from generator.render.flow_svg import flow_svg
from generator.words.strings import say


@dataclass(frozen=True, slots=True)
class Look:
    """A drawing for screens: its width and the size of letters in pixels, and whether it has two columns."""

    name: str
    width: float
    size: float
    beside: bool


SCREENS = (Look("narrow", 340, 14.5, False), Look("wide", 640, 15.3, True))


def for_screen(chart: Chart, look: Look, language: str, attributes: str, named: str) -> str:
    """The SVG of `chart`, with `attributes` at its root and its name in SVG, `named`, first in it."""
    sheet = Sheet(look.width / look.size, look.beside, "screen")
    return flow_svg(drawing(chart, sheet, say("chart.go", language)), look.size, attributes, named).decode()


def for_paper(chart: Chart, language: str) -> bytes:
    """The SVG of `chart` for A4, in points."""
    drawn = printed(chart, say("chart.go", language))
    return flow_svg(drawn, PRINTED_SIZE, f'font-family="Source Sans Pro" {_extent(drawn)}')


def _extent(drawn: Drawing) -> str:
    width, height = (f"{(edge + 0.2) * PRINTED_SIZE:.2f}pt" for edge in (drawn.width, drawn.height))
    return f'width="{width}" height="{height}"'
