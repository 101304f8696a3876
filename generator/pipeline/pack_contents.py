"""What stands in a pack: the proposal set against what was adopted, what the chair did, what is to be noted."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.compare import compare
from generator.compose.todays_policies import school_today
from generator.formats.record_editions import in_order
from generator.history.deciding import awaiting, next_number
from generator.history.minutes import policy_title
from generator.history.register import register_of
from generator.history.standing import in_force, published, righted, upcoming
from generator.library.adopted import with_texts
from generator.model.edition import Edition, SchoolProfile
from generator.model.pack import Changed, Noted, Pack, ProposedPolicy, ToRatify
from generator.model.register import Register
from generator.model.schools import School
from generator.model.versions import AdoptedVersion, History, Proposal, Ratification, Told
from generator.model.workspace import Workspace

_BODIES = {"northern-ireland": "Board of Governors"}
_BODY = "governing body"


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a pack is made from: the policy folder at `root`, one of its schools, and what is proposed."""

    root: Path
    workspace: Workspace
    school: School
    proposal: Proposal

    @property
    def on(self) -> str:
        """Its day."""
        return self.proposal.meeting

    def history(self, policy: str) -> History:
        """What was decided about `policy`."""
        known = (each for each in self.school.histories if each.policy == policy)
        return next(known, History(self.school.id, policy))


def pack_of(meeting: Meeting) -> Pack:
    """The pack of `meeting`, whose proposal has its code. All dates go by the day of the meeting."""
    register = _register(meeting)
    proposed = tuple(_proposed(meeting, policy, register) for policy in sorted(meeting.proposal.editions))
    since = _since(meeting)
    return Pack(
        code=meeting.proposal.code,
        meeting=meeting.on,
        school=_profile(meeting.proposal),
        body=_body(meeting),
        ratify=tuple(_to_ratify(meeting)),
        policies=proposed,
        noted=tuple(_noted(meeting, since)),
        since=since,
        register=register,
    )


def _profile(proposal: Proposal) -> SchoolProfile:
    return next(edition.school for held in proposal.editions.values() for edition in held.values())


def _proposed(meeting: Meeting, policy: str, register: Register) -> ProposedPolicy:
    history, editions = meeting.history(policy), meeting.proposal.editions[policy]
    held = upcoming(history, meeting.on) or in_force(history, meeting.on)
    texts = _texts(meeting, history, held)
    row = register.row(policy)
    often = row.months if row else 0
    first = next(edition for _, edition in in_order(editions))
    return ProposedPolicy(
        policy=policy,
        title=first.plain(first.title),
        number=next_number(history, "adoption"),
        held=held,
        editions=tuple(_changed(texts.get(told), edition) for told, edition in in_order(editions)),
        gone=tuple(texts[told] for told in texts if told not in editions),
        review=_months_later(meeting.on, often) if often else "",
        often=often,
    )


def _changed(old: Edition | None, new: Edition) -> Changed:
    return Changed(new, compare(old, new) if old is not None else None)


def _texts(meeting: Meeting, history: History, version: AdoptedVersion | None) -> dict[Told, Edition]:
    """The editions of `version` with what is printed of its record, in order; none without one."""
    if version is None:
        return {}
    whole = with_texts(meeting.root, version)
    found = ((told, published(history, whole, told, meeting.on)) for told, _ in in_order(whole.editions))
    return {told: edition for told, edition in found if edition is not None}


def _to_ratify(meeting: Meeting) -> Iterator[ToRatify]:
    for history in meeting.school.histories:
        for version in awaiting(history, meeting.on):
            before = _before(history, version)
            old, new = _texts(meeting, history, before), _texts(meeting, history, version)
            editions = tuple(_changed(old.get(told), edition) for told, edition in new.items())
            title = policy_title(with_texts(meeting.root, version))
            yield ToRatify(title, version, before, editions)


def _before(history: History, version: AdoptedVersion) -> AdoptedVersion | None:
    """The version that held when `version` was decided."""
    at = next(i for i, record in enumerate(history.records) if getattr(record, "sealed", None) == version.sealed)
    earlier = replace(history, records=history.records[:at])
    return in_force(earlier, version.effective)


def _noted(meeting: Meeting, since: str) -> Iterator[Noted]:
    for history in meeting.school.histories:
        for each in history.versions:
            version = righted(history, each)
            alone = version.kind == "correction" or version.decision.by == "head"
            if alone and since <= version.decision.on <= meeting.on:
                yield Noted(policy_title(with_texts(meeting.root, version)), version)


def _since(meeting: Meeting) -> str:
    """When the last pack was made: what was corrected after it has been told to nobody. Else when they last decided."""
    packs = [each for each in meeting.school.proposals if each.meeting < meeting.on]
    if packs:
        return max(packs, key=lambda each: (each.meeting, each.made)).made
    decided = [
        record.decision.on
        for history in meeting.school.histories
        for record in history.records
        if isinstance(record, AdoptedVersion | Ratification)
        and record.decision.by in ("full", "committee")
        and getattr(record, "kind", "") != "correction"
    ]
    return max((on for on in decided if on < meeting.on), default="")


def _body(meeting: Meeting) -> str:
    """What the governors called themselves when they last decided; else what they are called in their nation."""
    decided = [
        (version.decision.on, version.decision.body)
        for history in meeting.school.histories
        for version in (righted(history, each) for each in history.versions)
        if version.decision.by == "full" and version.decision.body
    ]
    return max(decided)[1] if decided else _BODIES.get(meeting.school.nation, _BODY)


def _register(meeting: Meeting) -> Register:
    """The register on the day of the meeting, which is asked what this pack proposes and nothing else."""
    histories = tuple(_with_texts(meeting, history) for history in meeting.school.histories)
    return register_of(school_today(meeting.workspace, meeting.school), histories, (meeting.proposal,), meeting.on)


def _with_texts(meeting: Meeting, history: History) -> History:
    """`history` with the texts of the version that was adopted last: they tell which changes of the law it holds."""
    last = upcoming(history, meeting.on) or in_force(history, meeting.on)
    if last is None:
        return history
    whole = with_texts(meeting.root, last)
    records = (whole if getattr(each, "sealed", None) == last.sealed else each for each in history.records)
    return replace(history, records=tuple(records))


def _months_later(iso: str, months: int) -> str:
    """The day so many months after `iso`, or the last of its month."""
    day = datetime.date.fromisoformat(iso)
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last)).isoformat()
