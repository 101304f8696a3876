"""Recording what was decided about a version or a policy afterwards: notes, ratification, reversion, withdrawal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.authoring.adopting import free_stem
from generator.authoring.change import write
from generator.authoring.sealing import persons_in, sealed_change, together
from generator.formats.filters import uk_date
from generator.formats.record_files import Owner
from generator.history.deciding import Refusal, awaiting, closing_refusals
from generator.history.minutes import closing_minute, policy_title
from generator.history.standing import in_force, withdrawn
from generator.library.adopted import with_texts
from generator.model.versions import (
    AdoptedVersion,
    Decision,
    History,
    Note,
    Ratification,
    Record,
    Reversion,
    Sealed,
    Withdrawal,
)
from generator.pipeline.histories import broken_records, read_contacts, read_history
from generator.problems import Location


@dataclass(frozen=True, slots=True)
class NoteWish:
    """A note as somebody asks for it: what the record of a version is to say in the place of what it says."""

    school: str
    policy: str
    version: str
    today: str
    rights: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Closing:
    """A decision about what was adopted before, as somebody asks for it."""

    school: str
    policy: str
    today: str
    decision: Decision
    reason: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """What came of it: why nothing was recorded, or the file that was and the sentence for the minutes."""

    refusals: tuple[Refusal, ...] = ()
    path: str = ""
    minute: str = ""


def add_note(root: Path, wish: NoteWish) -> Closed:
    """Writes a note beside the version that it completes or rights. Raises as `authoring.write` does."""
    history = read_history(root, wish.school, wish.policy)
    version = history.version(wish.version)
    if version is None:
        numbers = ", ".join(each.number for each in history.versions) or "none yet"
        return Closed((Refusal(f"there is no version {wish.version} of {wish.policy}", f"There are: {numbers}."),))
    refused = tuple(_against_note(wish))
    if refused:
        return Closed(refused)
    sealed = _place(history, f"{wish.today}-note")
    note = Note(version.number, wish.today, dict(sorted(wish.rights.items())), wish.text, sealed)
    return _written(root, history, note)


def _against_note(wish: NoteWish) -> Iterator[Refusal]:
    if wish.rights.get("adopted", "") > wish.today:
        yield Refusal(f"{uk_date(wish.rights['adopted'])} is still to come", "Check the date.")


def ratify_version(root: Path, wish: Closing) -> Closed:
    """Records that a meeting confirmed what the chair decided last. Raises as `authoring.write` does."""
    history = read_history(root, wish.school, wish.policy)
    refused = (*closing_refusals(history, wish.decision.on, wish.today), *_nothing_waits(history, wish))
    if refused:
        return Closed(refused)
    version = awaiting(history, wish.today)[-1]
    sealed = _place(history, f"{wish.decision.on}-ratified")
    return _written(root, history, Ratification(version.number, _decision(wish, version), sealed))


def revert_version(root: Path, wish: Closing) -> Closed:
    """Brings the version before back, for a meeting that does not ratify. Raises as `authoring.write` does."""
    history = read_history(root, wish.school, wish.policy)
    refused = (*closing_refusals(history, wish.decision.on, wish.today), *_nothing_waits(history, wish))
    if refused:
        return Closed(refused)
    version = awaiting(history, wish.today)[-1]
    sealed = _place(history, f"{wish.decision.on}-reverted")
    return _written(root, history, Reversion(version.number, _decision(wish, version), wish.reason, sealed))


def withdraw_policy(root: Path, wish: Closing) -> Closed:
    """Ends a policy from the day of the decision. Raises as `authoring.write` does."""
    history = read_history(root, wish.school, wish.policy)
    refused = tuple(closing_refusals(history, wish.decision.on, wish.today))
    if history.versions and withdrawn(history, wish.decision.on) is not None:
        refused += (Refusal("the policy is withdrawn already", "Nothing has to be done."),)
    elif history.versions and in_force(history, wish.decision.on) is None:
        refused += (Refusal("no version is in force on that day", "Take it back: `policypress adopt --undo`."),)
    if refused:
        return Closed(refused)
    sealed = _place(history, f"{wish.decision.on}-withdrawn")
    decision = _decision(wish, history.versions[-1])
    return _written(root, history, Withdrawal(decision, wish.reason, wish.replaced_by, sealed))


def _decision(wish: Closing, version: AdoptedVersion) -> Decision:
    """The decision, by the body that adopted `version` if nobody says which."""
    return replace(wish.decision, body=wish.decision.body or version.decision.body)


def _nothing_waits(history: History, wish: Closing) -> Iterator[Refusal]:
    if history.versions and not awaiting(history, wish.today):
        message = "nothing waits to be ratified: no version of this policy was decided by the chair alone"
        yield Refusal(message, "To end a policy say `policypress withdraw`.")


def _place(history: History, name: str) -> Sealed:
    stem = free_stem(history, name)
    path = f"schools/{history.school}/adopted/{history.policy}/{stem}.yml"
    return Sealed(stem, "", history.records[-1].sealed.seal if history.records else "", Location(path))


def _written(root: Path, history: History, record: Record) -> Closed:
    contacts = read_contacts(root, history.school)
    if contacts is None:
        message = f"there is no school “{history.school}”, or its file has faults"
        return Closed((Refusal(message, "Run `policypress check`."),))
    refused = (*broken_records(root, history.school), *persons_in(record, contacts))
    if refused:
        return Closed(refused)
    sealed, change = sealed_change(record, Owner(history.school, history.policy, contacts))
    write(root, together([change], root))
    if isinstance(sealed, Ratification | Reversion | Withdrawal):
        version = with_texts(root, history.versions[-1])
        return Closed((), sealed.sealed.where.path, closing_minute(policy_title(version), sealed))
    return Closed((), sealed.sealed.where.path)
