"""The second oracle: sites put together equal the plain projects, in which stock MkDocs renders every value itself.

A plain project stands alone, so what a page says of the tree that its site stands in is not compared. It is taken out
of the page before, exactly this and nothing else: the Content-Security-Policy and the request to search engines (who
publishes the project decides on both), how many folders up the tree's shared assets are (the project carries its own),
the scope of what the browser remembers, and the footer with the other editions. A plain project links to no PDFs and
knows no address, so the sites compared here have none; nor does it say which wordings are stale.
For values of letters, digits and single spaces all the rest is the same byte for byte; for all values it is the same
for whoever reads HTML: the same tags, attributes and words, where `&#38;` is `&amp;`. Brackets in addresses of links
are written `%28` in Markdown.
"""

from __future__ import annotations

import json
import re
import string
import tempfile
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

import generator.engines.mkdocs_site  # noqa: F401 - quiets the theme before it is loaded
from generator.engines.assemble import Assembler
from generator.engines.stamp import StampError
from generator.model.contacts import Contact, Contacts
from generator.model.edition import Edition, Helpline, Result, text_alone
from generator.model.site import AudienceSite
from generator.render.web_plain import plain_project
from tests.random_sites import sites
from tests.web_editions import HOSTILE, VALUES, edition, house, site, template

_quickly = settings(max_examples=8, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None)
_slowly = settings(max_examples=120, suppress_health_check=list(HealthCheck), deadline=None)


@cache
def assembler() -> Assembler:
    return Assembler(house())


def stock(of: AudienceSite) -> dict[str, str]:
    """What MkDocs makes of the plain project, without any of our code: pages, style sheet and search index."""
    (only,) = of.editions
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, content in plain_project(of, only, house()).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        MkDocsConfig.plugins.plugin_cache.clear()  # type: ignore[attr-defined]
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
        found = {
            file.relative_to(root / "site").as_posix(): file for file in (root / "site").rglob("*") if file.is_file()
        }
        wanted = (".html", "search/search_index.json")
        return {
            path: file.read_text("utf-8")
            for path, file in found.items()
            if path.endswith(wanted) and path != "404.html"
        }


_POLICY = re.compile(r' *<meta http-equiv="Content-Security-Policy" [^>]*>\n *\n')
_ROBOTS = re.compile(r' *\n *<meta name="robots" [^>]*>\n')
_SCOPE = re.compile(r'__md_scope=new URL\("[^"]*",location\)')
_FOOTER = re.compile(r"<footer .*?</footer>\n\n", re.DOTALL)
_ASSETS = re.compile(r'(?<=")(?:\.\./)*(?=assets/)')


def alone(page: str) -> str:
    """`page` without what it says of the tree around its site."""
    page = _ASSETS.sub("", _SCOPE.sub("__md_scope", page))
    return _FOOTER.sub("", _POLICY.sub("", _ROBOTS.sub("", page)))


def both(of: AudienceSite) -> tuple[dict[str, str], dict[str, str]]:
    """The pages of a site put together and those of its plain project, by path."""
    found = assembler().files(replace(of, prints=False, place=replace(of.place, address="")))
    pages = {path: content.decode() for path, content in found.items() if not path.endswith((".css", ".svg", ".png"))}
    plain = stock(of)
    assert sorted(pages) == sorted(plain)
    return {path: alone(page) for path, page in pages.items()}, {path: alone(page) for path, page in plain.items()}


