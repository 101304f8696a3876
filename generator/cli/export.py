"""`policypress export SCHOOL public|internal`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.frame import day, in_workspace, on_day, open_workspace, store_folder
from generator.cli.progress import shown_progress
from generator.cli.screen import counted, faults_and_warnings, say, show_elsewhere, show_problems, show_unread
from generator.cli.teaching import teaching
from generator.problems import errors

if TYPE_CHECKING:
    from generator.model.site import Tree
    from generator.pipeline.export import ExportReport


@teaching(
    "export",
    ("policypress export forge public", "Writes forge-public.zip into this folder: for the school's own website."),
    (
        "policypress export forge internal --out Desktop/forge-for-staff.zip",
        "The edition for staff, for a shared drive or an intranet. Never for a public website.",
    ),
    exits={
        0: "the zip file is written",
        1: "faults in your files, or the school has nothing there: nothing was written",
    },
)
@click.argument("school")
@click.argument("tree", metavar="public|internal", type=click.Choice(["public", "internal"]))
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The zip file to write. Without it: SCHOOL-public.zip or SCHOOL-internal.zip in this folder.",
)
@in_workspace
@on_day
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="How many processes work at once.")
def export(
    school: str, tree: Tree, out: Path | None, workspace: Path | None, today: datetime.date | None, **more: int | None
) -> int:
    """Put one school's pages and PDFs into a zip file.

    Unpacked, its pages work at any address and from a shared drive, where only the search is missing. The PDFs have
    names that people recognise, and what-to-paste.html has words and links for the school's website, ready to copy.

    `public` holds what everybody may see, `internal` what only staff and governors may. Everything is checked first,
    as by `policypress build`, and made anew from today's files; what stands in site/ is neither used nor changed.
    An earlier export of the same name is replaced, any other file is not.
    """
    from generator.pipeline.export import ExportOrder
    from generator.pipeline.export import export as write

    root = open_workspace(workspace)
    file = out or Path(f"{school}-{tree}.zip")
    order = ExportOrder(root, school, tree, file, day(today), jobs=more["jobs"] or 0, store=store_folder())
    with shown_progress() as tell:
        report = write(order, tell)
    show_problems(report.problems)
    _summary(report, tree, file)
    return 1 if errors(report.problems) else 0


def _summary(report: ExportReport, tree: Tree, file: Path) -> None:
    if errors(report.problems):
        stays = f" {file} stays as it was." if file.exists() else ""
        say(f"Nothing was written: {faults_and_warnings(report.problems)}.{stays}", "bold red")
    else:
        held = f"{counted(report.pages, 'page')} and {counted(report.pdfs, 'PDF')} ({', '.join(report.audiences)})"
        say(f"Wrote {file} in {report.seconds:.1f} s: {held}, {report.size / 1_000_000:.1f} MB.", "bold green")
        say("Unpack it, and open what-to-paste.html in it: that page says what to do.")
        if tree == "internal":
            say("For staff and governors only: never put it on a public website.", "bold")
    show_elsewhere(report.elsewhere)
    show_unread(report.problems)
