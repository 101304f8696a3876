"""Sets the pages of governors' areas into what the house templates make around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from generator.engines.area_skeleton import DEEPEST, area_page, group_area_page, raised
from generator.engines.forms import Form, Table
from generator.engines.front_skeleton import CANONICAL, KINDS, FrontLook, look_of_front, pieces_of
from generator.engines.fronts import Fronts
from generator.engines.looks import page_file, page_url
from generator.engines.missing import Missing
from generator.engines.skeleton_site import key
from generator.engines.stamp import stamp
from generator.model.governing import AreaPage
from generator.model.site import Front, SchoolEntry
from generator.model.source import HouseStyle, NavEntry, SiteSource
from generator.render.marks import Marks, free_stem
from generator.render.web_front import school_page, tree_frame
from generator.render.web_pages import Page
from generator.render.web_parts import KeyMarks, NotShared
from generator.words.strings import say

_TITLE = "area-title"


@dataclass(frozen=True, slots=True)
class AreaOf:
    """Whose area it is: a school that the front of its tree lists, or the group with that id."""

    front: Front
    entry: SchoolEntry | None = None
    group: str = ""

    def around(self, page: AreaPage, title: str, marks: Marks) -> Page:
        """`page` without its text, as the house templates get it."""
        if self.entry is None:
            return group_area_page(self.group, title)
        return area_page(school_page(self.entry, self.front.tree, marks), page.path, title)

    @property
    def kind(self) -> int:
        """Which of the sample pages it looks like."""
        if self.entry is None:
            return len(KINDS)
        return KINDS.index((self.entry.school.demonstration, self.entry.school.template))

    def levels(self, page: AreaPage) -> int:
        """How many folders `page` lies above its sample."""
        return DEEPEST - page.depth if self.entry else 0


class Areas:
    """Pages of areas in one house style. What cannot be put together is built by MkDocs."""

    def __init__(self, house: HouseStyle, fronts: Fronts) -> None:
        self._house = house
        self._fronts = fronts
        self._proven: dict[tuple[FrontLook, int], bool] = {}
        self._pieces: dict[tuple[int, int, int], tuple[object, tuple[Form | str, ...]]] = {}

    def written(self, area: AreaOf, pages: Sequence[AreaPage]) -> Iterator[tuple[str, bytes]]:
        """The files of `pages`, path in the tree → bytes."""
        made = (self._together if self._trusted(area) else self.whole)(area, pages)
        with suppress(NotShared):
            yield from made
            return
        yield from self.whole(area, pages)

    def _trusted(self, area: AreaOf) -> bool:
        """Templates that are not ours are proven once for each kind of page, with one of each depth."""
        if self._fronts.trust != "proven":
            return self._fronts.trust == "all"
        known = (look_of_front(area.front), area.kind)
        if known not in self._proven:
            depths = ("", "policy", "policy/version") if area.entry else ("",)
            pages = [AreaPage(path, "Title", "<p>Text</p>") for path in depths]
            try:
                self._proven[known] = list(self._together(area, pages)) == list(self.whole(area, pages))
            except NotShared:
                self._proven[known] = False
        return self._proven[known]

    def _skeleton(self, front: Front) -> object:
        look = look_of_front(front)
        if look not in self._fronts.known:
            self._fronts.make_missing(Missing(frozenset(), frozenset((look,))))
        return self._fronts.skeleton(front)

    def _together(self, area: AreaOf, pages: Sequence[AreaPage]) -> Iterator[tuple[str, bytes]]:
        skeleton = self._skeleton(area.front)
        for page in pages:
            yield self._set_in(area, page, skeleton)

    def _set_in(self, area: AreaOf, page: AreaPage, skeleton: object) -> tuple[str, bytes]:
        marks = KeyMarks()
        around = area.around(page, page.title, marks)
        marks.of(_TITLE, page.title)
        if area.front.address:
            marks.of("address", area.front.address)
        table = Table(marks.values)
        if area.front.address:
            table[f"address {CANONICAL}"] = table["address address"] + page_url(around.path).encode()
        found: list[bytes] = []
        for piece in self._framed(area, page, skeleton):
            if isinstance(piece, Form):
                piece.fill(table, found)
            else:
                found.append(page.body.encode())
        return page_file(around.path), b"".join(found)

    def _framed(self, area: AreaOf, page: AreaPage, skeleton: object) -> tuple[Form | str, ...]:
        known = (id(skeleton), area.kind, area.levels(page))  # what is kept holds the skeleton
        if known not in self._pieces:
            runs = raised(self._fronts.skeleton(area.front).areas[area.kind], area.levels(page))
            self._pieces[known] = skeleton, pieces_of(runs, key(_TITLE))
        return self._pieces[known][1]

    def whole(self, area: AreaOf, pages: Sequence[AreaPage]) -> Iterator[tuple[str, bytes]]:
        """The same, built by MkDocs, which is told a place for each text."""
        from generator.engines.mkdocs_site import build_site  # loads the site engine

        if not pages:
            return
        self._fronts.whole += 1
        marks = Marks(free_stem((area.front.address, *(page.title for page in pages))))
        texts = [f"pptextofpage{at:05d}here" for at in range(len(pages))]
        built = [
            replace(
                area.around(page, marks.of(f"title/{at}", page.title), marks),
                blocks=(f"# {texts[at]} {{#top_}}", texts[at]),
            )
            for at, page in enumerate(pages)
        ]
        files = stamp(build_site(_source(area, built, marks), self._house), marks.results())
        for at, page in enumerate(built):
            path = page_file(page.path)
            yield path, files[path].replace(_built(texts[at]), pages[at].body.encode())


def _built(text: str) -> bytes:
    """What MkDocs makes of the place of a page's text, which begins with a heading."""
    return f'<h1 id="top_">{text}</h1>\n<p>{text}</p>'.encode()


def _source(area: AreaOf, pages: Sequence[Page], marks: Marks) -> SiteSource:
    """The pages of an area as a site that looks like the front of its tree."""
    front = Page("index.md", say("front.title"), (), "front")
    address = marks.address("address", area.front.address) if area.front.address else ""
    return SiteSource(
        title=say("front.title"),
        pages=tuple((page.path, page.source()) for page in (front, *pages)),
        nav=tuple(NavEntry(page.title, page.path) for page in (front, *pages)),
        files=((str(pages[0].facts["brand"]), b"/**/"),) if area.entry else (),
        extra=tree_frame(area.front),
        results=marks.results(),
        address=address,
        search=False,
    )
