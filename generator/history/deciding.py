"""What may be decided next about a policy: numbers of versions, and what speaks against a decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.formats.filters import uk_date
from generator.history.standing import in_force, righted, withdrawn
from generator.model.versions import AdoptedVersion, Decision, History, Kind, Note, Ratification, Reversion


@dataclass(frozen=True, slots=True)
class Intended:
    """A version as somebody asks for it: dates are ISO 8601, "" for what was not said."""

    kind: Kind
    decision: Decision
    effective: str
    review: str
    urgent: str = ""
    ratify_by: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not be decided, and what to do, in plain sentences."""

    message: str
    hint: str


def next_number(history: History, kind: Kind) -> str:
    """The number of the version that comes next: 1, 2, 3 for what governors decide, 2.1 for a correction of 2."""
    if not history.versions:
        return "1"
    whole, _, part = history.versions[-1].number.partition(".")
    return f"{whole}.{int(part or 0) + 1}" if kind == "correction" else str(int(whole) + 1)


def refusals(history: History, intended: Intended, today: str) -> Iterator[Refusal]:
    """All that speaks against `intended` on the ISO date `today`, as far as its dates and earlier records tell."""
    yield from _of_its_dates(intended, today)
    yield from _after_the_last(history, intended)
    yield from _by_the_chair(intended)
    if intended.kind != "adoption" and in_force(history, intended.decision.on) is None:
        gone = withdrawn(history, intended.decision.on)
        message = "the policy is withdrawn" if gone else "no version of this policy is in force on that day"
        yield Refusal(message, "Adopt it first: `policypress adopt`.")


def _of_its_dates(intended: Intended, today: str) -> Iterator[Refusal]:
    on, effective, review = intended.decision.on, intended.effective, intended.review
    if on > today:
        message = f"the decision is dated {uk_date(on)}, which is still to come"
        yield Refusal(message, "Record it when it has been made. Until then `policypress pack` keeps the proposal.")
    if effective < on:
        message = f"it would take effect on {uk_date(effective)}, before it was decided on {uk_date(on)}"
        yield Refusal(message, "Give the day of the decision or a later one with --effective.")
    if intended.kind != "correction" and review <= max(on, effective):
        message = f"its review on {uk_date(review)} is not after the day on which it takes effect"
        yield Refusal(message, "Give a later day with --review.")


def _after_the_last(history: History, intended: Intended) -> Iterator[Refusal]:
    if not history.versions:
        return
    last = righted(history, history.versions[-1])
    if intended.decision.on < last.decision.on:
        message = f"version {last.number} was decided later, on {uk_date(last.decision.on)}"
        yield Refusal(message, "Records are kept in order: check the date.")
    elif intended.effective < last.effective:
        message = f"version {last.number} takes effect later, on {uk_date(last.effective)}"
        yield Refusal(message, "Let the new version take effect on that day or later.")


def _by_the_chair(intended: Intended) -> Iterator[Refusal]:
    if intended.decision.by == "chair":
        if not intended.urgent:
            hint = "Say in one sentence with --urgent-reason why it could not wait for a meeting."
            yield Refusal("the chair acted alone, and no reason is given", hint)
        if not intended.ratify_by:
            hint = "Give the day of the next meeting with --ratify-by."
            yield Refusal("the chair acted alone, and no meeting is named that is to ratify it", hint)
        elif intended.ratify_by <= intended.decision.on:
            message = f"the meeting that is to ratify it, on {uk_date(intended.ratify_by)}, is not after the decision"
            yield Refusal(message, "Give the day of the next meeting with --ratify-by.")
    elif intended.urgent or intended.ratify_by:
        hint = "Leave out --urgent-reason and --ratify-by, or say --by chair."
        yield Refusal("only what the chair decides alone is to be ratified", hint)


def awaiting(history: History, today: str) -> tuple[AdoptedVersion, ...]:
    """Versions by the chair alone that no meeting has ratified and none has reverted, the oldest first."""
    done = {record.number for record in history.records if isinstance(record, Ratification | Reversion)}
    waiting = (each for each in history.versions if each.ratify_by and each.number not in done)
    return tuple(righted(history, each) for each in waiting if each.decision.on <= today)


def closing_refusals(history: History, on: str, today: str) -> Iterator[Refusal]:
    """What speaks against ratifying, reverting or withdrawing on the ISO date `on`, whatever it is about."""
    if not history.versions:
        yield Refusal("no version of this policy has been adopted", "There is nothing to decide about yet.")
        return
    last = max(record.decision.on for record in history.records if not isinstance(record, Note))
    if on > today:
        yield Refusal(f"{uk_date(on)} is still to come", "Record it when it has been decided.")
    if on < last:
        yield Refusal(f"something was decided later, on {uk_date(last)}", "Records are kept in order: check the date.")
