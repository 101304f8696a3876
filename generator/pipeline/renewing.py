"""Renewing and correcting what is in force: reviews without change, and corrections of facts and spelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.authoring.adopting import Wish, against, free_stem, version_of
from generator.authoring.drafting import drafts, hindrances
from generator.authoring.sealing import unfit_words
from generator.compare import compare, wrongly_editorial
from generator.formats.filters import uk_date
from generator.formats.record_files import Owner
from generator.history.deciding import Intended, Refusal
from generator.history.standing import in_force
from generator.library.adopted import with_texts
from generator.model.comparison import Comparison
from generator.model.versions import AdoptedVersion, By, Decision, History
from generator.pipeline.deciding import Editions, Folder, Prepared, differences
from generator.pipeline.histories import history_of

_FACTS = ("helpline", "source")
"""Parts around the clauses that are facts of the world, such as the number of a helpline."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """A review without change as somebody asks for it."""

    school: str
    policy: str
    today: str
    on: str
    review: str
    by: By
    body: str
    minute: str
    reason: str
    specimen: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as somebody asks for it."""

    school: str
    policy: str
    today: str
    on: str
    reason: str
    specimen: bool = False


def prepare_review(folder: Folder, wanted: Renewal) -> Prepared:
    """The version that a review without change makes, or what speaks against it; `new` is what the library offers."""
    school = folder.school(wanted.school, wanted.policy)
    if isinstance(school, tuple):
        return Prepared(refusals=school)
    history = history_of(school, wanted.policy)
    held = _held(folder, history, wanted.on)
    decision = Decision(wanted.on, wanted.by, wanted.body or (held.decision.body if held else ""), wanted.minute)
    intended = Intended("review", decision, wanted.on, wanted.review)
    summary = "Reviewed, no change."
    wish = Wish(
        wanted.policy,
        intended,
        free_stem(history, wanted.on),
        summary=summary,
        reason=wanted.reason,
        specimen=wanted.specimen,
    )
    refused = against(history, wish, wanted.today)
    if held is None or refused:
        return Prepared(refusals=refused)
    now = drafts(folder.workspace, school, wanted.policy)
    offered = differences(held.editions, now)
    if offered and not wanted.reason:
        message = f"today’s draft offers changes since version {held.number}"
        refusal = Refusal(message, "Adopt them, or say with --leave-changes why they are left.")
        return Prepared(refusals=(refusal,), new=offered)
    version = version_of(school, history, wish, held.editions, held)
    persons = tuple(unfit_words(version, Owner(school.id, wanted.policy, school.contacts)))
    return Prepared(() if persons else (version,), persons, (*offered, *_law_stays_due(held, now)))


def _held(folder: Folder, history: History, on: str) -> AdoptedVersion | None:
    """The version in force on that day, with its texts."""
    held = in_force(history, on)
    if held is None:
        return None
    whole = with_texts(folder.root, held)
    return replace(held, editions=whole.editions, logos=whole.logos)  # with what notes righted since


def _law_stays_due(held: AdoptedVersion, now: Editions) -> tuple[str, ...]:
    """What the law asks and the version in force lacks: a review does not answer it."""
    due: dict[str, None] = {}
    for told in held.editions.keys() & now.keys():
        for change in compare(held.editions[told], now[told]).changes:
            for entry in change.given:
                if entry.kind == "law":
                    by = f" Adopt it by {uk_date(entry.adopt_by)}." if entry.adopt_by else ""
                    due[f"Stays due, as the law asks it: {change.id}. {entry.why}{by}"] = None
    return tuple(sorted(due))


def prepare_correction(folder: Folder, wanted: Correction) -> Prepared:
    """The version that corrects the one in force, or all that is more than facts and spelling."""
    school = folder.school(wanted.school, wanted.policy)
    if isinstance(school, tuple):
        return Prepared(refusals=school)
    history = history_of(school, wanted.policy)
    held = _held(folder, history, wanted.on)
    # Nobody adopts a correction: it is made on behalf of the school, and governors are told.
    intended = Intended("correction", Decision(wanted.on, "head"), wanted.on, held.review if held else wanted.on)
    wish = Wish(
        wanted.policy,
        intended,
        free_stem(history, wanted.on),
        summary=wanted.reason,
        reason=wanted.reason,
        specimen=wanted.specimen,
    )
    refused = against(history, wish, wanted.today)
    if held is None or refused:
        return Prepared(refusals=refused)
    now = drafts(folder.workspace, school, wanted.policy)
    found = (*hindrances(school, now), *_more_than_facts(held.editions, now))
    if found:
        return Prepared(refusals=tuple(dict.fromkeys(found)))
    version = version_of(school, history, wish, now)
    persons = tuple(unfit_words(version, Owner(school.id, wanted.policy, school.contacts)))
    return Prepared(() if persons else (version,), persons, differences(held.editions, now))


def _more_than_facts(old: Editions, new: Editions) -> Iterator[Refusal]:
    if old.keys() != new.keys():
        yield Refusal("there are other editions than in the version in force", "That is for governors to adopt.")
    comparisons = [compare(old[told], new[told]) for told in new if told in old]
    if all(comparison.is_empty for comparison in comparisons) and old.keys() == new.keys():
        hint = "Correct the school’s files first, then repeat this command."
        yield Refusal("today’s draft says what the version in force says", hint)
    for comparison in comparisons:
        yield from _for_governors(comparison)


def _for_governors(comparison: Comparison) -> Iterator[Refusal]:
    hint = "That is for governors: `policypress pack`, then `policypress adopt`."
    for change in comparison.changes:
        if change.classes != ("editorial",) or not set(change.kinds) <= {"reworded", "laid out"}:
            classes = ", ".join(change.classes)
            yield Refusal(f"“{change.id}” is {' and '.join(change.kinds)} ({classes})", hint)
    for change in wrongly_editorial(comparison):
        message = f"“{change.id}” is called editorial, and a must, a number or an age in it has changed"
        yield Refusal(message, hint)
    for part in comparison.frame:
        if part.part not in _FACTS:
            yield Refusal(f"the {part.part}{f' “{part.id}”' if part.id else ''} has changed", hint)
