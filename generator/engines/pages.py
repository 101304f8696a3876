"""Joins skeletons, parts and values to the files of one site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.engines.forms import Form, Table, Writing
from generator.engines.framing import CONTENTS, TEXT, Framed, InSite, contents, framed
from generator.engines.laying import Heading, Laid, Laying, PageText, Spot, additions_of
from generator.engines.planning import INDEX, SITEMAP, Nav, Plan
from generator.engines.runs import Hole, Marked
from generator.engines.searching import in_index, keyed, search_form
from generator.engines.skeleton import FrameFiles, Skeleton
from generator.engines.skeletons import Skeletons
from generator.model.remembered import Remembered
from generator.render.web_parts import NotShared, NotYetMade

_MOST = 2048
_WHOLE = ("whole", "version")
"""Kinds of pages on which all stands that links in their text lead to."""


class Joining:
    """Joins the files of sites, and keeps what pages of several sites have in common."""

    def __init__(self, laying: Laying, skeletons: Skeletons) -> None:
        self._laying = laying
        self._skeletons = skeletons
        self._framed: Remembered[tuple[int, int, InSite], tuple[Nav, Framed]] = Remembered(_MOST)
        self._contents: Remembered[tuple[int, ...], tuple[Skeleton, PageText, Form]] = Remembered(_MOST)
        self._entries: Remembered[tuple[object, ...], tuple[PageText, Form]] = Remembered(_MOST)

    def files(self, plan: Plan, wanted: Iterable[str]) -> dict[str, bytes]:
        """Those files of a site whose paths are `wanted`, in that order; raises NotShared if that is not to be."""
        table = Table(plan.site.values, plan.site.common)
        given = dict(plan.site.files)
        makers: Mapping[str, Callable[[], bytes]] = {
            INDEX: lambda: self._index(plan, table),
            SITEMAP: lambda: self._sitemap(plan, table),
        }
        found: dict[str, bytes] = {}
        for path in wanted:
            if path in plan.files:
                found[path] = self._page(plan, plan.files[path], table)
            elif path in given:
                found[path] = given[path]
            else:
                found[path] = makers[path]()
        return found

    def _page(self, plan: Plan, number: int, table: Table) -> bytes:
        text = self._text(plan, number)
        listed = text.listed
        if min(len(listed), 2) != plan.looks[number].contents:
            raise NotShared("a page has more or fewer headings than its Markdown tells")
        skeleton = self._skeleton(plan, number)
        found: list[bytes] = []
        for piece in self._frame(plan, number, skeleton, text.headings[0][1]).pieces:
            if piece == TEXT:
                text.fill(table, found)
            elif piece == CONTENTS:
                self._contents_of(skeleton, text, listed).fill(table, found)
            else:
                assert isinstance(piece, Form)
                piece.fill(table, found)
        return b"".join(found)

    def _text(self, plan: Plan, number: int) -> PageText:
        page = plan.pages[number]
        return self._laying.page(page.blocks, Spot(page.path, page.kind in _WHOLE))

    def _skeleton(self, plan: Plan, number: int) -> Skeleton:
        look, known = plan.looks[number], self._skeletons.known
        skeleton = known.get(look)
        if skeleton is not None:
            return skeleton
        if look not in known:
            raise NotYetMade("a page's skeleton is still to be made")
        raise NotShared("a page's skeleton is not to be had")

    def _frame(self, plan: Plan, number: int, skeleton: Skeleton, top: str) -> Framed:
        page = plan.pages[number]
        in_site = InSite(number, page.title, str(page.facts.get("policy", "")), top)
        known = (id(skeleton), id(plan.nav), in_site)  # what is kept holds both, so that no others can have their ids
        found = self._framed.get(known)
        if found is None:
            found = self._framed.keep(known, (plan.nav, framed(skeleton, plan.nav, in_site)))
        return found[1]

    def _contents_of(self, skeleton: Skeleton, text: PageText, headings: Sequence[Heading]) -> Form:
        known = (id(skeleton), *text.alike)  # what is kept holds all of it, so that nothing else can have its id
        found = self._contents.get(known)
        if found is None:
            found = self._contents.keep(known, (skeleton, text, contents(skeleton, headings)))
        return found[2]

    def _index(self, plan: Plan, table: Table) -> bytes:
        head, end = self._frame_files(plan).index
        numbers = [number for number in plan.nav.order if plan.pages[number].searched]
        entries = [self._entries_of(plan, number).filled(table) for number in numbers]
        return head.encode() + b",".join(entry for entry in entries if entry) + end.encode()

    def _entries_of(self, plan: Plan, number: int) -> Form:
        text, url = self._text(plan, number), plan.nav.places[number].url
        known = (url, *text.alike)
        found = self._entries.get(known)
        if found is None:
            form = search_form(url, additions_of(text.laid)) or _read_whole(url, text.laid)
            found = self._entries.keep(known, (text, form))
        return found[1]

    def _sitemap(self, plan: Plan, table: Table) -> bytes:
        head, entry, end = self._frame_files(plan).sitemap
        if not entry:
            raise NotShared("no site map to be had")
        writing = Writing()
        writing.runs(head)
        for number in plan.mapped:
            for run in entry:
                if isinstance(run, Hole):
                    writing.slot("address", "address")
                    writing.text(plan.nav.places[number].url)
                else:
                    writing.text(run)
        writing.runs(end)
        return writing.done().filled(table)

    def _frame_files(self, plan: Plan) -> FrameFiles:
        if plan.frame not in self._skeletons.files:
            raise NotYetMade("the skeletons of a site are still to be made")
        return self._skeletons.files[plan.frame]


def _read_whole(url: str, laid: Sequence[Laid]) -> Form:
    """The entries of a page as the site engine's reader finds them in the whole of it."""
    from generator.engines.mkdocs_site import search_entries  # loads the site engine

    text = "\n".join(keyed(one.form) for one in laid)
    marked = Marked([text])
    entries = search_entries(marked.marked(text))
    return in_index(url, [(anchor, marked.keyed(title), marked.keyed(words)) for anchor, title, words in entries])
