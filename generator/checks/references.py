"""Cross-references: every edition that prints one holds the clause that it leads to."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.checks.school_view import SchoolView
from generator.checks.words import listed, meant, quoted
from generator.compose.inherit import settled_choice
from generator.compose.selection import Selection
from generator.model.clause import Clause
from generator.model.edition import AUDIENCES, Audience
from generator.problems import Problem

_MEND = "Take the reference out"


def reference_unknown(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A reference names a clause that there is."""
    library = inspection.library
    for target in () if text.own else text.references:
        if target not in library.clauses and target not in library.unreadable:
            message = f"{text.what} refers to “{target}”, and there is no such clause"
            hint = meant(target, library.clauses, "The id of a clause is the name of its file without .md.")
            yield Problem("reference-unknown", text.where_reference(target), message, hint)


def reference_withheld(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """No reference leads to a clause that is withheld from one of the audiences that read it."""
    for target in () if text.own else text.references:
        clause = inspection.library.clauses.get(target)
        if clause is None:
            continue
        without = [name for name in text.readers if _withheld(clause, name)]
        if without:
            message = f"{text.what} refers to “{target}”, which is withheld from {listed(without)} readers"
            hint = f"{_MEND}, or give these readers a wording of “{target}”."
            see = (clause.treatments[without[0]].where,)
            yield Problem("reference-withheld", text.where_reference(target), message, hint, see=see)


def _withheld(clause: Clause, audience: Audience) -> bool:
    treatment = clause.treatments.get(audience)
    return treatment is not None and treatment.kind == "withheld"


def reference_outside(inspection: Inspection) -> Iterator[Problem]:
    """An outline that holds a clause holds the clauses to which it refers, by themselves or as options."""
    library = inspection.library
    for policy, outline in inspection.outlines():
        held = inspection.clauses_of(outline)
        texts = [*inspection.held_by(policy).texts]
        texts += [
            text for name in held if name in library.clauses for text in inspection.texts_of(library.clauses[name])
        ]
        for text in texts:
            for target in text.references:
                if target not in held and target in library.clauses and text.readers:
                    message = f"{text.what} refers to “{target}”, which the outline “{outline.id}” does not hold"
                    hint = f"Put “{target}” into the outline, or take the reference out of the wording."
                    see = (outline.where,)
                    yield Problem("reference-outside", text.where_reference(target), message, hint, see=see)


def reference_not_held(view: SchoolView) -> Iterator[Problem]:
    """Each edition of a school holds the clauses to which its texts refer."""
    for selection, parts in view.held:
        referring = [text for part in parts for text in part.referring]
        held = {name: {clause for part in parts for clause in part.clauses[name]} for name in AUDIENCES}
        broken: dict[tuple[Authored, str, str], list[Audience]] = {}
        for text in referring:
            for target in text.references:
                for audience in text.readers:
                    if audience in selection.policy.audiences and target not in held[audience]:
                        why = _why(view, selection, target, audience)
                        broken.setdefault((text, target, why), []).append(audience)
        for (text, target, why), audiences in broken.items():
            if text.own or not _of_library(view, selection, target, audiences):
                yield _not_held(view, text, target, (why, audiences))


def _not_held(view: SchoolView, text: Authored, target: str, broken: tuple[str, list[Audience]]) -> Problem:
    why, audiences = broken
    editions = f"{listed(audiences)} edition{'s' if len(audiences) > 1 else ''}"
    message = f"{text.what} refers to “{target}”, which this school’s {editions} does not hold: {why}"
    message = message.replace("editions does", "editions do")
    if text.own:
        hint = f"{_MEND}, or see to it that “{target}” is there."
    else:
        hint = f"See to it that “{target}” is there, or word “{text.clause}” yourself without the reference."
    return Problem("reference-not-held", text.where_reference(target), message, hint, see=(view.school.where,))


def _of_library(view: SchoolView, selection: Selection, target: str, audiences: list[Audience]) -> bool:
    """Whether the fault lies in the library, whatever the school: it is reported there, once."""
    clause = view.library.clauses.get(target)
    if clause is None or target not in view.inspection.clauses_of(selection.outline):
        return True
    return all(_withheld(clause, audience) for audience in audiences)


def _why(view: SchoolView, selection: Selection, target: str, audience: Audience) -> str:
    """Why the edition does not hold `target`, as the end of a sentence."""
    school = view.school
    clause = school.own_clauses.get(target) or view.library.clauses.get(target)
    if clause is None:
        return "there is no such clause" if target not in view.library.unreadable else "its file has faults"
    if _withheld(clause, audience):
        return f"it is withheld from {audience} readers"
    taken = school.policies[selection.policy.id]
    if any(entry.clause == target for entry in taken.left_out):
        return "the school leaves it out"
    if target in school.own_clauses:
        return "no `add:` in the school’s file places it"
    for slot in selection.outline.slots():
        if target in [option.clause for option in slot.options]:
            choice = settled_choice(view.workspace, school, slot)
            return f"for the choice “{slot.id}” stands “{choice.value if choice else 'nothing yet'}”"
    if target not in view.inspection.clauses_of(selection.outline):
        return f"the outline “{selection.outline.id}” does not have it"
    return f"its conditions (`when:`) do not hold here{_conditions(clause, view)}"


def _conditions(clause: Clause, view: SchoolView) -> str:
    missing = [name for name in clause.when.has if name not in view.values]
    return f", because {quoted(missing)} has no value" if missing else ""
