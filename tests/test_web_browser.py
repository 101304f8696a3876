"""The website in a real browser: on a phone and a desk, by keyboard, without a script, under a sub-path."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.render.web import audience_source, front_source
from tests.web_editions import HOSTILE, built, edition, front, site, template

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

PAGES = (
    "public/",
    "public/forge/",
    "public/forge/pupil/",
    "public/forge/pupil/social-media/contact/",
    "public/forge/pupil/social-media/words/",
    "internal/forge/staff/",
    "internal/forge/staff/social-media/",
    "internal/forge/staff/social-media/whole/",
    "internal/forge/staff/social-media/sources/",
    "internal/forge/staff/social-media/accounts/",
    "internal/forge/staff/social-media/blanks/",
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Both trees, served from a folder below the root of a host."""
    root = tmp_path_factory.mktemp("host")
    hostile = {"school.name": HOSTILE}
    trees = {
        "public": front_source(front(name=HOSTILE)),
        "stated": front_source(front(address="https://policies.example/some/path/stated/")),
        "public/forge/pupil": audience_source(site(edition("pupil", hostile))),
        "internal": front_source(front("internal")),
        "internal/forge/staff": audience_source(site(template())),
    }
    for folder, source in trees.items():
        for path, content in built(source).items():
            target = root / "some" / "path" / folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/path/"
    server.shutdown()
    server.server_close()


