"""The goals for many schools, with what was measured for each and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Figures
from bench.goals import Goal


def cold_goals(cold: Figures) -> Iterator[Goal]:
    """Web pages with cold caches against the peers."""
    name = f"web, {cold.counts['schools']:,} schools × 3 editions, cold"
    ours = cold.rate("ours", "pages")
    yield Goal(
        f"{name}: pages a second against Hugo",
        5,
        ours / cold.rate("hugo", "hugo pages"),
        " times",
        most=False,
        aim=10,
        why="Hugo is a compiled program and renders on both cores from its first moment, with a theme of five small "
        "files; ours reads and checks first, and its pages are Material’s, several times as large.",
    )
    yield Goal(
        f"{name}: pages a second against a loop of `mkdocs build`",
        100,
        ours / cold.rate("mkdocs", "mkdocs pages"),
        " times",
        most=False,
        aim=300,
        why="What is done once, whatever the number of schools, weighs more the fewer schools there are.",
    )
    yield from _copy_goals(name, cold)


def _copy_goals(name: str, cold: Figures) -> Iterator[Goal]:
    yield Goal(
        f"{name}: time against `cp -r` of the output, on disk",
        1.2,
        cold.ratio("ours", "cp"),
        " times",
        aim=0.7,
        why="Copying neither reads schools nor checks them, and leaves its files to the system to write some time "
        "later; ours reads, checks and composes first, and syncs its journal and its files to the disk.",
    )
    if cold.has("stamping"):
        yield Goal(
            "putting pages together in memory, against `cp -r` there",
            0.6,
            cold.ratio("stamping", "stamping, cp"),
            " times",
            why="Copying in memory costs what creating a file costs and hardly anything for its bytes; each of our "
            "pages is joined from hundreds of runs by Python first.",
        )


def rebuild_goals(found: Figures) -> Iterator[Goal]:
    """Builds after little or nothing has changed."""
    schools = f"{found.counts['schools']:,} schools"
    yield Goal(
        f"no change, {schools}",
        1,
        found.middle("nothing"),
        " s",
        why="Every input is read and hashed, because a time stamp may lie, and what earlier builds noted is read.",
    )
    yield Goal(
        f"one value of one school among {schools}",
        0.5,
        found.middle("value"),
        " s",
        why="Besides that school, everything is looked through as when nothing has changed.",
    )
    copying = found.middle("clause, cp")
    yield Goal(
        f"one clause read by {schools}, or 1.5 times copying the changed files ({1.5 * copying:.1f} s)",
        max(5, round(1.5 * copying, 2)),
        found.middle("clause"),
        " s",
        why=f"{found.counts['files, clause']:,} files change: each is put together anew, staged and renamed.",
    )


def paper_goals(paper: Figures) -> Iterator[Goal]:
    """PDFs against Typst and WeasyPrint."""
    yield Goal(
        "a PDF of the second school with the same clauses, against a bare Typst compile of the same source",
        1.0,
        paper.ratio("ours, second", "typst, single"),
        " times",
        why="Typst sets every page anew whose text differs in a letter, so that only reading the source can be saved.",
    )
    yield Goal(
        "a PDF against WeasyPrint, a process for each document",
        5,
        paper.ratio("weasyprint, cold", "ours, cold"),
        " times as fast",
        most=False,
        why="Starting Python and loading fonts is most of a process that presses one document, for both of them.",
    )
    yield Goal(
        "a PDF against WeasyPrint, in a warm process",
        10,
        paper.ratio("weasyprint, policies", "ours, policies"),
        " times as fast",
        most=False,
        why="Both have loaded everything by then; what is left is setting and writing tagged pages.",
    )


def growth_goals(memory: Figures, rebuilds: Figures) -> Iterator[Goal]:
    """How memory and MkDocs builds grow with schools."""
    yield Goal(
        f"memory at {memory.counts['many']:,} schools against {memory.counts['few']:,}",
        1.5,
        memory.counts["memory of many"] / memory.counts["memory of few"],
        " times",
        why="What is held for each school (its file’s values, the list of its files with their hashes) adds up.",
    )
    yield Goal(
        f"MkDocs builds at {rebuilds.counts['schools']:,} schools against {rebuilds.counts['few']:,}",
        1.5,
        rebuilds.counts["builds"] / rebuilds.counts["builds of few"],
        " times",
        why="A look of a page that no earlier school had is built once, and many schools have more looks than few.",
    )
