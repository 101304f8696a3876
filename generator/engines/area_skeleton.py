"""What stands around the pages of governors' areas: samples for the site of a front, and what is read from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.engines.runs import Runs
from generator.engines.skeleton_site import key
from generator.model.governing import FOLDER, GROUPS
from generator.render.web_pages import Page

DEEPEST = 2
"""Folders below the first page of an area."""
AREA_KIND = "governors"
"""What the house templates know a page of an area by."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of the front that is built, and whether search engines may have it; its number is part of its keys."""

    number: int
    page: Page
    hidden: bool

    @property
    def content(self) -> str:
        """Its text in Markdown."""
        return f"# {key(f'a{self.number}')} {{#top_}}\n\n{key(f'c{self.number}')}"

    @property
    def built(self) -> str:
        """Its text in HTML."""
        return f'<h1 id="top_">{key(f"a{self.number}")}</h1>\n<p>{key(f"c{self.number}")}</p>'


def area_page(school: Page, path: str, title: str) -> Page:
    """A page of the area of a school whose page at the front is `school`; `path` is its folder in the area."""
    home = school.path.removesuffix("index.md")
    inside = f"{path}/" if path else ""
    facts = {**school.facts, "home": home, "noindex": "yes"}
    return Page(f"{home}{FOLDER}/{inside}index.md", title, (), AREA_KIND, facts)


def group_area_page(group: str, title: str) -> Page:
    """The page of a group."""
    return Page(f"{GROUPS}/{group}/index.md", title, (), AREA_KIND, {"noindex": "yes"})


def area_samples(schools: Sequence[Sample]) -> list[Sample]:
    """A page as deep as can be for each of `schools`, and one of a group."""
    pages = [area_page(sample.page, "policy/version", key("title")) for sample in schools]
    pages.append(group_area_page("sample", key("title")))
    first = schools[-1].number + 1
    return [Sample(first + at, replace(page, blocks=()), True) for at, page in enumerate(pages)]


def raised(runs: Runs, levels: int) -> Runs:
    """`runs` of a page for one that lies so many folders higher: its links lead so many folders less up."""
    up = re.compile(rf"""(["'])(?:\.\./){{{levels}}}""")
    return tuple(up.sub(r"\1", run) if isinstance(run, str) else run for run in runs)
