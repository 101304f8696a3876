"""`python -m bench.costs WORKSPACE OUT`: what a page and a PDF cost, stage by stage, in one process without any cache.

Prints JSON: `seconds` of each stage, and `counts` of schools, pages, files, bytes and documents. It goes through public
functions in the order of a build; a build does the same in several processes, and leaves out what it knows already.
"""

from __future__ import annotations

import datetime
import gc
import hashlib
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.cases import TODAY
from bench.figures import Figures
from bench.measure import Job, alone
from bench.pages import Pages

PRINTED = 6
"""Schools whose documents are pressed."""
ROUNDS = 3


def measure(workspace: Path, out: Path) -> Figures:
    """Medians are taken of the samples of several processes, each of which goes through all stages once."""
    found = Figures()
    for _ in range(ROUNDS):
        said = json.loads(alone(Job("costs", (sys.executable, "-m", "bench.costs", str(workspace), str(out)))).said)
        found.take(said["seconds"])
        found.counts.update(said["counts"])
    return found


def main(workspace: Path, out: Path) -> None:
    """The process that is measured."""
    found = Figures()
    sites = _read(workspace, found)
    files = _pages(workspace, sites, found)
    _written(files, out, found)
    _printed(workspace, sites[: 3 * PRINTED], found)
    seconds = {name: samples[0] for name, samples in found.seconds.items()}
    print(json.dumps({"seconds": seconds, "counts": found.counts}))


@contextmanager
def _stage(name: str, found: Figures) -> Iterator[None]:
    gc.collect()
    since = time.perf_counter()
    yield
    found.add(name, time.perf_counter() - since)


def _read(workspace: Path, found: Figures) -> list[Any]:
    """Reads, checks and composes; before that the library is read and checked by itself."""
    from generator.compose.sites import audience_sites

    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder)
        shutil.copytree(workspace / "content", library / "content")
        shutil.copytree(workspace / "schools" / "groups", library / "schools" / "groups")
        shutil.copyfile(workspace / "mkdocs.yml", library / "mkdocs.yml")
        _checked(library, ", library", Figures())  # loads modules, which is no stage
        _checked(library, ", library", found)
    policies = _checked(workspace, "", found)
    with _stage("compose", found):
        sites = [site for _, school in sorted(policies.schools.items()) for site in audience_sites(policies, school)]
    found.counts.update({"schools": len(policies.schools), "editions": len(sites)})
    return sites


def _checked(workspace: Path, of: str, found: Figures) -> Any:
    from generator.checks import check_workspace
    from generator.library import read_workspace

    with _stage(f"read{of}", found):
        policies, _ = read_workspace(workspace)
    with _stage(f"check{of}", found):
        check_workspace(policies, datetime.date.fromisoformat(TODAY))
    return policies


def _pages(workspace: Path, sites: list[Any], found: Figures) -> dict[str, bytes]:
    from generator.library import read_workspace

    policies, _ = read_workspace(workspace)
    pages = Pages(workspace, policies.house)
    made: dict[str, bytes] = {}
    with _stage("prepare", found):
        pages.prepare(sites)
    with _stage("draft", found):
        drafts = [pages.drafted(site) for site in sites]
    with _stage("assemble", found):
        for drafted in drafts:
            made |= pages.files(drafted)
    found.counts["pages"] = sum(path.endswith(".html") for path in made)
    found.counts.update({"files": len(made), "bytes": sum(map(len, made.values())), "builds": pages.builds})
    return made


def _written(files: dict[str, bytes], out: Path, found: Figures) -> None:
    """Published as a build does, whole or not at all; then the same bytes hashed, and written with nothing else."""
    from generator.publish import Stage, output_folder

    for folder in (out, out.with_name("bare")):
        shutil.rmtree(folder, ignore_errors=True)
    with _stage("write", found), Stage(output_folder(out)) as stage:
        for path, content in files.items():
            stage.write(path, content)
        stage.commit()
    with _stage("hash only", found):
        for content in files.values():
            hashlib.sha256(content).digest()
    folders = {(out.with_name("bare") / path).parent for path in files}
    with _stage("write only", found):
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            with open(f"{out.with_name('bare')}/{path}", "wb") as file:
                file.write(content)


def _printed(workspace: Path, sites: list[Any], found: Figures) -> None:
    from generator.engines.typst_press import Press
    from generator.house_templates import laid_over
    from generator.render.print_source import print_documents

    with _stage("print: compose", found):
        sources = [source for site in sites for source in print_documents(site)]
    with Press(*laid_over(workspace, "print")) as press:
        press.press(sources[0])
        with _stage("print: press", found):
            size = sum(len(press.press(source)) for source in sources)
    found.counts.update({"documents": len(sources), "PDF bytes": size})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
