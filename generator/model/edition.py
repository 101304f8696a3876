"""The closed edition: one school's policy for one audience in one language, and nothing beside it.

Everything that print, website, comparison and versions need stands in here, so that they are made with the library
out of reach. Results of expressions stand in `Edition.results` only. Contacts are live and not part of an edition:
they come as `Contacts` (model/contacts.py) when an edition is rendered.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal as Only

from generator.model.chart import Chart
from generator.model.languages import Language
from generator.model.text import Hole, Reference, Run

Audience = Only["staff", "pupil", "parent"]
AUDIENCES: tuple[Audience, ...] = ("staff", "pupil", "parent")
Origin = Only["library", "alternative", "own wording", "own clause"]
Strength = Only["must", "must-not", "should", "may", "info"]
SectionKind = Only["rules", "letter"]
Nation = Only["england", "wales", "northern-ireland", "scotland"]


@dataclass(frozen=True, slots=True)
class Result:
    """What is printed in a hole: `text` as plain text, never markup.

    `blank` marks an unfilled place; one that is filled in `by_hand` is meant to stay so, in a letter or a form.
    """

    text: str
    blank: bool = False
    by_hand: bool = False


ChangeKind = Only["law", "safety", "improvement", "editorial"]


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """An entry of a clause's history, written for governors: when, of what kind, and why in one sentence.

    `source` is the id of a law or guidance, or ""; `adopt_by` the day by which schools are to have adopted it, or "".
    Dates are ISO 8601.
    """

    on: str
    kind: ChangeKind
    why: str
    source: str = ""
    adopt_by: str = ""


@dataclass(frozen=True, slots=True)
class EditionClause:
    """A clause as this audience gets it.

    `number` is printed ("4.3", "A.2"); `title` and `body` are runs, the body in the Markdown dialect of the library.
    `stale`: the staff wording has changed since this one was last compared with it; in a staff edition, since another
    audience's was. It is for whoever keeps the library, and no part of the text: drafts that differ in it only have the
    same fingerprint, and it is shown in the internal tree alone.
    `chart` is a flow chart to be shown below the body.
    `poster`: whether it stands on the poster, which only a pupil edition has; its body begins with a paragraph then.
    One that is `untranslated` is in English in an edition of another language.
    The last four are for comparisons alone, printed in no edition and no part of the text: `slot` is the choice of
    which it is an alternative, "" for a clause that nobody had to choose; `reason` why the school words it itself;
    `made_from` the ids of clauses out of which it was made by joining or dividing them; `changes` its history.
    """

    id: str
    number: str
    title: tuple[Run, ...]
    body: tuple[Run, ...]
    origin: Origin
    strength: Strength = "info"
    sources: tuple[str, ...] = ()
    stale: bool = False
    chart: Chart | None = None
    poster: bool = False
    untranslated: bool = False
    slot: str = ""
    reason: str = ""
    made_from: tuple[str, ...] = ()
    changes: tuple[ClauseChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section ("4") or an annex ("A") with its clauses; sections without a clause are not in an edition.

    Of an annex of the kind "letter" each clause is a letter, on a page of its own.
    """

    id: str
    number: str
    title: tuple[Run, ...]
    clauses: tuple[EditionClause, ...]
    annex: bool = False
    kind: SectionKind = "rules"


@dataclass(frozen=True, slots=True)
class Brand:
    """Colours as #rrggbb, checked for contrast; `logo` is the SHA-256 of the logo's bytes, or "" without one."""

    colour: str = "#1d4f5c"
    logo: str = ""
    logo_name: str = ""


@dataclass(frozen=True, slots=True)
class SchoolProfile:
    """What identifies the school. Names are plain text."""

    id: str
    name: str
    short_name: str
    nation: Nation
    phase: str
    type: str
    group: str = ""
    group_name: str = ""
    demonstration: bool = False
    template: bool = False
    brand: Brand = field(default_factory=Brand)


