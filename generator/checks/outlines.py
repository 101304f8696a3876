"""What an outline names."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inspection import Inspection
from generator.checks.words import meant, quoted
from generator.model.library import Slot
from generator.problems import Location, Problem


def clause_unknown(inspection: Inspection) -> Iterator[Problem]:
    """Every clause that an outline or a group's lock names is in the library."""
    library = inspection.library
    for clause, where in _mentions(inspection):
        if clause not in library.clauses and clause not in library.unreadable:
            hint = meant(clause, library.clauses, "The id of a clause is the name of its file without .md.")
            yield Problem("clause-unknown", where, f"there is no clause “{clause}” in the library", hint)


def _mentions(inspection: Inspection) -> Iterator[tuple[str, Location]]:
    for _, outline in inspection.outlines():
        for entry in outline.entries():
            if isinstance(entry, Slot):
                yield from ((option.clause, option.where) for option in entry.options)
            else:
                yield entry.clause, entry.where
    for group in inspection.workspace.groups.values():
        yield from ((clause, lock.where) for clause, lock in group.locks.items())


def default_not_offered(inspection: Inspection) -> Iterator[Problem]:
    """The default of a choice is one of its options."""
    for _, outline in inspection.outlines():
        for slot in outline.slots():
            options = [option.clause for option in slot.options]
            if slot.default and slot.default not in options:
                message = f"the default “{slot.default}” of the choice “{slot.id}” is not one of its options"
                yield Problem("default-not-offered", slot.where, message, f"Write one of {quoted(options)}.")


def clause_in_no_outline(inspection: Inspection) -> Iterator[Problem]:
    """A clause that no outline holds reaches no reader."""
    held = {clause for clause, where in _mentions(inspection) if not where.path.startswith("schools/")}
    for clause in inspection.library.clauses.values():
        if clause.id not in held and not inspection.outlines_unreadable:
            message = f"no outline holds the clause “{clause.id}”, so nobody reads it"
            hint = "Put its id into an outline under content/policies/, or delete the file."
            yield Problem("clause-in-no-outline", clause.where, message, hint, severity="warning")
