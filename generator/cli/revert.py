"""`policypress revert SCHOOL POLICY`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator.cli.deciding import on_date
from generator.cli.frame import day, in_workspace, on_day, open_workspace
from generator.cli.ratify import closing, decision_options, show_closed
from generator.cli.teaching import teaching


@teaching(
    "revert",
    (
        'policypress revert forge social-media --date 2027-01-28 --reason "The meeting wants the service tried first."',
        "The version before is in force again from that day.",
    ),
    exits={1: "refused: nothing was recorded"},
)
@click.argument("school")
@click.argument("policy")
@on_date("--date", "The day of the meeting.")
@decision_options
@click.option("--reason", metavar="TEXT", required=True, help="Why, in one sentence that governors see.")
@in_workspace
@on_day
def revert(school: str, policy: str, workspace: Path | None, today: datetime.date | None, **given: str) -> None:
    """Bring back the version before the chair’s decision.

    For a meeting that does not ratify it.
    """
    from generator.pipeline.recording import Closing, revert_version

    root = open_workspace(workspace)
    wish = Closing(school, policy, day(today).isoformat(), closing(given), given["reason"])
    show_closed(revert_version(root, wish), f"{policy} was not brought back")
