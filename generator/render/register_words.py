"""The words of a register: heads, status, how often, what is due. They depend on a day, so they stand under “as at”."""

from __future__ import annotations

from generator.formats.filters import uk_date
from generator.model.register import Dated, Due, Row

FREQUENCY = {1: "every month", 12: "every year", 24: "every 2 years", 36: "every 3 years", 60: "every 5 years"}
ANSWERS = {"yes": "Yes", "no": "No", "": ""}


def _day(iso: str) -> str:
    return uk_date(iso) if iso else "a day not known"


def status(row: Row) -> str:
    """What the policy is worth on the day of the register: one of the words that pages print, and what waits."""
    words = [_standing(row)]
    if row.next_number:
        words.append(f"version {row.next_number} takes effect on {_day(row.next_from)}")
    if row.proposed and row.standing is not None:
        words.append(f"proposed for {_day(row.proposed)}")
    if any(due.kind == "law" for due in row.due):
        words.append(law_words(row))
    return "; ".join(words)


def _standing(row: Row) -> str:
    stands = row.standing
    if row.unreadable:
        return "The record has a fault: run `policypress check`"
    if row.elsewhere:
        return f"Kept elsewhere: {row.kept}" if row.kept else "Kept elsewhere"
    if stands is None:
        return f"Proposed for {_day(row.proposed)}" if row.proposed else "Draft, not adopted"
    day = _day(stands.on)
    return {
        "waiting": f"Adopted, takes effect on {day}",
        "in force": f"In force since {day}",
        "by chair": f"In force by chair’s action, to be ratified by {day}",
        "replaced": f"Replaced on {day} by version {stands.by}",
        "reverted": f"Withdrawn on {day}",
        "withdrawn": f"Withdrawn on {day}",
    }[stands.kind]


def law_words(row: Row) -> str:
    """`law changed, adopt by 31 March 2027`, or without a day where nobody says one."""
    days = sorted({change.change.adopt_by for change in row.law} - {""})
    return f"law changed, adopt by {_day(days[0])}" if days else "law changed"


def frequency(months: int) -> str:
    """`every year`, `every 18 months`; "" when nobody says how often."""
    return FREQUENCY.get(months, f"every {months} months") if months else ""


def months_left(row: Row) -> str:
    """`3 months left`, `less than a month left`, `2 months overdue`; "" without a review date."""
    left = row.months_left
    if left is None:
        return ""
    if left < 0:
        past = -left - 1
        return f"{_months(past)} overdue" if past else "overdue"
    return f"{_months(left)} left" if left else "less than a month left"


def _months(number: int) -> str:
    return "1 month" if number == 1 else f"{number} months"


def due_words(due: Due, row: Row) -> str:
    """What is to be done: `review (version 2)`, `ratify what the chair decided (version 3)`."""
    version = f" (version {due.version})" if due.version else ""
    if due.kind == "ratification":
        return f"ratify what the chair decided{version}"
    if due.kind == "law":
        clauses = ", ".join(dict.fromkeys(each.clause for each in row.law if each.change.adopt_by == due.on))
        return f"adopt what the law changed{version}: {clauses}"
    return f"review{version}"


def dated_words(dated: Dated) -> str:
    """How a calendar calls a day: `Review: Social media policy (Example School)`."""
    what = {
        "review": "Review by governors",
        "effect": f"Version {dated.version} takes effect",
        "ratification": f"To be ratified: version {dated.version}",
        "withdrawal": "Withdrawn",
    }[dated.kind]
    return f"{what}: {dated.title} ({dated.school})"
