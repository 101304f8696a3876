"""Values set in for marks: each escaped for its place, nothing guessed, nothing left over."""

from __future__ import annotations

import gzip
import html
import json

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engines.stamp import StampError, script_hashes, stamp
from generator.render.marks import STEMS, Marks, as_address, free_stem
from generator.render.web_frame import POLICY
from tests.web_editions import HOSTILE

ONE, TWO = "zqv00000vqz", "zqv00001vqz"
# What a value may hold: one line that is not blank, without control characters.
VALUES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1).filter(str.strip)
NASTY = st.sampled_from(
    [
        HOSTILE,
        "</title><script>alert(1)</script>",
        "\" onmouseover='x' a=\"",
        "]]>",
        "--><b>",
        "&amp;lt;",
        "\\u003c",
        TWO,
    ]
)


def page(body: str, head: str = "<title>t</title>") -> bytes:
    return f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def stamped(content: bytes, *values: str, path: str = "index.html") -> str:
    return stamp({path: content}, zip((ONE, TWO), values, strict=False))[path].decode()


@given(VALUES | NASTY)
def test_a_value_is_the_text_that_a_browser_shows(value: str) -> None:
    made = stamped(page(f'<p title="a {ONE} b">{ONE}</p><textarea>{ONE}</textarea>', f"<title>x {ONE}</title>"), value)
    tree = html5lib.parse(made, namespaceHTMLElements=False)
    assert tree.findtext("head/title") == f"x {value}"
    paragraph = tree.find("body/p")
    assert paragraph is not None
    assert paragraph.text == value
    assert paragraph.get("title") == f"a {value} b"
    assert tree.findtext("body/textarea") == value
    assert [element.tag for element in tree.iter()] == ["html", "head", "meta", "title", "body", "p", "textarea"]


@given(VALUES | NASTY)
def test_the_search_index_holds_html_text_in_json(value: str) -> None:
    index = json.dumps({"docs": [{"title": f"1 {ONE}", "text": f"<p>{ONE}</p>"}]}).encode()
    made = json.loads(stamped(index, value, path="search/search_index.json"))
    assert made["docs"] == [{"title": f"1 {html.escape(value, False)}", "text": f"<p>{html.escape(value, False)}</p>"}]


@given(VALUES | NASTY)
def test_json_in_a_script_element_stays_json_and_stays_inside(value: str) -> None:
    made = stamped(page(f'<script id="c" type="application/json">{{"a": "{ONE}"}}</script>'), value)
    script = html5lib.parse(made, namespaceHTMLElements=False).findtext("body/script")
    assert script is not None
    assert json.loads(script) == {"a": value}


def test_a_site_map_is_xml() -> None:
    made = stamped(b"<loc>https://zqv00000vqz.invalid/a/</loc>", "https://x.example/p?a=1&b=2/", path="sitemap.xml")
    assert made == "<loc>https://x.example/p?a=1&amp;b=2/a/</loc>"


def test_a_link_is_a_web_address_and_nothing_else() -> None:
    link = page(f'<a href="{as_address(ONE)}">x</a>')
    assert 'href="https://x.example/%20%22%3Ca%3E?a=1&amp;b=2"' in stamped(link, 'https://x.example/ "<a>?a=1&b=2')
    for value in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "x.example",
        " https://x.example",
        "https://",
    ):
        with pytest.raises(StampError, match=r"index\.html: .*not a web address"):
            stamped(link, value)


def test_phone_and_mail_targets_are_attributes() -> None:
    made = stamped(page(f'<a href="mailto:{ONE}">x</a><a href="tel:{ONE}">y</a>'), 'a"b')
    assert 'href="mailto:a&quot;b"' in made
    assert 'href="tel:a&quot;b"' in made


@pytest.mark.parametrize(
    "body",
    [
        f"<!-- {ONE} -->",
        f"<style>a{{color:{ONE}}}</style>",
        f"<script>var a = '{ONE}'</script>",
        f'<script src="x.js" data-a="{ONE}"></script>',
        f"<p class={ONE}>x</p>",
        f"<p class='{ONE}'>x</p>",
        f"<{ONE}>x</{ONE}>",
        f'<a href="{ONE}">x</a>',
        f'<a href="/{ONE}/">x</a>',
        f'<img src="{ONE}">',
        "<p>zqv00007vqz</p>",
        "<p>zqv0000</p>",
        "<p>ZQV00000VQZ</p>",
        "<p>zqv&shy;00000vqz</p>",
    ],
)
def test_a_mark_in_a_wrong_place_or_a_broken_one_stops_the_build_and_names_the_file(body: str) -> None:
    with pytest.raises(StampError, match=r"^a/index\.html: "):
        stamp({"a/index.html": page(body)}, [(ONE, "value")])


