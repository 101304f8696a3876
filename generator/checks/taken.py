"""What a school names: its group, its policies and their outlines, and itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import groups
from generator.checks.school_view import SchoolView
from generator.checks.words import NATIONS, quoted
from generator.compose.inherit import settled_outline
from generator.problems import Problem


def group_unknown(view: SchoolView) -> Iterator[Problem]:
    """A school's group has a file under schools/groups/."""
    yield from groups.unknown_group(view.school.group, view.school.place("group"), view.inspection)


def group_nation(view: SchoolView) -> Iterator[Problem]:
    """A school lies in the nation of its group."""
    for group in view.groups:
        if group.nation and group.nation != view.school.nation:
            message = f"this school is in {NATIONS[view.school.nation]}, but its group {group.name} is in "
            message += NATIONS[group.nation]
            yield Problem("group-nation", view.place("nation"), message, "Change one of the two.", see=(group.where,))


def policy_unknown(view: SchoolView) -> Iterator[Problem]:
    """A policy that a school names is in the library."""
    for name, policy in view.school.policies.items():
        yield from groups.unknown_policy(name, policy.where, view.inspection)


def policy_none(view: SchoolView) -> Iterator[Problem]:
    """A school takes a policy; otherwise it has no pages."""
    if not view.school.policies:
        hint = f"Under `policies:` write {quoted(view.library.policies)} with a colon, and under it the outline."
        yield Problem("policy-none", view.place("policies"), "this school takes no policy", hint)


def outline_unknown(view: SchoolView) -> Iterator[Problem]:
    """An outline that a school names is one of its policy."""
    for name, policy in view.school.policies.items():
        if policy.outline is not None:
            yield from groups.unknown_outline(name, policy.outline, view.inspection)


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
