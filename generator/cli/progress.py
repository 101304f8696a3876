"""How far a build is: bars on a terminal, a line a stage in a pipe, nothing for `--json`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.cli.screen import console, say

if TYPE_CHECKING:
    from generator.pipeline.order import Progress

Tell = Callable[["Progress"], None]


@contextmanager
def shown_progress(silent: bool = False) -> Iterator[Tell]:
    """Gives the function that a build tells how far it is."""
    if silent:
        yield lambda progress: None
    elif console().is_terminal:
        with _bars() as tell:
            yield tell
    else:
        yield _lines()


@contextmanager
def _bars() -> Iterator[Tell]:
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    clocks = (TimeElapsedColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(elapsed_when_finished=True))
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), *clocks)
    tasks: dict[str, TaskID] = {}
    with Bars(*columns, TextColumn("{task.fields[what]}", markup=False), console=console(), transient=True) as bars:

        def tell(progress: Progress) -> None:
            if progress.stage not in tasks:
                tasks[progress.stage] = bars.add_task(progress.stage, total=progress.total, what="", rate="")
            speed = bars.tasks[list(tasks).index(progress.stage)].speed
            bars.update(
                tasks[progress.stage],
                completed=progress.done,
                total=progress.total,
                what="" if progress.done == progress.total else progress.what,
                rate=f"{speed:,.0f}/s" if speed and progress.total > 1 else "",
            )

        yield tell


def _lines() -> Tell:
    begun: set[str] = set()

    def tell(progress: Progress) -> None:
        if progress.stage not in begun:
            begun.add(progress.stage)
            say(f"{progress.stage}: {progress.total:,} in all" if progress.total > 1 else progress.stage)

    return tell
