"""`policypress compose SCHOOL AUDIENCE`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator.cli.frame import day, in_workspace, on_day, open_workspace
from generator.cli.screen import faults_and_warnings, say, show_problems
from generator.cli.teaching import teaching
from generator.model.edition import Audience
from generator.problems import errors


@teaching(
    "compose",
    (
        "policypress compose forge pupil --policy social-media --out build/forge-pupil",
        "Write the project; `mkdocs build --strict` inside that folder then builds it.",
    ),
    exits={1: "faults in your files: nothing was written"},
)
@click.argument("school")
@click.argument("audience", metavar="AUDIENCE", type=click.Choice(["staff", "pupil", "parent"]))
@click.option("--policy", metavar="ID", required=True, help="The policy, such as social-media.")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), required=True, help="The folder to write.")
@in_workspace
@on_day
def compose(
    school: str, audience: Audience, workspace: Path | None, today: datetime.date | None, **more: object
) -> int:
    """Write one edition as a plain MkDocs project.

    For those who want to go on with the text elsewhere: it needs nothing of Policypress, and no file outside its
    folder. Stock MkDocs with Material builds it. The school's details stand in its Markdown, escaped.

    AUDIENCE is staff, pupil or parent.
    """
    from generator.pipeline.project import EditionName, compose_project

    out, policy = Path(str(more["out"])), str(more["policy"])
    root = open_workspace(workspace)
    problems = compose_project(root, EditionName(school, audience, policy), out, day(today))
    show_problems(problems)
    if errors(problems):
        say(f"Nothing was written: {faults_and_warnings(problems)}.", "bold red")
        return 1
    say(f"The {audience} edition of {school} is in {out}: run `mkdocs build --strict` there.", "bold green")
    return 0
