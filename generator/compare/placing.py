"""Where clauses stand in two editions, and which of them moved."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from generator.model.comparison import Placed
from generator.model.edition import Edition


def placed(edition: Edition) -> dict[str, Placed]:
    """Each clause by its id, with its place."""
    found: dict[str, Placed] = {}
    for section in edition.sections:
        behind = ""
        for clause in section.clauses:
            found[clause.id] = Placed(clause, section.id, behind)
            behind = clause.id
    return found


def stayed(old: Edition, new: Edition) -> frozenset[str]:
    """The ids of clauses that stand in the same section as before and in the same order: as many as can be.

    In a section that stands before or behind another one now, none does.
    Which ones these are does not depend on which edition is the old one.
    """
    now = {section.id: [clause.id for clause in section.clauses] for section in new.sections}
    sections = in_order([section.id for section in old.sections], list(now))
    found: set[str] = set()
    for section in old.sections:
        if section.id in sections:
            found |= in_order([clause.id for clause in section.clauses], now[section.id])
    return frozenset(found)


def in_order(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Ids that stand in the same order in both: a longest common subsequence, the same with the sides changed."""
    here, there = set(before), set(after)
    first = [each for each in before if each in there]
    second = [each for each in after if each in here]
    return set(first) if first == second else _longest(first, {each: at for at, each in enumerate(second)})


def _longest(first: Sequence[str], second: dict[str, int]) -> set[str]:
    """Of several that are equally long, the one whose ids weigh most, by a weight that only depends on the id."""
    best: list[tuple[int, int, int]] = []
    for at, each in enumerate(first):
        earlier = [(best[i][0], best[i][1], i) for i in range(at) if second[first[i]] < second[each]]
        length, weight, before = max(earlier, default=(0, 0, -1))
        best.append((length + 1, weight + _weight(each), before))
    found: set[str] = set()
    at = max(range(len(best)), key=lambda i: best[i][:2])
    while at >= 0:
        found.add(first[at])
        at = best[at][2]
    return found


def _weight(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest())