class _Events(HTMLParser):
    """What a reader of HTML meets: tags with their attributes, words, comments."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.met: list[tuple[object, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append(("tag", tag, [(name, _address(name, value)) for name, value in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self.met.append(("end", tag))

    def handle_data(self, data: str) -> None:
        # Stock contents lists print a space that does not break as one that does.
        self.met.append(("words", data.replace("\xa0", " ")))

    def handle_comment(self, data: str) -> None:
        self.met.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.met.append(("declaration", decl))


def _address(name: str, value: str | None) -> str | None:
    return value.replace("(", "%28").replace(")", "%29") if value and name == "href" else value


def read(path: str, page: str) -> object:
    """`page` as whoever reads HTML has it."""
    if path.endswith(".json"):
        plain = json.loads(page)
        return plain | {"docs": [{name: read("", text) for name, text in entry.items()} for entry in plain["docs"]]}
    events = _Events()
    events.feed(page)
    events.close()
    return events.met


def equal_for_a_reader(of: AudienceSite) -> None:
    together, plain = both(of)
    for path in plain:
        assert read(path, together[path]) == read(path, plain[path]), path


def equal_to_the_byte(of: AudienceSite) -> None:
    together, plain = both(of)
    for path in plain:
        assert together[path].split("\n") == plain[path].split("\n"), path


WORDS = st.lists(st.text(string.ascii_letters + string.digits, min_size=1, max_size=9), min_size=1, max_size=4).map(
    " ".join
)
LINK = st.text(string.ascii_lowercase, min_size=1, max_size=9).map("https://{}.example/x".format)


@st.composite
def plainly_valued(draw: st.DrawFn, of: AudienceSite) -> AudienceSite:
    """`of` with values of letters, digits and single spaces."""
    (only,) = of.editions
    school = replace(of.school, name=draw(WORDS), group_name=draw(WORDS) if of.school.group_name else "")
    results = tuple(
        (key, replace(result, text=draw(LINK if key.endswith("link") else WORDS))) for key, result in only.results
    )
    lines = tuple(
        Helpline(line.id, draw(WORDS), draw(WORDS), "0800 1111", draw(LINK), line.checked_on)
        for line in only.tell.helplines
    )
    made: Edition = replace(
        only,
        school=school,
        results=results,
        glossary=tuple(replace(word, meaning=draw(WORDS)) for word in only.glossary),
        sources=tuple(replace(cited, title=draw(WORDS), link=draw(LINK)) for cited in only.sources),
        tell=replace(only.tell, helplines=lines),
        blanks=(),  # their labels are printed in square brackets
        version=replace(only.version, body=draw(WORDS)) if only.version else None,
    )
    contacts = tuple(
        Contact(
            "office",
            draw(WORDS),
            draw(WORDS),
            "028 9649 6001",
            "a@b.example",
            draw(WORDS),
            draw(LINK),
            each.tell,
            each.shown_to,
        )
        for each in of.contacts.entries
    )
    return replace(of, school=school, editions=(made,), contacts=Contacts(contacts, of.contacts.changed))


def of_one_policy(strange: bool = False) -> st.SearchStrategy[AudienceSite]:
    return sites(strange).map(lambda of: replace(of, editions=(text_alone(of.editions[0]),)))


@given(of_one_policy().flatmap(plainly_valued))
@_quickly
def test_of_plain_values_the_plain_project_makes_the_same_bytes(of: AudienceSite) -> None:
    equal_to_the_byte(of)


@pytest.mark.slow
@given(of_one_policy().flatmap(plainly_valued))
@_slowly
def test_of_plain_values_many_plain_projects_make_the_same_bytes(of: AudienceSite) -> None:
    equal_to_the_byte(of)


@given(of_one_policy())
@_quickly
def test_of_any_values_the_plain_project_makes_the_same_pages(of: AudienceSite) -> None:
    compared(of)


@pytest.mark.slow
@given(of_one_policy())
@_slowly
def test_of_any_values_many_plain_projects_make_the_same_pages(of: AudienceSite) -> None:
    compared(of)


def compared(of: AudienceSite) -> None:
    try:
        equal_for_a_reader(of)
    except (StampError, ValueError):  # an address that is none: both refuse it
        assume(False)


@pytest.mark.parametrize("value", [HOSTILE, "</title><script>alert(1)</script> `c` [a](b) _e_ \\* | &amp; zqv00001vqz"])
def test_of_hostile_values_the_plain_project_makes_the_same_pages(value: str) -> None:
    of = edition("parent", {key: value for key in VALUES if not key.endswith("link")})
    equal_for_a_reader(site(of))


def test_a_template_and_a_school_of_plain_values_make_the_same_bytes() -> None:
    words = {key: Result("https://x.example/y" if key.endswith("link") else "Plain words") for key in VALUES}
    plain = replace(
        edition("pupil"), results=tuple(sorted(words.items())), sources=(), tell=replace(edition().tell, helplines=())
    )
    plain = replace(plain, glossary=tuple(replace(word, meaning="Plain") for word in plain.glossary))
    school = replace(plain.school, name="A School")
    plain = replace(plain, school=school, sections=tuple(_uncited(section) for section in plain.sections))
    equal_to_the_byte(replace(site(plain), contacts=Contacts()))
    equal_for_a_reader(site(template()))


def _uncited(section):  # type: ignore[no-untyped-def]
    return replace(section, clauses=tuple(replace(clause, sources=()) for clause in section.clauses))
