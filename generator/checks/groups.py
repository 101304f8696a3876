"""Groups, policies and outlines that schools and groups name, and the school's own name."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inspection import Inspection, SchoolView
from generator.checks.words import NATIONS, meant, offered, quoted
from generator.compose.inherit import settled_outline
from generator.model.workspace import Given
from generator.problems import Location, Problem


def group_unknown(inspection: Inspection) -> Iterator[Problem]:
    """A school's group, and the group within which a group lies, has a file under schools/groups/."""
    workspace = inspection.workspace
    named = [(group.within, Location(group.where.path, 1, 1), "") for group in workspace.groups.values()]
    named += [(school.group, school.place("group"), school.id) for school in workspace.schools.values()]
    for name, where, school in named:
        if name and name not in workspace.groups and name not in workspace.unreadable_groups:
            hint = meant(name, workspace.groups, f"Its file would be schools/groups/{name}.yml.")
            yield Problem("group-unknown", where, f"there is no group “{name}”", hint, school=school)


def group_circle(inspection: Inspection) -> Iterator[Problem]:
    """A group does not lie within itself, not even by way of others."""
    groups = inspection.workspace.groups
    for group in groups.values():
        path, at = [group.id], group.within
        while at in groups and at not in path:
            path.append(at)
            at = groups[at].within
        if at == group.id and min(path) == group.id:
            message = f"these groups lie within each other in a circle: {' → '.join([*path, at])}"
            see = tuple(groups[name].where for name in path[1:])
            hint = "Remove `within:` from the outermost of them."
            yield Problem("group-circle", group.where, message, hint, see=see)


def group_nation(view: SchoolView) -> Iterator[Problem]:
    """A school lies in the nation of its group."""
    for group in view.groups:
        if group.nation and group.nation != view.school.nation:
            message = f"this school is in {NATIONS[view.school.nation]}, but its group {group.name} is in "
            message += NATIONS[group.nation]
            yield Problem("group-nation", view.place("nation"), message, "Change one of the two.", see=(group.where,))


def policy_unknown(inspection: Inspection) -> Iterator[Problem]:
    """A policy that a school or a group names is in the library."""
    library = inspection.library
    for name, where, school in _policies(inspection):
        if name not in library.policies and f"policies/{name}" not in library.unreadable:
            hint = meant(name, library.policies, offered(library.policies))
            yield Problem("policy-unknown", where, f"there is no policy “{name}” in the library", hint, school=school)


def _policies(inspection: Inspection) -> Iterator[tuple[str, Location, str]]:
    for group in inspection.workspace.groups.values():
        yield from ((policy, given.where, "") for policy, given in group.outlines.items())
    for school in inspection.workspace.schools.values():
        yield from ((name, policy.where, school.id) for name, policy in school.policies.items())


def policy_none(view: SchoolView) -> Iterator[Problem]:
    """A school takes a policy; otherwise it has no pages."""
    if not view.school.policies:
        hint = f"Under `policies:` write {quoted(view.library.policies)} with a colon, and under it the outline."
        yield Problem("policy-none", view.place("policies"), "this school takes no policy", hint)


def outline_unknown(inspection: Inspection) -> Iterator[Problem]:
    """An outline that a school or a group names is one of its policy."""
    for policy_id, given, school in _outlines(inspection):
        policy = inspection.library.policies.get(policy_id)
        name = str(given.value)
        if policy and name not in policy.outlines and not _unreadable(inspection, policy_id, name):
            hint = meant(name, policy.outlines, offered(policy.outlines))
            message = f"the policy “{policy_id}” has no outline “{name}”"
            yield Problem("outline-unknown", given.where, message, hint, school=school)


def _unreadable(inspection: Inspection, policy: str, outline: str) -> bool:
    return f"policies/{policy}/{outline}" in inspection.library.unreadable


def _outlines(inspection: Inspection) -> Iterator[tuple[str, Given, str]]:
    for group in inspection.workspace.groups.values():
        yield from ((policy, given, "") for policy, given in group.outlines.items())
    for school in inspection.workspace.schools.values():
        for name, policy in school.policies.items():
            if policy.outline is not None:
                yield name, policy.outline, school.id


def outline_missing(view: SchoolView) -> Iterator[Problem]:
    """A school or its group names an outline for each policy that has several."""
    for name in view.policies:
        policy = view.library.policies.get(name)
        if policy is not None and settled_outline(view.workspace, view.school, name) is None:
            message = f"nobody says which outline of the policy “{name}” this school takes"
            hint = f"Write `outline: …` under it: {quoted(policy.outlines)}." if policy.outlines else ""
            if not any(o.startswith(f"policies/{name}/") for o in view.library.unreadable):
                hint = hint or f"Write one in content/policies/{name}/ first."
                yield Problem("outline-missing", view.place("policies", name), message, hint)


def name_missing(view: SchoolView) -> Iterator[Problem]:
    """A school has a name, unless it is a blank template."""
    if not view.school.name and not view.school.template and "name" not in view.school.places:
        hint = "Write `name: …` as the first line. A blank template says `template: true` instead."
        yield Problem("name-missing", view.school.where, "this school has no name", hint)
