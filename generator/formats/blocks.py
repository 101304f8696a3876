"""Runs of a clause's body, read as a frozen tree of paragraphs, lists, tables and quotes.

Reads the restricted Markdown dialect of the library (docs: "Writing a clause"); the website reads the same text with
Python-Markdown, and a test holds the two structures equal. Places where something is set in later stay what they are:
a result never passes through a parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from generator.model.text import Hole, Literal, Reference, Runs, Term

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# One private-use pair encloses the index of a run while the Markdown parser works; to the parser it is a letter.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_SPACES = re.compile(r"[ \t\n]+")  # not the no-break space, which an author sets on purpose
_DEEPEST = 50  # emphasis nested deeper than this is read as if it were not there


@dataclass(frozen=True, slots=True)
class Words:
    """Literal text without any markup; white space is single spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Text in bold."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text in italics."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link; the pieces of `to`, joined, are the address."""

    to: tuple[str | Hole, ...]
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or the text of a list item that holds nothing else."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A bullet list; each item is a tuple of blocks."""

    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered list, always counted from 1 (as on the website)."""

    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one header row, rows of as many cells; `align` has "", "left", "center" or "right" for each column."""

    align: tuple[str, ...]
    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Inline = Words | Break | Strong | Emphasis | Link | Hole | Reference | Term
Block = Paragraph | Bullets | Steps | Quote | Table


@lru_cache(maxsize=4096)
def read_blocks(runs: Runs) -> tuple[Block, ...]:
    """The blocks of `runs`. Takes any text and never raises: what the dialect lacks is read as plain words."""
    marked, set_in = _with_marks(runs)
    return tuple(_Reader(_markdown().parse(marked), set_in).blocks())


def plain_inline(runs: Runs) -> tuple[Inline, ...]:
    """`runs` that are not Markdown, such as a title: the same runs with literals as words."""
    return tuple(Words(run.text) if isinstance(run, Literal) else run for run in runs)


def _with_marks(runs: Runs) -> tuple[str, list[Hole | Reference | Term]]:
    set_in: list[Hole | Reference | Term] = []
    text = []
    for run in runs:
        if isinstance(run, Literal):
            text.append(run.text.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd"))
        else:
            text.append(f"{_OPEN}{len(set_in)}{_CLOSE}")
            set_in.append(run)
    return "".join(text), set_in


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # a command that reads no wording anew does without it

    parser = MarkdownIt("zero", {"maxNesting": 100})
    parser.enable(["list", "blockquote", "table", "newline", "escape", "emphasis", "link", "autolink", "entity"])
    # Addresses stay as written: percent-encoding would hide the marks.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


class _Reader:
    """Walks the parser's flat list of tokens once."""

    def __init__(self, tokens: Sequence[Token], set_in: Sequence[Hole | Reference | Term]) -> None:
        self._tokens: Iterator[Token] = iter(tokens)
        self._set_in = set_in
        self._openers: dict[str, Callable[[Token], Block]] = {
            "paragraph_open": lambda _: self._paragraph(),
            "bullet_list_open": lambda _: Bullets(tuple(self._items("bullet_list_close"))),
            "ordered_list_open": lambda _: Steps(tuple(self._items("ordered_list_close"))),
            "blockquote_open": lambda _: Quote(tuple(self.blocks("blockquote_close"))),
            "table_open": lambda _: self._table(),
        }

    def blocks(self, until: str = "") -> Iterator[Block]:
        for token in self._tokens:
            if token.type == until:
                return
            opener = self._openers.get(token.type)
            if opener:
                yield opener(token)

    def _paragraph(self) -> Paragraph:
        inline = next(self._tokens)
        next(self._tokens)
        return Paragraph(self._inline(inline))

    def _items(self, until: str) -> Iterator[tuple[Block, ...]]:
        for token in self._tokens:
            if token.type == until:
                return
            if token.type == "list_item_open":
                yield tuple(self.blocks("list_item_close"))

    def _table(self) -> Table:
        rows: list[list[tuple[Inline, ...]]] = []
        align: list[str] = []
        for token in self._tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                if token.type == "th_open":
                    align.append(str(token.attrGet("style") or "").removeprefix("text-align:"))
                rows[-1].append(self._inline(next(self._tokens)))
        return Table(tuple(align), tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))

    def _inline(self, token: Token) -> tuple[Inline, ...]:
        shallow = (child for child in token.children or () if not (child.nesting and child.level > _DEEPEST))
        return _InlineReader(shallow, self._set_in).content()


class _InlineReader:
    def __init__(self, tokens: Iterator[Token], set_in: Sequence[Hole | Reference | Term]) -> None:
        self._tokens = tokens
        self._set_in = set_in

    def content(self, until: str = "") -> tuple[Inline, ...]:
        found: list[Inline] = []
        for token in self._tokens:
            if token.type == until:
                break
            found += self._nodes(token)
        return tuple(_joined(found))

    def _nodes(self, token: Token) -> Iterator[Inline]:
        if token.type == "strong_open":
            yield Strong(self.content("strong_close"))
        elif token.type == "em_open":
            yield Emphasis(self.content("em_close"))
        elif token.type == "link_open":
            yield Link(tuple(self._address(str(token.attrGet("href") or ""))), self.content("link_close"))
        elif token.type == "hardbreak":
            yield Break()
        elif token.type == "softbreak":
            yield Words(" ")
        else:
            yield from self._split(token.content)

    def _split(self, text: str) -> Iterator[Inline]:
        for index, part in enumerate(_MARK.split(text)):
            if index % 2:
                yield self._set_in[int(part)]
            elif part:
                yield Words(_SPACES.sub(" ", part))

    def _address(self, url: str) -> Iterator[str | Hole]:
        for node in self._split(url):
            if isinstance(node, Hole):
                yield node
            elif isinstance(node, Words | Term):
                yield node.text


def _joined(nodes: Sequence[Inline]) -> Iterator[Inline]:
    """Neighbouring words as one node, so that equal text gives equal trees."""
    words = ""
    for node in nodes:
        if isinstance(node, Words):
            words += node.text
            continue
        if words:
            yield Words(_SPACES.sub(" ", words))
        words = ""
        yield node
    if words:
        yield Words(_SPACES.sub(" ", words))
