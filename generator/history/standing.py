"""What each version of a policy is on a day: waiting, in force, replaced, reverted, withdrawn."""

from __future__ import annotations

from dataclasses import replace

from generator.model.edition import Edition, Standing, Version
from generator.model.versions import AdoptedVersion, History, Note, Ratification, Reversion, Told, Withdrawal

SEAL_SHOWN = 8
"""Characters of a seal that minutes and packs print."""


def righted(history: History, version: AdoptedVersion) -> AdoptedVersion:
    """`version` with what later notes say in the place of what its record says."""
    for note in history.records:
        if isinstance(note, Note) and note.number == version.number:
            rights = note.rights
            on, body, minute = version.decision.on, version.decision.body, version.decision.minute
            version = replace(
                version,
                decision=replace(
                    version.decision,
                    on=rights.get("adopted", on),
                    body=rights.get("body", body),
                    minute=rights.get("minute", minute),
                ),
                effective=rights.get("effective", version.effective),
                review=rights.get("review", version.review),
                summary=rights.get("summary", version.summary),
            )
    return version


def in_force(history: History, today: str) -> AdoptedVersion | None:
    """The version that holds on the ISO date `today`, righted; None when none does, or the policy is withdrawn."""
    if withdrawn(history, today) is not None:
        return None
    return _last_effective(history, today)


def withdrawn(history: History, today: str) -> Withdrawal | None:
    """The withdrawal that counts on `today`: one after which no version has been adopted that holds by then."""
    found: Withdrawal | None = None
    for record in history.records:
        if isinstance(record, Withdrawal):
            found = record if record.decision.on <= today else found
        elif isinstance(record, AdoptedVersion) and record.kind != "correction":
            found = found if righted(history, record).effective > today else None
    return found


def upcoming(history: History, today: str) -> AdoptedVersion | None:
    """The next version that is adopted and does not hold yet, righted."""
    waiting = [each for each in _standing_versions(history, today) if each.effective > today]
    return min(waiting, key=lambda each: each.effective, default=None)


def standing(history: History, version: AdoptedVersion, today: str) -> Standing:
    """What `version` is on `today`."""
    version = righted(history, version)
    reversion = _reverted(history, version.number, today)
    holding = _last_effective(history, today)
    if reversion is not None:
        return Standing("reverted", reversion.decision.on, by=holding.number if holding else "")
    if version.effective > today:
        return Standing("waiting", version.effective)
    ended = withdrawn(history, today)
    if holding is None or holding.number != version.number:
        follower = _follower(history, version, today)
        return Standing("replaced", follower.effective if follower else today, by=follower.number if follower else "")
    if ended is not None:
        return Standing("withdrawn", ended.decision.on)
    follows = upcoming(history, today)
    following = follows.effective if follows else ""
    if version.ratify_by and not _ratified(history, version.number):
        return Standing("by chair", version.ratify_by, next_from=following)
    return Standing("in force", version.effective, next_from=following)


def published(history: History, version: AdoptedVersion, told: Told, today: str) -> Edition | None:
    """The text of `version` for an audience in a language, with what is printed of its record on `today`."""
    edition = version.editions.get(told)
    if edition is None:
        return None
    said = righted(history, version)
    stands = standing(history, version, today)
    record = Version(
        number=said.number,
        adopted=said.decision.on,
        effective=said.effective,
        review=said.review,
        body=said.decision.body,
        minute=said.decision.minute,
        address=said.sealed.stem,
        standing=stands,
        amended=len(said.amended),
        seal=said.sealed.seal[:SEAL_SHOWN],
        written=said.written,
        template=said.template,
        specimen=said.specimen,
        old=stands.kind in ("replaced", "reverted", "withdrawn"),
    )
    return replace(edition, version=record)


def _standing_versions(history: History, today: str) -> list[AdoptedVersion]:
    return [righted(history, each) for each in history.versions if _reverted(history, each.number, today) is None]


def _last_effective(history: History, today: str) -> AdoptedVersion | None:
    held = [each for each in _standing_versions(history, today) if each.effective <= today]
    return held[-1] if held else None


def _follower(history: History, version: AdoptedVersion, today: str) -> AdoptedVersion | None:
    """The version that took the place of `version`: the first after it that has held."""
    later = [each for each in _standing_versions(history, today) if each.effective <= today]
    numbers = [each.number for each in history.versions]
    at = numbers.index(version.number)
    return next((each for each in later if numbers.index(each.number) > at), None)


def _reverted(history: History, number: str, today: str) -> Reversion | None:
    for record in history.records:
        if isinstance(record, Reversion) and record.number == number and record.decision.on <= today:
            return record
    return None


def _ratified(history: History, number: str) -> bool:
    return any(isinstance(record, Ratification) and record.number == number for record in history.records)
