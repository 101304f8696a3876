"""Which clause a user means: an id, or the number that an edition prints today."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.compose.edition import compose
from generator.compose.inherit import settled_lock
from generator.compose.selection import Chosen, select
from generator.formats.suggestion import meant
from generator.model.clause import Clause
from generator.model.edition import AUDIENCES, Audience
from generator.model.schools import School
from generator.model.workspace import Workspace
from generator.problems import Location, Problem

_NUMBERED = re.compile(r"(staff|pupil|parent)\s+((?:\d+|[A-Za-z]{1,2})\.\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A clause that a school's policy holds, and which policy that is."""

    policy: str
    chosen: Chosen

    @property
    def clause(self) -> Clause:
        """The clause itself, as the library or the school's own file has it."""
        return self.chosen.clause


def find_school(workspace: Workspace, school_id: str) -> School | Problem:
    """The school with that id."""
    if school_id in workspace.schools:
        return workspace.schools[school_id]
    where = Location(f"schools/{school_id}/school.yml")
    if school_id in workspace.unreadable_schools:
        message = f"the file of the school “{school_id}” has faults and cannot be used"
        return Problem("school-unreadable", where, message, "Run `policypress check`, and mend what it names.")
    hint = _meant(school_id, workspace.schools) or "Make one with `policypress new school`."
    return Problem("school-unknown", Location("schools"), f"there is no school “{school_id}”", hint)


def find_clause(workspace: Workspace, school: School, asked: str) -> Found | Problem:
    """The clause that `asked` names: "friend-requests", or "staff 4.3" in the edition composed from today's files."""
    numbered = _NUMBERED.fullmatch(asked.strip())
    held = _held(workspace, school)
    if numbered:
        audience: Audience = next(name for name in AUDIENCES if name == numbered.group(1).lower())
        named = _at_number(workspace, school, audience, numbered.group(2).upper())
        if isinstance(named, Problem):
            return named
        asked = named
    if asked in held:
        return held[asked]
    return _not_held(workspace, school, asked, held)


def find_library_clause(workspace: Workspace, asked: str) -> Clause | Problem:
    """The clause of the library with that id."""
    library = workspace.library
    if asked in library.clauses:
        return library.clauses[asked]
    if asked in library.unreadable:
        message = f"the file of the clause “{asked}” has faults and cannot be used"
        hint = "Run `policypress check`, and mend what it names."
        return Problem("clause-unreadable", Location("content/clauses"), message, hint)
    hint = _meant(asked, library.clauses) or "Give the name of the clause’s file without .md."
    return Problem("clause-unknown", Location("content/clauses"), f"the library has no clause “{asked}”", hint)


def fixed_by(workspace: Workspace, school: School, clause: Clause, change: str) -> Problem | None:
    """The problem of a school that wants to change a locked clause, as in “leave it out”: who fixed it, whom to ask."""
    lock, given = settled_lock(workspace, school, clause)
    if lock != "locked":
        return None
    group = workspace.groups.get(given.by) if given else None
    fixer = group.name if group else "the library"
    ask = (group.ask if group else "") or "whoever keeps the policy folder"
    return Problem(
        "clause-locked",
        given.where if given else clause.where,
        f"“{plain_title(clause)}” ({clause.id}) is fixed by {fixer}: a school cannot {change}",
        f"Ask {ask} if your school needs something else.",
        school=school.id,
    )


def plain_title(clause: Clause) -> str:
    """The clause's title as its author wrote it, for messages."""
    titles = [clause.titles[audience] for audience in AUDIENCES if audience in clause.titles]
    return titles[0].source if titles else clause.id


def _held(workspace: Workspace, school: School) -> dict[str, Found]:
    held: dict[str, Found] = {}
    for policy in school.policies:
        selection = select(workspace, school, policy)
        for chosen in selection.chosen() if selection else ():
            held.setdefault(chosen.clause.id, Found(policy, chosen))
    return held


def _at_number(workspace: Workspace, school: School, audience: Audience, number: str) -> str | Problem:
    found: list[str] = []
    policies = workspace.library.policies
    for policy in school.policies:
        if policy in policies and audience not in policies[policy].audiences:
            continue
        try:
            edition = compose(workspace, school, policy, audience)
        except (LookupError, ValueError):
            message = f"the {audience} edition cannot be numbered, because there are faults in its files"
            hint = "Run `policypress check` and mend what it names, or give the clause’s id, the name of its file."
            return Problem("edition-not-composed", school.where, message, hint, school=school.id)
        found += [clause.id for section in edition.sections for clause in section.clauses if clause.number == number]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"“{audience} {number}” stands in more than one policy"
        hint = f"Give the id of the one you mean: {', '.join(found)}."
    else:
        message = f"the {audience} edition of {school.id} has no clause {number}"
        hint = "Look the number up in the draft that `policypress serve` shows, or give the clause’s id."
    return Problem("clause-unknown", school.where, message, hint, school=school.id)


def _not_held(workspace: Workspace, school: School, asked: str, held: dict[str, Found]) -> Problem:
    left_out = [entry for taken in school.policies.values() for entry in taken.left_out if entry.clause == asked]
    if left_out:
        message = f"the school leaves the clause “{asked}” out"
        hint = "Remove it from `leave-out:` first."
        return Problem("clause-left-out", left_out[0].where, message, hint, school=school.id)
    if asked in workspace.library.unreadable or asked in school.unreadable:
        message = f"the file of the clause “{asked}” has faults and cannot be used"
        hint = "Run `policypress check`, and mend what it names."
        return Problem("clause-unreadable", school.where, message, hint, school=school.id)
    if asked in workspace.library.clauses:
        message = f"the clause “{asked}” is in the library, but not in a policy of {school.id}"
        hint = "Its outline, its choices or the conditions of the clause leave it out."
        where = workspace.library.clauses[asked].where
        return Problem("clause-not-in-policy", where, message, hint, school=school.id)
    hint = _meant(asked, held) or "Give the name of the clause’s file without .md, or a number such as “staff 4.3”."
    return Problem("clause-unknown", school.where, f"there is no clause “{asked}”", hint, school=school.id)


def _meant(asked: str, known: Iterable[str]) -> str:
    best = meant(asked, known)
    return f"Did you mean “{best}”?" if best else ""
