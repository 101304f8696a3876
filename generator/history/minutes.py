"""The sentence for the minutes: what was decided, in words that a clerk can copy."""

from __future__ import annotations

from generator.formats.filters import sentence, uk_date
from generator.history.standing import SEAL_SHOWN
from generator.model.edition import Audience
from generator.model.versions import AdoptedVersion, Decision, Ratification, Reversion, Withdrawal


def policy_title(version: AdoptedVersion) -> str:
    """The policy's title as staff read it, or as its first audience does, in plain text."""
    edition = version.edition(version.audiences[0])
    assert edition is not None
    return edition.plain(edition.title)


def minute(version: AdoptedVersion) -> str:
    """What the minutes say of `version`: who decided what, when it holds, when it is reviewed, the record's seal."""
    until = f"It is to be reviewed by {uk_date(version.review)}."
    record = f"Record {version.sealed.seal[:SEAL_SHOWN]}."
    return " ".join((_decided(version), *_holds(version), until, record))


def _decided(version: AdoptedVersion) -> str:
    title, number = policy_title(version), version.number
    who, on = who_decided(version.decision), uk_date(version.decision.on)
    if version.kind == "correction":
        return f"The {_lower(title)} was corrected on {on} (version {number}), without a change of what it asks."
    if version.kind == "review":
        return f"{who} reviewed the {_lower(title)} on {on} and left it unchanged (version {number})."
    amended = len(version.amended)
    change = f" with {amended} amendment{'s' if amended > 1 else ''}" if amended else ""
    editions = f"the {_editions(version.audiences)}"
    return f"{who} adopted the {_lower(title)} on {on}{change} (version {number}: {editions})."


def _holds(version: AdoptedVersion) -> tuple[str, ...]:
    if version.kind != "adoption":
        return ()
    told = [f"It takes effect on {uk_date(version.effective)}."]
    if version.ratify_by:
        told.append(f"It is to be ratified by {uk_date(version.ratify_by)}; the reason: {version.urgent}")
    return tuple(told)


def _editions(audiences: tuple[Audience, ...]) -> str:
    named = sentence(audiences)
    return f"{named} edition{'s' if len(audiences) > 1 else ''}"


def _lower(title: str) -> str:
    """A title within a sentence: a name in capitals, such as ICT, stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def who_decided(decision: Decision) -> str:
    """Who decided, as the beginning of a sentence."""
    body = _named(decision.body)
    if decision.by == "chair":
        return f"The chair, acting for {body}," if body else "The chair"
    if decision.by == "head":
        return f"The head, on behalf of {body}," if body else "The head"
    return body[:1].upper() + body[1:] or ("The committee" if decision.by == "committee" else "The governing body")


def _named(body: str) -> str:
    return body if not body or body.casefold().startswith("the ") else f"the {body}"


def closing_minute(
    title: str, record: Ratification | Reversion | Withdrawal, holds: AdoptedVersion | None = None
) -> str:
    """What the minutes say of a decision about what was adopted before; `holds` is the version in force since."""
    who, on = who_decided(record.decision), uk_date(record.decision.on)
    seal = f"Record {record.sealed.seal[:SEAL_SHOWN]}."
    if isinstance(record, Ratification):
        return f"{who} ratified version {record.number} of the {_lower(title)} on {on}. {seal}"
    if isinstance(record, Reversion):
        back = f"Version {holds.number} is in force again." if holds else "No version is in force."
        return (
            f"{who} did not ratify version {record.number} of the {_lower(title)} on {on}: {record.reason}"
            f" {back} {seal}"
        )
    return f"{who} withdrew the {_lower(title)} from {on}: {record.reason} {seal}"
