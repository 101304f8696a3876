"""The sentences of a meeting pack: what is asked, a draft resolution, what is to be noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.formats.filters import sentence, uk_date
from generator.model.edition import Edition
from generator.model.languages import NAMES
from generator.model.pack import Noted, Pack, ProposedPolicy, ToRatify
from generator.model.register import Row
from generator.model.versions import AdoptedVersion
from generator.render.redline_words import AUDIENCE
from generator.render.register_words import frequency

BLANK = "\x00"
"""Stands in a sentence for a place to write on, the label behind it: `\\x00date\\x00`."""
FIRST = "1"
"""The number of a version before which there was none."""


def place(label: str) -> str:
    """A place to write on."""
    return f"{BLANK}{label}{BLANK}"


def edition_words(edition: Edition) -> str:
    """`Staff edition`, `Governors’ edition`, `Pupil edition, in Welsh`."""
    name = edition.name or AUDIENCE[edition.audience]
    return name if edition.language == "en" else f"{name}, in {NAMES[edition.language]}"


def body_words(pack: Pack) -> str:
    """The governors as they are named within a sentence: `the Board of Governors`."""
    return pack.body if pack.body.casefold().startswith("the ") else f"the {pack.body}"


def within(title: str) -> str:
    """A title within a sentence: a name in capitals stays as it is."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def decisions(pack: Pack) -> Iterator[str]:
    """What the meeting is asked to do, what the chair did first."""
    who = body_words(pack)
    for each in pack.ratify:
        yield f"To ratify, or not, what the chair decided on {uk_date(each.version.decision.on)}: {each.title}."
    new = [each for each in pack.changed if each.is_new and each.number == FIRST]
    anew = [each for each in pack.changed if each.is_new and each.number != FIRST]
    changed = [each for each in pack.changed if not each.is_new]
    if new:
        yield f"To adopt for the first time: {_titles(new)}."
    if anew:
        yield f"To adopt anew, as no version is in force: {_titles(anew)}."
    if changed:
        yield f"To adopt with changes: {_titles(changed)}."
    if pack.same:
        yield f"To adopt again without a change: {_titles(pack.same)}."
    if pack.noted:
        yield f"To note what was decided without {who}."


def resolution(pack: Pack) -> Iterator[str]:
    """The draft resolution, a paragraph for each policy; places to write on where the meeting decides."""
    who = body_words(pack)
    for each in pack.ratify:
        what = f"version {each.version.number} of the {within(each.title)}"
        yield f"That {who} ratify {what}, which the chair adopted on {uk_date(each.version.decision.on)}."
    for policy in (*pack.changed, *pack.same):
        again = "adopt again, without a change," if policy.is_same else "adopt"
        yield (
            f"That {who} {again} the {within(policy.title)} ({_editions(policy)}) as printed in this pack,"
            f" {pack.code}, as version {policy.number}, in force from {place('date')},"
            f" to be reviewed by {place(_suggested(policy))}."
        )


def _suggested(policy: ProposedPolicy) -> str:
    return f"date; {uk_date(policy.review)} suggested" if policy.review else "date"


def _editions(policy: ProposedPolicy) -> str:
    audiences = tuple(dict.fromkeys(each.edition.audience for each in policy.editions))
    if len(audiences) > 1:
        return f"{sentence(audiences)} editions"
    first = policy.editions[0].edition
    return within(first.name) if first.name else f"{first.audience} edition"


def _titles(policies: Sequence[ProposedPolicy]) -> str:
    return sentence(tuple(within(each.title) for each in policies))


def cover_rows(pack: Pack, policy: ProposedPolicy) -> Iterator[tuple[str, str, str]]:
    """The facts of the cover as they are and as they would be: label, now, proposed."""
    now = _facts(policy.held)
    review = f"{uk_date(policy.review)} suggested ({frequency(policy.often)})" if policy.review else "to be decided"
    proposed = {
        "Version": policy.number,
        "Approved by": pack.body[:1].upper() + pack.body[1:],
        "Adopted": f"{uk_date(pack.meeting)}, if so decided",
        "Minute": "to be given",
        "In force from": "to be decided",
        "Next review": review,
    }
    for label, new in proposed.items():
        yield label, now.get(label, "") or "–", new


def _facts(held: AdoptedVersion | None) -> dict[str, str]:
    if held is None:
        return {}
    return {
        "Version": held.number,
        "Approved by": held.decision.body,
        "Adopted": _on(held.decision.on),
        "Minute": held.decision.minute or "not recorded",
        "In force from": _on(held.effective),
        "Next review": _on(held.review),
    }


def ratify_rows(each: ToRatify) -> Iterator[tuple[str, str]]:
    """What the chair did: label and words."""
    version = each.version
    yield "Version", version.number
    yield "Decided", f"{uk_date(version.decision.on)}, by the chair alone"
    yield "In force from", _on(version.effective)
    yield "Why it could not wait", version.urgent
    yield "To be ratified by", _on(version.ratify_by)
    yield "If it is not ratified", _otherwise(each)


def _otherwise(each: ToRatify) -> str:
    if each.before is None:
        return "no version of this policy is in force any more"
    return f"version {each.before.number}, adopted on {_on(each.before.decision.on)}, is in force again"


def noted_words(noted: Noted) -> str:
    """A decision that was made without the governors, in a sentence."""
    version = noted.version
    on, title = uk_date(version.decision.on), within(noted.title)
    why = f": {version.reason or version.summary}" if version.reason or version.summary else "."
    if version.kind == "correction":
        return f"The {title} was corrected on {on} (version {version.number}), without a change of what it asks{why}"
    return f"The head decided on {on} about the {title} (version {version.number}){why}"


def elsewhere_words(row: Row) -> str:
    """A policy that is kept elsewhere, and when it is to be reviewed."""
    when = f"review by {_on(row.review)}" if row.review else "review date not known"
    past = ", which is past" if row.overdue else ""
    owner = f"; {row.owner} answers for it" if row.owner else ""
    return f"{row.title}: {when}{past}{owner}."


def _on(date: str) -> str:
    return uk_date(date) if date else ""
