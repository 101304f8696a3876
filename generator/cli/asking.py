"""Asking on a terminal, or reading answers line by line from a pipe."""

from __future__ import annotations

import sys

from generator.authoring.question import Question
from generator.cli.screen import say
from generator.cli.stop import Stop
from generator.model.library import Value


class AnswersEnded(Stop):
    """The answers that were typed or piped in ended before the last question."""


def can_ask() -> bool:
    """Whether somebody sits before the screen. In a pipe answers are read too, but only where one must be had."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: Question, how_far: str = "") -> Value:
    """The answer to `question`, asked again until it will do; "" or () for an optional one without an answer.

    `how_far` is printed above it: which question of how many it is.
    Raises `AnswersEnded` when nobody is there to answer.
    """
    say("")
    if how_far:
        say(how_far)
    say(question.asks, "bold")
    if question.several and question.example:
        say("    For example:")
        for line in question.example.split(";") if question.kind == "list" else [question.example]:
            say(f"      {line.strip()}")
    elif question.example:
        say(f"    For example: {question.example}")
    for number, option in enumerate(question.options, start=1):
        says = f"{option.says} ({option.answer})" if option.says != option.answer else option.answer
        say(f"    {number}  {says}")
    if question.options and question.free:
        say("    Type a number, or a word of your own.")
    if question.several:
        say("    One a line; an empty line ends." + (" None: leave it empty." if question.optional else ""))
    elif question.optional:
        say("    None: leave it empty.")
    elif question.default:
        say(f"    Enter alone takes {question.default}.")
    while True:
        answer = question.understood(_lines(question) if question.several else _line() or question.default)
        fault = question.fault(answer)
        if not fault:
            return answer
        say(fault, "bold red")


def _line() -> str:
    try:
        answer = input("> ")
    except (EOFError, RuntimeError):  # the second without any standard input
        say("")
        raise AnswersEnded("The answers ended before the last question.", "Run the same command again.") from None
    if not can_ask():
        say("")
    return answer


def _lines(question: Question) -> tuple[str, ...]:
    lines: list[str] = []
    while line := _line().strip():
        lines += [str(question.understood(line))]
    return tuple(lines)
