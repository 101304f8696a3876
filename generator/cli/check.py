"""`policypress check`."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

from generator.cli.frame import as_json, day, in_workspace, on_day, open_workspace
from generator.cli.screen import counted, faults_and_warnings, print_json, say, show_problems
from generator.cli.teaching import teaching
from generator.problems import as_plain, errors


@teaching(
    "check",
    ("policypress check", "Everything in this policy folder."),
    ("policypress check --json > problems.json", "The same for another program."),
    exits={0: "nothing wrong, or warnings only", 1: "faults: a build would publish nothing of what has them"},
)
@in_workspace
@on_day
@as_json
def check(workspace: Path | None, today: datetime.date | None, json_wanted: bool) -> int:
    """Report everything that is wrong.

    Changes nothing. Every problem is printed in one run, errors first and then warnings, each sorted by file, as
    `path:line:column: severity code: message`, with what to do about it below.
    `policypress explain CODE` tells more about a code.
    """
    from generator.pipeline.checking import check as check_folder

    started = time.monotonic()
    root = open_workspace(workspace)
    checked = check_folder(root, day(today))
    seconds = time.monotonic() - started
    faults = len(errors(checked.problems))
    library = checked.workspace.library
    schools = len(checked.workspace.schools) + len(checked.workspace.unreadable_schools)
    if json_wanted:
        print_json(
            {
                "problems": [as_plain(problem) for problem in checked.problems],
                "faults": faults,
                "warnings": len(checked.problems) - faults,
                "schools": schools,
                "clauses": len(library.clauses) + len(library.unreadable),
                "seconds": round(seconds, 3),
            }
        )
    else:
        show_problems(checked.problems)
        looked = f"{counted(schools, 'school')} and {counted(len(library.clauses), 'clause')}"
        say(f"Checked {looked} in {seconds:.1f} s: {faults_and_warnings(checked.problems)}.", "bold")
    return 1 if faults else 0
