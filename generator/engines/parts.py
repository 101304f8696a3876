"""Parts: what the blocks of pages become in HTML, each made once, however many pages of however many schools show it.

All that are not yet known are gathered and made in one build of a site that consists of nothing else. A block that is
not sure to mean the same on every page (a link definition, a fence, a heading without an anchor) is refused, and what
has it is built whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.engines.mkdocs_site import Converted, convert
from generator.engines.runs import Marked, Run, Runs
from generator.model.source import HouseStyle
from generator.render.marks import STEMS
from generator.render.web_blocks import Block, Group
from generator.render.web_parts import OPEN, NotShared

Heading = tuple[int, str, Runs]
"""A heading for the contents of a page: level, anchor, words."""
Around = tuple[str, str]
"""The Markdown before and after a block inside groups; a part is known by it and by its own text."""
PartKey = tuple[str, str, str]

TOP: Around = ("", "")
_ON_A_PAGE = 40
"""Parts on one page of the site of parts: more would make Markdown slow, fewer would write more files."""
_WRAPS = {"{}": ("<p>", "</p>"), "- {}": ("<li>", "</li>")}
_ELSEWHERE = re.compile(
    r"\]\((?!https?://|mailto:|tel:|#)"  # a page of the site, which only a whole build can look at
    r"|\[[^\[\]]*\]:"  # a definition of a link, which counts for the whole page
    r"|\[TOC\]|~~~|```"
    rf"|<{OPEN}"  # a value that would begin a tag
    r"|[\x00-\x08\x0b-\x1f\x7f]"
)
_HERE = re.compile(r"\]\(#([^)\s]*)")
_HEADING = re.compile(r"<h[1-6][\s>]")


@dataclass(frozen=True, slots=True)
class Part:
    """A block in HTML with its headings; of a group what stands before, between and after its items."""

    pieces: tuple[Runs, ...]
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """Blocks put together: HTML as runs, and the headings in it."""

    runs: tuple[Run, ...]
    headings: tuple[Heading, ...]


class Parts:
    """The parts of one house style: `known` ones, None for those that are not sure to be the same everywhere.

    `frames` holds, for what stands around a block, the HTML before and after it, with keys.
    """

    def __init__(self, house: HouseStyle) -> None:
        self._house = house
        self.known: dict[PartKey, Part | None] = {}
        self.frames: dict[Around, tuple[str, str]] = {TOP: ("", "")}
        self.laid: dict[tuple[Block, ...], Laid] = {}
        self.groups: dict[tuple[Around, Group], Laid] = {}
        self.builds = 0

    def make(self, blocks: Iterable[Block]) -> None:
        """Makes the parts of `blocks` that are not yet known, in as few builds as can be."""
        wanted: dict[PartKey, Wanted] = {}
        for block in blocks:
            for want in _wanted(block, TOP):
                if want.key not in self.known:
                    wanted.setdefault(want.key, want)
        sound = [want for want in wanted.values() if is_alone("".join(want.key))]
        self.known |= dict.fromkeys(wanted.keys() - {want.key for want in sound})
        odd = [want for want in sound if any(stem in "".join(want.key).casefold() for stem in STEMS)]
        for together in ([want for want in sound if want not in odd], *([want] for want in odd)):
            if together:
                self._make_together(together)

    def _make_together(self, wanted: Sequence[Wanted]) -> None:
        marked = Marked("".join(want.key) for want in wanted)
        for want, made in zip(wanted, self._converted(wanted, marked), strict=True):  # a group before its items
            self.known[want.key] = None
            if made and want.around in self.frames:
                try:
                    self.known[want.key] = self._part(want, made, marked)
                except NotShared:
                    continue

    def _converted(self, wanted: Sequence[Wanted], marked: Marked) -> Iterator[Converted | None]:
        pages = [wanted[at : at + _ON_A_PAGE] for at in range(0, len(wanted), _ON_A_PAGE)]
        found = self._on_pages(pages, marked)
        if None in found:  # one of a page spoils the others; on a page of its own it does not
            missing = [want for want, made in zip(wanted, found, strict=True) if made is None]
            again = iter(self._on_pages([[want] for want in missing], marked))
            found = [made or next(again) for made in found]
        yield from found

    def _on_pages(self, pages: Sequence[Sequence[Wanted]], marked: Marked) -> list[Converted | None]:
        border = marked.mark(marked.free)
        texts = ["".join(f"{marked.marked(want.markdown(marked))}\n\n{border}\n\n" for want in page) for page in pages]
        self.builds += 1
        found: list[Converted | None] = []
        for page, converted in zip(pages, convert(texts, self._house), strict=True):
            found += _apart(converted, f"\n<p>{border}</p>", len(page))
        return found

    def _part(self, want: Wanted, made: Converted, marked: Marked) -> Part:
        before, after = map(marked.marked, self.frames[want.around])
        if not (made.html.startswith(before) and made.html.endswith(after)):
            raise NotShared("a block leaves the frame in which it stands")
        for _, anchor, _ in made.headings:
            if f"{{#{anchor}" not in want.text:
                raise NotShared("a heading has no anchor of its own")
        end = len(made.html) - len(after)
        if isinstance(want.what, str):
            headings = tuple((level, anchor, marked.runs(words)) for level, anchor, words in made.headings)
            return Part((marked.runs(made.html[len(before) : end]),), headings)
        first, last, wrap = (*want.samples(marked), want.wrap)
        opening, found, rest = made.html.partition(f"{wrap[0]}{first}{wrap[1]}")
        between, found_last, closing = rest.partition(f"{wrap[0]}{last}{wrap[1]}")
        if not (found and found_last) or made.headings:
            raise NotShared("a group does not keep its items apart")
        self.frames[want.inside] = (marked.keyed(opening), marked.keyed(closing))
        pieces = (opening[len(before) :], between, closing[: len(closing) - len(after)])
        return Part(tuple(marked.runs(piece) for piece in pieces))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A block whose part is wanted, and what stands around it."""

    what: Block
    around: Around

    @property
    def text(self) -> str:
        """The block, of a group only its frame."""
        what = self.what
        return what if isinstance(what, str) else FRAME.join((what.opening, what.sample, what.between, what.closing))

    @property
    def key(self) -> PartKey:
        """What the part is known by."""
        return (self.around[0], self.text, self.around[1])

    @property
    def inside(self) -> Around:
        """What stands around the items of this group."""
        assert isinstance(self.what, Group)
        return (self.around[0] + self.what.opening + FRAME, self.what.closing + self.around[1])

    @property
    def wrap(self) -> tuple[str, str]:
        """What stands in HTML around the words of a sample."""
        assert isinstance(self.what, Group)
        before, _, after = self.what.sample.partition("{}")
        return _WRAPS.get(self.what.sample.strip(), (before, after))

    def samples(self, marked: Marked) -> tuple[str, str]:
        """Two words that stand for items."""
        return marked.mark(marked.free + 1), marked.mark(marked.free + 2)

    def markdown(self, marked: Marked) -> str:
        """The Markdown that shows what becomes of the block, its keys in."""
        if isinstance(self.what, str):
            return "".join(self.key).replace(FRAME, "")
        before, after = self.inside
        items = self.what.between.join(self.what.sample.replace("{}", words) for words in self.samples(marked))
        return (before + items + after).replace(FRAME, "")