@dataclass(frozen=True, slots=True)
class Definition:
    """A glossary entry: the word, and what it means for this audience, in plain text without holes."""

    id: str
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SourceCited:
    """A law or guidance that a clause of this edition cites."""

    id: str
    title: str
    link: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Helpline:
    """A national line that a reader can turn to; numbers and links are dated data of the library."""

    id: str
    name: str
    for_what: str
    phone: str
    link: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Tell:
    """Whom to tell: a role, as runs, and the helplines of the nation. Named persons are live contacts."""

    role: tuple[Run, ...]
    helplines: tuple[Helpline, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """The acknowledgement slip of a pupil or parent edition: what is said, to whom it goes back, by when."""

    statement: tuple[Run, ...]
    return_to: tuple[Run, ...]
    return_by: tuple[Run, ...]
    no_consequence: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """An unfilled detail of a template: `name` of the variable, `label` as printed, and the question to ask."""

    name: str
    label: str
    question: str


StandingKind = Only["waiting", "in force", "by chair", "replaced", "reverted", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a version is on a day: what holds, since or from which day (ISO 8601).

    A version by the chair alone is to be ratified `on` that day. `by` is the number of the version that holds in place
    of one that is replaced or reverted; of one in force, `next_from` is the day from which another one holds, or "".
    """

    kind: StandingKind
    on: str
    by: str = ""
    next_from: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """The record of an adoption as it is printed. Dates are ISO 8601; `body`, `minute` may be "" when not yet known.

    `address` is the last part of its web address, `standing` what it is on the day of the build (None: in force since
    `effective`), `amended` how many clauses the meeting changed, `seal` the first characters of the record's seal.
    `written` and `template` are when the text was written and after which template, "" when unknown.
    `reviewed` is when governors confirmed the text without a change, `corrected` when facts in it were put right, ""
    where neither is so; `summary` says in a sentence what is new.
    `old`: this is the version under its own address, after it was replaced, reverted or withdrawn.
    """

    number: str
    adopted: str
    effective: str
    review: str
    body: str = ""
    minute: str = ""
    address: str = ""
    standing: Standing | None = None
    amended: int = 0
    seal: str = ""
    written: str = ""
    template: str = ""
    specimen: bool = False
    old: bool = False
    reviewed: str = ""
    corrected: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One school's policy for one audience in one language. `version` is None for a draft.

    `results` is sorted by key and holds every key that any run of the edition names, and no other.
    `released` is the date of the outline's text (ISO 8601), used for a draft's metadata. `name` is what the edition is
    called where that is not after its audience: “Governors’ edition”. One that is `unchecked` is a translation in which
    something is untranslated, of an older English, or checked by nobody.
    """

    format: int
    language: Language
    audience: Audience
    policy: str
    outline: str
    title: tuple[Run, ...]
    summary: tuple[Run, ...]
    owner: tuple[Run, ...]
    school: SchoolProfile
    sections: tuple[Section, ...]
    results: tuple[tuple[str, Result], ...]
    glossary: tuple[Definition, ...]
    sources: tuple[SourceCited, ...]
    tell: Tell
    slip: Slip | None
    blanks: tuple[Blank, ...]
    released: str
    version: Version | None = None
    name: str = ""
    unchecked: bool = False

    def clauses(self) -> tuple[EditionClause, ...]:
        """All clauses in the order in which they are printed."""
        return tuple(clause for section in self.sections for clause in section.clauses)

    def on_poster(self) -> tuple[EditionClause, ...]:
        """The clauses that stand on the poster, in order; without any there is no poster.

        In another language there is one only when all of it is translated: a poster in two languages is read by nobody.
        """
        marked = tuple(clause for clause in self.clauses() if clause.poster)
        return () if any(clause.untranslated for clause in marked) else marked

    def plain(self, runs: tuple[Run, ...]) -> str:
        """`runs` of a title as plain text, results set in."""
        words = [run.text for run in runs if not isinstance(run, Hole | Reference)]
        if len(words) == len(runs):  # as in nearly all titles
            return "".join(words)
        results = dict(self.results)
        numbers = {clause.id: clause.number for clause in self.clauses()}
        return "".join(
            results[run.key].text
            if isinstance(run, Hole)
            else numbers[run.clause]
            if isinstance(run, Reference)
            else run.text
            for run in runs
        )


def text_alone(edition: Edition) -> Edition:
    """`edition` without what is no part of its text: marks of stale clauses, their history, the choices behind them."""
    sections = tuple(map(section_alone, edition.sections))
    same = all(after is before for after, before in zip(sections, edition.sections, strict=True))
    return edition if same else replace(edition, sections=sections)


def section_alone(section: Section) -> Section:
    """`section` without what is no part of its text; itself when there is none."""
    clauses = tuple(map(_text_alone, section.clauses))
    same = all(after is before for after, before in zip(clauses, section.clauses, strict=True))
    return section if same else replace(section, clauses=clauses)


def _text_alone(clause: EditionClause) -> EditionClause:
    beside = clause.stale or clause.slot or clause.reason or clause.made_from or clause.changes
    return replace(clause, stale=False, slot="", reason="", made_from=(), changes=()) if beside else clause
