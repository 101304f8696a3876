"""What a page skeleton is: a page in runs, with places for what differs from page to page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.engines.runs import Runs

STEPS = {"previous": -1, "next": 1, "after next": 2}
"""Pages that a page may name beside itself, and how far from it they stand; the start page may skip its twin."""


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu in runs: what stands before, the start page, a policy before and after its pages, a page, this page."""

    head: Runs
    start: Runs
    policy: Runs
    policy_end: Runs
    page: Runs
    here: Runs


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A page in runs. The keys of its holes that begin with `=` are settled page by page; `=text` is its text."""

    runs: Runs
    menu: Menu
    contents_head: Runs = ()
    contents_entry: Runs = ()


@dataclass(frozen=True, slots=True)
class FrameFiles:
    """Beside the pages: the search index before and after its entries, the site map before, for and after a page."""

    index: tuple[str, str] = ("", "")
    sitemap: tuple[Runs, Runs, Runs] = ((), (), ())
