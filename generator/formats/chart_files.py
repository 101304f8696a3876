"""Shape of the files of flow charts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.formats.file_model import FileModel, Id, Line


class AnswerEntry(FileModel):
    """An answer to a question."""

    says: Line
    to: Id = Field(description="The step to which it leads.")


class StepEntry(FileModel):
    """A question with its answers, or something to do."""

    question: Line | None = None
    answers: tuple[AnswerEntry, ...] = ()
    action: Line | None = None
    kind: Literal["police", "safeguarding", "write", "ignore", "school", "head"] | None = None
    see: tuple[Id, ...] = ()


class ChartFile(FileModel):
    """content/charts/<chart>.yml: a decision aid."""

    title: Line
    start: Id
    steps: dict[Id, StepEntry]
