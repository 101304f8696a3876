"""Who gets a clause, and whether there is a text for each of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.checks.school_view import SchoolView
from generator.checks.words import listed
from generator.model.clause import Clause
from generator.model.edition import AUDIENCES, Audience
from generator.model.library import OutlineSection, Slot
from generator.problems import Problem


def audience_undecided(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """Every clause says for every audience how it is treated."""
    missing = [audience for audience in AUDIENCES if audience not in clause.treatments]
    if missing:
        where = clause.places.get("editions", clause.where)
        message = f"“{clause.id}” does not say what {listed(missing)} readers get"
        hint = f"Under `editions:` add `{missing[0]}: own`, `{missing[0]}: {{same-as: …}}` or "
        hint += f'`{missing[0]}: {{withheld: "the reason"}}`.'
        yield Problem("audience-undecided", where, message, hint)


def wording_missing(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """An audience that is promised its own wording has one."""
    for audience, treatment in clause.treatments.items():
        if treatment.kind == "own" and audience not in clause.wordings:
            heading = audience.capitalize()
            message = f"`{audience}: own` promises a wording, but there is no heading `# {heading}`"
            hint = f"Write the wording under a line `# {heading}`, or say `same-as` or `withheld`."
            yield Problem("wording-missing", treatment.where, message, hint)


def wording_unused(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """A wording stands under a heading only when its audience is to read it."""
    for audience in clause.wordings:
        treatment = clause.treatments.get(audience)
        if treatment is not None and treatment.kind != "own":
            where = clause.places.get(f"heading.{audience}", clause.where)
            message = f"nobody reads this wording: under `editions:` stands `{audience}: {treatment.kind}`"
            hint = f"Write `{audience}: own` there, or delete the wording."
            yield Problem("wording-unused", where, message, hint, see=(treatment.where,))
    for audience in clause.secondary:
        if audience not in clause.wordings:
            where = clause.places.get(f"heading.{audience}.secondary", clause.where)
            message = f"this wording is for secondary schools, but {audience} readers of others have none"
            hint = f"Write one for all other schools under `# {audience.capitalize()}`, or give this one that heading."
            yield Problem("wording-unused", where, message, hint)


def wording_empty(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A wording or a title holds words."""
    if not text.text.source.strip():
        yield Problem("wording-empty", text.text.where, f"{text.what} is empty", "Write it, or remove its heading.")


def same_as_wrong(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """`same-as` names an audience that has its own wording."""
    for audience, treatment in clause.treatments.items():
        other = treatment.same_as
        if other is None:
            continue
        kind = clause.treatments[other].kind if other in clause.treatments else ""
        if kind != "own":
            said = "itself" if other == audience else f"“{other}”, which has no wording of its own"
            own = [name for name, given in clause.treatments.items() if given.kind == "own"]
            hint = f"Name one that is `own`: {listed(own)}." if own else "Give one audience its `own` wording."
            yield Problem("same-as-wrong", treatment.where, f"“{audience}” is the same as {said}", hint)


def title_missing(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """Every audience that gets a clause gets a title."""
    missing = [
        audience
        for audience, treatment in clause.treatments.items()
        if treatment.kind != "withheld" and clause.title_for(audience) is None
    ]
    if missing:
        where = clause.places.get("title", clause.where)
        message = f"“{clause.id}” has no title for {listed(missing)} readers"
        hint = f"Under `title:` add a line `{missing[0]}: …`, or give one title for all."
        yield Problem("title-missing", where, message, hint)


def withheld_from_all(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """A clause is for somebody."""
    if len(clause.treatments) == len(AUDIENCES) and all(t.kind == "withheld" for t in clause.treatments.values()):
        where = clause.places.get("editions", clause.where)
        hint = "Give at least one audience a wording, or delete the clause and enter its id in content/retired.yml."
        yield Problem("withheld-from-all", where, f"“{clause.id}” is withheld from every audience", hint)


def policy_text_missing(inspection: Inspection) -> Iterator[Problem]:
    """A policy has a title, a summary and a role to tell for every audience that gets it."""
    for policy in inspection.library.policies.values():
        for key, what, texts in (
            ("title", "title", policy.titles),
            ("summary", "summary", policy.summaries),
            ("tell", "role to tell", policy.tell),
        ):
            missing = [audience for audience in policy.audiences if audience not in texts]
            if missing:
                message = f"the policy “{policy.id}” has no {what} for {listed(missing)} readers"
                yield Problem("policy-text-missing", policy.where, message, f"Under `{key}:` add `{missing[0]}: …`.")


def policy_text_unused(inspection: Inspection) -> Iterator[Problem]:
    """What a policy says for an audience is for one that gets it."""
    for policy in inspection.library.policies.values():
        for audience in AUDIENCES:
            for key in ("title", "edition-names", "summary", "tell", "slip"):
                where = policy.places.get(f"{key}.{audience}")
                if where and audience not in policy.audiences:
                    message = f"`{key}` has a text for {audience} readers, who do not get the policy “{policy.id}”"
                    hint = f"Take it out, or add `{audience}` to `audiences:`."
                    see = (policy.places["audiences"],)
                    yield Problem("policy-text-unused", where, message, hint, see=see, severity="warning")


def section_title_missing(inspection: Inspection) -> Iterator[Problem]:
    """A section has a title for every audience that reads one of its clauses."""
    for policy, outline in inspection.outlines():
        for section in outline.sections:
            readers = _readers(section, inspection)
            missing = [
                audience for audience in policy.audiences if audience in readers and audience not in section.titles
            ]
            if missing:
                message = f"the section “{section.id}” has no title for {listed(missing)} readers"
                hint = f"Under `title:` add `{missing[0]}: …`."
                yield Problem("section-title-missing", section.where, message, hint)


def section_title_for_own(view: SchoolView) -> Iterator[Problem]:
    """A section has a title for every audience that reads a clause which a school has put there."""
    for selection in view.selections:
        for placed in selection.sections:
            for chosen in placed.clauses:
                if chosen.origin != "own clause":
                    continue
                audiences = selection.policy.audiences
                readers = [audience for audience in audiences if chosen.body_for(audience) is not None]
                missing = [audience for audience in readers if audience not in placed.section.titles]
                if missing:
                    message = (
                        f"“{chosen.clause.id}” would stand in the section “{placed.section.id}”, "
                        f"which has no title for {listed(missing)} readers"
                    )
                    hint = "Put it after a clause that those readers have, or withhold it from them."
                    yield Problem("section-title-for-own", chosen.where, message, hint, see=(placed.section.where,))


def _readers(section: OutlineSection, inspection: Inspection) -> set[Audience]:
    ids = [
        clause
        for entry in section.entries
        for clause in ([o.clause for o in entry.options] if isinstance(entry, Slot) else [entry.clause])
    ]
    clauses = (inspection.library.clauses.get(clause) for clause in ids)
    return {
        audience
        for clause in clauses
        if clause is not None
        for audience, treatment in clause.treatments.items()
        if treatment.kind != "withheld"
    }
