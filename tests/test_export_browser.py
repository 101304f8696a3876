"""Exports in a real browser: opened from a shared drive, and deep on a host that knows files only."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from exports import PASTE, unpacked
from hill import lay
from site_reading import files_of
from test_web_browser import Quiet, heard

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shared_drive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both exports, unpacked into folders whose names hold spaces and letters with accents."""
    drive = tmp_path_factory.mktemp("drive") / "Ysgol Tŷ (shared)"
    root = lay(tmp_path_factory.mktemp("folder"))
    for folder, files in (("public", unpacked(root)), ("for staff", unpacked(root, "internal"))):
        for name, content in files.items():
            file = drive / folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return drive


@pytest.mark.parametrize("width", [360, 1280])
def test_from_a_shared_drive_pages_have_their_styles_and_say_no_error(
    browser: Browser, shared_drive: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    said = heard(page, shared_drive.as_uri())
    for file in (file for file in files_of(shared_drive) if file.suffix == ".html"):
        page.goto(file.as_uri())
        page.wait_for_load_state("networkidle")
        header = page.locator("header").first
        assert header.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(29, 79, 92)", file
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file
        assert not page.locator(".pp-header__search, .md-search").count(), "no search where it cannot work"
        assert not said, f"{file}: {said}"
    page.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_a_shared_drive_a_reader_gets_from_the_start_to_a_pdf_by_clicking(
    browser: Browser, shared_drive: Path, javascript: bool
) -> None:
    context = browser.new_context(java_script_enabled=javascript, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto((shared_drive / "public/index.html").as_uri())
    page.get_by_role("link", name="Pupil edition").click()
    page.locator(".pp-contents").get_by_role("link", name="1 Contact").click()
    assert page.get_by_role("heading", level=1).inner_text().endswith("Contact")
    page.locator(".pp-neighbours__next").click()
    page.locator(".pp-whom").first.get_by_role("link").click()
    assert page.url == (shared_drive / "public/pupil/index.html").as_uri() + "#whom_to_tell"
    for name in ("A4 (PDF)", "Large print (PDF)", "Slip, specimen (PDF)"):
        address = urllib.parse.urlsplit(str(page.get_by_role("link", name=name).evaluate("link => link.href")))
        assert Path(urllib.parse.unquote(address.path)).read_bytes().startswith(b"%PDF")
    page.locator(".pp-footer").get_by_role("link", name="All editions of this school").click()
    assert page.url == (shared_drive / "public/index.html").as_uri()
    context.close()


class OnlyFiles(Quiet):
    """A host that serves files, and nothing for the address of a folder."""

    def do_GET(self) -> None:
        if self.path.endswith("/"):
            self.send_error(404)
        else:
            super().do_GET()


@pytest.fixture(scope="module")
def host(shared_drive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The public export on a host, deep below its root."""
    root = tmp_path_factory.mktemp("host")
    shutil.copytree(shared_drive / "public", root / "a/b c/d")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(OnlyFiles, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/a/b%20c/d/"
    server.shutdown()
    server.server_close()


def test_deep_on_any_host_pages_and_search_work(browser: Browser, host: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    said = heard(page, host)
    page.goto(f"{host}index.html")
    page.get_by_role("link", name="Parent edition").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Search this edition").click()
    page.get_by_role("textbox", name="Search this edition").press_sequentially("child")
    page.locator(".md-search-result__item a").first.click()
    page.wait_for_url("**/parent/social-media/**/index.html*")
    assert "child" in page.locator("article").inner_text()
    page.locator(".pp-footer").get_by_role("link", name="Pupil edition").click()
    assert page.url == f"{host}pupil/index.html"
    assert not said
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_to_paste_from_can_be_used_by_anybody(
    browser: Browser, shared_drive: Path, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for folder in ("public", "for staff"):
        page.goto((shared_drive / folder / PASTE).as_uri())
        found = Axe().run(page).response["violations"]
        assert not [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for box in page.locator("textarea").all():
            assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 1"), "a box shows all that it holds"
    box = page.locator("textarea").first
    box.focus()
    page.keyboard.press("Control+A")
    assert box.evaluate("box => box.selectionEnd - box.selectionStart === box.value.length && box.value.length > 99")
    context.close()
