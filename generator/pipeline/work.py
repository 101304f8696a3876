"""What a worker does: one audience's website, its documents, or a front. Loads the engines."""

from __future__ import annotations

import functools
from pathlib import Path

from generator.engines.assemble import Assembler
from generator.engines.house import HouseError, read_house
from generator.engines.mkdocs_site import SiteBuildError, build_site
from generator.engines.stamp import StampError, stamp
from generator.engines.typst_press import Press, PressError
from generator.house_templates import house_folder, laid_over
from generator.model.site import AudienceSite, Front
from generator.model.source import HouseStyle, SiteSource
from generator.pipeline.workers import House, Made, Task
from generator.render.print_source import print_documents
from generator.render.web import front_source


class Workshop:
    """Keeps the templates and a warm press for all tasks of one process."""

    def __init__(self, house: House) -> None:
        extra = house.settings.get("extra")
        title = extra.get("front_title") if isinstance(extra, dict) else ""
        self._name = title.strip() if isinstance(title, str) else ""
        self._house = house

    def make(self, task: Task) -> Made:
        """The files of `task`, or what an engine said when it refused them."""
        before = self._builds()
        try:
            files = tuple(self._files(task).items())
        except (HouseError, SiteBuildError, StampError, PressError) as fault:
            details = fault.details if isinstance(fault, PressError) else ()
            return Made(task, fault="; ".join((str(fault), *details)))
        return Made(task, files, builds=self._builds() - before + (task.kind == "front"))

    def _builds(self) -> int:
        return self._assembler.builds if "_assembler" in self.__dict__ else 0

    def _files(self, task: Task) -> dict[str, bytes]:
        if isinstance(task.subject, Front):
            return self._front(task.subject)
        return self._documents(task.subject) if task.kind == "print" else self._website(task.subject)

    # Read with the first task that needs them: a fault in them is a fault of that task, and not the end of a worker.
    @functools.cached_property
    def _style(self) -> HouseStyle:
        return read_house(laid_over(self._house.root, "web"), self._house.settings)

    @functools.cached_property
    def _assembler(self) -> Assembler:
        return Assembler(self._style, prove=_has_own_templates(self._house.root))

    @functools.cached_property
    def _press(self) -> Press:
        return Press(*laid_over(self._house.root, "print"))

    def _website(self, site: AudienceSite) -> dict[str, bytes]:
        return self._assembler.files(site)

    def _front(self, front: Front) -> dict[str, bytes]:
        return self._built(front_source(front, self._name))

    def _built(self, source: SiteSource) -> dict[str, bytes]:
        return stamp(build_site(source, self._style), source.results)

    def _documents(self, site: AudienceSite) -> dict[str, bytes]:
        return {f"print/{document.name}": self._press.press(document) for document in print_documents(site)}


def _has_own_templates(root: Path) -> bool:
    own = root / "overrides" / "web"
    return any(file.is_file() for file in own.rglob("*")) and not _is_ours(root)


def _is_ours(root: Path) -> bool:
    """Whether the policy folder is the one that our house templates stand in."""
    return (root / "overrides").resolve() == house_folder().resolve()
