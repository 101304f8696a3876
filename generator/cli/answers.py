"""Answers to `new school` that are given as options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.cli.stop import Stop

if TYPE_CHECKING:
    from generator.authoring.question import Question
    from generator.model.library import Value

Key = tuple[str, ...]
"""Where an answer stands in the school's file, as keys: ("values", "board.name")."""

_PROFILE = {
    "name": "name",
    "short_name": "short-name",
    "nation": "nation",
    "type_": "type",
    "phase": "phase",
    "group": "group",
}
NONE = "none"


def given_answers(options: Mapping[str, object]) -> dict[Key, Value]:
    """The answers by their keys in the school's file; an option that is given again makes a list."""
    answers: dict[Key, Value] = {(key,): str(options[name]) for name, key in _PROFILE.items() if options[name]}
    policies = _texts(options["policies"])
    if policies:
        answers[("policies",)] = policies[0] if len(policies) == 1 else policies
    for name, answer in _pairs(options["outlines"], "--outline"):
        answers[("policies", name, "outline")] = answer
    for name, answer in _pairs(options["choices"], "--choice"):
        answers[("choices", name)] = answer
    for name, answer in _pairs(options["values"], "--value"):
        before = answers.get(("values", name), ())
        lines = (before,) if isinstance(before, str) else before
        answers[("values", name)] = (*lines, answer) if lines else answer
    return answers


def fitting(question: Question, given: Value) -> Value:
    """The answer to `question` as it is kept; ends the command when it will not do."""
    if question.at == ("group",) and given == NONE:
        given = ""
    if question.several:
        lines = (given,) if isinstance(given, str) else given
        answer: Value = tuple(str(question.understood(line)) for line in lines if line.strip())
    elif isinstance(given, str):
        answer = question.understood(given)
    else:
        raise Stop(f"{question.name} is given more than once, and takes one answer.", question.asks)
    if fault := question.fault(answer):
        raise Stop(f"{question.name}: {fault}", question.asks)
    return answer


def _texts(given: object) -> tuple[str, ...]:
    return tuple(str(text) for text in given) if isinstance(given, tuple) else ()


def _pairs(given: object, option: str) -> list[tuple[str, str]]:
    pairs = []
    for text in _texts(given):
        name, equals, answer = text.partition("=")
        if not equals or not name.strip():
            raise Stop(f"{option} “{text}” has no “=” between name and answer.", f"Write it as {option} name=answer.")
        pairs.append((name.strip(), answer))
    return pairs
