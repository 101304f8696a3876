"""`policypress leave-out SCHOOL CLAUSE`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.frame import in_workspace, open_workspace, or_stop, read, school_of
from generator.cli.reword import given_or_asked
from generator.cli.screen import say
from generator.cli.teaching import teaching


@teaching(
    "leave-out",
    (
        'policypress leave-out forge official-accounts --reason "We have no accounts of our own."',
        "The clause leaves every edition of the school; those after it are numbered anew.",
    ),
    exits={1: "refused: the clause is fixed"},
)
@click.argument("school")
@click.argument("clause")
@click.option("--reason", metavar="TEXT", help="Why, for governors. Asked when it is not given.")
@in_workspace
def leave_out(school: str, clause: str, workspace: Path | None, reason: str | None) -> None:
    """Leave a clause out of a school's policy.

    CLAUSE is the clause's id, or a number of an edition as it stands today, such as "staff 4.3".
    A clause is left out of every edition that holds it, also when you name it by its number in one; the answer says of
    which. To change what one audience reads, use `policypress reword`.
    Writes to `leave-out:` in the school's file, whose comments and order stay.
    To take the clause back, remove it there.
    """
    from generator.authoring.change import write
    from generator.authoring.finding import find_clause
    from generator.authoring.leave_out import leave_out as left_out
    from generator.authoring.leave_out import refused
    from generator.authoring.standing import where_it_stands

    root = open_workspace(workspace)
    folder = read(root)
    found_school = school_of(folder, school)
    found = or_stop(find_clause(folder, found_school, clause))
    or_stop(refused(folder, found_school, found))
    where = where_it_stands(folder, found_school, found)
    why = given_or_asked(reason, "--reason", "Why does the school leave it out? One sentence for governors.")
    change = or_stop(left_out(root, found_school, found, why, where))
    write(root, change)
    say(change.said, "bold green")
    say("Then run `policypress check`.")