def heard(page: Page, address: str) -> list[str]:
    """What goes wrong on `page` from now on: console, scripts, requests to others, missing files."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("request", lambda request: None if request.url.startswith((address, "data:")) else said.append(request.url))
    page.on("response", lambda answer: said.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    return said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_the_console_is_silent(
    browser: Browser, address: str, width: int, scheme: str, tmp_path: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    said = heard(page, address)
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        assert not [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than the screen"
        assert not said, f"{path}: {said}"
    context.close()


def test_search_finds_a_clause_and_shows_the_value_as_text(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    said = heard(page, address)
    page.goto(address + "public/forge/pupil/social-media/words/")
    button = page.get_by_role("button", name="Search this edition")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Type to start searching").wait_for()
    page.get_by_role("textbox", name="Search this edition").press_sequentially("decline")
    result = page.locator(".md-search-result__item").first
    result.wait_for()
    assert HOSTILE in result.inner_text()
    assert not page.locator(".md-search-result img").count()
    result.locator("a").first.click()
    page.wait_for_url("**/social-media/contact/**")
    assert not said
    page.close()


def test_on_a_phone_the_open_search_is_typed_into_and_escape_leads_back(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True)
    page = context.new_page()
    said = heard(page, address)
    page.goto(address + "public/forge/pupil/")
    button = page.get_by_role("button", name="Search this edition")
    focused = "name => document.activeElement.matches(name)"
    for touched in (True, False):
        if touched:
            button.tap()
        else:
            page.keyboard.press("Enter")
        assert page.evaluate(focused, ".md-search__input")
        page.keyboard.press("Control+A")
        page.keyboard.type("decline")
        page.locator(".md-search-result__item").first.wait_for()
        page.keyboard.press("Escape")
        page.wait_for_function(focused, arg=".pp-header__search")
        assert not page.locator("#__search").is_checked()
    for _ in range(6):
        page.keyboard.press("Tab")
        page.wait_for_timeout(50)
    assert page.evaluate("!document.activeElement.closest('.pp-header')"), "the keyboard is caught in the search"
    assert not said
    context.close()


def test_a_page_opened_from_a_folder_offers_no_search_and_says_no_error(browser: Browser, tmp_path: Path) -> None:
    trees = {"tree": front_source(front()), "tree/forge/pupil": audience_source(site(edition("pupil")))}
    for folder, source in trees.items():
        for path, content in built(source).items():
            target = tmp_path / folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    page = browser.new_page(viewport={"width": 360, "height": 800})
    said = heard(page, tmp_path.as_uri())
    page.goto((tmp_path / "tree/forge/pupil/social-media/contact/index.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.get_by_role("button", name="Search this edition").count()
    assert not page.locator(".md-search").count()
    assert not said
    page.close()


def test_whom_to_tell_is_one_step_from_a_section(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + "public/forge/pupil/social-media/contact/")
    page.get_by_role("article").get_by_role("link", name="Whom to tell").last.click()
    assert page.url == address + "public/forge/pupil/#whom_to_tell"
    heading = page.get_by_role("heading", name="Whom to tell")
    assert heading.evaluate("e => e.getBoundingClientRect().top") < 400
    page.close()


def test_the_list_of_schools_is_filtered_and_the_count_is_announced(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "public/")
    page.get_by_label("Find a school by its name").fill("VÄLLEY")
    assert page.locator(".pp-schools > li:visible").count() == 1
    assert page.locator("#pp-filter-count").inner_text() == "Schools shown: 1"
    page.close()


def test_everything_but_search_works_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address + "public/")
    assert page.locator(".pp-schools > li:visible").count() == 2
    assert not page.locator(".pp-filter").is_visible()
    page.get_by_role("link", name=HOSTILE).click()
    page.get_by_role("link", name="Pupil edition").click()
    assert not page.get_by_role("button", name="Search this edition").is_visible()
    page.get_by_role("link", name="Menu").click()
    page.locator(".pp-menu").get_by_role("link", name="Words we use").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Words we use"
    page.locator(".pp-footer").get_by_role("link", name="All schools").click()
    assert page.url == address + "public/"
    context.close()


def test_the_keyboard_comes_first_to_the_skip_link(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + "public/forge/pupil/social-media/contact/")
    page.keyboard.press("Tab")
    assert "md-skip" in page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    assert page.url.endswith("#section.contact")
    page.close()


def test_single_letters_do_nothing_by_themselves(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    there = address + "public/forge/pupil/social-media/contact/"
    page.goto(there)
    page.keyboard.type("npfs/,.")
    page.wait_for_timeout(300)
    assert page.url == there
    assert not page.locator("#__search").is_checked()
    page.close()


def test_a_word_of_the_glossary_is_explained_to_the_keyboard_in_legible_letters(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + "public/forge/pupil/social-media/introduction/")
    page.locator("a.pp-term").focus()
    shown = page.get_by_role("tooltip").locator(".md-tooltip2__inner")
    shown.get_by_text("Sites where people").wait_for()
    style = shown.evaluate("e => [parseFloat(getComputedStyle(e).fontSize), getComputedStyle(e).fontWeight]")
    assert style[0] >= 16
    assert style[1] == "400"
    page.keyboard.press("Enter")
    page.wait_for_url("**/words/#word.social-media")
    page.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_word_of_the_glossary_is_reached_without_a_script(browser: Browser, address: str, javascript: bool) -> None:
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    page.goto(address + "public/forge/pupil/social-media/introduction/")
    page.get_by_role("link", name="social media", exact=True).click()
    assert page.url.endswith("/social-media/words/#word.social-media")
    context.close()


@pytest.mark.parametrize("tree", ["public", "stated"])
def test_the_page_for_what_is_missing_has_its_styles_at_any_depth(browser: Browser, address: str, tree: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": 360, "height": 800})
    said = heard(page, address)
    missing = page.request.get(f"{address}{tree}/404.html").text()
    gone = f"{address}{tree}/some/where/else/"
    page.route(gone, lambda route: route.fulfill(body=missing, content_type="text/html; charset=utf-8"))
    page.goto(gone)
    assert page.evaluate("getComputedStyle(document.querySelector('main')).paddingTop") == "48px"
    assert not Axe().run(page).response["violations"]
    assert not said
    links = page.get_by_role("link", name="All schools")
    assert links.count() == (tree == "stated")
    if links.count():
        links.click()
        assert page.url == f"{address}{tree}/"
    page.close()


def test_a_long_value_in_a_table_widens_no_phone_and_breaks_no_common_word(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(address + "public/forge/pupil/social-media/contact/")
    page.locator("article td").last.evaluate("cell => { cell.textContent = 'x'.repeat(300) }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    lines = "cell => { const r = document.createRange(); r.selectNodeContents(cell); return r.getClientRects().length }"
    assert page.locator("article td").first.inner_text() == "Website"
    assert page.locator("article td").first.evaluate(lines) == 1
    page.close()


def test_drafts_are_marked_on_paper_too(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(address + "internal/forge/staff/social-media/whole/")
    assert page.locator(".pp-notices").is_visible()
    shown = "getComputedStyle(document.querySelector('.pp-watermark'), '::before').content"
    assert page.evaluate(shown) == '"TEMPLATE\\a DRAFT, NOT ADOPTED"'
    assert not page.locator(".pp-menu").is_visible()
    assert not page.locator(".md-search").is_visible()
    page.close()
