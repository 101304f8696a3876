"""What a worker does, one school at a time: reads, checks, composes, puts websites together, prints.

Holds the library, the templates and a few schools between calls, so that memory does not grow with their number.
"""

from __future__ import annotations

import contextlib
import functools
import gc
from collections import OrderedDict
from collections.abc import Callable, Iterable
from operator import or_
from pathlib import Path

from generator.compose.edition import profile_of
from generator.engines.assemble import Assembler, Drafted, Missing, StillToBeMade
from generator.engines.faults import SiteBuildError
from generator.engines.front_skeleton import look_of_front
from generator.engines.house import HouseError
from generator.engines.kept import kept_json, read_kept
from generator.engines.pressed import CachedPress
from generator.engines.print_house import PressError
from generator.engines.stamp import StampError
from generator.library import read_ahead, read_house_style
from generator.model.governing import FOLDER
from generator.model.site import SITE_NAMES, Front, SchoolEntry, SiteName, Tree, audience_of
from generator.pipeline.answers import AtOnce, Folder, Made, SchoolDraft
from generator.pipeline.area_files import AreaWriter, GroupAsked
from generator.pipeline.area_work import AreaWork
from generator.pipeline.order import Shop
from generator.pipeline.placing import PartPlaced, counts_of, documents, websites
from generator.pipeline.reading import Reading, changed_meanwhile, hold
from generator.pipeline.school_sites import SitesAsked, has_adopted, school_sites
from generator.pipeline.style import Style, assembler_for, keep_parts, press_for
from generator.publish import Desk
from generator.render.listing import listed
from generator.render.print_source import print_documents

_COMPOSED_HELD = 160
"""How many schools a worker holds as they were composed: some 5 MB."""


