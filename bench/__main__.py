"""`make bench`, `python -m bench`: measures, writes bench/RESULTS.md and draws the charts of the guide.

With `--only` or `--schools` it is a trial: it writes to build/bench/ and leaves those alone.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench import (
    cold,
    comparing,
    costs,
    costs_report,
    governing,
    one_school,
    one_school_report,
    paper,
    print_costs,
    rebuilds,
    scale_report,
    serve_latency,
)
from bench.cases import ROOT
from bench.folder import Folder
from bench.machine import machine
from bench.measure import adopt_orphans
from bench.peers import tools
from bench.scale_report import Scale

PARTS = ("school", "scale", "print", "costs", "serve", "compare", "governors")
TRIALS = ROOT / "build" / "bench"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many schools each part takes."""

    cold: int = 300
    rebuilds: int = 1_000
    few: int = 10
    memory: tuple[int, int] = (100, 10_000)
    whole: int = 30
    costs: int = 100

    @classmethod
    def of(cls, schools: int) -> Sizes:
        """Of a trial with about `schools` schools."""
        few = max(2, schools // 3)
        return cls(schools, schools, min(10, few), (few, schools), few, max(few, 6))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, help="this part; may be given again")
    parser.add_argument("--schools", type=int, metavar="N", help="N schools in place of 300, 1,000 and 10,000")
    parser.add_argument("--memory", type=int, metavar="N", help="measure memory at N schools in place of 10,000")
    given = parser.parse_args()
    sizes = Sizes.of(given.schools) if given.schools else Sizes()
    if given.memory:
        sizes = replace(sizes, memory=(sizes.memory[0], given.memory))
    os.chdir(ROOT)
    adopt_orphans()
    if not set(given.only or PARTS) <= {"compare", "governors"}:
        tools.install()
    load = os.getloadavg()[0]
    TRIALS.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="work-", dir=TRIALS))  # on the same disk as what is measured otherwise
    try:
        text, pictures = _measured(given.only or PARTS, sizes, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _write("\n\n".join([_head(load), *text]) + "\n", pictures, trial=bool(given.only or given.schools))


def _measured(parts: Sequence[str], sizes: Sizes, work: Path) -> tuple[list[str], dict[str, str]]:
    """The parts of the page, and the charts."""
    text: list[str] = []
    if "school" in parts:
        text.append(one_school_report.report(one_school.measure(work / "school")))
    wanted = [part for part in ("scale", "print") if part in parts]
    scale = Scale()
    if "scale" in wanted:
        grown = rebuilds.memory(work / "memory", sizes.memory)
        changed = rebuilds.measure(work / "rebuilds", sizes.rebuilds, sizes.few)
        scale = Scale(cold.measure(work / "cold", sizes.cold), changed, grown)
    if "print" in wanted:
        scale = Scale(scale.cold, scale.rebuilds, scale.memory, paper.measure(work / "print", sizes.whole))
    text += [scale_report.report(scale)] if wanted else []
    if "costs" in parts:
        folder = Folder(work / "costs")
        folder.write(sizes.costs)
        text.append(costs_report.report(costs.measure(folder.workspace, folder.site)))
    if "print" in parts:
        text.append(print_costs.report(print_costs.measure(work / "paper")))
    if "serve" in parts:
        text.append(serve_latency.report(serve_latency.medians(sizes.rebuilds, work / "serve"), sizes.rebuilds))
    if "compare" in parts:
        text.append(comparing.report(comparing.measure()))
    if "governors" in parts:
        text.append(governing.report(governing.measure(work / "governors")))
    return text, scale_report.charts(scale)


def _head(load: float) -> str:
    lines = ["# How fast it is", "", "Written by `make bench`; do not edit.", ""]
    return "\n".join([*lines, *(f"- {name}: {value}" for name, value in machine(load))])


def _write(text: str, pictures: dict[str, str], trial: bool) -> None:
    results = TRIALS / "RESULTS.md" if trial else ROOT / "bench" / "RESULTS.md"
    results.write_text(text, encoding="utf-8", newline="\n")
    for name, picture in pictures.items():
        folder = TRIALS if trial else ROOT / "docs" / "pictures"
        (folder / name).write_text(picture, encoding="utf-8", newline="\n")
    print(text)


if __name__ == "__main__":
    main()
