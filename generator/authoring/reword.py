"""A school's own wording of a library clause.

The file starts with the library's wording twice: as a comment in the front matter, which stays there to compare with
and is published nowhere, because a comment never leaves the YAML reader; and under the heading, to be changed.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.change import Change
from generator.authoring.finding import Found, fixed_by, plain_title
from generator.formats.filters import sentence
from generator.formats.wording import wording_hash
from generator.formats.yaml_words import Tree, block, comment
from generator.model.clause import Clause, Text
from generator.model.edition import AUDIENCES, Audience
from generator.model.schools import School
from generator.model.workspace import Workspace
from generator.problems import Location, Problem


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom a school words a clause itself, why, and on which day."""

    audiences: tuple[Audience, ...]
    reason: str
    on: datetime.date


def refused(workspace: Workspace, school: School, found: Found) -> Problem | None:
    """Why `school` may not word this clause itself, or None when it may."""
    clause = found.clause
    if clause.id in school.own_clauses:
        message = f"“{plain_title(clause)}” ({clause.id}) is the school’s own clause already"
        hint = f"Change its text in {clause.where.path}."
        return Problem("clause-own", clause.where, message, hint, school=school.id)
    if found.chosen.own is not None or clause.id in school.unreadable:
        where = found.chosen.own.where if found.chosen.own else school.where
        message = f"the school words “{plain_title(clause)}” ({clause.id}) itself already"
        hint = "Change the text there. To begin again from the library’s text, delete that file first."
        return Problem("wording-exists", where, message, hint, school=school.id)
    return fixed_by(workspace, school, clause, "word it itself")


def audiences_with_own(clause: Clause) -> tuple[Audience, ...]:
    """Those for whom the library has a wording of their own: they are reworded when nobody says which."""
    return tuple(name for name in AUDIENCES if name in clause.treatments and clause.treatments[name].kind == "own")


def withheld_from(school: School, clause: Clause, audiences: tuple[Audience, ...]) -> Problem | None:
    """The problem of an audience that does not get the clause at all, so that there is nothing to reword."""
    for audience in audiences:
        if clause.wording_for(audience) is None:
            message = f"the {audience} edition does not hold “{plain_title(clause)}” ({clause.id})"
            hint = f"Reword it for {' or '.join(name for name in AUDIENCES if clause.wording_for(name))}."
            return Problem("audience-withheld", clause.where, message, hint, school=school.id)
    return None


def reword(root: Path, school: School, clause: Clause, wanted: Wanted) -> Change | Problem:
    """The school's file with the library's wording of `clause`, to be changed by the school.

    Call it only when `refused` and `withheld_from` say None.
    """
    path = f"schools/{school.id}/clauses/{clause.id}.md"
    if (root / path).exists():
        hint = "Change the text there, or delete the file first."
        return Problem("wording-exists", Location(path), "this file exists already", hint, school=school.id)
    front = _explanation(school, clause)
    audiences = wanted.audiences
    for audience in audiences:
        front += ["", *comment(f"What the library says, for {audience}:"), "#"]
        front += [f"#     {line}".rstrip() for line in _library_text(clause, audience).source.split("\n")]
    front += ["", *block("reason", wanted.reason, 0)]
    hashes: dict[str, Tree] = {name: wording_hash(_library_text(clause, name)) for name in audiences}
    front += [*block("replaces", hashes, 0), f"worded-on: {wanted.on.isoformat()}"]
    wordings = [f"# {name.capitalize()}\n\n{_library_text(clause, name).source.strip()}\n" for name in audiences]
    text = "---\n" + "\n".join(front) + "\n---\n\n" + "\n".join(wordings)
    whom = sentence(audiences)
    return Change(((path, text),), f"{path} holds the library’s wording for {whom}: change it there.")


def _library_text(clause: Clause, audience: Audience) -> Text:
    wording = clause.wording_for(audience)
    if wording is None:
        raise ValueError(f"{clause.id} has no wording for {audience}")
    return wording


def _explanation(school: School, clause: Clause) -> list[str]:
    return comment(
        f"{school.id}’s own wording of “{plain_title(clause)}” ({clause.where.path}).\n"
        "Change the text under the headings below; an audience without a heading keeps the library’s wording.\n"
        "`reason` is for your governors. `replaces` and `worded-on` tell `policypress check` when the library’s\n"
        "wording has changed since: leave them as they are. Lines that begin with # up here are for you and are\n"
        "never published."
    )
