"""Lays blocks side by side: a page's text as forms, out of its parts.

Whatever was laid once at a place (a block, a group, all clauses of a section) is kept and found again by which object
it is or by what it is made of, so that what many schools show is put together once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.engines.forms import Form, Writing
from generator.engines.looks import page_url, relative_url
from generator.engines.parts import FRAME, TOP, Around, Part, Parts, Wanted
from generator.engines.runs import Hole, Runs
from generator.engines.searching import Added, Additions, Inside
from generator.model.remembered import Remembered, RememberedOf
from generator.render.web_blocks import Block, Group
from generator.render.web_parts import LINK, OPEN, NotShared, NotYetMade

_MOST_PLACES = 256
_MOST_AROUND = 64
_MOST_TEXTS = 1024
_MOST = 512
"""What is kept for one place in the sites of a library, such as the page of a section: blocks, and groups of them."""
_SAFE_START = re.compile(rf"[#<\w\[*“‘\"'(|>{OPEN}-]")
_LISTS_END = (b"</ul>", b"</ol>", b"</blockquote>", b"</pre>", b"</dl>")
_FIRST_PAGE = "index.md"
"""What is on it is on no page with the whole text."""
_LINE = Added((" ",))
"""What the line feed between two blocks adds to the search index."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The page on which a block stands, as far as links on it differ: its path under docs/ and its kind."""

    path: str
    whole: bool

    def link(self, target: str) -> str:
        """The address of `target`, a page and an anchor, as it is written on this page."""
        path, _, anchor = target.partition("#")
        end = f"#{anchor}" if anchor else ""
        if end and (path == self.path or (self.whole and not path.endswith(_FIRST_PAGE))):
            return end
        url = page_url(path)
        way = relative_url(url, page_url(self.path))
        return f"{way}{end}" if url else f"{way}/{end}"  # to the start page Markdown has "../", templates ".."


Heading = tuple[int, str, Form]
"""A heading for the contents of a page: level, anchor, words."""


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """Blocks put together: their HTML, the headings in it (level, anchor, words), what they add to the search index.

    `start` is the Markdown that they begin with; `ends_list` says whether their HTML ends with a list or the like.
    """

    form: Form
    headings: tuple[Heading, ...]
    additions: tuple[Additions, ...]
    start: str
    ends_list: bool


class Laying:
    """Lays blocks out of `parts`, and keeps what was laid."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._places: Remembered[Spot, _Place] = Remembered(_MOST_PLACES)

    def page(self, blocks: tuple[Block, ...], spot: Spot) -> PageText:
        """The text of a page at `spot`; raises NotShared if it is not sure to be the same here as everywhere."""
        place = self._places.get(spot) or self._places.keep(spot, _Place(self._parts, spot))
        return place.page(blocks)


class PageText:
    """The text of a page: what it consists of, and its headings. Equal objects are one; `alike` tells others apart."""

    def __init__(self, laid: tuple[Laid, ...]) -> None:
        self.laid = laid
        self.alike = tuple(map(id, laid))
        self.headings = _headings(laid)
        self._listed: list[Heading] | None = None
        self._form: Form | None = None
        self._uses = 0

    @property
    def listed(self) -> list[Heading]:
        """The headings below the first, which is the page's; raises NotShared where levels are skipped."""
        if self._listed is None:
            levels = [level for level, _, _ in self.headings]
            if levels[:1] != [1] or 1 in levels[1:] or (len(levels) > 1 and levels[1] != 2):
                raise NotShared("the headings of a page do not begin with its own")
            self._listed = [heading for heading in self.headings if heading[0] == 2]
        return self._listed

    def fill(self, table: Mapping[str, bytes], found: list[bytes]) -> None:
        """Adds its HTML, with what `table` holds for the slots, to `found`."""
        self._uses += 1
        if self._uses > _OFTEN and not self._form:
            self._form = _in_lines(self.laid)
        if self._form:
            self._form.fill(table, found)
            return
        for number, one in enumerate(self.laid):
            if number:
                found.append(b"\n")
            one.form.fill(table, found)


_OFTEN = 2
"""After how many uses the text of a page is made one form: a page that other schools have, too."""


def _in_lines(laid: Iterable[Laid]) -> Form:
    writing = Writing()
    for number, one in enumerate(laid):
        writing.text("\n" if number else "")
        writing.form(one.form)
    return writing.done()


def additions_of(laid: Iterable[Laid]) -> tuple[Additions, ...]:
    """What blocks that follow each other add to the search index."""
    return tuple([each for one in laid for each in (_LINE, *one.additions)][1:])


def _check(laid: Sequence[Laid]) -> None:
    """Raises NotShared unless each block surely begins something new after the one before it."""
    for before, after in pairwise(laid):
        start = after.start
        if not _SAFE_START.match(start) or (before.ends_list and (start[0] in "-*>|" or start[0].isdigit())):
            raise NotShared(f"a block would run into the one before it: {start[:60]!r}")


