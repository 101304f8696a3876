"""Recording what was decided about a version or a policy afterwards: notes, ratification, reversion, withdrawal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.authoring.adopting import free_stem
from generator.authoring.change import write
from generator.authoring.sealing import sealed_change, together, unfit_words
from generator.formats.record_files import Owner
from generator.formats.suggestion import meant
from generator.history.deciding import Refusal, awaiting, closing_refusals, noted_refusals
from generator.history.minutes import closing_minute, policy_title
from generator.history.standing import in_force, withdrawn
from generator.library.adopted import with_texts
from generator.model.schools import School
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
from generator.pipeline.histories import read_records
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


Ended = Ratification | Reversion | Withdrawal


def add_note(root: Path, wish: NoteWish) -> Closed:
    """Writes a note beside the version that it completes or rights. Raises as `authoring.write` does."""
    found = read_records(root, wish.school)
    history = found.of(wish.policy)
    version = history.version(wish.version)
    if found.school is None or found.refusals:
        return Closed(found.refusals)
    if version is None:
        numbers = ", ".join(each.number for each in history.versions) or "none yet"
        return Closed((Refusal(f"there is no version {wish.version} of {wish.policy}", f"There are: {numbers}."),))
    sealed = _place(history, f"{wish.today}-note")
    note = Note(version.number, wish.today, dict(sorted(wish.rights.items())), wish.text, sealed)
    return _written(root, found.school, history, note, noted_refusals(history, note, wish.today))


def ratify_version(root: Path, wish: Closing) -> Closed:
    """Records that a meeting confirmed what the chair decided last. Raises as `authoring.write` does."""
    return _about_the_chairs(root, wish, Ratification, "-ratified")


def revert_version(root: Path, wish: Closing) -> Closed:
    """Brings the version before back, for a meeting that does not ratify. Raises as `authoring.write` does."""
    return _about_the_chairs(
        root, wish, lambda number, decision, sealed: Reversion(number, decision, wish.reason, sealed), "-reverted"
    )


def _about_the_chairs(
    root: Path, wish: Closing, made: Callable[[str, Decision, Sealed], Record], ending: str
) -> Closed:
    found = read_records(root, wish.school)
    history = found.of(wish.policy)
    if found.school is None or found.refusals:
        return Closed(found.refusals)
    waiting = awaiting(history, wish.today)
    refused = [*closing_refusals(history, wish.decision.on, wish.today)]
    if history.versions and not waiting:
        message = "nothing waits to be ratified: no version of this policy was decided by the chair alone"
        refused.append(Refusal(message, "`policypress due` lists what waits for a meeting."))
    if refused:
        return Closed(tuple(refused))
    version = waiting[-1]
    sealed = _place(history, f"{wish.decision.on}{ending}")
    return _written(root, found.school, history, made(version.number, _decision(wish, version), sealed))


def withdraw_policy(root: Path, wish: Closing) -> Closed:
    """Ends a policy from the day of the decision. Raises as `authoring.write` does."""
    found = read_records(root, wish.school)
    history = found.of(wish.policy)
    if found.school is None or found.refusals:
        return Closed(found.refusals)
    on = wish.decision.on  # which may be still to come: it is the day from which the policy holds no more
    refused = (*closing_refusals(history, on, max(on, wish.today)), *_against_end(found.school, history, wish))
    if refused:
        return Closed(refused)
    sealed = _place(history, f"{wish.decision.on}-withdrawn")
    decision = _decision(wish, history.versions[-1])
    record = Withdrawal(decision, wish.reason, wish.replaced_by, sealed)
    return _written(root, found.school, history, record)


def _against_end(school: School, history: History, wish: Closing) -> Iterator[Refusal]:
    if history.versions and withdrawn(history, wish.decision.on) is not None:
        yield Refusal("the policy is withdrawn already", "Nothing has to be done.")
    elif history.versions and in_force(history, wish.decision.on) is None:
        yield Refusal("no version is in force on that day", "Take it back: `policypress adopt --undo`.")
    one_word = wish.replaced_by and " " not in wish.replaced_by
    if one_word and (wish.replaced_by not in school.policies or wish.replaced_by == wish.policy):
        best = meant(wish.replaced_by, (name for name in school.policies if name != wish.policy))
        hint = f"Did you mean “{best}”?" if best else "Say in words what holds in its place."
        yield Refusal(f"the school has no other policy “{wish.replaced_by}”", hint)


def _decision(wish: Closing, version: AdoptedVersion) -> Decision:
    """The decision, by the body that adopted `version` if nobody says which."""
    return replace(wish.decision, body=wish.decision.body or version.decision.body)


def _place(history: History, name: str) -> Sealed:
    stem = free_stem(history, name)
    path = f"schools/{history.school}/adopted/{history.policy}/{stem}.yml"
    return Sealed(stem, "", history.records[-1].sealed.seal if history.records else "", Location(path))


def _written(root: Path, school: School, history: History, record: Record, against: Iterable[Refusal] = ()) -> Closed:
    """Writes `record` behind the others, unless something speaks against it."""
    owner = Owner(history.school, history.policy, school.contacts)
    refused = (*against, *unfit_words(record, owner))
    if refused:
        return Closed(refused)
    title = "" if isinstance(record, Note) else policy_title(with_texts(root, history.versions[-1]))
    sealed, change = sealed_change(record, owner)
    write(root, together([change], root))
    path = sealed.sealed.where.path
    if not isinstance(sealed, Ended):
        return Closed((), path)
    after = replace(history, records=(*history.records, sealed))
    return Closed((), path, closing_minute(title, sealed, in_force(after, sealed.decision.on)))
