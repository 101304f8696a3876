"""`policypress note SCHOOL POLICY VERSION`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator.cli.deciding import on_date, stop_if_refused
from generator.cli.frame import day, in_workspace, on_day, open_workspace
from generator.cli.screen import say
from generator.cli.stop import Stop
from generator.cli.teaching import teaching

_RIGHTS = ("minute", "body", "adopted", "effective", "review", "summary")


@teaching(
    "note",
    ("policypress note forge social-media 3 --minute 2026/31", "The minutes have their reference now."),
    (
        'policypress note forge social-media 3 --review 2028-07-01 --text "The minutes say July, not November."',
        "Rights a date that was recorded wrongly; the record of version 3 itself stays as it is.",
    ),
    exits={1: "refused: nothing was recorded"},
)
@click.argument("school")
@click.argument("policy")
@click.argument("version")
@click.option("--minute", metavar="REF", default="", help="The reference in the minutes.")
@click.option("--body", metavar="NAME", default="", help="Who decided.")
@on_date("--adopted", "The day of the decision.", required=False)
@on_date("--effective", "The day from which it holds.", required=False)
@on_date("--review", "The day by which it is reviewed.", required=False)
@click.option("--summary", metavar="TEXT", default="", help="What is new in it, in one sentence.")
@click.option("--text", metavar="TEXT", default="", help="Why, in one sentence.")
@in_workspace
@on_day
def note(
    school: str, policy: str, version: str, workspace: Path | None, today: datetime.date | None, **given: str
) -> None:
    """Complete or right the record of a version.

    Minutes often have no reference yet when a version is recorded. The note is a sealed file of its own beside the
    version, which is never changed. VERSION is a number such as 3 or 2.1.
    """
    from generator.pipeline.recording import NoteWish, add_note

    rights = {name: given[name] for name in _RIGHTS if given[name]}
    if not rights and not given["text"]:
        raise Stop("What is to be noted?", "Say it with --minute, --body, a date, --summary or --text.")
    root = open_workspace(workspace)
    wish = NoteWish(school, policy, version, day(today).isoformat(), rights, given["text"])
    told = add_note(root, wish)
    stop_if_refused(told.refusals, "No note was added")
    say(f"Recorded in {told.path}.", "bold green")
