"""What a worker does: one audience's website, its documents, or a front. Loads the engines."""

from __future__ import annotations

import functools

from generator.engines.house import HouseError, read_house
from generator.engines.mkdocs_site import SiteBuildError, build_site
from generator.engines.stamp import StampError, stamp
from generator.engines.typst_press import Press, PressError
from generator.house_templates import laid_over
from generator.model.site import AudienceSite, Front
from generator.model.source import HouseStyle, SiteSource
from generator.pipeline.workers import House, Made, Task
from generator.render.print_source import print_documents
from generator.render.web import audience_source, front_source


class Workshop:
    """Keeps the templates and a warm press for all tasks of one process."""

    def __init__(self, house: House) -> None:
        extra = house.settings.get("extra")
        title = extra.get("front_title") if isinstance(extra, dict) else ""
        self._name = title.strip() if isinstance(title, str) else ""
        self._house = house

    def make(self, task: Task) -> Made:
        """The files of `task`, or what an engine said when it refused them."""
        try:
            return Made(task, tuple(self._files(task).items()))
        except (HouseError, SiteBuildError, StampError, PressError) as fault:
            details = fault.details if isinstance(fault, PressError) else ()
            return Made(task, fault="; ".join((str(fault), *details)))

    def _files(self, task: Task) -> dict[str, bytes]:
        if isinstance(task.subject, Front):
            return self._front(task.subject)
        return self._documents(task.subject) if task.kind == "print" else self._website(task.subject)

    # Read with the first task that needs them: a fault in them is a fault of that task, and not the end of a worker.
    @functools.cached_property
    def _style(self) -> HouseStyle:
        return read_house(laid_over(self._house.root, "web"), self._house.settings)

    @functools.cached_property
    def _press(self) -> Press:
        return Press(*laid_over(self._house.root, "print"))

    def _website(self, site: AudienceSite) -> dict[str, bytes]:
        return self._built(audience_source(site))

    def _front(self, front: Front) -> dict[str, bytes]:
        return self._built(front_source(front, self._name))

    def _built(self, source: SiteSource) -> dict[str, bytes]:
        return stamp(build_site(source, self._style), source.results)

    def _documents(self, site: AudienceSite) -> dict[str, bytes]:
        return {f"print/{document.name}": self._press.press(document) for document in print_documents(site)}
