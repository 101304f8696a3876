"""What a worker does, one school at a time: reads, checks, composes, puts websites together, prints.

Holds the library, the templates and a few schools between calls, so that memory does not grow with their number.
"""

from __future__ import annotations

import contextlib
import functools
import gc
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path

from generator.compose.edition import profile_of
from generator.engines.assemble import Assembler, Drafted, Missing, PageKey
from generator.engines.faults import SiteBuildError
from generator.engines.front_skeleton import look_of_front
from generator.engines.house import HouseError
from generator.engines.kept import kept_json, read_kept
from generator.engines.pressed import CachedPress
from generator.engines.print_house import PressError
from generator.engines.stamp import StampError
from generator.library import read_ahead, read_house_style
from generator.model.governing import FOLDER, GROUPS
from generator.model.site import SITE_NAMES, Front, SchoolEntry, SiteName, Tree, audience_of
from generator.pipeline.answers import Before, Made, MadeBefore, SchoolDraft
from generator.pipeline.area_files import AreaWriter, GroupAsked, group_files
from generator.pipeline.area_work import AreaWork
from generator.pipeline.order import Shop
from generator.pipeline.reading import Reading, changed_meanwhile, hold
from generator.pipeline.school_sites import SitesAsked, has_adopted, school_sites
from generator.pipeline.style import Style, assembler_for, keep_parts, press_for
from generator.publish import Desk, Kept, Staged
from generator.render.listing import listed
from generator.render.print_source import print_documents

Write = Callable[[Container[str]], Iterator[tuple[str, bytes]]]
"""Gives the files of a site whose paths are wanted, each with its content."""


