"""What stands in a policy folder, as read: the library, the groups and the schools, each part with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as Only

from generator.model.contacts import Contacts
from generator.model.edition import Audience, Brand, Helpline, Nation, Strength
from generator.model.text import Runs
from generator.problems import Location

Lock = Only["locked", "adaptable", "local"]
VariableType = Only["text", "paragraphs", "list", "link", "date"]
Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of authored text: its runs, its source as written, and where it begins."""

    runs: Runs
    source: str
    where: Location


PerAudience = Mapping[Audience, Text]


@dataclass(frozen=True, slots=True)
class Treatment:
    """How an audience gets a clause: its own wording, the same as another audience's, or withheld with a reason."""

    kind: Only["own", "same-as", "withheld"]
    same_as: Audience | None = None
    reason: str = ""
    where: Location = Location("")


@dataclass(frozen=True, slots=True)
class When:
    """Conditions for a whole clause; all must hold. `has` and `lacks` name variables."""

    nation: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of a clause's history for governors. Dates are ISO 8601."""

    on: str
    kind: Only["law", "safety", "improvement", "editorial"]
    why: str
    source: str = ""
    adopt_by: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule of the library, or a school's own clause, with a wording for each audience that gets one.

    `sources` are all that it cites, `cited` what each audience is shown of them.
    `titles` and `wordings` hold what the file gives; ask `title_for` and `wording_for` what an audience reads.
    `places` has the location of each key of the front matter ("editions.pupil") and of each heading ("heading.pupil").
    """

    id: str
    titles: PerAudience
    lock: Lock
    strength: Strength
    treatments: Mapping[Audience, Treatment]
    wordings: PerAudience
    sources: tuple[str, ...]
    cited: Mapping[Audience, tuple[str, ...]]
    when: When
    changes: tuple[Change, ...]
    where: Location
    places: Mapping[str, Location] = field(default_factory=dict)

    def wording_for(self, audience: Audience) -> Text | None:
        """The text that `audience` gets, following `same-as` once; None when withheld or undecided."""
        treatment = self.treatments.get(audience)
        if treatment is None or treatment.kind == "withheld":
            return None
        return self.wordings.get(treatment.same_as or audience)

    def title_for(self, audience: Audience) -> Text | None:
        """The title that `audience` reads: its own, or that of the audience whose wording it shares."""
        treatment = self.treatments.get(audience)
        if treatment is None or treatment.kind == "withheld":
            return None
        return self.titles.get(audience) or (self.titles.get(treatment.same_as) if treatment.same_as else None)


@dataclass(frozen=True, slots=True)
class OwnWording:
    """A school's rewording of a library clause: only the audiences that it words itself.

    `replaces` holds, for each, the hash of the library's wording when the school wrote its own; `worded_on` is the
    ISO date of that day, or "".
    """

    clause: str
    titles: PerAudience
    wordings: PerAudience
    reason: str
    replaces: Mapping[str, str]
    where: Location
    places: Mapping[str, Location] = field(default_factory=dict)
    worded_on: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the clauses that a slot offers, and what it says in a few words."""

    clause: str
    says: str
    where: Location


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in an outline where a school picks one of several clauses; `default` is "" when it must choose."""

    id: str
    question: str
    options: tuple[Option, ...]
    default: str
    where: Location


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause in an outline."""

    clause: str
    where: Location


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section or an annex of an outline, in order."""

    id: str
    titles: PerAudience
    entries: tuple[Entry | Slot, ...]
    annex: bool
    where: Location


@dataclass(frozen=True, slots=True)
class Outline:
    """A named arrangement of a policy's clauses. `released` is an ISO date."""

    id: str
    title: str
    released: str
    sections: tuple[OutlineSection, ...]
    where: Location

    def slots(self) -> tuple[Slot, ...]:
        """All slots, in order."""
        return tuple(entry for section in self.sections for entry in section.entries if isinstance(entry, Slot))

    def entries(self) -> tuple[Entry | Slot, ...]:
        """All clauses and slots, in order."""
        return tuple(entry for section in self.sections for entry in section.entries)


@dataclass(frozen=True, slots=True)
class SlipText:
    """The wording of an acknowledgement slip for one audience."""

    statement: Text
    return_to: Text
    return_by: Text
    no_consequence: Text


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy: what all its outlines share, and the outlines."""

    id: str
    titles: PerAudience
    owner: Text
    summaries: PerAudience
    tell: PerAudience
    slips: Mapping[Audience, SlipText]
    outlines: Mapping[str, Outline]
    where: Location


@dataclass(frozen=True, slots=True)
class Variable:
    """A declared detail. `defaults` maps a nation, or "" for all, to a value; `profile` names a fact of the profile."""

    name: str
    type: VariableType
    question: str
    example: str
    blank: str
    optional: bool
    defaults: Mapping[str, Value]
    profile: str
    where: Location


@dataclass(frozen=True, slots=True)
class Source:
    """A law or guidance that clauses cite, with the nations in which it holds."""

    id: str
    title: str
    nations: tuple[str, ...]
    link: str
    checked_on: str
    checked_by: str
    where: Location


@dataclass(frozen=True, slots=True)
class NationalHelpline:
    """A helpline, with the nations and audiences that it serves."""

    helpline: Helpline
    nations: tuple[str, ...]
    audiences: tuple[Audience, ...]
    where: Location


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A word and its meaning for each audience, plain text."""

    id: str
    term: str
    meanings: Mapping[Audience, str]
    where: Location


@dataclass(frozen=True, slots=True)
class CoveredRule:
    """A rule of an older policy: the clauses that carry it, and whether it is accounted for without any."""

    id: str
    carried_by: tuple[str, ...]
    accounted_for: bool
    where: Location


@dataclass(frozen=True, slots=True)
class Library:
    """Everything under `content/`.

    `unreadable` holds what exists but could not be read, so that nobody is told that it is not there: ids of clauses,
    names of files ("variables.yml"), policies and outlines ("policies/social-media", "policies/social-media/forge").
    """

    clauses: Mapping[str, Clause] = field(default_factory=dict)
    policies: Mapping[str, Policy] = field(default_factory=dict)
    variables: Mapping[str, Variable] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    helplines: tuple[NationalHelpline, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    retired: Mapping[str, Location] = field(default_factory=dict)
    coverage: tuple[CoveredRule, ...] = ()
    unreadable: frozenset[str] = frozenset()


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
    """How a school takes one policy; `outline` is None when its group names it."""

    policy: str
    outline: Given | None
    left_out: tuple[LeftOut, ...]
    added: tuple[Added, ...]
    where: Location


@dataclass(frozen=True, slots=True)
class School:
    """One school's files, before anything is inherited. `name` is "" for a template without one."""

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

    def place(self, *at: str | int) -> Location:
        """Where the key `at` stands in the school's file, or the file when it is not there."""
        return self.places.get(".".join(str(step) for step in at), self.where)


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
