"""What a page costs and where the floor is: the measurements in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Figures
from bench.goals import figure

MB = 1_000_000
_STAGES = (
    ("read", "read", "parse each school’s file with its line numbers, and the library once"),
    ("check", "check", "every rule on every school"),
    ("compose", "compose", "inherit, choose, number, and settle every value and reference"),
    ("prepare", "prepare", "MkDocs: each wording once, each look of a page once"),
    ("draft", "draft", "plan each page: its blocks, links, menu and contents"),
    ("assemble", "assemble", "join skeleton, parts and values to a page"),
    ("write", "write", "hash, stage, journal, rename"),
)


def report(costs: Figures) -> str:
    """The part of the page on costs."""
    counts = costs.counts
    lead = (
        f"One process without any cache takes {counts['schools']} schools with {counts['editions']} editions and "
        f"{counts['pages']:,} web pages through all stages, one after the other. Medians of three.\n"
        "A build does this with two processes, and leaves out what it has done before."
    )
    parts = [
        "## What a page costs, and where the floor is",
        lead,
        "\n".join(_table(costs)),
        *_web(costs),
        _floor(costs),
    ]
    return "\n\n".join([*parts, _paper(costs)])


def _page(costs: Figures, *names: str) -> float:
    """Microseconds that the stages cost for each web page."""
    return sum(costs.middle(name) for name in names) / costs.counts["pages"] * 1e6


def _table(costs: Figures) -> Iterator[str]:
    whole = sum(costs.middle(name) for name, _, _ in _STAGES)
    yield "| Stage | s | Share | A page, µs | What it does |"
    yield "|---|--:|--:|--:|---|"
    for name, words, does in _STAGES:
        seconds = costs.middle(name)
        yield f"| {words} | {seconds:.2f} | {seconds / whole:.0%} | {_page(costs, name):.0f} | {does} |"
    yield f"| together | {whole:.2f} | | {whole / costs.counts['pages'] * 1e6:.0f} | |"


def _web(costs: Figures) -> Iterator[str]:
    schools, builds, prepare = costs.counts["schools"], costs.counts["builds"], costs.middle("prepare")
    each = _page(costs, *(name for name, _, _ in _STAGES if name != "prepare"))
    read, check = (
        max(0.0, costs.middle(name) - costs.middle(f"{name}, library")) / schools * 1000 for name in ("read", "check")
    )
    yield (
        f"**What is done once.** {builds} MkDocs builds took {prepare:.1f} s, {prepare / builds * 1000:.0f} ms each.\n"
        f"Shared by {costs.counts['pages']:,} pages they come to {_page(costs, 'prepare'):.0f} µs a page.\n"
        "They do not grow with schools that look the same, so that more schools share them."
    )
    yield (
        f"**What grows with schools.** The other stages cost {each:.0f} µs a page.\n"
        f"Reading a school costs {read:.1f} ms and checking it {check:.1f} ms, whatever the number of its pages; the "
        f"library besides costs {costs.middle('read, library') + costs.middle('check, library'):.2f} s, once.\n"
        "All of it is known again by the hashes of files, so that only a first build pays for them."
    )


def _floor(costs: Figures) -> str:
    bare, hashing = _page(costs, "write only"), _page(costs, "hash only")
    staged, joined = _page(costs, "write"), _page(costs, "assemble")
    size = costs.counts["bytes"] / costs.counts["files"] / 1000
    return (
        f"**Where the floor is.** To create the same {costs.counts['files']:,} files of {size:.0f} kB on average, and "
        f"nothing else, costs {bare:.0f} µs a page in one process.\n"
        "That is the operating system’s price, which every program pays that writes a file for each page.\n"
        f"Hashing them costs {hashing:.0f} µs: without it a build could not tell what has changed.\n"
        f"Publishing them costs {staged:.0f} µs, {staged / (bare + hashing):.1f} times both together: a file gets two "
        "names one after the other, so that a build takes effect whole or not at all.\n"
        f"Joining a page costs {joined:.0f} µs: Python looks up its parts, escapes values and joins hundreds of runs.\n"
        f"So joining and publishing cost {joined + staged:.0f} µs a page. If joining cost nothing, and publishing no "
        f"more than files and hashes, {bare + hashing:.0f} µs would be left: nothing could make more than "
        f"{(joined + staged) / (bare + hashing):.1f} times as many pages."
    )


def _paper(costs: Figures) -> str:
    documents = costs.counts["documents"]
    compose = costs.middle("print: compose") / documents * 1000
    press = costs.middle("print: press") / documents * 1000
    page = _page(costs, *(name for name, _, _ in _STAGES)) / 1000
    return (
        f"**A PDF.** {documents} documents of several schools took {press:.0f} ms each in a warm press, and "
        f"{figure(compose)} ms to be written as JSON before: {press / (compose + press):.0%} of a PDF is Typst.\n"
        f"A PDF has {costs.counts['PDF bytes'] / documents / 1000:.0f} kB on average and costs as much as "
        f"{(compose + press) / page:.0f} web pages.\n"
        "Typst remembers what it has set as long as nothing changes that it depends on.\n"
        "A school’s name stands in running lines and sentences, so that lines and pages are set anew, and tags and "
        "fonts are written anew in any case.\n"
        "What lies below that floor is not to press at all: a PDF pressed before is known by the hash of its source."
    )
