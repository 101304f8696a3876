"""What is measured, and the bare engines that it is measured against.

`python -m bench.cases prepare|web|print|stages …` are the processes that the benchmark starts. The bare ones, `web` and
`print`, import nothing of Policypress: they do what anybody would who calls the engine for the same input.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bench.measure import Job

ROOT = Path(__file__).resolve().parent.parent
SCHOOL = "forge"
POLICY = "social-media"
AUDIENCES = ("staff", "pupil", "parent")
TODAY = "2026-11-20"


@dataclass(frozen=True, slots=True)
class Places:
    """Where a benchmark's input and output stand, in a temporary folder of its own."""

    root: Path

    def project(self, audience: str) -> Path:
        """The plain MkDocs project of an audience."""
        return self.root / "plain" / audience

    @property
    def documents(self) -> Path:
        """Templates, fonts, and a folder for each document."""
        return self.root / "documents"

    @property
    def web(self) -> Path:
        """What bare MkDocs makes."""
        return self.root / "bare-web"

    @property
    def paper(self) -> Path:
        """What bare Typst makes."""
        return self.root / "bare-print"

    @property
    def ours(self) -> Path:
        """What `policypress build` makes."""
        return self.root / "site"

    def empty(self) -> None:
        """Cold: nothing of an earlier run is left."""
        for folder in (self.web, self.paper, self.ours):
            shutil.rmtree(folder, ignore_errors=True)


def policypress(*words: str) -> tuple[str, ...]:
    """A command of ours, by the program that users run."""
    return str(Path(sys.executable).with_name("policypress")), *words


def ours(places: Places, *more: str) -> Job:
    """One school: three editions, web and all PDFs."""
    words = policypress("build", "--workspace", str(ROOT), "--out", str(places.ours), "--today", TODAY)
    return Job("policypress build --school forge", (*words, "--school", SCHOOL, *more))


def compose(places: Places, audience: str) -> Job:
    """Writes the plain project."""
    words = policypress("compose", SCHOOL, audience, "--policy", POLICY, "--out", str(places.project(audience)))
    return Job(f"compose {audience}", (*words, "--workspace", str(ROOT), "--today", TODAY))


def stock_mkdocs(places: Places) -> list[Job]:
    """A stock `mkdocs build` for each of the plain projects, each a process."""
    mkdocs = str(Path(sys.executable).with_name("mkdocs"))
    build = (mkdocs, "build", "--strict", "--quiet")
    return [
        Job(
            f"mkdocs build, {audience}",
            (*build, "-f", str(places.project(audience) / "mkdocs.yml"), "-d", str(places.web / audience)),
        )
        for audience in AUDIENCES
    ]


def bare_web(places: Places) -> Job:
    """The same three projects in one process."""
    return Job("MkDocs, one process", (sys.executable, "-m", "bench.cases", "web", str(places.root)))


def bare_print(places: Places) -> Job:
    """The same documents in one process."""
    return Job("Typst, one process", (sys.executable, "-m", "bench.cases", "print", str(places.root)))


def preparation(places: Places) -> Job:
    """Writes the documents' JSON, templates and fonts where the bare process reads them."""
    return Job("prepare", (sys.executable, "-m", "bench.cases", "prepare", str(places.root)))


# ---- the processes themselves ----------------------------------------------------------------------------------------


def _web(places: Places) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.config.defaults import MkDocsConfig

    for audience in AUDIENCES:
        plugins: Any = MkDocsConfig.plugins
        plugins.plugin_cache.clear()  # else the three sites share one search index
        file, out = str(places.project(audience) / "mkdocs.yml"), str(places.web / audience)
        config = load_config(file, site_dir=out, strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()


def _print(places: Places) -> None:
    import typst

    paper = places.documents / "paper"
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(places.documents / "fonts")]
    )
    compiler = typst.Compiler(root=str(paper), font_paths=fonts, ignore_system_fonts=True)
    for document in json.loads((places.documents / "list.json").read_text("utf-8")):
        for file in (places.documents / "of" / document["folder"]).iterdir():
            shutil.copyfile(file, paper / file.name)
        pdf = compiler.compile(
            input=str(paper / document["template"]),
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime.fromisoformat(document["date"]).replace(tzinfo=UTC),
        )
        out = places.paper / document["folder"]
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(pdf)


