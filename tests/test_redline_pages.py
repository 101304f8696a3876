"""Comparisons in words and as HTML, for eyes and for ears."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from playwright.sync_api import Browser

from generator.compare import compare
from generator.model.edition import Definition, Edition
from generator.render.redline import class_counts, shown_changes, shown_facts, summary
from generator.render.redline_html import redline_html
from generator.render.redline_page import redline_page
from tests.random_pairs import pairs
from tests.test_compare import EDITORIAL, LAW, A, B, C, clause, holding
from tests.test_compare_laws import RANDOM
from tests.web_editions import HOSTILE


def test_the_summary_is_one_sentence() -> None:
    old = holding([A, B, C])
    assert summary(compare(old, old)) == "No change."
    new = holding(
        [clause("a", "Be kind, always."), C, *(clause(name) for name in "xyz")], values={"head.title": "Head"}
    )
    new = replace(new, glossary=(Definition("social-media", "social media", "Apps."),))
    assert summary(compare(old, new)) == (
        "3 clauses added, 1 removed, 1 reworded, 1 detail changed; words explained changed; 1 clause unchanged."
    )
    fact = holding([A, B, C], values={"head.title": "Head"})
    assert summary(compare(old, fact)) == "1 detail changed; 3 clauses unchanged."
    framed = replace(old, glossary=new.glossary)
    assert summary(compare(old, framed)) == "Words explained changed; 3 clauses unchanged."


def test_a_change_is_shown_with_its_reason_and_its_number() -> None:
    new = holding([B, clause("a", "Be kind, always.", changes=(LAW,), strength="must"), C])
    comparison = compare(holding([A, B, C]), new)
    (shown,) = shown_changes(comparison)
    assert (shown.number, shown.was, shown.said) in [
        ("1.2", "1.1", ("Strength changed, Reworded, Moved", "Law", "information → must")),
        ("1.2", "1.1", ("Strength changed, Reworded", "Law", "information → must")),
    ]
    assert shown.why == ("1 September 2026, law: The Act of 2026 asks for it. Adopt by 31 March 2027.",)
    assert ("law", "Law", 1) in class_counts(comparison)


def test_wrongly_editorial_is_said() -> None:
    comparison = compare(holding([A]), holding([clause("a", "You must be kind.", changes=(EDITORIAL,))]))
    assert shown_changes(comparison)[0].warning.startswith("Called editorial, but")


def test_a_fact_names_the_clauses_that_show_it() -> None:
    text = clause("e", "At {{ head.title }}.")
    (fact,) = shown_facts(compare(holding([A, text]), holding([text], values={"head.title": "Head"})))
    assert (fact.before, fact.after, fact.shown_in) == ("Principal", "Head", ("1.1", "owner"))


def test_lists_tables_and_marks_are_elements() -> None:
    before = "- one\n- two\n    - deep\n\nEnd.\n\n| a | b |\n|---|---|\n| x | y |"
    after = "- one\n- two more\n    - deep\n    - deeper\n\nEnd.\n\n| a | b |\n|---|---|\n| x | z |"
    (shown,) = shown_changes(compare(holding([clause("a", before)]), holding([clause("a", after)])))
    block = BeautifulSoup(redline_html(shown.text), "html5lib").body
    assert block is not None
    for said in block.select(".pp-said"):
        said.extract()
    assert redline_of(block) == [
        "<ul><li>one</li><li>two<ins> more</ins><ul><li>deep</li><li><ins>deeper</ins></li></ul></li></ul>",
        "<p>End.</p>",
        '<table><tbody><tr><th scope="col">a</th><th scope="col">b</th></tr>'
        "<tr><td>x</td><td><del>y</del><ins>z</ins></td></tr></tbody></table>",
    ]


def redline_of(block: BeautifulSoup) -> list[str]:
    (whole,) = block.select(".pp-red")
    return [str(part) for part in whole.find_all(recursive=False) if "pp-title" not in part.get("class", [])]


def test_what_users_typed_is_text_on_the_page() -> None:
    old = holding([clause("a", "At {{ school.name }}.")])
    new = holding([clause("a", "At {{ school.name }}, always.")], values={"school.name": HOSTILE})
    page = BeautifulSoup(redline_page(compare(old, new)), "html5lib")
    assert not page.select("img, script, iframe, object, form")
    assert HOSTILE in page.get_text()


@given(pairs())
@settings(RANDOM, max_examples=30)
def test_every_comparison_is_a_page_without_faults(two: tuple[Edition, Edition]) -> None:
    page = redline_page(compare(*two))
    html5lib.HTMLParser(strict=True).parse(page)


@pytest.mark.slow
def test_axe_finds_nothing(tmp_path: Path, browser: Browser) -> None:
    from axe_playwright_python.sync_playwright import Axe

    old = holding([A, B, clause("e", "- one\n- two")], [C])
    new = holding([clause("a", "Be **good**.", changes=(LAW,)), clause("e", "- one\n- two more")], [C, clause("x")])
    (tmp_path / "page.html").write_text(redline_page(compare(old, replace(new, glossary=()))), "utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "page.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert said == []
    page.close()
    page = browser.new_page(bypass_csp=True)  # axe is a script, which the page allows none
    page.goto((tmp_path / "page.html").as_uri())
    assert Axe().run(page).response["violations"] == []
    page.close()
