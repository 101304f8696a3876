"""What governors decided about a school's policy: versions, and what was decided of them later.

Everything that is decided about one policy of one school is a chain of sealed records, in the order in which they were
written. A record never changes; what completes, rights or ends it is a record of its own behind it. No record holds a
person's name, phone or e-mail: contacts are live. Dates are ISO 8601, "" when not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal as Only

from generator.model.edition import AUDIENCES, Audience, ClauseChange, Edition
from generator.model.languages import ENGLISH, Language
from generator.problems import Location

By = Only["full", "committee", "chair", "head"]
"""Who decided: the whole governing body, a committee, its chair between meetings, the head."""

Kind = Only["adoption", "review", "correction"]
"""How a version came about: a text was adopted, confirmed without change, or corrected in facts or spelling."""

Told = tuple[Audience, Language]


@dataclass(frozen=True, slots=True)
class Decision:
    """By whom and when something was decided: `body` is its name, `minute` its reference in the minutes."""

    on: str
    by: By = "full"
    body: str = ""
    minute: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What makes a record part of a chain: its file, its seal, and the seal of the record before it ("" for the first).

    `stem` is the file's name without its ending, which for a version is also the last part of its web address.
    """

    stem: str
    seal: str
    before: str
    where: Location


@dataclass(frozen=True, slots=True)
class AdoptedVersion:
    """A text that governors approved, for all audiences and languages of the policy.

    `number` is "1", "2", "2.1". `effective` and `review` are the days from which it holds and by which it is looked at
    again. `reason` is why a correction was made, or why changes of the library were left at a review. `proposal` is the
    short code of what was adopted, "" if it was today's draft. `amended` are clauses whose text the meeting changed.
    `urgent` and `ratify_by` are set when the chair acted alone. `written` is when the text was written, as its sources
    say, and `template` the version of the template that it follows, "" when unknown. `specimen`: an invented adoption
    of a sample school.
    `laws` are the changes of the law that its texts hold (`law_entry`), so that a register need not read the texts.
    `editions` have `version` None: what is printed of the record depends on the day (`History`).
    `logos` are the bytes of each logo that an edition's brand names, by its SHA-256.
    """

    school: str
    policy: str
    number: str
    kind: Kind
    decision: Decision
    effective: str
    review: str
    editions: Mapping[Told, Edition]
    sealed: Sealed
    summary: str = ""
    reason: str = ""
    proposal: str = ""
    amended: tuple[str, ...] = ()
    urgent: str = ""
    ratify_by: str = ""
    written: str = ""
    template: str = ""
    specimen: bool = False
    laws: tuple[str, ...] = ()
    logos: Mapping[str, bytes] = field(default_factory=dict)

    def edition(self, audience: Audience, language: Language = ENGLISH) -> Edition | None:
        """The text for `audience` in `language`."""
        return self.editions.get((audience, language))

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Those that the policy is for."""
        return tuple(each for each in AUDIENCES if any(audience == each for audience, _ in self.editions))


def law_entry(clause: str, change: ClauseChange) -> str:
    """What tells a change of the law in a clause from all others: `friend-requests 2026-11-20`."""
    return f"{clause} {change.on}"


def laws_in(editions: Iterable[Edition]) -> tuple[str, ...]:
    """The changes of the law that these texts hold, sorted."""
    clauses = (clause for edition in editions for clause in edition.clauses())
    found = {law_entry(each.id, change) for each in clauses for change in each.changes if change.kind == "law"}
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Note:
    """What completes or rights the record of version `number`: each of `rights` replaces what the version says.

    Keys of `rights` are "minute", "body", "adopted", "effective", "review", "summary". `text` says why, in a sentence.
    """

    number: str
    on: str
    rights: Mapping[str, str]
    text: str
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class Ratification:
    """The next meeting confirmed version `number`, on which the chair had decided alone."""

    number: str
    decision: Decision
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class Reversion:
    """Version `number` does not hold any more from the day of the decision; the version before it does again."""

    number: str
    decision: Decision
    reason: str
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The policy holds no more from the day of the decision.

    `replaced_by` is the id of a policy of the same school that holds in its place, or plain words, or "".
    """

    decision: Decision
    reason: str
    replaced_by: str
    sealed: Sealed


Record = AdoptedVersion | Note | Ratification | Reversion | Withdrawal


@dataclass(frozen=True, slots=True)
class History:
    """All records about one policy of one school, in the order of their chain."""

    school: str
    policy: str
    records: tuple[Record, ...] = ()

    @property
    def versions(self) -> tuple[AdoptedVersion, ...]:
        """The versions, the oldest first."""
        return tuple(record for record in self.records if isinstance(record, AdoptedVersion))

    def version(self, name: str) -> AdoptedVersion | None:
        """The version with that number, or with that stem (its date)."""
        return next((each for each in self.versions if name in (each.number, each.sealed.stem)), None)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a meeting is asked to adopt: the drafts of one school's policies as they stood when its pack was printed.

    `code` is the short code on each page of the pack. `editions` maps the id of a policy to its editions; without
    texts (library/adopted.py) each has none.
    """

    school: str
    code: str
    meeting: str
    made: str
    editions: Mapping[str, Mapping[Told, Edition]]
    where: Location
    logos: Mapping[str, bytes] = field(default_factory=dict)
