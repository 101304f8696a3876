"""Keys of files: equal keys mean equal bytes. Found out from what a file is made of, without making it.

What a page is made of: the house style and the engines (which the caller names), the frame of its site, the navigation,
its own blocks and facts, and the values that any of these name.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.engines.areas import AreaOf
from generator.engines.front_skeleton import look_of_front
from generator.engines.planning import INDEX, SITEMAP, Nav, Plan
from generator.model.remembered import Remembered, RememberedOf
from generator.model.site import Front, SchoolEntry
from generator.model.source import SiteSource
from generator.render.web_blocks import Block, Group
from generator.render.web_front import school_style
from generator.render.web_pages import Page
from generator.render.web_parts import KEY, LINK

_MOST = 1024


class PageKey(NamedTuple):
    """A file of a site and its key: 32 digits of hexadecimal; equal keys mean equal bytes."""

    path: str
    key: str


class _Made(NamedTuple):
    """Something of which a file is made: a digest of it, and the keys of the values that it names."""

    digest: bytes
    names: tuple[str, ...]


class Keys:
    """Keys in one house style. `fingerprint` names it and the engines."""

    def __init__(self, fingerprint: str) -> None:
        self._fingerprint = fingerprint
        self._frames: Remembered[tuple[str, int], tuple[Nav, _Made]] = Remembered(_MOST)

    def of(self, plan: Plan, together: bool) -> tuple[PageKey, ...]:
        """Every file of a site with its key, sorted by path.

        With `together` each depends on all, as it may in a house style whose templates are not ours.
        """
        site = plan.site
        values = site.values
        frame = _settled(self._frame(plan), values)
        found = {path: _digest(path.encode(), content) for path, content in site.files}
        pages = [_digest(frame, _settled(_page(page), values)) for page in plan.pages]
        found |= {path: pages[number] for path, number in plan.files.items()}
        searched = [pages[number] for number in plan.nav.order if plan.pages[number].searched]
        found[INDEX] = _digest(frame, *searched)
        if site.templates:
            found[SITEMAP] = _digest(frame, b"sitemap", repr(plan.mapped).encode())
        if together:
            whole = _digest(*(found[path] for path in sorted(found)))
            found = {path: _digest(whole, digest) for path, digest in found.items()}
        return tuple([PageKey(path, found[path].hex()) for path in sorted(found)])

    def of_whole(self, source: SiteSource, paths: Iterable[str]) -> tuple[PageKey, ...]:
        """The same of a site that is built whole: each file depends on all of it."""
        whole = _digest(self._fingerprint.encode(), repr(source).encode("utf-8", "surrogatepass"))
        return tuple(PageKey(path, _digest(whole, path.encode()).hex()) for path in sorted(paths))

    def of_front(self, front: Front, entry: SchoolEntry) -> tuple[PageKey, ...]:
        """The files of a school at the front of its tree with their keys."""
        style, content = school_style(entry)
        look = look_of_front(front)
        page = (self._fingerprint, look.frame, repr(look.templates), front.address, repr(entry))
        return (
            PageKey(style, _digest(style.encode(), content).hex()),
            PageKey(f"{entry.school.id}/index.html", _digest(b"front", *map(_bytes, page)).hex()),
        )

    def of_area(self, area: AreaOf, key: str) -> str:
        """The key of a file of a governors' area whose own text has that key."""
        look = look_of_front(area.front)
        school = repr(area.entry.school) if area.entry else area.group
        return _digest(b"area", *map(_bytes, (self._fingerprint, look.frame, area.front.address, school, key))).hex()

    def _frame(self, plan: Plan) -> _Made:
        known = (plan.frame, id(plan.nav))  # what is kept holds the navigation, so that no other can have its id
        found = self._frames.get(known)
        if found is None:
            text = (self._fingerprint, plan.frame, *plan.nav.text)
            names = (*_names(plan.frame, *plan.nav.text), *(("address",) if plan.site.address else ()))
            found = self._frames.keep(known, (plan.nav, _made(map(_bytes, text), names)))
        return found[1]


def _made(parts: Iterable[bytes], names: Iterable[str]) -> _Made:
    return _Made(_digest(*parts), tuple(dict.fromkeys(names)))


def _settled(made: _Made, values: Mapping[str, str]) -> bytes:
    """The digest of what is made of something and of the values that it names."""
    return _digest(made.digest, marshal.dumps([values[name] for name in made.names], 2))


_PAGES = RememberedOf(1024)
_GROUPS = RememberedOf(4096)
_TEXTS: Remembered[str, _Made] = Remembered(8192)


def _page(page: Page) -> _Made:
    made: _Made = _PAGES.of(page, _new_page)
    return made


def _new_page(page: Page) -> _Made:
    facts = repr((page.path, page.title, page.kind, page.searched, [*page.facts.items()]))
    made = [_block(block) for block in page.blocks]
    texts = [text for fact in page.facts.values() for text in ([fact] if isinstance(fact, str) else fact)]
    names = [*_names(page.title, *texts), *(name for one in made for name in one.names)]
    return _made((_bytes(facts), *(one.digest for one in made)), names)


def _block(block: Block) -> _Made:
    if isinstance(block, str):
        return _TEXTS.get(block) or _TEXTS.keep(block, _made((b"text", _bytes(block)), _names(block)))
    made: _Made = _GROUPS.of(block, _group)
    return made


def _group(block: Group | tuple[Block, ...]) -> _Made:
    items = block.items if isinstance(block, Group) else block
    around = (block.opening, block.sample, block.between, block.closing) if isinstance(block, Group) else ()
    made = [_block(item) for item in items]
    names = [*_names(*around), *(name for one in made for name in one.names)]
    return _made((b"group", repr(around).encode(), *(one.digest for one in made)), names)


def _names(*texts: str) -> list[str]:
    """The keys of values in `texts`; links are settled by the page."""
    return [key for text in texts for key in KEY.findall(text) if not key.startswith(LINK)]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _digest(*parts: bytes) -> bytes:
    """16 bytes of SHA-256 of `parts`, told apart by their lengths."""
    return hashlib.sha256(marshal.dumps(parts, 2)).digest()[:16]
