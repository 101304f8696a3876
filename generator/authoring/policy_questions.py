"""What is asked of a school once its profile is known: only what its policies use and its group left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.authoring.profile_questions import NATIONS
from generator.authoring.question import Option, Question
from generator.compose.inherit import fixed_for, groups_of, settled_choice, settled_outline, settled_values
from generator.compose.results import variable_of
from generator.compose.selection import Selection, select
from generator.formats.suggestion import meant
from generator.model.library import Entry, Outline, Policy, Slot, Value, Variable
from generator.model.schools import School
from generator.model.text import Runs, holes
from generator.model.workspace import Workspace
from generator.problems import Problem


def policy_questions(
    workspace: Workspace, school: School, declined: frozenset[str] = frozenset()
) -> tuple[Question, ...]:
    """Outlines first, then choices, then details, in the order of the library's files.

    `declined` are details that the school said it has not: what only stands beside them is not asked.
    Answers can open further questions, so ask the first, give `school` the answer, and come again.
    """
    return (
        *_outline_questions(workspace, school),
        *_choice_questions(workspace, school),
        *_detail_questions(workspace, school, declined),
    )


def question_at(workspace: Workspace, school: School, at: tuple[str, ...]) -> Question | Problem:
    """The question whose answer stands at these keys, asked or not; a problem when a group has fixed the answer."""
    kind, name = at[0], at[1]
    questions = {question.at: question for question in _all_questions(workspace, school)}
    if at not in questions:
        known = [other[1] for other in questions if other[0] == kind]
        best = meant(name, known)
        hint = f"Did you mean “{best}”?" if best else ""
        what = {"values": "detail", "choices": "choice", "policies": "policy"}[kind]
        return Problem(f"{what}-unknown", school.where, f"the school has no {what} “{name}”", hint, school=school.id)
    fixed = fixed_for(workspace, school, "outlines" if kind == "policies" else kind, name)
    if fixed is None:
        return questions[at]
    group = workspace.groups[fixed.by]
    message = f"“{name}” is fixed by {group.name}: a school cannot answer it otherwise"
    hint = f"Ask {group.ask}." if group.ask else ""
    return Problem("answer-fixed", fixed.where, message, hint, school=school.id)


def _all_questions(workspace: Workspace, school: School) -> Iterator[Question]:
    for policy_id in school.policies:
        if policy_id in workspace.library.policies:
            yield _outline_question(workspace.library.policies[policy_id], school.nation)
        for slot in slots_of(workspace, school, policy_id):
            yield _choice_question(slot)
    for variable in workspace.library.variables.values():
        if not variable.profile:
            yield detail_question(variable, optional=variable.optional or variable.by_hand)


def inherited(workspace: Workspace, school: School, question: Question) -> Value | None:
    """What stands for `question` when the school says nothing: the default of its group or of the library."""
    kind, name = question.at[0], question.at[1]
    if kind == "values":
        given = settled_values(workspace, replace(school, values={})).get(name)
    elif kind == "choices":
        silent = replace(school, choices={})
        slots = (slot for policy in school.policies for slot in slots_of(workspace, school, policy) if slot.id == name)
        slot = next(slots, None)
        given = settled_choice(workspace, silent, slot) if slot else None
    else:
        given = settled_outline(workspace, replace(school, policies={}), name)
    return given.value if given else None


def details_used(workspace: Workspace, school: School) -> frozenset[str]:
    """Names of the details that the school's policies print today, for any audience."""
    used: set[str] = set()
    for policy in school.policies:
        selection = select(workspace, school, policy)
        for runs in _texts(selection) if selection else ():
            used.update(variable_of(key) for key in holes(runs))
    return frozenset(used)


def slots_of(workspace: Workspace, school: School, policy_id: str) -> tuple[Slot, ...]:
    """The choices that a policy of the school leaves, in order."""
    outline = _outline(workspace, school, policy_id)
    return outline.slots() if outline else ()


def _outline(workspace: Workspace, school: School, policy_id: str) -> Outline | None:
    policy = workspace.library.policies.get(policy_id)
    named = settled_outline(workspace, school, policy_id)
    return policy.outlines.get(str(named.value)) if policy and named else None


