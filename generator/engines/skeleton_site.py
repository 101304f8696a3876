"""The site that shows page skeletons: a page with marks for each look, among others that are its neighbours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.engines.cutting import CUTS
from generator.engines.looks import Look, page_url
from generator.engines.runs import Marked
from generator.model.source import NavEntry, SiteSource
from generator.render.marks import as_address
from generator.render.web_pages import Page
from generator.render.web_parts import CLOSE, OPEN
from generator.words.strings import say

PROBE = "&<>\"'"
"""Stands inside every title: what a template makes of it is what it makes of such characters in a real one."""


def key(words: str) -> str:
    """`words` as a key in a text."""
    return f"{OPEN}{words}{CLOSE}"


@dataclass(frozen=True, slots=True)
class SkeletonPage:
    """A page of a skeleton site: its number in the order of the navigation, that of its policy, its look if it has one.

    Its keys: `t3` its title in the menu, `h3` its own, `g1` its policy's, each with an end `t3'`; `u3` its path.
    """

    number: int
    group: int
    look: Look
    index: bool = False

    @property
    def path(self) -> str:
        """Its path under docs/."""
        if self.group < 0:
            return "index.md"
        return f"{key(f'f{self.group}')}/{'index' if self.index else key(f'u{self.number}')}.md"

    @property
    def names(self) -> tuple[str, str, str]:
        """The keys of its title in the menu, of its own and of its policy's."""
        policy = f"g{max(self.group, 0)}" if any(name == "policy" for name, _ in self.look.facts) else "none"
        apart = (f"t{self.number}", f"h{self.number}")
        same = self.look.same
        title, heading = (policy if same[at] == same[2] else apart[same[at]] for at in (0, 1))
        return title, heading, policy

    @property
    def content(self) -> str:
        """Its text in Markdown."""
        n = self.number
        heads = [
            f"## {key(f'b{n}.{k}')} & {key(f'b{n}.{k}x')} {{#{key(f'i{n}.{k}')}}}" for k in range(self.look.contents)
        ]
        return "\n\n".join([f"# {key(f'a{n}')} {{#{key(f'i{n}')}}}", *heads, key(f"c{n}")])

    @property
    def built(self) -> str:
        """Its text in HTML."""
        n = self.number
        heads = [
            f'<h2 id="{key(f"i{n}.{k}")}">{key(f"b{n}.{k}")} &amp; {key(f"b{n}.{k}x")}</h2>'
            for k in range(self.look.contents)
        ]
        return "\n".join([f'<h1 id="{key(f"i{n}")}">{key(f"a{n}")}</h1>', *heads, f"<p>{key(f'c{n}')}</p>"])

    def source(self, marked: Marked) -> str:
        """The page as Markdown with front matter and marks."""
        facts = dict(self.look.facts)
        title, policy = (marked.marked(wrapped(name)) for name in self.names[1:])
        facts |= {"policy": policy} if "policy" in facts else {}
        return Page(self.path, title, (marked.marked(self.content),), self.look.kind, facts).source()

    def texts(self) -> tuple[str, ...]:
        """All texts that hold its keys."""
        return (self.path, self.content, key(f"u{self.number}"), *map(wrapped, (*self.names, f"g{max(self.group, 0)}")))


def wrapped(name: str) -> str:
    """A title with the key `name`, the probe, and the key that ends it."""
    return f"{key(name)}{PROBE}{key(name + 'x')}"


def skeleton_pages(looks: Sequence[Look], size: int = 0) -> Iterator[list[SkeletonPage]]:
    """Sites, as their pages, that show all `looks` of one frame, each among neighbours of its own.

    `size` is how many pages more than needed each policy has.
    """
    starts = [look for look in looks if look.first]
    lasts = [look for look in looks if look.last and not look.first]
    rest = [look for look in looks if not (look.first or look.last)]
    for at in range(max(1, len(starts), len(lasts))):
        yield _site(starts[at : at + 1], lasts[at : at + 1], rest if at == 0 else [], size)


def _site(start: list[Look], last: list[Look], rest: list[Look], size: int) -> list[SkeletonPage]:
    plain = (*start, *last, *rest)[0]
    filler = Look(plain.frame, "section", (("policy", ""),), 2, 0, (0, 0, 2), False, False)
    cover = Look(plain.frame, "index", (("policy", ""),), 1, 0, (0, 1, 1), False, False)
    groups: list[list[Look]] = [[cover, filler, *[filler] * size]]
    for look in rest:
        if look.depth == 1:
            groups.append([look, filler, filler, *[filler] * size])
        else:
            groups[0] += [look, filler]
    groups.append([cover, filler, filler, *[filler] * size, *(last or [filler])])
    opening = start[0] if start else Look(plain.frame, "start", (), 0, 0, (0, 1, 2), True, False)
    pages = [SkeletonPage(0, -1, opening)]
    for group, members in enumerate(groups):
        for place, look in enumerate(members):
            pages.append(SkeletonPage(len(pages), group, look, index=place == 0))
    return pages


def skeleton_source(pages: Sequence[SkeletonPage], marked: Marked) -> SiteSource:
    """The site of `pages` for MkDocs, with marks and delimiters."""
    extra, names, has_address, templates = json.loads(pages[0].look.frame)
    sources = tuple((marked.marked(page.path), page.source(marked)) for page in pages)
    return SiteSource(
        title=say("plain.site", str(extra.get("language", "en"))),
        pages=sources,
        nav=tuple(_nav(pages, marked)),
        files=tuple((name, b"/**/") for name in names),
        extra={**_marked_extra(extra, marked), "cut": CUTS},
        results=(),
        address=as_address(marked.marked(key("address"))) if has_address else "",
        language=str(extra.get("language", "en")),
        templates=tuple(templates),
    )


def _marked_extra(extra: dict[str, object], marked: Marked) -> dict[str, object]:
    loaded = json.loads(marked.marked(json.dumps(extra, ensure_ascii=False)))
    assert isinstance(loaded, dict)
    return loaded


def _nav(pages: Sequence[SkeletonPage], marked: Marked) -> Iterator[NavEntry]:
    for group in range(-1, pages[-1].group + 1):
        entries = tuple(
            NavEntry(marked.marked(wrapped(page.names[0])), marked.marked(page.path))
            for page in pages
            if page.group == group
        )
        if group < 0:
            yield from entries
        else:
            yield NavEntry(marked.marked(wrapped(f"g{group}")), children=entries)


def url_of(page: SkeletonPage, marked: Marked) -> str:
    """The address of `page` in its site, with marks."""
    return page_url(marked.marked(page.path))
