"""Pages of governors' areas set into a skeleton: the same bytes as MkDocs makes of the whole page."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from generator.engines.areas import AreaOf
from generator.engines.assemble import Assembler
from generator.engines.kept import kept_json, read_kept
from generator.model.governing import AreaPage
from generator.model.site import Front, SchoolEntry
from tests.random_sites import VALUE
from tests.web_editions import HOSTILE, SCHOOL, house

PAGES = tuple(
    AreaPage(path, f"Title & <i> of {path or 'all'}", f'<h1 id="top_">{path}</h1><p>A &amp; B \ue000</p>')
    for path in ("", "social-media", "social-media/2026-11-20-to-draft")
)
_slowly = settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)


@cache
def assembler() -> Assembler:
    return Assembler(house(), fingerprint="ours")


def of_school(name: str = HOSTILE, demonstration: bool = True, template: bool = False, address: str = "") -> AreaOf:
    school = replace(SCHOOL, name=name, demonstration=demonstration, template=template)
    entry = SchoolEntry(school, (), governors=True, groups=(("valley", "Valley"),))
    return AreaOf(Front("internal", address, (entry,)), entry)


def of_group(address: str = "") -> AreaOf:
    return replace(of_school(address=address), entry=None, group="valley")


@pytest.mark.parametrize("address", ["", "https://staff.example/some/path/"])
@pytest.mark.parametrize("demonstration", [True, False])
@pytest.mark.parametrize("template", [True, False])
def test_pages_of_every_depth_equal_what_is_built_whole(address: str, demonstration: bool, template: bool) -> None:
    area, by = of_school(HOSTILE, demonstration, template, address), Assembler(house())
    together = dict(by.write_area(area, PAGES))
    assert by.fronts.whole == 0
    assert together == dict(by._areas.whole(area, PAGES))
    assert len(together) == len(PAGES)


@pytest.mark.parametrize("address", ["", "https://staff.example/some/path/"])
def test_the_page_of_a_group_equals_what_is_built_whole(address: str) -> None:
    area = of_group(address)
    assert dict(assembler().write_area(area, PAGES[:1])) == dict(assembler()._areas.whole(area, PAGES[:1]))


@_slowly
@given(VALUE, VALUE)
def test_names_and_titles_are_text_whatever_they_look_like(name: str, title: str) -> None:
    area, page = of_school(name), AreaPage("a", title, "<p>Text</p>")
    assert dict(assembler().write_area(area, [page])) == dict(assembler()._areas.whole(area, [page]))


def test_a_school_costs_no_build_once_the_skeleton_is_there() -> None:
    one, other = Assembler(house()), Assembler(house())
    made = dict(one.write_area(of_school(), PAGES))
    builds = one.builds
    assert dict(one.write_area(of_school("Another school"), PAGES)) != made
    assert one.builds == builds
    other.learn(read_kept(kept_json(one.keep())))
    assert dict(other.write_area(of_school(), PAGES)) == made
    assert other.builds == 0


def test_templates_of_another_kind_are_proven_once_and_never_give_another_page() -> None:
    style = house()
    theirs = tuple(
        (path, text.replace(b"<article ", b"<p>{{ page.url }}</p><article ") if path == "main.html" else text)
        for path, text in style.templates
    )
    for templates, builds in ((style.templates, 1), (theirs, 2)):
        by = Assembler(replace(style, templates=templates), prove=True)
        first = dict(by.write_area(of_school(), PAGES))
        assert first == dict(by._areas.whole(of_school(), PAGES))
        whole = by.fronts.whole
        assert dict(by.write_area(of_school(), PAGES)) == first
        assert by.fronts.whole - whole == builds - 1


def test_whatever_changes_a_page_changes_its_key() -> None:
    keys = {
        assembler().area_key(of_school(), "a"),
        assembler().area_key(of_school(), "b"),
        assembler().area_key(of_school("Another"), "a"),
        assembler().area_key(of_school(demonstration=False), "a"),
        assembler().area_key(of_school(address="https://staff.example/"), "a"),
        assembler().area_key(of_group(), "a"),
        Assembler(house(), fingerprint="another").area_key(of_school(), "a"),
    }
    assert len(keys) == 7
