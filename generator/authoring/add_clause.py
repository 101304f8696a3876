"""A clause of a school's own: its file, and its place in the school's policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.change import Change, read_file
from generator.authoring.finding import Found
from generator.authoring.yaml_edit import with_added
from generator.formats.filters import sentence
from generator.formats.yaml_words import block, comment, flow
from generator.ids import fault_of_id
from generator.model.clause import Treatment
from generator.model.edition import AUDIENCES, Audience
from generator.model.schools import School
from generator.model.workspace import Workspace
from generator.problems import Location, Problem


@dataclass(frozen=True, slots=True)
class NewClause:
    """A clause to be made: how each audience is treated, all three decided, and the wordings known so far."""

    id: str
    title: str
    treatments: Mapping[Audience, Treatment]
    wordings: Mapping[Audience, str]

    @property
    def readers(self) -> tuple[Audience, ...]:
        """The audiences that get it."""
        return tuple(audience for audience in AUDIENCES if self.treatments[audience].kind != "withheld")


def refused(workspace: Workspace, school: School, new: NewClause) -> Problem | None:
    """Why `school` cannot make this clause, or None when it can."""
    where = Location(f"schools/{school.id}/clauses/{new.id}.md")
    if fault := fault_of_id(new.id):
        message = f"“{new.id}” {fault}"
        return Problem(
            "id-bad", school.where, message, "Give another with --id, such as class-pages.", school=school.id
        )
    library = workspace.library
    taken = {
        **{name: school.where for name in school.unreadable},
        **{name: school.where for name in library.unreadable},
        **{name: clause.where for name, clause in library.clauses.items()},
        **{name: clause.where for name, clause in school.own_clauses.items()},
    }
    if new.id in taken:
        message = f"there is a clause with the id “{new.id}” already"
        return Problem("id-twice", where, message, "Give another with --id.", (taken[new.id],), school=school.id)
    if new.id in library.retired:
        message = f"“{new.id}” is the id of a clause that was withdrawn, and is never used again"
        return Problem("id-retired", where, message, "Give another with --id.", (library.retired[new.id],))
    return _circular(school, new)


def _circular(school: School, new: NewClause) -> Problem | None:
    for audience, treatment in new.treatments.items():
        other = treatment.same_as
        if other is not None and new.treatments[other].kind != "own":
            message = f"{audience} cannot read the same as {other}, which has no wording of its own here"
            hint = "Name an audience that gets its own wording."
            return Problem("same-as-nothing", school.where, message, hint, school=school.id)
    if not any(treatment.kind == "own" for treatment in new.treatments.values()):
        message = "no audience would read this clause"
        return Problem("clause-empty", school.where, message, "Give it a wording for at least one.", school=school.id)
    return None


def add_clause(root: Path, school: School, after: Found, new: NewClause) -> Change | Problem:
    """The file of the clause, and the school's file with it under `add:`. Call it only when `refused` says None."""
    path = school.where.path
    text = read_file(root, path)
    if isinstance(text, Problem):
        return text
    placed = with_added(text, ("policies", after.policy, "add"), [{"clause": new.id, "after": after.clause.id}])
    clause_path = f"schools/{school.id}/clauses/{new.id}.md"
    unwritten = [name for name in _own(new) if name not in new.wordings]
    said = f"{clause_path} stands after “{after.clause.id}”" + (
        f": write its text for {sentence(tuple(unwritten))} there." if unwritten else "."
    )
    return Change(((clause_path, _clause_text(school, new)), (path, placed)), said)


def _own(new: NewClause) -> list[Audience]:
    return [audience for audience in AUDIENCES if new.treatments[audience].kind == "own"]


def _clause_text(school: School, new: NewClause) -> str:
    front = comment(
        f"A clause of {school.id}’s own, placed by `add:` in {school.where.path}.\n"
        "Write its text under the headings below, one for each audience that is `own`.\n"
        "Details are written {{ school.name }}, references to other clauses [[clause-id]].\n"
        "Lines that begin with # up here are for you and are never published."
    )
    front += [*block("title", new.title, 0), "lock: local", "editions:"]
    front += [f"  {audience}: {_treatment(new.treatments[audience])}" for audience in AUDIENCES]
    wordings = [f"# {audience.capitalize()}\n\n{new.wordings.get(audience, '')}".rstrip() for audience in _own(new)]
    return "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(wordings) + "\n"


def _treatment(treatment: Treatment) -> str:
    if treatment.same_as is not None:
        return flow({"same-as": treatment.same_as})
    if treatment.kind == "withheld":
        return flow({"withheld": treatment.reason})
    return "own"
