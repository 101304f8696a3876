"""Cuts a page that MkDocs built with marks at the delimiters that the house templates emit for it.

What is repeated on a page (an entry of the menu, of the contents) stands between delimiters, so that one of each kind
is enough to know what any number of them look like.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.engines.stamp import TOKEN
from generator.render.web_parts import NotShared

MENU, TOC, SITEMAP, ENTRY, END = "\ue011\ue012\ue013\ue014\ue015"
CUTS = {"menu": MENU, "toc": TOC, "sitemap": SITEMAP, "entry": ENTRY, "end": END}
"""`extra.cut`: what the house templates print where something repeated begins, where an entry does, where it ends."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """Something repeated: what it is, what stands before its first entry, and its entries, each in pieces."""

    kind: str
    head: str
    entries: tuple[tuple[Piece, ...], ...]


Piece = str | Repeated


def cut(page: str) -> tuple[Piece, ...]:
    """`page` in pieces; raises NotShared if delimiters do not pair or one stands inside a tag."""
    pieces, closed = _pieces(_tokens(page))
    if closed:
        raise NotShared("a template ends what it did not begin")
    return pieces


def _tokens(page: str) -> Iterator[str]:
    start = 0
    for at, char in enumerate(page):
        if char in CUTS_AS_CHARS:
            yield _whole(page[start:at])
            yield char
            start = at + 1
    yield _whole(page[start:])


CUTS_AS_CHARS = frozenset(CUTS.values())


def _whole(piece: str) -> str:
    if "<" in TOKEN.sub("", piece):
        raise NotShared("a template cuts through a tag")
    return piece


def _pieces(tokens: Iterator[str]) -> tuple[tuple[Piece, ...], str]:
    """Pieces up to the next delimiter that begins an entry or ends something, and that delimiter."""
    found: list[Piece] = []
    for token in tokens:
        if token in (ENTRY, END):
            return tuple(found), token
        if token in CUTS_AS_CHARS:
            found.append(_repeated(token, tokens))
        elif token:
            found.append(token)
    return tuple(found), ""


def _repeated(kind: str, tokens: Iterator[str]) -> Repeated:
    head, closed = _pieces(tokens)
    entries = []
    while closed == ENTRY:
        entry, closed = _pieces(tokens)
        entries.append(entry)
    if closed != END or not all(isinstance(piece, str) for piece in head):
        raise NotShared("a template begins what it does not end")
    return Repeated(kind, "".join(piece for piece in head if isinstance(piece, str)), tuple(entries))
