"""What all commands that record a decision have in common: who, when, in which minute, and how refusals are told."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator.cli.screen import say
from generator.cli.stop import Stop

if TYPE_CHECKING:
    from generator.history.deciding import Refusal

Function = TypeVar("Function", bound=Callable[..., Any])


_FIRST, _LAST = 1990, 2150
"""Years that a date may be of: others are typing mistakes."""


def iso_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """A date as it was typed, "" when it was not; 2026-09-01 or 1/9/2026, the day first."""
    if value is None:
        return ""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            typed = datetime.datetime.strptime(value.strip(), form).date()
        except ValueError:
            continue
        if _FIRST <= typed.year <= _LAST:
            return typed.isoformat()
        raise click.BadParameter(f"“{value}” is not of a year from {_FIRST} to {_LAST}", ctx, param)
    raise click.BadParameter(f"“{value}” is no date such as 2026-09-01 or 01/09/2026", ctx, param)


def on_date(name: str, says: str, required: bool = True) -> Callable[[Function], Function]:
    """An option for a date."""
    return click.option(name, metavar="DATE", callback=iso_day, required=required, help=says)


def by_whom(required: bool = True) -> Callable[[Function], Function]:
    """The options --by, --body and --minute."""

    def options(function: Function) -> Function:
        who = click.Choice(["full", "committee", "chair", "head"])
        says = "Who decided: the full governing body, a committee, the chair alone, the head."
        minute = click.option("--minute", metavar="REF", default="", help="Its reference in the minutes, if known.")
        body = click.option(
            "--body", metavar="NAME", required=required, default=None if required else "", help="The body’s name."
        )
        by = click.option("--by", type=who, required=required, default=None if required else "full", help=says)
        return by(body(minute(function)))

    return options


def invented(function: Function) -> Function:
    """The hidden option --specimen: an invented decision of a sample school, whose record says so."""
    return click.option("--specimen", is_flag=True, hidden=True)(function)


def stop_if_refused(refusals: Iterable[Refusal], what: str) -> None:
    """Ends the command with everything that speaks against it, each with what to do."""
    found = tuple(dict.fromkeys(refusals))
    if not found:
        return
    for refusal in found:
        first, _, rest = refusal.message.partition(" ")
        message = refusal.message if "/" in first else f"{first[:1].upper()}{first[1:]} {rest}"
        say(f"{message.rstrip('.')}.", "bold red", to_errors=True)
        say(f"    {refusal.hint}", to_errors=True)
    raise Stop(f"{what}: nothing was recorded.", "", 1)


def agreed(question: str, yes: bool) -> None:
    """Asks before something is recorded; in a pipe --yes has to say it."""
    from generator.authoring.question import Option, Question
    from generator.cli.asking import ask, can_ask

    if yes:
        return
    if not can_ask():
        raise Stop("Nobody is here to answer.", "Read the changes above, and say --yes.", 1)
    options = (Option("yes", "Yes: record it"), Option("no", "No: write nothing"))
    if ask(Question(("agreed",), question, options=options)) == "no":
        raise Stop("Nothing was recorded.", "", 1)
