"""What belongs to exactly one other school and stands in this one's text: a copy that was not adapted."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.authored import Authored
from generator.checks.lines import Line
from generator.checks.school_view import SchoolView
from generator.problems import Problem


def other_school(view: SchoolView) -> Iterator[Problem]:
    """A school's values and own wordings hold no name, number or address of exactly one other school."""
    for piece in _pieces(view):
        for found in view.inspection.belonging(piece.words_only if isinstance(piece, Line) else piece.masked):
            other = view.inspection.facts.get(found.owners[0]) if len(found.owners) == 1 else None
            if other is not None and other.id != view.school.id:
                message = f"“{found.said}” in {piece.what} belongs to another school, {other.called}"
                hint = "It looks like a copy that was not adapted. Write this school’s own."
                yield Problem("other-school", piece.at(found.offset), message, hint)


def _pieces(view: SchoolView) -> Iterator[Authored | Line]:
    yield from (line for line in view.lines if line.kind in ("value", "name"))
    yield from view.own_texts
