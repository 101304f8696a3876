"""`policypress build`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.frame import as_json, day, in_workspace, on_day, open_workspace, store_folder
from generator.cli.progress import shown_progress
from generator.cli.screen import (
    counted,
    faults_and_warnings,
    note,
    print_json,
    say,
    show_elsewhere,
    show_problems,
    show_unread,
)
from generator.cli.stop import Stop
from generator.cli.teaching import teaching
from generator.cli.visibility import again_words, named, visibility
from generator.problems import as_plain, errors

if TYPE_CHECKING:
    from generator.pipeline.order import BuildReport


@teaching(
    "build",
    ("policypress build", "All schools, into site/public and site/internal."),
    ("policypress build --school forge --audience pupil", "Only this edition; every other page stays as it is."),
    ("policypress build --keep-going", "Publish the schools without faults, leave the others' last pages."),
    ("policypress build --draft --out build/draft", "Today's texts, to show to governors before they adopt them."),
    exits={
        0: "published",
        1: "faults: nothing was published, or with --keep-going not all schools",
        2: "wrong use, or the computer failed; the old pages stay",
    },
)
@in_workspace
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="The folder to write. Without it: site.")
@click.option("--school", "schools", metavar="ID", multiple=True, help="Only this school; may be given again.")
@click.option(
    "--audience",
    "audiences",
    metavar="AUDIENCE",
    type=click.Choice(["staff", "pupil", "parent"]),
    multiple=True,
    help="Only this edition: staff, pupil or parent; may be given again.",
)
@click.option("--keep-going", is_flag=True, help="Publish the schools without faults; leave the others' last pages.")
@click.option("--blanks", is_flag=True, help="Print details that are missing as labelled blanks.")
@click.option("--web", "web_only", is_flag=True, help="Websites without PDFs; no page links to one.")
@click.option("--draft", is_flag=True, help="Take today's files even where a version is in force; needs --out.")
@on_day
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="How many processes work at once.")
@click.option("--afresh", is_flag=True, help="Forget what earlier builds kept, and look at every published file again.")
@click.option(
    "--manifest",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also list the SHA-256 of every published file: FILE with -public and with -internal in its name.",
)
@as_json
def build(
    workspace: Path | None,
    out: Path | None,
    today: datetime.date | None,
    jobs: int | None,
    json_wanted: bool,
    **wanted: Any,
) -> int:
    """Make the websites and PDFs.

    First everything is checked. When there are faults, they are printed as `policypress check` prints them and nothing
    is published: the old pages stay. A build takes effect whole or not at all, also when it is interrupted.

    Only what has changed since the last build is made again. What earlier builds made is kept in your own cache folder
    (POLICYPRESS_CACHE names another one); you may remove it at any time.
    """
    from generator.pipeline.build import build as build_site
    from generator.pipeline.order import BuildOrder

    if wanted["draft"] and out is None:
        raise Stop(
            "--draft needs --out DIR, so that drafts never mix with what is published.",
            "For example: policypress build --draft --out build/draft",
        )
    root = open_workspace(workspace, out)
    wanted["prints"] = not wanted.pop("web_only")
    order = BuildOrder(
        root=root, out=out or root / "site", today=day(today), jobs=jobs or 0, store=store_folder(), **wanted
    )
    with shown_progress(silent=json_wanted) as tell:
        report = build_site(order, tell)
    for line in report.notes:
        note(line)
    if json_wanted:
        print_json(_as_json(report))
    else:
        show_problems(report.problems)
        _summary(report, out or Path("site"))
    return 1 if errors(report.problems) else 0


def _summary(report: BuildReport, out: Path) -> None:
    if report.published:
        made = f"{counted(report.pages, 'page')}, {counted(report.pdfs, 'PDF')}"
        changed = f"{counted(report.changed, 'file')} new, changed or removed" if report.changed else "nothing changed"
        changed += f", {counted(report.mkdocs_builds, 'MkDocs build')}"
        schools, seconds = counted(len(report.schools), "school"), f"{report.seconds:.1f} s"
        say(f"Published {schools} to {out} in {seconds}: {made} ({changed}).", "bold green")
    else:
        what = faults_and_warnings(report.problems)
        say(f"Nothing was published: {what}, {report.seconds:.1f} s. Pages in {out} stay as they were.", "bold red")
    if report.altered and len(report.altered) < len(report.schools):
        say(f"Changed: {named(report.altered)}.")
    if report.gone:
        say(f"Removed with all pages: {named(report.gone)}.")
    for line in visibility(report):
        say(line)
    if report.published and report.left:
        say(f"Left as they were, because of faults: {', '.join(report.left)}.")
    if report.published and report.problems:
        say(f"{faults_and_warnings(report.problems)[:1].upper()}{faults_and_warnings(report.problems)[1:]}.")
    show_elsewhere(report.elsewhere)
    show_unread(report.problems)
    if report.again:
        say(again_words(report.again))


def _as_json(report: BuildReport) -> dict[str, object]:
    return {
        "problems": [as_plain(problem) for problem in report.problems],
        "faults": len(errors(report.problems)),
        "warnings": len(report.problems) - len(errors(report.problems)),
        "elsewhere": report.elsewhere,
        "published": report.published,
        "schools": list(report.schools),
        "left": list(report.left),
        "pages": report.pages,
        "pdfs": report.pdfs,
        "files": report.files,
        "changed": report.changed,
        "mkdocs_builds": report.mkdocs_builds,
        "seconds": round(report.seconds, 3),
        "notes": list(report.notes),
        "not_public": {school: list(audiences) for school, audiences in report.not_public},
        "altered": list(report.altered),
        "gone": list(report.gone),
        "again": [{"school": school, **turn._asdict()} for school, turn in report.again],
        "withdrawn": {school: list(audiences) for school, audiences in report.withdrawn},
    }
