"""Results of expressions: the only place where a school's values enter an edition, and they stay in its table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal as Only

from generator.formats.expressions import Expression, parse_expression
from generator.formats.filters import FILTERS, article, possessive
from generator.model.edition import Blank, Result
from generator.model.library import Value, Variable
from generator.model.schools import Given
from generator.model.text import Hole, Literal, Run, Runs

_INDEX = re.compile(r"^(?P<key>.*)\[(?P<index>\d+)\]$")
ENGLISH_VALUE = "en: "
"""Stands before the names of English values in an edition of another language, in which texts may be English."""
_BETWEEN = {"list": ("- ", "\n"), "paragraphs": ("", "\n\n")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a hole of an authored text asks for.

    One that is `english` stands in an English text of an edition in another language, and asks for what the detail says
    in English. `spread` is "list" or "paragraphs" where each element of a detail gets a hole of its own, else "".
    """

    expression: Expression
    key: str
    spread: Only["", "list", "paragraphs"] = ""
    english: bool = False

    @property
    def detail(self) -> str:
        """The name of the detail among a school's values."""
        return f"{ENGLISH_VALUE}{self.expression.variable}" if self.english else self.expression.variable

    @property
    def name(self) -> str:
        """What it is known by among the answers of a school."""
        return f"{self.key}[]" if self.spread else self.key


class TextAsking:
    """A text with what it asks for, of which the same runs are made for all schools whose lists are equally long.

    `asked` names each thing once, in order; `lists` are the details whose number of elements changes the runs.
    """

    def __init__(self, runs: Runs, variables: Mapping[str, Variable], english: bool = False) -> None:
        pieces = (_piece(runs, at, variables) for at in range(len(runs)))
        self._pieces = tuple(_in_english(piece) if english and isinstance(piece, Asked) else piece for piece in pieces)
        asked = [piece for piece in self._pieces if isinstance(piece, Asked)]
        self.asked = tuple({each.name: each for each in asked}.values())
        self.lists = tuple(each.detail for each in self.asked if each.spread)
        self._made: dict[tuple[int, ...], Runs] = {}

    def runs(self, counts: tuple[int, ...]) -> Runs:
        """The runs for `counts` elements of each of `lists`; a list becomes a bullet list, paragraphs paragraphs."""
        if counts not in self._made:
            by_name = dict(zip(self.lists, counts, strict=True))
            self._made[counts] = tuple(run for piece in self._pieces for run in _settled(piece, by_name))
        return self._made[counts]


def _piece(runs: Runs, at: int, variables: Mapping[str, Variable]) -> Run | Asked:
    run = runs[at]
    if not isinstance(run, Hole):
        return run
    expression = parse_expression(run.key)
    if isinstance(expression, str):
        raise ValueError(f"{run.key}: {expression}")
    variable = variables.get(expression.variable)
    if variable and not expression.filters and _ends_paragraph(runs[:at]) and _begins_paragraph(runs[at + 1 :]):
        if variable.type == "list":
            return Asked(expression, expression.key, "list")
        if variable.type == "paragraphs":
            return Asked(expression, expression.key, "paragraphs")
    return Asked(expression, expression.key)


def _in_english(asked: Asked) -> Asked:
    return replace(asked, key=f"{ENGLISH_VALUE}{asked.key}", english=True)


def _settled(piece: Run | Asked, counts: Mapping[str, int]) -> Iterable[Run]:
    if not isinstance(piece, Asked):
        return [piece]
    if not piece.spread:
        return [Hole(piece.key)]
    bullet, between = _BETWEEN[piece.spread]
    runs: list[Run] = []
    for index in range(counts[piece.detail]):
        start = (between if index else "") + bullet
        runs += [Literal(start)] if start else []
        runs.append(Hole(f"{piece.key}[{index}]"))
    return runs


@dataclass(frozen=True, slots=True)
class Answer:
    """What a school answers: entries for the table of results, and the detail that was left blank, or ""."""

    entries: tuple[tuple[str, Result], ...]
    blank: str = ""


class Answers:
    """What one school answers to all that its editions ask for.

    `values` are the school's settled values; a declared detail without one becomes a blank when `blanks` allows it, or
    when it is filled in by hand.
    """

    def __init__(self, variables: Mapping[str, Variable], values: Mapping[str, Given], blanks: bool) -> None:
        self._variables = variables
        self._values = {name: given.value for name, given in values.items()}
        self._blanks_allowed = blanks
        self._known: dict[str, Answer] = {}

    def counts(self, lists: Sequence[str]) -> tuple[int, ...]:
        """How many elements each of `lists` has; a list without a value is one blank."""
        return tuple(len(_elements(self._values.get(name, ""))) for name in lists)

    def to(self, asked: Asked) -> Answer:
        """The answer; raises ValueError for what `check` would have refused."""
        answer = self._known.get(asked.name)
        if answer is None:
            answer = self._known[asked.name] = self._answer(asked)
        return answer

    def blank(self, name: str) -> Blank:
        """The detail `name`, which has been left blank."""
        return Blank(name, self._variables[name].blank, self._variables[name].question)

    def _answer(self, asked: Asked) -> Answer:
        key, expression = asked.key, asked.expression
        value = self._values.get(asked.detail)
        if value is None:
            return self._left_blank(expression, f"{key}[0]" if asked.spread else key)
        if asked.spread:
            return Answer(tuple((f"{key}[{at}]", Result(element)) for at, element in enumerate(_elements(value))))
        # The filters are plain functions, which Jinja would call with the same; calling it takes thirty times as long.
        for name in expression.filters:
            value = FILTERS[name](value)
        if not isinstance(value, str):
            raise ValueError(f"{key} is a list and needs a paragraph of its own or the filter “sentence”")
        return Answer(((key, Result(value)),))

    def _left_blank(self, expression: Expression, key: str) -> Answer:
        variable = self._variables.get(expression.variable)
        if variable is None or not (self._blanks_allowed or variable.by_hand):
            raise ValueError(f"{expression.variable} has no value")
        text = f"[{variable.blank}]"
        for name in expression.filters:
            if name == "possessive":
                text = possessive(text)
            elif name == "article":
                text = article(text)
        blank = "" if variable.by_hand else expression.variable
        return Answer(((key, Result(text, blank=True, by_hand=variable.by_hand)),), blank)


class Results:
    """The table of one edition, which grows with what is asked."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._table: dict[str, Result] = {}
        self._blank_names: dict[str, None] = {}

    def ask(self, asked: Iterable[Asked]) -> None:
        """Enters the results of all that is `asked`."""
        for each in asked:
            answer = self._answers.to(each)
            self._table.update(answer.entries)
            if answer.blank:
                self._blank_names.setdefault(answer.blank)

    def settle(self, text: TextAsking) -> Runs:
        """The runs of `text`, all that it asks for entered into the table."""
        self.ask(text.asked)
        return text.runs(self._answers.counts(text.lists))

    def table(self) -> tuple[tuple[str, Result], ...]:
        """Every key that was met, sorted, with its result."""
        return tuple(sorted(self._table.items()))

    def blanks(self) -> tuple[Blank, ...]:
        """The details left blank, in the order in which they were met."""
        return tuple(map(self._answers.blank, self._blank_names))


def _elements(value: Value) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value


def variable_of(key: str) -> str:
    """The variable that a key of the table reads: `policies.related[0]` → `policies.related`."""
    match = _INDEX.match(key)
    return (match.group("key") if match else key).removeprefix(ENGLISH_VALUE).split(" | ")[0]


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
