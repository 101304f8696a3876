"""What a group or the library has fixed, and schools have changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.inspection import Inspection
from generator.checks.school_view import SchoolView
from generator.compose.inherit import fixed_for, settled_lock
from generator.model.clause import Clause
from generator.model.library import Value
from generator.model.schools import Given, Group
from generator.problems import Problem

_LIBRARY = "The library"


def _whom_to_ask(group: Group | None) -> str:
    if group is None:
        return "Ask whoever keeps the library."
    return f"Ask {group.ask}." if group.ask else f"Ask {group.name}."


def _shown(value: Value) -> str:
    return f"“{value}”" if isinstance(value, str) else f"a list of {len(value)}"


def _changed(view: SchoolView, kind: str, own: Mapping[str, Given]) -> Iterator[tuple[str, Given, Given, Group]]:
    """Name, what the school gives, what is fixed, and the group that fixed it."""
    for name, given in own.items():
        fixed = fixed_for(view.workspace, view.school, kind, name)
        if fixed is not None and fixed.value != given.value:
            yield name, given, fixed, view.workspace.groups[fixed.by]


def fixed_value(view: SchoolView) -> Iterator[Problem]:
    """A school does not change a detail that its group has fixed."""
    for name, given, fixed, group in _changed(view, "values", view.school.values):
        message = f"{group.name} has fixed the detail “{name}” as {_shown(fixed.value)}"
        hint = f"Remove this line. {_whom_to_ask(group)}"
        yield Problem("fixed-value", given.where, message, hint, see=(fixed.where,))


def fixed_choice(view: SchoolView) -> Iterator[Problem]:
    """A school does not change a choice that its group has fixed."""
    for slot, given, fixed, group in _changed(view, "choices", view.school.choices):
        message = f"{group.name} has fixed the choice “{slot}” as {_shown(fixed.value)}"
        hint = f"Remove this line. {_whom_to_ask(group)}"
        yield Problem("fixed-choice", given.where, message, hint, see=(fixed.where,))


def fixed_outline(view: SchoolView) -> Iterator[Problem]:
    """A school does not change an outline that its group has fixed."""
    own = {name: policy.outline for name, policy in view.school.policies.items() if policy.outline is not None}
    for policy, given, fixed, group in _changed(view, "outlines", own):
        message = f"{group.name} has fixed the outline of the policy “{policy}” as {_shown(fixed.value)}"
        hint = f"Remove this line. {_whom_to_ask(group)}"
        yield Problem("fixed-outline", given.where, message, hint, see=(fixed.where,))


def fixed_wording(view: SchoolView) -> Iterator[Problem]:
    """A school does not reword a clause that is locked."""
    for own in view.school.own_wordings.values():
        clause = view.library.clauses.get(own.clause)
        locked = _locked(view, clause)
        if clause is not None and locked is not None:
            by, hint, given = locked
            message = f"{by} has fixed the wording of “{clause.id}”, and this file changes it"
            hint = f"Delete this file. {hint}"
            see = (given.where,) if given else (clause.places.get("lock", clause.where),)
            yield Problem("fixed-wording", own.where, message, hint, see=see)


def fixed_left_out(view: SchoolView) -> Iterator[Problem]:
    """A school does not leave out a clause that is locked."""
    for policy in view.school.policies.values():
        for entry in policy.left_out:
            clause = view.library.clauses.get(entry.clause)
            locked = _locked(view, clause)
            if clause is not None and locked is not None:
                by, hint, given = locked
                message = f"{by} has fixed “{clause.id}”, so it cannot be left out"
                see = (given.where,) if given else (clause.places.get("lock", clause.where),)
                yield Problem("fixed-left-out", entry.where, message, f"Remove this line. {hint}", see=see)


def fixed_choice_left_out(view: SchoolView) -> Iterator[Problem]:
    """A school does not leave out the option that its group has fixed."""
    for selection in view.selections:
        taken = view.school.policies[selection.policy.id]
        fixed = {
            given.value: given
            for slot in selection.outline.slots()
            if (given := fixed_for(view.workspace, view.school, "choices", slot.id)) is not None
        }
        for entry in taken.left_out:
            if entry.clause in fixed:
                given = fixed[entry.clause]
                group = view.workspace.groups[given.by]
                message = f"{group.name} has fixed the choice of “{entry.clause}”, so it cannot be left out"
                hint = f"Remove this line. {_whom_to_ask(group)}"
                yield Problem("fixed-choice-left-out", entry.where, message, hint, see=(given.where,))


def _locked(view: SchoolView, clause: Clause | None) -> tuple[str, str, Given | None] | None:
    """Who locked the clause, whom to ask, and the group's line; None when the school may change it."""
    if clause is None:
        return None
    lock, given = settled_lock(view.workspace, view.school, clause)
    if lock != "locked":
        return None
    group = view.workspace.groups[given.by] if given else None
    return group.name if group else _LIBRARY, _whom_to_ask(group), given


def fixed_by_outer(inspection: Inspection) -> Iterator[Problem]:
    """A group within another does not change what the other has fixed."""
    for group in inspection.workspace.groups.values():
        for outer in _outer(inspection, group):
            for kind in ("values", "choices", "outlines", "locks"):
                own: Mapping[str, Given] = getattr(group, kind)
                theirs: Mapping[str, Given] = getattr(outer, kind)
                for name, given in own.items():
                    fixed = theirs.get(name)
                    if fixed is not None and fixed.fixed and fixed.value != given.value:
                        message = f"{outer.name} has fixed “{name}” as {_shown(fixed.value)}"
                        hint = f"Remove this line. {_whom_to_ask(outer)}"
                        yield Problem("fixed-by-outer", given.where, message, hint, see=(fixed.where,))


def _outer(inspection: Inspection, group: Group) -> tuple[Group, ...]:
    """The groups within which `group` lies."""
    groups, found, at = inspection.workspace.groups, [], group.within
    while at in groups and groups[at] not in found and at != group.id:
        found.append(groups[at])
        at = groups[at].within
    return tuple(found)
