"""Reads a policy folder for its registers, one school at a time: what is due, and what is published of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.compose.inherit import groups_of
from generator.compose.todays_policies import school_today
from generator.history.dates import dates_of
from generator.history.register import register_of
from generator.history.sites import decided
from generator.history.timeline import timeline_of
from generator.library import LibraryRead, read_one_school
from generator.model.register import Dated, Register, Timeline
from generator.model.schools import School
from generator.model.versions import Proposal
from generator.model.workspace import Workspace
from generator.problems import Problem
from generator.store import Store


@dataclass(frozen=True, slots=True)
class Registered:
    """A school's register, what is drawn of it, and its days for a calendar."""

    register: Register
    timeline: Timeline
    dates: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class RegisterRead:
    """The register of one school, None when its file has faults, and the problems met while reading the school."""

    school: str
    register: Register | None
    problems: tuple[Problem, ...]


def registered(workspace: Workspace, school: School, today: str) -> Registered:
    """What is published of the register of `school`, as it was known on the ISO date `today`."""
    school = replace(school, histories=decided(school, today))
    known = school_today(workspace, school)
    register = register_of(known, school.histories, tuple(_open_proposals(school)), today)
    return Registered(register, timeline_of(register, school.histories), dates_of(known, school.histories))


def read_registers(
    root: Path, read: LibraryRead, asked: Collection[str], today: str, store: Store
) -> Iterator[RegisterRead]:
    """The registers of the schools `asked`, or of all, as on the ISO date `today`; one school is held at a time.

    What meetings are asked is left out: it is due by no day.
    """
    for school_id in read.school_ids:
        if asked and school_id not in asked:
            continue
        school, problems = read_one_school(root, school_id, read.workspace.library, store)
        if school is None:
            yield RegisterRead(school_id, None, problems)
            continue
        known = school_today(read.workspace, school)
        yield RegisterRead(school_id, register_of(known, school.histories, (), today), problems)


def _open_proposals(school: School) -> Iterator[Proposal]:
    """Those on which no meeting has decided."""
    decided = {version.proposal for history in school.histories for version in history.versions}
    yield from (proposal for proposal in school.proposals if proposal.code not in decided)


def groups_above(workspace: Workspace, school: School) -> tuple[str, ...]:
    """The groups in whose registers `school` stands: its own, and those within which that lies."""
    return tuple(group.id for group in groups_of(workspace, school))
