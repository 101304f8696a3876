"""Puts the sites of schools together from page skeletons and parts; what cannot be is built whole by MkDocs.

The files are, byte for byte, those of `stamp(build_site(audience_source(site), house), …)`: the tests hold it to that.
"""

from __future__ import annotations

import contextlib
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice
from operator import or_

from generator.engines.areas import AreaOf, Areas
from generator.engines.faults import SiteBuildError
from generator.engines.front_skeleton import FrontLook
from generator.engines.fronts import Fronts, front_missing, list_parts
from generator.engines.kept import Kept
from generator.engines.keys import Keys, PageKey
from generator.engines.laying import Laying
from generator.engines.looks import Look, page_file
from generator.engines.missing import Missing, Telling, all_missing
from generator.engines.pages import Joining
from generator.engines.parts import Parts
from generator.engines.planning import INDEX, Plan, plan
from generator.engines.skeletons import Skeletons
from generator.engines.stamp import stamp
from generator.model.governing import AreaPage
from generator.model.site import AudienceSite, Front, SchoolEntry
from generator.model.source import HouseStyle, SiteSource
from generator.render.listing import front_entry
from generator.render.site_settings import extension_names
from generator.render.web import audience_source
from generator.render.web_front import school_page, school_style
from generator.render.web_parts import KeyMarks, NotShared, NotYetMade, shared_site

__all__ = ["Assembler", "Drafted", "Kept", "Missing", "PageKey", "SiteBuildError", "StillToBeMade", "front_missing"]

_ALLOWED = frozenset(("attr_list", "def_list", "md_in_html", "tables", "toc", "sane_lists", "nl2br"))
"""Extensions of Markdown that look at one block at a time; with any other, sites are built whole."""
_MOST_PARTS = 10_000
"""Parts that are handed on: schools word clauses anew, and nobody says which wordings are no longer in use."""


class StillToBeMade(Exception):
    """Something is missing, and nothing is to be made now."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A site ready to be put together; `plan` is None if it must be built whole."""

    site: AudienceSite
    plan: Plan | None


