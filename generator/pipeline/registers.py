"""Reads a policy folder for its registers, one school at a time: what is due, and what is published of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.compose.inherit import groups_of
from generator.compose.todays_policies import school_today
from generator.history.dates import dates_of
from generator.history.register import in_doubt, register_of
from generator.history.timeline import timeline_of
from generator.library import LibraryRead, read_one_school
from generator.library.adopted import with_texts
from generator.model.register import Dated, Register, SchoolToday, Timeline
from generator.model.schools import School
from generator.model.versions import AdoptedVersion, History, Proposal
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


def registered(root: Path, workspace: Workspace, school: School, today: str) -> Registered:
    """What is published of the register of `school`, a school of the policy folder at `root`."""
    known = school_today(workspace, school)
    histories = _asked(root, known, school, today)
    register = register_of(known, histories, tuple(_open_proposals(root, school)), today)
    return Registered(register, timeline_of(register, histories), dates_of(known, histories))


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
        yield RegisterRead(school_id, register_of(known, _asked(root, known, school, today), (), today), problems)


def _asked(root: Path, known: SchoolToday, school: School, today: str) -> tuple[History, ...]:
    """The histories of `school`, with the texts of those few versions whose heads do not say enough."""
    policies = {policy.policy: policy for policy in known.policies}
    return tuple(_with_texts(root, each, in_doubt(each, policies[each.policy], today)) for each in school.histories)


def _with_texts(root: Path, history: History, version: AdoptedVersion | None) -> History:
    if version is None:
        return history
    try:
        whole = with_texts(root, version)
    except ValueError:  # `check` tells; its dates can still be relied on
        return history
    same = (isinstance(each, AdoptedVersion) and each.number == version.number for each in history.records)
    records = tuple(whole if is_it else each for is_it, each in zip(same, history.records, strict=True))
    return replace(history, records=records)


def _open_proposals(root: Path, school: School) -> Iterator[Proposal]:
    """Those on which no meeting has decided, with their texts, by which alone it is known what they are about."""
    decided = {version.proposal for history in school.histories for version in history.versions}
    for proposal in school.proposals:
        if proposal.code not in decided:
            try:
                yield with_texts(root, proposal)
            except ValueError:
                continue  # `check` tells


def groups_above(workspace: Workspace, school: School) -> tuple[str, ...]:
    """The groups in whose registers `school` stands: its own, and those within which that lies."""
    return tuple(group.id for group in groups_of(workspace, school))