FRAME = "\ue006"
"""Ends the opening of each group in a key: a list at the top of a page is not the top of the page."""


def _wanted(block: Block, around: Around) -> Iterator[Wanted]:
    want = Wanted(block, around)
    if block:
        yield want
    if isinstance(block, Group):
        for item in block.items:
            yield from _wanted(item, want.inside)


def _apart(converted: Converted, border: str, count: int) -> Iterator[Converted | None]:
    """What several texts on one page have become, each for itself; Nones if that cannot be told."""
    # HTML that stands in Markdown as it is keeps a line feed more after it, so borders are taken off by one only.
    htmls = [html.removeprefix("\n") for html in converted.html.split(border)]
    counts = [len(_HEADING.findall(text)) for text in htmls]
    if len(htmls) != count + 1 or htmls[-1] or sum(counts) != len(converted.headings):
        yield from [None] * count
        return
    headings = iter(converted.headings)
    for text, number in zip(htmls[:-1], counts, strict=False):
        yield Converted(text, tuple(next(headings) for _ in range(number)))


def is_alone(markdown: str) -> bool:
    """Whether `markdown` means the same on every page, as far as its text can tell."""
    return not _ELSEWHERE.search(markdown) and all(f"{{#{anchor}" in markdown for anchor in _HERE.findall(markdown))
