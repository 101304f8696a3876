"""The file of a flow chart."""

from __future__ import annotations

from generator.formats.chart_files import ChartFile, StepEntry
from generator.formats.file_model import read_model
from generator.model.chart import ChartAnswer, ChartStep
from generator.model.library import LibraryChart
from generator.problems import Location, Problem


def read_chart(text: str, path: str, chart_id: str) -> tuple[LibraryChart | None, tuple[Problem, ...]]:
    """A flow chart; None when it cannot be read, or a step is neither a question nor something to do."""
    read, problems = read_model(ChartFile, text, path)
    if read is None:
        return None, problems
    model, tree = read
    places = {name: tree.where("steps", name) for name in model.steps}
    faults = tuple(fault for name, step in model.steps.items() for fault in _faults(name, step, places[name]))
    if faults:
        return None, faults
    steps = {name: _step(name, step) for name, step in model.steps.items()}
    return LibraryChart(chart_id, model.title, model.start, steps, places, tree.where("start")), ()


def _faults(name: str, step: StepEntry, where: Location) -> tuple[Problem, ...]:
    if step.question and not step.action and not step.kind and len(step.answers) > 1:
        return ()
    if step.action and not step.question and step.kind and not step.answers:
        return ()
    message = f"the step “{name}” is neither a question with two answers or more nor something to do"
    hint = "Give it `question:` and `answers:`, or `action:` and `kind:`."
    return (Problem("chart-step-shape", where, message, hint),)


def _step(name: str, step: StepEntry) -> ChartStep:
    answers = tuple(ChartAnswer(answer.says, answer.to) for answer in step.answers)
    return ChartStep(name, step.kind or "question", step.question or step.action or "", answers, step.see)
