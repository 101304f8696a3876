"""What each version of a policy is on a day: waiting, in force, replaced, reverted, withdrawn."""

from __future__ import annotations

from dataclasses import replace

from generator.model.edition import Edition, Standing, Version
from generator.model.languages import Language
from generator.model.versions import AdoptedVersion, Decision, History, Note, Ratification, Reversion, Told, Withdrawal

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
            holds = righted(history, record).effective <= today and _reverted(history, record.number, today) is None
            found = None if holds else found
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
        assert follower is not None  # else it were the last to take effect, and holding
        return Standing("replaced", follower.effective, by=follower.number)
    if ended is not None:
        return Standing("withdrawn", ended.decision.on)
    follows = upcoming(history, today)
    following = follows.effective if follows else ""
    if version.ratify_by and not _ratified(history, version.number):
        return Standing("by chair", version.ratify_by, next_from=following)
    return Standing("in force", version.effective, next_from=following)


def decided(history: History, version: AdoptedVersion) -> Decision:
    """By whom and when the text of `version` was adopted: of a correction or a review, in the version before it."""
    before = history.versions[: [each.number for each in history.versions].index(version.number) + 1]
    reverted = {record.number for record in history.records if isinstance(record, Reversion)} - {version.number}
    adopted = (each for each in reversed(before) if each.kind == "adoption" and each.number not in reverted)
    return righted(history, next(adopted, version)).decision


_FOR = {
    "en": {"chair": "Chair, acting for {}", "head": "Head, acting for {}"},
    "cy": {"chair": "Cadeirydd, ar ran {}", "head": "Pennaeth, ar ran {}"},
}


def _body(decision: Decision, language: Language) -> str:
    """Who decided, as covers print it: nobody reads that governors approved what their chair decided alone."""
    words = _FOR[language].get(decision.by)
    return words.format(decision.body) if words and decision.body else decision.body


def published(history: History, version: AdoptedVersion, told: Told, today: str) -> Edition | None:
    """The text of `version` for an audience in a language, with what is printed of its record on `today`."""
    edition = version.editions.get(told)
    if edition is None:
        return None
    said, by = righted(history, version), decided(history, version)
    stands = standing(history, version, today)
    record = Version(
        number=said.number,
        adopted=by.on,
        effective=said.effective,
        review=said.review,
        body=_body(by, edition.language),
        minute=by.minute,
        address=said.sealed.stem,
        standing=stands,
        amended=len(said.amended),
        seal=said.sealed.seal[:SEAL_SHOWN],
        written=said.written,
        template=said.template,
        specimen=said.specimen,
        reviewed=said.decision.on if said.kind == "review" else "",
        corrected=said.decision.on if said.kind == "correction" else "",
        summary=said.summary,
        old=stands.kind in ("replaced", "reverted", "withdrawn"),
    )
    return replace(edition, version=record)


def _standing_versions(history: History, today: str) -> list[AdoptedVersion]:
    return [righted(history, each) for each in history.versions if _reverted(history, each.number, today) is None]


def _in_order(history: History, today: str) -> list[AdoptedVersion]:
    """The versions that have held by `today`, in the order in which they took effect."""
    held = (each for each in _standing_versions(history, today) if each.effective <= today)
    return sorted(held, key=lambda each: each.effective)  # of one day the later record counts, and sorting is stable


def _last_effective(history: History, today: str) -> AdoptedVersion | None:
    return next(reversed(_in_order(history, today)), None)


def _follower(history: History, version: AdoptedVersion, today: str) -> AdoptedVersion | None:
    """The version that took the place of `version`."""
    held = _in_order(history, today)
    numbers = [each.number for each in held]
    return held[numbers.index(version.number) + 1] if version.number in numbers[:-1] else None


def _reverted(history: History, number: str, today: str) -> Reversion | None:
    for record in history.records:
        if isinstance(record, Reversion) and record.number == number and record.decision.on <= today:
            return record
    return None


def _ratified(history: History, number: str) -> bool:
    return any(isinstance(record, Ratification) and record.number == number for record in history.records)
