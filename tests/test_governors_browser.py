"""The governors' area in a real browser, as governors go through it: with a mouse, by keyboard, without a script."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from governed_hill import TODAY, governed
from test_versions_published import built
from test_web_browser import Quiet, heard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
POLICY = "governors/social-media"
PAGES = (
    *("", "governors/", f"{POLICY}/", f"{POLICY}/2024-06-20-to-2026-02-18/", f"{POLICY}/2026-02-18-to-2026-06-18/"),
    *(f"{POLICY}/2026-02-18/", f"{POLICY}/new/", "../groups/valley/"),
)


@pytest.fixture(scope="module")
def hill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the school's page in the internal tree."""
    place = tmp_path_factory.mktemp("governors")
    built(governed(place / "folder"), TODAY, place / "site", prints=False)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(place / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/internal/hill/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_the_console_is_silent(browser: Browser, hill: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    said = heard(page, hill.removesuffix("internal/hill/"))
    for path in PAGES:
        page.goto(hill + path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        assert not [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than the screen"
        assert not said, f"{path}: {said}"
    context.close()


def shown(page: Page) -> list[str]:
    """The headings of the changed clauses that are seen."""
    return [each.inner_text() for each in page.locator(".pp-change:visible h3").all()]


def test_a_governor_asks_what_has_changed(browser: Browser, hill: str) -> None:
    page = browser.new_page()
    said = heard(page, hill.removesuffix("internal/hill/"))
    page.goto(hill)
    page.get_by_role("link", name="Register of policies, versions and what changed").click()
    page.get_by_role("link", name="Social media policy: versions and what changed").click()
    page.get_by_label("Before").select_option("Version 1, adopted 20 June 2024")
    page.get_by_label("After").select_option("Version 2, adopted 18 February 2026")
    page.get_by_role("button", name="Show what changed").click()
    page.wait_for_url("**/2024-06-20-to-2026-02-18/")
    assert "1 clause changed in strength; 3 clauses unchanged." in page.locator("h2#summary + ul").inner_text()
    assert len(shown(page)) == 3
    page.get_by_label("What happened").select_option("Must or should (3)")
    page.get_by_label("Edition", exact=True).select_option("Staff edition (1)")
    assert [each.split()[0] for each in shown(page)] == ["1.1"]
    assert "1 of 3 changed clauses are shown." in page.locator(".pp-choose__count").inner_text()
    assert page.locator(".pp-change:visible del").inner_text().split() == "removed: should end of removed".split()
    page.get_by_role("link", name="Version 2, adopted 18 February 2026").click()
    page.wait_for_url("**/social-media/2026-02-18/")
    assert "Record unaltered, checked on 20 November 2026." in page.locator("article").inner_text()
    page.get_by_role("link", name="Staff edition, internal page").click()
    page.wait_for_url("**/staff/social-media/2026-02-18/")
    assert not said
    page.close()


def test_the_same_with_the_keyboard_alone(browser: Browser, hill: str) -> None:
    page = browser.new_page()
    page.goto(f"{hill}{POLICY}/")
    reach(page, "#pp-old")
    page.keyboard.press("Home")
    reach(page, "#pp-new")
    page.keyboard.press("Home")
    reach(page, ".pp-choose button")
    page.keyboard.press("Enter")
    assert "Choose two different texts." in page.locator(".pp-choose__count").inner_text()
    assert page.evaluate("document.activeElement.id") == "pp-new"
    page.keyboard.press("ArrowDown")
    reach(page, ".pp-choose button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2024-06-20-to-2026-02-18/")
    reach(page, "#pp-kind")
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.value") == "strength"
    assert len(shown(page)) == 3
    reach(page, ".pp-same summary")
    page.keyboard.press("Enter")
    assert page.get_by_text("Your own number").first.is_visible()
    page.goto(f"{hill}{POLICY}/2024-06-20-to-2026-02-18/")
    reach(page, ".pp-stack a[href='../2026-02-18/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/social-media/2026-02-18/")
    page.close()


def reach(page: Page, selector: str) -> None:
    """Tabs on until what `selector` finds first has the focus."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement === document.querySelector(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach {selector}")


def test_without_a_script_links_lead_to_every_comparison(browser: Browser, hill: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hill}governors/")
    page.get_by_role("link", name="Social media policy: versions and what changed").click()
    assert not page.get_by_role("button", name="Show what changed").is_visible()
    page.get_by_role("link", name="Version 2 (18 February 2026) compared with version 1 (20 June 2024)").click()
    page.wait_for_url("**/2024-06-20-to-2026-02-18/")
    assert not page.locator(".pp-choose").is_visible()
    assert len(shown(page)) == 3
    page.locator(".pp-same summary").first.click()
    assert page.get_by_text("Your own number").first.is_visible()
    page.get_by_role("link", name="Version 2, adopted 18 February 2026").click()
    page.wait_for_url("**/social-media/2026-02-18/")
    context.close()


def test_a_council_finds_its_schools(browser: Browser, hill: str) -> None:
    page = browser.new_page()
    page.goto(f"{hill}../groups/valley/")
    page.get_by_label("School or status").fill("nowhere")
    assert page.locator(".pp-stack tbody tr:visible").count() == 0
    assert "0 of 1 schools are shown." in page.locator(".pp-choose__count").inner_text()
    page.get_by_label("School or status").fill("HÎLL")
    page.get_by_label("State").select_option("Schools with something overdue")
    page.get_by_role("link", name="Hill Example School").click()
    page.wait_for_url("**/hill/governors/")
    page.close()


def test_marks_are_seen_without_colour(browser: Browser, hill: str, tmp_path: Path) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{hill}{POLICY}/2024-06-20-to-2026-02-18/")
    looks = "part => [getComputedStyle(part).textDecorationLine, getComputedStyle(part, '::before').content]"
    assert page.locator(".pp-red ins").first.evaluate(looks)[0] == "underline"
    assert page.locator(".pp-red del").first.evaluate(looks)[0] == "line-through"
    assert "{+" in page.locator(".pp-red ins").first.evaluate(looks)[1]
    context.close()
