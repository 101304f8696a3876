"""The library holds every rule of the five policies that it was written from, and each sample school just its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from generator.compose.edition import compose
from generator.compose.sites import audience_sites
from generator.library import read_workspace
from generator.model.edition import Edition
from generator.model.edition_json import to_json
from generator.model.library import Outline, Slot
from generator.model.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
SOURCE_OF = {
    "academy": "academy",
    "forge": "forge",
    "merthyr-example": "merthyr-tydfil",
    "merthyr-template": "merthyr-tydfil",
    "mill-strand": "mill-strand",
    "millfields": "millfields",
}
"""Sample school → the policy on which it is modelled."""
RULES = 418
"""Rules that were found in the five policies, cross-walked by hand."""


@cache
def record() -> Mapping[str, Any]:
    """content/coverage.yml as any reader of YAML sees it."""
    loaded: Mapping[str, Any] = YAML(typ="safe").load((ROOT / "content/coverage.yml").read_text(encoding="utf-8"))
    return loaded


def carriers(rule: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(one for one in rule.get("carried-by", ()) if isinstance(one, str))


def fields(rule: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(one["field"] for one in rule.get("carried-by", ()) if not isinstance(one, str))


@cache
def workspace() -> Workspace:
    return read_workspace(ROOT)[0]


@cache
def editions(school: str) -> tuple[Edition, ...]:
    sites = audience_sites(workspace(), workspace().schools[school])
    return tuple(edition for site in sites for edition in site.editions)


def held(school: str) -> frozenset[str]:
    return frozenset(clause.id for edition in editions(school) for clause in edition.clauses())


def test_every_rule_is_recorded_and_carried_or_left_out_with_a_reason() -> None:
    rules = record()["rules"]
    assert len(rules) == RULES
    nowhere = [name for name, rule in rules.items() if not rule.get("carried-by") and not rule.get("left-out")]
    assert nowhere == []


def test_every_carrier_and_every_addition_is_a_clause_and_every_clause_is_one_of_them() -> None:
    known = set(workspace().library.clauses)
    named = {clause for rule in record()["rules"].values() for clause in carriers(rule)}
    additions = set(record()["additions"])
    assert named - known == set()
    assert additions - known == set()
    assert named & additions == set()
    assert known - named - additions == set()


@pytest.mark.parametrize("school", SOURCE_OF)
def test_a_sample_school_holds_just_the_rules_of_its_source(school: str) -> None:
    source, clauses = SOURCE_OF[school], held(school)
    rules = record()["rules"]
    expected = {name for name, rule in rules.items() if source in rule["seen-in"] and carriers(rule)}
    assert {name for name, rule in rules.items() if carriers(rule) & clauses} == expected


@pytest.mark.parametrize("school", SOURCE_OF)
def test_sections_stand_in_the_order_of_the_outline_and_each_has_a_clause(school: str) -> None:
    for edition in editions(school):
        numbers = [section.number for section in edition.sections if not section.annex]
        assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
        assert all(section.clauses for section in edition.sections)


def test_rules_that_a_page_itself_carries_name_places_that_there_are() -> None:
    named = {field for rule in record()["rules"].values() for field in fields(rule)}
    offered = {
        f"choices.{slot.id}"
        for policy in workspace().library.policies.values()
        for outline in policy.outlines.values()
        for slot in outline.slots()
    }
    details = {f"details.{name}" for name in workspace().library.variables}
    assert named - offered - details <= {
        "contacts",
        "cover.approved-by",
        "cover.author",
        "cover.logo",
        "cover.next-review",
        "cover.title",
        "cover.version",
        "helplines",
        "services",
        "footer.page-number",
    }


CODES = {"governors-code", "parent-code"}
"""Codes that are policies of their own, and annexes in an outline for schools that do not take them so."""


def contents(outline: Outline) -> list[tuple[object, ...]]:
    """Sections with all that readers meet of them, codes aside."""
    entries = {
        section.id: [
            (entry.id, entry.question, [(option.clause, option.says) for option in entry.options], entry.default)
            if isinstance(entry, Slot)
            else entry.clause
            for entry in section.entries
        ]
        for section in outline.sections
    }
    return [
        (each.id, {name: title.source for name, title in each.titles.items()}, each.annex, entries[each.id])
        for each in outline.sections
        if each.id not in CODES
    ]


def test_the_council_s_two_outlines_differ_in_their_codes_only() -> None:
    outlines = workspace().library.policies["social-media"].outlines
    with_codes, codes_apart = outlines["merthyr-tydfil"], outlines["merthyr-tydfil-codes-apart"]
    assert contents(with_codes) == contents(codes_apart)
    assert {section.id for section in with_codes.sections} - {section.id for section in codes_apart.sections} == CODES


@pytest.mark.parametrize("school", SOURCE_OF)
def test_no_school_prints_a_code_twice(school: str) -> None:
    annexes = {section.id for edition in editions(school) for section in edition.sections if section.annex}
    assert annexes & {edition.policy for edition in editions(school)} == set()


def test_no_option_takes_a_rule_off_the_poster() -> None:
    library = workspace().library
    slots = [slot for policy in library.policies.values() for each in policy.outlines.values() for slot in each.slots()]
    on_poster = {slot.id: {library.clauses[option.clause].poster for option in slot.options} for slot in slots}
    assert {slot for slot, marks in on_poster.items() if len(marks) > 1} == set()


@pytest.mark.parametrize("school", SOURCE_OF)
def test_a_poster_names_999_once_beside_its_rules(school: str) -> None:
    (edition,) = (each for each in editions(school) if each.audience == "pupil" and each.language == "en")
    rules = [
        edition.plain(clause.title) + edition.plain(clause.body).split("\n\n")[0] for clause in edition.on_poster()
    ]
    assert rules
    assert [rule for rule in rules if "999" in rule] == []
    assert edition.plain(edition.tell.role).count("999") == 1


OFFICES = ("Ofsted", "KCSIE", "Keeping children safe in education", "DfE", "Department for Education")


@pytest.mark.parametrize("phase", ["", "secondary"])
def test_no_school_of_another_nation_reads_of_england_s_offices(phase: str) -> None:
    for school in workspace().schools.values():
        for policy in school.policies if school.nation != "england" else ():
            for audience in workspace().library.policies[policy].audiences:
                edition = compose(workspace(), replace(school, phase=phase or school.phase), policy, audience)
                printed = to_json(edition)
                found = [office for office in OFFICES if office in printed]
                assert found == [], (school.id, policy, audience)
