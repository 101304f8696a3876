"""What holds for every comparison."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings

from generator.compare import apply, compare
from generator.model.comparison import Change, Comparison, FactChange, FieldChange, FrameChange, Kind
from generator.model.edition import Edition
from tests.random_pairs import pairs

MIRRORED: dict[Kind, Kind] = {"added": "removed", "removed": "added", "merged": "split", "split": "merged"}
RANDOM = settings(suppress_health_check=list(HealthCheck), deadline=None)


def unnumbered(edition: Edition) -> Edition:
    return replace(
        edition,
        sections=tuple(
            replace(section, number="", clauses=tuple(replace(clause, number="") for clause in section.clauses))
            for section in edition.sections
        ),
    )


def seen(change: Change | FactChange | FrameChange | FieldChange, mirrored: bool = False) -> Any:
    """What a change says, in no order; `mirrored` as it is seen from the other side."""
    sides = (change.after, change.before) if mirrored else (change.before, change.after)
    if isinstance(change, Change):
        kinds = (MIRRORED.get(kind, kind) if mirrored else kind for kind in change.kinds)
        return "clause", frozenset(kinds), *sides
    if isinstance(change, FactChange):
        return "fact", change.variable, *sides, frozenset(change.clauses), frozenset(change.parts)
    return (change.part, change.id, *sides) if isinstance(change, FrameChange) else (change.name, *sides)


def parts(comparison: Comparison) -> list[Any]:
    return [*comparison.changes, *comparison.facts, *comparison.frame, *comparison.quiet]


@given(pairs())
@RANDOM
def test_an_edition_does_not_differ_from_itself(two: tuple[Edition, Edition]) -> None:
    old, _ = two
    comparison = compare(old, old)
    assert comparison.is_empty
    assert comparison.quiet == ()
    assert comparison.unchanged == old.clauses()


@given(pairs())
@RANDOM
def test_the_changes_lead_from_the_old_to_the_new(two: tuple[Edition, Edition]) -> None:
    old, new = two
    assert unnumbered(apply(old, compare(old, new))) == unnumbered(new)


@given(pairs())
@RANDOM
def test_sides_changed_the_comparison_is_mirrored(two: tuple[Edition, Edition]) -> None:
    old, new = two
    forth, back = parts(compare(old, new)), parts(compare(new, old))
    assert Counter(map(seen, forth)) == Counter(seen(change, mirrored=True) for change in back)
    assert compare(old, new).is_empty == compare(new, old).is_empty