class Workshop(Reading):
    """One worker. Its methods are the calls of a crew; what they take and give passes between processes."""

    def __init__(self, shop: Shop, number: int) -> None:
        super().__init__(shop)
        look_for_circles_seldom()
        self._number = number
        self._drafts: OrderedDict[str, tuple[Drafted, ...]] = OrderedDict()
        self._learned: set[str] = set()

    def close(self) -> None:
        """Removes temporary folders."""
        if "_press" in self.__dict__:
            self._press.close()

    # Making

    def draft(self, school_id: str, at_once: AtOnce | None) -> SchoolDraft:
        """Composes a school's editions, and says how the fronts list it and what is missing to make its websites.

        Where nothing is missing they are made `at_once`, if that is wanted.
        """
        try:
            self._learn(at_once.learned if at_once else ())
            drafts = self._drafted(school_id)
            sites = tuple(draft.site for draft in drafts)
            governance = self._areas.governance(self._school(school_id))
            entries = tuple(listed(sites, governance, profile_of(self._read.workspace, self._school(school_id))))
            made = self._made_at_once(school_id, entries, at_once) if at_once else None
            missing = Missing() if made else functools.reduce(or_, map(self._assembler.missing, drafts), Missing())
        except (HouseError, SiteBuildError, StampError) as fault:
            return SchoolDraft(fault=str(fault))
        school = self._school(school_id)
        publishes_drafts = school.publish == "draft" or has_adopted(school, self._asked)
        places = tuple((site.name, site.place.tree) for site in sites)
        return SchoolDraft(entries, places, missing, publishes_drafts, governance.area, made=made)

    def _made_at_once(
        self, school_id: str, entries: tuple[tuple[Tree, SchoolEntry], ...], at_once: AtOnce
    ) -> Made | None:
        """Nothing if something is missing for them."""
        of_tree = dict(entries)
        fronts = tuple((front, of_tree[front.tree]) for front in at_once.fronts if front.tree in of_tree)
        try:
            with self._assembler.making_nothing():
                made = self.web(school_id, fronts, (), at_once.digest)
        except StillToBeMade:
            return None
        if not self._shop.prints:
            del self._drafts[school_id]  # which makes room for those that will be made later
        return made

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

    def web(
        self, school_id: str, fronts: tuple[tuple[Front, SchoolEntry], ...], learned: tuple[str, ...], digest: str
    ) -> Made:
        """The websites of a school whose own files have that `digest`, and its page at the front of each tree."""
        self._learn(learned)
        return self._attempt(lambda: self._websites(school_id, fronts, digest))

    def prints(self, school_id: str, place: tuple[SiteName, Tree]) -> Made:
        """The documents of one of a school's sites."""
        return self._attempt(lambda: self._documents(school_id, place))

    def front(self, front: Front, title: str) -> Made:
        """The pages of a tree that belong to no school."""

        def files() -> Made:
            before = self._builds()
            made = self._assembler.front_files(front, title)
            desk = self._new_desk()  # for loose files: no folder is open at it
            staged = tuple(desk.put(f"{front.tree}/{path}", content) for path, content in made.items())
            return Made((Folder(front.tree, staged, whole=False),), counts_of(made), builds=self._builds() - before)

        return self._attempt(files)

    def group(self, asked: GroupAsked, front: Front, learned: tuple[str, ...]) -> Made:
        """The register of a group of schools."""
        self._learn(learned)
        return self._attempt(lambda: self._areas.group(self._assembler, self._desk, front, asked))

    def _attempt(self, make: Callable[[], Made]) -> Made:
        try:
            return make()
        except (HouseError, SiteBuildError, StampError, PressError) as fault:
            details = fault.details if isinstance(fault, PressError) else ()
            return Made(fault="; ".join((str(fault), *details)))

    def _builds(self) -> int:
        return self._assembler.builds if "_assembler" in self.__dict__ else 0

    def _websites(self, school_id: str, fronts: Iterable[tuple[Front, SchoolEntry]], digest: str) -> Made:
        drafts, before = self._drafted(school_id), self._builds()
        places = ((draft.site.name, draft.site.place.tree) for draft in drafts)
        area = self._areas.governance(self._school(school_id)).area
        placed = PartPlaced(self._shop, self._desk, websites(self._shop, school_id, places, area))
        for draft in drafts:
            folder = f"{draft.site.place.tree}/{draft.site.place.folder}"
            write = functools.partial(self._assembler.write, draft)
            placed.site(folder, folder, self._assembler.pages(draft), write)
        for front, entry in fronts:
            write = functools.partial(self._assembler.write_front, front, entry)
            placed.site(front.tree, f"{front.tree}/{school_id}", self._assembler.front_pages(front, entry), write)
            if area and front.tree == "internal":
                sites = tuple(draft.site for draft in drafts)
                made = AreaWriter(self._assembler, front, entry, self._areas.of(self._school(school_id), sites, digest))
                placed.site(front.tree, f"{front.tree}/{school_id}/{FOLDER}", made.page_keys(), made.write)
        return placed.done(self._builds() - before)

    def _documents(self, school_id: str, place: tuple[SiteName, Tree]) -> Made:
        sites = (draft.site for draft in self._drafted(school_id))
        (site,) = (site for site in sites if (site.name, site.place.tree) == place)
        part = documents(school_id, *place)
        (folder,) = part.folders
        placed = PartPlaced(self._shop, self._desk, part)
        self._desk.open_folder(folder)
        for document in print_documents(site):
            path, key = f"{folder}/{document.name}", self._press.key(document)
            if not placed.stands(path, key):
                placed.stage(path, key, self._press.press(document))
        return placed.done(0)

    @functools.cached_property
    def _asked(self) -> SitesAsked:
        shop = self._shop
        names = tuple(name for name in SITE_NAMES if audience_of(name) in shop.audiences)
        return SitesAsked(shop.today.isoformat(), names, shop.blanks, shop.prints, shop.draft, shop.root)

    @functools.cached_property
    def _areas(self) -> AreaWork:
        return AreaWork(self._shop, self._read.workspace, self._store)

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
            hold(self._drafts, school_id, tuple(map(self._assembler.drafted, sites)), _COMPOSED_HELD)
        return self._drafts[school_id]

    def _learn(self, files: Iterable[str]) -> None:
        for file in files:
            if file not in self._learned and Path(file).exists():
                self._assembler.learn(read_kept(Path(file).read_bytes()))
            self._learned.add(file)


def look_for_circles_seldom() -> None:
    """Values of schools go by themselves; to look through all that is held for what does not took a tenth of a build.

    The engines leave circles, which are still found, after more of them.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
