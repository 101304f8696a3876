"""The pages of an audience's site as blocks that many sites share: whatever differs from school to school is a key.

Where an ordinary page has a mark of this site, a shared block has the key itself between two characters that no text
may hold; clause and section numbers, and links to other places of the site, are keys, too. So equal blocks of different
schools are equal texts, whatever stands before and after them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from generator.model.edition import Definition, Edition, EditionClause, Section, SourceCited
from generator.model.remembered import RememberedOf
from generator.model.site import AudienceSite
from generator.model.source import NavEntry
from generator.render.marks import Marks, as_address
from generator.render.web import audience_pages, logo_path, site_files, site_templates
from generator.render.web_frame import audience_frame
from generator.render.web_pages import Page
from generator.render.web_sections import of_section
from generator.render.web_text import EditionText, T
from generator.render.web_versions import shown_editions

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use characters that enclose a key; checks refuse them in text and values, and so does this module."""
KEY = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
"""Finds keys; group 1 is the key."""
LINK = "to "
"""A key that begins so is a link: `to social-media/contact.md#friend-requests`."""
_BRACKETS = str.maketrans("[]()", "\ue002\ue003\ue004\ue005")
_OURS = re.compile("[\ue000-\ue01f]")
"""Private-use characters that mean something to us on the way to a page; a text with one of them is built whole."""
_LINK_TARGET = re.compile(rf"\]\(({KEY.pattern})\)")


class NotShared(Exception):
    """This site cannot be put together from shared blocks and is to be built whole; the text says why."""


class NotYetMade(NotShared):
    """What this site is put together from is still to be made."""


@dataclass(frozen=True, slots=True)
class SharedSite:
    """A site as shared blocks: what `SiteSource` is to a site that is built whole.

    `values` maps a key to its plain text; those that other sites have, too, stand in `common` again, in mappings that
    are the same objects there. `extra` may hold a key; the key of `address` is "address".
    """

    pages: tuple[Page, ...]
    nav: tuple[NavEntry, ...]
    files: tuple[tuple[str, bytes], ...]
    extra: Mapping[str, object]
    values: Mapping[str, str]
    common: tuple[Mapping[str, str], ...]
    address: str
    templates: tuple[str, ...]


def shared_site(site: AudienceSite) -> SharedSite:
    """`site` as shared blocks; raises NotShared if a text of it holds a character that encloses keys."""
    marks = KeyMarks()
    for edition in shown_editions(site):
        marks.take(edition)
    school = marks.of("school", site.school.name)
    pages, nav = audience_pages(site, marks, kind=SharedText)
    if site.place.address:
        marks.of("address", site.place.address)
    return SharedSite(
        pages=tuple(pages),
        nav=nav,
        files=site_files(site),
        extra=audience_frame(site, school, logo_path(site)),
        values=marks.values,
        common=tuple(marks.common),
        address=site.place.address,
        templates=site_templates(site),
    )


class KeyMarks(Marks):
    """Hands out keys in the place of marks, and remembers what each stands for."""

    def __init__(self) -> None:
        super().__init__()
        self.in_link_target = _LINK_TARGET
        self.values: dict[str, str] = {}
        self.common: list[Mapping[str, str]] = []

    def of(self, key: str, text: str) -> str:
        """The place of `key`, which prints `text`; raises ValueError as `Marks.of`, and NotShared for a strange key."""
        if not key.isascii() and _OURS.search(key):
            raise NotShared("a key holds a character that encloses keys")
        if "[" in key or "(" in key:
            key = key.translate(_BRACKETS)
        known = self.values.setdefault(key, text)
        if known is not text and known != text:
            raise ValueError(f"{key!r} stands for two texts: {known!r} and {text!r}")
        if not text.strip():
            raise ValueError(f"nothing to set in for {key!r}: an absent value is a page without its place")
        return f"{OPEN}{key}{CLOSE}"

    def take(self, edition: Edition) -> None:
        """Takes over what the text of `edition` shows that is written once for many, and so not again with it."""
        policy = edition.policy
        self.common += [_known(section, policy, _numbers) for section in edition.sections]
        self.common += [_known(edition.glossary, policy, _words), _known(edition.sources, policy, _sources)]
        for known in self.common:
            self.values.update(known)
        results = [(f"{policy}/{key}", result.text) for key, result in edition.results]
        self.values.update((key.translate(_BRACKETS), text) for key, text in results if text.strip())


