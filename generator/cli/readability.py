"""`policypress readability [SCHOOL …]`."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.frame import as_json, in_workspace, open_workspace, read, school_of
from generator.cli.measures import HARDEST, show_measures
from generator.cli.screen import counted, note, print_json
from generator.cli.stop import Stop
from generator.cli.teaching import teaching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.workspace import Workspace
    from generator.pipeline.readability import Row


@teaching(
    "readability",
    ("policypress readability", "The library’s clauses, by audience."),
    ("policypress readability forge", "The editions of the school “forge”, with what it words itself."),
    ("policypress readability --since HEAD~5", "What got harder in the last five commits."),
    ("policypress readability --since ../last-year --all", "Every clause, beside an older copy of the policy folder."),
)
@click.argument("schools", metavar="[SCHOOL]...", nargs=-1)
@in_workspace
@click.option("--all", "all_wanted", is_flag=True, help=f"Every clause, not only each edition’s {HARDEST} hardest.")
@click.option(
    "--since",
    metavar="REVISION_OR_FOLDER",
    help="Flag what got harder since a git revision of this policy folder, or beside another policy folder.",
)
@as_json
def readability(
    schools: tuple[str, ...], workspace: Path | None, all_wanted: bool, since: str | None, json_wanted: bool
) -> None:
    """Show how hard the wordings are to read.

    First a line for each edition, then its hardest clauses: the number of sentences, their words on average, the words
    of the longest, and the words that its readers seldom meet, waived or not. Lists and tables count for words only.
    `policypress check` warns of sentences beyond the limits: 15 words on average and 25 at most for pupils, 20 and 30
    for parents.

    Harder is a clause whose sentences got longer, on average or at most, or that holds rare words which it did not hold
    before. A clause that is new is not flagged.
    """
    from generator.pipeline.readability import as_plain, compared, summaries

    root = open_workspace(workspace)
    folder = read(root)
    rows = _rows(folder, schools)
    if since is not None:
        before = _before(root, since)
        missing = [school for school in schools if school not in before.schools]
        rows = compared(rows, _rows(before, [school for school in schools if school in before.schools], bool(schools)))
        for school in missing:
            note(f"There was no school “{school}” then.")
    if json_wanted:
        print_json({"editions": [asdict(s) for s in summaries(rows)], "clauses": [as_plain(row) for row in rows]})
        return
    show_measures(summaries(rows), rows, all_wanted, since)
    unread = len(folder.library.unreadable)
    if unread:
        note(f"{counted(unread, 'file')} of the library could not be read: `policypress check` says why.")


def _rows(folder: Workspace, schools: Sequence[str], only_schools: bool = False) -> tuple[Row, ...]:
    from generator.pipeline.readability import library_rows, school_rows

    if schools or only_schools:
        return school_rows(folder, [school_of(folder, school) for school in schools])
    return library_rows(folder)


def _before(root: Path, since: str) -> Workspace:
    """The policy folder `since`, or that at `root` as it was at the git revision `since`."""
    from generator.library.revision import unpack_revision

    if (Path(since) / "content").is_dir():
        return read(Path(since).resolve())
    with tempfile.TemporaryDirectory(prefix="policypress-") as folder:
        fault = unpack_revision(root, since, Path(folder))
        if fault is not None:
            raise Stop(fault.message, fault.hint)
        return read(Path(folder))
