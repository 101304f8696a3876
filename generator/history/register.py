"""The register of a school's policies as on a day: what holds, until when, and what is to be done."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.formats.other_policies import short_form
from generator.history.standing import decided, in_force, standing, upcoming, withdrawn
from generator.history.turns import known_on
from generator.model.edition import Standing
from generator.model.register import Due, Elsewhere, GroupLine, GroupRegister, LawChange, PolicyToday, Register, Row
from generator.model.register import SchoolToday as School
from generator.model.reviews import OtherPolicy
from generator.model.versions import AdoptedVersion, History, Proposal, Ratification, law_entry

_NO_DAY = "9000"
"""Sorts what is to be done, but by no day, behind all that has one."""


def register_of(school: School, histories: Iterable[History], proposals: Iterable[Proposal], today: str) -> Register:
    """The register of `school` on the ISO date `today`, what is overdue first, what is withdrawn last.

    Versions and proposals may be heads alone, without texts.
    """
    known = {history.policy: known_on(history, today) for history in histories}
    asked = tuple(proposals)
    rows = [
        _row(school.id, policy, _Known(known.get(policy.policy) or History(school.id, policy.policy), asked, today))
        for policy in school.policies
    ]
    rows += [_elsewhere(school.id, other, today) for other in school.others]
    return Register(school.id, school.name, school.group, today, tuple(sorted(rows, key=_urgency)))


def group_register(group: str, name: str, registers: Sequence[Register], today: str) -> GroupRegister:
    """Schools by policy; `registers` are those of the group's schools, whose lines are sorted by the schools' names."""
    titles: dict[str, str] = {}
    for register in registers:
        for row in register.rows:
            if not row.elsewhere:
                titles.setdefault(row.policy, row.title)
    policies = tuple(sorted(titles.items(), key=lambda each: (each[1].casefold(), each[0])))
    registers = sorted(registers, key=lambda each: (each.name.casefold(), each.school))
    lines = tuple(_line(register, [policy for policy, _ in policies]) for register in registers)
    return GroupRegister(group, name, today, policies, lines, tuple(registers))


def _line(register: Register, policies: Sequence[str]) -> GroupLine:
    rows = {row.policy: row for row in register.rows if not row.elsewhere}
    others = [row for row in register.rows if row.elsewhere]
    following = min((row.review for row in others if row.review >= register.today), default="")
    counted = Elsewhere(len(others), sum(row.overdue for row in others), following)
    return GroupLine(register.school, register.name, tuple(rows.get(policy) for policy in policies), counted)


def _urgency(row: Row) -> tuple[bool, str, str, bool, str]:
    gone = row.standing is not None and row.standing.kind == "withdrawn"
    first = "" if row.unreadable else min((due.on or _NO_DAY for due in row.due), default="9999")
    return gone, first, row.title.casefold(), row.elsewhere, row.policy


@dataclass(frozen=True, slots=True)
class _Known:
    """The records of a policy, what meetings are asked, and the day."""

    history: History
    proposals: tuple[Proposal, ...]
    today: str


def _row(school: str, policy: PolicyToday, known: _Known) -> Row:
    history, today = known.history, known.today
    if policy.unreadable:
        return Row(school, policy.policy, policy.title, elsewhere=False, owner=policy.owner, unreadable=True)
    waiting = upcoming(history, today)
    shown, stands = _shown(known, waiting)
    if shown is not None and shown is waiting:
        waiting = None  # it is the one that is shown
    latest = waiting or shown
    by = decided(history, shown) if shown else None
    gone = stands is not None and stands.kind == "withdrawn"
    law = tuple(_lacking(latest, policy.law)) if latest and not gone else ()
    review = latest.review if latest and not gone else ""
    return Row(
        school=school,
        policy=policy.policy,
        title=policy.title,
        elsewhere=False,
        statutory=policy.statutory,
        website=policy.website,
        months=policy.months,
        says=policy.says,
        source=policy.source,
        link=policy.link,
        owner=policy.owner,
        body=by.body if by else "",
        minute=by.minute if by else "",
        number=shown.number if shown else "",
        adopted=by.on if by else "",
        review=review,
        months_left=_months_left(review, today),
        standing=stands,
        next_number=waiting.number if waiting else "",
        next_from=waiting.effective if waiting else "",
        proposed=_proposed(known),
        law=law,
        due=() if gone else _due(known, latest, law),
    )


def _shown(known: _Known, waiting: AdoptedVersion | None) -> tuple[AdoptedVersion | None, Standing | None]:
    """The version that a register shows, and what it is: the one in force, else that which waits, or was withdrawn."""
    history, today = known.history, known.today
    holding = in_force(history, today)
    if holding is not None:
        return holding, standing(history, holding, today)
    ended = withdrawn(history, today)
    if ended is not None:
        all_stand = ((each, standing(history, each, today)) for each in reversed(history.versions))
        last = next((each for each, stands in all_stand if stands.kind == "withdrawn"), None)
        return last, Standing("withdrawn", ended.decision.on)
    return waiting, standing(history, waiting, today) if waiting else None


def _proposed(known: _Known) -> str:
    """The day of the last meeting that is asked to adopt the policy and has not decided yet; "" without one."""
    versions = known.history.versions
    answered = {version.proposal for version in versions}
    last = max((version.decision.on for version in versions), default="")
    return max(
        (
            each.meeting
            for each in known.proposals
            if known.history.policy in each.editions and each.code not in answered and each.meeting > last
        ),
        default="",
    )


def _lacking(version: AdoptedVersion, law: tuple[LawChange, ...]) -> Iterator[LawChange]:
    """Changes of the law that the texts of `version` do not hold."""
    yield from (each for each in law if law_entry(each.clause, each.change) not in version.laws)


def _due(known: _Known, latest: AdoptedVersion | None, law: tuple[LawChange, ...]) -> tuple[Due, ...]:
    today, history = known.today, known.history
    found = [Due("review", latest.review, latest.number, latest.review < today)] if latest and latest.review else []
    confirmed = {record.number for record in history.records if isinstance(record, Ratification)}
    for version in history.versions:
        open_still = version.ratify_by and version.number not in confirmed
        if open_still and standing(history, version, today).kind in ("by chair", "waiting"):
            found.append(Due("ratification", version.ratify_by, version.number, version.ratify_by < today))
    number = latest.number if latest else ""
    days = sorted({each.change.adopt_by for each in law})
    found += [Due("law", day, number, "" < day < today) for day in days]
    return tuple(sorted(found, key=lambda due: (due.on or _NO_DAY, due.kind, due.version)))


def _elsewhere(school: str, other: OtherPolicy, today: str) -> Row:
    review = next_review(other)
    return Row(
        school=school,
        policy=short_form(other.title),
        title=other.title,
        elsewhere=True,
        statutory=other.statutory,
        website=other.website,
        months=other.months,
        owner=other.owner,
        body=other.body,
        number=other.version,
        adopted=other.adopted,
        review=review,
        months_left=_months_left(review, today),
        due=(Due("review", review, other.version, review < today),) if review else (),
        kept=other.kept,
        place=str(other.where),
    )


def next_review(other: OtherPolicy) -> str:
    """The next review of a policy kept elsewhere: as stated, else reckoned from its adoption; "" when nobody knows."""
    if other.review or not (other.adopted and other.months):
        return other.review
    day = datetime.date.fromisoformat(other.adopted)
    years, month = divmod(day.month - 1 + other.months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(day.year + years, month + 1, last).isoformat()
        except ValueError:
            continue  # the month is shorter
    raise AssertionError("every month has 28 days")


def _months_left(review: str, today: str) -> int | None:
    """Whole months from `today` to `review`, rounded down: -1 on the day after it."""
    if not review:
        return None
    end, begin = datetime.date.fromisoformat(review), datetime.date.fromisoformat(today)
    return (end.year - begin.year) * 12 + end.month - begin.month - (end.day < begin.day)
