"""The register of a school's policies as on a day, the calendar of their dates, and what is drawn of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Only

from generator.model.edition import ClauseChange, Standing
from generator.model.reviews import Answer, OtherPolicy

DueKind = Only["review", "ratification", "law"]


@dataclass(frozen=True, slots=True)
class LawChange:
    """A change of the law that a clause of today's draft has; `source` is the title of the law or guidance, or ""."""

    clause: str
    change: ClauseChange
    source: str = ""


@dataclass(frozen=True, slots=True)
class PolicyToday:
    """What today’s files say of a school’s policy: `title` and `owner` as printed, how often it is looked at and why.

    `statutory` and `website`: whether the law asks for it, and wants it on the website. `months` is 0 when nobody says
    how often; `says` is why, `source` and `link` are the law or guidance behind it, or "". `law` are the changes of
    kind law in the clauses of the draft. Of one that is not `taken` the school has adopted versions only; the record
    of one that is `unreadable` has a fault.
    """

    policy: str
    title: str
    owner: str = ""
    statutory: Answer = ""
    website: Answer = ""
    months: int = 0
    says: str = ""
    source: str = ""
    link: str = ""
    checked_on: str = ""
    law: tuple[LawChange, ...] = ()
    taken: bool = True
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class SchoolToday:
    """What a register needs to know of a school beside its records; `name` as printed, `group` an id or ""."""

    id: str
    name: str
    group: str
    policies: tuple[PolicyToday, ...]
    others: tuple[OtherPolicy, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done by the ISO date `on`, "" when nobody says by when; `version` of which it is asked."""

    kind: DueKind
    on: str
    version: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A policy in a register.

    `policy` is its id; of one kept elsewhere a short form of its title. `number` is the version that holds, `standing`
    what it is (None for a draft and for what is kept elsewhere), `next_number` and `next_from` the version that waits
    and its day. `proposed` is the day of the meeting that is asked to adopt it. `review` is the next review,
    `months_left` whole months until then: 0 in the last month, below 0 when it is past. `law` are changes of the law
    that the version lacks; `due` is what is to be done, the first first. `kept` and `place` say where a policy kept
    elsewhere is found, and on which line of which file this was read.
    Of one that is `unreadable` some record has a fault, and nothing is said.
    """

    school: str
    policy: str
    title: str
    elsewhere: bool
    statutory: Answer = ""
    website: Answer = ""
    months: int = 0
    says: str = ""
    source: str = ""
    link: str = ""
    owner: str = ""
    body: str = ""
    minute: str = ""
    number: str = ""
    adopted: str = ""
    review: str = ""
    months_left: int | None = None
    standing: Standing | None = None
    next_number: str = ""
    next_from: str = ""
    proposed: str = ""
    law: tuple[LawChange, ...] = ()
    due: tuple[Due, ...] = ()
    kept: str = ""
    place: str = ""
    unreadable: bool = False

    @property
    def overdue(self) -> bool:
        """Whether anything of it is past its day."""
        return any(each.overdue for each in self.due)


@dataclass(frozen=True, slots=True)
class Register:
    """All policies of a school as on the ISO date `today`, what is overdue first."""

    school: str
    name: str
    group: str
    today: str
    rows: tuple[Row, ...]

    @property
    def ratifications(self) -> tuple[Row, ...]:
        """Policies of which a meeting has to confirm what the chair decided."""
        return tuple(row for row in self.rows if any(due.kind == "ratification" for due in row.due))

    def row(self, policy: str) -> Row | None:
        """That of a policy of the library."""
        return next((row for row in self.rows if row.policy == policy and not row.elsewhere), None)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The policies that a school keeps elsewhere, counted: how many are overdue, and the next date of a review."""

    number: int
    overdue: int
    next_review: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A school in the register of its group: a row or None for each of the group's policies, in their order."""

    school: str
    name: str
    rows: tuple[Row | None, ...]
    elsewhere: Elsewhere


@dataclass(frozen=True, slots=True)
class GroupRegister:
    """Schools by policy as on `today`: (id, title) of each policy, a line for each school, and the registers behind."""

    group: str
    name: str
    today: str
    policies: tuple[tuple[str, str], ...]
    lines: tuple[GroupLine, ...]
    registers: tuple[Register, ...]


DatedKind = Only["review", "effect", "ratification", "withdrawal"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A day for a calendar. `uid` never changes; `moved` counts how often the day has; `noted` is when it was last set.

    What is `cancelled` was once there and is no more: a review of a policy that has been withdrawn. Dates are ISO 8601.
    """

    uid: str
    kind: DatedKind
    school: str
    title: str
    on: str
    noted: str
    moved: int = 0
    cancelled: bool = False
    version: str = ""
    body: str = ""
    minute: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a timeline in which a version holds; `until` is "" when nobody knows its end."""

    number: str
    begins: str
    until: str
    chair: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on a timeline."""

    kind: Only["review", "ratification", "law", "withdrawal"]
    on: str
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A policy on a timeline, in the order of the register."""

    policy: str
    title: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn of a register: from the first of January before all that it shows to the one behind it."""

    begins: str
    ends: str
    today: str
    rows: tuple[TimelineRow, ...]
