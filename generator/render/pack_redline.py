"""A comparison as plain lists for JSON, in the form that the template of a pack walks.

Words: ["same" | "removed" | "added", text, whether strong, link]. Lines: ["par" | "title", whether quoted, words],
["list", level, "bullet" | "step" | "", words], ["left", how many lines that are as they were], and tables:
["table", columns, rows], a row being [mark, whether a heading, cells].
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.model.comparison import Comparison
from generator.model.redline import Line, Piece, Redline
from generator.render.pack_words import edition_words
from generator.render.print_blocks import Plain
from generator.render.redline import ShownChange, shown_changes, shown_facts, shown_parts, summary

_MOST_SAME = 8
"""Of more lines in a row that are as they were, the first two are enough to find one's way."""


def redlined(comparison: Comparison) -> Plain:
    """What changed in an edition: its summary, details, parts around the clauses, clauses."""
    return {
        "name": edition_words(comparison.new),
        "language": comparison.new.language,
        "summary": summary(comparison),
        "facts": [
            [fact.before or "–", fact.after or "–", ", ".join(fact.shown_in) or "–"] for fact in shown_facts(comparison)
        ],
        "parts": [{"part": part.part, "lines": list(_lines(part.lines))} for part in shown_parts(comparison)],
        "changes": [_change(shown) for shown in shown_changes(comparison)],
        "unchanged": len(comparison.unchanged),
    }


def _change(shown: ShownChange) -> Plain:
    return {
        "number": shown.number,
        "was": shown.was,
        "title": shown.title,
        "said": list(shown.said),
        "why": list(shown.why),
        "warning": shown.warning,
        "lines": list(_lines(shown.text)),
    }


def _lines(lines: Redline) -> Iterator[Plain]:
    for kind, group in groupby(lines, key=_told_as):
        found = list(group)
        if kind == "row":
            yield from _tables(found)
        elif kind == "same" and len(found) > _MOST_SAME:
            yield from (_line(line) for line in found[:2])
            yield ["left", len(found) - 2]
        else:
            yield from (_line(line) for line in found)


def _told_as(line: Line) -> str:
    if line.kind in ("heading row", "row"):
        return "row"
    return "same" if line.mark == "same" else "changed"


def _line(line: Line) -> Plain:
    words = [_piece(piece) for piece in line.cells[0]]
    if line.kind in ("bullet", "step") or line.level:
        return ["list", line.level, line.kind if line.kind != "paragraph" else "", words]
    return ["title" if line.kind == "title" else "par", line.quoted, words]


def _tables(rows: list[Line]) -> Iterator[Plain]:
    """Rows with as many cells are one table: the old and the new one, where columns came or went."""
    for width, group in groupby(rows, key=lambda row: len(row.cells)):
        found: list[Plain] = [
            [row.mark, row.kind == "heading row", [[_piece(piece) for piece in cell] for cell in row.cells]]
            for row in group
        ]
        yield ["table", width, found]


def _piece(piece: Piece) -> Plain:
    return [piece.mark, piece.text, piece.strong or piece.emphasis, piece.link if piece.mark != "same" else ""]
