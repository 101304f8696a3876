"""A clause and what stands in it, and a school's own wording of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal as Only

from generator.model.edition import AUDIENCES, Audience, ClauseChange, Strength
from generator.model.languages import Checked, Language
from generator.model.remembered import RememberedOf
from generator.model.text import Runs
from generator.problems import Location

Lock = Only["locked", "adaptable", "local"]


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
class Shows:
    """What is printed below each wording of a clause: the table of `services`, or a flow chart (its id).

    The chart is shown to `chart_for` only.
    """

    services: bool = False
    chart: str = ""
    chart_for: tuple[Audience, ...] = AUDIENCES


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a wording may be as it is, though a check reports it: reasons, published nowhere.

    `sentences` is for the length of its sentences and `agree` for saying something else than other audiences read, ""
    for none; `words` has for each rare word its own.
    """

    sentences: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    agree: str = ""


@dataclass(frozen=True, slots=True)
class ClauseTranslation:
    """A clause in another language: titles and wordings as in a `Clause`, for the audiences that are translated.

    `of` holds, for each of them, the hash of the English title and wording that it translates ("pupil", and
    "pupil.secondary" for the wording in secondary schools): see `formats.wording.translated_hash`.
    """

    titles: PerAudience
    wordings: PerAudience
    secondary: PerAudience
    of: Mapping[str, str]
    checked: Checked | None
    where: Location
    places: Mapping[str, Location] = field(default_factory=dict)

    def in_secondary(self, instead: PerAudience) -> ClauseTranslation:
        """As secondary schools have it, whose English wordings for the audiences of `instead` are other ones."""
        kept = {audience: text for audience, text in self.wordings.items() if audience not in instead}
        of: dict[str, str] = {name: digits for name, digits in self.of.items() if name in kept}
        of |= {audience: self.of.get(f"{audience}.secondary", "") for audience in self.secondary}
        return replace(self, wordings={**kept, **self.secondary}, secondary={}, of=of)


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule of the library, or a school's own clause, with a wording for each audience that gets one.

    `sources` are all that it cites, `cited` what each audience is shown of them.
    `titles` and `wordings` hold what the file gives; ask `title_for` and `wording_for` what an audience reads.
    `secondary` holds wordings for pupils of secondary schools, in place of those for younger ones: see `read_in`.
    `written_against` holds, for an audience, the hash of the staff wording that its own was last compared with
    (compose/parity.py).
    `poster`: whether it stands on the poster of the pupil edition.
    `places` has the location of each key of the front matter ("editions.pupil") and of each heading ("heading.pupil",
    "heading.pupil.secondary"). `waivers` are for the wording under a heading: "pupil", "pupil-secondary".
    `translations` are its texts in other languages, which stand in files of their own.
    `made_from` are the clauses, mostly gone by now, that were joined or divided to make it.
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
    changes: tuple[ClauseChange, ...]
    where: Location
    places: Mapping[str, Location] = field(default_factory=dict)
    secondary: PerAudience = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    written_against: Mapping[Audience, str] = field(default_factory=dict)
    shows: Shows = Shows()
    poster: bool = False
    translations: Mapping[Language, ClauseTranslation] = field(default_factory=dict)
    made_from: tuple[str, ...] = ()

    def read_in(self, phase: str) -> Clause:
        """The clause as a school of this phase has it: one and the same object for all schools of the phase.

        Only secondary schools get what is worded for them. An all-through or special school also teaches children who
        would not understand that.
        """
        return _IN_SECONDARY.of(self, _in_secondary) if phase == "secondary" and self.secondary else self

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


_IN_SECONDARY = RememberedOf(4096)


def _in_secondary(clause: Clause) -> Clause:
    translations = {name: each.in_secondary(clause.secondary) for name, each in clause.translations.items()}
    wordings = {**clause.wordings, **clause.secondary}
    return replace(clause, wordings=wordings, secondary={}, translations=translations)


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
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
