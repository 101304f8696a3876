"""One school: the measurements as a part of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.measure import Run

RATIO, SECONDS, MEMORY = 1.5, 3.0, 300_000_000
MB = 1_000_000
Rounds = Sequence[tuple[Run, Mapping[str, Run]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured: rounds and peak memory by case, seconds by stage, (audience, pages bare, pages ours)."""

    runs: Mapping[str, Rounds]
    memory: Mapping[str, int]
    stages: Sequence[Mapping[str, float]]
    sizes: Sequence[tuple[str, int, int]]

    def wall(self, case: str) -> float:
        """Median seconds from start to end."""
        return median(whole.wall for whole, _ in self.runs[case])

    def cpu(self, case: str) -> float:
        """Median seconds of processor time."""
        return median(whole.cpu for whole, _ in self.runs[case])

    def largest(self, case: str) -> float:
        """Median bytes of the largest process."""
        return median(whole.largest for whole, _ in self.runs[case])

    def each(self, case: str) -> Iterator[tuple[str, float, float]]:
        """For each command of a case: its name, median wall and processor time."""
        for name in self.runs[case][0][1]:
            runs = [each[name] for _, each in self.runs[case]]
            yield name, median(run.wall for run in runs), median(run.cpu for run in runs)


def report(measured: Measured) -> str:
    """The part of the page on one school."""
    lead = "Three editions, web and all PDFs, cold, against the bare engines with the same input."
    parts = ("## One school", lead, _goals(measured), _table(measured), _parts(measured), _profile(measured), _HOW)
    return "\n\n".join(parts)


def _goals(measured: Measured) -> str:
    wall = measured.wall("ours")
    together, apart = wall / measured.wall("bare together"), wall / measured.wall("bare apart")
    cpu = measured.cpu("ours") / measured.cpu("bare together")
    memory = measured.memory["ours"]
    rows = [
        ("time on two cores", f"{SECONDS:.0f} s", f"{wall:.2f} s", wall <= SECONDS),
        ("time against bare engines, one process each", f"{RATIO} times", f"{together:.2f} times", together <= RATIO),
        ("time against bare engines, a process a project", f"{RATIO} times", f"{apart:.2f} times", apart <= RATIO),
        ("processor time against bare engines, one process each", f"{RATIO} times", f"{cpu:.2f} times", cpu <= RATIO),
        ("peak memory, all processes", f"{MEMORY / MB:.0f} MB", f"{memory / MB:.0f} MB", memory <= MEMORY),
    ]
    lines = ["| Goal | At most | Measured | |", "|---|--:|--:|---|"]
    lines += [f"| {name} | {most} | {got} | {'met' if met else '**falls short**'} |" for name, most, got, met in rows]
    short = [name for name, _, _, met in rows if not met]
    last = f"What falls short: {'; '.join(short)}." if short else "Nothing falls short."
    return "\n".join(["### Goals", "", *lines, "", last])


_NAMES = {
    "ours": "`policypress build --school forge`",
    "bare together": "bare engines: MkDocs one process, Typst one process, side by side",
    "bare apart": "bare engines: stock `mkdocs build` three times, Typst one process, two at a time",
    "ours alone": "`policypress build --school forge --jobs 1`",
    "start": "`policypress --help`",
    "check": "`policypress check`",
}


def _table(measured: Measured) -> str:
    lines = [
        "| | Wall, s | Processor, s | Largest process, MB | All processes at their peak, MB |",
        "|---|--:|--:|--:|--:|",
    ]
    for case, name in _NAMES.items():
        figures = f"{measured.wall(case):.2f} | {measured.cpu(case):.2f} | {measured.largest(case) / MB:.0f}"
        lines.append(f"| {name} | {figures} | {measured.memory[case] / MB:.0f} |")
    spread = [whole.wall for whole, _ in measured.runs["ours"]]
    last = f"The five runs of the first row took {min(spread):.2f} to {max(spread):.2f} s."
    return "\n".join(["### Whole commands", "", "Medians of five.", "", *lines, "", last])


def _parts(measured: Measured) -> str:
    lines = ["| Bare process | Wall, s | Processor, s |", "|---|--:|--:|"]
    for case in ("bare together", "bare apart"):
        for name, wall, cpu in measured.each(case):
            how = "one process each" if case == "bare together" else "a process a project"
            lines.append(f"| {name} ({how}) | {wall:.2f} | {cpu:.2f} |")
    pages = [f"{audience} {bare} against {ours}" for audience, bare, ours in measured.sizes]
    note = (
        f"Pages, bare against ours: {', '.join(pages)}; each bare site has a 404 page of its own.\n"
        "Ours makes two front sites besides, with the shared assets and one 404 page each."
    )
    same = "Every PDF of ours has the same bytes as the bare one."
    return "\n".join(["### The bare engines", "", *lines, "", note, same])


def _profile(measured: Measured) -> str:
    names = list(measured.stages[0])
    figures = {name: median(stages[name] for stages in measured.stages) for name in names}
    whole = sum(figures.values())
    lines = ["| Stage | s | Share |", "|---|--:|--:|"]
    lines += [f"| {name} | {seconds:.3f} | {seconds / whole:.0%} |" for name, seconds in figures.items()]
    lines.append(f"| together | {whole:.3f} | |")
    lead = "One process does everything in turn; medians of five. A build shares the work between two processes."
    return "\n".join(["### Where the time goes", "", lead, "", *lines])


_HOW = """\
### What was measured, and how

- Whole processes, from their start to their end as the terminal sees it.
  Cases take turns, so that what else the machine does falls on all alike.
  A first turn warms the machine’s file cache and is not counted.
- Cold: nothing of an earlier build is there, and no cache of ours.
  Python’s compiled modules are there, as after any first run.
- The plain projects come from `policypress compose`.
  Stock MkDocs builds them with the same theme and templates.
- The bare process for paper compiles the same templates with the same JSON, all documents with one compiler.
- Bare processes run two at a time, because ours uses two cores too.
- Processor time counts all children and grandchildren.
- Memory of all processes is their proportional set size, looked at every 10 ms in runs of their own.
  A page that two processes share counts once."""
