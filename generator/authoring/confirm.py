"""Recording which staff wording pupils' and parents' wordings were compared with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.authoring.change import Change, read_file
from generator.authoring.finding import find_library_clause, plain_title
from generator.authoring.yaml_edit import EditFailed, with_set
from generator.checks.words import counted
from generator.compose.parity import recordable, staff_sign, unrecorded
from generator.formats.clause_file import read_clause
from generator.formats.filters import sentence
from generator.model.clause import Clause
from generator.model.edition import Audience
from generator.model.schools import School
from generator.model.workspace import Workspace
from generator.problems import Location, Problem

RECORD = "written-against"
"""The key of a clause's front matter."""


def clause_to_confirm(workspace: Workspace, school: School | None, asked: str) -> Clause | Problem:
    """The library's clause `asked`, or that clause of the school's own."""
    if school is not None and asked in school.own_clauses:
        return school.own_clauses[asked]
    if school is None:
        return find_library_clause(workspace, asked)
    where = Location(f"schools/{school.id}/clauses/{asked}.md")
    if asked in school.unreadable:
        message = f"the file of the clause “{asked}” has faults and cannot be used"
        hint = "Run `policypress check`, and mend what it names."
        return Problem("clause-unreadable", where, message, hint, school=school.id)
    message = f"the school {school.id} has no clause of its own “{asked}”"
    hint = "Leave --school out for a clause of the library."
    return Problem("clause-unknown", school.where, message, hint, school=school.id)


def nothing_to_confirm(clause: Clause, audiences: Iterable[Audience]) -> Problem | None:
    """Why there is nothing to record for one of `audiences`, or for anybody, or None."""
    held = recordable(clause)
    named = f"“{plain_title(clause)}” ({clause.id})"
    if not held:
        who = "pupils and parents have no wording of their own" if "staff" in clause.wordings else "staff have none"
        message = f"there are no two wordings of {named} to compare: {who}"
        return Problem("nothing-to-confirm", clause.where, message)
    for audience in audiences:
        if audience not in held:
            message = f"there is no {audience} wording of {named} to compare with the staff wording"
            return Problem("nothing-to-confirm", clause.where, message, f"There is one for {sentence(held)}.")
    return None


def confirm(root: Path, clause: Clause, audiences: tuple[Audience, ...]) -> Change | Problem:
    """The clause's file with today's staff wording recorded for `audiences`; no files where that stands there already.

    Call it only when `nothing_to_confirm` says None. The problem is a file that cannot be opened, has faults or words
    the clause otherwise than `clause`, which is the one that was read: ask for a second change after a long question.
    """
    path, sign = clause.where.path, staff_sign(clause)
    new = tuple(name for name in audiences if clause.written_against.get(name) != sign)
    if not new:
        return Change((), f"{path} says so already for {sentence(audiences)}: nothing was changed.")
    text = read_file(root, path)
    if isinstance(text, Problem):
        return text
    fault = _not_as_read(clause, new, text)
    if fault is not None:
        return fault
    recorded = _recorded(text, new, sign)
    if recorded is None:
        message = f"no record can be added to the names and values of the clause “{clause.id}”"
        hint = f'Write it yourself, under `{RECORD}:` between the two lines of hyphens: `{new[0]}: "{sign}"`.'
        return Problem("clause-unreadable", clause.where, message, hint)
    said = f"{path} now records that the wording for {sentence(new)} goes with today’s staff wording."
    return Change(((path, recorded),), said)


def _not_as_read(clause: Clause, audiences: Iterable[Audience], text: str) -> Problem | None:
    """Why `text`, the clause's file as it is now, cannot get the record that was decided on with `clause`, or None."""
    now, faults = read_clause(clause.id, text, clause.where.path)
    if now is None or faults:
        message = f"the file of the clause “{clause.id}” has faults: {faults[0].message}"
        return Problem("clause-unreadable", faults[0].where, message, "Mend it, then run the same command again.")
    if _words(now, audiences) == _words(clause, audiences):
        return None
    message = "the wording has changed while you read it: run the command again"
    return Problem("nothing-to-confirm", clause.where, message, "Nothing was recorded, and the file is as it was.")


def _words(clause: Clause, audiences: Iterable[Audience]) -> tuple[str, ...]:
    """What somebody reads who compares the wordings for `audiences` with that for staff; "" for none."""
    texts = [clause.wordings.get("staff")]
    for audience in audiences:
        texts += [clause.wordings.get(audience), clause.secondary.get(audience)]
    return tuple(text.source if text else "" for text in texts)


def confirm_unrecorded(root: Path, workspace: Workspace) -> Change | Problem:
    """The library's clauses with a record for every audience that has none; those recorded already stay as they are."""
    files: list[tuple[str, str | bytes]] = []
    for clause in workspace.library.clauses.values():
        change = confirm(root, clause, unrecorded(clause)) if unrecorded(clause) else None
        if isinstance(change, Problem):
            return change
        files += change.files if change else ()
    number = sum(len(unrecorded(clause)) for clause in workspace.library.clauses.values())
    said = f"{counted(number, 'wording')} in {counted(len(files), 'file')} now recorded with the staff wording."
    return Change(tuple(files), said if files else "Every wording of the library has a record: nothing was changed.")


def _recorded(text: str, audiences: Iterable[Audience], sign: str) -> str | None:
    """The text of a clause file with records in its front matter, which stands between two lines of three hyphens.

    None when what is there leaves no place for them.
    """
    opening, *lines = text.split("\n")
    end = next(number for number, line in enumerate(lines) if line.rstrip() == "---")
    front = "\n".join(lines[:end]) + "\n"
    try:
        for audience in audiences:
            front = with_set(front, (RECORD, audience), sign)
    except EditFailed:
        return None
    return f"{opening}\n{front}" + "\n".join(lines[end:])
