"""Sites put together from parts are those that MkDocs builds whole, byte for byte."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import TypeAdapter

from generator.compose.sites import audience_sites
from generator.engines.assemble import Assembler
from generator.engines.kept import kept_json, read_kept
from generator.engines.mkdocs_site import SiteBuildError, build_site
from generator.engines.stamp import StampError, stamp
from generator.model.edition_json import to_json
from generator.model.site import AudienceSite
from generator.model.source import HouseStyle
from generator.model.text import Literal
from generator.pipeline.checking import check
from generator.render.web import audience_source
from tests.random_sites import adopted_sites, sites
from tests.web_editions import HOSTILE, VALUES, built, edition, house, site, template

_REFUSED = (StampError, SiteBuildError, ValueError)
_slowly = settings(max_examples=250, suppress_health_check=list(HealthCheck))
_quickly = settings(max_examples=25, suppress_health_check=list(HealthCheck))


@cache
def assembler() -> Assembler:
    return Assembler(house())


def whole(made: AudienceSite) -> dict[str, bytes] | None:
    """The oracle: what MkDocs builds whole, values stamped in; None if it refuses the site."""
    try:
        return built(audience_source(made))
    except _REFUSED:
        return None


def put_together(made: AudienceSite, by: Assembler | None = None) -> dict[str, bytes] | None:
    try:
        return (by or assembler()).files(made)
    except _REFUSED:
        return None


def same(made: AudienceSite) -> bool:
    wanted, got = whole(made), put_together(made)
    if wanted is None or got is None:
        return wanted is got
    assert sorted(wanted) == list(got)
    assert [path for path in wanted if wanted[path] != got[path]] == []
    return True


@given(sites())
@_quickly
def test_a_site_put_together_equals_the_site_built_whole(made: AudienceSite) -> None:
    assert same(made)


@given(adopted_sites())
@_quickly
def test_a_site_of_versions_put_together_equals_the_site_built_whole(made: AudienceSite) -> None:
    assert same(made)


@pytest.mark.slow
@given(adopted_sites(strange=True))
@_slowly
def test_whatever_versions_hold_no_page_differs(made: AudienceSite) -> None:
    assert same(made)


@pytest.mark.slow
@given(sites())
@_slowly
def test_many_sites_put_together_equal_the_sites_built_whole(made: AudienceSite) -> None:
    assert same(made)


@pytest.mark.slow
@given(sites(strange=True))
@_slowly
def test_whatever_the_text_holds_no_page_differs(made: AudienceSite) -> None:
    assert same(made)


def with_template(path: str, *changes: tuple[str, str]) -> HouseStyle:
    """The house templates with changes in one of them."""
    templates = dict(house().templates)
    text = templates[path].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return HouseStyle(tuple(sorted({**templates, path: text.encode()}.items())))


OVERRIDES = {
    "the menu has no cuts": ("partials/menu.html", ("{{ cut.menu }}", ""), ("{{ cut.entry }}", "")),
    "the menu is gone": ("main.html", ('{% include "partials/menu.html" %}', "")),
    "the text stands twice": ("main.html", ("{{ page.content }}", "{{ page.content }}{{ page.content }}")),
    "the text is gone": ("main.html", ("{{ page.content }}", "")),
    "a cut inside a tag": ("partials/menu.html", ('<span class="pp-menu__policy">', '<span class="{{ cut.end }}">')),
    "a title raw": ("partials/menu.html", ("{{ child.title | e }}", "{{ child.title }}")),
    "entries counted": ("partials/menu.html", ("{{ child.title | e }}", "{{ loop.index }} {{ child.title | e }}")),
    "a title in a script": ("main.html", ("{% block tabs %}", "<script>'{{ page.title }}'</script>{% block tabs %}")),
    "the last page named": ("main.html", ("{% block tabs %}", "{{ nav.pages[-1].title | e }}{% block tabs %}")),
    "pages counted": ("main.html", ("{% block tabs %}", "{{ nav.pages | length }}{% block tabs %}")),
    "clauses of a page listed": ("partials/toc.html", ("{{ item.title }}", "{{ item.title | striptags }}")),
}


@pytest.mark.parametrize("change", OVERRIDES)
def test_templates_of_another_kind_never_give_another_page(change: str) -> None:
    path, *changes = OVERRIDES[change]
    style = with_template(path, *changes)
    by = Assembler(style, prove=True)
    longer = edition()
    shorter = replace(longer, sections=longer.sections[:2])
    for made in (site(longer), site(shorter), site(edition("pupil")), site(longer)):
        source = audience_source(made)
        try:
            wanted = stamp(build_site(source, style), source.results)
        except _REFUSED:
            wanted = None
        assert put_together(made, by) == wanted


def test_our_own_templates_need_no_whole_build() -> None:
    by = Assembler(house())
    for made in (edition(), edition("pupil"), template(), edition(values=dict.fromkeys(VALUES, "https://x.example"))):
        assert by.files(site(made)) == whole(site(made))
    assert by.whole == 0


LIKE_OURS = ["\ue000school\ue001", "zqv00001vqz", *"\ue006\ue011\ue012\ue013\ue014\ue015\ue01c\ue01d\ue01e\ue01f"]


@pytest.mark.parametrize(
    "value", [HOSTILE, *LIKE_OURS, "=text", "to index.md#x", "text school", "%b", "address school"]
)
def test_a_value_that_looks_like_a_mark_is_printed_as_it_is(value: str) -> None:
    values = {key: value for key in VALUES if not key.endswith("link")}
    assert same(site(edition(values=values)))


@pytest.mark.parametrize("words", [*LIKE_OURS, "=text", "text school", "%b", "[TOC]", "~~~"])
def test_a_text_that_looks_like_ours_is_built_whole_or_printed_as_it_is(words: str) -> None:
    made = edition()
    first, *others = made.sections
    clause = replace(first.clauses[0], body=(Literal(words),), title=(Literal(f"A {words}"),))
    made = replace(made, sections=(replace(first, clauses=(clause, *first.clauses[1:])), *others))
    assert same(site(made))


def test_a_clause_more_or_less_costs_no_skeleton_and_a_wording_one_build_for_all_that_are_new() -> None:
    by = Assembler(house())
    by.prepare([site(edition())])
    builds, skeletons = by.builds, by.skeletons.builds
    one, two, annex = edition().sections
    fewer = replace(edition(), sections=(replace(one, clauses=one.clauses[:1]), replace(two, number="2"), annex))
    fewer = replace(
        fewer, sections=(replace(one, clauses=one.clauses[:2]), replace(two, clauses=two.clauses[:2]), annex)
    )
    by.prepare([site(fewer)])
    assert by.builds == builds
    worded = [replace(two.clauses[0], body=(Literal(f"Our words {n}."),), origin="own wording") for n in range(5)]
    schools = [replace(edition(), sections=(one, replace(two, clauses=(c, *two.clauses[1:])), annex)) for c in worded]
    by.prepare(site(school) for school in schools)
    assert (by.builds, by.skeletons.builds, by.whole) == (builds + 1, skeletons, 0)
    assert by.files(site(schools[3])) == whole(site(schools[3]))


def test_what_one_has_learned_serves_another_as_json() -> None:
    one, other = Assembler(house()), Assembler(house())
    made = site(edition("pupil"), address="https://x.example/", noindex=False)
    one.prepare([made])
    other.learn(read_kept(kept_json(one.keep())))
    assert other.files(made) == one.files(made) == whole(made)
    assert other.builds == 0


def test_extensions_that_look_at_a_whole_page_mean_whole_builds() -> None:
    style = replace(house(), settings={"markdown_extensions": ["footnotes"]})
    by = Assembler(style)
    assert by.files(site(edition())) == stamp(
        build_site(audience_source(site(edition())), style), audience_source(site(edition())).results
    )
    assert by.whole == 1


def _without_unset(plain: object) -> object:
    """Marks that few editions have are left out where they are not set, so that all others stay the text they were."""
    if isinstance(plain, list):
        return [_without_unset(each) for each in plain]
    if isinstance(plain, dict):
        unset = {
            name for name in ("by_hand", "stale", "poster", "untranslated", "unchecked") if plain.get(name) is False
        }
        if "body" in plain:
            unset |= {name for name in ("slot", "reason", "made_from", "changes") if not plain.get(name, 1)}
        return {name: _without_unset(each) for name, each in plain.items() if name not in unset}
    return plain


@given(sites(strange=True))
@_quickly
def test_canonical_json_is_what_json_says(made: AudienceSite) -> None:
    for one in made.editions:
        plain = _without_unset(TypeAdapter(type(one)).dump_python(one, mode="json"))
        assert to_json(one) == json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


@pytest.mark.slow
def test_the_library_of_this_repository_is_put_together_without_a_whole_build() -> None:
    root = Path(__file__).resolve().parent.parent
    workspace = check(root, datetime.date(2026, 11, 20)).workspace
    by = Assembler(house())
    for school in workspace.schools.values():
        for made in audience_sites(workspace, school):
            assert by.files(made) == whole(made)
    assert by.whole == 0
