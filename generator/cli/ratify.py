"""`policypress ratify SCHOOL POLICY`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.deciding import Function, by_whom, on_date, stop_if_refused
from generator.cli.frame import day, in_workspace, on_day, open_workspace
from generator.cli.screen import say, show_text
from generator.cli.teaching import teaching

if TYPE_CHECKING:
    from generator.model.versions import Decision
    from generator.pipeline.recording import Closed


def decision_options(function: Function) -> Function:
    """Who decided: --by, --body, --minute, none of them asked for."""
    return by_whom(required=False)(function)


def closing(given: dict[str, str]) -> Decision:
    """The decision that the options tell."""
    from generator.model.versions import Decision

    by = given["by"] or "full"
    return Decision(given["date"], by, given["body"] or "", given["minute"])  # type: ignore[arg-type]


def show_closed(closed: Closed, what: str) -> None:
    """What was recorded, or why nothing was."""
    stop_if_refused(closed.refusals, what)
    say(f"Recorded in {closed.path}.", "bold green")
    say("For the minutes:")
    show_text(f"    {closed.minute}")
    say("Then run `policypress build`.")


@teaching(
    "ratify",
    ("policypress ratify forge social-media --date 2027-01-28 --minute 2027/3", "The meeting confirms the chair."),
    exits={1: "refused: nothing was recorded"},
)
@click.argument("school")
@click.argument("policy")
@on_date("--date", "The day of the meeting.")
@decision_options
@in_workspace
@on_day
def ratify(school: str, policy: str, workspace: Path | None, today: datetime.date | None, **given: str) -> None:
    """Record that a meeting has confirmed the chair’s decision."""
    from generator.pipeline.recording import Closing, ratify_version

    root = open_workspace(workspace)
    wish = Closing(school, policy, day(today).isoformat(), closing(given))
    show_closed(ratify_version(root, wish), f"{policy} was not ratified")
