"""Where a clause stands in a school's editions, for messages that say what a change does to each."""

from __future__ import annotations

from generator.authoring.finding import Found
from generator.compose.edition import compose
from generator.compose.selection import ChosenSection, select
from generator.model.edition import Audience
from generator.model.schools import School
from generator.model.workspace import Workspace

_HOW_MANY = {2: "both editions", 3: "all three editions"}


def where_it_stands(workspace: Workspace, school: School, found: Found) -> str:
    """The editions that hold the clause, with its number in each: “in all three editions (staff 4.3, pupil 3.1 …)”.

    "" when none does; without a number where the edition cannot be numbered because of faults in its files.
    """
    audiences = found.chosen.audiences
    holding = [audience for audience in audiences if found.chosen.body_for(audience) is not None]
    if not holding:
        return ""
    places = ", ".join(_place(workspace, school, found, audience) for audience in holding)
    if len(holding) == 1:
        return f"in the {holding[0]} edition, the only one that holds it ({places})"
    all_of_them = len(holding) == len(audiences)
    return f"in {_HOW_MANY[len(holding)] if all_of_them else f'{len(holding)} editions'} ({places})"


def _place(workspace: Workspace, school: School, found: Found, audience: Audience) -> str:
    try:
        edition = compose(workspace, school, found.policy, audience)
    except (LookupError, ValueError):
        return audience
    clauses = edition.clauses()
    numbers = [clause.number for clause in clauses if clause.id == found.clause.id]
    return " ".join((audience, *numbers[:1]))


def sections_opened(
    workspace: Workspace, school: School, after: Found, readers: tuple[Audience, ...]
) -> tuple[tuple[Audience, str], ...]:
    """For `readers` of a new clause after `after`: whose edition has no clause of that section yet, and its title."""
    selection = select(workspace, school, after.policy)
    held = (section for section in selection.sections if _holds(section, after)) if selection else iter(())
    section = next(held, None)
    if section is None:
        return ()
    titles = section.section.titles
    return tuple(
        (audience, titles[audience].source if audience in titles else section.section.id)
        for audience in readers
        if audience in after.chosen.audiences
        and not any(chosen.body_for(audience) is not None for chosen in section.clauses)
    )


def _holds(section: ChosenSection, found: Found) -> bool:
    return any(chosen.clause.id == found.clause.id for chosen in section.clauses)
