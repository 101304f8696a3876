"""How wide words are, for whoever lays them out before a page is made."""

from __future__ import annotations

from collections.abc import Iterator

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
_WIDTHS = {letter: hundredths for hundredths, letters in _OF_HUNDREDTHS.items() for letter in letters}
_WIDEST = 88


def width_of(words: str) -> float:
    """The width of `words` in units of the size of their letters; of letters that we do not know, the widest's."""
    return sum(_WIDTHS.get(letter, _WIDEST) for letter in words) / 100


def lines_of(words: str, room: float) -> tuple[str, ...]:
    """`words` in lines no wider than `room`, in units of the size of letters; a word too long for one is divided."""
    lines: list[str] = []
    line = ""
    for word in (piece for long in words.split() for piece in _pieces(long, room)):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, room: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece
