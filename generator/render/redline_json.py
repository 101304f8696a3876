"""A comparison as JSON says it: `formats/comparison_files.py` is its shape."""

from __future__ import annotations

from typing import Any

from generator.compare import redline, wrongly_editorial
from generator.model.comparison import Change, Comparison, FactChange
from generator.model.edition import ClauseChange, Edition
from generator.model.redline import Line, Piece, Redline
from generator.render.redline import summary


def comparison_plain(comparison: Comparison) -> dict[str, Any]:
    """The comparison in lists and mappings; equal comparisons give equal ones, in the same order."""
    wrong = {change.id for change in wrongly_editorial(comparison)}
    return {
        "before": _side(comparison.old),
        "after": _side(comparison.new),
        "summary": summary(comparison),
        "changes": [_change(comparison, change, change.id in wrong) for change in comparison.changes],
        "details": [_detail(fact) for fact in comparison.facts],
        "frame": [
            {"part": each.part, "id": each.id, "redline": redline_plain(redline(comparison, each))}
            for each in comparison.frame
        ],
        "unchanged": [clause.id for clause in comparison.unchanged],
    }


def redline_plain(lines: Redline) -> list[dict[str, Any]]:
    """A redline's lines."""
    return [_line(line) for line in lines]


def _side(edition: Edition) -> dict[str, Any]:
    return {
        "school": edition.school.id,
        "name": edition.school.name,
        "policy": edition.policy,
        "audience": edition.audience,
        "language": edition.language,
        "version": edition.version.number if edition.version else "",
        "adopted": edition.version.adopted if edition.version else "",
    }


def _change(comparison: Comparison, change: Change, wrong: bool) -> dict[str, Any]:
    before, after = ([one.clause for one in side] for side in (change.before, change.after))
    now = (after or before)[0]
    return {
        "id": change.id,
        "number": now.number,
        "title": (comparison.new if after else comparison.old).plain(now.title),
        "kinds": list(change.kinds),
        "classes": list(change.classes),
        "before": [clause.id for clause in before],
        "after": [clause.id for clause in after],
        "strength-before": before[0].strength if before else "",
        "strength-after": after[0].strength if after else "",
        "why": [] if change.local else [_entry(entry) for entry in change.given],
        "reason": change.reason,
        "wrongly-editorial": wrong,
        "redline": redline_plain(redline(comparison, change)),
    }


def _entry(entry: ClauseChange) -> dict[str, Any]:
    return {
        "on": entry.on,
        "kind": entry.kind,
        "why": entry.why,
        "source": entry.source,
        "adopt-by": entry.adopt_by,
    }


def _detail(fact: FactChange) -> dict[str, Any]:
    return {
        "variable": fact.variable,
        "before": [result.text for result in fact.before],
        "after": [result.text for result in fact.after],
        "clauses": list(fact.clauses),
        "parts": list(fact.parts),
    }


def _line(line: Line) -> dict[str, Any]:
    cells = [[_piece(piece) for piece in cell] for cell in line.cells]
    return {"kind": line.kind, "level": line.level, "quoted": line.quoted, "mark": line.mark, "cells": cells}


def _piece(piece: Piece) -> dict[str, Any]:
    looks = {"strong": piece.strong, "emphasis": piece.emphasis, "link": piece.link}
    return {"text": piece.text, "mark": piece.mark, **{name: value for name, value in looks.items() if value}}
