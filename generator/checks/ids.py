"""Ids that are used twice, or used again."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inspection import Inspection
from generator.model.clause import Clause
from generator.model.library import Outline, Slot
from generator.problems import Location, Problem


def id_retired(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """The id of a withdrawn clause is never used again: an old adopted version still means the old clause by it."""
    retired = inspection.library.retired.get(clause.id)
    if retired is not None:
        message = f"the id “{clause.id}” belonged to a clause that was withdrawn"
        hint = "Give the new clause another id, by renaming its file: old versions still mean the old clause."
        yield Problem("id-retired", clause.where, message, hint, see=(retired,))


def section_twice(inspection: Inspection) -> Iterator[Problem]:
    """A section's id is the name of its page, so an outline uses it once."""
    for _, outline in inspection.outlines():
        first: dict[str, Location] = {}
        for section in outline.sections:
            if section.id in first:
                message = f"two sections of this outline have the id “{section.id}”"
                hint = "Give one of them another id: it is the name of the section’s page."
                yield Problem("section-twice", section.where, message, hint, see=(first[section.id],))
            first.setdefault(section.id, section.where)


def clause_twice(inspection: Inspection) -> Iterator[Problem]:
    """A clause stands once in an outline, whether by itself or as an option, so that a reference has one target."""
    for _, outline in inspection.outlines():
        first: dict[str, Location] = {}
        for clause, where in _clauses(outline):
            if clause in first:
                message = f"the clause “{clause}” stands twice in this outline"
                hint = "Keep one of the two: other clauses must be able to refer to it by one number."
                yield Problem("clause-twice", where, message, hint, see=(first[clause],))
            first.setdefault(clause, where)


def _clauses(outline: Outline) -> Iterator[tuple[str, Location]]:
    for entry in outline.entries():
        if isinstance(entry, Slot):
            for option in entry.options:
                yield option.clause, option.where
        else:
            yield entry.clause, entry.where


def slot_twice(inspection: Inspection) -> Iterator[Problem]:
    """A choice is asked once in a policy; outlines of one policy may share it, different policies may not."""
    owner: dict[str, tuple[str, Location]] = {}
    for policy, outline in inspection.outlines():
        here: dict[str, Location] = {}
        for slot in outline.slots():
            other, first = owner.setdefault(slot.id, (policy.id, slot.where))
            if slot.id in here:
                yield _slot_twice(slot, here[slot.id], "twice in this outline")
            elif other != policy.id:
                yield _slot_twice(slot, first, f"also in the policy “{other}”")
            here.setdefault(slot.id, slot.where)


def _slot_twice(slot: Slot, first: Location, how: str) -> Problem:
    message = f"the choice “{slot.id}” is asked {how}"
    return Problem("slot-twice", slot.where, message, "Give one of the two another id.", see=(first,))
