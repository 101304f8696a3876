"""Keys of files: equal keys mean equal bytes, and whatever changes a file changes its key."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.engines.assemble import Assembler
from generator.engines.faults import SiteBuildError
from generator.engines.stamp import StampError
from generator.model.contacts import Contact, Contacts
from generator.model.edition import Brand, Edition, Helpline, Result, SchoolProfile, Section
from generator.model.site import AudienceSite, Place
from generator.model.source import HouseStyle
from generator.model.text import Literal
from tests.random_sites import LINK, VALUE, sites
from tests.web_editions import edition, house, runs, site

_REFUSED = (StampError, SiteBuildError, ValueError, KeyError)
"""A change may leave a reference to a clause that is no more, which `compose` never does."""
_slowly = settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
_quickly = settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)

Files = dict[str, bytes]


@cache
def assembler() -> Assembler:
    return Assembler(house(), fingerprint="ours")


_SEEN: dict[str, tuple[str, bytes]] = {}
"""Path and digest of every file that was made, by its key."""


def made(of: AudienceSite, by: Assembler | None = None) -> tuple[dict[str, str], Files] | None:
    """Keys and files of a site; None if it is refused."""
    by = by or assembler()
    try:
        drafted = by.drafted(of)
        keys = {page.path: page.key for page in by.pages(drafted)}
        files = dict(by.write(drafted))
    except _REFUSED:
        return None
    assert list(files) == list(keys)
    assert all(len(key) == 32 and set(key) <= set(string.hexdigits.lower()) for key in keys.values())
    if by is assembler():
        for path, content in files.items():
            same = (path, hashlib.sha256(content).digest())
            assert _SEEN.setdefault(keys[path], same) == same
    return keys, files


def told(before: AudienceSite, after: AudienceSite, by: Assembler | None = None) -> tuple[set[str], set[str]]:
    """The paths whose bytes have changed, and those whose keys have; the first must be among the second."""
    one, other = made(before, by), made(after, by)
    if one is None or other is None:
        return set(), set()
    paths = one[0].keys() | other[0].keys()
    bytes_changed = {path for path in paths if one[1].get(path) != other[1].get(path)}
    keys_changed = {path for path in paths if one[0].get(path) != other[0].get(path)}
    assert bytes_changed <= keys_changed
    return bytes_changed, keys_changed


# Changes: one thing of a site, whatever it is

Change = Callable[[AudienceSite], AudienceSite]


def of_school(**facts: object) -> Change:
    def change(of: AudienceSite) -> AudienceSite:
        school: SchoolProfile = replace(of.school, **facts)  # type: ignore[arg-type]
        return replace(of, school=school, editions=tuple(replace(each, school=school) for each in of.editions))

    return change


def of_place(**facts: object) -> Change:
    def change(of: AudienceSite) -> AudienceSite:
        place: Place = replace(of.place, **facts)  # type: ignore[arg-type]
        return replace(of, place=place)

    return change


def of_edition(change: Callable[[Edition], Edition]) -> Change:
    return lambda of: replace(of, editions=(change(of.editions[0]), *of.editions[1:]))


def of_clause(**facts: object) -> Change:
    def change(of: Edition) -> Edition:
        first, *others = of.sections
        clause = replace(first.clauses[-1], **facts)  # type: ignore[arg-type]
        return replace(of, sections=(replace(first, clauses=(*first.clauses[:-1], clause)), *others))

    return of_edition(change)


def of_first_section(**facts: object) -> Change:
    def change(of: Edition) -> Edition:
        first: Section = replace(of.sections[0], **facts)  # type: ignore[arg-type]
        return replace(of, sections=(first, *of.sections[1:]))

    return of_edition(change)


def of_result(place: int, result: Result) -> Change:
    def change(of: Edition) -> Edition:
        at = place % len(of.results)
        key, _ = of.results[at]
        return replace(of, results=(*of.results[:at], (key, result), *of.results[at + 1 :]))

    return of_edition(change)


def of_contact(**facts: object) -> Change:
    def change(of: AudienceSite) -> AudienceSite:
        audience = of.audience
        empty = Contacts((Contact("office", "Office", shown_to=(audience,)),), "2026-11-20")
        contacts = of.contacts if of.contacts.entries else empty
        first: Contact = replace(contacts.entries[0], **facts)  # type: ignore[arg-type]
        return replace(of, contacts=replace(contacts, entries=(first, *contacts.entries[1:])))

    return change


@st.composite
def changes(draw: st.DrawFn) -> Change:
    value = draw(VALUE)
    return draw(
        st.sampled_from(
            [
                of_school(name=value),
                of_school(group_name=value),
                of_school(demonstration=draw(st.booleans())),
                of_school(template=draw(st.booleans())),
                of_school(nation="england"),
                of_school(brand=Brand("#1d4f5d")),
                of_place(address=f"https://{draw(st.sampled_from('ab'))}.example/"),
                of_place(noindex=draw(st.booleans())),
                of_place(tree=draw(st.sampled_from(["public", "internal"]))),
                of_place(folder="forge/sub/folder"),
                of_place(siblings=("staff", "pupil")),
                of_clause(title=(Literal(value),)),
                of_clause(body=(Literal("Other words."),)),
                of_clause(body=runs("Other words of {{ school.name }}.")),
                of_clause(number="9.9"),
                of_clause(origin="own wording"),
                of_clause(sources=("uk-gdpr",)),
                of_clause(id="another"),
                of_first_section(title=(Literal(value),)),
                of_first_section(number="7"),
                of_first_section(id="another"),
                of_first_section(annex=True),
                of_edition(lambda of: replace(of, sections=of.sections[1:] or of.sections)),
                of_edition(lambda of: replace(of, sections=of.sections[::-1])),
                of_edition(lambda of: replace(of, title=(Literal(value),))),
                of_edition(lambda of: replace(of, summary=(Literal("Another summary."),))),
                of_edition(lambda of: replace(of, summary=())),
                of_edition(lambda of: replace(of, owner=(Literal(value),))),
                of_edition(lambda of: replace(of, released="2026-12-24")),
                of_edition(lambda of: replace(of, slip=None)),
                of_edition(lambda of: replace(of, glossary=())),
                of_edition(lambda of: replace(of, glossary=tuple(replace(w, meaning=value) for w in of.glossary))),
                of_edition(lambda of: replace(of, sources=tuple(replace(s, title=value) for s in of.sources))),
                of_edition(
                    lambda of: replace(of, sources=tuple(replace(s, checked_on="2020-01-02") for s in of.sources))
                ),
                of_edition(lambda of: replace(of, tell=replace(of.tell, role=(Literal("Tell."),)))),
                of_edition(lambda of: replace(of, tell=replace(of.tell, helplines=(_line(value),)))),
                of_edition(lambda of: replace(of, blanks=())),
                of_edition(lambda of: replace(of, version=None)),
                of_result(draw(st.integers(0, 9)), Result("https://other.example/?" + draw(st.sampled_from("xy")))),
                of_result(draw(st.integers(0, 9)), Result("https://x.example/", blank=True)),
                of_contact(post=value),
                of_contact(person=value),
                of_contact(phone="01632 960001"),
                of_contact(email="a@b.example"),
                of_contact(office=value),
                of_contact(link=draw(LINK)),
                of_contact(tell=draw(st.booleans())),
                of_contact(shown_to=("staff", "pupil", "parent")),
                lambda of: replace(of, contacts=replace(of.contacts, changed="2020-02-03")),
                lambda of: replace(of, editions=of.editions[:1]),
                lambda of: replace(of, editions=of.editions[::-1]),
                lambda of: replace(of, logo=draw(st.sampled_from([b"", b"<svg>x</svg>", b"\x89PNG y"]))),
                lambda of: replace(of, prints=not of.prints),
            ]
        )
    )


def _line(name: str) -> Helpline:
    return Helpline("line", name, "", "0800 1111", "", "")


def changed_site(of: AudienceSite, change: Change) -> AudienceSite:
    try:
        return change(of)
    except (ValueError, IndexError):
        return of


@given(sites(), changes())
@_quickly
def test_whatever_changes_a_file_changes_its_key(of: AudienceSite, change: Change) -> None:
    told(of, changed_site(of, change))


@pytest.mark.slow
@given(sites(), changes())
@_slowly
def test_whatever_changes_a_file_changes_its_key_in_many_sites(of: AudienceSite, change: Change) -> None:
    told(of, changed_site(of, change))


@pytest.mark.slow
@given(sites(strange=True), changes())
@_slowly
def test_whatever_changes_a_file_of_strange_text_changes_its_key(of: AudienceSite, change: Change) -> None:
    told(of, changed_site(of, change))


def test_a_site_has_the_same_keys_however_it_was_read() -> None:
    """Keys do not depend on which objects the parts of a site are, nor on what was made before."""
    one, other = site(edition()), site(edition())
    by = Assembler(house(), fingerprint="ours")
    assert by.pages(by.drafted(one)) == assembler().pages(assembler().drafted(other))


def test_a_house_style_or_an_engine_of_another_version_has_other_keys() -> None:
    one, other = (Assembler(house(), fingerprint=name) for name in ("one", "other"))
    keys = [
        {page.key for page in by.pages(by.drafted(site(edition()))) if page.path.endswith("html")}
        for by in (one, other)
    ]
    assert not keys[0] & keys[1]


def test_one_clause_changes_the_pages_that_show_it_and_no_others() -> None:
    bytes_changed, keys_changed = told(site(edition()), of_clause(body=(Literal("Other words."),))(site(edition())))
    # The draft's mark, which any change of its text changes, stands where the whole text stands.
    shown = {"search/search_index.json", "social-media/whole/index.html"}
    assert keys_changed == bytes_changed == {*shown, "social-media/introduction/index.html"}


def test_one_contact_changes_the_pages_that_show_it_and_no_others() -> None:
    bytes_changed, keys_changed = told(site(edition()), of_contact(phone="01632 960001")(site(edition())))
    shown = {"index.html", "search/search_index.json", "social-media/index.html", "social-media/whole/index.html"}
    assert keys_changed == bytes_changed == shown


def test_another_colour_changes_the_style_sheet_only() -> None:
    bytes_changed, keys_changed = told(
        site(edition()), replace(site(edition()), school=replace(site(edition()).school, brand=Brand("#1d4f5d")))
    )
    assert keys_changed == bytes_changed == {"brand.css"}


def test_a_site_that_is_built_whole_has_keys_of_all_of_it() -> None:
    by = Assembler(replace(house(), settings={"markdown_extensions": ["footnotes"]}))
    one = site(edition("pupil"), address="https://x.example/", noindex=False)
    found = made(one, by)
    assert found
    assert "sitemap.xml" in found[0]
    bytes_changed, keys_changed = told(one, of_contact(phone="01632 960001")(one), by)
    assert bytes_changed < keys_changed == set(found[0])


def test_with_templates_of_their_own_each_file_depends_on_all() -> None:
    templates = dict(house().templates)
    text = templates["main.html"].decode().replace("{% block tabs %}", "{{ nav.pages[-1].title | e }}{% block tabs %}")
    style = HouseStyle(tuple(sorted({**templates, "main.html": text.encode()}.items())))
    by = Assembler(style, prove=True)
    one = site(edition())
    bytes_changed, keys_changed = told(one, of_clause(body=(Literal("Other words."),))(one), by)
    assert bytes_changed < keys_changed
    keys = {page.path for page in by.pages(by.drafted(one))}
    assert keys_changed == keys


def test_only_what_is_wanted_is_written_and_only_its_parts_are_missing() -> None:
    by = Assembler(house())
    drafted = by.drafted(site(edition()))
    page = "social-media/contact/index.html"
    few, all_of_it = by.missing(drafted, {page}), Assembler(house()).missing(drafted)
    assert few.parts < all_of_it.parts
    assert len(few.looks) == 1
    assert not by.missing(drafted, {page})  # told once
    by.make(few)
    assert dict(by.write(drafted, {page})) == {page: dict(by.write(drafted))[page]}
    assert list(by.write(drafted, ())) == []
