"""Makes the very file of the output that is asked for, when it is asked for: nothing is built in advance."""

from __future__ import annotations

import datetime
import threading
import time
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from generator.checks import SchoolFacts
from generator.engines.faults import SiteBuildError
from generator.engines.house import HouseError
from generator.engines.print_house import PressError
from generator.engines.stamp import StampError
from generator.model.governing import FOLDER, GROUPS
from generator.model.site import SITE_NAMES, TREES, AudienceSite, Front, SchoolEntry, SiteName, Tree, audience_of
from generator.pipeline.building import style_problem
from generator.pipeline.live_areas import group_at, listed_in, listed_shortly, live_area, live_registers
from generator.pipeline.live_folder import Known, LiveFolder, LiveOrder, Problems, Sound, school_of
from generator.pipeline.live_style import LiveStyle
from generator.pipeline.school_sites import SitesAsked, school_sites
from generator.pipeline.style import Style
from generator.problems import errors, in_order
from generator.store import Store

__all__ = ["Live", "LiveOrder"]
_FILES_HELD = 256
"""Files that are held once they are made: a browser asks first whether a page has changed, and then for it."""
_SITES_HELD = 64
_LOOKED_AT_AT_ONCE = 8
"""Schools that were saved, and whose faults are told even if nobody asks for their pages."""
_ASSETS = "assets"
_REFUSALS = (HouseError, SiteBuildError, StampError, PressError)

Answer = bytes | Problems | None
"""A file, or why it cannot be made, or None if no build would write one of that name."""


