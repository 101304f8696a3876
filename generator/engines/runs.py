"""HTML cut into runs: literal text, and holes that know what kind of place they stand in.

Cut once, set in many times: a page is then the join of its runs. The places are those of `stamp`, and what may not hold
a value there may not here.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Literal as Only
from typing import NamedTuple

from generator.engines.stamp import ADDRESSES, ATTRIBUTE, PLAIN_START, TOKEN, StampError
from generator.render.escape import web_address
from generator.render.marks import free_stem, mark_pattern
from generator.render.web_parts import CLOSE, KEY, LINK, OPEN, NotShared

Place = Only["text", "attribute", "index", "xml", "address", "address-text", "address-index"]
"""Text of a page, a quoted attribute, a string of the search index, text of an XML file.

An address stands in an attribute or in XML; where it stands in words, its place says so.
"""


class Hole(NamedTuple):
    """Where the text of `key` is set in, and how it is escaped there."""

    key: str
    place: Place


Run = str | Hole
Runs = tuple[Run, ...]


class Marked:
    """Turns the keys of texts into marks that mean nothing to an engine, and back again in what it made of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        held = list(texts)
        self._keys = list(dict.fromkeys(key for text in held for key in KEY.findall(text)))
        self._stem = free_stem(held)
        self._marks = {key: self.mark(number) for number, key in enumerate(self._keys)}
        self._of_mark = {mark: key for key, mark in self._marks.items()}
        self._pattern = mark_pattern(self._stem)

    def mark(self, number: int) -> str:
        """The mark with `number`; the first belong to the keys."""
        return f"{self._stem}{number:05d}{self._stem[::-1]}"

    @property
    def free(self) -> int:
        """The first number that belongs to no key."""
        return len(self._keys)

    def marked(self, text: str) -> str:
        """`text` with marks for keys."""
        return KEY.sub(lambda match: self._marks[match[1]], text)

    def keyed(self, text: str) -> str:
        """`text` with keys for marks: what `marked` turns back."""
        bare = re.compile(f"{self._stem}[0-9]{{5}}{self._stem[::-1]}")
        return bare.sub(lambda match: f"{OPEN}{self._of_mark[match[0]]}{CLOSE}", text)

    def runs(self, page: str) -> Runs:
        """`page`, a piece of HTML in which tags are whole, as runs; raises NotShared for a mark in a strange place."""
        found: list[Run] = []
        at = 0
        for token in TOKEN.finditer(page):
            found += self._in(page[at : token.start()], "text")
            found += self._token(token)
            at = token.end()
        return joined([*found, *self._in(page[at:], "text")])

    def in_index(self, text: str) -> Runs:
        """`text`, a piece of the search index, as runs."""
        return joined(self._in(text, "index"))

    def in_xml(self, text: str) -> Runs:
        """`text` of an XML file as runs."""
        return joined(self._in(text, "xml"))

    def _token(self, token: re.Match[str]) -> Iterable[Run]:
        text = token[0]
        if self._stem not in text.lower():
            return [text]
        if token["tag"] is None or self._stem in ATTRIBUTE.sub("", text).lower():
            raise NotShared(f"a value would stand in {text[:60]!r}")
        found: list[Run] = []
        at = 0
        for match in ATTRIBUTE.finditer(text):
            found += [text[at : match.start("value")], *self._attribute(match)]
            at = match.end("value")
        return [*found, text[at:]]

    def _attribute(self, match: re.Match[str]) -> Iterable[Run]:
        value = match["value"]
        strict = match["name"].lower() in ADDRESSES and not value.startswith(PLAIN_START)
        if strict and any(bare[2] for bare in self._pattern.finditer(value)):
            raise NotShared(f"a value would make up an address: {match[0]!r}")
        return self._in(value, "attribute")

    def _in(self, text: str, place: Place) -> Iterable[Run]:
        at = 0
        for match in self._pattern.finditer(text):
            key = self._of_mark.get(match[1] or match[2])
            if key is None:
                raise NotShared(f"{match[0]} stands for nothing")
            yield self._plain(text[at : match.start()])
            yield Hole(key, _ADDRESS_PLACES[place] if match[1] else place)
            at = match.end()
        yield self._plain(text[at:])

    def _plain(self, text: str) -> str:
        if self._stem in text.lower() or OPEN in text or CLOSE in text:
            raise NotShared(f"a broken mark in {text[:60]!r}")
        return text


_ADDRESS_PLACES: Mapping[Place, Place] = {
    "attribute": "address",
    "xml": "address",
    "text": "address-text",
    "index": "address-index",
}


def joined(runs: Iterable[Run]) -> Runs:
    """`runs` without empty ones, neighbouring literals as one; raises NotShared where a link is not in an address."""
    found: list[Run] = []
    for run in runs:
        if isinstance(run, Hole):
            if run.key.startswith(LINK) and run.place != "address":
                raise NotShared("a link would stand outside an address")
            found.append(run)
        elif run and found and isinstance(found[-1], str):
            found[-1] += run
        elif run:
            found.append(run)
    return tuple(found)


def in_text(value: str) -> str:
    """`value` for the text of a page."""
    return html.escape(value, quote=False)


def in_index(value: str) -> str:
    """`value` for a string of the search index, which holds HTML."""
    return json.dumps(in_text(value))[1:-1]


def _address(escape: Callable[[str], str]) -> Callable[[str], str]:
    @lru_cache(maxsize=1024)  # most addresses are those of laws and helplines, which all schools show
    def in_address(value: str) -> str:
        try:
            return escape(web_address(value))
        except ValueError as fault:
            raise StampError(str(fault)) from fault

    return in_address


ESCAPES: Mapping[Place, Callable[[str], str]] = {
    "text": in_text,
    "attribute": html.escape,
    "index": in_index,
    "xml": html.escape,
    "address": _address(html.escape),
    "address-text": _address(in_text),
    "address-index": _address(in_index),
}
"""How a value is escaped for the place where it stands, as `stamp` does; raises StampError for a wrong address."""
