"""The front of a tree put together: the same bytes as the whole front that MkDocs builds, however many schools."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.engines.assemble import Assembler, Missing, front_missing
from generator.engines.faults import SiteBuildError
from generator.engines.kept import kept_json, read_kept
from generator.engines.mkdocs_site import build_site
from generator.engines.stamp import StampError, stamp
from generator.model.edition import AUDIENCES, Brand
from generator.model.site import Front, SchoolEntry, Tree
from generator.model.source import HouseStyle
from generator.render.listing import front_entry
from generator.render.web import front_source
from tests.random_sites import VALUE
from tests.web_editions import HOSTILE, SCHOOL, edition, front, house, site

_slowly = settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
_quickly = settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
TREES: tuple[Tree, ...] = ("public", "internal")


@cache
def assembler() -> Assembler:
    return Assembler(house(), fingerprint="ours")


def whole(of: Front, name: str = "", style: HouseStyle | None = None) -> dict[str, bytes]:
    """The oracle: the front with all its schools, built by MkDocs, values stamped in."""
    source = front_source(of, name)
    return stamp(build_site(source, style or house()), source.results)


def put_together(of: Front, name: str = "", by: Assembler | None = None) -> dict[str, bytes]:
    """The root and each school's page, which know of the other schools only what they make the whole tree say."""
    by = by or assembler()
    files = dict(by.front_files(of, name))
    alone = without_schools(of)
    for entry in of.schools:
        made = dict(by.write_front(alone, entry))
        assert list(made) == [page.path for page in by.front_pages(alone, entry)]
        assert by.front_pages(alone, entry) == by.front_pages(of, entry)
        assert not made.keys() & files.keys()
        files |= made
    return dict(sorted(files.items()))


def without_schools(of: Front) -> Front:
    """`of` with no more schools than decide what the whole tree says."""
    found = [*of.schools[:1]]
    found += [entry for entry in of.schools if not entry.school.demonstration][:1]
    found += [entry for entry in of.schools if not (entry.school.demonstration or entry.school.template)][:1]
    found += [entry for entry in of.schools if len(entry.languages) > 1][:1]
    return replace(of, schools=tuple({entry.school.id: entry for entry in found}.values()))


def same(of: Front, name: str = "") -> None:
    wanted, got = whole(of, name), put_together(of, name)
    assert list(wanted) == list(got)
    assert [path for path in wanted if wanted[path] != got[path]] == []


@st.composite
def entries(draw: st.DrawFn, identity: str) -> SchoolEntry:
    school = replace(
        SCHOOL,
        id=identity,
        name=draw(VALUE),
        group_name=draw(st.sampled_from(["", "Council <x>", "A & B"])),
        nation=draw(st.sampled_from(["england", "wales"])),
        demonstration=draw(st.booleans()),
        template=draw(st.booleans()),
        brand=Brand(draw(st.sampled_from(["#1d4f5c", "#AA0011"]))),
    )
    policies = st.lists(
        st.tuples(st.sampled_from(["phones", "social-media"]), VALUE, VALUE),
        max_size=2,
        unique_by=lambda policy: policy[0],
    )
    shown = draw(st.lists(st.sampled_from(AUDIENCES), unique=True))
    welsh = [f"cy/{audience}" for audience in shown if draw(st.booleans())]
    held = tuple((name, tuple(draw(policies))) for name in (*shown, *welsh))
    names = tuple((name, draw(VALUE)) for name, _ in held if draw(st.booleans()))
    words = st.one_of(st.just(""), VALUE)
    return SchoolEntry(school, held, draw(words), draw(words), names)


@st.composite
def fronts(draw: st.DrawFn) -> Front:
    ids = draw(st.lists(st.sampled_from(["forge", "a", "a-b", "valley", "zqv"]), unique=True, max_size=4))
    addresses = ["", "https://policies.example/", "https://p.example/sub/x y/?a&b"]
    schools = tuple(draw(entries(identity)) for identity in ids)
    return Front(draw(st.sampled_from(TREES)), draw(st.sampled_from(addresses)), schools)


@given(fronts(), st.one_of(st.just(""), VALUE))
@_quickly
def test_a_front_put_together_equals_the_front_built_whole(of: Front, name: str) -> None:
    same(of, name)
    assert assembler().fronts.whole == 0


@pytest.mark.slow
@given(fronts(), st.one_of(st.just(""), VALUE))
@_slowly
def test_many_fronts_put_together_equal_the_fronts_built_whole(of: Front, name: str) -> None:
    same(of, name)
    assert assembler().fronts.whole == 0


@pytest.mark.parametrize(
    "value", [HOSTILE, "zqv00001vqz", "\ue000list\ue001", "=text", "list", "\ue011", "</ul><script>"]
)
def test_a_name_that_looks_like_ours_is_printed_as_it_is(value: str) -> None:
    of = front(name=value, address="https://x.example/")
    school = replace(of.schools[0], office=value, policies=(("pupil", (("social-media", value, value),)),))
    same(replace(of, schools=(school, *of.schools[1:])), value)


