"""What the library says in another language beside the English: policies, outlines, helplines and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.clause import PerAudience, Text
from generator.model.edition import Audience
from generator.model.languages import Checked
from generator.model.slips import SlipText
from generator.problems import Location


@dataclass(frozen=True, slots=True)
class OutlineTranslation:
    """The titles of an outline's sections in another language, by the section's id; `of` as in `ClauseTranslation`."""

    titles: Mapping[str, PerAudience]
    of: Mapping[str, str]
    checked: Checked | None
    where: Location
    places: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PolicyTranslation:
    """What all outlines of a policy share, in another language; `of` as in `ClauseTranslation`."""

    titles: PerAudience
    owner: Text
    summaries: PerAudience
    tell: PerAudience
    slips: Mapping[Audience, SlipText]
    edition_names: Mapping[Audience, str]
    of: Mapping[str, str]
    checked: Checked | None
    where: Location
    places: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TranslatedLine:
    """What a helpline is called and what it is for in another language, and whether somebody has checked that."""

    name: str
    for_what: str
    checked: bool


@dataclass(frozen=True, slots=True)
class TranslatedTerm:
    """A word and its meanings in another language, and whether somebody has checked them."""

    term: str
    meanings: Mapping[Audience, str]
    checked: bool
