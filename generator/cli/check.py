"""`policypress check`."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import click

from generator.cli.frame import as_json, day, in_workspace, on_day, open_workspace, store_folder
from generator.cli.progress import shown_progress
from generator.cli.screen import (
    console,
    counted,
    faults_and_warnings,
    print_json,
    say,
    show_elsewhere,
    show_problems,
    show_unread,
)
from generator.cli.teaching import teaching
from generator.problems import as_plain, errors


@teaching(
    "check",
    ("policypress check", "Everything in this policy folder."),
    (
        "policypress check --school hill-street",
        "Only this school, the groups and the library; problems of other schools are only counted.",
    ),
    ("policypress check --json > problems.json", "The same for another program."),
    exits={0: "nothing wrong, or warnings only", 1: "faults: a build would publish nothing of what has them"},
)
@in_workspace
@click.option("--school", "schools", metavar="ID", multiple=True, help="Only this school; may be given again.")
@on_day
@as_json
def check(workspace: Path | None, schools: tuple[str, ...], today: datetime.date | None, json_wanted: bool) -> int:
    """Report everything that is wrong.

    Changes nothing. Every problem is printed in one run, errors first and then warnings, each sorted by file, as
    `path:line:column: severity code: message`, with what to do about it below.
    `policypress explain CODE` tells more about a code.

    With --school only the problems of that school, of the groups and of the library are printed and decide the exit
    code; those of other schools are only counted.
    """
    from generator.pipeline.checking import look_over
    from generator.pipeline.order import BuildOrder
    from generator.pipeline.wanted import wanted

    started = time.monotonic()
    root = open_workspace(workspace)
    order = BuildOrder(root, root / "site", day(today), schools, store=store_folder())
    with shown_progress(silent=json_wanted or not console().is_terminal) as tell:
        looked = look_over(order, tell)
    plan = wanted(looked, order)  # the same as a build's, so that both count the same problems
    seconds = time.monotonic() - started
    faults = len(errors(plan.problems))
    asked = len(plan.known.intersection(schools) if schools else plan.known)
    if json_wanted:
        print_json(
            {
                "problems": [as_plain(problem) for problem in plan.problems],
                "faults": faults,
                "warnings": len(plan.problems) - faults,
                "elsewhere": plan.elsewhere,
                "schools": asked,
                "clauses": sum(looked.clauses),
                "seconds": round(seconds, 3),
            }
        )
    else:
        show_problems(plan.problems)
        what = f"{counted(asked, 'school')} and {counted(looked.clauses[0], 'clause')}"
        say(f"Checked {what} in {seconds:.1f} s: {faults_and_warnings(plan.problems)}.", "bold")
        show_elsewhere(plan.elsewhere)
        show_unread(plan.problems)
    return 1 if faults else 0
