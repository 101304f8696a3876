"""What differs between two editions: typed changes, each with what stood before and what stands now.

A comparison is made by `compare.compare`. It holds all that it takes to make the new edition out of the old one
(`compare.apply`), and to print both: the words of a clause with changes marked are `compare.redline`.
Numbers of clauses are derived from their order and are never a change. A result in a hole is a fact of its own: a
school's new name is one `FactChange`, in however many clauses it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal as Only
from typing import get_args

from generator.model.edition import (
    ClauseChange,
    Definition,
    Edition,
    EditionClause,
    Helpline,
    Result,
    Section,
    SourceCited,
)
from generator.model.text import Runs

Kind = Only[
    "added", "removed", "reworded", "laid out", "moved", "merged", "split", "choice", "strength", "sources", "chart"
]
"""What became of a clause. `laid out`: the same words, set out in other paragraphs, lists or tables; `choice`: the
school took another of several clauses that are offered; `strength`: must, must not, should, may, information;
`sources`: it cites other laws or guidance; `chart`: another flow chart stands below it."""
KINDS: tuple[Kind, ...] = (
    *("added", "removed", "merged", "split", "choice", "strength", "reworded", "chart", "moved", "laid out"),
    "sources",
)
"""In the order in which they are told."""

ChangeClass = Only["law", "safety", "improvement", "editorial", "local", "fact", "unexplained"]
"""Why something changed: as its clause's history says; `local` is the school's own wording or choice; `fact` a detail;
`unexplained` what no history explains."""
CLASSES: tuple[ChangeClass, ...] = ("law", "safety", "improvement", "local", "fact", "editorial", "unexplained")
"""In the order in which they are told: what governors have to act on stands first."""

Part = Only[
    "title",
    "summary",
    "owner",
    "whom to tell",
    "helpline",
    "slip statement",
    "slip return",
    "slip date",
    "slip no consequence",
    "section",
    "glossary",
    "source",
]
"""What stands around the clauses."""
PARTS: tuple[Part, ...] = get_args(Part)
"""In the order in which they are told."""

_OWN = ("own wording", "own clause")


@dataclass(frozen=True, slots=True)
class Placed:
    """A clause where it stands: in which section, and behind which clause of it ("" for the first)."""

    clause: EditionClause
    section: str
    behind: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a clause, or of several that were merged or split.

    `kinds` are in the order of `KINDS`; without any only marks differ that are no part of the text, such as a
    clause's history. `before` is empty for an added clause and `after` for a removed one; several stand there when
    clauses were merged or split, and otherwise one.
    """

    kinds: tuple[Kind, ...]
    before: tuple[Placed, ...]
    after: tuple[Placed, ...]

    @property
    def id(self) -> str:
        """The id of the clause as it is now, or as it was when it is gone."""
        return (self.after or self.before)[0].clause.id

    @property
    def given(self) -> tuple[ClauseChange, ...]:
        """The entries of the clause's history that are new: why it changed, the latest last."""
        known = {entry for placed in self.before for entry in placed.clause.changes}
        found = dict.fromkeys(entry for placed in self.after for entry in placed.clause.changes if entry not in known)
        return tuple(sorted(found, key=lambda entry: (entry.on, entry.kind, entry.why)))

    @property
    def local(self) -> bool:
        """Whether it was the school's own doing: its own wording, now or before, or its choice."""
        sides = (*self.before, *self.after)
        return "choice" in self.kinds or any(placed.clause.origin in _OWN for placed in sides)

    @property
    def reason(self) -> str:
        """Why the school words it itself, in its words; "" when it does not say."""
        return next((placed.clause.reason for placed in self.after if placed.clause.reason), "")

    @property
    def classes(self) -> tuple[ChangeClass, ...]:
        """Its classes, in the order of `CLASSES`; at least one."""
        if self.local:
            return ("local",)
        given = {entry.kind for entry in self.given}
        return tuple(each for each in CLASSES if each in given) or ("unexplained",)


@dataclass(frozen=True, slots=True)
class FactChange:
    """A detail that has another value: `variable` (`school.name`), its results then and now, and what shows it.

    More than one result is a list. `clauses` are the ids of those that show it, then or now; `parts` what else does.
    A variable that is printed only with a filter (`school.name | possessive`) is told as it is printed.
    """

    variable: str
    before: tuple[Result, ...]
    after: tuple[Result, ...]
    clauses: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FrameChange:
    """Something around the clauses changed. `id` tells sections, words, laws and helplines apart, "" for others.

    `before` and `after` are runs, or the entry of the list; None where there was or is none. A section comes without
    its clauses.
    """

    part: Part
    id: str
    before: FramePart
    after: FramePart


FramePart = Runs | Section | Definition | SourceCited | Helpline | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the edition that is no part of its text has another value; `sections` is the order of their ids."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between the editions `old` and `new`.

    `changes` stand in the order of the new edition, each removed clause where it stood; `facts` are sorted by
    variable; `frame` in the order of `Part`. `quiet` is what differs and is no change of the text: changes without a
    kind, entries of lists that differ in the day on which they were checked, fields.
    """

    old: Edition
    new: Edition
    changes: tuple[Change, ...]
    facts: tuple[FactChange, ...]
    frame: tuple[FrameChange, ...]
    quiet: tuple[Change | FrameChange | FieldChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the texts say the same."""
        return not (self.changes or self.facts or self.frame)

    @property
    def in_time(self) -> bool:
        """Whether both are texts of one school for the same readers, so that a change has a reason to be asked for."""
        old, new = self.old, self.new
        return (old.school.id, old.audience, old.language) == (new.school.id, new.audience, new.language)

    @property
    def unchanged(self) -> tuple[EditionClause, ...]:
        """The clauses of the new edition that say what they said."""
        touched = {placed.clause.id for change in self.changes for placed in change.after}
        return tuple(clause for clause in self.new.clauses() if clause.id not in touched)

    def of(self, clause: str) -> Change | None:
        """The change of the clause with that id, now or before."""
        return next((each for each in self.changes if clause in _ids(each)), None)

    def count(self, kind: Kind) -> int:
        """How many clauses it became of: a clause that was reworded and moved counts for both."""
        return sum(kind in change.kinds for change in self.changes)


def _ids(change: Change) -> set[str]:
    return {placed.clause.id for placed in (*change.before, *change.after)}


def without_clauses(section: Section) -> Section:
    """A section as a `FrameChange` holds it; its number comes from its place and is left out."""
    return replace(section, clauses=(), number="")
