"""Where lines and pages of print break: long words, the box, lists, tables, leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

import print_editions
import pytest
from print_editions import ADOPTED, words
from print_reading import dense, ink_beyond, page_texts, pages, press
from pypdf import PdfReader

from generator.model.edition import EditionClause, Section
from generator.model.print_source import PrintSource
from generator.model.site import AudienceSite
from generator.render.print_source import print_documents

HOST = "stmarysandstjosephsprimary.rhonddacynontaf.sch.example"
EMAIL = f"safeguarding@{HOST}"
LINK = f"https://{HOST}/{'abcdefghi' * 9}"
NAME = "Ysgol Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
LAYOUTS = ("social-media.pdf", "social-media-large-print.pdf")


def _long(name: str) -> AudienceSite:
    """A site whose names and addresses are as long as the longest that we know of."""
    made = print_editions.edition("pupil", ADOPTED, sections=1)
    results = tuple((key, replace(result, text=name) if "name" in key else result) for key, result in made.results)
    made = replace(made, school=replace(made.school, name=name, short_name=name), title=words(f"{name} policy"))
    site = print_editions.site(replace(made, results=results), f"https://{HOST}/policies/pupil/")
    entries = tuple(replace(entry, email=EMAIL, link=LINK) for entry in site.contacts.entries)
    return replace(site, contacts=replace(site.contacts, entries=entries))


@cache
def _documents(name: str) -> tuple[PrintSource, ...]:
    return print_documents(_long(name))


@pytest.mark.parametrize("number", range(3), ids=("a4", "large", "slip"))
@pytest.mark.parametrize("name", [NAME, "W" * 90], ids=("syllables", "no-syllables"))
def test_nothing_runs_off_the_page(name: str, number: int) -> None:
    for page in press().pictures(_documents(name)[number], ppi=18):
        assert not ink_beyond(page, 17 / 210, 1 - 17 / 210)


@pytest.mark.parametrize("number", range(2), ids=("a4", "large"))
def test_a_broken_address_is_read_and_copied_as_it_is(number: int) -> None:
    text = " ".join(page_texts(press().press(_documents(NAME)[number])))
    assert EMAIL in dense(text)
    assert LINK.removeprefix("https://") in dense(text)
    assert "\u200b" not in text


def test_the_running_head_takes_one_line() -> None:
    for document in _documents(NAME)[:2]:
        for sheet in _reader(document).pages[1:]:
            heads = [
                line for line in sheet.extract_text().splitlines() if line.startswith("Ysgol Llan") and "…" in line
            ]
            assert heads, document.name
            assert heads[0].endswith("· Pupil edition")


def _reader(document: PrintSource) -> PdfReader:
    return PdfReader(BytesIO(press().press(document)))


@pytest.mark.parametrize("number", range(2), ids=("a4", "large"))
def test_the_box_stands_on_one_page(number: int) -> None:
    texts = page_texts(press().press(_documents(NAME)[number]))
    box = next(text for text in texts if "Tell your class teacher" in text)
    assert "Whom to tell" in box
    assert "Childline" in box
    assert "Phone numbers and links as we knew them on 20 November 2026." in box


def _spread(body: str, longest: int = 17) -> Iterator[tuple[int, ...]]:
    """For both layouts, and for `body` at many heights of a page: how many of its marks stand on each page.

    `body` marks with `@@` what is counted; every copy begins with a paragraph of a length of its own,
    of at most so many sentences as `longest`.
    """
    clauses = []
    for copy in range(36):
        lead = "Some words that fill the page. " * (1 + copy * 5 % longest)
        marked = re.sub("@@", lambda _, copy=copy: f"mark{copy}x", body)
        clauses.append(EditionClause(f"c{copy}", f"1.{copy}", words("Many"), words(f"{lead}\n\n{marked}"), "library"))
    made = replace(
        print_editions.edition("staff", ADOPTED, sections=1),
        sections=(Section("s", "1", words("One"), tuple(clauses)),),
        results=print_editions.RESULTS,
    )
    for document in print_documents(print_editions.site(made)):
        texts = page_texts(press().press(document))
        for copy in range(36):
            yield tuple(filter(None, (text.count(f"mark{copy}x") for text in texts)))


def test_a_short_clause_stands_on_one_page() -> None:
    paragraph = "Words @@ that take two lines of the page, as there are more of them than fit on one.\n\n"
    assert set(_spread(paragraph * 3, longest=6)) == {(3,)}


def test_a_long_clause_leaves_no_short_end_alone() -> None:
    body = "Words @@ before. " + "More of them. " * 15
    assert set(_spread(f"{body}\n\n{body}\n\nThe last @@ words.")) <= {(3,), (1, 2)}


def test_a_short_list_stands_together_with_its_lead() -> None:
    assert set(_spread("Think of @@ this:\n\n" + "- a thing @@ to do\n" * 6)) == {(7,)}


@pytest.mark.parametrize("mark", ["- ", "1. "])
def test_a_longer_list_leaves_no_item_alone(mark: str) -> None:
    found = set(_spread("Think of this:\n\n" + f"{mark}a thing @@ to do\n" * 11))
    assert (11,) in found
    assert any(len(counts) > 1 for counts in found)
    assert all(min(counts) > 1 for counts in found), found


def test_a_table_breaks_between_rows_and_leaves_none_alone() -> None:
    cell = "some words in a row that take more than one line of the page"
    found = set(_spread("In a table:\n\n| Head | Next |\n|---|---|\n" + f"| a row @@ | {cell} |\n" * 8))
    assert any(len(counts) > 1 for counts in found)
    assert all(min(counts) > 1 for counts in found), found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_left_empty_says_so(layout: str) -> None:
    left_empty = 0
    for sections in (1, 2, 3, 4):
        site = print_editions.site(print_editions.edition("pupil", ADOPTED, sections))
        document = next(one for one in print_documents(site) if one.name == layout)
        *_, before, slip = page_texts(press().press(document))
        assert "Cut out or tear off this page and hand it in." in slip
        assert ("This page is left empty on purpose." in before) != ("Laws and guidance" in before)
        left_empty += "This page is left empty on purpose." in before
    assert left_empty


def test_annexes_follow_on_the_same_page() -> None:
    assert any("Annex A" in text and "3.5" in text for text in pages("staff adopted", "social-media.pdf")[2:])


def test_the_cover_in_plain_words() -> None:
    draft, adopted = pages("pupil draft", "social-media.pdf")[0], pages("staff adopted", "social-media.pdf")[0]
    assert re.search("Version Draft [0-9a-f]{8}", draft)
    assert "Chair Principal Date" in adopted
