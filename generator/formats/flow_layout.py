"""Where the boxes, words and arrows of a flow chart stand: the same for the same chart, whoever looks at it.

A question stands over, or beside, what its answers lead to. From a question that is answered with the next one below it
an arrow leads down; an answer that leads further away names the number of its step, so no two arrows ever cross.
All lengths are in units of the size of the letters; the origin is at the top left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.formats.letter_widths import Font, lines_of, width_of
from generator.model.chart import Chart, ChartStep, StepKind

LINE = 1.28
"""From one line of words to the next."""
_PAD = 0.6
_ICON = 1.9
_GAP = 1.0
_LABEL = 0.35
"""Between an answer and its box."""
_INDENT = 2.0
_GUTTER = 3.4
_QUESTIONS = 0.42
"""The part of the width that questions take where they stand beside what they lead to."""

PRINTED_SIZE = 10.0
"""Points of letters on A4."""
PRINTED_WIDTH = 443.0
"""Points between where numbers hang and the right margin of A4, as the house templates have them, a little less."""
PRINTED_TALLEST = 630.0
"""Points that a chart may take on a page of A4, its title above it."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A step in its frame: top left corner, size, and lines of words; `go` names the number of a step elsewhere."""

    x: float
    y: float
    width: float
    height: float
    kind: StepKind | str
    lines: tuple[str, ...]

    @property
    def words_at(self) -> float:
        """Where its words begin, from the left."""
        return self.x + _PAD + (0 if self.kind in ("question", "go") else _ICON)


@dataclass(frozen=True, slots=True)
class Label:
    """An answer: where its first line begins (the top of its letters), and its lines."""

    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A flow chart laid out. Each arrow is a line through points, with its head at the last."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    arrows: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a chart is drawn on: so many letters' `width`, in whose `font` words are measured.

    With `beside` what a question leads to stands beside it, else below it and further in.
    """

    width: float
    beside: bool
    font: Font = "paper"


def drawing(chart: Chart, sheet: Sheet, go_to: str) -> Drawing:
    """`chart` as it is drawn on `sheet`; `go_to` is “Go to {number}” in the chart's language."""
    width = sheet.width
    layout = _Layout(chart, sheet, go_to)
    for step in layout.questions:
        layout.question(step)
    if not layout.questions:
        layout.place(chart.steps[0], 0, width)
    return Drawing(width, layout.bottom, tuple(layout.boxes), tuple(layout.labels), tuple(layout.arrows))


def printed(chart: Chart, go_to: str) -> Drawing:
    """`chart` as it is printed on A4."""
    return drawing(chart, Sheet(PRINTED_WIDTH / PRINTED_SIZE - 0.2, beside=True), go_to)


