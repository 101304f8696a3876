"""A policy of which no version is in force, or of which a site holds nothing but the versions: never a missing page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from generator.model.site import NotHeld
from generator.model.source import NavEntry
from generator.render.marks import Marks
from generator.render.web_blocks import Block
from generator.render.web_page import Page
from generator.render.web_pages import version_pages
from generator.render.web_text import policy_page
from generator.render.web_versions import PolicyVersions
from generator.words.strings import say, standing_words


class NotHeldPages:
    """Makes the pages of such a policy: what became of it, what holds in its place, its versions."""

    def __init__(self, versions: PolicyVersions, marks: Marks, prints: bool) -> None:
        self.versions = versions
        self.text = versions.pages[-1].text
        self.prints = prints
        self._marks = marks

    @cached_property
    def title(self) -> str:
        """The policy's title, plain with marks."""
        return self.text.plain(self.text.edition.title)

    @property
    def facts(self) -> dict[str, str]:
        """What every page of this policy tells the house templates."""
        return {"policy": self.title, "blank": "", "watermark": ""}

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """All pages, in the order of the navigation."""
        path = self.versions.front
        blocks = (f"# {self.text.line(self.text.edition.title)} {{#top_}}", *self.front(path))
        first = Page(path, self.title, blocks, "index", self.facts, searched=False)
        return (first, *version_pages(self.versions, self.prints, self.facts))

    def nav(self) -> NavEntry:
        """The entry of this policy, its pages below it."""
        first, *others = self.pages
        entries = [NavEntry(say("versions", self.versions.site.language), first.path)]
        return NavEntry(self.title, children=(*entries, *(NavEntry(page.title, page.path) for page in others)))

    def front(self, page: str) -> tuple[Block, ...]:
        """What is said of the policy on `page`, and the list of its versions."""
        found = next((each for each in self.versions.site.not_held if each.policy == self.versions.policy), None)
        told = tuple(self._became(found, page)) if found else ()
        return (*told, *self.versions.listed(page))

    def status(self) -> Block:
        """In a list of policies: what became of it; "" where one is in force."""
        found = next((each for each in self.versions.site.not_held if each.policy == self.versions.policy), None)
        return f"{self._words(found)}\n{{ .pp-status }}" if found else ""

    def _words(self, found: NotHeld) -> str:
        words = standing_words(found.standing, self.versions.site.language)
        return self._marks.of(f"{found.policy}/not held", words)

    def _became(self, found: NotHeld, page: str) -> Iterator[Block]:
        language, key = self.versions.site.language, f"{found.policy}/not held"
        yield f"{self._words(found)}\n{{ .pp-status }}"
        if found.standing.next_from:
            yield self.versions.follows(self.text, page, found.standing.next_from)
        if found.reason:
            yield f"**{say('versions.reason', language)}:** {self._marks.of(f'{key}/reason', found.reason)}"
        if found.instead:
            instead = self._marks.of(f"{key}/instead", found.instead)
            if found.instead_here:
                instead = f"[{instead}]({self.text.to(policy_page(found.instead_here, 'index'), page)})"
            yield f"**{say('versions.instead', language)}:** {instead}"
