"""A school's own wordings and clauses, what they stand for, and where they are placed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.school_view import SchoolView
from generator.checks.words import counted, listed, meant
from generator.compose.inherit import settled_lock
from generator.formats.filters import uk_date
from generator.formats.wording import wording_hash
from generator.model.clause import Clause, OwnWording
from generator.model.edition import Audience, ClauseChange
from generator.problems import Location, Problem

_PENDING = "pending"


def own_wording_unrecorded(view: SchoolView) -> Iterator[Problem]:
    """An own wording records which wording of the library it replaces, so that a change of law is noticed."""
    for own, clause in _pairs(view):
        for audience in own.wordings:
            library = clause.wording_for(audience)
            if library is not None and own.replaces.get(audience, _PENDING) == _PENDING:
                message = f"this file does not record which {audience} wording of the library it replaces"
                hint = f"Compare it with {clause.where.path}, then write under `replaces:` the line "
                hint += f"`{audience}: {wording_hash(library)}`."
                where = own.places.get(f"replaces.{audience}", own.places.get("replaces", own.where))
                yield Problem("own-wording-unrecorded", where, message, hint, see=(library.where,))


def own_wording_same(view: SchoolView) -> Iterator[Problem]:
    """An own wording differs from the library's."""
    for own, clause in _pairs(view):
        for audience, text in own.wordings.items():
            library = clause.wording_for(audience)
            if library is not None and wording_hash(library) == wording_hash(text):
                message = f"the school’s own {audience} wording of “{clause.id}” says just what the library’s says"
                hint = "Change it, or delete it: the library’s wording then comes of itself, later changes included."
                yield Problem("own-wording-same", text.where, message, hint, _see(clause, audience), "warning")


def own_wording_changed(view: SchoolView) -> Iterator[Problem]:
    """The library's wording is still the one that the school replaced."""
    for own, clause, audience, change in _drifted(view):
        if change is None or change.kind != "law":
            because = f" (on {uk_date(change.on)}: {change.why})" if change else ""
            message = f"the library’s {audience} wording of “{clause.id}” has changed since the school wrote its own"
            severity_hint = _compare(clause, audience)
            where = _replaces(own, audience)
            yield Problem(
                "own-wording-changed", where, message + because, severity_hint, _see(clause, audience), "warning"
            )


def own_wording_law(view: SchoolView) -> Iterator[Problem]:
    """An own wording is looked at again when the library's has changed because the law has."""
    for own, clause, audience, change in _drifted(view):
        if change is not None and change.kind == "law":
            message = f"the law has changed since the school wrote its own {audience} wording of “{clause.id}”"
            message += f" (on {uk_date(change.on)}: {change.why})"
            hint = _compare(clause, audience)
            yield Problem("own-wording-law", _replaces(own, audience), message, hint, _see(clause, audience))


def _drifted(view: SchoolView) -> Iterator[tuple[OwnWording, Clause, Audience, ClauseChange | None]]:
    """Own wordings whose library wording has changed, with the change that counts: of law if any, else the last."""
    for own, clause in _pairs(view):
        for audience in own.wordings:
            library = clause.wording_for(audience)
            recorded = own.replaces.get(audience, _PENDING)
            if library is not None and recorded not in (_PENDING, wording_hash(library)):
                yield own, clause, audience, _change_that_counts(clause, own.worded_on)


def _change_that_counts(clause: Clause, worded_on: str) -> ClauseChange | None:
    """Of the changes since `worded_on` one of law, else the last; without that day only the last can be meant."""
    changes = sorted(clause.changes, key=lambda change: change.on)
    since = [change for change in changes if change.on >= worded_on] if worded_on else changes[-1:]
    of_law = [change for change in since if change.kind == "law"]
    last = (of_law or since)[-1:]
    return last[0] if last else None


def _compare(clause: Clause, audience: Audience) -> str:
    library = clause.wording_for(audience)
    digits = wording_hash(library) if library else ""
    return f"Compare yours with {clause.where.path}; when it is right, write `{audience}: {digits}` under `replaces:`."


def _replaces(own: OwnWording, audience: Audience) -> Location:
    return own.places.get(f"replaces.{audience}", own.where)


def _see(clause: Clause, audience: Audience) -> tuple[Location, ...]:
    library = clause.wording_for(audience)
    return (library.where,) if library else ()


def _pairs(view: SchoolView) -> Iterator[tuple[OwnWording, Clause]]:
    for own in view.school.own_wordings.values():
        clause = view.library.clauses.get(own.clause)
        if clause is not None:
            yield own, clause.read_in(view.school.phase)


def own_left_behind(view: SchoolView) -> Iterator[Problem]:
    """When a school rewords a clause for one audience, it looks at the others' wordings too."""
    for own, clause in _pairs(view):
        with_own = [name for name, treatment in clause.treatments.items() if treatment.kind == "own"]
        behind = [name for name in with_own if name not in own.wordings]
        reworded = [name for name in own.wordings if clause.wording_for(name) is not None]
        if behind and reworded:
            message = f"the school words “{clause.id}” itself for {listed(reworded)} readers, "
            message += f"but {listed(behind)} readers still get the library’s wording"
            hint = f"See whether both still say the same; if not, add a wording under `# {behind[0].capitalize()}`."
            yield Problem("own-left-behind", own.where, message, hint, severity="warning")


