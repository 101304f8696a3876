"""The days on which something about a policy turns: adopted, in force, ratified, reverted, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal as Only
from typing import NamedTuple

from generator.history.standing import righted
from generator.model.versions import AdoptedVersion, History, Note, Ratification, Record, Reversion, Withdrawal

TurnKind = Only["adopted", "effective", "ratified", "reverted", "withdrawn"]


class Turn(NamedTuple):
    """On the ISO date `on` version `number` ("" for a withdrawal) of `policy` becomes what `kind` says."""

    on: str
    policy: str
    kind: TurnKind
    number: str = ""


def known_on(history: History, today: str) -> History:
    """`history` without what is decided after the ISO date `today`. What a note rights it rights from the beginning."""
    return replace(history, records=tuple(each for each in history.records if _decided(history, each) <= today))


def turns(histories: Iterable[History]) -> tuple[Turn, ...]:
    """Every turn, in the order of days: between two of them the same is published, whatever day it is."""
    return tuple(sorted({turn for history in histories for turn in _turns(history)}))


def last_turn(all_turns: Iterable[Turn], today: str) -> str:
    """The last day up to `today` on which something turned, "" when nothing has."""
    return max((turn.on for turn in all_turns if turn.on <= today), default="")


def next_turns(all_turns: Iterable[Turn], today: str) -> tuple[Turn, ...]:
    """What turns on the first day after `today` on which something does; of an adoption that takes effect the effect.

    Nothing when nothing does.
    """
    later = [turn for turn in all_turns if turn.on > today]
    day = min((turn.on for turn in later), default="")
    return tuple(turn for turn in sorted(later) if turn.on == day)


def _turns(history: History) -> Iterator[Turn]:
    for record in history.records:
        match record:
            case AdoptedVersion(number=number):
                version = righted(history, record)
                if version.decision.on != version.effective:
                    yield Turn(version.decision.on, history.policy, "adopted", number)
                yield Turn(version.effective, history.policy, "effective", number)
            case Ratification(number=number):
                yield Turn(record.decision.on, history.policy, "ratified", number)
            case Reversion(number=number):
                yield Turn(record.decision.on, history.policy, "reverted", number)
            case Withdrawal():
                yield Turn(record.decision.on, history.policy, "withdrawn")


def _decided(history: History, record: Record) -> str:
    match record:
        case Note():
            return ""
        case AdoptedVersion():
            return righted(history, record).decision.on
    return record.decision.on
