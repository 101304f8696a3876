"""Which clauses of the old edition became which of the new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.model.comparison import Placed

Group = tuple[tuple[str, ...], tuple[str, ...]]
"""Ids of clauses before and after that belong together; both in the order in which they stand."""

Sides = tuple[Mapping[str, Placed], Mapping[str, Placed]]


def groups(sides: Sides) -> list[Group]:
    """Every clause of both sides once: with itself, with another option of its choice, with those it was made from.

    The same groups, sides changed, come out for the sides changed.
    """
    old, new = sides
    links = [*_choices(sides)]
    chosen = {each for link in links for each in link}
    links += [link for link in (*_made(sides), *_unmade(sides)) if not chosen & set(link)]
    links += [(each, each) for link in links for each in link if each in old and each in new]
    found = _components(links)
    taken_old = {each for before, _ in found for each in before}
    taken_new = {each for _, after in found for each in after}
    alone = [((each,) if each in old else (), (each,) if each in new else ()) for each in dict.fromkeys([*new, *old])]
    joined = [(tuple(x for x in old if x in before), tuple(x for x in new if x in after)) for before, after in found]
    return joined + [
        (before, after) for before, after in alone if not (set(before) & taken_old or set(after) & taken_new)
    ]


def _choices(sides: Sides) -> Iterator[tuple[str, str]]:
    """Another option of the same choice stands there now."""
    old, new = sides
    gone = {placed.clause.slot: each for each, placed in reversed(list(old.items())) if each not in new}
    come = {placed.clause.slot: each for each, placed in reversed(list(new.items())) if each not in old}
    return ((gone[slot], come[slot]) for slot in gone if slot and slot in come)


def _made(sides: Sides) -> Iterator[tuple[str, str]]:
    old, new = sides
    return ((source, each) for source, each in _sources(new, old) if source not in new or each not in old)


def _unmade(sides: Sides) -> Iterator[tuple[str, str]]:
    old, new = sides
    return ((each, source) for source, each in _sources(old, new) if source not in old or each not in new)


def _sources(side: Mapping[str, Placed], other: Mapping[str, Placed]) -> Iterator[tuple[str, str]]:
    for each, placed in side.items():
        for source in placed.clause.made_from:
            if source in other and source != each:
                yield source, each


def _components(links: Iterable[tuple[str, str]]) -> list[tuple[set[str], set[str]]]:
    """Sets of old and new ids that are linked, also by way of others; a clause on both sides is linked with itself."""
    near: dict[tuple[int, str], set[tuple[int, str]]] = defaultdict(set)
    for before, after in links:
        near[0, before].add((1, after))
        near[1, after].add((0, before))
    found, seen = [], set[tuple[int, str]]()
    for start in list(near):
        if start in seen:
            continue
        reached, waiting = {start}, [start]
        while waiting:
            for other in near[waiting.pop()] - reached:
                reached.add(other)
                waiting.append(other)
        seen |= reached
        found.append(({each for side, each in reached if not side}, {each for side, each in reached if side}))
    return found
