"""A preview from its start to Ctrl-C: pages when they are asked for, problems as soon as somebody has time."""

from __future__ import annotations

import contextlib
import datetime
import json
import multiprocessing
import os
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

from generator.checks import SchoolFacts
from generator.model.edition import Audience
from generator.model.site import SITE_NAMES, SiteName, audience_of
from generator.pipeline.checking import look_over
from generator.pipeline.live import Answer, Live, LiveOrder
from generator.pipeline.order import BuildOrder, BuildReport, Progress
from generator.pipeline.record import read_found
from generator.pipeline.wanted import wanted
from generator.problems import Problem
from generator.serve.news import News, failure_of
from generator.serve.server import PreviewServer, start_server
from generator.serve.watching import Watch
from generator.store import Store

_QUIET = 0.3
"""Seconds without a save and without anybody asking for a page after which there is time to look for problems."""
_BUSY_AT_MOST = 3.0
"""Seconds after which there must be time."""
_PATIENCE = 0.8
"""Seconds that the end waits for a file that is just being made."""

_BESIDE = 15
"""How willingly those give way who work beside, of at most 19."""

Tell = Callable[[Progress], None]
NotPublic = tuple[tuple[str, tuple[SiteName, ...]], ...]


@dataclass(frozen=True, slots=True)
class PreviewOrder:
    """What to show: the schools and audiences (none: all), as of `today` (None: the day on which files are read).

    `store` is the folder of what earlier commands made, None for none; `jobs` is as in a `BuildOrder`.
    """

    root: Path
    schools: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    today: datetime.date | None = None
    port: int | None = None
    jobs: int = 0
    store: Path | None = None


class _Overtaken(Exception):
    """Files were saved while we looked for problems."""


class Preview:
    """Use it in a `with` block: pages are served inside, and the temporary folder goes when it ends.

    Entering raises `OSError` when the port is taken.
    """

    def __init__(self, order: PreviewOrder) -> None:
        """Nothing is started before the `with` block."""
        self.order = order
        self.news = News()
        self._opened = threading.Event()
        self._looked = 0
        self._saved: set[str] = set()
        self._not_public: NotPublic = ()

    def __enter__(self) -> Preview:
        """Starts the server, and begins to read the policy folder."""
        order = self.order
        self._server: PreviewServer = start_server(order.port, self, self.news)
        self._folder = tempfile.TemporaryDirectory(prefix="policypress-preview-", ignore_cleanup_errors=True)
        self._store = order.store if order.store and Store(order.store).keeps else Path(self._folder.name)
        self._live = Live(LiveOrder(order.root, self._store, order.schools, order.audiences, order.today))
        self._watch = Watch(order.root).__enter__()
        for work in (self._follow, partial(self._server.serve_forever, 0.05)):
            threading.Thread(target=work, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends at once: threads that still answer a browser end with the program."""
        self.news.close()
        self._watch.__exit__(kind, error, trace)
        self._server.shutdown()
        self._server.server_close()
        self._live.close(_PATIENCE)
        self._folder.cleanup()

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return self._server.address

    # What the server asks for

    @property
    def has_pages(self) -> bool:
        """Whether there is anything to show."""
        self._opened.wait()
        return self._live.has_pages

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems that are known of, in order."""
        return self._live.problems

    def content(self, path: str) -> Answer:
        """The file `path` of the output, as `Live.content`."""
        self._opened.wait()
        return self._live.content(path)

    # What happens beside

    def wait(self) -> tuple[str, ...]:
        """Returns when files have been saved since problems were last looked for: some of them, sorted."""
        self.news.wait_for_save(self._looked)
        return tuple(sorted(self._saved))

    def look_over(self, tell: Tell) -> BuildReport | str:
        """All problems, once nobody is waiting for a page; a failure of the machine or of ours is one line."""
        self._opened.wait()
        while True:
            saves = self._wait_until_quiet()
            self._saved.clear()
            try:
                report = self._look_over(saves, tell)
            except _Overtaken:
                continue
            except Exception as fault:  # the preview must outlive a mistake of ours
                self._looked = saves
                self.news.found(self._live.problems, says := failure_of(fault))
                return says
            self._looked = saves
            return report

    def _look_over(self, saves: int, tell: Tell) -> BuildReport:
        started = time.monotonic()

        def tell_or_stop(progress: Progress) -> None:
            if self.news.saves != saves:
                raise _Overtaken
            _give_way()
            tell(progress)

        order = self._order()
        looked = look_over(order, tell_or_stop)
        plan = wanted(looked, order)
        self._live.learn(_facts(self._store, order.root), plan.problems)
        self.news.found(self._live.problems)
        self._live.keep()
        return BuildReport(
            self._live.problems,
            plan.elsewhere,
            published=self._live.has_pages,
            schools=plan.schools,
            left=plan.left,
            seconds=time.monotonic() - started,
            not_public=self._newly_not_public(),
        )

    def _order(self) -> BuildOrder:
        """What a build would be told that makes all that can be seen here."""
        order = self.order
        return BuildOrder(
            root=order.root,
            out=Path(self._folder.name),
            today=order.today or datetime.date.today(),
            schools=order.schools,
            audiences=order.audiences,
            keep_going=True,
            jobs=order.jobs,
            store=self._store,
        )

    def _newly_not_public(self) -> NotPublic:
        """Schools with those of their audiences that are internal because drafts are not published; () if told before.

        Reading them also makes ready the lists of schools.
        """
        names = [name for name in SITE_NAMES if not self.order.audiences or audience_of(name) in self.order.audiences]
        found = tuple(
            (school, inside)
            for school, known in self._live.schools()
            if not known.publishes_drafts
            and (inside := tuple(name for name in names if (name, "internal") in known.places))
        )
        told, self._not_public = self._not_public, found
        return () if found == told else found

    def _wait_until_quiet(self) -> int:
        """Returns, when nothing was saved or asked for lately, how many saves there have been."""
        end = time.monotonic() + _BUSY_AT_MOST
        while True:
            saves, asked = self.news.saves, self.news.asked
            time.sleep(_QUIET)
            quiet = saves == self.news.saves and asked == self.news.asked
            if quiet or time.monotonic() > end:
                return self.news.saves

    def _follow(self) -> None:
        """Takes over what is saved as long as the preview runs."""
        self._refresh(None)
        self._opened.set()
        while paths := self._watch.wait():
            self._refresh(paths)

    def _refresh(self, paths: frozenset[str] | None) -> None:
        failure = ""
        try:
            self._live.refresh(paths)
        except Exception as fault:
            failure = failure_of(fault)
        self._saved |= paths or frozenset()
        self.news.saved(self._live.problems, failure)


def _give_way() -> None:
    """Whoever waits for a page comes before the processes that look for problems, which this one has started."""
    if hasattr(os, "setpriority"):
        for pid in (worker.pid for worker in multiprocessing.active_children() if worker.pid):
            with contextlib.suppress(OSError):  # it has just ended
                os.setpriority(os.PRIO_PROCESS, pid, _BESIDE)


def _facts(store: Path, root: Path) -> Mapping[str, SchoolFacts]:
    """What was found in all schools that can be read."""
    schools = read_found(Store(store), root).schools.items()
    return {name: SchoolFacts.from_plain(json.loads(school.facts)) for name, school in schools if school.facts}
