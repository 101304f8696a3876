"""Parts: what the blocks of pages become in HTML, each made once, however many pages of however many schools show it.

All that are not yet known are gathered and made in one build of a site that consists of nothing else. A block that is
not sure to mean the same on every page (a link definition, a fence, a heading without an anchor) is refused, and what
has it is built whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.engines.runs import Runs
from generator.engines.searching import Added
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
FRAME = "\ue006"
"""Ends the opening of each group in a key: a list at the top of a page is not the top of the page."""
_WRAPS = {"{}": ("<p>", "</p>"), "- {}": ("<li>", "</li>")}
_ELSEWHERE = re.compile(
    r"\]\((?!https?://|mailto:|tel:|#)"  # a page of the site, which only a whole build can look at
    r"|\[[^\[\]]*\]:"  # a definition of a link, which counts for the whole page
    r"|\[TOC\]|~~~|```"
    rf"|<{OPEN}"  # a value that would begin a tag
    r"|[\x00-\x08\x0b-\x1f\x7f]"
)
_HERE = re.compile(r"\]\(#([^)\s]*)")


@dataclass(frozen=True, slots=True)
class Part:
    """A block in HTML with its headings; of a group what stands before, between and after its items.

    `added` says of each piece what it adds to the search index, None if that cannot be told.
    """

    pieces: tuple[Runs, ...]
    headings: tuple[Heading, ...]
    added: tuple[Added | None, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A block whose part is wanted, of a group without its items, and what stands around it."""

    what: str | Group
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
    def depth(self) -> int:
        """How many groups it stands in."""
        return self.around[0].count(FRAME)

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

    def markdown(self, samples: tuple[str, str]) -> str:
        """The Markdown that shows what becomes of the block, its keys in; `samples` are words that stand for items."""
        if isinstance(self.what, str):
            return "".join(self.key).replace(FRAME, "")
        before, after = self.inside
        items = self.what.between.join(self.what.sample.replace("{}", words) for words in samples)
        return (before + items + after).replace(FRAME, "")


class Parts:
    """The parts of one house style: `known` ones, None for those that are not sure to be the same everywhere.

    `frames` holds, for what stands around a block, the HTML before and after it, with keys.
    """

    def __init__(self, house: HouseStyle) -> None:
        self._house = house
        self.known: dict[PartKey, Part | None] = {}
        self.frames: dict[Around, tuple[str, str]] = {TOP: ("", "")}
        self.builds = 0

    def make(self, listed: Iterable[Wanted]) -> None:
        """Makes those that are not yet known, in as few builds as can be."""
        unknown = {want.key: want for want in listed if want.key not in self.known}
        wanted = sorted(unknown.values(), key=lambda want: (want.depth, want.key))  # a group before its items
        sound = [want for want in wanted if is_alone("".join(want.key))]
        self.known |= dict.fromkeys(unknown.keys() - {want.key for want in sound})
        odd = [want for want in sound if any(stem in "".join(want.key).casefold() for stem in STEMS)]
        for together in ([want for want in sound if want not in odd], odd):
            if together:
                self._make_together(together)

    def _make_together(self, wanted: list[Wanted]) -> None:
        from generator.engines.making_parts import Making  # loads the site engine

        making = Making(wanted, self._house)
        for want, made in making.converted():
            if want.around not in self.frames:
                continue  # the group in which it stands is still to be made
            self.known[want.key] = None
            if made:
                try:
                    self.known[want.key], inside = making.part(want, made, self.frames[want.around])
                except NotShared:
                    continue
                if inside:
                    self.frames[want.inside] = inside
        self.builds += making.builds


def wanted_parts(block: Block, around: Around = TOP) -> Iterator[Wanted]:
    """The parts that `block` consists of, a group before its items."""
    if isinstance(block, tuple):
        for each in block:
            yield from wanted_parts(each, around)
    elif isinstance(block, Group):
        want = Wanted(block.frame, around)
        yield want
        for item in block.items:
            yield from wanted_parts(item, want.inside)
    elif block:
        yield Wanted(block, around)


def is_alone(markdown: str) -> bool:
    """Whether `markdown` means the same on every page, as far as its text can tell."""
    return not _ELSEWHERE.search(markdown) and all(f"{{#{anchor}" in markdown for anchor in _HERE.findall(markdown))
