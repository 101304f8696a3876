"""Marked words as WordprocessingML: insertions and deletions that a word processor can accept or reject.

Source: ECMA-376, part 1, 17.13.5 (revisions) and 17.3 (paragraphs and runs).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count, groupby
from xml.sax.saxutils import escape

from generator.model.redline import Line, Mark, Piece

AUTHOR = "Policypress"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS = {"added": "w:ins", "removed": "w:del"}


@dataclass(frozen=True, slots=True)
class Marker:
    """Writes paragraphs and tables with changes, numbered in their order; all bear the ISO date `on`."""

    on: str
    numbers: count[int] = field(default_factory=lambda: count(1))

    def paragraph(
        self, pieces: Sequence[Piece], style: str, mark: str = "same", numbered: tuple[int, int] = (0, 0)
    ) -> str:
        """A paragraph; one that is `added` or `removed` comes or goes with its end.

        `numbered` is the id of a numbering and the level in it; (0, 0) for none.
        """
        number, level = numbered
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
        end = f"<w:rPr>{self._mark(mark)}</w:rPr>" if mark in _TAGS else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{listed}{end}</w:pPr>{self.runs(pieces)}</w:p>'

    def runs(self, pieces: Sequence[Piece]) -> str:
        """Words with their marks."""
        found = []
        for mark, group in groupby(pieces, key=lambda piece: piece.mark):
            words = "".join(_run(piece, "w:delText" if mark == "removed" else "w:t") for piece in group)
            tag = _TAGS.get(mark)
            found.append(f"<{tag} {self._says()}>{words}</{tag}>" if tag else words)
        return "".join(found)

    def table(self, rows: Sequence[Line], width: int) -> str:
        """A table of rows with as many cells each; `width` is its own, in twentieths of a point."""
        columns = len(rows[0].cells)
        grid = f'<w:gridCol w:w="{width // columns}"/>' * columns
        looks = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
        return f"<w:tbl>{looks}<w:tblGrid>{grid}</w:tblGrid>{''.join(map(self._row, rows))}</w:tbl>"

    def _row(self, row: Line) -> str:
        heading = row.kind == "heading row"
        looks = "<w:cantSplit/>" + ("<w:tblHeader/>" if heading else "") + self._mark(row.mark)
        style = "TableHeading" if heading else "TableText"
        cells = (f"<w:tc>{self.paragraph(cell, style, row.mark)}</w:tc>" for cell in row.cells)
        return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(cells)}</w:tr>"

    def _mark(self, mark: str) -> str:
        return f"<{_TAGS[mark]} {self._says()}/>" if mark in _TAGS else ""

    def _says(self) -> str:
        return f'w:id="{next(self.numbers)}" w:author="{AUTHOR}" w:date="{self.on}T00:00:00Z"'


def plain(text: str, mark: Mark = "same") -> tuple[Piece, ...]:
    """Words of ours as a piece."""
    return (Piece(text, mark),)


def escaped(text: str) -> str:
    """`text` as it stands in XML, without characters that no XML can hold."""
    return escape(_NOT_XML.sub("", text))


def _run(piece: Piece, tag: str) -> str:
    looks = "<w:rPr><w:b/></w:rPr>" if piece.strong or piece.emphasis else ""
    lines = (f'<{tag} xml:space="preserve">{escaped(line)}</{tag}>' for line in piece.text.split("\n"))
    return f"<w:r>{looks}{'<w:br/>'.join(lines)}</w:r>"
