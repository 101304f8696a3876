"""`policypress serve`."""

from __future__ import annotations

import datetime
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.frame import in_workspace, on_day, open_workspace
from generator.cli.progress import shown_progress
from generator.cli.screen import counted, faults_and_warnings, say, show_problems
from generator.cli.stop import Stop
from generator.cli.teaching import teaching
from generator.cli.visibility import visibility
from generator.model.edition import Audience

if TYPE_CHECKING:
    from generator.pipeline.order import BuildReport
    from generator.serve import Preview


@teaching(
    "serve",
    ("policypress serve --open", "Show all schools in the browser, and every change as you save it."),
    ("policypress serve --school forge --audience pupil", "Only this edition: quicker."),
    exits={130: "stopped with Ctrl-C, the way to end it"},
)
@in_workspace
@click.option("--school", "schools", metavar="ID", multiple=True, help="Only this school; may be given again.")
@click.option(
    "--audience",
    "audiences",
    metavar="AUDIENCE",
    type=click.Choice(["staff", "pupil", "parent"]),
    multiple=True,
    help="Only this edition: staff, pupil or parent; may be given again.",
)
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), help="Without it: 8000, or the next that is free.")
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@on_day
def serve(
    workspace: Path | None,
    schools: tuple[str, ...],
    audiences: tuple[Audience, ...],
    today: datetime.date | None,
    **more: object,
) -> None:
    """Show the pages on this computer while you write.

    Builds into a temporary folder, never into site/. When you save a file, what it changes is built again and the
    browser shows it. When there are faults, a page lists them with file and line, and the last good pages stay.
    Nobody but this computer can see the pages. Ctrl-C ends it.
    """
    from generator.serve import Preview, PreviewOrder

    root = open_workspace(workspace)
    # whoever ends it otherwise than by Ctrl-C shall not leave its temporary folder behind
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    port = more["port"] if isinstance(more["port"], int) else None
    try:
        with Preview(PreviewOrder(root, schools, audiences, today, port)) as preview:
            _show(preview, bool(more["open_browser"]))
    except OSError as fault:
        raise Stop(f"Port {port} cannot be used: {fault.strerror or fault}.", "Give another with --port.") from fault


def _show(preview: Preview, open_browser: bool) -> None:
    say(f"The preview is at {preview.address} (Ctrl-C ends it).", "bold")
    say("Its first page leads to the public pages and to the internal ones, for staff and governors only.")
    while True:
        with shown_progress() as tell:
            report = preview.refresh(tell)
        if isinstance(report, str):
            say(report, "bold red", to_errors=True)
        else:
            show_problems(report.problems)
            for line in visibility(report):
                say(line)
            say(_outcome(report))
        if open_browser:
            import webbrowser

            webbrowser.open(preview.address)
            open_browser = False
        preview.wait()


def _outcome(report: BuildReport) -> str:
    what = faults_and_warnings(report.problems)
    if not report.published:
        return f"{what}: the last good pages stay. Waiting for changes."
    made = f"{counted(report.pages, 'page')} and {counted(report.pdfs, 'PDF')}"
    return f"{made} in {report.seconds:.1f} s, {what}. Waiting for changes."
