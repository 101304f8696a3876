"""Carries out the checks of the registry: of the library, and of one school at a time."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from generator.checks.authored import Authored
from generator.checks.choices import GivenChoice
from generator.checks.facts import SchoolFacts, facts_of
from generator.checks.inspection import Inspection
from generator.checks.lines import Line
from generator.checks.registry import (
    CHOICE_CHECKS,
    CLAUSE_CHECKS,
    DETAIL_CHECKS,
    LAST_CHECKS,
    LIBRARY_CHECKS,
    LIMIT_CHECKS,
    LINE_CHECKS,
    PRINTED_CHECKS,
    SCHOOL_CHECKS,
    SHAPE_CHECKS,
    TEXT_CHECKS,
    WORDING_CHECKS,
)
from generator.checks.school_view import SchoolView
from generator.checks.sound import ELSEWHERE_CHECKS, Sound, digest_of, digest_of_facts
from generator.checks.values import GivenDetail
from generator.model.library import Slot
from generator.model.schools import Given, Group, School
from generator.model.workspace import Workspace
from generator.problems import Problem, at_most, in_order


def check_workspace(workspace: Workspace, today: datetime.date) -> tuple[Problem, ...]:
    """Every fault of a policy folder that could be read, in order, each once.

    `school` is set on those that concern one school only: without it, the others can be published.
    """
    facts = {school.id: facts_of(school) for school in workspace.schools.values()}
    checks = SchoolChecks(workspace, facts, today)
    of_schools = (problem for school in workspace.schools.values() for problem in checks.of(school))
    return at_most(in_order((*check_library(workspace, facts, today), *of_schools)))


def check_library(
    workspace: Workspace,
    facts: Mapping[str, SchoolFacts],
    today: datetime.date,
    reworded: Collection[str] | None = None,
    sound: Sound | None = None,
) -> tuple[Problem, ...]:
    """Every fault of the library and the groups, in order, each once; `workspace.schools` is not looked at.

    `facts` are those of all schools that could be read, by id. With `reworded`, texts of those clauses only are looked
    at: all that can be faulty when a library without faults has been changed in nothing but their wordings.
    Clauses that are known to be `sound` are read no further, and those that are found to be so are remembered there.
    """
    return in_order(_of_library(Inspection(workspace, facts, today), reworded, sound or Sound()))


class SchoolChecks:
    """Checks schools one after the other; what they share is worked out once, with the first that needs it.

    `workspace.schools` is not looked at; `facts` are those of all schools that could be read, by id.
    """

    def __init__(self, workspace: Workspace, facts: Mapping[str, SchoolFacts], today: datetime.date) -> None:
        self._inspection = Inspection(workspace, facts, today)

    def of(self, school: School) -> tuple[Problem, ...]:
        """Every fault that concerns `school` only, in order, each once."""
        problems = _of_school(SchoolView(self._inspection, school))
        return in_order(replace(problem, school=school.id) for problem in problems)


def _of_library(inspection: Inspection, reworded: Collection[str] | None, sound: Sound) -> Iterator[Problem]:
    library, groups_here = inspection.library, inspection.workspace.groups.values()
    for check in LIBRARY_CHECKS:
        yield from check(inspection)
    for clause in library.clauses.values():
        for clause_check in CLAUSE_CHECKS if reworded is None else (*CLAUSE_CHECKS, *WORDING_CHECKS):
            yield from clause_check(clause, inspection)
    if reworded is not None:
        for clause_id in reworded:
            yield from _of_texts(inspection.all_texts_of(library.clauses[clause_id]), inspection)
        return
    yield from _of_clauses(inspection, sound)
    yield from _of_texts(inspection.policy_texts, inspection)
    yield from _of_lines(inspection.lines, inspection)
    for group in groups_here:
        yield from _of_given(_details(group), group.choices.items(), inspection)


def _of_clauses(inspection: Inspection, sound: Sound) -> Iterator[Problem]:
    """Faults in the words of the library's clauses."""
    facts = digest_of_facts(inspection)
    for clause in inspection.library.clauses.values():
        texts, digest = inspection.all_texts_of(clause), digest_of(clause, facts)
        if sound.knows(digest):
            yield from (problem for text in texts for problem in _found(ELSEWHERE_CHECKS, text, inspection))
            continue
        of_all = (problem for check in WORDING_CHECKS for problem in check(clause, inspection))
        found = (*of_all, *_of_texts(texts, inspection))
        if not found:
            sound.keep(digest)
        yield from found


def _of_school(view: SchoolView) -> Iterator[Problem]:
    inspection, school = view.inspection, view.school
    for check in SCHOOL_CHECKS:
        yield from check(view)
    for clause in school.own_clauses.values():
        for clause_check in (*CLAUSE_CHECKS, *WORDING_CHECKS):
            yield from clause_check(clause, inspection)
    yield from _of_texts(view.own_texts, inspection)
    yield from _of_lines(view.lines, inspection)
    asked = tuple(slot for selection in view.selections for slot in selection.outline.slots())
    yield from _of_given(_details(school), school.choices.items(), inspection, asked)


def _details(owner: Group | School) -> Iterator[tuple[str, Given]]:
    """What somebody gives for details, in every language."""
    for values in (owner.values, *owner.translations.values()):
        yield from values.items()


def _of_texts(texts: Iterable[Authored], inspection: Inspection) -> Iterator[Problem]:
    for text in texts:
        beyond = _found(LIMIT_CHECKS, text, inspection)
        if beyond:
            yield from beyond
            continue
        shape = _found(SHAPE_CHECKS, text, inspection)
        yield from (*shape, *_found(TEXT_CHECKS, text, inspection), *_found(PRINTED_CHECKS, text, inspection))
        if not shape:
            yield from _found(LAST_CHECKS, text, inspection)


def _found(
    checks: Iterable[Callable[[Authored, Inspection], Iterator[Problem]]], text: Authored, inspection: Inspection
) -> tuple[Problem, ...]:
    return tuple(problem for check in checks for problem in check(text, inspection))


def _of_lines(lines: Iterable[Line], inspection: Inspection) -> Iterator[Problem]:
    for line in lines:
        known = (line.text, line.kind, line.variable, line.language)
        if known in inspection.sound:
            continue
        problems = [problem for check in (*LINE_CHECKS, *PRINTED_CHECKS) for problem in check(line, inspection)]
        if not problems:
            inspection.sound.keep(known, True)
        yield from problems


def _of_given(
    details: Iterable[tuple[str, Given]],
    chosen: Iterable[tuple[str, Given]],
    inspection: Inspection,
    asked: tuple[Slot, ...] = (),
) -> Iterator[Problem]:
    for name, given in details:
        for check in DETAIL_CHECKS:
            yield from check(GivenDetail(name, given), inspection)
    for slot, given in chosen:
        own = tuple(other for other in asked if other.id == slot)
        for choice_check in CHOICE_CHECKS:
            yield from choice_check(GivenChoice(slot, given, own), inspection)
