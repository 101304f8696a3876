"""`policypress serve`."""

from __future__ import annotations

import datetime
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.frame import in_workspace, on_day, open_workspace, store_folder
from generator.cli.progress import shown_progress
from generator.cli.screen import console, counted, faults_and_warnings, say, show_problems
from generator.cli.stop import Stop
from generator.cli.teaching import teaching
from generator.cli.visibility import visibility
from generator.model.edition import Audience
from generator.problems import errors

if TYPE_CHECKING:
    from generator.pipeline.order import BuildReport
    from generator.serve import Preview

_MOST_NAMED = 3
"""Files that are named when they were saved; of more, only their number is told."""


@teaching(
    "serve",
    ("policypress serve --open", "Show all schools in the browser, and every change as you save it."),
    ("policypress serve --school forge --audience pupil", "Only this edition."),
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

    Nothing is built in advance, and nothing is written into site/: each page is made when the browser asks for it.
    When you save a file, the pages that it changes show it at once. When there are faults, a page lists them with file
    and line, and the last good pages stay. Nobody but this computer can see the pages. Ctrl-C ends it.
    """
    from generator.serve import Preview, PreviewOrder

    root = open_workspace(workspace)
    # whoever ends it otherwise than by Ctrl-C shall not leave its temporary folder behind
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    port = more["port"] if isinstance(more["port"], int) else None
    order = PreviewOrder(root, schools, audiences, today, port, store=store_folder())
    with _temporary_folder(), ExitStack() as running:
        try:
            preview = running.enter_context(Preview(order))
        except OSError as fault:
            what = f"Port {port}" if port else "The computer’s own network"
            raise Stop(
                f"{what} cannot be used: {fault.strerror or fault}.", "Give another port with --port."
            ) from fault
        _show(preview, bool(more["open_browser"]))


@contextmanager
def _temporary_folder() -> Iterator[None]:
    """Whatever is written temporarily lies in one folder, which goes even if something is still being written there."""
    import multiprocessing.util

    multiprocessing.util.get_temp_dir()  # first, because what is there is cleared away after our folder
    with tempfile.TemporaryDirectory(prefix="policypress-preview-", ignore_cleanup_errors=True) as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = None


def _show(preview: Preview, open_browser: bool) -> None:
    say(f"The preview is at {preview.address} (Ctrl-C ends it).", "bold")
    say("Its first page leads to the public pages and to the internal ones, for staff and governors only.")
    if open_browser:
        import webbrowser

        webbrowser.open(preview.address)
    silent = False
    while True:
        with shown_progress(silent) as tell:
            report = preview.look_over(tell)
        if isinstance(report, str):
            say(report, "bold red", to_errors=True)
        else:
            show_problems(report.problems)
            for line in visibility(report):
                say(line)
            say(_outcome(report))
        say(f"Saved: {_named(preview.wait())}.")
        silent = not console().is_terminal  # in a pipe the same lines after every save would tell nothing


def _outcome(report: BuildReport) -> str:
    what = faults_and_warnings(report.problems)
    if not report.published:
        return f"{what}: no page can be made yet. Waiting for changes."
    if errors(report.problems):
        return f"{what}: what has a fault stays as it was. Waiting for changes."
    return f"Looked at {counted(len(report.schools), 'school')} in {report.seconds:.1f} s: {what}. Waiting for changes."


def _named(paths: Sequence[str]) -> str:
    named = ", ".join(paths[:_MOST_NAMED])
    return named if len(paths) <= _MOST_NAMED else f"{named} and {counted(len(paths) - _MOST_NAMED, 'other file')}"
