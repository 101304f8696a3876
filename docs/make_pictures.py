"""Takes the guide's pictures of the sample schools: `make pictures`.

Pages of site/ are shown by Chromium, paper by the press itself.
"""

from __future__ import annotations

import base64
import contextlib
import functools
import http.server
import os
import shutil
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from small_png import small_png

from generator.compose.sites import audience_sites
from generator.engines.typst_press import Press
from generator.house_templates import house_folder
from generator.library import read_workspace
from generator.model.edition import Audience
from generator.render.print_source import print_documents

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 150_000
PPI = 80
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
STEADY = ["--disable-lcd-text", "--font-render-hinting=none", "--force-color-profile=srgb", "--hide-scrollbars"]


@dataclass(frozen=True, slots=True)
class Screen:
    """A picture of a page: width and height in CSS pixels, and the part of the page to begin with."""

    path: str
    width: int
    height: int
    begin: str = ""
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A picture of a page of a PDF, counted from 0."""

    school: str
    audience: Audience
    name: str
    page: int


SCREENS: Mapping[str, Screen] = {
    "pupil-phone": Screen("public/forge/pupil/", 360, 740, scale=1.5),
    "which-edition": Screen("public/forge/", 900, 520),
    "staff-cover": Screen("internal/forge/staff/social-media/", 1000, 900),
    "own-wording": Screen("internal/forge/staff/social-media/personal-use/", 1000, 560, "#colleagues-as-friends"),
}
PAPERS: Mapping[str, Paper] = {
    "paper-cover": Paper("forge", "parent", "social-media.pdf", 0),
    "paper-slip": Paper("forge", "pupil", "social-media-slip.pdf", 0),
    "paper-blanks": Paper("merthyr-template", "staff", "social-media.pdf", 2),
}
TOGETHER = ("editions", "pupil-phone", "paper-cover")
"""The picture at the top of the README, and the two that it is made of: a phone, and the first page on paper."""


def main() -> None:
    """Takes every picture anew."""
    if not (SITE / "public").is_dir():
        sys.exit("There is no site/ yet: run `make site` first.")
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_chromium(), args=[*QUIET, *STEADY], chromium_sandbox=_sandbox()
        )
        taken = {name: _screen(browser, address, screen) for name, screen in SCREENS.items()}
        taken |= _papers()
        name, *parts = TOGETHER
        taken[name] = _together(browser, *(taken.pop(part) for part in parts))
        for name, png in taken.items():
            _save(browser, name, png)
        browser.close()


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    sys.exit("Chromium is missing: run `sh setup/chromium.sh`.")


def _sandbox() -> bool:
    """Chromium refuses its sandbox to root, as whom containers run."""
    return not (hasattr(os, "geteuid") and os.geteuid() == 0)


@contextlib.contextmanager
def _served() -> Iterator[str]:
    """site/ on this computer, as a browser sees it on a web server."""

    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *words: object) -> None:
            """Says nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def _screen(browser: Browser, address: str, screen: Screen) -> bytes:
    size = {"width": screen.width, "height": screen.height}
    page = browser.new_page(viewport=size, device_scale_factor=screen.scale, reduced_motion="reduce")  # type: ignore[arg-type]
    answer = page.goto(f"{address}{screen.path}{screen.begin}", wait_until="networkidle")
    if answer is None or not answer.ok:
        sys.exit(f"There is no page {screen.path} in site/: look at SCREENS.")
    if screen.begin and not page.locator(screen.begin).count():
        sys.exit(f"There is no {screen.begin} on {screen.path}: look at SCREENS.")
    png = page.screenshot()
    page.close()
    return png


def _papers() -> dict[str, bytes]:
    workspace, _ = read_workspace(ROOT)
    taken = {}
    with Press(house_folder() / "print") as press:
        for name, paper in PAPERS.items():
            (site,) = audience_sites(workspace, workspace.schools[paper.school], (paper.audience,))
            (source,) = (document for document in print_documents(site) if document.name == paper.name)
            taken[name] = press.pictures(source, PPI)[paper.page]
    return taken


def _together(browser: Browser, phone: bytes, paper: bytes) -> bytes:
    """Both side by side on a quiet ground."""
    page = browser.new_page(viewport={"width": 960, "height": 640})
    pictures = [f"data:image/png;base64,{base64.b64encode(png).decode()}" for png in (phone, paper)]
    page.set_content(
        "<style>body{margin:0;height:640px;display:flex;gap:56px;align-items:center;justify-content:center;"
        "background:#e7ecef}img{height:580px;box-shadow:0 2px 14px #0003;background:#fff}"
        "img:first-child{border:7px solid #222;border-radius:22px;height:560px}</style>"
        f'<img src="{pictures[0]}"><img src="{pictures[1]}">',
        wait_until="load",
    )
    png = page.screenshot()
    page.close()
    return png


def _save(browser: Browser, name: str, png: bytes) -> None:
    """Lets Chromium read the PNG file and draw a thin line around it, and saves its pixels small."""
    page = browser.new_page()
    width, height, pixels = page.evaluate(
        """async (text) => {
            const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + text)).blob());
            const canvas = new OffscreenCanvas(picture.width + 2, picture.height + 2);
            const pen = canvas.getContext('2d');
            pen.fillStyle = '#b8c4c8';
            pen.fillRect(0, 0, canvas.width, canvas.height);
            pen.drawImage(picture, 1, 1);
            const found = pen.getImageData(0, 0, canvas.width, canvas.height).data;
            let letters = '';
            for (let at = 0; at < found.length; at += 32768)
                letters += String.fromCharCode(...found.subarray(at, at + 32768));
            return [canvas.width, canvas.height, btoa(letters)];
        }""",
        base64.b64encode(png).decode(),
    )
    page.close()
    small = small_png(width, height, base64.b64decode(pixels))
    if len(small) >= LARGEST:
        sys.exit(f"{name}.png would have {len(small):,} bytes, {LARGEST:,} at most: take a smaller part of the page.")
    (PICTURES / f"{name}.png").write_bytes(small)
    print(f"docs/pictures/{name}.png  {width} x {height}, {len(small):,} bytes")


if __name__ == "__main__":
    main()
