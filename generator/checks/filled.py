"""Sentences with their values set in: which words then stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.checks.authored import Authored
from generator.formats.expressions import Expression, parse_expression
from generator.formats.filters import FILTERS, FilterError
from generator.model.library import Value
from generator.model.schools import Given
from generator.model.text import Hole, Literal

_LAST_WORD = re.compile(r"([\w’'-]+)[ \n]$")
_FIRST_WORD = re.compile(r"^[ \n]([\w’'-]+)")
_FIRST = re.compile(r"[\w’'-]+")
_LAST = re.compile(r"[\w’'-]+$")
ARTICLES = ("a", "an")


@dataclass(frozen=True, slots=True)
class Joint:
    """Where literal text and a result meet: the last word before the hole and the first after it ("" at an edge)."""

    before: str
    key: str
    after: str


@dataclass(frozen=True, slots=True)
class Result:
    """What an expression gives for a school: its text, first and last word ("" for none, small letters), its value."""

    text: str
    first: str
    last: str
    given: Given


@dataclass(frozen=True, slots=True)
class Filled:
    """A joint with the result that stands there, and the text around it."""

    joint: Joint
    result: Result
    text: Authored


@dataclass(frozen=True, slots=True)
class Meetings:
    """The joints of one expression, each with its text: by the word before, by that after, and behind an article."""

    before: dict[str, list[tuple[Joint, Authored]]] = field(default_factory=dict)
    after: dict[str, list[tuple[Joint, Authored]]] = field(default_factory=dict)
    articles: list[tuple[Joint, Authored]] = field(default_factory=list)

    def remarkable(self, result: Result) -> Iterator[tuple[Joint, Authored]]:
        """Those at which `result` repeats a word, or follows an article."""
        yield from self.articles
        if result.first in self.before:
            yield from self.before[result.first]
        if result.last in self.after:
            yield from self.after[result.last]


def meetings(texts: Iterable[Authored]) -> Mapping[str, Meetings]:
    """All joints of `texts` by their expressions' keys."""
    found: dict[str, Meetings] = {}
    for text in texts:
        for joint in _joints(text):
            here = found.setdefault(joint.key, Meetings())
            if joint.before:
                here.before.setdefault(joint.before.casefold(), []).append((joint, text))
            if joint.after:
                here.after.setdefault(joint.after.casefold(), []).append((joint, text))
            if joint.before.lower() in ARTICLES:
                here.articles.append((joint, text))
    return found


def _joints(text: Authored) -> Iterator[Joint]:
    """All places of `text` where a result has a word beside it."""
    runs = text.text.runs
    for index, run in enumerate(runs):
        if isinstance(run, Hole):
            before = runs[index - 1] if index else None
            after = runs[index + 1] if index + 1 < len(runs) else None
            last = _LAST_WORD.search(before.text) if isinstance(before, Literal) else None
            first = _FIRST_WORD.search(after.text) if isinstance(after, Literal) else None
            if last or first:
                yield Joint(last.group(1) if last else "", run.key, first.group(1) if first else "")


def filled(parts: Iterable[Mapping[str, Meetings]], values: Mapping[str, Given]) -> Iterator[Filled]:
    """Each joint at which a result repeats a word or follows an article, once, with the first text that has it."""
    results: dict[str, Result | None] = {}
    seen: set[Joint] = set()
    for part in parts:
        for key, met in part.items():
            if key not in results:
                results[key] = _result(key, values)
            result = results[key]
            for joint, text in met.remarkable(result) if result else ():
                if result and joint not in seen:
                    seen.add(joint)
                    yield Filled(joint, result, text)


def _result(key: str, values: Mapping[str, Given]) -> Result | None:
    """None for a detail without a value, and for what is no line of text."""
    expression = parse_expression(key)
    given = values.get(expression.variable) if isinstance(expression, Expression) else None
    if given is None or not isinstance(expression, Expression):
        return None
    value: Value = given.value
    try:
        for name in expression.filters:
            value = FILTERS[name](value)
    except FilterError:
        return None
    if not isinstance(value, str) or not value:
        return None
    first, last = _FIRST.match(value), _LAST.search(value)
    return Result(value, first.group().casefold() if first else "", last.group().casefold() if last else "", given)
