"""`policypress correct SCHOOL POLICY`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator.cli.adopt import show_decided
from generator.cli.deciding import agreed, invented, on_date, stop_if_refused
from generator.cli.frame import day, in_workspace, on_day, open_workspace
from generator.cli.screen import show_text
from generator.cli.teaching import teaching


@teaching(
    "correct",
    (
        'policypress correct forge social-media --reason "The school has a new name."',
        "Makes 2.1 out of 2, without governors, and lists it for noting in the next pack.",
    ),
    exits={1: "refused: more than facts and spelling has changed, and every such change is told"},
)
@click.argument("school")
@click.argument("policy")
@click.option("--reason", metavar="TEXT", required=True, help="What was wrong, in one sentence for governors.")
@on_date("--date", "The day from which the correction holds; without it today.", required=False)
@click.option("--yes", is_flag=True, help="Do not ask: you have read what is new.")
@invented
@in_workspace
@on_day
def correct(school: str, policy: str, workspace: Path | None, today: datetime.date | None, **given: str) -> None:
    """Correct facts and spelling in the version in force.

    Takes today's draft where it differs from the version in force in nothing but details (a name, a phone number that
    the text prints) and changes that the library calls editorial. All else is for governors to adopt.
    """
    from generator.pipeline.deciding import read_folder, record
    from generator.pipeline.renewing import Correction, prepare_correction

    root, now = open_workspace(workspace), day(today).isoformat()
    wanted = Correction(school, policy, now, given["date"] or now, given["reason"], bool(given["specimen"]))
    folder = read_folder(root, now)
    prepared = prepare_correction(folder, wanted)
    for text in prepared.new:
        show_text(text)
    stop_if_refused(prepared.refusals, f"{policy} was not corrected")
    agreed("Correct this?", bool(given["yes"]))
    show_decided(record(folder, prepared.versions))
