"""`python -m bench.stages FOLDER`: one school's build taken apart; prints JSON, the name of each stage → seconds."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.cases import SCHOOL, TODAY, Places
from bench.pages import Pages


def _stages(places: Places) -> None:
    """Prints how long each stage takes, one after the other in one process, as JSON: name → seconds."""
    clock = _Clock()
    from generator.pipeline.checking import check

    clock.lap("start Python, load our own modules")
    checked = check(places.workspace, date.fromisoformat(TODAY))
    clock.lap("read and check the whole policy folder")
    from generator.compose.sites import audience_sites

    sites = audience_sites(checked.workspace, checked.workspace.schools[SCHOOL])
    clock.lap("compose three editions")
    files = _engine_stages(clock, checked.workspace, places, sites)
    from generator.publish import Stage, output_folder

    with Stage(output_folder(places.ours)) as stage:
        for path, content in files.items():
            stage.write(path, content)
        stage.commit()
    clock.lap(f"publish {len(files)} files: stage, journal, rename")
    print(json.dumps(clock.laps))


def _engine_stages(clock: _Clock, workspace: Any, places: Places, sites: Any) -> dict[str, bytes]:
    from generator.engines.mkdocs_site import build_site

    clock.lap("load MkDocs, Material and Markdown")
    from generator.engines.stamp import stamp
    from generator.render.web import front_source

    pages = Pages(places.workspace, workspace.house)
    clock.lap("make the templates ready")
    made = _web_stages(clock, pages, sites) | _print_stages(clock, places, sites)
    for front in _fronts(sites):
        source = front_source(front)
        files = stamp(build_site(source, pages.house), source.results)
        made |= {f"{front.tree}/{path}": content for path, content in files.items()}
        clock.lap(f"web: front of the {front.tree} tree")
    return made


def _web_stages(clock: _Clock, pages: Pages, sites: Any) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    pages.prepare(sites)
    clock.lap("web: MkDocs, each wording and each look of a page")
    for site in sites:
        made |= pages.files(pages.drafted(site))
        clock.lap(f"web: put pages together, {site.audience} edition")
    return made


def _print_stages(clock: _Clock, places: Places, sites: Any) -> dict[str, bytes]:
    from generator.engines.typst_press import Press
    from generator.house_templates import laid_over
    from generator.render.print_source import print_documents

    made: dict[str, bytes] = {}
    with Press(*laid_over(places.workspace, "print")) as press:
        clock.lap("print: load Typst, make the press ready")
        for site in sites:
            documents = print_documents(site)
            clock.lap("print: render to JSON")
            folder = f"{site.place.tree}/{site.place.folder}/print"
            made |= {f"{folder}/{document.name}": press.press(document) for document in documents}
            clock.lap(f"print: Typst, {len(documents)} documents for {site.audience}")
    return made


def _fronts(sites: Any) -> Iterator[Any]:
    from generator.model.site import TREES, Front
    from generator.render.listing import front_entry

    for tree in TREES:
        held = tuple(site for site in sites if site.place.tree == tree)
        yield Front(tree, "", (front_entry(held),) if held else ())


class _Clock:
    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._since = _process_started()

    def lap(self, name: str) -> None:
        now = time.time()
        self.laps[name] = self.laps.get(name, 0.0) + now - self._since
        self._since = now


def _process_started() -> float:
    """When this process began, in seconds since the epoch: the time that Python needs to start counts."""
    import os

    fields = Path("/proc/self/stat").read_text("ascii").rpartition(")")[2].split()
    since_boot = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return time.time() - (time.clock_gettime(time.CLOCK_BOOTTIME) - since_boot)


if __name__ == "__main__":
    given = Places(Path(sys.argv[1]))
    if not given.workspace.exists():
        given.fill()
    _stages(given)
