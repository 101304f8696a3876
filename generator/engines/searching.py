"""The search index of a site that is put together: what parts add to the entries of a page, each found out once.

An entry is what stands under a heading. Material's own reader tells what a part adds to the entry that is open where
the part begins, and which entries it begins; here that is joined, as the reader would go on from part to part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.engines.forms import Form, Writing
from generator.engines.runs import Place
from generator.render.marks import as_address
from generator.render.web_parts import CLOSE, KEY, LINK, OPEN, NotShared


class Entry(NamedTuple):
    """An entry: the anchor of its heading, its title and the items of its text, with keys. Joined, items are HTML."""

    anchor: str
    title: str
    items: tuple[str, ...]


class Added(NamedTuple):
    """What a piece of a page adds: `items` to the entry that is open, `entries`, of which `open` stays open after it.

    `open` is the place in `entries`, or -1 if the entry goes on that was open before.
    """

    items: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    open: int = -1


class Inside(NamedTuple):
    """What a group adds, its own pieces and its items in order; entries that are begun inside end with it."""

    pieces: tuple[Added | Inside | None, ...]


Additions = Added | Inside | None
"""None where it cannot be told without the rest of the page."""

_ADDRESS = re.escape(as_address("KEY")).replace("KEY", KEY.pattern)
_KEYS = re.compile(f"{_ADDRESS}|{KEY.pattern}")
"""Finds keys: group 1 is one in the shape of an address, group 2 any other."""


def search_form(url: str, additions: Iterable[Additions]) -> Form | None:
    """The entries of the page at `url` as JSON with commas between; None if that takes a look at the whole page.

    Raises NotShared where the index would hold what has no heading.
    """
    page = _Page()
    if not all([page.add(each) for each in additions]):
        return None
    return in_index(url, ((entry.anchor, entry.title, "".join(entry.items)) for entry in page.entries))


def in_index(url: str, entries: Iterable[tuple[str, str, str]]) -> Form:
    """Entries (anchor with its #, title, text) of the page at `url`, with keys, as JSON with commas between."""
    writing = Writing()
    for number, (anchor, title, text) in enumerate(entries):
        if not title.strip():
            raise NotShared("a place on a page has no heading")
        location = json.dumps(url + anchor)
        writing.text(f'{"," if number else ""}{{"location":{location},"title":"')
        _write(title.strip(), writing)
        writing.text('","text":"')
        _write(text.strip(), writing)
        writing.text('"}')
    return writing.done()


def _write(text: str, writing: Writing) -> None:
    at = 0
    for match in _KEYS.finditer(text):
        writing.text(json.dumps(text[at : match.start()])[1:-1])
        key = match[2] if match[1] is None else match[1]
        if key.startswith(LINK):
            raise NotShared("a link would stand outside an address")
        place: Place = "index" if match[1] is None else "address-index"
        writing.slot(key, place)
        at = match.end()
    writing.text(json.dumps(text[at:])[1:-1])


class _Open:
    """An entry while it is written."""

    def __init__(self, anchor: str, title: str) -> None:
        self.anchor = anchor
        self.title = title
        self.items: list[str] = []

    def add(self, items: Sequence[str]) -> None:
        """Adds what a piece adds; white space at its beginning only where there is none yet."""
        double = items and items[0].isspace() and self.items and self.items[-1].isspace()
        self.items += items[1:] if double else items


class _Page:
    """The entries of a page while they are written; the first one is the page's own and has no anchor."""

    def __init__(self) -> None:
        self.entries: list[_Open] = []
        self._open: _Open | None = None

    def add(self, additions: Additions) -> bool:
        """Adds what the next piece adds; False if that cannot be told."""
        if additions is None:
            return False
        if isinstance(additions, Inside):
            before = self._open
            told = all([self.add(piece) for piece in additions.pieces])
            self._open = before
            return told and (before is not None or not additions.pieces)
        return self._added(additions)

    def _added(self, added: Added) -> bool:
        if self._open:
            self._open.add(added.items)
        elif added.items:
            return False
        begun = [self._begun(entry) for entry in added.entries]
        if added.open >= 0:
            self._open = begun[added.open]
        return True

    def _begun(self, entry: Entry) -> _Open:
        found = _Open(f"#{entry.anchor}" if self.entries else "", entry.title)
        found.add(entry.items)
        self.entries.append(found)
        return found


def keyed(form: Form) -> str:
    """`form` as text with keys, an address in the shape of one."""
    pieces: list[str] = [piece.decode() for piece in form.pieces]
    for at, slot in enumerate(form.slots):
        place, _, key = slot.partition(" ")
        text = f"{OPEN}{key}{CLOSE}"
        pieces[2 * at + 1] = as_address(text) if place.startswith("address") else text
    return "".join(pieces)
