"""Groups and schools, as read, before anything is inherited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as Only

from generator.model.clause import Clause, OwnWording
from generator.model.contacts import Contacts
from generator.model.edition import Audience, Brand, Nation
from generator.model.languages import ENGLISH, Language
from generator.model.library import Value
from generator.model.reviews import OtherPolicy
from generator.model.versions import History, Proposal
from generator.problems import Location


@dataclass(frozen=True, slots=True)
class Given:
    """A value, choice, lock or outline as somebody gave it: what, whether schools may change it, by whom, where."""

    value: Value
    fixed: bool
    by: str
    where: Location


@dataclass(frozen=True, slots=True)
class Group:
    """A council, trust or authority, and what its schools inherit."""

    id: str
    name: str
    kind: str
    nation: str
    within: str
    ask: str
    values: Mapping[str, Given]
    outlines: Mapping[str, Given]
    choices: Mapping[str, Given]
    locks: Mapping[str, Given]
    where: Location
    translations: Mapping[Language, Mapping[str, Given]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A clause that a school leaves out, with its reason for governors."""

    clause: str
    reason: str
    where: Location


@dataclass(frozen=True, slots=True)
class Added:
    """A school's own clause and the clause after which it stands."""

    clause: str
    after: str
    where: Location


@dataclass(frozen=True, slots=True)
class SchoolPolicy:
    """How a school takes one policy; `outline` is None when its group names it.

    `written` is when its text was written and `template` after which version of a template, in its own words, or "".
    """

    policy: str
    outline: Given | None
    left_out: tuple[LeftOut, ...]
    added: tuple[Added, ...]
    where: Location
    written: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class School:
    """One school's files, before anything is inherited. `name` is "" for a template without one.

    `translations` are what some of `values` say in other languages; `old_versions` says who may read versions that are
    not in force.
    `histories` are what governors decided, `proposals` what they are asked, both without texts (library/adopted.py);
    `unreadable` names a policy as "adopted/<policy>" when some record of it has a fault.
    `other_policies` are those that it keeps elsewhere.
    """

    id: str
    name: str
    short_name: str
    template_name: str
    nation: Nation
    type: str
    phase: str
    group: str
    demonstration: bool
    template: bool
    publish: Only["draft", "in-force"]
    public: tuple[Audience, ...]
    address: str
    policies: Mapping[str, SchoolPolicy]
    values: Mapping[str, Given]
    choices: Mapping[str, Given]
    contacts: Contacts
    brand: Brand
    logo: bytes
    own_wordings: Mapping[str, OwnWording]
    own_clauses: Mapping[str, Clause]
    where: Location
    places: Mapping[str, Location] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    languages: tuple[Language, ...] = (ENGLISH,)
    translations: Mapping[Language, Mapping[str, Given]] = field(default_factory=dict)
    old_versions: Only["public", "internal"] = "internal"
    histories: tuple[History, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    other_policies: tuple[OtherPolicy, ...] = ()

    def place(self, *at: str | int) -> Location:
        """Where the key `at` stands in the school's file, or the file when it is not there."""
        return self.places.get(".".join(str(step) for step in at), self.where)
