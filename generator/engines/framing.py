"""What stands around the text of a page: a skeleton with the titles, links and menu of a page's place in its site."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.engines.forms import Form, Writing
from generator.engines.laying import Heading
from generator.engines.looks import relative_url
from generator.engines.planning import Nav, NavPlace
from generator.engines.runs import Hole, Runs
from generator.engines.skeleton import STEPS, Skeleton

TEXT, CONTENTS = "text", "contents"
"""Where in a frame the text of the page goes, and its contents."""


@dataclass(frozen=True, slots=True, eq=False)
class Framed:
    """A page without its text: forms, and TEXT and CONTENTS where these stand among them."""

    pieces: tuple[Form | str, ...]
    skeleton: Skeleton


@dataclass(frozen=True, slots=True)
class InSite:
    """A page in its site: its number in `nav`, its own title, its policy's, the anchor of its first heading."""

    number: int
    title: str
    policy: str
    top: str


def framed(skeleton: Skeleton, nav: Nav, page: InSite) -> Framed:
    """The frame of `page`."""
    return _Framing(nav, page).framed(skeleton)


def contents(skeleton: Skeleton, headings: Iterable[Heading]) -> Form:
    """The contents of a page: an entry for each of `headings`."""
    writing = Writing()
    writing.runs(skeleton.contents_head)
    for _, anchor, words in headings:
        for run in skeleton.contents_entry:
            if isinstance(run, str):
                writing.text(run)
            elif run.key == "=anchor":
                writing.text(f"#{anchor}")
            else:
                writing.form(words)
    return writing.done()


class _Framing:
    def __init__(self, nav: Nav, page: InSite) -> None:
        self._nav = nav
        self._page = page
        self._number = page.number
        self._here = nav.places[page.number]

    def framed(self, skeleton: Skeleton) -> Framed:
        pieces: list[Form | str] = []
        writing = Writing()
        for run in skeleton.runs:
            if isinstance(run, str):
                writing.text(run)
            elif run.key in ("=text", "=contents"):
                pieces += (writing.done(), run.key[1:])
                writing = Writing()
            elif run.key == "=menu":
                self._menu(skeleton, writing)
            else:
                self._settle(run, writing)
        return Framed((*pieces, writing.done()), skeleton)

    def _settle(self, hole: Hole, writing: Writing) -> None:
        """Adds what a hole of the skeleton holds on this page."""
        name = hole.key[1:]
        if not hole.key.startswith("="):
            writing.slot(hole.key, hole.place)
        elif name == "top":
            writing.text(f"#{self._page.top}")
        elif name == "canonical":
            writing.slot("address", "address")
            writing.text(self._here.url)
        elif name.endswith(" path"):
            writing.text(self._url_of(name.removesuffix(" path")))
        elif name.endswith(" url"):
            writing.text(relative_url(self._url_of(name.removesuffix(" url")), self._here.url))
        else:
            writing.words(self._title_of(name), hole.place, in_template)

    def _url_of(self, name: str) -> str:
        if name == "own":
            return self._here.url
        return self._nav.cover(self._number) if name == "cover" else self._beside(name).url

    def _title_of(self, name: str) -> str:
        if name == "title":
            return self._here.title
        if name == "heading":
            return self._page.title
        if name == "policy":
            return self._page.policy
        return self._beside(name).title

    def _beside(self, name: str) -> NavPlace:
        return self._nav.places[self._number + STEPS[name]]

    def _menu(self, skeleton: Skeleton, writing: Writing) -> None:
        menu, group = skeleton.menu, -1
        writing.runs(menu.head)
        for number, place in enumerate(self._nav.places):
            if place.group != group:
                writing.runs(menu.policy_end if group >= 0 else ())
                group = place.group
                self._entry(menu.policy, replace(place, title=self._nav.policies[group]), writing)
            runs = menu.here if number == self._number else menu.page
            self._entry(menu.start if number == 0 else runs, place, writing)
        writing.runs(menu.policy_end)

    def _entry(self, runs: Runs, place: NavPlace, writing: Writing) -> None:
        for run in runs:
            if isinstance(run, str):
                writing.text(run)
            elif run.key == "=entry url":
                writing.text(relative_url(place.url, self._here.url))
            else:
                writing.words(place.title, run.place, in_template)


def in_template(words: str) -> str:
    """`words` as the templates' own escaping prints them."""
    return html.escape(words, quote=False).replace('"', "&#34;").replace("'", "&#39;")
