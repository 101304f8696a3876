"""What a picture of a register shows: when each version holds, and the days on which something is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.history.standing import in_force, righted
from generator.model.register import Bar, Mark, Register, Row, Timeline, TimelineRow
from generator.model.versions import History, Reversion, Withdrawal

_BEFORE, _BEHIND = 5, 6
"""Years that are shown at most before this one, and behind."""


def timeline_of(register: Register, histories: Iterable[History]) -> Timeline:
    """The rows of `register` in their order, with the stretches in which the versions of `histories` hold."""
    known = {history.policy: history for history in histories}
    rows = tuple(_row(row, known.get(row.policy)) for row in register.rows)
    this = int(register.today[:4])
    days = [day for row in rows for bar in row.bars for day in (bar.begins, bar.until) if day]
    days += [mark.on for row in rows for mark in row.marks]
    years = [this, *(int(day[:4]) for day in days)]
    begins, ends = max(min(years), this - _BEFORE), min(max(years) + 1, this + _BEHIND)
    return Timeline(f"{begins:04}-01-01", f"{ends:04}-01-01", register.today, rows)


def _row(row: Row, history: History | None) -> TimelineRow:
    marks = [Mark(due.kind, due.on, due.overdue) for due in row.due if due.on]
    if row.elsewhere:
        bars: tuple[Bar, ...] = (Bar(row.number, row.adopted, ""),) if row.adopted else ()
        return TimelineRow(row.policy, row.title, bars, tuple(marks))
    bars = tuple(_bars(history)) if history else ()
    records = history.records if history else ()
    marks += [Mark("withdrawal", each.decision.on) for each in records if isinstance(each, Withdrawal)]
    return TimelineRow(row.policy, row.title, bars, tuple(sorted(marks, key=lambda mark: (mark.on, mark.kind))))


def _bars(history: History) -> Iterator[Bar]:
    """Stretches one after the other: on each day on which something may change, what holds from then on."""
    days = {righted(history, version).effective for version in history.versions}
    days |= {each.decision.on for each in history.records if isinstance(each, Reversion | Withdrawal)}
    holding: Bar | None = None
    for day in sorted(days):
        version = in_force(history, day)
        number = version.number if version else ""
        if holding is not None and number == holding.number:
            continue
        if holding is not None:
            yield Bar(holding.number, holding.begins, day, holding.chair)
        holding = Bar(number, day, "", bool(version.ratify_by)) if version else None
    if holding is not None:
        yield holding
