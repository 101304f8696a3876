"""Versions in a real browser: what a reader sees at the top of an old one, and the way to what is in force."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from test_versions_published import AFTER, BETWEEN, OVER, built, folder
from test_web_browser import Quiet, heard

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The output of several days, side by side."""
    place = tmp_path_factory.mktemp("days")
    root = folder(tmp_path_factory.mktemp("adopted"))
    for day in (BETWEEN, AFTER, OVER):
        built(root, day, place / day, prints=False)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(place)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_old_version_says_so_and_leads_to_what_is_in_force(browser: Browser, address: str, javascript: bool) -> None:
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    said = heard(page, address)
    page.goto(f"{address}{AFTER}/public/hill/pupil/social-media/2024-06-20/")
    banner = page.locator(".pp-banner")
    assert "This is version 1" in banner.inner_text()
    assert "Replaced on 1 September 2026 by version 2" in banner.inner_text()
    banner.get_by_role("link", name="The version in force").click()
    page.wait_for_url("**/hill/pupil/social-media/")
    assert "In force since 1 September 2026" in page.locator(".pp-status").inner_text()
    page.get_by_role("link", name="Version 1").first.click()
    page.wait_for_url("**/social-media/2024-06-20/")
    page.locator(".pp-banner").get_by_role("link", name="All versions").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/social-media/#versions_")
    assert not said
    context.close()


def test_what_is_in_force_leads_to_the_version_that_comes(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{BETWEEN}/public/hill/pupil/")
    assert "New version from 1 September 2026" in page.locator(".pp-banner").inner_text()
    page.get_by_role("link", name="Read the new version").click()
    page.wait_for_url("**/hill/pupil/social-media/2026-06-18/")
    assert "Adopted, takes effect on 1 September 2026" in page.locator(".pp-banner").inner_text()
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_pages_of_versions(browser: Browser, address: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 800})
    said = heard(page, address)
    for path in (
        f"{BETWEEN}/public/hill/",
        f"{BETWEEN}/public/hill/pupil/",
        f"{AFTER}/public/hill/pupil/social-media/2024-06-20/",
        f"{OVER}/public/hill/pupil/social-media/",
        f"{OVER}/internal/hill/draft/staff/",
    ):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        assert not [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than the screen"
    assert not said
    page.close()