def own_wording_withheld(view: SchoolView) -> Iterator[Problem]:
    """A school words a clause itself only for readers who get it."""
    for own, clause in _pairs(view):
        for audience in own.wordings:
            treatment = clause.treatments.get(audience)
            if treatment is not None and treatment.kind == "withheld":
                where = own.places.get(f"heading.{audience}", own.where)
                message = f"“{clause.id}” is withheld from {audience} readers, so nobody reads this wording"
                hint = "Delete it, or write a clause of your own with `policypress add`."
                yield Problem("own-wording-withheld", where, message, hint, see=(treatment.where,))


def own_wording_unused(view: SchoolView) -> Iterator[Problem]:
    """A clause that a school words itself stands in one of its policies."""
    held = {chosen.clause.id for chosen in view.chosen}
    for own in view.school.own_wordings.values():
        if own.clause not in held and view.complete:
            message = f"none of this school’s policies holds “{own.clause}”, so nobody reads this wording"
            hint = "Delete the file, or check outline, choices and `leave-out:` in the school’s file."
            yield Problem("own-wording-unused", own.where, message, hint, severity="warning")


def local_unworded(view: SchoolView) -> Iterator[Problem]:
    """A clause that is each school's to write is written by the school."""
    if view.school.template:
        return
    for chosen in view.chosen:
        if chosen.origin == "own clause" or chosen.own is not None or chosen.clause.id in view.school.unreadable:
            continue
        lock, given = settled_lock(view.workspace, view.school, chosen.clause)
        if lock == "local":
            message = f"“{chosen.clause.id}” is for each school to write, and this school has not"
            hint = f"Run `policypress reword {view.school.id} {chosen.clause.id}` and write it, or leave it out."
            see = (given.where if given else chosen.clause.places.get("lock", chosen.clause.where),)
            yield Problem("local-unworded", view.school.where, message, hint, see=see)


def own_clause_unplaced(view: SchoolView) -> Iterator[Problem]:
    """A clause of the school's own is placed by `add:`."""
    placed = {entry.clause for policy in view.school.policies.values() for entry in policy.added}
    for clause in view.school.own_clauses.values():
        if clause.id not in placed:
            message = f"no `add:` in {view.file} places the school’s own clause “{clause.id}”, so nobody reads it"
            hint = meant(clause.id, view.library.clauses, "")
            hint = f"If it is to reword a clause of the library: {hint} " if hint else ""
            hint += f"Add `- {{clause: {clause.id}, after: …}}` under `add:`, or delete the file."
            yield Problem("own-clause-unplaced", clause.where, message, hint, severity="warning")


def add_unknown(view: SchoolView) -> Iterator[Problem]:
    """`add:` places a clause of the school's own after a clause that its outline holds."""
    school = view.school
    for selection in view.selections:
        outline = view.inspection.clauses_of(selection.outline)
        added = school.policies[selection.policy.id].added
        for entry in added:
            if entry.clause in school.unreadable:
                continue
            if entry.clause not in school.own_clauses:
                message = f"`add:` names “{entry.clause}”, and there is no such clause of the school’s own"
                hint = f"Its file would be schools/{school.id}/clauses/{entry.clause}.md."
                if entry.clause in view.library.clauses:
                    hint = "It is a clause of the library: only an outline can place it."
                yield Problem("add-unknown", entry.where, message, hint)
            elif entry.after not in outline and entry.after not in [other.clause for other in added]:
                message = (
                    f"`add:` places “{entry.clause}” after “{entry.after}”, which this school’s outline does not hold"
                )
                hint = meant(entry.after, outline, f"The outline is {selection.outline.where.path}.")
                yield Problem("add-unknown", entry.where, message, hint)


def add_lost(view: SchoolView) -> Iterator[Problem]:
    """A clause that `add:` places is printed: what it stands after is there, and its conditions hold."""
    for selection in view.selections:
        printed = [chosen.clause.id for chosen in selection.chosen() if chosen.origin == "own clause"]
        known = {*view.inspection.clauses_of(selection.outline), *printed}
        placed: set[str] = set()
        for entry in view.school.policies[selection.policy.id].added:
            clause = view.school.own_clauses.get(entry.clause)
            times = printed.count(entry.clause)
            first = entry.clause not in placed
            placed.add(entry.clause)
            if clause is None or times == 1 or (times and first) or entry.after not in known:
                continue
            reason = "stands twice" if times else "is printed nowhere"
            message = f"the school’s own clause “{entry.clause}” {reason}"
            hint = (
                "Place it once, after a clause that this school’s policy holds; if that is one of its own, below it in "
            )
            hint += "the list. Check its `when:`."
            yield Problem("add-lost", entry.where, message, hint)


def leave_out_unknown(view: SchoolView) -> Iterator[Problem]:
    """`leave-out:` names a clause that the school's outline holds."""
    for selection in view.selections:
        outline = view.inspection.clauses_of(selection.outline)
        for entry in view.school.policies[selection.policy.id].left_out:
            if entry.clause not in outline:
                message = f"`leave-out:` names “{entry.clause}”, which this school’s outline does not hold"
                hint = meant(entry.clause, outline, "Remove the line.")
                yield Problem("leave-out-unknown", entry.where, message, hint)


def leave_out_twice(view: SchoolView) -> Iterator[Problem]:
    """A clause is left out once, with one reason."""
    for policy in view.school.policies.values():
        clauses = [entry.clause for entry in policy.left_out]
        for number, entry in enumerate(policy.left_out):
            if entry.clause in clauses[:number]:
                message = f"“{entry.clause}” is left out {counted(clauses.count(entry.clause), 'time')}"
                yield Problem("leave-out-twice", entry.where, message, "Keep one of the lines.")
