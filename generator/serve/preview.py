"""A preview from its first build to Ctrl-C."""

from __future__ import annotations

import datetime
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.model.edition import Audience
from generator.pipeline.build import build
from generator.pipeline.order import BuildOrder, BuildReport, Progress
from generator.problems import Problem, in_order
from generator.publish import PublishError
from generator.serve.server import PreviewServer, State, start_server
from generator.serve.watching import Seen, changed, look, schools_in, schools_touched

LOOK_EVERY = 0.4
"""Seconds between two looks at the files."""

Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class PreviewOrder:
    """What to show: the schools and audiences (none: all), as of `today` (None: the day on which a build runs)."""

    root: Path
    schools: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    today: datetime.date | None = None
    port: int | None = None
    jobs: int = 0


class Preview:
    """Use it in a `with` block: the server runs inside, and the temporary folder goes when it ends.

    Entering raises `OSError` when the port is taken.
    """

    def __init__(self, order: PreviewOrder) -> None:
        """Nothing is started before the `with` block."""
        self.order = order
        self.state = State()
        self._seen: Seen = {}
        self._made: Seen = {}

    def __enter__(self) -> Preview:
        """Starts the server; pages come with the first `refresh`."""
        self._folder = Path(tempfile.mkdtemp(prefix="policypress-preview-"))
        try:
            self._server: PreviewServer = start_server(self.order.port, self._folder / "site", lambda: self.state)
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Ends at once: threads that still answer a browser end with the program."""
        self._server.socket.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return self._server.address

    def wait(self) -> None:
        """Returns when a file that a build reads has changed, and nothing more has for a moment."""
        while not changed(self._seen, look(self.order.root)):
            time.sleep(LOOK_EVERY)
        before = look(self.order.root)
        while True:
            time.sleep(LOOK_EVERY / 2)  # an editor may still be writing
            now = look(self.order.root)
            if not changed(before, now):
                return
            before = now

    def refresh(self, tell: Tell) -> BuildReport | str:
        """Builds what has changed since pages were last made; a failure of the machine or of ours is one line."""
        self._seen = look(self.order.root)
        asked = self._asked(changed(self._made, self._seen))
        order = BuildOrder(
            root=self.order.root,
            out=self._folder / "site",
            today=self.order.today or datetime.date.today(),
            schools=asked,
            audiences=self.order.audiences,
            keep_going=True,
            jobs=self.order.jobs,
        )
        try:
            report = build(order, tell)
        except PublishError as fault:
            return self._failed(f"{fault.message} {fault.hint}".strip())
        except Exception as fault:  # the preview must outlive a mistake of ours
            return self._failed(f"Policypress itself failed, and that is our fault ({type(fault).__name__}: {fault}).")
        if report.published:
            self._made = self._seen
        self.state = State(
            built=self.state.built + 1,
            published=self.state.published + report.published,
            problems=in_order((*self._elsewhere(asked), *report.problems)),
        )
        return report

    def _asked(self, paths: frozenset[str]) -> tuple[str, ...]:
        """The schools to build; () for all that the preview shows."""
        known = schools_in(self._made) & schools_in(self._seen)
        touched = schools_touched(paths, known) if self._made else None
        if touched is None:
            return self.order.schools
        shown = tuple(school for school in touched if not self.order.schools or school in self.order.schools)
        return shown or self.order.schools

    def _elsewhere(self, asked: tuple[str, ...]) -> tuple[Problem, ...]:
        """Problems found earlier in schools that this build did not look at."""
        if not asked or self.order.schools:
            return ()
        return tuple(p for p in self.state.problems if p.school and p.school not in asked)

    def _failed(self, says: str) -> str:
        self.state = replace(self.state, built=self.state.built + 1, failure=says)
        return says
