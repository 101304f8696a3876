"""A flow chart in words: a numbered list, which is what a screen reader gets, and what large print prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.formats.plain_markdown import markdown_text
from generator.model.chart import Chart, ChartStep
from generator.model.text import Literal, Reference, Run, Runs
from generator.words.strings import say

_FEW = 2
"""Answers that stand in one line; more become a list."""


def chart_words(chart: Chart, language: str) -> Runs:
    """The steps of `chart` as a numbered list in the Markdown of the library."""
    numbers = {step.id: number for number, step in enumerate(chart.steps, start=1)}
    return tuple(run for step in chart.steps for run in _item(step, numbers, language))


def _item(step: ChartStep, numbers: Mapping[str, int], language: str) -> Iterator[Run]:
    number = numbers[step.id]
    answers = [
        f"{markdown_text(answer.says)}: {say('chart.go-on', language, number=str(numbers[answer.to]))}."
        for answer in step.answers
    ]
    few = len(answers) <= _FEW
    text = " ".join([markdown_text(step.text), *(answers if few else ())])
    yield Literal(f"{'' if number == 1 else chr(10)}{number}. {text}")
    yield from _references(step.see, language)
    if not few:
        yield Literal("".join(f"\n    - {answer}" for answer in answers))


def _references(see: tuple[str, ...], language: str) -> Iterator[Run]:
    for at, clause in enumerate(see):
        between = f" {say('chart.and', language)} " if at == len(see) - 1 else ", "
        yield Literal(between if at else f" {say('chart.see', language)} ")
        yield Reference(clause)
    if see:
        yield Literal(".")