def test_a_thousand_schools_cost_no_more_builds_than_one() -> None:
    one = front(address="https://x.example/")
    first = replace(one.schools[0], school=replace(one.schools[0].school, demonstration=False))
    many = tuple(replace(first, school=replace(first.school, id=f"s{n:04d}", name=f"School {n}")) for n in range(1000))
    few, all_of_them = Assembler(house()), Assembler(house())
    put_together(replace(one, schools=many[:1]), by=few)
    files = put_together(replace(one, schools=many), by=all_of_them)
    assert all_of_them.builds == few.builds
    assert all_of_them.whole == all_of_them.fronts.whole == 0
    assert sum(path.endswith("/index.html") for path in files) == 1000
    assert files["sitemap.xml"].count(b"<url>") == 1001
    assert files["index.html"].count(b"<li><a href=") == 1000


def test_what_was_prepared_serves_another_without_a_build() -> None:
    one, other = Assembler(house()), Assembler(house())
    drafts = [one.drafted(site(edition(audience), "public")) for audience in ("pupil", "parent")]
    of = Front("public", "https://x.example/", (front_entry(tuple(drafted.site for drafted in drafts)),))
    missing = front_missing(of)
    for drafted in drafts:
        missing |= one.missing(drafted)
    first, second = one.make(Missing(parts=missing.parts)), one.make(Missing(looks=missing.looks))
    other.learn(read_kept(kept_json(first | second)))
    files = put_together(of, "Our schools", other)
    assert other.builds == 0
    assert files == whole(of, "Our schools")


def with_main(*changes: tuple[str, str], path: str = "main.html") -> HouseStyle:
    templates = dict(house().templates)
    text = templates[path].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return HouseStyle(tuple(sorted({**templates, path: text.encode()}.items())))


OVERRIDES = {
    "the text is gone": with_main(("{{ page.content }}", "")),
    "the text stands twice": with_main(("{{ page.content }}", "{{ page.content }}{{ page.content }}")),
    "a name in a script": with_main(("{% block tabs %}", "<script>'{{ page.title }}'</script>{% block tabs %}")),
    "a name in capitals": with_main(("{% block tabs %}", "{{ page.title | upper }}{% block tabs %}")),
    "a name in a comment": with_main(("{% block tabs %}", "<!-- {{ page.title }} -->{% block tabs %}")),
    "no cuts in the site map": with_main(("{{ cut.sitemap }}", ""), ("{{ cut.entry }}", ""), path="sitemap.xml"),
    "the first letter": with_main(("{% block tabs %}", "{{ page.title | first }}{% block tabs %}")),
}


@pytest.mark.parametrize("change", OVERRIDES)
def test_templates_of_another_kind_never_give_another_page(change: str) -> None:
    style = OVERRIDES[change]
    by = Assembler(style, prove=True)
    for address in ("", "https://x.example/"):
        of = front(address=address)
        real = replace(of.schools[1], school=replace(of.schools[1].school, id="real", template=False, name="Real"))
        of = replace(of, schools=(*of.schools, real))
        try:
            wanted = whole(of, style=style)
        except (SiteBuildError, StampError):
            with pytest.raises((SiteBuildError, StampError)):
                put_together(of, by=by)
            continue
        assert put_together(of, by=by) == wanted


def test_with_extensions_that_look_at_a_whole_page_fronts_are_built_whole() -> None:
    style = replace(house(), settings={"markdown_extensions": ["footnotes"]})
    by = Assembler(style)
    assert put_together(front(), by=by) == whole(front(), style=style)
    assert by.fronts.builds == 0


def test_whatever_changes_a_page_changes_its_key() -> None:
    of = front(address="https://x.example/")
    entry = of.schools[0]
    other = replace(entry, school=replace(entry.school, id="other"))
    open_tree = replace(of, schools=(replace(entry, school=replace(entry.school, demonstration=False)),))
    changed = [
        (of, replace(entry, office="Office, 0123")),
        (of, replace(entry, school=replace(entry.school, name="Another"))),
        (of, replace(entry, school=replace(entry.school, nation="england"))),
        (of, replace(entry, school=replace(entry.school, template=True))),
        (of, replace(entry, policies=entry.policies[:1])),
        (replace(of, address="https://y.example/"), entry),
        (replace(of, address=""), entry),
        (replace(of, tree="internal"), entry),
        (open_tree, entry),
        (of, other),
    ]
    before = dict(assembler().front_pages(of, entry))
    for tree, school in changed:
        after = dict(assembler().front_pages(tree, school))
        assert before[f"{entry.school.id}/index.html"] not in after.values()
    colour = replace(entry, school=replace(entry.school, brand=Brand("#1d4f5d")))
    assert dict(assembler().front_pages(of, colour))["forge/brand.css"] != before["forge/brand.css"]