def _prepare(places: Places) -> None:
    """Lays out the documents as a template author would: templates, JSON, pictures."""
    from generator.formats.glyphs import font_files
    from generator.render.print_source import print_documents

    paper, fonts = places.documents / "paper", places.documents / "fonts"
    for folder in (paper, fonts):
        folder.mkdir(parents=True)
    for file in (ROOT / "overrides" / "print").glob("*.typ"):
        shutil.copyfile(file, paper / file.name)
    for file in font_files():
        shutil.copyfile(file, fonts / file.name)
    listed = []
    for site in _sites():
        for source in print_documents(site):
            folder = places.documents / "of" / site.audience / source.name
            folder.mkdir(parents=True)
            (folder / "content.json").write_text(source.content, encoding="utf-8")
            (folder / "values.json").write_text(source.values, encoding="utf-8")
            for name, content in source.files:
                (folder / name).write_bytes(content)
            name = f"{site.audience}/{source.name}"
            listed.append({"folder": name, "template": source.template, "date": source.date})
    (places.documents / "list.json").write_text(json.dumps(listed), encoding="utf-8")


def _sites() -> Any:
    from generator.compose.sites import audience_sites
    from generator.library import read_workspace

    workspace, _ = read_workspace(ROOT)
    return audience_sites(workspace, workspace.schools[SCHOOL])


def _stages(places: Places) -> None:
    """Prints how long each stage takes, one after the other in one process, as JSON: name → seconds."""
    clock = _Clock()
    from generator.pipeline.checking import check

    clock.lap("start Python, load our own modules")
    checked = check(ROOT, date.fromisoformat(TODAY))
    clock.lap("read and check the whole policy folder")
    from generator.compose.sites import audience_sites

    sites = audience_sites(checked.workspace, checked.workspace.schools[SCHOOL])
    clock.lap("compose three editions")
    files = _engine_stages(clock, checked.workspace, sites)
    from generator.publish import Stage, output_folder

    with Stage(output_folder(places.ours)) as stage:
        for path, content in files.items():
            stage.write(path, content)
        stage.commit()
    clock.lap(f"publish {len(files)} files: stage, journal, rename")
    print(json.dumps(clock.laps))


def _engine_stages(clock: _Clock, workspace: Any, sites: Any) -> dict[str, bytes]:
    from generator.engines.mkdocs_site import build_site

    clock.lap("load MkDocs, Material and Markdown")
    from generator.engines.house import read_house
    from generator.engines.stamp import stamp
    from generator.engines.typst_press import Press
    from generator.house_templates import laid_over
    from generator.render.print_source import print_documents
    from generator.render.web import audience_source, front_source

    clock.lap("load Typst and the rest")
    house, press = read_house(laid_over(ROOT, "web"), workspace.house), Press(*laid_over(ROOT, "print"))
    clock.lap("make the templates and the press ready")
    made: dict[str, bytes] = {}

    def website(source: Any, folder: str, name: str) -> None:
        clock.lap("web: render to Markdown with marks")
        built = build_site(source, house)
        clock.lap(f"web: MkDocs, {name}")
        made.update({f"{folder}/{path}": content for path, content in stamp(built, source.results).items()})
        clock.lap("web: stamp")

    for site in sites:
        folder = f"{site.place.tree}/{site.place.folder}"
        website(audience_source(site), folder, f"{site.audience} edition")
        documents = print_documents(site)
        clock.lap("print: render to JSON")
        made.update({f"{folder}/print/{document.name}": press.press(document) for document in documents})
        clock.lap(f"print: Typst, {len(documents)} documents for {site.audience}")
    for front in _fronts(sites):
        website(front_source(front), front.tree, f"front of the {front.tree} tree")
    press.close()
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


def built_files(places: Places) -> Iterator[tuple[str, int, int]]:
    """For each audience: its name, and the pages of the bare site and of ours. Ends the program when a PDF differs."""
    for audience in AUDIENCES:
        (mine,) = places.ours.glob(f"*/{SCHOOL}/{audience}")
        for pdf in (places.paper / audience).glob("*.pdf"):
            if pdf.read_bytes() != (mine / "print" / pdf.name).read_bytes():
                raise SystemExit(f"{audience}/{pdf.name} is not what the bare engine makes of the same source.")
        yield audience, len(list((places.web / audience).rglob("*.html"))), len(list(mine.rglob("*.html")))


_STEPS: dict[str, Callable[[Places], None]] = {"prepare": _prepare, "web": _web, "print": _print, "stages": _stages}

if __name__ == "__main__":
    _STEPS[sys.argv[1]](Places(Path(sys.argv[2])))