class Live:
    """The output of a policy folder without a build. Any thread may call it; they are served one after the other.

    Nothing is read before the first `refresh`. What has a fault stays as it was when it had none.
    """

    def __init__(self, order: LiveOrder) -> None:
        self._order = order
        self._store = Store(order.store)
        self._folder = LiveFolder(order.root, self._store, order.schools)
        self._names = tuple(name for name in SITE_NAMES if not order.audiences or audience_of(name) in order.audiences)
        self._style: LiveStyle | None = None
        self._proven: LiveStyle | None = None
        self._style_is_old = True
        self._refused: Problems = ()
        self._unmade: Problems = ()
        self._sites: OrderedDict[tuple[str, SiteName], tuple[Sound, str, tuple[AudienceSite, ...]]] = OrderedDict()
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._asking: set[int] = set()

    @property
    def has_pages(self) -> bool:
        """Whether there is anything to show."""
        return self._folder.library is not None

    @property
    def problems(self) -> Problems:
        """All problems that are known of, in order."""
        return in_order((*self._folder.problems, *self._refused, *self._unmade))

    def refresh(self, paths: Collection[str] | None = None) -> None:
        """Drops what depends on the files `paths` of the policy folder, or on any; reads the library if need be."""
        with self._turn():
            self._unmade = ()
            self._made.clear()
            schools = {school for path in paths or () if (school := school_of(path))}
            new_or_gone = self._folder.forget_schools(schools)
            others = [path for path in paths or () if not school_of(path)]
            self._style_is_old |= any(path.startswith("overrides/") for path in others)
            if paths is None or others or new_or_gone:
                self._read_library()
            for school in sorted(schools.intersection(self._folder.school_ids))[:_LOOKED_AT_AT_ONCE]:
                self._folder.school(school)

    def content(self, path: str) -> Answer:
        """The file `path` of the output, such as public/forge/pupil/index.html."""
        with self._turn():
            if path in self._made:
                return self._made[path]
            found = self._attempt(path)
            if isinstance(found, bytes):
                self._made[path] = found
                if len(self._made) > _FILES_HELD:
                    self._made.popitem(last=False)
            return found

    def schools(self) -> Iterator[tuple[str, Known]]:
        """What lists say of every school; read one by one, and whoever asks for a page meanwhile comes first."""
        for school in self._folder.school_ids:
            while self._asking:
                time.sleep(0.002)
            with self._lock:
                known = self._folder.known(school)
            if known:
                yield school, known

    def learn(self, facts: Mapping[str, SchoolFacts], problems: Problems) -> None:
        """Takes over what a look at the whole folder has found: the facts of all schools, and all problems."""
        with self._turn():
            self._folder.learn(facts, problems)

    def keep(self) -> None:
        """Keeps what was learned for later commands."""
        with self._turn():
            if self._style and self._style is self._proven:
                self._style.keep()

    def close(self, patience: float) -> None:
        """Waits so many seconds for what is just being made, and removes temporary folders."""
        self._lock.acquire(timeout=patience)  # and never gives it back
        for style in (self._style, self._proven):
            if style:
                style.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Waits for those who asked before."""
        here = threading.get_ident()
        self._asking.add(here)
        try:
            with self._lock:
                yield
        finally:
            self._asking.discard(here)

    def _read_library(self) -> None:
        style = Style.of(self._order.root)
        if not self._folder.read_library(self._order.today or datetime.date.today()):
            return
        assert self._folder.library
        house = self._folder.library.workspace.house
        if self._style is None or self._style_is_old or house != self._style.house:
            if self._style and self._style is not self._proven:
                self._style.close()
            self._style = LiveStyle(self._order.root, house, self._store, style)
            self._style_is_old, self._refused = False, ()

    def _attempt(self, path: str) -> Answer:
        """The file in today's style, or if that is refused in the one that last made a page."""
        if not self._style:
            return errors(self._folder.faults.get("", ()))
        styles = [self._style, *([self._proven] if self._proven and self._proven is not self._style else [])]
        refused = self._refused
        for style in styles[1:] if refused else styles:
            try:
                found = self._file(path, style)
            except _REFUSALS as fault:
                details = fault.details if isinstance(fault, PressError) else ()
                refused = (style_problem("; ".join((str(fault), *details))),)
                continue
            if style is not self._style:
                self._refused = refused
            elif isinstance(found, bytes) and path.endswith(".html"):
                self._take_as_proven(style)
            return found
        self._unmade = refused
        return refused

    def _take_as_proven(self, style: LiveStyle) -> None:
        if self._proven and self._proven is not style:
            self._proven.close()
        self._proven = style

    def _file(self, path: str, style: LiveStyle) -> Answer:
        tree: Tree | None = next((tree for tree in TREES if path.startswith(f"{tree}/")), None)
        if tree is None:
            return None
        inside = path.removeprefix(f"{tree}/")
        first, _, rest = inside.partition("/")
        if first == _ASSETS:
            return style.asset(tree, inside)
        if not rest:
            return style.front_file(self._front(tree), inside)
        if first == GROUPS and tree == "internal":
            return self._group_file(inside, style)
        if first not in self._folder.school_ids:
            return None
        sound = self._folder.school(first)
        if sound is None:
            return errors((*self._folder.faults.get("", ()), *self._folder.faults.get(first, ())))
        if tree == "internal" and rest.startswith(f"{FOLDER}/"):
            return self._area_file(sound, inside, style)
        asked = next((name for name in self._names if rest.startswith(f"{name}/")), None)
        if "/" not in rest:
            return self._school_file(sound, tree, inside, style)
        site = self._site(sound, asked, tree) if asked else None
        return style.audience_file(site, rest.removeprefix(f"{asked}/")) if site else None

    def _school_file(self, sound: Sound, tree: Tree, inside: str, style: LiveStyle) -> bytes | None:
        entry = self._entry(sound, tree)
        return style.school_file(self._front(tree), entry, inside) if entry else None

    def _entry(self, sound: Sound, tree: Tree) -> SchoolEntry | None:
        """How the front of `tree` lists a school, if it does."""
        return listed_in(tree, sound, self._all_sites(sound), whole=self._names == SITE_NAMES)

    def _all_sites(self, sound: Sound) -> tuple[AudienceSite, ...]:
        return tuple(site for name in self._names for tree in TREES if (site := self._site(sound, name, tree)))

    def _area_file(self, sound: Sound, inside: str, style: LiveStyle) -> bytes | None:
        """A file of the area of a school's governors."""
        entry, sites = self._entry(sound, "internal"), self._all_sites(sound)
        if entry is None or not entry.governors:
            return None
        area = live_area(self._order.root, sound, sites, self._folder.today)
        return style.area_file(self._front("internal"), entry, area, inside)

    def _group_file(self, inside: str, style: LiveStyle) -> bytes | None:
        """A file of the register of a group."""
        assert self._folder.library
        group = group_at(inside, self._folder.all_known())
        if group is None:
            return None
        registers = live_registers(self._order.root, self._folder.library.workspace, self._folder.today)
        return style.group_file(self._front("internal"), group, registers, inside)

    def _front(self, tree: Tree) -> Front:
        """The front of `tree`; of its schools the names of their sites, as only their own pages name policies."""
        assert self._folder.library
        workspace = self._folder.library.workspace
        address = workspace.public_address if tree == "public" else workspace.internal_address
        entries = (listed_shortly(tree, known, self._names) for _, known in self._folder.all_known())
        shown = (entry for entry in entries if entry.policies or entry.governors)
        by_name = sorted(shown, key=lambda entry: (entry.school.name.casefold(), entry.school.id))
        return Front(tree, address, tuple(by_name))

    def _site(self, sound: Sound, name: SiteName, tree: Tree) -> AudienceSite | None:
        key, today = (sound.school.id, name), self._folder.today
        held = self._sites.get(key)
        if held is None or held[0] is not sound or held[1] != today:
            asked = SitesAsked(today, (name,), root=self._order.root)
            held = sound, today, school_sites(sound.workspace, sound.school, asked)
            self._sites[key] = held
            if len(self._sites) > _SITES_HELD:
                self._sites.popitem(last=False)
        return next((site for site in held[2] if site.place.tree == tree), None)
