"""Makes parts with the site engine: all that are wanted in one build, on pages that hold many, and takes them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.engines.mkdocs_site import Converted, convert, search_additions
from generator.engines.parts import Around, Part, Wanted
from generator.engines.runs import Marked
from generator.engines.searching import Added, Entry
from generator.model.source import HouseStyle
from generator.render.web_parts import NotShared

_ON_A_PAGE = 40
"""Parts on one page of the site of parts: more would make Markdown slow, fewer would write more files."""
_HEADING = re.compile(r"<h[1-6][\s>]")


class Making:
    """Makes the parts of `wanted`. `builds` counts MkDocs builds."""

    def __init__(self, wanted: Sequence[Wanted], house: HouseStyle) -> None:
        self._wanted = wanted
        self._house = house
        self._marked = Marked("".join(want.key) for want in wanted)
        free = self._marked.free
        self._border, *samples = (self._marked.mark(free + number) for number in range(3))
        self._samples = (samples[0], samples[1])
        self.builds = 0

    def converted(self) -> Iterator[tuple[Wanted, Converted | None]]:
        """Each block with what became of it; None if it does not leave others on its page alone."""
        wanted = self._wanted
        pages = [wanted[at : at + _ON_A_PAGE] for at in range(0, len(wanted), _ON_A_PAGE)]
        found = self._on_pages(pages)
        if None in found:  # one of a page spoils the others; on a page of its own it does not
            missing = [want for want, made in zip(wanted, found, strict=True) if made is None]
            again = iter(self._on_pages([[want] for want in missing]))
            found = [made or next(again) for made in found]
        return zip(wanted, found, strict=True)

    def _on_pages(self, pages: Sequence[Sequence[Wanted]]) -> list[Converted | None]:
        marked = self._marked
        texts = [
            "".join(f"{marked.marked(want.markdown(self._samples))}\n\n{self._border}\n\n" for want in page)
            for page in pages
        ]
        self.builds += 1
        found: list[Converted | None] = []
        for page, converted in zip(pages, convert(texts, self._house), strict=True):
            found += _apart(converted, f"\n<p>{self._border}</p>", len(page))
        return found

    def part(self, want: Wanted, made: Converted, around: tuple[str, str]) -> tuple[Part, Around | None]:
        """The part, and of a group the HTML around its items with keys; raises NotShared if it is not to be had.

        `around` is the HTML around the block itself.
        """
        before, after = map(self._marked.marked, around)
        if not (made.html.startswith(before) and made.html.endswith(after)):
            raise NotShared("a block leaves the frame in which it stands")
        html = made.html[len(before) : len(made.html) - len(after)]
        if not isinstance(want.what, str):
            return self._group(want, made, (before, html, after))
        for _, anchor, _ in made.headings:
            if f"{{#{anchor}" not in want.text:
                raise NotShared("a heading has no anchor of its own")
        headings = tuple((level, anchor, self._marked.runs(words)) for level, anchor, words in made.headings)
        added = search_additions((before, html))[1]
        return Part((self._marked.runs(html),), headings, (self._keyed(added),)), None

    def _group(self, want: Wanted, made: Converted, html: tuple[str, str, str]) -> tuple[Part, Around]:
        first, last = (f"{want.wrap[0]}{sample}{want.wrap[1]}" for sample in self._samples)
        opening, found, rest = html[1].partition(first)
        between, found_last, closing = rest.partition(last)
        if not (found and found_last) or made.headings:
            raise NotShared("a group does not keep its items apart")
        _, *added = search_additions((html[0], opening, first, between, last, closing))
        runs = tuple(map(self._marked.runs, (opening, between, closing)))
        part = Part(runs, (), tuple(map(self._keyed, added[::2])))
        return part, (self._marked.keyed(html[0] + opening), self._marked.keyed(closing + html[2]))

    def _keyed(self, added: Added | None) -> Added | None:
        """`added` with keys for marks."""
        if added is None:
            return None
        keyed = self._marked.keyed
        entries = (
            Entry(keyed(entry.anchor), keyed(entry.title), tuple(map(keyed, entry.items))) for entry in added.entries
        )
        return Added(tuple(map(keyed, added.items)), tuple(entries), added.open)


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
