"""How a page looks apart from its text: all that the house templates can make something of."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass
from functools import lru_cache

from generator.model.remembered import Remembered
from generator.render.web_pages import Page
from generator.render.web_parts import NotShared, SharedSite


@dataclass(frozen=True, slots=True)
class Look:
    """What decides the skeleton of a page. `frame` is JSON of what is the same on all pages of its site.

    `same` says which of the page's title in the menu, its own title and its policy's title are equal texts;
    `contents` is how many clauses its contents would list: 0, 1 or 2 for more.
    """

    frame: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    depth: int
    contents: int
    same: tuple[int, ...]
    first: bool
    last: bool


def frame_of(site: SharedSite) -> str:
    """What is the same on all pages of `site` and of others like it, as JSON."""
    names = tuple(sorted([path for path, _ in site.files]))
    known = (id(site.extra), names, bool(site.address), site.templates)
    found = _FRAMES.get(known)
    if found is None:  # what is kept holds `extra`, so that no other can have its id
        text = json.dumps([dict(site.extra), names, known[2], site.templates], sort_keys=True, ensure_ascii=False)
        found = _FRAMES.keep(known, (site.extra, text))
    return found[1]


_FRAMES: Remembered[tuple[object, ...], tuple[object, str]] = Remembered(1024)


def look_of(frame: str, page: Page, title: str, contents: int, ends: tuple[bool, bool]) -> Look:
    """The look of `page`, called `title` in the menu, which is the first or the last of its site or neither."""
    policy = page.facts.get("policy", "")
    texts = [title, page.title, policy]
    if not (title.strip() and page.title.strip()) or not all(isinstance(fact, str) for fact in page.facts.values()):
        raise NotShared("a page without a title, or with facts of another kind")
    facts = tuple((name, str(fact)) for name, fact in page.facts.items() if name != "policy" and fact)
    return Look(
        frame=frame,
        kind=page.kind,
        facts=(*facts, *((("policy", ""),) if policy else ())),
        depth=len(page_url(page.path).split("/")) - 1,
        contents=min(contents, 2),
        same=tuple(texts.index(text) for text in texts),
        first=ends[0],
        last=ends[1],
    )


@lru_cache(maxsize=1 << 14)
def page_url(path: str) -> str:
    """The address of the page made from `path` under docs/, relative to its site: "" for the start page."""
    folder, name = posixpath.split(path)
    if name == "index.md":
        return f"{folder}/" if folder else ""
    return f"{path.removesuffix('.md')}/"


def page_file(path: str) -> str:
    """The file of the page made from `path` under docs/."""
    return f"{page_url(path)}index.html"


def file_order(path: str) -> tuple[tuple[int, bool, str], ...]:
    """Sorts paths as MkDocs reads them: in each folder first its index, then the rest by name, then its folders."""
    *folders, name = path.split("/")
    return (*((1, True, folder) for folder in folders), (0, name != "index.md", name))


@lru_cache(maxsize=1 << 16)
def relative_url(target: str, page: str) -> str:
    """`target`, the address of a page, as a template prints it on `page`: "" is "." there, or "../.."."""
    there, here = [part for part in target.split("/") if part], [part for part in page.split("/") if part]
    common = 0
    while common < min(len(there), len(here)) and there[common] == here[common]:
        common += 1
    way = "/".join([".."] * (len(here) - common) + there[common:]) or "."
    return f"{way}/" if target.endswith("/") else way
