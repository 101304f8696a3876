"""Prints how hard editions are to read: lines with tabs in a pipe, tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from generator.cli.screen import console, counted, say, show_tabbed

if TYPE_CHECKING:
    from generator.pipeline.readability import Harder, Row, Summary

HARDEST = 5
"""Clauses of each edition that are shown without --all."""

_RIGHT = frozenset(("Clauses", "Sentences", "Mean", "Longest", "Beyond"))
"""Columns of numbers."""


def show_measures(editions: Sequence[Summary], rows: Sequence[Row], all_wanted: bool, since: str | None) -> None:
    """A line for each edition; with `since` what got harder; then the hardest clauses, or all."""
    heads = ["Edition", "Clauses", "Sentences", "Mean", "Longest", "Rare words", "Beyond"]
    _show([*heads, "Harder"] if since else heads, [_edition(one, since) for one in editions])
    if since:
        flagged = [row for row in rows if row.harder]
        _title(f"Harder since {since}: {counted(len(flagged), 'clause')}")
        if flagged:
            _show(("Edition", "Clause", "What got harder", "Where"), [_flag(row) for row in flagged])
    _title("Every clause" if all_wanted else f"The {HARDEST} hardest clauses of each edition")
    shown = rows if all_wanted else list(_hardest(rows))
    _show(("Edition", "Clause", "Sentences", "Mean", "Longest", "Rare words", "Where"), [_clause(row) for row in shown])
    if any(any(row.beyond) for row in rows):
        say("! beyond the limits: pupils 15 words on average and 25 at most, parents 20 and 30")


def _title(text: str) -> None:
    say("")
    say(text, "bold")


def _show(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A terminal has no room for places, and says each edition once; a clause's file is called as the clause."""
    if not console().is_terminal:
        show_tabbed(heads, rows)
        return
    from rich.table import Table

    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    columns = [head for head in heads if head != "Where"]
    for head in columns:
        table.add_column(head, justify="right" if head in _RIGHT else "left", overflow="fold")
    last = ""
    for row in rows:
        table.add_row("" if row[0] == last else row[0], *row[1 : len(columns)])
        last = row[0]
    console().print(table, soft_wrap=False)


def _hardest(rows: Sequence[Row]) -> Iterator[Row]:
    """The hardest of each edition, hardest first."""
    for _, several in groupby(rows, _name):
        yield from sorted(several, key=lambda row: (-row.hardness, row.clause))[:HARDEST]


def _edition(one: Summary, since: str | None) -> tuple[str, ...]:
    rare = f"{one.rare}" if one.edition != "staff" else "–"
    numbers = (f"{one.clauses}", f"{one.sentences}", f"{one.mean:.1f}", f"{one.longest}", rare, f"{one.beyond}")
    return (_name(one), *numbers, f"{one.harder}") if since else (_name(one), *numbers)


def _clause(row: Row) -> tuple[str, ...]:
    found, (mean, longest) = row.measure, row.beyond
    words = ", ".join(rare.word for rare in found.rare) or "–"
    numbers = (f"{found.mean:.1f}{'!' if mean else ''}", f"{found.longest}{'!' if longest else ''}")
    return (_name(row), row.clause, str(found.sentences), *numbers, words, str(row.where))


def _flag(row: Row) -> tuple[str, ...]:
    return (_name(row), row.clause, _got_harder(row.harder, row) if row.harder else "", str(row.where))


def _got_harder(harder: Harder, row: Row) -> str:
    said = [] if harder.mean is None else [f"mean {harder.mean:.1f} → {row.measure.mean:.1f}"]
    said += [] if harder.longest is None else [f"longest {harder.longest} → {row.measure.longest}"]
    said += [f"new rare words: {', '.join(harder.words)}"] if harder.words else []
    return "; ".join(said)


def _name(one: Summary | Row) -> str:
    return " ".join(part for part in (one.school, one.policy, one.edition) if part)
