"""Where each detail and each choice of a school comes from, in words for the office."""

from __future__ import annotations

from dataclasses import dataclass

from generator.authoring.policy_questions import details_used, slots_of
from generator.compose.inherit import LIBRARY, PROFILE, settled_choice, settled_values
from generator.model.library import Value
from generator.model.schools import Given, School
from generator.model.workspace import Workspace
from generator.problems import Location


@dataclass(frozen=True, slots=True)
class Traced:
    """A detail or choice: its value, or None, where that comes from in a few words, and the place where it stands.

    `source`: "school", "profile", "group", "library", "missing" (a policy needs it), "by-hand" (it stands on paper as
    a line to write on), "none" (no policy needs it).
    `question` is what a school would be asked; `by` is the group that gave it, `fixed` whether the school may not
    change it.
    """

    name: str
    value: Value | None
    source: str
    says: str
    where: Location
    question: str
    by: str = ""
    fixed: bool = False


def traced_values(workspace: Workspace, school: School) -> tuple[Traced, ...]:
    """Every declared detail, in the library's order."""
    settled, used = settled_values(workspace, school), details_used(workspace, school)
    traced = []
    for name, variable in workspace.library.variables.items():
        given = settled.get(name)
        if given is not None:
            traced.append(_traced(workspace, name, given, variable.question))
        elif variable.by_hand and name in used:
            traced.append(Traced(name, None, "by-hand", "filled in by hand", school.where, variable.question))
        else:
            traced.append(_untraced(school, name, variable.question, name in used))
    return tuple(traced)


def traced_choices(workspace: Workspace, school: School) -> tuple[Traced, ...]:
    """Every choice that the school's policies hold, in their order."""
    traced = []
    for policy in school.policies:
        for slot in slots_of(workspace, school, policy):
            given = settled_choice(workspace, school, slot)
            if given is not None:
                traced.append(_traced(workspace, slot.id, given, slot.question))
            else:
                traced.append(_untraced(school, slot.id, slot.question, True))
    return tuple(traced)


def _traced(workspace: Workspace, name: str, given: Given, question: str) -> Traced:
    source = given.by if given.by in (LIBRARY, PROFILE) else "school"
    says = {LIBRARY: "library (default)", PROFILE: "profile of the school"}.get(given.by, "school")
    group = workspace.groups.get(given.by)
    if group is not None and given.where.path == group.where.path:
        source, says = "group", f"{group.name} ({'fixed' if given.fixed else 'default'})"
    by = given.by if source == "group" else ""
    return Traced(name, given.value, source, says, given.where, question, by, given.fixed and source == "group")


def _untraced(school: School, name: str, question: str, needed: bool) -> Traced:
    says = f"missing: {question}" if needed else "not given, and not needed"
    return Traced(name, None, "missing" if needed else "none", says, school.where, question)
