"""The record of where each rule of older policies is carried."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inspection import Inspection
from generator.checks.words import meant
from generator.problems import Problem


def coverage_lost(inspection: Inspection) -> Iterator[Problem]:
    """A clause that is said to carry a rule is in the library."""
    library = inspection.library
    for rule in library.coverage:
        for clause in rule.carried_by:
            if clause not in library.clauses and clause not in library.unreadable:
                message = f"the rule “{rule.id}” is said to be carried by “{clause}”, and there is no such clause"
                hint = meant(clause, library.clauses, "Name the clause that carries it now, or say why none does.")
                yield Problem("coverage-lost", rule.where, message, hint)


def coverage_missing(inspection: Inspection) -> Iterator[Problem]:
    """Every rule is carried by a clause, or it is said what replaces it or why it is left out."""
    for rule in inspection.library.coverage:
        if not rule.carried_by and not rule.accounted_for:
            message = f"nothing says which clause carries the rule “{rule.id}”, or why none does"
            hint = "Add `carried-by: [the clause’s id]`, or the reason as `replaced: …` or `left-out: …`."
            yield Problem("coverage-missing", rule.where, message, hint)
