"""Plans a site: each page with its look and its place in the navigation, as far as its Markdown tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.engines.looks import Look, file_order, frame_of, look_of, page_file, page_url
from generator.model.remembered import Remembered, RememberedOf
from generator.model.source import NavEntry
from generator.render.web_blocks import Block, Group
from generator.render.web_pages import Page
from generator.render.web_parts import NotShared, SharedSite

_FEWEST = 3
_MOST = 4096
_SECTION = re.compile(r"^## .*\{#", re.MULTILINE)
"""A heading of ours below the page's own; what an author writes has no anchor."""
INDEX = "search/search_index.json"
SITEMAP = "sitemap.xml"


@dataclass(frozen=True, slots=True)
class NavPlace:
    """A page in the navigation: what the menu calls it, its address, and the number of its policy, -1 for the start."""

    title: str
    url: str
    group: int


@dataclass(frozen=True, slots=True, eq=False)
class Nav:
    """The navigation of a site, one object for all sites that have the same: its pages in order, and its policies.

    `text` holds all titles and paths; `order` are the pages' numbers in the order in which MkDocs reads files.
    """

    text: tuple[str, ...]
    places: tuple[NavPlace, ...]
    policies: tuple[str, ...]
    paths: tuple[str, ...]
    order: tuple[int, ...]

    def cover(self, number: int) -> str:
        """The address of the cover of the policy to which page `number` belongs, "" for the start page."""
        group = self.places[number].group
        return next(place.url for place in self.places if place.group == group) if group >= 0 else ""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A site that is to be put together: the frame of its pages, the navigation, its pages in that order, their looks.

    `files` maps the path of each page's file to the page's number.
    """

    site: SharedSite
    frame: str
    nav: Nav
    looks: tuple[Look, ...]
    files: dict[str, int]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages in the order of the navigation."""
        return self.site.pages

    @property
    def mapped(self) -> tuple[int, ...]:
        """The numbers of the pages in the site map, in the order in which MkDocs reads files."""
        return tuple(number for number in self.nav.order if not self.pages[number].facts.get("noindex"))

    @property
    def paths(self) -> list[str]:
        """The paths of all files, sorted."""
        given = [path for path, _ in self.site.files]
        return sorted((*self.files, *given, INDEX, *self.site.templates))


def plan(site: SharedSite) -> Plan:
    """The plan of `site`; raises NotShared if it cannot be put together."""
    nav = _nav_of(site.nav)
    if len(nav.paths) < _FEWEST or nav.paths != tuple([page.path for page in site.pages]):
        raise NotShared("a navigation of another shape")
    frame = frame_of(site)
    last = len(site.pages) - 1
    looks = [
        _look(frame, page, nav.places[number].title, (number == 0, number == last))
        for number, page in enumerate(site.pages)
    ]
    return Plan(site, frame, nav, tuple(looks), {page_file(path): number for number, path in enumerate(nav.paths)})


_NAVS: Remembered[tuple[str, ...], Nav] = Remembered(_MOST)


def _nav_of(entries: Sequence[NavEntry]) -> Nav:
    start, *policies = entries
    text = [start.title, start.path]
    for policy in policies:
        text += ("", policy.title)
        for entry in policy.children:
            text += (entry.title, entry.path)
    known = tuple(text)
    return _NAVS.get(known) or _NAVS.keep(known, _new_nav(known, start, policies))


def _new_nav(text: tuple[str, ...], start: NavEntry, policies: Sequence[NavEntry]) -> Nav:
    listed = [(-1, start), *((group, entry) for group, policy in enumerate(policies) for entry in policy.children)]
    paths = tuple(entry.path for _, entry in listed)
    return Nav(
        text=text,
        places=tuple(NavPlace(entry.title, page_url(entry.path), group) for group, entry in listed),
        policies=tuple(policy.title for policy in policies),
        paths=paths,
        order=tuple(sorted(range(len(paths)), key=lambda number: file_order(paths[number]))),
    )


_LOOKS: Remembered[tuple[object, ...], tuple[Page, Look]] = Remembered(_MOST)


def _look(frame: str, page: Page, title: str, ends: tuple[bool, bool]) -> Look:
    known = (id(page), frame, title, ends)  # what is kept holds the page, so that no other can have its id
    found = _LOOKS.get(known)
    if found is None:
        found = _LOOKS.keep(known, (page, look_of(frame, page, title, _sections(page.blocks), ends)))
    return found[1]


_SECTIONS = RememberedOf(_MOST)


def _sections(blocks: Sequence[Block]) -> int:
    """How many headings `blocks` have below the page's own; beyond two it makes no difference how many."""
    found = 0
    for block in blocks:
        if isinstance(block, str):
            found += len(_SECTION.findall(block)) if "## " in block else 0
        elif isinstance(block, Group):
            found += _sections(block.items)
        else:
            count: int = _SECTIONS.of(block, _sections)
            found += count
        if found > 1:
            break
    return found
