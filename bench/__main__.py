"""`make bench`: measures one school against the bare engines, and writes bench/RESULTS.md."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import cases
from bench.cases import Places
from bench.measure import Job, Run, adopt_orphans, peak_together, side_by_side
from bench.report import Measured, report

ROUNDS = 5
RESULTS = cases.ROOT / "bench" / "RESULTS.md"


@dataclass(frozen=True, slots=True)
class Case:
    """Commands that are run two at a time, and the folders that they make."""

    name: str
    jobs: Sequence[Job]
    makes: Sequence[Path]


def main() -> None:
    """Prepares, measures in turns, writes the results."""
    os.chdir(cases.ROOT)
    adopt_orphans()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="policypress-bench-") as folder:
        places = Places(Path(folder).resolve())
        side_by_side([cases.preparation(places), *(cases.compose(places, audience) for audience in cases.AUDIENCES)])
        table = _cases(places)
        runs = _in_turns(table)
        sizes = tuple(cases.built_files(places))
        memory = {case.name: _memory(case) for case in table}
        stages = [_stages(places) for _ in range(ROUNDS)]
    text = report(Measured(runs, memory, stages, sizes, load))
    RESULTS.write_text(text, encoding="utf-8", newline="\n")
    print(text)


def _cases(places: Places) -> tuple[Case, ...]:
    web, paper, bare = cases.bare_web(places), cases.bare_print(places), (places.web, places.paper)
    return (
        Case("ours", [cases.ours(places)], [places.ours]),
        Case("bare together", [web, paper], bare),
        Case("bare apart", [paper, *cases.stock_mkdocs(places)], bare),
        Case("ours alone", [cases.ours(places, "--jobs", "1")], [places.ours]),
        Case("start", [Job("policypress --help", cases.policypress("--help"))], []),
        Case("check", [Job("policypress check", (*cases.policypress("check"), "--today", cases.TODAY))], []),
    )


def _in_turns(table: Sequence[Case]) -> dict[str, list[tuple[Run, dict[str, Run]]]]:
    """One case after the other, again and again, so that what else the machine does falls on all alike.

    The first turn warms the machine's file cache and is not counted.
    """
    runs: dict[str, list[tuple[Run, dict[str, Run]]]] = {case.name: [] for case in table}
    for turn in range(ROUNDS + 1):
        for case in table:
            _cold(case)
            run = side_by_side(case.jobs)
            if turn:
                runs[case.name].append(run)
    return runs


def _cold(case: Case) -> None:
    for folder in case.makes:
        shutil.rmtree(folder, ignore_errors=True)


def _memory(case: Case) -> int:
    """Peak bytes of the case, its processes together; measured apart from time, because looking costs time."""
    _cold(case)
    return peak_together(case.jobs[:2])


def _stages(places: Places) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.cases", "stages", str(places.root)]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


if __name__ == "__main__":
    main()
