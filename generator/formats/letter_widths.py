"""How wide words are, for whoever lays them out before a page is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

Font = Literal["paper", "screen"]
"""Whose letters are measured: those of the print font, or the widest that a reader's screen is likely to have."""

_OF_HUNDREDTHS = {
    20: " ",
    26: "ij|",
    27: "l",
    28: "',.:;I’‘",
    32: "!()-[]f{}",
    34: "/\\",
    36: "t",
    37: "r",
    43: "s",
    44: "*?z",
    46: "c",
    48: '"x“”–',
    49: "J",
    50: "LY_vy",
    51: "#$+0123456789<=>F^e~",
    52: "agk",
    54: "EVXZ",
    55: "ST`o",
    56: "Abdhnpqu",
    58: "CP",
    59: "R",
    60: "BK",
    62: "D",
    63: "G",
    64: "&",
    66: "HNU",
    67: "OQ",
    74: "M",
    75: "w",
    80: "W",
    84: "%m",
    88: "@",
}
"""Hundredths of the size of letters, of Source Sans Pro Semibold, rounded; from the table hmtx of the print font."""
_OF_HUNDREDTHS_ON_SCREENS = {
    31: "'",
    35: " ijl",
    37: "/\\|",
    38: ",.IJ‘’",
    40: ":;",
    42: "-",
    44: "f",
    46: "!()[]",
    48: "t",
    50: "_`r–",
    53: '"*',
    59: "?z",
    60: "cs",
    64: "L",
    65: "x",
    66: "vy“”",
    67: "k",
    68: "ae",
    69: "EFTo",
    70: "$0123456789",
    72: "bdghnpqu{}",
    73: "SYZ",
    74: "CP",
    77: "B",
    78: "AKRVX",
    82: "U",
    83: "G",
    84: "#+<=>DHN^~",
    86: "OQ",
    88: "&",
    93: "w",
    100: "@M",
    101: "%",
    105: "m",
    111: "W",
}
"""The same of DejaVu Sans Bold, rounded up: the house font of pages is the one that the reader's system has."""


def _by_letter(hundredths: Mapping[int, str]) -> Mapping[str, int]:
    return {letter: width for width, letters in hundredths.items() for letter in letters}


_WIDTHS: Mapping[Font, Mapping[str, int]] = {
    "paper": _by_letter(_OF_HUNDREDTHS),
    "screen": _by_letter(_OF_HUNDREDTHS_ON_SCREENS),
}
_WIDEST: Mapping[Font, int] = {font: max(widths.values()) for font, widths in _WIDTHS.items()}


def width_of(words: str, font: Font = "paper") -> float:
    """The width of `words` in units of the size of their letters; of letters that we do not know, the widest's."""
    widths, widest = _WIDTHS[font], _WIDEST[font]
    return sum(widths.get(letter, widest) for letter in words) / 100


def lines_of(words: str, room: float, font: Font = "paper") -> tuple[str, ...]:
    """`words` in lines no wider than `room`, in units of the size of letters; a word too long for one is divided."""
    lines: list[str] = []
    line = ""
    for word in (piece for long in words.split() for piece in _pieces(long, room, font)):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, font) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, room: float, font: Font) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter, font) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece
