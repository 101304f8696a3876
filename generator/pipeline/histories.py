"""One school with its records, for commands that write behind them: only where every record is as it was sealed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.checks.adopted import breaks
from generator.history.deciding import Refusal
from generator.library import read_library, read_one_school
from generator.library.adopted import with_texts
from generator.model.schools import School
from generator.model.versions import History, Proposal
from generator.problems import Problem, errors

_OF_RECORDS = ("record-", "archive-")
"""What the codes of faults of records begin with."""


@dataclass(frozen=True, slots=True)
class SchoolRecords:
    """A school, None when it cannot be read, and why nothing may be written behind its records."""

    school: School | None
    refusals: tuple[Refusal, ...] = ()

    def of(self, policy: str) -> History:
        """What was decided about `policy`, versions without their texts; empty when nothing was."""
        return history_of(self.school, policy) if self.school else History("", policy)


def read_records(root: Path, school_id: str) -> SchoolRecords:
    """The school of the policy folder at `root` with all its records; seals, chains and the archive are looked at."""
    school, problems = read_one_school(root, school_id, read_library(root).workspace.library)
    if school is None:
        message = f"there is no school “{school_id}”, or its file has faults"
        return SchoolRecords(None, (Refusal(message, "Run `policypress check`."),))
    found = [each for each in errors(problems) if each.code.startswith(_OF_RECORDS)]
    found += [fault for history in school.histories for fault in breaks(history)]
    return SchoolRecords(school, tuple(map(_refusal, found)))


def _refusal(problem: Problem) -> Refusal:
    hint = problem.hint or "Mend the records first: `policypress check` tells how."
    return Refusal(f"{problem.where}: {problem.message}", hint)


def history_of(school: School, policy: str) -> History:
    """What was decided about `policy`, versions without their texts; empty when nothing was."""
    return next((each for each in school.histories if each.policy == policy), History(school.id, policy))


def proposals_of(root: Path, school: School, named: str) -> tuple[Proposal, ...]:
    """The proposals of a school with that code, or for a meeting on that day, with their texts."""
    found = sorted((each for each in school.proposals if named in (each.code, each.meeting)), key=lambda one: one.code)
    return tuple(with_texts(root, each) for each in found)
