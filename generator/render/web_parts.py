"""The pages of an audience's site as blocks that many sites share: whatever differs from school to school is a key.

Where an ordinary page has a mark of this site, a shared block has the key itself between two characters that no text
may hold; clause and section numbers, and links to other places of the site, are keys, too. So equal blocks of different
schools are equal texts, whatever stands before and after them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from generator.model.edition import Edition, EditionClause, Section
from generator.model.edition_json import section_key
from generator.model.site import AudienceSite
from generator.model.source import NavEntry
from generator.model.text import Hole, Reference, Term
from generator.render.marks import Marks, as_address
from generator.render.web import audience_pages, logo_of, site_files, site_templates
from generator.render.web_frame import audience_frame
from generator.render.web_pages import Page
from generator.render.web_text import EditionText, T

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use characters that enclose a key; checks refuse them in text and values, and so does this module."""
KEY = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
"""Finds keys; group 1 is the key."""
LINK = "to "
"""A key that begins so is a link: `to social-media/contact.md#friend-requests`."""
_BRACKETS = str.maketrans("[]()", "\ue002\ue003\ue004\ue005")
_OURS = re.compile("[\ue000-\ue005]")


class NotShared(Exception):
    """This site cannot be put together from shared blocks and is to be built whole; the text says why."""


class NotYetMade(NotShared):
    """What this site is put together from is still to be made."""


@dataclass(frozen=True, slots=True)
class SharedSite:
    """A site as shared blocks: what `SiteSource` is to a site that is built whole.

    `values` maps a key to its plain text; `extra` may hold a key; the key of `address` is "address".
    """

    pages: tuple[Page, ...]
    nav: tuple[NavEntry, ...]
    files: tuple[tuple[str, bytes], ...]
    extra: Mapping[str, object]
    values: Mapping[str, str]
    address: str
    templates: tuple[str, ...]


def shared_site(site: AudienceSite) -> SharedSite:
    """`site` as shared blocks; raises NotShared if a text of it holds a character that encloses keys."""
    marks = KeyMarks()
    for edition in site.editions:
        marks.values.update(_values(edition))
    school = marks.of("school", site.school.name)
    pages, nav = audience_pages(site, marks, kind=SharedText)
    if site.place.address:
        marks.of("address", site.place.address)
    return SharedSite(
        pages=tuple(pages),
        nav=nav,
        files=site_files(site),
        extra={**audience_frame(site, school), **logo_of(site)},
        values=marks.values,
        address=site.place.address,
        templates=site_templates(site),
    )


class KeyMarks(Marks):
    """Hands out keys in the place of marks, and remembers what each stands for."""

    def __init__(self) -> None:
        super().__init__()
        self.in_link_target = re.compile(rf"\]\(({KEY.pattern})\)")
        self.values: dict[str, str] = {}

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


@dataclass(frozen=True, slots=True)
class SharedText(EditionText):
    """The text of an edition with keys in the places of values, numbers and links."""

    def to(self, there: str, page: str, anchor: str = "") -> str:
        """A link whose target is settled when it is known which page it stands on."""
        return as_address(f"{OPEN}{LINK}{there}#{anchor}{CLOSE}")

    def number(self, clause: EditionClause) -> str:
        """The key of a clause's number."""
        return self._reference(clause.id)

    def section_number(self, section: Section) -> str:
        """The key of a section's number."""
        return self.of(f"section-number/{section.id}", section.number)

    def kept(self, section: Section, what: str, make: Callable[[], T]) -> T:
        """What `make` writes of `section`, written once for all schools that have the same."""
        key = section_key(section)
        if key not in _SHOWN:
            _room(_SHOWN)
            _SHOWN[key] = _shown(section)
        known = (key, what, self._around(section, _SHOWN[key]))
        if known not in _KEPT:
            _room(_KEPT)
            _KEPT[known] = make()
        return cast(T, _KEPT[known])

    def _around(self, section: Section, shown: _Shown) -> tuple[object, ...]:
        """What is shown of `section` beside its own text and values."""
        edition, results, places = self.edition, self.results, self.places
        return (
            edition.policy,
            edition.audience,
            edition.language,
            self.pages[section.id],
            tuple([results[key].blank for key in shown.holes]),
            tuple([places[clause][1] for clause in shown.references]),
            tuple([term in self.meanings for term in shown.terms]),
            tuple([source.id for source in edition.sources if source.id in shown.cited]),
        )

    def _reference(self, clause: str) -> str:
        return self.of(f"number/{clause}", self.places[clause][0])

    def _words(self, text: str) -> str:
        if not text.isascii() and _OURS.search(text):
            raise NotShared("a text holds a character that encloses keys")
        return text


class _Shown(NamedTuple):
    """What the text of a section names: keys of results, clauses, terms, sources."""

    holes: tuple[str, ...]
    references: tuple[str, ...]
    terms: tuple[str, ...]
    cited: frozenset[str]


def _shown(section: Section) -> _Shown:
    runs = [run for clause in section.clauses for run in (*clause.title, *clause.body)] + list(section.title)
    return _Shown(
        tuple(dict.fromkeys(run.key for run in runs if isinstance(run, Hole))),
        tuple(dict.fromkeys(run.clause for run in runs if isinstance(run, Reference))),
        tuple(dict.fromkeys(run.term for run in runs if isinstance(run, Term))),
        frozenset(source for clause in section.clauses for source in clause.sources),
    )


_KEPT: dict[tuple[bytes, str, tuple[object, ...]], object] = {}
_SHOWN: dict[bytes, _Shown] = {}
_MOST_KEPT = 20_000


def _room(kept: dict[Any, Any]) -> None:
    if len(kept) >= _MOST_KEPT:
        kept.clear()


def _values(edition: Edition) -> Iterable[tuple[str, str]]:
    """Key and text of all that the sections of `edition` show, whether or not they are written again."""
    found = [(key.translate(_BRACKETS), result.text) for key, result in edition.results]
    found += [(f"section-number/{section.id}", section.number) for section in edition.sections]
    found += [(f"number/{clause.id}", clause.number) for clause in edition.clauses()]
    found += [(f"meaning/{word.id}", word.meaning) for word in edition.glossary]
    found += [(f"source/{source.id}", source.title) for source in edition.sources]
    return ((f"{edition.policy}/{key}", text) for key, text in found if text.strip())