@pytest.mark.parametrize("path", ["brand.css", "a.js", "robots.txt"])
def test_no_value_is_set_in_in_other_kinds_of_files(path: str) -> None:
    with pytest.raises(StampError, match=path):
        stamp({path: ONE.encode()}, [(ONE, "value")])


def test_a_value_that_looks_like_a_mark_stays_a_value() -> None:
    made = stamped(page(f"<p>{ONE} {TWO}</p>"), f"{TWO} {ONE} {as_address(TWO)} script-hashes", "two")
    assert f"<p>{TWO} {ONE} {as_address(TWO)} script-hashes two</p>" in made


def test_files_without_marks_keep_their_bytes() -> None:
    files = {"a.png": b"\x89PNG\xff\x00", "a.css": b"a{}", "a.html": page("<p>&amp; x</p>")}
    assert stamp(files, [(ONE, "x")]) == files
    assert stamp(files, []) == files


def test_compressed_copies_are_made_again_with_the_same_bytes() -> None:
    files = {"sitemap.xml": f"<a>{ONE}</a>".encode(), "sitemap.xml.gz": b"old"}
    one, two = (stamp(files, [(ONE, "x & y")]) for _ in range(2))
    assert one == two
    assert gzip.decompress(one["sitemap.xml.gz"]) == b"<a>x &amp; y</a>"


def test_the_policy_allows_exactly_the_scripts_that_stand_in_the_page() -> None:
    scripts = "<script>one()</script><script src=x.js></script><script type=application/json>{}</script>"
    head = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(POLICY)}">'
    content = page(scripts, head)
    hashes = script_hashes({"index.html": content, "x.js": b"<script>no</script>"})
    assert len(hashes) == 1
    made = stamp({"index.html": content, "_headers": f"/*\n  C: {POLICY}\n".encode()}, [])
    assert f"script-src &#x27;self&#x27; {hashes[0]};" in made["index.html"].decode()
    assert f"script-src 'self' {hashes[0]};" in made["_headers"].decode()


def test_marks_are_numbered_by_first_use_and_refuse_what_has_no_text() -> None:
    marks = Marks()
    assert [marks.of("a", "1"), marks.of("b", "2"), marks.of("a", "1")] == [ONE, TWO, ONE]
    assert marks.results() == ((ONE, "1"), (TWO, "2"))
    with pytest.raises(ValueError, match="two texts"):
        marks.of("a", "other")
    with pytest.raises(ValueError, match="nothing"):
        marks.of("c", " ")


def test_marks_begin_with_letters_that_the_text_does_not_have() -> None:
    assert free_stem(["plain words"]) == "zqv"
    assert free_stem(["a zqV in a clause", "and vxq"]) == "qzj"


def test_there_is_always_another_beginning() -> None:
    every = " ".join(STEMS)
    assert free_stem([every]) == "zqva"
    assert free_stem([every, "zqva bvqz ZQVC"]) == "zqvd"
    marks = Marks(free_stem([every]))
    made = stamp({"a.html": page(f"<p>{marks.of('a', 'zqva')} zqv</p>")}, marks.results())
    assert b"<p>zqva zqv</p>" in made["a.html"]


def test_letters_of_a_mark_in_a_font_are_chance() -> None:
    files = {"a.woff2": b"\x00zQv\x00", "a.js": b"zqv0"}
    assert stamp(files, [(ONE, "x")]) == files


@pytest.mark.parametrize(
    "link",
    [
        '<a href="javascript:alert(1)">',
        "<a href='JaVa&#115;cript:alert(1)'>",
        '<a href="&#1;java&Tab;script:alert(1)">',
        "<a href=vbscript:x>",
        '<img src="data:text/html,x">',
        '<a href="//elsewhere.example/">',
        '<a href="\\\\elsewhere.example/">',
        '<use xlink:href="file:///etc/passwd">',
    ],
)
def test_no_page_leads_to_a_script_or_a_file(link: str) -> None:
    with pytest.raises(StampError, match=r"index\.html: an address of a kind"):
        stamp({"index.html": page(link)}, [])


def test_addresses_of_ours_and_of_the_web_stay() -> None:
    links = ("#a", "../b/#c:d", "?q=a:b", ".", "", "/a:b", "https://x.example/", "mailto:a@b.example", "tel:+44163")
    content = page("".join(f'<a href="{link}">x</a>' for link in links))
    assert stamp({"index.html": content}, []) == {"index.html": content}
