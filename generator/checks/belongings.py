"""What each school and group can be known by: names, numbers, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.checks import names
from generator.checks.names import Names
from generator.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Belongings:
    """Names, numbers and addresses of all schools and groups, each with its owners; a group's begin with `group:`."""

    names: Names
    phones: Mapping[str, frozenset[str]]
    emails: Mapping[str, frozenset[str]]
    hosts: Mapping[str, frozenset[str]]


def belongings_of(workspace: Workspace) -> Belongings:
    """What each school and group can be known by."""
    schools = workspace.schools.values()
    named = [(name, school.id) for school in schools for name in (school.name, school.short_name) if name]
    named += [(group.name, f"group:{group.id}") for group in workspace.groups.values()]
    entries = [(school.id, contact) for school in schools for contact in school.contacts.entries]
    hosts = [(names.host_of(school.address), school.id) for school in schools]
    hosts += [(names.host_of(text), owner) for owner, contact in entries for text in (contact.link, contact.email)]
    return Belongings(
        Names(named),
        _owners((names.phone_digits(contact.phone), owner) for owner, contact in entries),
        _owners((contact.email.casefold(), owner) for owner, contact in entries),
        _owners(hosts),
    )


def _owners(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    owners: dict[str, frozenset[str]] = {}
    for what, owner in pairs:
        if what:
            owners[what] = owners.get(what, frozenset()) | {owner}
    return owners
