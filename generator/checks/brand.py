"""A school's colour, which has to be read on white."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.school_view import SchoolView
from generator.problems import Problem

ENOUGH = 4.5
"""Contrast of text with its background, WCAG 2.2, success criterion 1.4.3 (level AA)."""


def colour_pale(view: SchoolView) -> Iterator[Problem]:
    """The school's colour can be read on white, and white on it."""
    colour = view.school.brand.colour
    contrast = contrast_with_white(colour)
    if contrast < ENOUGH:
        message = (
            f"the colour {colour} is too pale: its contrast with white is {contrast:.1f} to 1, and {ENOUGH} is needed"
        )
        hint = f'Take "{darkened(colour)}", the nearest shade of it that can be read.'
        yield Problem("colour-pale", view.place("brand", "colour"), message, hint)


def contrast_with_white(colour: str) -> float:
    """The contrast of #rrggbb with white, from 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def darkened(colour: str) -> str:
    """The lightest colour of the same hue, as #rrggbb, that has enough contrast with white."""
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for step in range(1000, -1, -1):
        darker = "#" + "".join(f"{channel * step // 1000:02x}" for channel in channels)
        if contrast_with_white(darker) >= ENOUGH:
            return darker
    raise AssertionError("black has enough contrast")
