"""One school, web and PDFs, against the bare engines."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import cases
from bench.cases import Places
from bench.measure import Job, Run, peak_together, side_by_side
from bench.one_school_report import Measured

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """Commands that are run two at a time, and the folders that they make."""

    name: str
    jobs: Sequence[Job]
    makes: Sequence[Path]


def measure(folder: Path) -> Measured:
    """Prepares, and measures in turns; `folder` is an empty one to work in."""
    places = Places(folder)
    places.fill()
    side_by_side([cases.preparation(places), *(cases.compose(places, audience) for audience in cases.AUDIENCES)])
    table = _cases(places)
    runs = _in_turns(table)
    sizes = tuple(cases.built_files(places))
    memory = {case.name: _memory(case) for case in table}
    return Measured(runs, memory, [_stages(places) for _ in range(ROUNDS)], sizes)


def _cases(places: Places) -> tuple[Case, ...]:
    web, paper, bare = cases.bare_web(places), cases.bare_print(places), (places.web, places.paper)
    known = places.cache
    return (
        Case("ours", [cases.ours(places)], [places.ours, known]),
        Case("bare together", [web, paper], bare),
        Case("bare apart", [paper, *cases.stock_mkdocs(places)], bare),
        Case("ours alone", [cases.ours(places, "--jobs", "1")], [places.ours, known]),
        Case("start", [Job("policypress --help", cases.policypress("--help"))], []),
        Case("check", [cases.check(places)], [known]),
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
    command = [sys.executable, "-m", "bench.stages", str(places.root)]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
