"""`python -m bench.serve_latency`: how long it takes from saving a file until the preview has served the new page.

Starts `policypress serve` on invented schools, listens to its news as a browser does, saves a file and asks for the
page as soon as it is told. The page is the whole policy on one page, the longest there is.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bench.cases import ROOT
from bench.many import write_schools
from bench.rebuilds import CLAUSE

ROUNDS = 10
REST = 1.0
"""Seconds between two saves, so that the preview has begun to look for problems in all schools."""
READY = "Waiting for changes"
PAGE = "internal/{school}/staff/social-media/whole/"


@dataclass(frozen=True, slots=True)
class Save:
    """What is changed: `edit` takes the file's text and a number, and gives it back with `says` and that number."""

    name: str
    file: Path
    school: str
    says: str
    edit: Callable[[str, int], str]


class Reader(Protocol):
    """Whoever waits for the new page."""

    def open(self, school: str) -> None:
        """Looks at the page of a school before anything is saved."""

    def expect(self, text: str) -> None:
        """Learns what will come."""

    def wait(self) -> tuple[float, float]:
        """When news came and when a page with that text was there, as `time.time` counts."""


class Client:
    """Asks for the page as soon as the news come, and no more."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._news = urllib.request.urlopen(f"{address}_policypress/news", timeout=60)
        self._told()

    def open(self, school: str) -> None:
        """Gets the page once."""
        self._page = self._address + PAGE.format(school=school)
        self._get()

    def expect(self, text: str) -> None:
        """Remembers it."""
        self._wanted = text

    def wait(self) -> tuple[float, float]:
        """When the news came, and when the whole page had been received."""
        told = 0.0
        while True:
            self._told()
            told = told or time.time()
            if self._wanted in self._get():
                return told, time.time()

    def _told(self) -> None:
        for line in self._news:
            if line.startswith(b"data: "):
                return
        raise SystemExit("The preview has ended.")

    def _get(self) -> str:
        with urllib.request.urlopen(self._page, timeout=60) as answer:
            return str(answer.read().decode())


WATCH = """
new MutationObserver(() => {
  const { wanted, seen } = localStorage;
  const there = wanted && !seen && document.body?.textContent.includes(wanted);
  if (there) requestAnimationFrame(() => { localStorage.seen ||= Date.now(); });
}).observe(document, { subtree: true, childList: true, characterData: true });
"""
"""Notes in the browser when the wanted text is about to be drawn: who drives a browser hears of it much later."""


class Browser:
    """Chromium, with the page open: it hears the news, asks for the page, and draws what has changed."""

    def __init__(self, address: str, chromium: str) -> None:
        from playwright.sync_api import sync_playwright

        self._address = address
        self._started = sync_playwright().start()
        self._browser = self._started.chromium.launch(executable_path=chromium, chromium_sandbox=os.geteuid() != 0)
        self._page = self._browser.new_page()
        self._page.add_init_script(WATCH)

    def open(self, school: str) -> None:
        """Opens the page."""
        self._page.goto(self._address + PAGE.format(school=school))

    def expect(self, text: str) -> None:
        """Says what will come."""
        self._page.evaluate("text => { localStorage.wanted = text; delete localStorage.seen; }", text)

    def wait(self) -> tuple[float, float]:
        """When the text was drawn, twice."""
        self._page.wait_for_function("() => localStorage.seen", timeout=30_000, polling=50)
        seen = float(self._page.evaluate("localStorage.seen")) / 1000
        return seen, seen

    def close(self) -> None:
        """Ends Chromium."""
        self._browser.close()
        self._started.stop()


def seconds(reader: Reader, save: Save, number: int) -> tuple[float, float]:
    """From just before the file is written until the news, and until the page with the new text is there."""
    reader.expect(f"{save.says} {number}.")
    text = save.edit(save.file.read_text("utf-8"), number)
    started = time.time()
    save.file.write_text(text, "utf-8")
    told, shown = reader.wait()
    return told - started, shown - started


def saves(workspace: Path) -> list[Save]:
    """A clause of the library, a detail of one school, and a wording of another school's own."""
    own = min(workspace.glob("schools/*/clauses/*.md"))

    def after_heading(text: str, number: int) -> str:
        text = re.sub(r"\n\nThis is our text \d+\.", "", text)
        return re.sub(r"(?m)^(# Staff\n)", rf"\1\nThis is our text {number}.\n", text).replace("\n\n\n", "\n\n")

    def detail(text: str, number: int) -> str:
        return re.sub(r'(?m)^(  policies.photo_consent:) ".*"$', rf'\1 "photograph policy {number}."', text)

    def name(text: str, number: int) -> str:
        return re.sub(r'(?m)^name: ".*"$', f'name: "Example School number {number}."', text)

    school = "s00001"
    file = workspace / f"schools/{school}/school.yml"
    return [
        Save("a clause that all schools have", workspace / CLAUSE, school, "This is our text", after_heading),
        Save("a detail of one school", file, school, "photograph policy", detail),
        Save("the name of one school", file, school, "Example School number", name),
        Save("a wording of a school's own", own, own.parent.parent.name, "This is our text", after_heading),
    ]


