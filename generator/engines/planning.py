"""Plans a site: each page with its blocks laid, its look, and where it stands in the navigation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.engines.laying import lay
from generator.engines.looks import Look, frame_of, look_of, page_url
from generator.engines.parts import Heading, Laid, Parts
from generator.render.web_pages import Page
from generator.render.web_parts import NotShared, SharedSite

_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Planned:
    """A page that is to be put together. `title` is what the menu calls it, `cover` the address of its policy's cover.

    `contents` are the headings that its contents list, `group` the number of its policy, -1 for the start page.
    """

    page: Page
    title: str
    url: str
    group: int
    cover: str
    laid: Laid
    contents: tuple[Heading, ...]
    look: Look


def plan(site: SharedSite, parts: Parts) -> tuple[Planned, ...]:
    """The pages of `site` in the order of its navigation; raises NotShared if they cannot be put together."""
    entries = [(-1, site.nav[0])]
    covers = [""]
    for group, policy in enumerate(site.nav[1:]):
        entries += [(group, entry) for entry in policy.children]
        covers.append(page_url(policy.children[0].path))
    if len(entries) < _FEWEST or [entry.path for _, entry in entries] != [page.path for page in site.pages]:
        raise NotShared("a navigation of another shape")
    frame = frame_of(site)
    planned = []
    for number, ((group, entry), page) in enumerate(zip(entries, site.pages, strict=True)):
        laid = lay(page.blocks, parts)
        contents = _listed(laid.headings)
        ends = (number == 0, number == len(entries) - 1)
        look = look_of(frame, page, entry.title, len(contents), ends)
        planned.append(Planned(page, entry.title, page_url(page.path), group, covers[group + 1], laid, contents, look))
    return tuple(planned)


def _listed(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings below the first, which is the page's; raises NotShared where levels are skipped."""
    levels = [level for level, _, _ in headings]
    if levels[:1] != [1] or 1 in levels[1:] or (len(levels) > 1 and levels[1] != 2):
        raise NotShared("the headings of a page do not begin with its own")
    return tuple(heading for heading in headings if heading[0] == 2)
