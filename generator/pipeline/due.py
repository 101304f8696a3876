"""What is overdue or due within some days, by school, out of registers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.register import Due, Register, Row
from generator.pipeline.registers import RegisterRead
from generator.problems import Problem
from generator.render.register_words import due_words

_IN_A_REGISTER = ("adopted/", "proposed/", "other-policies")


@dataclass(frozen=True, slots=True)
class DueEntry:
    """Something that is to be done: of which policy, what, and by when; `days` from today, None without a day."""

    policy: str
    title: str
    kind: str
    what: str
    on: str
    days: int | None
    version: str
    elsewhere: bool
    overdue: bool
    place: str

    @property
    def when(self) -> str:
        """`12 days overdue`, `today`, `in 30 days`, `no day is set`."""
        if self.days is None:
            return "no day is set"
        if self.days == 0:
            return "today"
        count = f"{abs(self.days):,} day{'' if abs(self.days) == 1 else 's'}"
        return f"in {count}" if self.days > 0 else f"{count} overdue"

    def plain(self) -> dict[str, object]:
        """As JSON can say it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class SchoolDue:
    """What is due in a school, the first first."""

    school: str
    name: str
    entries: tuple[DueEntry, ...]

    @property
    def overdue(self) -> int:
        """How many entries are past their day."""
        return sum(entry.overdue for entry in self.entries)


def read_due(
    registers: Iterable[RegisterRead], today: datetime.date, within: int
) -> tuple[tuple[SchoolDue, ...], tuple[Problem, ...]]:
    """The schools in which something is overdue or due within so many days, by name, and what could not be read."""
    found: list[SchoolDue] = []
    problems: list[Problem] = []
    for read in registers:
        if read.register is None:
            problems += read.problems
            continue
        problems += (each for each in read.problems if _concerns(each))
        entries = due_in(read.register, today, within)
        if entries:
            found.append(SchoolDue(read.school, read.register.name, entries))
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.school))), tuple(problems)


def due_in(register: Register, today: datetime.date, within: int) -> tuple[DueEntry, ...]:
    """What of a register is overdue or due by then, by day; what has no day stands behind."""
    last = (today + datetime.timedelta(days=within)).isoformat()
    entries = [_entry(row, due, today) for row in register.rows for due in row.due if due.on <= last]
    return tuple(sorted(entries, key=lambda each: (each.on or "9999", each.title.casefold(), each.kind)))


def _entry(row: Row, due: Due, today: datetime.date) -> DueEntry:
    days = (datetime.date.fromisoformat(due.on) - today).days if due.on else None
    what = due_words(due, row) + (f", kept elsewhere ({row.place})" if row.elsewhere else "")
    return DueEntry(
        policy=row.policy,
        title=row.title,
        kind=due.kind,
        what=what,
        on=due.on,
        days=days,
        version=due.version,
        elsewhere=row.elsewhere,
        overdue=due.overdue,
        place=row.place,
    )


def _concerns(problem: Problem) -> bool:
    path = problem.where.path.split("/", 2)[-1]
    return path.startswith(_IN_A_REGISTER)
