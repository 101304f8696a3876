"""A comparison on a terminal: in colours, and as clear without them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from generator.cli.screen import console, harmless, say

if TYPE_CHECKING:
    from rich.text import Text

    from generator.model.comparison import Comparison
    from generator.model.redline import Line, Mark, Piece, Redline
    from generator.render.redline import ShownChange

_SIGNS: Mapping[Mark, tuple[str, str, str]] = {
    "same": ("", "", ""),
    "removed": ("[-", "-]", "red strike"),
    "added": ("{+", "+}", "green underline"),
}
_BEGINS = {"bullet": "• ", "step": "# "}


def show_comparison(comparison: Comparison) -> None:
    """Both sides, a sentence, details, what stands around the clauses, and each changed clause."""
    from generator.render.redline import shown_changes, shown_facts, shown_parts, side, summary

    for label, edition in (("Before", comparison.old), ("After", comparison.new)):
        say(f"{label}: {'; '.join(f'{name.lower()} {value}' for name, value in side(edition))}")
    say(summary(comparison), "bold")
    for fact in shown_facts(comparison):
        say("")
        say(f"Detail {fact.variable}, shown in {', '.join(fact.shown_in) or 'nothing'}", "bold")
        say(f"    [-{fact.before}-] {{+{fact.after}+}}")
    for part in shown_parts(comparison):
        say("")
        say(part.part, "bold")
        _show_lines(part.lines)
    for shown in shown_changes(comparison):
        say("")
        _show_change(shown)


def _show_change(shown: ShownChange) -> None:
    was = f" (was {shown.was})" if shown.was else ""
    say(f"{shown.number}{was} {shown.title}", "bold")
    say(f"    {' '.join(f'{each}.' for each in shown.said)}")
    for why in shown.why:
        say(f"    Why: {why}")
    if shown.warning:
        say(f"    {shown.warning}", "bold yellow")
    _show_lines(shown.text)


def _show_lines(lines: Redline) -> None:
    """Marked lines; of more than two unmarked ones in a row the first stands for all."""
    for same, group in groupby(lines, key=lambda line: line.mark == "same"):
        found = list(group)
        for line in found[:1] if same and len(found) > 2 else found:
            console().print(_line(line))
        if same and len(found) > 2:
            say(f"      … {len(found) - 1} more lines as they were", "dim")


def _line(line: Line) -> Text:
    from rich.text import Text

    text = Text("    " + "  " * line.level + _BEGINS.get(line.kind, ""))
    for number, cell in enumerate(line.cells):
        text.append(" | " if number else "")
        for mark, pieces in groupby(cell, key=lambda piece: piece.mark):
            opens, closes, style = _SIGNS[mark]
            text.append(f"{opens}{''.join(map(_words, pieces))}{closes}", style)
    return text


def _words(piece: Piece) -> str:
    address = f" ({piece.link})" if piece.link and piece.mark != "same" else ""
    return harmless(piece.text.replace("\n", " / ") + address)
