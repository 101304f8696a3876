"""Sentences with their values set in: which words then stand side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.checks.authored import Authored
from generator.formats.expressions import Expression, evaluate, namespace, parse_expression
from generator.formats.filters import FilterError
from generator.model.text import Hole, Literal
from generator.model.workspace import Given, Text

_LAST_WORD = re.compile(r"([\w’'-]+)[ \n]$")
_FIRST_WORD = re.compile(r"^[ \n]([\w’'-]+)")


@dataclass(frozen=True, slots=True)
class Joint:
    """Where literal text and a result meet: the last word before the hole and the first after it ("" at an edge)."""

    before: str
    key: str
    after: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A joint with the result that stands there, the text around it, and the value from which the result is made."""

    joint: Joint
    result: str
    text: Authored
    given: Given


def joints(text: Text) -> Iterator[Joint]:
    """All places of `text` where a result has a word beside it."""
    runs = text.runs
    for index, run in enumerate(runs):
        if isinstance(run, Hole):
            before = runs[index - 1] if index else None
            after = runs[index + 1] if index + 1 < len(runs) else None
            last = _LAST_WORD.search(before.text) if isinstance(before, Literal) else None
            first = _FIRST_WORD.search(after.text) if isinstance(after, Literal) else None
            if last or first:
                yield Joint(last.group(1) if last else "", run.key, first.group(1) if first else "")


def filled(
    texts: Iterable[Authored], values: Mapping[str, Given], joints_of: Callable[[Authored], tuple[Joint, ...]]
) -> Iterator[Filled]:
    """Each joint once, with its result; those without a value or of a list are left out."""
    first = {joint: text for text in reversed(tuple(texts)) for joint in joints_of(text)}
    results = _Results(values)
    for joint, text in first.items():
        result = results.of(joint.key)
        if result is not None:
            yield Filled(joint, result[0], text, result[1])


class _Results:
    """Results of a school's expressions, each evaluated once."""

    def __init__(self, values: Mapping[str, Given]) -> None:
        self._values = values
        self._names: Mapping[str, Any] = namespace({name: given.value for name, given in values.items()})
        self._known: dict[str, tuple[str, Given] | None] = {}

    def of(self, key: str) -> tuple[str, Given] | None:
        if key not in self._known:
            expression = parse_expression(key)
            given = self._values.get(expression.variable) if isinstance(expression, Expression) else None
            self._known[key] = self._result(expression, given) if given and isinstance(expression, Expression) else None
        return self._known[key]

    def _result(self, expression: Expression, given: Given) -> tuple[str, Given] | None:
        if not expression.filters:
            return (given.value, given) if isinstance(given.value, str) else None
        try:
            result = evaluate(expression, self._names)
        except FilterError:
            return None
        return (result, given) if isinstance(result, str) and result else None