class _Layout:
    """Grows downwards, a question at a time; `bottom` is where the next one begins."""

    def __init__(self, chart: Chart, sheet: Sheet, go_to: str) -> None:
        self._steps = {step.id: step for step in chart.steps}
        self._numbers = {step.id: number for number, step in enumerate(chart.steps, start=1)}
        self._width, self._beside, self._font, self._go_to = sheet.width, sheet.beside, sheet.font, go_to
        self.questions = [step for step in chart.steps if step.answers]
        self.bottom = 0.0
        self.boxes: list[Box] = []
        self.labels: list[Label] = []
        self.arrows: list[tuple[Point, ...]] = []

    def place(self, step: ChartStep, x: float, width: float) -> Box:
        """The box of `step` at the bottom, which moves below it."""
        room = width - 2 * _PAD - (0 if step.answers else _ICON)
        return self._box(step.kind, lines_of(f"{self._numbers[step.id]}. {step.text}", room, self._font), x, width)

    def _box(self, kind: StepKind | str, lines: tuple[str, ...], x: float, width: float) -> Box:
        box = Box(x, self.bottom, width, len(lines) * LINE + 2 * _PAD, kind, lines)
        self.boxes.append(box)
        self.bottom += box.height
        return box

    def question(self, step: ChartStep) -> None:
        """The question, what its answers lead to, and the way to the next question."""
        top = self.bottom
        width = round((self._width - _GUTTER) * _QUESTIONS, 2) if self._beside else self._width
        box = self.place(step, 0, width)
        after = self._next(step)
        down = [answer.says for answer in step.answers if answer.to == after]
        aside = list(self._aside(step, after))
        ends = self.bottom
        if aside and self._beside:
            self.bottom = top
            self._rows(aside, (width + _GUTTER, width + _GUTTER * 0.45), box)
        elif aside:
            self.bottom += _GAP * 0.6
            self._rows(aside, (_INDENT, _INDENT * 0.4), box)
        if down:
            self._down(box, down, ends)
        elif after:
            self.bottom = max(self.bottom, ends) + _GAP
        else:
            self.bottom = max(self.bottom, ends)

    def _next(self, step: ChartStep) -> str:
        """The id of the question after `step`, or ""."""
        at = self.questions.index(step) + 1
        return self.questions[at].id if at < len(self.questions) else ""

    def _aside(self, step: ChartStep, after: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each step to which answers lead, but for the next question, with those answers."""
        for target in dict.fromkeys(answer.to for answer in step.answers if answer.to != after):
            yield target, tuple(answer.says for answer in step.answers if answer.to == target)

    def _rows(self, aside: list[tuple[str, tuple[str, ...]]], across: Point, box: Box) -> None:
        """What stands aside, at the first of `across`, with arrows along a line that goes down at the second."""
        x, line = across
        width = self._width - x
        alone = len(aside) == 1
        start: Point = (line, box.y + box.height)
        for number, (target, says) in enumerate(aside):
            self.bottom += _GAP if number else 0
            short = self._beside and alone and len(says) == 1 and width_of(says[0], self._font) < _GUTTER - 1.4
            if not short:
                self._label(says, x, width)
            step = self._steps[target]
            made = self._box("go", (self._go(target),), x, width) if step.answers else self.place(step, x, width)
            middle = made.y + made.height / 2
            if self._beside and not number:
                middle = min(max(middle, box.y + LINE), box.y + box.height - _PAD) if short else middle
                start = (box.width, min(max(middle, box.y + _PAD), box.y + box.height - _PAD))
            if short:
                self.labels.append(Label(box.width + 0.35, start[1] - LINE, says))
            self.arrows.append(_elbow(start, line, (x, middle)))

    def _go(self, target: str) -> str:
        return self._go_to.format(number=self._numbers[target])

    def _label(self, says: tuple[str, ...], x: float, width: float) -> None:
        lines = tuple(line for answer in says for line in lines_of(answer, width, self._font))
        self.labels.append(Label(x, self.bottom, lines))
        self.bottom += len(lines) * LINE + _LABEL

    def _down(self, box: Box, says: list[str], ends: float) -> None:
        """An arrow from the question to the next one, the answers beside it."""
        x = _INDENT * 0.4
        begins = ends if self._beside else max(self.bottom + _GAP * 0.8 if self.bottom > ends else ends, ends)
        label = begins + _GAP * 0.4
        lines = tuple(line for answer in says for line in lines_of(answer, box.width - _INDENT, self._font))
        self.labels.append(Label(_INDENT, label, lines))
        to = max(self.bottom + (_GAP if self._beside else 0), label + len(lines) * LINE + _GAP * 0.6)
        self.arrows.append(((x, ends), (x, to)))
        self.bottom = to


def _elbow(start: Point, line: float, end: Point) -> tuple[Point, ...]:
    """A way from `start` to `end` that goes down at `line` only, without points that change nothing."""
    if abs(start[1] - end[1]) < 0.01:
        return ((start[0], end[1]), end)
    points = [start, (line, start[1]), (line, end[1]), end]
    return tuple(point for at, point in enumerate(points) if not at or point != points[at - 1])