class _Place:
    """What was laid at one spot."""

    def __init__(self, parts: Parts, spot: Spot) -> None:
        self._parts = parts
        self._spot = spot
        self._texts: Remembered[Around, Remembered[str, Laid]] = Remembered(_MOST_AROUND)
        self._same: Remembered[tuple[int, Around], tuple[Block, Laid]] = Remembered(_MOST)
        self._alike: Remembered[tuple[object, ...], tuple[tuple[Laid, ...], Laid]] = Remembered(_MOST)
        self._lasts = RememberedOf(_MOST)
        self._pages = RememberedOf(_MOST)

    def page(self, blocks: tuple[Block, ...]) -> PageText:
        """The text of a page that consists of `blocks`."""
        text: PageText = self._pages.of(blocks, self._page)
        return text

    def _page(self, blocks: tuple[Block, ...]) -> PageText:
        laid = self._each(blocks, TOP)
        _check(laid)
        if laid and laid[-1].form.pieces[-1].endswith(b"\n"):
            laid[-1] = self._lasts.of(laid[-1], _ended)
        return PageText(tuple(laid))

    def _each(self, blocks: Iterable[Block], around: Around) -> list[Laid]:
        """All of `blocks` that are not empty, inside `around`: most are texts that were laid there before."""
        texts = self._texts.get(around)
        if texts is None:
            texts = self._texts.keep(around, Remembered(_MOST_TEXTS))
        return [
            (texts.get(block) or texts.keep(block, self._text(block, around)))
            if isinstance(block, str)
            else self._lay(block, around)
            for block in blocks
            if block
        ]

    def _lay(self, block: Group | tuple[Block, ...], around: Around) -> Laid:
        same = (id(block), around)  # what is kept holds the block, so that no other can have its id
        found = self._same.get(same)
        if found is None:
            laid = self._several(block) if isinstance(block, tuple) else self._group(block, around)
            found = self._same.keep(same, (block, laid))
        return found[1]

    def _text(self, block: str, around: Around) -> Laid:
        part = self._part(Wanted(block, around))
        headings = tuple((level, anchor, self._form(words)) for level, anchor, words in part.headings)
        return _laid(self._form(part.pieces[0]), headings, part.added, block)

    def _several(self, blocks: tuple[Block, ...]) -> Laid:
        laid = tuple(self._each(blocks, TOP))
        known = tuple(map(id, laid))
        found = self._alike.get(known)
        if found is None:
            _check(laid)
            whole = _laid(_in_lines(laid), _headings(laid), additions_of(laid), laid[0].start)
            found = self._alike.keep(known, (laid, whole))
        return found[1]

    def _group(self, group: Group, around: Around) -> Laid:
        want = Wanted(group, around)
        inside = want.inside
        items = tuple(self._each(group.items, inside))
        known = (group.opening, group.sample, group.between, group.closing, around, *map(id, items))
        found = self._alike.get(known)
        if found is None:
            if inside[0].endswith(f"\n\n{FRAME}"):
                _check(items)
            found = self._alike.keep(known, (items, self._framed(group, self._part(want), items)))
        return found[1]

    def _framed(self, group: Group, part: Part, items: tuple[Laid, ...]) -> Laid:
        opening, between, closing = map(self._form, part.pieces)
        writing = Writing()
        writing.form(opening)
        additions: list[Additions] = [part.added[0]]
        for number, item in enumerate(items):
            if number:
                writing.form(between)
                additions.append(part.added[1])
            writing.form(item.form)
            additions += item.additions
        writing.form(closing)
        additions.append(part.added[2])
        start = group.opening or items[0].start
        return _laid(writing.done(), _headings(items), (Inside(tuple(additions)),), start)

    def _part(self, want: Wanted) -> Part:
        if want.key not in self._parts.known:
            raise NotYetMade("a part is still to be made")
        part = self._parts.known[want.key]
        if part is None:
            raise NotShared(f"a block is not the same on every page: {want.text[:60]!r}")
        return part

    def _form(self, runs: Runs) -> Form:
        writing = Writing()
        for run in runs:
            if not isinstance(run, Hole):
                writing.text(run)
            elif run.key.startswith(LINK):
                writing.text(self._spot.link(run.key.removeprefix(LINK)))
            else:
                writing.slot(run.key, run.place)
        return writing.done()


def _laid(form: Form, headings: tuple[Heading, ...], additions: tuple[Additions, ...], start: str) -> Laid:
    return Laid(form, headings, additions, start, form.pieces[-1].endswith(_LISTS_END))


def _headings(laid: Iterable[Laid]) -> tuple[Heading, ...]:
    return tuple(heading for one in laid for heading in one.headings)


def _ended(laid: Laid) -> Laid:
    *pieces, last = laid.form.pieces
    return replace(laid, form=Form((*pieces, last.rstrip(b"\n")), laid.form.slots))
