"""A flow chart as an edition holds it: steps in the order in which they are numbered. All words are plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Only

StepKind = Only["question", "police", "safeguarding", "write", "ignore", "school", "head"]


@dataclass(frozen=True, slots=True)
class ChartAnswer:
    """An answer to a question, and the id of the step to which it leads."""

    says: str
    to: str


@dataclass(frozen=True, slots=True)
class ChartStep:
    """A question with its answers, or something to do: then `kind` says of what kind, and there are no answers.

    `see` are ids of clauses that say more.
    """

    id: str
    kind: StepKind
    text: str
    answers: tuple[ChartAnswer, ...] = ()
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A decision aid: it begins with the first of its steps, and each is reached from one before it."""

    id: str
    title: str
    steps: tuple[ChartStep, ...]
