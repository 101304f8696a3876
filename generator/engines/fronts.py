"""Puts the pages at the front of a tree together: the list of schools, a page for each school, what is beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Literal, TypeVar

from generator.engines.faults import SiteBuildError
from generator.engines.forms import Form, Table, written
from generator.engines.front_skeleton import (
    CANONICAL,
    KINDS,
    SAMPLE,
    SAMPLE_GOVERNED,
    SAMPLE_IN_BOTH,
    FrontLook,
    FrontSkeleton,
    few_of,
    look_of_front,
    pieces_of,
    read_front,
    sample_source,
    samples,
    sitemap_of,
)
from generator.engines.laying import Laying, Spot
from generator.engines.looks import page_url
from generator.engines.missing import Missing
from generator.engines.parts import Wanted, wanted_parts
from generator.engines.runs import Marked
from generator.engines.skeleton_site import key
from generator.engines.stamp import StampError, stamp
from generator.engines.theme_files import theme_assets
from generator.model.remembered import Remembered
from generator.model.site import Front, SchoolEntry
from generator.model.source import HouseStyle
from generator.render.governors_words import AREA_LINK
from generator.render.web_front import (
    front_source,
    front_templates,
    group_items,
    list_items,
    list_page,
    list_title,
    school_page,
    tree_frame,
)
from generator.render.web_pages import Page
from generator.render.web_parts import KeyMarks, NotShared, NotYetMade

T = TypeVar("T")
Trust = Literal["all", "proven", "none"]
"""Whether pages may be put together in a house style, only after proof, or never."""
_SPOT = Spot("index.md", False)
"""Pages at the front have no links of which the address depends on where they stand."""
_LIST = "list"
_GROUPS = "groups"


def front_missing(front: Front) -> Missing:
    """What is to be made before the root of `front` and its schools' pages are put together, known or not.

    What the pages of schools show is told with their sites.
    """
    return Missing(frozenset(), frozenset((look_of_front(front),)))


def list_parts(looks: Iterable[FrontLook]) -> frozenset[Wanted]:
    """The parts of lists of schools that look so, whatever their heading is, with schools and without."""
    looks = tuple(looks)
    pages = [
        _list_page(Front(look.tree, "", schools), KeyMarks(), name)
        for look in looks
        for schools in ((), (SAMPLE,), (SAMPLE_IN_BOTH,), *(((SAMPLE_GOVERNED,),) if look.tree == "internal" else ()))
        for name in ("", "-")
    ]
    blocks = [block for page in pages for block in page.blocks]
    blocks += [AREA_LINK for look in looks if look.tree == "internal"]
    return frozenset(want for block in blocks for want in wanted_parts(block))


def _list_page(front: Front, marks: KeyMarks, name: str) -> Page:
    listed, groups = marks.of(_LIST, "-") if front.schools else "", marks.of(_GROUPS, "-") if front.groups else ""
    return list_page(front, list_title(name, marks), listed, groups)


class Fronts:
    """The fronts of trees in one house style; `known` are the skeletons of looks, None for what cannot be put together.

    What cannot is built whole by MkDocs: each school's page in a site with the list, the root in the whole front. If
    the house templates are to be proven, what is put together is compared with that once for each look and kind of
    page, and not used if they differ.
    """

    def __init__(self, house: HouseStyle, laying: Laying, make: Callable[[Missing], object], trust: Trust) -> None:
        """`make` is asked to make and learn what is missing."""
        self._house = house
        self._laying = laying
        self._make = make
        self._trust = trust
        self._proven: dict[tuple[FrontLook, int], bool] = {}
        self._forms: Remembered[tuple[int, int, str], tuple[FrontSkeleton, tuple[Form | str, ...]]] = Remembered(64)
        self.known: dict[FrontLook, FrontSkeleton | None] = {}
        self.builds = 0
        self.whole = 0

    def make(self, looks: Iterable[FrontLook]) -> None:
        """Makes the skeletons of `looks` that are not yet known, each in one build."""
        for look in looks:
            if look not in self.known:
                self.known[look] = self._made(look) if self._trust != "none" else None

    def _made(self, look: FrontLook) -> FrontSkeleton | None:
        from generator.engines.mkdocs_site import build_site  # loads the site engine

        listed = samples(look)
        texts = [text for sample in listed for text in (sample.page.title, sample.content)]
        marked = Marked([look.frame, key("own"), key("address"), *texts])
        self.builds += 1
        try:
            return read_front(look, listed, marked, build_site(sample_source(look, listed, marked), self._house))
        except (NotShared, SiteBuildError, StampError):
            return None

    def school(self, front: Front, entry: SchoolEntry) -> bytes:
        """The page of `entry` at `front`; of the schools of `front` counts only what they make the whole tree say."""
        marks = KeyMarks()
        page = school_page(entry, front.tree, marks)
        kind = 1 + KINDS.index((entry.school.demonstration, entry.school.template))

        def whole() -> bytes:
            return self._built(front, (entry,), "")[f"{entry.school.id}/index.html"]

        def together() -> bytes:
            return self._page(front, page, marks, kind)

        with suppress(NotShared):
            if self._trusted((look_of_front(front), kind), together, whole):
                return together()
        return whole()

    def root(self, front: Front, name: str) -> dict[str, bytes]:
        """The files of the tree that belong to no school, path → bytes, sorted."""
        few = few_of(front)
        with suppress(NotShared):
            if self._trusted(
                (look_of_front(front), 0), lambda: self._root(few, name), lambda: self._root_whole(few, name)
            ):
                return self._root(front, name)
        return self._root_whole(front, name)

    def _trusted(self, known: tuple[FrontLook, int], together: Callable[[], T], whole: Callable[[], T]) -> bool:
        if self._trust != "proven":
            return self._trust == "all"
        if known not in self._proven:
            try:
                self._proven[known] = together() == whole()
            except NotShared:
                self._proven[known] = False
        return self._proven[known]

    def _root_whole(self, front: Front, name: str) -> dict[str, bytes]:
        schools = {f"{entry.school.id}/{file}" for entry in front.schools for file in ("index.html", "brand.css")}
        built = self._built(front, front.schools, name)
        return {path: content for path, content in built.items() if path not in schools}

    def _root(self, front: Front, name: str) -> dict[str, bytes]:
        marks = KeyMarks()
        page = _list_page(front, marks, name)
        found = {"index.html": self._page(front, page, marks, 0, list_items(front).encode())}
        skeleton, table = self.skeleton(front), Table(marks.values)
        found["404.html"] = written(skeleton.missing).filled(table)
        found["_headers"] = skeleton.headers.encode()
        if skeleton.sitemap[1]:
            found["sitemap.xml"] = sitemap_of(front, skeleton).filled(table)
        return dict(sorted((found | theme_assets(self._house)).items()))

    def _page(self, front: Front, page: Page, marks: KeyMarks, kind: int, listed: bytes = b"") -> bytes:
        try:
            return self._joined(front, page, marks, kind, listed)
        except NotYetMade:
            parts = frozenset(want for block in page.blocks for want in wanted_parts(block))
            self._make(Missing(parts, frozenset((look_of_front(front),))))
        return self._joined(front, page, marks, kind, listed)

    def _joined(self, front: Front, page: Page, marks: KeyMarks, kind: int, listed: bytes) -> bytes:
        pieces = self._pieces(self.skeleton(front), kind, page.title)
        if front.address:
            marks.of("address", front.address)
        table = Table(marks.values)
        table[f"text {_LIST}"] = listed
        table[f"text {_GROUPS}"] = group_items(front).encode()
        if front.address:
            table[f"address {CANONICAL}"] = table["address address"] + page_url(page.path).encode()
        text = self._laying.page(page.blocks, _SPOT)
        found: list[bytes] = []
        for piece in pieces:
            if isinstance(piece, Form):
                piece.fill(table, found)
            else:
                text.fill(table, found)
        return b"".join(found)

    @property
    def trust(self) -> Trust:
        """Whether pages may be put together."""
        return self._trust

    def make_missing(self, missing: Missing) -> None:
        """Makes and learns what is missing."""
        self._make(missing)

    def skeleton(self, front: Front) -> FrontSkeleton:
        """The skeletons of `front`; raises NotYetMade, and NotShared where there are none."""
        look = look_of_front(front)
        if look not in self.known:
            raise NotYetMade("the skeletons of a front are still to be made")
        skeleton = self.known[look]
        if skeleton is None:
            raise NotShared("the skeletons of a front are not to be had")
        return skeleton

    def _pieces(self, skeleton: FrontSkeleton, kind: int, title: str) -> tuple[Form | str, ...]:
        known = (id(skeleton), kind, title)  # what is kept holds the skeleton, so that no other can have its id
        found = self._forms.get(known)
        if found is None:
            runs = (skeleton.listed, *skeleton.schools)[kind]
            found = self._forms.keep(known, (skeleton, pieces_of(runs, title)))
        return found[1]

    def _built(self, front: Front, schools: Sequence[SchoolEntry], name: str) -> dict[str, bytes]:
        from generator.engines.mkdocs_site import build_site  # loads the site engine

        self.whole += 1
        source = front_source(replace(front, schools=tuple(schools)), name)
        source = replace(source, extra=tree_frame(front), templates=front_templates(front))
        return stamp(build_site(source, self._house), source.results)
