"""The kinds of files in a policy folder: what each becomes, as a function of its text alone.

What reads YAML is loaded with the first file that is not kept from an earlier command.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.model.clause import Clause, ClauseTranslation, OwnWording
from generator.model.library import (
    CoveredRule,
    GlossaryTerm,
    LibraryChart,
    NationalHelpline,
    Outline,
    Policy,
    Service,
    Source,
    Variable,
)
from generator.model.reviews import ReviewRule
from generator.model.schools import Group, School
from generator.model.translated import OutlineTranslation, PolicyTranslation
from generator.problems import Location, Problem

Part = TypeVar("Part")
Part_co = TypeVar("Part_co", covariant=True)
Found = tuple[Part | None, tuple[Problem, ...]]
"""A value, or None when the text cannot be read, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[Part_co]):
    """A kind of file: its name, the type of its value, and what reads its text, given the path and the file's id."""

    name: str
    shape: Any
    read: Callable[[str, str, str], Found[Part_co]]


def _clause(text: str, path: str, name: str) -> Found[Clause]:
    from generator.formats.clause_file import read_clause

    return read_clause(name, text, path)


def _own_wording(text: str, path: str, name: str) -> Found[OwnWording]:
    from generator.formats.clause_file import read_own_wording

    return read_own_wording(name, text, path)


def _policy(text: str, path: str, name: str) -> Found[Policy]:
    from generator.formats.policy_text import read_policy

    return read_policy(text, path, name)


def _outline(text: str, path: str, name: str) -> Found[Outline]:
    from generator.formats.policy_text import read_outline

    return read_outline(text, path, name)


def _clause_translation(text: str, path: str, _: str) -> Found[ClauseTranslation]:
    from generator.formats.translation_text import read_clause_translation

    return read_clause_translation(text, path)


def _policy_translation(text: str, path: str, _: str) -> Found[PolicyTranslation]:
    from generator.formats.translation_text import read_policy_translation

    return read_policy_translation(text, path)


def _outline_translation(text: str, path: str, _: str) -> Found[OutlineTranslation]:
    from generator.formats.translation_text import read_outline_translation

    return read_outline_translation(text, path)


def _variables(text: str, path: str, _: str) -> Found[Mapping[str, Variable]]:
    from generator.formats.library_text import read_variables

    return read_variables(text, path)


def _sources(text: str, path: str, _: str) -> Found[Mapping[str, Source]]:
    from generator.formats.library_text import read_sources

    return read_sources(text, path)


def _helplines(text: str, path: str, _: str) -> Found[tuple[NationalHelpline, ...]]:
    from generator.formats.library_text import read_helplines

    return read_helplines(text, path)


def _services(text: str, path: str, _: str) -> Found[tuple[Service, ...]]:
    from generator.formats.library_text import read_services

    return read_services(text, path)


def _reviews(text: str, path: str, _: str) -> Found[Mapping[str, tuple[ReviewRule, ...]]]:
    from generator.formats.library_text import read_reviews

    return read_reviews(text, path)


def _glossary(text: str, path: str, _: str) -> Found[tuple[GlossaryTerm, ...]]:
    from generator.formats.library_text import read_glossary

    return read_glossary(text, path)


def _chart(text: str, path: str, name: str) -> Found[LibraryChart]:
    from generator.formats.chart_text import read_chart

    return read_chart(text, path, name)


def _retired(text: str, path: str, _: str) -> Found[Mapping[str, Location]]:
    from generator.formats.library_text import read_retired

    return read_retired(text, path)


def _coverage(text: str, path: str, _: str) -> Found[tuple[CoveredRule, ...]]:
    from generator.formats.library_text import read_coverage

    return read_coverage(text, path)


def _house(text: str, path: str, _: str) -> Found[dict[str, object]]:
    from generator.formats.house_text import read_house

    return read_house(text, path)


def _group(text: str, path: str, name: str) -> Found[Group]:
    from generator.formats.school_text import read_group

    return read_group(text, path, name)


def _school(text: str, path: str, name: str) -> Found[School]:
    from generator.formats.school_text import read_school

    return read_school(text, path, name)


CLAUSE = Kind("clause", Clause, _clause)
OWN_WORDING = Kind("own-wording", OwnWording, _own_wording)
POLICY = Kind("policy", Policy, _policy)
OUTLINE = Kind("outline", Outline, _outline)
CLAUSE_TRANSLATION = Kind("clause-translation", ClauseTranslation, _clause_translation)
POLICY_TRANSLATION = Kind("policy-translation", PolicyTranslation, _policy_translation)
OUTLINE_TRANSLATION = Kind("outline-translation", OutlineTranslation, _outline_translation)
VARIABLES = Kind("variables", Mapping[str, Variable], _variables)
SOURCES = Kind("sources", Mapping[str, Source], _sources)
HELPLINES = Kind("helplines", tuple[NationalHelpline, ...], _helplines)
SERVICES = Kind("services", tuple[Service, ...], _services)
REVIEWS = Kind("reviews", Mapping[str, tuple[ReviewRule, ...]], _reviews)
GLOSSARY = Kind("glossary", tuple[GlossaryTerm, ...], _glossary)
CHART = Kind("chart", LibraryChart, _chart)
RETIRED = Kind("retired", Mapping[str, Location], _retired)
COVERAGE = Kind("coverage", tuple[CoveredRule, ...], _coverage)
HOUSE = Kind("house", Mapping[str, object], _house)
GROUP = Kind("group", Group, _group)
SCHOOL = Kind("school", School, _school)
