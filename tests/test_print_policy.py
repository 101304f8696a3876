"""The policy on paper, and its slips."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import print_editions
import pytest
from print_editions import ADOPTED
from print_reading import CASES, dense, made, page_texts, pages, pdfs, reader, tags
from pypdf import PdfReader

from generator.model.edition import Audience, Result

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#1d4f5c"/></svg>'


@pytest.mark.parametrize("name", ["social-media.pdf", "social-media-large-print.pdf"])
@pytest.mark.parametrize("case", CASES)
def test_all_clauses_with_their_numbers(case: str, name: str) -> None:
    edition, text = CASES[case], dense(" ".join(pages(case, name)))
    bookmarks = [" ".join(title.split()) for title in _titles(reader(case, name).outline)]
    for section in edition.sections:
        number = f"Annex {section.number}" if section.annex else section.number
        assert f"{number} {edition.plain(section.title)}" in bookmarks
        for clause in section.clauses:
            title = f"{clause.number} {edition.plain(clause.title)}"
            assert title in bookmarks
            assert dense(title) in text


def _titles(outline: list[Any]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(entry.title)


def test_links_are_live() -> None:
    targets, inner = set(), 0
    for sheet in reader("pupil draft", "social-media.pdf").pages:
        for note in sheet.get("/Annots", ()):
            link = note.get_object()
            action = link.get("/A", {})
            targets.add(action.get("/URI", ""))
            inner += "/Dest" in link or action.get("/S") == "/GoTo"
    assert inner > 10
    assert {
        "https://forge.example/p/social-media/",
        "https://forge.example/office?ask=policy&copy=paper",
        "https://www.example.org/advice/for/schools",
        "mailto:safeguarding@forge.example",
        "tel:08001111",
    } <= targets


def test_the_cover() -> None:
    cover = pages("staff adopted", "social-media.pdf")[0]
    for words in ("Staff edition", "In force since 1 September 2025", "Board of Governors", "2025/14", "3 July 2025"):
        assert words in cover
    for words in ("Next review 1 July 2027", "Who answers for it Principal", "Signed for the school"):
        assert words in cover
    for words in ("Whom to tell", "0800 1111", "028 9649 6001", "Contact details last changed on 20 November 2026."):
        assert words in cover
    assert "Signed for the school" not in pages("staff draft", "social-media.pdf")[0]


def test_contents_give_the_right_pages() -> None:
    edition, texts = CASES["staff adopted"], pages("staff adopted", "social-media.pdf")
    for section in edition.sections:
        title = f"Annex {section.number}: " if section.annex else f"{section.number} "
        title += edition.plain(section.title)
        entry = re.search(re.escape(title) + r" (?:[.] )+(\d+)", texts[1])
        assert entry, title
        assert title in texts[int(entry[1]) - 1]


def test_contacts_are_only_those_shown_to_the_audience() -> None:
    assert "028 9649 6000" in " ".join(pages("parent adopted", "social-media.pdf"))
    assert "028 9649 6000" not in " ".join(pages("pupil adopted", "social-media.pdf"))


def test_address_and_code_only_when_the_address_is_known() -> None:
    edition = print_editions.edition("pupil", sections=1)
    known, unknown = pdfs(edition)["social-media.pdf"], pdfs(edition, address="")["social-media.pdf"]
    assert _alts(known) == ["QR code of the address https://forge.example/p/social-media/"]
    assert _alts(unknown) == []
    assert "On the web" not in page_texts(unknown)[0]


def test_the_logo_has_words_for_those_who_do_not_see_it() -> None:
    pdf = pdfs(print_editions.edition("pupil", sections=1), address="", logo=LOGO)["social-media.pdf"]
    assert _alts(pdf) == ["Logo of Forge Integrated Example School"]


def _alts(pdf: bytes) -> list[str]:
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    return [str(tag["/Alt"]) for tag in tags(root["/StructTreeRoot"]) if tag["/S"] == "/Figure"]


def test_own_wording_is_marked_in_words() -> None:
    assert "Our school’s own wording" in " ".join(pages("pupil draft", "social-media.pdf"))


def test_a_template_shows_its_blanks_and_a_form_for_them() -> None:
    texts = pages("template", "social-media.pdf")
    form = next(text for text in texts[2:] if "Details to fill in" in text)
    assert "[insert title of the head]" in form
    assert "What is the safeguarding title?" in form
    assert sum("[insert title of the designated person]" in text for text in texts) > 1


def test_what_is_filled_in_by_hand_is_a_line_to_write_on() -> None:
    made = print_editions.edition("staff", sections=4)
    by_hand = Result("[name of the reader]", blank=True, by_hand=True)
    results = tuple((key, by_hand if key == "head.title" else result) for key, result in made.results)
    pdf = pdfs(replace(made, results=results))["social-media.pdf"]
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "(name of the reader)" in text
    assert "[name of the reader]" not in text
    assert "Details to fill in" not in text


@pytest.mark.parametrize("case", ["pupil draft", "pupil adopted", "parent adopted"])
def test_the_slip_file(case: str) -> None:
    two, large, names = pages(case, "social-media-slip.pdf")
    statement = "I have read the social media policy of Forge Integrated Example School"
    assert two.count(statement) == 2
    assert "Cut here" in two
    assert large.count(statement) == 1
    assert names.count("☐") == 30
    assert "Class list" in names
    version = "version 3, in force from 1 September 2025" if CASES[case].version else "of 20 November 2026"
    for text in (two, large):
        assert "Please give this slip to your class teacher." in text
        assert "Nothing happens to you if you do not sign." in text
        assert version in text
        assert ("SPECIMEN" in text) == (CASES[case].version is None)


@pytest.mark.parametrize("name", ["social-media.pdf", "social-media-large-print.pdf"])
@pytest.mark.parametrize("sections", [1, 2, 3, 4])
def test_the_slip_is_the_last_leaf_and_stands_alone_on_it(name: str, sections: int) -> None:
    texts = page_texts(pdfs(print_editions.edition("pupil", ADOPTED, sections))[name])
    first = next(number for number, text in enumerate(texts, 1) if "Your signature" in text)
    assert first % 2 == 1
    assert "Laws and guidance" not in texts[first - 1]
    assert first == len(texts)


def test_a_long_slip_has_a_sheet_to_itself() -> None:
    edition = print_editions.edition("parent", ADOPTED, 1)
    assert edition.slip
    statement = print_editions.words("\n\n".join(f"Point {n}: we have read and talked about it." for n in range(12)))
    pdf = pdfs(replace(edition, slip=replace(edition.slip, statement=statement)))["social-media-slip.pdf"]
    first = page_texts(pdf)[0]
    assert first.count("Point 11") == 1
    assert "Nothing happens to you" in first


@pytest.mark.parametrize("audience", ["pupil", "parent"])
def test_a_welsh_draft_has_two_slips_to_a_sheet_and_its_notices_above_the_edge(audience: Audience) -> None:
    title = print_editions.words("Cadw’n ddiogel ar y cyfryngau cymdeithasol bob dydd")
    edition = replace(print_editions.edition(audience, sections=1), language="cy", title=title, unchecked=True)
    assert edition.slip
    statement = print_editions.words("Rydw i wedi darllen rheolau cyfryngau cymdeithasol yr ysgol, neu " * 3)
    edition = replace(edition, slip=replace(edition.slip, statement=statement))
    pdf = PdfReader(BytesIO(pdfs(edition)["social-media-slip.pdf"]))
    assert page_texts(pdf)[0].count("Rydw i wedi") == 6 and "Torri yma" in page_texts(pdf)[0]
    for page in pdf.pages:
        heights: list[tuple[list[float], list[float]]] = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, *_, to=heights: to.append((cm, tm)) if text.strip() else None
        )
        assert "heb ei wirio" in page.extract_text()
        assert min(tm[5] * cm[3] + cm[5] for cm, tm in heights) > 14, "5 mm, within which many printers print nothing"


def test_staff_have_no_slip() -> None:
    assert set(made("staff adopted")) == {"social-media.pdf", "social-media-large-print.pdf"}
