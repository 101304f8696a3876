"""Faults found in a user's files, as values with a place.

Every stage that reads files returns problems beside its result and never raises for a user's fault.
Exceptions are for our own mistakes and for the machine's (disk full, no permission).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]

MOST = 50
"""Problems of one code in one file that are told."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the workspace.

    `path` is relative to the workspace with forward slashes; `line` and `column` count from 1,
    and 0 means that the place is the whole file.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`path:line:column`, the form that editors make clickable."""
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column or 1}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: what is wrong, where, what to do, and what caused it.

    `code` is listed by `policypress explain`; `message` and `hint` are plain sentences for a school office;
    `see` points to other places that matter (who fixed a value, where the first of two ids stands);
    `school` is the id of the one school that it concerns, or "" when it concerns the library or a group.
    """

    code: str
    where: Location
    message: str
    hint: str = ""
    see: tuple[Location, ...] = ()
    severity: Severity = "error"
    school: str = ""

    def __str__(self) -> str:
        """`path:line:column: severity code: message`, without the hint."""
        return f"{self.where}: {self.severity} {self.code}: {self.message}"


def as_plain(problem: Problem) -> dict[str, object]:
    """A problem as `--json` prints it: its place as `path`, `line` and `column`; absent parts are ""."""
    return {
        **plain_place(problem.where),
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "see": [plain_place(place) for place in problem.see],
        "school": problem.school,
    }


def plain_place(place: Location) -> dict[str, object]:
    """A place as `--json` prints it; line and column count from 1, 0 is the whole file."""
    return {"path": place.path, "line": place.line, "column": place.column}


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems sorted by place, then code and message, each once."""
    return tuple(sorted(set(problems), key=lambda p: (p.where, p.code, p.message, p.hint, p.school)))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only those that stop a build."""
    return tuple(p for p in problems if p.severity == "error")


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
