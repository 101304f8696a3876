"""Records and proposals of one school, for commands that record decisions."""

from __future__ import annotations

from pathlib import Path

from generator.history.deciding import Refusal
from generator.library import read_workspace
from generator.library.adopted import adopted_of, with_texts
from generator.model.contacts import Contacts
from generator.model.schools import School
from generator.model.versions import History, Proposal
from generator.problems import errors


def read_history(root: Path, school: str, policy: str) -> History:
    """The records about `policy` at `school`, versions without their texts (`with_texts`); empty when there are none.

    Records that have a fault are not in it: ask `broken_records` before anything is written behind them.
    """
    histories, _ = adopted_of(root, school)
    return next((each for each in histories if each.policy == policy), History(school, policy))


def broken_records(root: Path, school: str) -> tuple[Refusal, ...]:
    """Faults of the school's records: nothing is written behind a record that was altered or is missing."""
    found = errors(adopted_of(root, school)[1])
    hint = "Mend the records first: `policypress check` tells how."
    return tuple(Refusal(f"{each.where}: {each.message}", each.hint or hint) for each in found)


def proposals_of(root: Path, school: School) -> tuple[Proposal, ...]:
    """The proposals of a school, by meeting, with their texts."""
    return tuple(
        with_texts(root, each) for each in sorted(school.proposals, key=lambda each: (each.meeting, each.code))
    )


def read_contacts(root: Path, school: str) -> Contacts | None:
    """The school's contacts; None when there is no such school, or its file has faults."""
    found = read_workspace(root)[0].schools.get(school)
    return found.contacts if found else None