def _outline_questions(workspace: Workspace, school: School) -> Iterator[Question]:
    for policy_id in school.policies:
        policy = workspace.library.policies.get(policy_id)
        if policy is not None and settled_outline(workspace, school, policy_id) is None:
            yield _outline_question(policy, school.nation)


def _outline_question(policy: Policy, nation: str) -> Question:
    """Suggests the outline whose title names the school's nation, when exactly one does."""
    options = tuple(Option(outline.id, outline.title) for outline in policy.outlines.values())
    asks = f"Which version of the {_title(policy)} do you want?"
    names = [option.says for option in NATIONS if option.answer == nation]
    suiting = [
        option.answer
        for option in options
        if any(re.search(rf"\b{re.escape(name)}\b", option.says, re.IGNORECASE) for name in names)
    ]
    default = suiting[0] if len(suiting) == 1 else ""
    return Question(("policies", policy.id, "outline"), asks, options=options, default=default, suggested=True)


def _choice_questions(workspace: Workspace, school: School) -> Iterator[Question]:
    for policy_id in school.policies:
        for slot in slots_of(workspace, school, policy_id):
            decided = slot.id in school.choices or any(
                slot.id in group.choices for group in groups_of(workspace, school)
            )
            if not decided:
                yield _choice_question(slot)


def _choice_question(slot: Slot) -> Question:
    options = tuple(Option(option.clause, option.says) for option in slot.options)
    return Question(("choices", slot.id), slot.question, options=options, default=slot.default)


def _detail_questions(workspace: Workspace, school: School, declined: frozenset[str]) -> Iterator[Question]:
    """A detail that a clause uses must be given; one that only decides whether a clause stands may be left out."""
    settled = settled_values(workspace, school)
    used, asked_for = details_used(workspace, school), _conditions(workspace, school, declined)
    for name, variable in workspace.library.variables.items():
        asked = not variable.profile and not variable.by_hand
        if name not in settled and asked and (name in used or name in asked_for):
            yield detail_question(variable, optional=name not in used)


def detail_question(variable: Variable, optional: bool = False) -> Question:
    """The question for a detail, as the library declares it."""
    return Question(
        ("values", variable.name),
        variable.question,
        variable.example,
        optional=optional,
        kind=variable.type,
        begins=variable.begins,
    )


def _conditions(workspace: Workspace, school: School, declined: frozenset[str]) -> frozenset[str]:
    """Details whose presence decides whether a clause stands that the school's policies may still hold."""
    named: set[str] = set()
    for policy_id in school.policies:
        outline = _outline(workspace, school, policy_id)
        for entry in outline.entries() if outline else ():
            clause = workspace.library.clauses.get(_clause_id(workspace, school, entry))
            if clause is None or declined.intersection(clause.when.has):
                continue
            if not clause.when.nation or school.nation in clause.when.nation:
                named.update(clause.when.has, clause.when.lacks)
    return frozenset(named)


def _clause_id(workspace: Workspace, school: School, entry: Entry | Slot) -> str:
    if isinstance(entry, Entry):
        return entry.clause
    choice = settled_choice(workspace, school, entry)
    return str(choice.value) if choice else ""


def _texts(selection: Selection) -> Iterator[Runs]:
    """Every text that an edition of some audience prints."""
    policy = selection.policy
    texts = [policy.owner, *policy.titles.values(), *policy.summaries.values(), *policy.tell.values()]
    for slip in policy.slips.values():
        texts += [slip.statement, slip.return_to, slip.return_by, slip.no_consequence]
    for section in selection.sections:
        texts += section.section.titles.values() if section.clauses else ()
        for chosen in section.clauses:
            for audience in policy.audiences:
                body, title = chosen.body_for(audience), chosen.title_for(audience)
                texts += [body[0]] if body else []
                texts += [title] if title else []
    yield from (text.runs for text in texts)


def _title(policy: Policy) -> str:
    return next(iter(policy.titles.values())).source.lower() if policy.titles else policy.id
