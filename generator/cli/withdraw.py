"""`policypress withdraw SCHOOL POLICY`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator.cli.deciding import on_date
from generator.cli.frame import day, in_workspace, on_day, open_workspace
from generator.cli.ratify import closing, decision_options, show_closed
from generator.cli.teaching import teaching


@teaching(
    "withdraw",
    (
        'policypress withdraw forge parent-code --date 2026-11-19 --body "Board of Governors"'
        ' --reason "The home-school agreement says it now." --replaced-by social-media',
        "From that day its address says withdrawn, why, and what holds in its place.",
    ),
    exits={1: "refused: nothing was recorded"},
)
@click.argument("school")
@click.argument("policy")
@on_date("--date", "The day from which it holds no more.")
@decision_options
@click.option("--reason", metavar="TEXT", required=True, help="Why, in one sentence that readers see.")
@click.option("--replaced-by", metavar="POLICY", default="", help="What holds in its place: a policy’s id, or words.")
@in_workspace
@on_day
def withdraw(school: str, policy: str, workspace: Path | None, today: datetime.date | None, **given: str) -> None:
    """Record that a policy holds no more.

    Its address and printed codes still lead somewhere: they say since when it is withdrawn, why, and what holds
    instead. Its versions keep their addresses.
    """
    from generator.pipeline.recording import Closing, withdraw_policy

    root = open_workspace(workspace)
    wish = Closing(school, policy, day(today).isoformat(), closing(given), given["reason"], given["replaced_by"])
    show_closed(withdraw_policy(root, wish), f"{policy} was not withdrawn")