@contextmanager
def started(workspace: Path, cache: Path) -> Iterator[str]:
    """The address of a preview of `workspace` that has looked at everything once."""
    environment = {**os.environ, "POLICYPRESS_CACHE": str(cache), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "generator", "serve", "--workspace", str(workspace)]
    since = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout
            address = ""
            for line in running.stdout:
                address = address or (re.search(r"http://\S+/", line) or [""])[0]
                if READY in line:
                    break
            print(f"Ready after {time.perf_counter() - since:.1f} s: {line.strip()}")
            yield address
        finally:
            running.terminate()


def medians(schools: int, folder: Path) -> dict[str, float]:
    """Milliseconds from a save in a folder of `schools` schools until a client has the new page, by kind of save."""
    workspace, cache = folder / "workspace", folder / "cache"
    write_schools(workspace, schools)
    found = {}
    with started(workspace, cache) as address:
        client = Client(address)
        for save in saves(workspace):
            client.open(save.school)
            found[save.name] = 1000 * statistics.median(_apart(client, save, number) for number in range(ROUNDS))
    return found


def _apart(reader: Reader, save: Save, number: int) -> float:
    time.sleep(REST)
    return seconds(reader, save, number)[1]


def report(found: dict[str, float], schools: int) -> str:
    """The part of the page on the preview."""
    rows = [f"| {name} | {milliseconds:.0f} |" for name, milliseconds in found.items()]
    lead = (
        f"`policypress serve` with {schools:,} schools: from a save until the new page has come; medians of {ROUNDS}."
    )
    goal = "The goal is 300 ms. The page is the whole policy on one page, the longest there is."
    return "\n".join(["## The preview", "", lead, goal, "", "| Saved | ms |", "|---|--:|", *rows])


def measure(reader: Reader, save: Save, numbers: Iterable[int]) -> None:
    """Saves again and again, and prints how long it took."""
    first = time.perf_counter()
    reader.open(save.school)
    took = 1000 * (time.perf_counter() - first)
    found = []
    for number in numbers:
        time.sleep(REST)
        found.append(seconds(reader, save, number))
    told, shown = (sorted(1000 * each for each in column) for column in zip(*found, strict=True))
    print(
        f"{type(reader).__name__}, {save.name}: median {statistics.median(shown):.0f} "
        f"({shown[0]:.0f} to {shown[-1]:.0f}), news {statistics.median(told):.0f}; opened in {took:.0f}"
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.serve_latency", description=__doc__)
    parser.add_argument("--schools", type=int, default=1000, metavar="N", help="1,000 without it")
    parser.add_argument("--browser", metavar="PATH", help="also in this Chromium, until the new text is to be seen")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="policypress-bench-") as folder:
        workspace = Path(folder) / "workspace"
        write_schools(workspace, given.schools)
        with started(workspace, Path(folder) / "cache") as address:
            print(f"{given.schools:,} schools, {ROUNDS} saves each, milliseconds from saving:")
            client = Client(address)
            for save in saves(workspace):
                measure(client, save, range(ROUNDS))
            if given.browser:
                browser = Browser(address, given.browser)
                for save in saves(workspace):
                    measure(browser, save, range(ROUNDS, 2 * ROUNDS))
                browser.close()


if __name__ == "__main__":
    main()
