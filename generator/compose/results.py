"""Results of expressions: the only place where a school's values enter an edition, and they stay in its table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.formats.expressions import Expression, evaluate, namespace, parse_expression
from generator.formats.filters import article, possessive
from generator.model.edition import Blank, Result
from generator.model.text import Hole, Literal, Run, Runs
from generator.model.workspace import Given, Variable

_INDEX = re.compile(r"^(?P<key>.*)\[(?P<index>\d+)\]$")


class Results:
    """Evaluates the holes of one edition and keeps the table of their results.

    `values` are the school's settled values; a declared detail without one becomes a blank when `blanks` allows it.
    """

    def __init__(self, variables: Mapping[str, Variable], values: Mapping[str, Given], blanks: bool) -> None:
        self._variables = variables
        self._values = {name: given.value for name, given in values.items()}
        self._names: Mapping[str, Any] = namespace(self._values)
        self._blanks_allowed = blanks
        self._table: dict[str, Result] = {}
        self._blank_names: dict[str, None] = {}

    def table(self) -> tuple[tuple[str, Result], ...]:
        """Every key that was met, sorted, with its result."""
        return tuple(sorted(self._table.items()))

    def blanks(self) -> tuple[Blank, ...]:
        """The details left blank, in the order in which they were met."""
        return tuple(
            Blank(name, self._variables[name].blank, self._variables[name].question) for name in self._blank_names
        )

    def settle(self, runs: Runs) -> Runs:
        """`runs` with each hole of a list or of paragraphs spread over one hole an element, and all evaluated.

        A list that stands alone in a paragraph becomes a bullet list, paragraphs become paragraphs.
        """
        settled: list[Run] = []
        for index, run in enumerate(runs):
            if not isinstance(run, Hole):
                settled.append(run)
                continue
            expression = parse_expression(run.key)
            if isinstance(expression, str):
                raise ValueError(f"{run.key}: {expression}")
            alone = _ends_paragraph(runs[:index]) and _begins_paragraph(runs[index + 1 :])
            settled += self._spread(expression) if alone else [self._one(expression)]
        return tuple(settled)

    def _spread(self, expression: Expression) -> Iterable[Run]:
        variable = self._variables.get(expression.variable)
        if variable is None or variable.type not in ("list", "paragraphs") or expression.filters:
            return [self._one(expression)]
        value = self._values.get(expression.variable)
        if value is None:
            self._blank(expression, expression.key + "[0]")
            count = 1
        else:
            elements = (value,) if isinstance(value, str) else value
            for index, element in enumerate(elements):
                self._table[f"{expression.key}[{index}]"] = Result(element)
            count = len(elements)
        bullet, between = ("- ", "\n") if variable.type == "list" else ("", "\n\n")
        runs: list[Run] = []
        for index in range(count):
            start = (between if index else "") + bullet
            runs += [Literal(start)] if start else []
            runs.append(Hole(f"{expression.key}[{index}]"))
        return runs

    def _one(self, expression: Expression) -> Hole:
        key = expression.key
        if key not in self._table:
            if expression.variable in self._values:
                value = evaluate(expression, self._names)
                if not isinstance(value, str):
                    raise ValueError(f"{key} is a list and needs a paragraph of its own or the filter “sentence”")
                self._table[key] = Result(value)
            else:
                self._blank(expression, key)
        return Hole(key)

    def _blank(self, expression: Expression, key: str) -> None:
        variable = self._variables.get(expression.variable)
        if variable is None or not self._blanks_allowed:
            raise ValueError(f"{expression.variable} has no value")
        text = f"[{variable.blank}]"
        for name in expression.filters:
            if name == "possessive":
                text = possessive(text)
            elif name == "article":
                text = article(text)
        self._table[key] = Result(text, blank=True)
        self._blank_names.setdefault(expression.variable)


def variable_of(key: str) -> str:
    """The variable that a key of the table reads: `policies.related[0]` → `policies.related`."""
    match = _INDEX.match(key)
    return (match.group("key") if match else key).split(" | ")[0]


def _ends_paragraph(before: Runs) -> bool:
    if not before:
        return True
    last = before[-1]
    return isinstance(last, Literal) and last.text.endswith("\n\n")


def _begins_paragraph(after: Runs) -> bool:
    if not after:
        return True
    first = after[0]
    return isinstance(first, Literal) and first.text.startswith("\n\n")