class Assembler:
    """Makes sites in one house style, and keeps the skeletons and parts that it has made for the next ones.

    With `prove`, which is for house templates that are not ours, what is put together is compared with a whole build
    whenever a look of a page is met for the first time, and not used if they differ.
    `fingerprint` names the house style and the engines; it is part of every key.
    `builds` counts MkDocs builds, `whole` those of them that built a site whole.
    """

    def __init__(self, house: HouseStyle, prove: bool = False, fingerprint: str = "") -> None:
        self.house = house
        self._prove = prove
        self._shares = set(extension_names(house)) <= _ALLOWED
        self._proven: dict[Look, bool] = {}
        self._keys = Keys(fingerprint)
        self.parts = Parts(house)
        self.skeletons = Skeletons(house, twice=prove)
        self._telling = Telling(self.parts, self.skeletons)
        laying = Laying(self.parts)
        self._joining = Joining(laying, self.skeletons)
        self.fronts = Fronts(house, laying, self.make, "none" if not self._shares else "proven" if prove else "all")
        self._areas = Areas(house, self.fronts)
        self.whole = 0
        self._makes = True

    @property
    def builds(self) -> int:
        """How many MkDocs builds there were."""
        return self.parts.builds + self.skeletons.builds + self.fronts.builds + self.fronts.whole + self.whole

    def drafted(self, site: AudienceSite) -> Drafted:
        """`site` as what it is put together from: pages as blocks, and values."""
        try:
            return Drafted(site, plan(shared_site(site)) if self._shares else None)
        except NotShared:
            return Drafted(site, None)

    def missing(self, drafted: Drafted, wanted: Container[str] | None = None) -> Missing:
        """What is still to be made before `drafted` can be written, or those of its files whose paths are `wanted`.

        Told once: what was told before is not told again, so whoever asks is to see to it that it is made.
        """
        if drafted.plan is None:
            return Missing()
        site = drafted.site
        # What the site adds to the school's page at the front is told, too: that page is written beside it.
        front = school_page(front_entry((site,)), site.place.tree, KeyMarks()).blocks if wanted is None else ()
        return self._telling.missing(drafted.plan, wanted, front)

    @contextlib.contextmanager
    def making_nothing(self) -> Iterator[None]:
        """Within it whatever needs something that is missing raises StillToBeMade, instead of making it on the spot."""
        self._makes = False
        try:
            yield
        finally:
            self._makes = True

    def make(self, missing: Missing) -> Kept:
        """What is `missing`, made with MkDocs and learned; parts and looks may be made by two assemblers."""
        if not self._makes:
            raise StillToBeMade
        before = self._known()
        looks = sorted(missing.looks, key=repr)
        fronts = [look for look in looks if isinstance(look, FrontLook)]
        self.parts.make(missing.parts | list_parts(look for look in fronts if look not in before.fronts))
        self.skeletons.make(look for look in looks if isinstance(look, Look))
        self.fronts.make(fronts)
        return self._known().without(before)

    def learn(self, kept: Kept) -> None:
        """Takes over what another assembler has learned."""
        self.parts.known |= kept.parts
        self.parts.frames |= kept.frames
        self.skeletons.known |= kept.skeletons
        self.skeletons.files |= kept.files
        self._proven |= kept.proven
        self.fronts.known |= kept.fronts

    def keep(self) -> Kept:
        """What was learned, for other assemblers in the same house style; of very many parts, those learned last."""
        known = self._known()
        return replace(known, parts=dict(islice(known.parts.items(), max(0, len(known.parts) - _MOST_PARTS), None)))

    def _known(self) -> Kept:
        return Kept(
            dict(self.parts.known),
            dict(self.parts.frames),
            dict(self.skeletons.known),
            dict(self.skeletons.files),
            dict(self._proven),
            dict(self.fronts.known),
        )

    def pages(self, drafted: Drafted) -> tuple[PageKey, ...]:
        """Every file of the site with its key, sorted by path; nothing is joined, and nothing missing is needed."""
        if drafted.plan:
            return self._keys.of(drafted.plan, together=self._prove)
        source = audience_source(drafted.site)
        return self._keys.of_whole(source, _files_of(source))

    def write(self, drafted: Drafted, wanted: Container[str] | None = None) -> Iterator[tuple[str, bytes]]:
        """The files of the site whose paths are `wanted`, or all, sorted by path.

        Raises StampError and SiteBuildError as a whole build does.
        """
        if drafted.plan:
            try:
                return iter(self._put_together(drafted, drafted.plan, wanted).items())
            except NotShared:
                pass
        whole = self._built_whole(drafted.site)
        return ((path, whole[path]) for path in _only(whole, wanted))

    def front_files(self, front: Front, name: str = "") -> dict[str, bytes]:
        """The root of a tree, path → bytes, sorted: list of schools, page for what is missing, assets, headers.

        `name` is the heading over the list that the policy folder states. Schools' own pages are not among them.
        """
        return self.fronts.root(front, name)

    def front_pages(self, front: Front, entry: SchoolEntry) -> tuple[PageKey, ...]:
        """The files of `entry` at the front of its tree with their keys: “Which edition?” and its style sheet.

        Of the schools of `front` it only counts whether all are demonstrations, and all kept from search engines.
        """
        return self._keys.of_front(front, entry)

    def write_front(
        self, front: Front, entry: SchoolEntry, wanted: Container[str] | None = None
    ) -> Iterator[tuple[str, bytes]]:
        """Those of them whose paths are `wanted`, or all."""
        style, content = school_style(entry)
        for path in _only((style, f"{entry.school.id}/index.html"), wanted):
            yield path, content if path == style else self.fronts.school(front, entry)

    def area_key(self, area: AreaOf, key: str) -> str:
        """The key of a file of a governors' area, of which `key` says what its own text depends on."""
        return self._keys.of_area(area, key)

    def write_area(self, area: AreaOf, pages: Iterable[AreaPage]) -> Iterator[tuple[str, bytes]]:
        """The files of `pages` of an area, paths in the tree."""
        return self._areas.written(area, tuple(pages))

    def files(self, site: AudienceSite) -> dict[str, bytes]:
        """All files of `site`, path → bytes, sorted; raises as `write` does."""
        return dict(self.write(self.drafted(site)))

    def prepare(self, sites: Iterable[AudienceSite]) -> None:
        """Makes all skeletons and parts that `sites` need and that are not yet there, in as few builds as can be."""
        plans = [drafted.plan for drafted in map(self.drafted, sites) if drafted.plan]
        self.make(reduce(or_, (self._missing(plan) for plan in plans), Missing()))

    def _put_together(self, drafted: Drafted, plan: Plan, wanted: Container[str] | None) -> dict[str, bytes]:
        try:
            return self._joined(drafted, plan, wanted)
        except NotYetMade:
            if not self._makes:
                raise StillToBeMade from None
            self.make(self._missing(plan, None if self._prove else wanted))
        return self._joined(drafted, plan, wanted)

    def _joined(self, drafted: Drafted, plan: Plan, wanted: Container[str] | None) -> dict[str, bytes]:
        if not all(self._proven.get(look, True) for look in plan.looks):
            raise NotShared("a whole build of a page that looks like one of these was another")
        unproven = [look for look in plan.looks if look not in self._proven] if self._prove else []
        if not unproven:
            return self._joining.files(plan, _only(plan.paths, wanted))
        made = self._joining.files(plan, plan.paths)
        whole = self._built_whole(drafted.site)
        self._proven |= dict.fromkeys(unproven, made == whole)
        return {path: whole[path] for path in _only(whole, wanted)}

    def _missing(self, plan: Plan, wanted: Container[str] | None = None) -> Missing:
        return all_missing(plan, wanted, self.parts, self.skeletons)

    def _built_whole(self, site: AudienceSite) -> dict[str, bytes]:
        from generator.engines.mkdocs_site import build_site  # loads the site engine

        self.whole += 1
        source = audience_source(site)
        return stamp(build_site(source, self.house), source.results)


def _only(paths: Iterable[str], wanted: Container[str] | None) -> list[str]:
    return [path for path in paths if wanted is None or path in wanted]


def _files_of(source: SiteSource) -> list[str]:
    """The files of the site that is built from `source`."""
    pages = [page_file(path) for path, _ in source.pages]
    return sorted((*pages, *(path for path, _ in source.files), INDEX, *source.templates))