class Workshop(Reading):
    """One worker. Its methods are the calls of a crew; what they take and give passes between processes."""

    def __init__(self, shop: Shop, number: int) -> None:
        super().__init__(shop)
        _look_for_circles_seldom()
        self._number = number
        self._drafts: OrderedDict[str, tuple[Drafted, ...]] = OrderedDict()
        self._learned: set[str] = set()

    def close(self) -> None:
        """Removes temporary folders."""
        if "_press" in self.__dict__:
            self._press.close()

    # Making

    def draft(self, school_id: str) -> SchoolDraft:
        """Composes a school's editions, and says how the fronts list it and what is missing to make its websites."""
        try:
            drafts = self._drafted(school_id)
            missing = functools.reduce(lambda one, other: one | other, map(self._assembler.missing, drafts), Missing())
        except (HouseError, SiteBuildError, StampError) as fault:
            return SchoolDraft(fault=str(fault))
        sites = tuple(draft.site for draft in drafts)
        governance = self._areas.governance(self._school(school_id))
        return SchoolDraft(
            tuple(listed(sites, governance, profile_of(self._read.workspace, self._school(school_id)))),
            tuple((site.name, site.place.tree) for site in sites),
            missing,
            self._school(school_id).publish == "draft" or has_adopted(self._school(school_id), self._asked),
            governance.area,
        )

    def get_ready(self) -> None:
        """Does what a build without kept parts will want: reads clauses from the last one on, and loads MkDocs.

        Another process reads them from the first one on, and each finds the rest kept. MkDocs has compiled most house
        templates once it has built something, be it the front of a tree without schools. Whatever is at fault is told
        when pages are made.
        """
        with contextlib.suppress(Exception):
            read_ahead(self._shop.root, self._store)
            Assembler(self._assembler.house).make(Missing(looks=frozenset((look_of_front(Front("public", "", ())),))))

    def prepare(self, missing: Missing, file: str) -> int:
        """Makes what is missing and writes it to `file` for all workers; how many MkDocs builds that took.

        What an engine refuses here it refuses, and says so, when the pages are made.
        """
        before = self._assembler.builds
        try:
            kept = self._assembler.make(missing)
        except (HouseError, SiteBuildError, StampError):
            return self._assembler.builds - before
        self._learned.add(file)
        Path(file).write_bytes(kept_json(kept))
        return self._assembler.builds - before

    def keep(self, learned: tuple[str, ...]) -> None:
        """Keeps all that this worker knows for later builds."""
        self._learn(learned)
        keep_parts(self._assembler, self._store, self._style)

    def web(self, school_id: str, fronts: tuple[tuple[Front, SchoolEntry], ...], made: MadeBefore) -> Made:
        """The websites of a school, and its page at the front of each tree."""
        self._learn(made.learned)
        drafts = self._drafted(school_id)
        return self._attempt(
            lambda: [
                *self._sites(drafts, made.before),
                *self._front_pages(fronts, made.before),
                *self._area(school_id, fronts, made),
            ]
        )

    def prints(self, school_id: str, place: tuple[SiteName, Tree], made: MadeBefore) -> Made:
        """The documents of one of a school's sites."""
        return self._attempt(lambda: self._documents(school_id, place, made.before))

    def front(self, front: Front, title: str) -> Made:
        """The pages of a tree that belong to no school."""

        def files() -> list[tuple[str, Staged | Kept]]:
            made = self._assembler.front_files(front, title)
            desk = self._new_desk()  # for loose files: no folder is open at it
            return [("", desk.put(f"{front.tree}/{path}", content)) for path, content in made.items()]

        return self._attempt(files)

    def group(self, asked: GroupAsked, front: Front, learned: tuple[str, ...]) -> Made:
        """The register of a group of schools."""
        self._learn(learned)

        def files() -> Iterator[tuple[str, Staged | Kept]]:
            self._desk.open_folder(f"{front.tree}/{GROUPS}/{asked.group}")
            for path, content in group_files(self._assembler, front, asked, self._areas.group(asked)):
                yield "", self._desk.put(f"{front.tree}/{path}", content)

        return self._attempt(lambda: list(files()))

    def _attempt(self, make: Callable[[], list[tuple[str, Staged | Kept]]]) -> Made:
        before = self._builds()
        try:
            return Made(tuple(make()), builds=self._builds() - before)
        except (HouseError, SiteBuildError, StampError, PressError) as fault:
            details = fault.details if isinstance(fault, PressError) else ()
            return Made(fault="; ".join((str(fault), *details)))

    def _builds(self) -> int:
        return self._assembler.builds if "_assembler" in self.__dict__ else 0

    def _sites(self, drafts: Iterable[Drafted], before: Before) -> Iterator[tuple[str, Staged | Kept]]:
        for draft in drafts:
            folder = f"{draft.site.place.tree}/{draft.site.place.folder}"
            pages, write = self._assembler.pages(draft), functools.partial(self._assembler.write, draft)
            yield from self._placed(folder, folder, pages, write, before)

    def _area(
        self, school_id: str, fronts: Iterable[tuple[Front, SchoolEntry]], made: MadeBefore
    ) -> Iterator[tuple[str, Staged | Kept]]:
        """The area of a school's governors, which the internal tree alone has."""
        school = self._school(school_id)
        for front, entry in fronts:
            if front.tree == "internal" and self._areas.governance(school).area:
                sites = tuple(draft.site for draft in self._drafted(school_id))
                writer = AreaWriter(self._assembler, front, entry, self._areas.of(school, sites, made.digest))
                folder = f"{front.tree}/{school_id}/{FOLDER}"
                yield from self._placed(front.tree, folder, writer.keys(), writer.write, made.before)

    @functools.cached_property
    def _areas(self) -> AreaWork:
        return AreaWork(self._shop, self._read.workspace, self._store)

    def _front_pages(
        self, fronts: Iterable[tuple[Front, SchoolEntry]], before: Before
    ) -> Iterator[tuple[str, Staged | Kept]]:
        for front, entry in fronts:
            folder = f"{front.tree}/{entry.school.id}"
            pages, write = self._assembler.front_pages(front, entry), self._assembler.write_front
            yield from self._placed(front.tree, folder, pages, functools.partial(write, front, entry), before)

    def _placed(
        self, root: str, folder: str, pages: Iterable[PageKey], write: Write, before: Before
    ) -> Iterator[tuple[str, Staged | Kept]]:
        """Files of `folder`, paths relative to `root`: those that stand there as they would be made, others made."""
        keys = {page.path: page.key for page in pages}
        stand = {path for path, key in keys.items() if before.get(f"{root}/{path}", ("",))[0] == key}
        for path in sorted(stand):
            yield keys[path], Kept(f"{root}/{path}", bytes.fromhex(before[f"{root}/{path}"][1]))
        if stand != keys.keys():
            self._desk.open_folder(folder)
            for path, content in write(keys.keys() - stand):
                yield keys[path], self._desk.put(f"{root}/{path}", content)

    def _documents(
        self, school_id: str, place: tuple[SiteName, Tree], before: Before
    ) -> list[tuple[str, Staged | Kept]]:
        sites = (draft.site for draft in self._drafted(school_id))
        (site,) = (site for site in sites if (site.name, site.place.tree) == place)
        found: list[tuple[str, Staged | Kept]] = []
        self._desk.open_folder(f"{site.place.tree}/{site.place.folder}/print")
        for document in print_documents(site):
            path, key = f"{site.place.tree}/{site.place.folder}/print/{document.name}", self._press.key(document)
            known = before.get(path)
            if known and known[0] == key:
                found.append((key, Kept(path, bytes.fromhex(known[1]))))
            else:
                found.append((key, self._desk.put(path, self._press.press(document))))
        return found

    @functools.cached_property
    def _asked(self) -> SitesAsked:
        shop = self._shop
        names = tuple(name for name in SITE_NAMES if audience_of(name) in shop.audiences)
        return SitesAsked(shop.today.isoformat(), names, shop.blanks, shop.prints, shop.draft, shop.root)

    # What is held

    # Read with the first call that needs them: a fault in them is a fault of that call, and not the end of a worker.
    @functools.cached_property
    def _assembler(self) -> Assembler:
        house = (
            self._read.workspace.house if "_read" in self.__dict__ else read_house_style(self._shop.root, self._store)
        )
        style = Style(self._shop.fingerprint, self._shop.style)
        assembler, self._style = assembler_for(self._shop.root, house, self._store, style)
        if self._shop.style and not self._style.digest:
            raise changed_meanwhile("overrides/ or mkdocs.yml")
        return assembler

    @functools.cached_property
    def _press(self) -> CachedPress:
        return press_for(self._shop.root, self._store)

    @functools.cached_property
    def _desk(self) -> Desk:
        return self._new_desk()

    def _new_desk(self) -> Desk:
        assert self._shop.placing is not None
        return self._shop.placing.begin(f"w{self._number}")

    def _drafted(self, school_id: str) -> tuple[Drafted, ...]:
        if school_id not in self._drafts:
            sites = school_sites(self._read.workspace, self._school(school_id), self._asked)
            hold(self._drafts, school_id, tuple(map(self._assembler.drafted, sites)))
        return self._drafts[school_id]

    def _learn(self, files: Iterable[str]) -> None:
        for file in files:
            if file not in self._learned and Path(file).exists():
                self._assembler.learn(read_kept(Path(file).read_bytes()))
            self._learned.add(file)


def _look_for_circles_seldom() -> None:
    """Values of schools go by themselves; to look through all that is held for what does not took a tenth of a build.

    The engines leave circles, which are still found, after more of them.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
