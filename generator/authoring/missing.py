"""Which answers a new school still owes, as far as can be told before its profile or outlines are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from generator.authoring.policy_questions import policy_questions
from generator.authoring.profile_questions import NATIONS
from generator.authoring.question import Question
from generator.authoring.school_file import answered
from generator.model.contacts import Contacts
from generator.model.edition import Brand, Nation
from generator.model.library import Value
from generator.model.schools import School, SchoolPolicy
from generator.model.workspace import Workspace
from generator.problems import Location

At = tuple[str, ...]
Needed = Mapping[At, Question]

_KINDS = ("policies", "choices", "values")


def missing_answers(
    workspace: Workspace, school: School, declined: frozenset[str] = frozenset()
) -> tuple[Question, ...]:
    """Outlines, choices and details that must be answered; `school` may be without a nation or outlines yet.

    What only some nations or outlines ask for is not among them.
    """
    needed = _needed(workspace, school, declined)
    return tuple(sorted(needed.values(), key=lambda question: _KINDS.index(question.at[0])))


def opens_more(workspace: Workspace, school: School, question: Question, declined: frozenset[str]) -> bool:
    """Whether some answer to `question` makes further answers necessary."""
    now = _needed(workspace, school, declined)
    possible = _possible(school, question)
    return any(_needed(workspace, then, declined).keys() - now.keys() for then in possible)


def unfinished_school(school_id: str, said: Mapping[str, Any]) -> School:
    """A school of which no more is known than `said`, by the keys of its file."""
    where = Location(f"schools/{school_id}/school.yml")
    policies = said.get("policies") or ()
    return School(
        id=school_id,
        name=str(said.get("name") or ""),
        short_name="",
        template_name="",
        nation=cast(Nation, said.get("nation") or ""),
        type=str(said.get("type") or ""),
        phase=str(said.get("phase") or ""),
        group=str(said.get("group") or ""),
        demonstration=False,
        template=False,
        publish="in-force",
        public=(),
        address="",
        policies=_untouched((policies,) if isinstance(policies, str) else policies, where),
        values={},
        choices={},
        contacts=Contacts(),
        brand=Brand(),
        logo=b"",
        own_wordings={},
        own_clauses={},
        where=where,
    )


def _untouched(policies: Iterable[str], where: Location) -> Mapping[str, SchoolPolicy]:
    return {policy: SchoolPolicy(policy, None, (), (), where) for policy in policies}


def _needed(workspace: Workspace, school: School, declined: frozenset[str]) -> Needed:
    def then(school: School) -> Needed:
        return _needed(workspace, school, declined)

    if school.nation not in [nation.answer for nation in NATIONS]:  # not known yet
        return _common(then, (replace(school, nation=cast(Nation, nation.answer)) for nation in NATIONS))
    needed: dict[At, Question] = {}
    for policy, taken in school.policies.items():
        only = replace(school, policies={policy: taken})
        questions = policy_questions(workspace, only, declined)
        needed.update({q.at: q for q in questions if not q.optional and (not q.default or q.suggested)})
        for outline in (q for q in questions if q.at[0] == "policies"):
            needed.update(_common(then, _possible(only, outline)))
    return needed


def _common(needed: Callable[[School], Needed], possible: Iterable[School]) -> Needed:
    """What every one of the `possible` schools needs."""
    each = [needed(school) for school in possible]
    return {at: q for at, q in each[0].items() if all(at in other for other in each)} if each else {}


def _possible(school: School, question: Question) -> Iterator[School]:
    """The school with each answer that is offered, or with some answer where anything may be typed."""
    top, *below = question.at
    answers: list[Value] = [option.answer for option in question.options]
    if below:
        some: Value = ("x",) if question.several else "x"
        yield from (answered(school, question, answer) for answer in answers or [some])
    elif top == "policies":
        yield replace(school, policies=_untouched(map(str, answers), school.where))
    elif top in ("nation", "type", "phase"):
        yield from (replace(school, **{top: answer}) for answer in answers)  # type: ignore[arg-type]
