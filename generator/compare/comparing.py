"""Compares two editions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter

from generator.compare.facts import fact_changes
from generator.compare.frame import field_changes, frame_changes
from generator.compare.lines import words_of
from generator.compare.pairing import Group, Sides, groups
from generator.compare.placing import placed, stayed
from generator.compare.wording import Words, letters, same_text
from generator.model.comparison import KINDS, Change, Comparison, Kind
from generator.model.edition import Edition, EditionClause

_SAID = attrgetter(*(each.name for each in fields(EditionClause) if each.name != "number"))


def compare(old: Edition, new: Edition) -> Comparison:
    """All that changed from `old` to `new`; any two editions, also of two schools, or for two audiences."""
    changes, silent = _clause_changes(old, new)
    told, quiet = frame_changes(old, new)
    return Comparison(
        old=old,
        new=new,
        changes=changes,
        facts=fact_changes(old, new),
        frame=tuple(told),
        quiet=(*silent, *quiet, *field_changes(old, new)),
    )


def _clause_changes(old: Edition, new: Edition) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    sides = placed(old), placed(new)
    words, still = (Words.of(old), Words.of(new)), stayed(old, new)
    found = []
    for group in groups(sides):
        if len(group[0]) == len(group[1]) == 1 and group[0][0] in still:
            was, now = sides[0][group[0][0]].clause, sides[1][group[1][0]].clause
            if was is now or _SAID(was) == _SAID(now):
                continue
        kinds = _kinds(group, sides, words, still)
        change = Change(kinds, tuple(sides[0][each] for each in group[0]), tuple(sides[1][each] for each in group[1]))
        if kinds or _differ(change):
            found.append(change)
    ordered = _in_order(found, sides)
    return tuple(each for each in ordered if each.kinds), tuple(each for each in ordered if not each.kinds)


def _kinds(group: Group, sides: Sides, words: tuple[Words, Words], still: frozenset[str]) -> tuple[Kind, ...]:
    before, after = group
    if not before:
        return ("added",)
    if not after:
        return ("removed",)
    found: set[Kind] = {"moved"} if any(each not in still for each in before if each in after) else set()
    if len(before) > 1:
        found.add("merged")
    if len(after) > 1:
        found.add("split")
    if len(before) == len(after) == 1:
        was, now = sides[0][before[0]].clause, sides[1][after[0]].clause
        found |= _kinds_of_pair(was, now, words)
    if "reworded" in found:
        found.discard("laid out")
    return tuple(kind for kind in KINDS if kind in found)


def _kinds_of_pair(was: EditionClause, now: EditionClause, words: tuple[Words, Words]) -> set[Kind]:
    if was is now:
        return set()
    found: set[Kind] = set()
    if was.id != now.id:
        found.add("choice" if was.slot and was.slot == now.slot else "reworded")
    if was.strength != now.strength:
        found.add("strength")
    if set(was.sources) != set(now.sources):
        found.add("sources")
    if was.chart != now.chart:
        found.add("chart")
    if not same_text(was.title, now.title, words):
        found.add("reworded")
    if not same_text(was.body, now.body, words):
        found.add("laid out" if _same_words(was, now) else "reworded")
    return found


def _same_words(was: EditionClause, now: EditionClause) -> bool:
    return letters(was.body) == letters(now.body) and words_of(was) == words_of(now)


def _differ(change: Change) -> bool:
    """Whether anything but numbers and places differs."""
    return [_SAID(one.clause) for one in change.before] != [_SAID(one.clause) for one in change.after]


def _in_order(changes: Sequence[Change], sides: Sides) -> list[Change]:
    """As they stand in the new edition; what is gone stands behind the clause that it stood behind."""
    old, new = sides
    at = {each: (position, 0) for position, each in enumerate(new)}
    last = -1
    for position, each in enumerate(old):
        if each in new:
            last = at[each][0]
        else:
            at.setdefault(each, (last, position + 1))
    return sorted(changes, key=lambda change: at[change.id])
