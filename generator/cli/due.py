"""`policypress due [SCHOOL …]`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.frame import as_json, day, in_workspace, on_day, open_workspace, store_folder
from generator.cli.screen import counted, note, print_json, say
from generator.cli.stop import Stop
from generator.cli.teaching import teaching
from generator.problems import Problem, as_plain

if TYPE_CHECKING:
    from generator.library import LibraryRead
    from generator.pipeline.due import SchoolDue

OVERDUE = 3
_PROBLEMS_SHOWN = 10


@teaching(
    "due",
    ("policypress due", "What is overdue in every school, and what is due within 90 days."),
    ("policypress due hill-street --within 30", "Only this school, and the next 30 days."),
    ("policypress due --json", "The same for another program."),
    (
        "0 7 * * 1  cd /srv/policies && policypress due --within 90",
        "A line for cron: every Monday at 7, and cron mails what is printed to MAILTO.",
    ),
    exits={0: "nothing is overdue", OVERDUE: "something is overdue"},
)
@click.argument("schools", metavar="[SCHOOL]...", nargs=-1)
@in_workspace
@click.option(
    "--within",
    metavar="DAYS",
    type=click.IntRange(0, 3650),
    default=90,
    show_default=True,
    help="How many days to look ahead.",
)
@on_day
@as_json
def due(
    schools: tuple[str, ...], workspace: Path | None, within: int, today: datetime.date | None, json_wanted: bool
) -> int:
    """Show what governors have to look at, and by when.

    For each school: reviews of adopted policies and of those kept elsewhere, decisions of the chair that a meeting has
    to confirm, and changes of the law that a version lacks. What is overdue comes first, however old it is.
    Dates are those of the records and of each school's other-policies.csv; a draft that was never adopted has none.
    """
    from generator.library import read_library
    from generator.pipeline.due import read_due
    from generator.pipeline.registers import read_registers
    from generator.store import Store

    root, now = open_workspace(workspace), day(today)
    store = Store(store_folder())
    read = read_library(root, store)
    _refuse_unknown(read, schools)
    found, problems = read_due(read_registers(root, read, schools, now.isoformat(), store), now, within)
    if json_wanted:
        print_json(_plain(found, problems, now, within))
    else:
        _show(found, now, within)
        _warn(problems)
    return OVERDUE if any(one.overdue for one in found) else 0


def _refuse_unknown(read: LibraryRead, schools: tuple[str, ...]) -> None:
    from generator.formats.suggestion import meant

    for school in schools:
        if school not in read.school_ids:
            best = meant(school, read.school_ids)
            raise Stop(f"There is no school “{school}”.", f"Did you mean “{best}”?" if best else "")


def _show(found: tuple[SchoolDue, ...], now: datetime.date, within: int) -> None:
    from generator.formats.filters import uk_date

    say(f"As at {uk_date(now.isoformat())}: what is overdue, or due within {counted(within, 'day')}.")
    for one in found:
        say("")
        say(f"{one.name} ({one.school})", "bold")
        for entry in one.entries:
            on = uk_date(entry.on) if entry.on else ""
            say(f"  {entry.when + ':':<18} {on:<18} {entry.title}: {entry.what}", "red" if entry.overdue else "")
    overdue, ahead = sum(one.overdue for one in found), sum(len(one.entries) - one.overdue for one in found)
    say("")
    if not found:
        say("Nothing is.")
        return
    say(f"{overdue:,} overdue and {ahead:,} due, in {counted(len(found), 'school')}.")


def _warn(problems: tuple[Problem, ...]) -> None:
    """A list of dates must not look whole when something could not be read."""
    if not problems:
        return
    note(f"{counted(len(problems), 'problem')} may keep something out of this list; `policypress check` says more:")
    for problem in problems[:_PROBLEMS_SHOWN]:
        note(f"  {problem}")


def _plain(
    found: tuple[SchoolDue, ...], problems: tuple[Problem, ...], now: datetime.date, within: int
) -> dict[str, object]:
    return {
        "as-at": now.isoformat(),
        "within": within,
        "overdue": sum(one.overdue for one in found),
        "schools": [
            {"school": one.school, "name": one.name, "due": [entry.plain() for entry in one.entries]} for one in found
        ],
        "problems": [as_plain(problem) for problem in problems],
    }
