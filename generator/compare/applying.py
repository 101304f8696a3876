"""Makes the new edition out of the old one and what changed: the proof that a comparison leaves nothing out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.compare.frame import LISTS, Entry, frame_entries, order_of
from generator.model.comparison import Change, Comparison, FieldChange, FrameChange, Part, Placed
from generator.model.edition import Edition, EditionClause, Section, Slip, Tell

SLIP: tuple[Part, ...] = ("slip statement", "slip return", "slip date", "slip no consequence")


def apply(old: Edition, comparison: Comparison) -> Edition:
    """The edition that `comparison`, made with `old` as the old one, leads to.

    Numbers of sections and clauses come from their order: where something changed they are as in the new edition, and
    elsewhere as they were.
    """
    changes = [*comparison.changes, *comparison.frame, *comparison.quiet]
    set_to: dict[str, Any] = {each.name: each.after for each in changes if isinstance(each, FieldChange)}
    entries: dict[Entry, Any] = dict(frame_entries(old))
    entries |= {(each.part, each.id): each.after for each in changes if isinstance(each, FrameChange)}
    clauses = _clauses(old, [each for each in changes if isinstance(each, Change)])
    lists = {name: _listed(entries, part, set_to.pop(name, order_of(old, part))) for part, name in LISTS.items()}
    slip: list[Any] = [entries.get((part, "")) for part in SLIP]
    return replace(
        old,
        title=entries["title", ""],
        summary=entries["summary", ""],
        owner=entries["owner", ""],
        sections=tuple(_section(each, old, clauses.get(each.id, ())) for each in lists["sections"]),
        glossary=lists["glossary"],
        sources=lists["sources"],
        tell=Tell(entries["whom to tell", ""], lists["helplines"]),
        slip=None if None in slip else Slip(*slip),
        **set_to,
    )


def _listed(entries: Mapping[Entry, Any], part: Part, order: Any) -> tuple[Any, ...]:
    return tuple(entries[part, name] for name in order)


def _section(head: Section, old: Edition, clauses: Iterable[EditionClause]) -> Section:
    number = next((each.number for each in old.sections if each.id == head.id), "")
    return replace(head, number=number, clauses=tuple(clauses))


def _clauses(old: Edition, changes: Iterable[Change]) -> dict[str, list[EditionClause]]:
    """The clauses of each section: those that stay in their order, and behind them what is set in."""
    leaving: set[str] = set()
    other: dict[str, EditionClause] = {}
    set_in: dict[tuple[str, str], Placed] = {}
    for change in changes:
        now = {one.clause.id: one for one in change.after}
        staying = {one.clause.id for one in change.before} & now.keys() if "moved" not in change.kinds else set()
        leaving |= {one.clause.id for one in change.before} - staying
        other |= {name: now[name].clause for name in staying}
        set_in |= {(one.section, one.behind): one for name, one in now.items() if name not in staying}
    found: dict[str, list[EditionClause]] = {section: [] for section, _ in set_in}
    for section in old.sections:
        kept = [other.get(clause.id, clause) for clause in section.clauses if clause.id not in leaving]
        found[section.id] = kept
    return {section: _with_set_in(section, kept, set_in) for section, kept in found.items()}


def _with_set_in(
    section: str, kept: Iterable[EditionClause], set_in: Mapping[tuple[str, str], Placed]
) -> list[EditionClause]:
    found: list[EditionClause] = []
    for clause in (None, *kept):
        if clause is not None:
            found.append(clause)
        while (placed := set_in.get((section, found[-1].id if found else ""))) is not None:
            found.append(placed.clause)
    return found
