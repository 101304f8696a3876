"""What stands under `content/`, as read: policies and their outlines, declared details, and the library's facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal as Only

from generator.model.chart import ChartStep
from generator.model.clause import Clause, PerAudience, Text
from generator.model.edition import AUDIENCES, Audience, Helpline, SectionKind
from generator.model.languages import ENGLISH, Language
from generator.model.reviews import ReviewRule
from generator.model.slips import SlipText
from generator.model.translated import OutlineTranslation, PolicyTranslation, TranslatedLine, TranslatedTerm
from generator.problems import Location

VariableType = Only["text", "paragraphs", "list", "link", "date"]
Value = str | tuple[str, ...]


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
    """A section or an annex of an outline, in order; of an annex of the kind "letter" each clause is a letter.

    `translations` are its titles in other languages.
    """

    id: str
    titles: PerAudience
    entries: tuple[Entry | Slot, ...]
    annex: bool
    where: Location
    kind: SectionKind = "rules"
    translations: Mapping[Language, PerAudience] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outline:
    """A named arrangement of a policy's clauses. `released` is an ISO date."""

    id: str
    title: str
    released: str
    sections: tuple[OutlineSection, ...]
    where: Location
    translations: Mapping[Language, OutlineTranslation] = field(default_factory=dict)

    def slots(self) -> tuple[Slot, ...]:
        """All slots, in order."""
        return tuple(entry for section in self.sections for entry in section.entries if isinstance(entry, Slot))

    def entries(self) -> tuple[Entry | Slot, ...]:
        """All clauses and slots, in order."""
        return tuple(entry for section in self.sections for entry in section.entries)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy: what all its outlines share, the outlines, and the audiences that get it.

    `edition_names` are those of editions that are not called after their audiences; `places` has the places of keys.
    """

    id: str
    titles: PerAudience
    owner: Text
    summaries: PerAudience
    tell: PerAudience
    slips: Mapping[Audience, SlipText]
    outlines: Mapping[str, Outline]
    where: Location
    audiences: tuple[Audience, ...] = AUDIENCES
    edition_names: Mapping[Audience, str] = field(default_factory=dict)
    translations: Mapping[Language, PolicyTranslation] = field(default_factory=dict)
    places: Mapping[str, Location] = field(default_factory=dict)

    def edition_name(self, audience: Audience, language: Language) -> str:
        """What its edition for `audience` is called in `language`; "" for one that is called after its audience."""
        said = self if language == ENGLISH else self.translations.get(language)
        return said.edition_names.get(audience, "") if said else ""


@dataclass(frozen=True, slots=True)
class Variable:
    """A declared detail. `defaults` maps a nation, or "" for all, to a value; `profile` names a fact of the profile.

    A value of one that stands inside a sentence `begins` with one of these words, where there are any.
    One that is filled in `by_hand` prints as a place to write on where a school gives no value.
    `translations` are defaults in other languages, by nation as in `defaults`.
    """

    name: str
    type: VariableType
    question: str
    example: str
    blank: str
    optional: bool
    defaults: Mapping[str, Value]
    profile: str
    where: Location
    by_hand: bool = False
    begins: tuple[str, ...] = ()
    translations: Mapping[Language, Mapping[str, Value]] = field(default_factory=dict)


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
    translations: Mapping[Language, TranslatedLine] = field(default_factory=dict)

    def said_in(self, language: Language) -> Helpline:
        """The line with its name and what it is for in `language`, where they are translated."""
        said = self.translations.get(language)
        return replace(self.helpline, name=said.name, for_what=said.for_what) if said else self.helpline


@dataclass(frozen=True, slots=True)
class Service:
    """A service on which people post: how to report a post to it, and how `without_account`, or ""."""

    id: str
    name: str
    link: str
    how: str
    without_account: str
    checked_on: str
    checked_by: str
    where: Location


@dataclass(frozen=True, slots=True)
class LibraryChart:
    """A flow chart as its file has it; `places` has the location of each step."""

    id: str
    title: str
    start: str
    steps: Mapping[str, ChartStep]
    places: Mapping[str, Location]
    where: Location


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A word and its meaning for each audience, plain text."""

    id: str
    term: str
    meanings: Mapping[Audience, str]
    where: Location
    translations: Mapping[Language, TranslatedTerm] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoveredRule:
    """A rule of an older policy: the clauses that carry it, and whether it is accounted for without any.

    `fields` are places on the page that carry it; `unheard_of` those of the policies that hold it which the record does
    not list.
    """

    id: str
    carried_by: tuple[str, ...]
    accounted_for: bool
    where: Location
    fields: tuple[str, ...] = ()
    unheard_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """Everything under `content/`.

    `unreadable` holds what exists but could not be read, so that nobody is told that it is not there: ids of clauses,
    names of files ("variables.yml", "charts/what-to-do"), policies and outlines ("policies/social-media",
    "policies/social-media/forge").
    """

    clauses: Mapping[str, Clause] = field(default_factory=dict)
    policies: Mapping[str, Policy] = field(default_factory=dict)
    variables: Mapping[str, Variable] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    helplines: tuple[NationalHelpline, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    retired: Mapping[str, Location] = field(default_factory=dict)
    coverage: tuple[CoveredRule, ...] = ()
    services: tuple[Service, ...] = ()
    charts: Mapping[str, LibraryChart] = field(default_factory=dict)
    reviews: Mapping[str, tuple[ReviewRule, ...]] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
