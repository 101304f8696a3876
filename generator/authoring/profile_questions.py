"""What is asked of every new school first: its name, nation, type, phase, group and policies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.authoring.question import Option, Question
from generator.model.library import Library
from generator.model.workspace import Workspace

NATIONS = (
    Option("england", "England"),
    Option("wales", "Wales"),
    Option("northern-ireland", "Northern Ireland"),
    Option("scotland", "Scotland"),
)
PHASES = (
    Option("nursery", "Nursery"),
    Option("primary", "Primary"),
    Option("secondary", "Secondary"),
    Option("all-through", "All-through, from the youngest to the oldest"),
    Option("special", "Special school"),
)
_TYPES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "england": (
        ("community", "Community or other maintained school"),
        ("academy", "Academy or free school"),
        ("voluntary-aided", "Voluntary aided"),
        ("voluntary-controlled", "Voluntary controlled"),
        ("foundation", "Foundation"),
        ("independent", "Independent"),
    ),
    "wales": (
        ("community", "Community or other maintained school"),
        ("voluntary-aided", "Voluntary aided"),
        ("voluntary-controlled", "Voluntary controlled"),
        ("foundation", "Foundation"),
        ("independent", "Independent"),
    ),
    "northern-ireland": (
        ("controlled", "Controlled"),
        ("integrated", "Integrated"),
        ("maintained", "Catholic maintained"),
        ("irish-medium", "Irish-medium"),
        ("voluntary-grammar", "Voluntary grammar"),
        ("independent", "Independent"),
    ),
    "scotland": (
        ("local-authority", "Run by the local authority"),
        ("grant-aided", "Grant-aided"),
        ("independent", "Independent"),
    ),
}
"""Kinds of school by nation. Any other id may be typed: an outline or clause can ask for it with `when: type`."""


def profile_questions(workspace: Workspace, told: Mapping[str, Any]) -> tuple[Question, ...]:
    """The questions about the profile that are still open; `told` is what the school's file says so far.

    Type and group depend on the nation, so they are asked when that is known.
    """
    open_now = [
        name_question(),
        Question(("nation",), "In which nation is the school?", options=NATIONS),
        _type(told),
        Question(("phase",), "Which pupils does it teach?", options=PHASES),
        group if (group := group_question(workspace, told)).options else None,
        _policies(workspace.library),
    ]
    return tuple(question for question in open_now if question is not None and question.name not in told)


def name_question() -> Question:
    """Asked first: the name of the school's folder is made from it."""
    return Question(("name",), "What is the school’s full name?", "Example Primary School")


def id_question() -> Question:
    """Asked when another school has the folder of that name, or the name gives none."""
    asks = "What should the school’s folder be called? Small letters, digits and hyphens."
    return Question(("school",), asks, "hill-street", kind="id")


def short_name_question() -> Question:
    """Never asked, because the full name will do; for an answer that is given unasked."""
    return Question(("short-name",), "How is the school called where room is short?", "Example Primary")


def _type(told: Mapping[str, Any]) -> Question | None:
    kinds = _TYPES.get(str(told.get("nation")), ())
    options = tuple(Option(*kind) for kind in kinds)
    phases = tuple(
        (
            phase.answer,
            f"“{phase.answer}” is a phase, and has a question of its own. "
            f"The type says who runs the school{': ' + kinds[0][0] + ', for example' if kinds else ''}.",
        )
        for phase in PHASES
    )
    return Question(("type",), "What type of school is it?", options=options, free=True, kind="id", refused=phases)


def group_question(workspace: Workspace, told: Mapping[str, Any]) -> Question:
    """The school's council or trust: one of its nation; asked only where there is one."""
    nation = told.get("nation")
    options = tuple(
        Option(group.id, group.name)
        for group in sorted(workspace.groups.values(), key=lambda group: group.name)
        if not group.nation or group.nation == nation
    )
    asks = "Which council or trust does it belong to?"
    return Question(("group",), asks, options=options, optional=True, refused=_elsewhere(workspace, str(nation)))


def _elsewhere(workspace: Workspace, nation: str) -> tuple[tuple[str, str], ...]:
    """Groups of other nations, and why they are not offered."""
    names = {option.answer: option.says for option in NATIONS}
    return tuple(
        (
            group.id,
            f"{group.name} is for schools in {names.get(group.nation, group.nation)}, "
            f"and this school is in {names.get(nation, nation)}.",
        )
        for group in workspace.groups.values()
        if group.nation and group.nation != nation
    )


def _policies(library: Library) -> Question | None:
    """Asked only when there is more than one: else the only one is taken."""
    options = tuple(Option(policy, _plain(library, policy)) for policy in sorted(library.policies))
    if len(options) == 1:
        return Question(("policies",), "Which policies does it take?", options=options, default=options[0].answer)
    asks = "Which policies does it take? One a line."
    return Question(("policies",), asks, options=options, kind="list") if options else None


def _plain(library: Library, policy: str) -> str:
    titles = library.policies[policy].titles
    return next(iter(titles.values())).source if titles else policy
