"""Leaving a clause out of a school's policy, with the reason for governors."""

from __future__ import annotations

from pathlib import Path

from generator.authoring.change import Change, read_file
from generator.authoring.finding import Found, fixed_by, plain_title
from generator.authoring.yaml_edit import with_added
from generator.model.schools import School
from generator.model.workspace import Workspace
from generator.problems import Problem


def refused(workspace: Workspace, school: School, found: Found) -> Problem | None:
    """Why `school` may not leave this clause out, or None when it may."""
    clause = found.clause
    if clause.id in school.own_clauses:
        message = f"“{plain_title(clause)}” ({clause.id}) is {school.id}’s own clause, which it added itself"
        hint = f"Remove it from `add:` here, and delete {clause.where.path}."
        return Problem("clause-own", found.chosen.where, message, hint, school=school.id)
    return fixed_by(workspace, school, clause, "leave it out")


def leave_out(root: Path, school: School, found: Found, reason: str, where: str = "") -> Change | Problem:
    """The school's file with the clause under `leave-out:`. Call it only when `refused` says None.

    `where` says in which editions it stood, for what the user is told.
    """
    path = school.where.path
    text = read_file(root, path)
    if isinstance(text, Problem):
        return text
    at = ("policies", found.policy, "leave-out")
    changed = with_added(text, at, [{"clause": found.clause.id, "reason": reason}])
    said = f"{school.id} now leaves out “{plain_title(found.clause)}” ({found.clause.id}){where and f' {where}'}, "
    said += f"says {path}."
    return Change(((path, changed),), said)
