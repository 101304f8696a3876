"""A whole policy folder as read: the library, the groups and the schools, each part with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.library import Library
from generator.model.schools import Group, School
from generator.problems import Location


@dataclass(frozen=True, slots=True)
class Workspace:
    """A whole policy folder.

    The addresses of the two trees are "" when not set; `house` is its mkdocs.yml as plain data;
    `unreadable_schools` are ids of schools whose school.yml has faults.
    """

    library: Library
    groups: Mapping[str, Group]
    schools: Mapping[str, School]
    public_address: str = ""
    internal_address: str = ""
    house: Mapping[str, object] = field(default_factory=dict)
    unreadable_schools: frozenset[str] = frozenset()
    unreadable_groups: frozenset[str] = frozenset()
    where: Location = Location("mkdocs.yml")
