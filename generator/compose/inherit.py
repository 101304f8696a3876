"""What a school ends up with: its own values, choices and locks over those of its groups over the library's.

A group's `fixed` cannot be changed by a group within it or by the school; a `default` can.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.model.clause import Clause, Lock
from generator.model.languages import Language
from generator.model.library import Slot, Value, Variable
from generator.model.remembered import RememberedOf
from generator.model.schools import Given, Group, School
from generator.model.workspace import Workspace

LIBRARY = "library"
PROFILE = "profile"
_FAMILIES = RememberedOf(4)
"""Of the groups of a few policy folders: each school asks for its own a hundred times."""


def groups_of(workspace: Workspace, school: School) -> tuple[Group, ...]:
    """The school's groups from the outermost to its own; a circle of groups is cut where it closes."""
    return groups_from(workspace, school.group)


def groups_from(workspace: Workspace, group_id: str) -> tuple[Group, ...]:
    """A group and those within which it lies, the outermost first; a circle is cut where it closes."""
    families: dict[str, tuple[Group, ...]] = _FAMILIES.of(workspace.groups, lambda _: {})
    if group_id not in families:
        families[group_id] = _family(workspace.groups, group_id)
    return families[group_id]


def _family(groups: Mapping[str, Group], group_id: str) -> tuple[Group, ...]:
    found: list[Group] = []
    while group_id in groups and all(group.id != group_id for group in found):
        group = groups[group_id]
        found.insert(0, group)
        group_id = group.within
    return tuple(found)


def _settle(givens: Iterator[Given | None]) -> Given | None:
    """The last that may still speak: after a fixed one nobody may."""
    last: Given | None = None
    for given in givens:
        if given is not None:
            last = given
            if given.fixed:
                break
    return last


def fixed_for(workspace: Workspace, school: School, kind: str, name: str) -> Given | None:
    """Who fixed the value, choice or outline `name` for this school, if anybody; `kind` is the group's field."""
    for group in groups_of(workspace, school):
        given: Given | None = getattr(group, kind).get(name)
        if given is not None and given.fixed:
            return given
    return None


def settled_values(workspace: Workspace, school: School) -> Mapping[str, Given]:
    """Every declared detail that has a value for this school, sorted by name, each with where it comes from."""
    settled: dict[str, Given] = {}
    groups = groups_of(workspace, school)
    for name, variable in sorted(workspace.library.variables.items()):
        if variable.profile:
            value = _from_profile(workspace, school, variable.profile)
            given = Given(value, True, PROFILE, school.place(variable.profile)) if value else None
        else:
            given = _settle(
                iter(
                    [
                        _library_default(variable, school),
                        *(group.values.get(name) for group in groups),
                        school.values.get(name),
                    ]
                )
            )
        if given is not None and given.value not in ("", ()):
            settled[name] = given
    return settled


def translated_values(
    workspace: Workspace, school: School, settled: Mapping[str, Given], language: Language
) -> Mapping[str, Given]:
    """`settled` with what the values say in `language`, where whoever gave a value says that, too."""
    return {name: _translated(workspace, school, name, given, language) for name, given in settled.items()}


def _translated(workspace: Workspace, school: School, name: str, given: Given, language: Language) -> Given:
    said: Given | None = None
    if given is school.values.get(name):
        said = school.translations.get(language, {}).get(name)
    elif given.by == LIBRARY:
        variable = workspace.library.variables[name]
        defaults = variable.translations.get(language, {})
        value = defaults.get(school.nation, defaults.get(""))
        said = Given(value, False, LIBRARY, variable.where) if value else None
    elif given.by == PROFILE and workspace.library.variables[name].profile == "nation":
        said = replace(given, value=_NATIONS_IN[language][school.nation])
    elif given.by in workspace.groups:
        said = workspace.groups[given.by].translations.get(language, {}).get(name)
    return said or given


def _library_default(variable: Variable, school: School) -> Given | None:
    value: Value | None = variable.defaults.get(school.nation, variable.defaults.get(""))
    return Given(value, False, LIBRARY, variable.where) if value else None


_NATIONS_IN: Mapping[Language, Mapping[str, str]] = {
    "cy": {"england": "Lloegr", "wales": "Cymru", "northern-ireland": "Gogledd Iwerddon", "scotland": "Yr Alban"}
}
_NATIONS = {
    "england": "England",
    "wales": "Wales",
    "northern-ireland": "Northern Ireland",
    "scotland": "Scotland",
}


def _from_profile(workspace: Workspace, school: School, fact: str) -> str:
    group = workspace.groups.get(school.group)
    facts = {
        "name": school.name,
        "short-name": school.short_name or school.name,
        "nation": _NATIONS[school.nation],
        "phase": school.phase,
        "type": school.type,
        "group-name": group.name if group else "",
    }
    return facts[fact]


def settled_outline(workspace: Workspace, school: School, policy: str) -> Given | None:
    """The outline that the school takes for `policy`, and who says so."""
    taken = school.policies.get(policy)
    groups = groups_of(workspace, school)
    named = _settle(iter([*(group.outlines.get(policy) for group in groups), taken.outline if taken else None]))
    if named is None and policy in workspace.library.policies:
        outlines = workspace.library.policies[policy].outlines
        if len(outlines) == 1:
            (only,) = outlines.values()
            return Given(only.id, False, LIBRARY, only.where)
    return named


def settled_choice(workspace: Workspace, school: School, slot: Slot) -> Given | None:
    """The clause chosen for `slot`, and by whom; None when nobody has chosen."""
    default = Given(slot.default, False, LIBRARY, slot.where) if slot.default else None
    groups = groups_of(workspace, school)
    return _settle(iter([default, *(group.choices.get(slot.id) for group in groups), school.choices.get(slot.id)]))


def settled_lock(workspace: Workspace, school: School, clause: Clause) -> tuple[Lock, Given | None]:
    """The lock of `clause` for this school, and the group that set it, outermost first, if one did."""
    for group in groups_of(workspace, school):
        given = group.locks.get(clause.id)
        if given is not None:
            lock: Lock = given.value  # type: ignore[assignment]
            return lock, given
    return clause.lock, None
