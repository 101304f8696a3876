"""Reads `schools/`: groups, and each school with its own wordings, own clauses, logo, and policies kept elsewhere."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from generator.library.adopted import read_adopted
from generator.library.files import Files
from generator.library.kinds import CLAUSE, GROUP, OWN_WORDING, SCHOOL
from generator.library.logo import read_logo
from generator.library.other_policies import read_others
from generator.model.clause import Clause, OwnWording
from generator.model.library import Library
from generator.model.schools import Group, School
from generator.problems import Location, Problem


def read_groups(files: Files) -> tuple[dict[str, Group], frozenset[str]]:
    """All readable groups by id, and the ids of those whose files have faults; problems go to `files`."""
    groups: dict[str, Group] = {}
    unreadable: set[str] = set()
    for group_id, file in files.listed("schools/groups", ".yml"):
        group = files.read(file, GROUP, group_id)
        if group is None:
            unreadable.add(group_id)
        else:
            groups[group_id] = group
    return groups, frozenset(unreadable)


def list_schools(files: Files) -> tuple[tuple[str, ...], frozenset[str]]:
    """Ids of the schools whose folders can be read, sorted, and the names of the others, reported to `files`."""
    found: list[str] = []
    unreadable: set[str] = set()
    for school_id in files.folders("schools"):
        if school_id == "groups":
            continue
        here = Location(f"schools/{school_id}")
        if not os.path.exists(f"{files.root}/{here.path}/school.yml"):
            message = f"the folder “{school_id}” has no school.yml"
            hint = "Make one with `policypress new school`, or move the folder elsewhere."
            files.problems.append(Problem("school-file-missing", here, message, hint, school=school_id))
            unreadable.add(school_id)
        elif not files.good_id(school_id, here):
            unreadable.add(school_id)
        else:
            found.append(school_id)
    return tuple(found), frozenset(unreadable)


def read_school(files: Files, school_id: str, library: Library) -> School | None:
    """The school in the folder schools/<school_id>; None, and problems, when its school.yml has faults."""
    folder = files.root / "schools" / school_id
    school = files.read(folder / "school.yml", SCHOOL, school_id)
    if school is None:
        return None
    own_wordings, own_clauses, unreadable = _own(files, folder, library)
    brand, logo = read_logo(files, folder, school)
    adopted = read_adopted(files, school_id)
    return replace(
        school,
        brand=brand,
        logo=logo,
        own_wordings=own_wordings,
        own_clauses=own_clauses,
        unreadable=frozenset({*unreadable, *(f"adopted/{policy}" for policy in adopted.incomplete)}),
        histories=adopted.histories,
        proposals=adopted.proposals,
        other_policies=read_others(files, folder),
    )


def _own(
    files: Files, folder: Path, library: Library
) -> tuple[dict[str, OwnWording], dict[str, Clause], frozenset[str]]:
    """The school's own wordings of library clauses, its own clauses, and the ids of files with faults."""
    wordings: dict[str, OwnWording] = {}
    clauses: dict[str, Clause] = {}
    unreadable: set[str] = set()
    for clause_id, file in files.listed(f"{files.path_of(folder)}/clauses", ".md"):
        if clause_id in library.clauses or clause_id in library.unreadable:
            own = files.read(file, OWN_WORDING, clause_id)
            if own is not None:
                wordings[clause_id] = own
        else:
            clause = files.read(file, CLAUSE, clause_id)
            if clause is not None:
                clauses[clause_id] = clause
        if clause_id not in wordings and clause_id not in clauses:
            unreadable.add(clause_id)
    return wordings, clauses, frozenset(unreadable)
