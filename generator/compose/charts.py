"""Flow charts as editions hold them: steps in the order of the way through, references as far as they lead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from generator.model.chart import Chart, ChartStep
from generator.model.library import LibraryChart


def edition_chart(chart: LibraryChart, held: Collection[str]) -> Chart:
    """`chart` for an edition that holds the clauses `held`.

    A reference to another clause is left out: charts are shared by editions and outlines, and no sentence breaks.
    """
    steps = (chart.steps[name] for name in way_through(chart.start, chart.steps))
    shown = (replace(step, see=tuple(clause for clause in step.see if clause in held)) for step in steps)
    return Chart(chart.id, chart.title, tuple(shown))


def named_by(chart: LibraryChart) -> frozenset[str]:
    """Ids of the clauses to which `chart` refers."""
    return frozenset(clause for step in chart.steps.values() for clause in step.see)


def way_through(start: str, steps: Mapping[str, ChartStep]) -> tuple[str, ...]:
    """Ids of all steps that are reached: after a question what its answers ask to do, then further questions."""
    found: dict[str, None] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in found or name not in steps:
            continue
        found[name] = None
        targets = dict.fromkeys(answer.to for answer in steps[name].answers if answer.to in steps)
        found.update((target, None) for target in targets if not steps[target].answers)
        waiting += reversed([target for target in targets if steps[target].answers])
    return tuple(found)


def circles(steps: Mapping[str, ChartStep]) -> Iterator[str]:
    """Ids of steps from which answers lead back to themselves."""
    leading = {name: {answer.to for answer in step.answers} & steps.keys() for name, step in steps.items()}
    ends = {name for name, targets in leading.items() if not targets}
    while ends:
        leading = {name: targets - ends for name, targets in leading.items() if name not in ends}
        ends = {name for name, targets in leading.items() if not targets}
    reached = {name: _reached(name, leading) for name in leading}
    yield from (name for name in leading if name in reached[name])


def _reached(start: str, leading: Mapping[str, Collection[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(leading[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += leading.get(name, ())
    return found
