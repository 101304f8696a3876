"""The record of where each rule of older policies is carried."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inspection import Inspection
from generator.checks.words import meant
from generator.problems import Problem

_FIELDS = frozenset(
    "contacts cover.approved-by cover.author cover.logo cover.next-review cover.title cover.version footer.page-number"
    " helplines services".split()
)
"""Places on a page that can carry a rule, beside details and choices. Approval and review show once it is adopted."""


def coverage_lost(inspection: Inspection) -> Iterator[Problem]:
    """A clause that is said to carry a rule is in the library."""
    library = inspection.library
    for rule in library.coverage:
        for clause in rule.carried_by:
            if clause not in library.clauses and clause not in library.unreadable:
                message = f"the rule “{rule.id}” is said to be carried by “{clause}”, and there is no such clause"
                hint = meant(clause, library.clauses, "Name the clause that carries it now, or say why none does.")
                yield Problem("coverage-lost", rule.where, message, hint)
        for field in rule.fields:
            if not _known(field, inspection):
                message = f"the rule “{rule.id}” is said to be carried by the field “{field}”, and there is none"
                known = (*sorted(_FIELDS), *(f"details.{name}" for name in library.variables))
                hint = meant(field, known, f"There are {', '.join(sorted(_FIELDS))}, and details.… and choices.….")
                yield Problem("coverage-lost", rule.where, message, hint)


def coverage_source(inspection: Inspection) -> Iterator[Problem]:
    """A policy in which a rule is said to stand is one of those that the record lists."""
    for rule in inspection.library.coverage:
        for policy in rule.unheard_of:
            message = f"the rule “{rule.id}” is said to stand in “{policy}”, and `sources-of-rules:` has no such policy"
            yield Problem("coverage-source", rule.where, message, "Correct the name, or add the policy there.")


def _known(field: str, inspection: Inspection) -> bool:
    kind, _, name = field.partition(".")
    if kind == "details":
        return name in inspection.library.variables or "variables.yml" in inspection.library.unreadable
    if kind == "choices":
        return name in inspection.slots or inspection.outlines_unreadable
    return field in _FIELDS


def coverage_missing(inspection: Inspection) -> Iterator[Problem]:
    """Every rule is carried by a clause, or it is said what replaces it or why it is left out."""
    for rule in inspection.library.coverage:
        if not rule.carried_by and not rule.accounted_for:
            message = f"nothing says which clause carries the rule “{rule.id}”, or why none does"
            hint = "Add `carried-by: [the clause’s id]`, or the reason as `replaced: …` or `left-out: …`."
            yield Problem("coverage-missing", rule.where, message, hint)
