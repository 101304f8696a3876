"""The school's colour as a small style sheet of its own, legible on light and on dark ground."""

from __future__ import annotations

import colorsys
from functools import lru_cache

from generator.model.edition import Brand

_WHITE = (255, 255, 255)
_DARK_GROUND = (22, 24, 29)
"""The dark page of the house style; policypress.css names the same colour."""
_ON_DARK = 7.0
"""Contrast that a link has on the dark page, as a ratio (WCAG 2.2, 1.4.6)."""

Colour = tuple[int, int, int]


def brand_css(brand: Brand) -> bytes:
    """Custom properties with the school's colour, and the tint of it that reads well on a dark page."""
    return _css(brand.colour)


@lru_cache(maxsize=256)
def _css(colour: str) -> bytes:
    tint = _hex(_tint(_colour(colour)))
    return f":root {{\n  --pp-school: {colour.lower()};\n  --pp-school-on-dark: {tint};\n}}\n".encode()


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _tint(colour: Colour) -> Colour:
    """The same hue, lighter step by step until it reads well on the dark page."""
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    for percent in range(round(light * 100), 100):
        red, green, blue = colorsys.hls_to_rgb(hue, percent / 100, saturation)
        tint = round(red * 255), round(green * 255), round(blue * 255)
        if contrast(tint, _DARK_GROUND) >= _ON_DARK:
            return tint
    return _WHITE


def _luminance(colour: Colour) -> float:
    red, green, blue = (c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colour(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
