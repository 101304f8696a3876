"""The days that a school's records name, for calendars: the same on whatever day they are asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from generator.formats.other_policies import short_form
from generator.history.register import next_review
from generator.history.standing import righted
from generator.model.register import Dated, DatedKind, SchoolToday
from generator.model.reviews import OtherPolicy
from generator.model.versions import AdoptedVersion, History, Note, Ratification, Record, Reversion, Withdrawal

_EFFECTS = 2
"""Versions whose first day is told: the last one and that before it, which may both be still to come."""
_FIRST_DAY = datetime.date(2000, 1, 1)


def dates_of(school: SchoolToday, histories: Iterable[History]) -> tuple[Dated, ...]:
    """Reviews, effects, ratifications and withdrawals of `school`, and reviews of what is kept elsewhere, by day."""
    titles = {policy.policy: policy.title for policy in school.policies}
    found: list[Dated] = []
    for history in histories:
        found += _of_policy(school, titles.get(history.policy, history.policy), history)
    found += (dated for other in school.others if (dated := _of_other(school, other)) is not None)
    return tuple(sorted(found, key=lambda each: (each.on, each.uid)))


@dataclass(frozen=True, slots=True)
class _Said:
    """What the records say of a day, as far as they go."""

    on: str
    cancelled: bool = False
    version: AdoptedVersion | None = None


Saying = Callable[[History], _Said | None]


def _of_policy(school: SchoolToday, title: str, history: History) -> Iterator[Dated]:
    asked: list[tuple[DatedKind, str, Saying]] = [("review", "", _review), ("withdrawal", "", _withdrawal)]
    adopted = [version.number for version in history.versions if version.kind == "adoption"]
    for number in adopted[-_EFFECTS:]:
        asked.append(("effect", f".{number}", partial(_effect, number=number)))
    for version in history.versions:
        if version.ratify_by:
            asked.append(("ratification", f".{version.number}", partial(_ratification, number=version.number)))
    for kind, which, saying in asked:
        followed = _followed(history, saying)
        if followed is None:
            continue
        said, moved, noted = followed
        decided = said.version
        yield Dated(
            uid=f"{kind}.{history.policy}{which}.{school.id}@policypress",
            kind=kind,
            school=school.name,
            title=title,
            on=said.on,
            noted=noted,
            moved=moved,
            cancelled=said.cancelled,
            version=decided.number if decided else "",
            body=decided.decision.body if decided else "",
            minute=decided.decision.minute if decided else "",
        )


def _followed(history: History, saying: Saying) -> tuple[_Said, int, str] | None:
    """What the whole chain says, how many of its records changed the day, and the date of the last that did."""
    last: _Said | None = None
    moved, noted = -1, ""
    for number, record in enumerate(history.records, start=1):
        said = saying(replace(history, records=history.records[:number]))
        said = said if said is not None and said.on else None
        if said is not None and (last is None or (said.on, said.cancelled) != (last.on, last.cancelled)):
            moved, noted = moved + 1, _date(record)
        last = said or last
    return None if last is None else (last, moved, noted)


def _date(record: Record) -> str:
    return record.on if isinstance(record, Note) else record.decision.on


def _standing(history: History) -> list[AdoptedVersion]:
    """The versions that have not been reverted, righted."""
    reverted = {record.number for record in history.records if isinstance(record, Reversion)}
    return [righted(history, version) for version in history.versions if version.number not in reverted]


def _ended(history: History) -> Withdrawal | None:
    """The withdrawal after which nothing has been adopted."""
    for record in reversed(history.records):
        if isinstance(record, Withdrawal):
            return record
        if isinstance(record, AdoptedVersion) and record.kind != "correction":
            return None
    return None


def _review(history: History) -> _Said | None:
    versions, ended = _standing(history), _ended(history)
    if not versions:
        undone = history.versions[-1:]
        return _Said(undone[0].review, True, undone[0]) if undone else None
    last = versions[-1]
    cancelled = ended is not None and ended.decision.on <= last.review
    return _Said(last.review, cancelled, last) if last.review else None


def _effect(history: History, number: str) -> _Said | None:
    version = history.version(number)
    if version is None:
        return None
    cancelled = all(each.number != number for each in _standing(history))
    return _Said(righted(history, version).effective, cancelled, righted(history, version))


def _ratification(history: History, number: str) -> _Said | None:
    version = history.version(number)
    if version is None:
        return None
    settled = any(isinstance(each, Ratification | Reversion) and each.number == number for each in history.records)
    return _Said(version.ratify_by, settled, righted(history, version))


def _withdrawal(history: History) -> _Said | None:
    """The last withdrawal, which an adoption behind it cancels."""
    last = next((record for record in reversed(history.records) if isinstance(record, Withdrawal)), None)
    return _Said(last.decision.on, _ended(history) is None) if last else None


def _of_other(school: SchoolToday, other: OtherPolicy) -> Dated | None:
    """Its next review. No records tell how often that moved; as it moves forward, its own day is a rising number."""
    review = next_review(other)
    if not review:
        return None
    return Dated(
        uid=f"review.elsewhere.{short_form(other.title)}.{school.id}@policypress",
        kind="review",
        school=school.name,
        title=other.title,
        on=review,
        noted=other.adopted or review,
        moved=max(0, (datetime.date.fromisoformat(review) - _FIRST_DAY).days),
        version=other.version,
        body=other.body,
        kept=other.kept or "elsewhere",
    )
