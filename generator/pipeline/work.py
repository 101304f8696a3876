"""What a worker does: one audience's website, its documents, or a front. Loads the engines."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.engines.assemble import Assembler
from generator.engines.house import read_house
from generator.engines.kept import kept_json, read_kept
from generator.engines.mkdocs_site import SiteBuildError, build_site
from generator.engines.stamp import StampError, stamp
from generator.engines.typst_press import Press, PressError
from generator.house_templates import house_folder, laid_over
from generator.model.site import AudienceSite, Front
from generator.pipeline.workers import House, Made, Prepared, Task
from generator.render.print_source import print_documents
from generator.render.web import front_source


class Workshop:
    """Keeps the templates and a warm press for all tasks of one process."""

    def __init__(self, house: House) -> None:
        extra = house.settings.get("extra")
        title = extra.get("front_title") if isinstance(extra, dict) else ""
        self._name = title.strip() if isinstance(title, str) else ""
        self._style = read_house(laid_over(house.root, "web"), house.settings)
        self._press = Press(*laid_over(house.root, "print"))
        own_templates = any(file.is_file() for file in (house.root / "overrides" / "web").rglob("*"))
        self._assembler = Assembler(self._style, prove=own_templates and not _is_ours(house.root))
        self._learned: set[str] = set()

    def make(self, task: Task, learned: str = "") -> Made:
        """The files of `task`, or what an engine said when it refused them.

        `learned` is the file with what `prepare` made for all of its kind.
        """
        if learned and learned not in self._learned:
            self._assembler.learn(read_kept(Path(learned).read_bytes()))
            self._learned.add(learned)
        before = self._assembler.builds
        try:
            files = tuple(self._files(task).items())
        except (SiteBuildError, StampError, PressError) as fault:
            details = fault.details if isinstance(fault, PressError) else ()
            return Made(task, fault="; ".join((str(fault), *details)))
        return Made(task, files, builds=self._assembler.builds - before + (task.kind == "front"))

    def _files(self, task: Task) -> dict[str, bytes]:
        if isinstance(task.subject, Front):
            return self._front(task.subject)
        return self._documents(task.subject) if task.kind == "print" else self._assembler.files(task.subject)

    def prepare(self, sites: Iterable[AudienceSite]) -> Prepared:
        """What all `sites` are put together from; what an engine refuses here it refuses, and is told, in `make`."""
        before = self._assembler.builds
        with suppress(SiteBuildError, StampError):
            self._assembler.prepare(sites)
        return Prepared(kept_json(self._assembler.keep()), self._assembler.builds - before)

    def _front(self, front: Front) -> dict[str, bytes]:
        source = front_source(front, self._name)
        return stamp(build_site(source, self._style), source.results)

    def _documents(self, site: AudienceSite) -> dict[str, bytes]:
        return {f"print/{document.name}": self._press.press(document) for document in print_documents(site)}


def _is_ours(root: Path) -> bool:
    return (root / "overrides").resolve() == house_folder().resolve()
