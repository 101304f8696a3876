"""What may be decided next about a policy: numbers of versions, and what speaks against a decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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


def next_number(history: History, kind: Kind, held: AdoptedVersion | None = None) -> str:
    """The number of the version that comes next: 1, 2, 3 for what governors decide, 2.1 for a correction of 2.

    What is corrected is the version that is `held` to be in force.
    """
    numbers = [tuple(map(int, each.number.split("."))) for each in history.versions]
    if kind != "correction":
        return str(max((number[0] for number in numbers), default=0) + 1)
    if held is None:
        raise ValueError("nothing is in force that could be corrected")
    whole = int(held.number.split(".")[0])
    parts = [number[1] for number in numbers if number[0] == whole and len(number) > 1]
    return f"{whole}.{max(parts, default=0) + 1}"


def refusals(history: History, intended: Intended, today: str) -> Iterator[Refusal]:
    """All that speaks against `intended` on the ISO date `today`, as far as its dates and earlier records tell."""
    yield from _of_its_dates(intended, today)
    yield from _after_the_last(history, intended)
    yield from _by_the_chair(intended)
    yield from _while_one_waits(history, intended)
    yield from _again(history, intended)
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
    reverted = {record.number for record in history.records if isinstance(record, Reversion)}
    standing = [righted(history, each) for each in history.versions if each.number not in reverted]
    if not standing:
        return
    latest = max(standing, key=lambda each: each.decision.on)
    last = max(standing, key=lambda each: each.effective)
    if intended.decision.on < latest.decision.on:
        message = f"version {latest.number} was decided later, on {uk_date(latest.decision.on)}"
        yield Refusal(message, "Records are kept in order: check the date.")
    elif intended.effective < last.effective and intended.kind != "correction":
        message = f"version {last.number} takes effect later, on {uk_date(last.effective)}"
        yield Refusal(message, "Let the new version take effect on that day or later.")


def _while_one_waits(history: History, intended: Intended) -> Iterator[Refusal]:
    """What the chair decided alone is ratified or reverted before anything is built on it."""
    waiting = awaiting(history, intended.decision.on)
    if waiting and intended.kind != "correction":
        message = f"version {waiting[-1].number} was decided by the chair alone and is not ratified yet"
        yield Refusal(message, "Record first what the meeting decided on it: `policypress ratify` or `revert`.")


def _again(history: History, intended: Intended) -> Iterator[Refusal]:
    """The same review typed twice."""
    for each in history.versions:
        same = (each.kind, each.decision.on, each.review) == (intended.kind, intended.decision.on, intended.review)
        if same and intended.kind == "review":
            yield Refusal(f"this review is recorded already, as version {each.number}", "Nothing has to be done.")


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


def noted_refusals(history: History, note: Note, today: str) -> Iterator[Refusal]:
    """What speaks against `note`, which says something else of a version that is there: dates that cannot be."""
    after = replace(history, records=(*history.records, note))
    version = next(each for each in history.versions if each.number == note.number)
    said = righted(after, version)
    if set(note.rights) & {"adopted", "effective", "review"}:
        intended = Intended(said.kind, said.decision, said.effective, said.review)
        yield from _of_its_dates(intended, max(today, version.decision.on))
    for other in history.versions:
        if other.number != version.number:
            yield from _out_of_order(righted(history, version), said, righted(history, other))


def _out_of_order(before: AdoptedVersion, after: AdoptedVersion, other: AdoptedVersion) -> Iterator[Refusal]:
    """A note does not make a version older or younger than another than it was."""
    for was, now, others, what in (
        (before.decision.on, after.decision.on, other.decision.on, "was adopted"),
        (before.effective, after.effective, other.effective, "takes effect"),
    ):
        if (was <= others) != (now <= others) or (was >= others) != (now >= others):
            message = (
                f"version {other.number} {what} on {uk_date(others)}, and {uk_date(now)} is on the other side of it"
            )
            yield Refusal(message, "Check the date.")


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