Thing = TypeVar("Thing")


def _known(thing: Thing, policy: str, listed: Callable[[Thing], Iterable[tuple[str, str]]]) -> Mapping[str, str]:
    """The keys and texts that `listed` finds in `thing`, one mapping for all editions that have it."""
    known: dict[str, Mapping[str, str]] = _KNOWN.of(thing, lambda _: {})
    if policy not in known:
        known[policy] = {f"{policy}/{key}": text for key, text in listed(thing) if text.strip()}
    return known[policy]


def _numbers(section: Section) -> Iterable[tuple[str, str]]:
    yield f"section-number/{section.id}", section.number
    yield from ((f"number/{clause.id}", clause.number) for clause in section.clauses)


def _words(glossary: Sequence[Definition]) -> Iterable[tuple[str, str]]:
    yield from ((f"word/{word.id}", word.term) for word in glossary)
    yield from ((f"meaning/{word.id}", word.meaning) for word in glossary)


def _sources(sources: Sequence[SourceCited]) -> Iterable[tuple[str, str]]:
    yield from ((f"source/{source.id}", source.title) for source in sources)
    yield from ((f"source/{source.id}/link", source.link) for source in sources)


@dataclass(frozen=True, slots=True)
class SharedText(EditionText):
    """The text of an edition with keys in the places of values, numbers and links.

    `written` holds what was written of this edition, `of_sections` what was of each section of it in any edition.
    """

    written: dict[Hashable, object] = field(default_factory=dict)
    of_sections: dict[int, dict[Hashable, object]] = field(default_factory=dict)

    def to(self, there: str, page: str, anchor: str = "") -> str:
        """A link whose target is settled when it is known which page it stands on."""
        return as_address(f"{OPEN}{LINK}{there}#{anchor}{CLOSE}")

    def number(self, clause: EditionClause) -> str:
        """The key of a clause's number."""
        return self._reference(clause.id)

    def section_number(self, section: Section) -> str:
        """The key of a section's number."""
        return self.of(f"section-number/{section.id}", section.number)

    def kept(self, section: Section, what: Hashable, make: Callable[[], T]) -> T:
        """What `make` writes of `section`, written once for all schools that have the same."""
        kept = self.of_sections.get(id(section))
        if kept is None:
            kept = self.of_sections[id(section)] = of_section(self, section)
        if what not in kept:
            kept[what] = make()
        return cast(T, kept[what])

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """What `make` writes of this edition under the name `what`: pages differ only in links, which are keys."""
        if what not in self.written:
            self.written[what] = make()
        return cast(T, self.written[what])

    def listed(self, things: Sequence[object], what: Hashable, make: Callable[[], T]) -> T:
        """What `make` writes of `things` and of nothing else but `what`, written once for all that have the same."""
        kept: dict[Hashable, object] = _LISTED.of(things, lambda _: {})
        known = (self.edition.policy, self.edition.language, what)
        if known not in kept:
            kept[known] = make()
        return cast(T, kept[known])

    def _reference(self, clause: str) -> str:
        return self.of(f"number/{clause}", self.places[clause][0])

    def _words(self, text: str) -> str:
        if not text.isascii() and _OURS.search(text):
            raise NotShared("a text holds a character that encloses keys")
        return text


_MOST = 2048
_KNOWN = RememberedOf(_MOST)
_LISTED = RememberedOf(_MOST)
