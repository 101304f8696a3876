"""A text with its changes marked, word by word: lines of pieces, from which web, paper, Word and terminal are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Only

Mark = Only["same", "removed", "added"]
LineMark = Only["same", "changed", "removed", "added"]
LineKind = Only["title", "paragraph", "bullet", "step", "heading row", "row"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, in the old one only or in the new one only, with their looks.

    `link` is the address that they lead to, or "". A line break that the author asked for is a line feed in `text`.
    """

    text: str
    mark: Mark = "same"
    strong: bool = False
    emphasis: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, an item of a list, or a row of a table.

    `level` is how deep it stands in lists: 0 outside, 1 in a list, 2 in a list in a list. A paragraph with a level is
    a further one of the item above it. `quoted`: it stands in a quotation. A row has a cell for each column, other
    lines have one. `mark` is "changed" when some of its words are marked, and else what all of them are.
    """

    kind: LineKind
    level: int
    quoted: bool
    mark: LineMark
    cells: tuple[tuple[Piece, ...], ...]


Redline = tuple[Line, ...]


def text_of(line: Line, side: Mark) -> str:
    """The words of `line` in the new text (`added`) or in the old one (`removed`), cells with a tab between."""
    return "\t".join("".join(piece.text for piece in cell if piece.mark in ("same", side)) for cell in line.cells)
