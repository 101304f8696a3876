"""No more problems than somebody can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from generator.problems import Problem

MOST = 50
"""Problems of one code in one file that are told."""


def at_most(problems: Iterable[Problem], most: int = MOST) -> tuple[Problem, ...]:
    """The first `most` problems of each code in each file; the last of them says how many more there are."""
    found = tuple(problems)
    total = Counter(_kind(problem) for problem in found)
    told: Counter[tuple[str, str, str, str]] = Counter()
    kept: list[Problem] = []
    for problem in found:
        kind = _kind(problem)
        told[kind] += 1
        if told[kind] == most and total[kind] > most:
            kept.append(replace(problem, message=f"{problem.message} (and {total[kind] - most:,} more)"))
        elif told[kind] <= most:
            kept.append(problem)
    return tuple(kept)


def _kind(problem: Problem) -> tuple[str, str, str, str]:
    return (problem.where.path, problem.code, problem.school, problem.severity)
