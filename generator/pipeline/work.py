"""What a worker does: one audience's website, its documents, or a front. Loads the engines."""

from __future__ import annotations

from generator.engines.house import read_house
from generator.engines.mkdocs_site import build_site
from generator.engines.stamp import stamp
from generator.engines.typst_press import Press
from generator.house_templates import laid_over
from generator.model.site import AudienceSite, Front
from generator.model.source import SiteSource
from generator.pipeline.workers import House, Made, Task
from generator.render.print_source import print_documents
from generator.render.web import audience_source, front_source


class Workshop:
    """Keeps the templates and a warm press for all tasks of one process."""

    def __init__(self, house: House) -> None:
        name = house.settings.get("site_name")
        self._name = name if isinstance(name, str) else ""
        self._style = read_house(laid_over(house.root, "web"), house.settings)
        self._press = Press(*laid_over(house.root, "print"))

    def make(self, task: Task) -> Made:
        """The files of `task`."""
        if isinstance(task.subject, Front):
            return Made(task, tuple(self._front(task.subject).items()))
        make = self._documents if task.kind == "print" else self._website
        return Made(task, tuple(make(task.subject).items()))

    def _website(self, site: AudienceSite) -> dict[str, bytes]:
        return self._built(audience_source(site))

    def _front(self, front: Front) -> dict[str, bytes]:
        return self._built(front_source(front, self._name))

    def _built(self, source: SiteSource) -> dict[str, bytes]:
        return stamp(build_site(source, self._style), source.results)

    def _documents(self, site: AudienceSite) -> dict[str, bytes]:
        return {f"print/{document.name}": self._press.press(document) for document in print_documents(site)}
