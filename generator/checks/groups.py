"""Groups, policies and outlines that groups name."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inspection import Inspection
from generator.checks.words import meant, offered
from generator.model.schools import Given
from generator.problems import Location, Problem


def group_unknown(inspection: Inspection) -> Iterator[Problem]:
    """The group within which a group lies has a file under schools/groups/."""
    for group in inspection.workspace.groups.values():
        yield from unknown_group(group.within, Location(group.where.path, 1, 1), inspection)


def unknown_group(name: str, where: Location, inspection: Inspection) -> Iterator[Problem]:
    """The problem at `where` with a group that has no file; none for "" and for one whose file has faults."""
    workspace = inspection.workspace
    if name and name not in workspace.groups and name not in workspace.unreadable_groups:
        hint = meant(name, workspace.groups, f"Its file would be schools/groups/{name}.yml.")
        yield Problem("group-unknown", where, f"there is no group “{name}”", hint)


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


def policy_unknown(inspection: Inspection) -> Iterator[Problem]:
    """A policy that a group names is in the library."""
    for group in inspection.workspace.groups.values():
        for policy, given in group.outlines.items():
            yield from unknown_policy(policy, given.where, inspection)


def unknown_policy(name: str, where: Location, inspection: Inspection) -> Iterator[Problem]:
    """The problem at `where` with a policy that there is not; none for one whose file has faults."""
    library = inspection.library
    if name not in library.policies and f"policies/{name}" not in library.unreadable:
        hint = meant(name, library.policies, offered(library.policies))
        yield Problem("policy-unknown", where, f"there is no policy “{name}” in the library", hint)


def outline_unknown(inspection: Inspection) -> Iterator[Problem]:
    """An outline that a group names is one of its policy."""
    for group in inspection.workspace.groups.values():
        for policy, given in group.outlines.items():
            yield from unknown_outline(policy, given, inspection)


def unknown_outline(policy_id: str, given: Given, inspection: Inspection) -> Iterator[Problem]:
    """The problem with an outline that its policy has not; none for one whose file has faults."""
    policy = inspection.library.policies.get(policy_id)
    name = str(given.value)
    faulty = f"policies/{policy_id}/{name}" in inspection.library.unreadable
    if policy and name not in policy.outlines and not faulty:
        hint = meant(name, policy.outlines, offered(policy.outlines))
        yield Problem("outline-unknown", given.where, f"the policy “{policy_id}” has no outline “{name}”", hint)
