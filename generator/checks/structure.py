"""What web pages and print make of a wording: both must read the same paragraphs, lists, tables, quotations and links.

Web pages are read by Python-Markdown and print by `generator.formats.blocks`; here both trees are laid side by side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from html.parser import HTMLParser

from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.formats.blocks import (
    Block,
    Break,
    Bullets,
    Emphasis,
    Inline,
    Link,
    Paragraph,
    Quote,
    Steps,
    Strong,
    Words,
    read_blocks,
)
from generator.model.text import Hole, Literal, Reference, Runs, Term
from generator.problems import Problem

Tree = tuple[object, ...]
"""An element: its name, its address or alignment, and what it holds."""

EXTENSIONS = ("attr_list", "def_list", "md_in_html", "tables", "toc")
"""Those of the house style."""

_BLOCKS = ("p", "ul", "ol", "blockquote", "table", "thead", "tbody", "tr", "li")
# Lines that no reader of Markdown takes for anything but words; the checks of lists judge their signs.
_PLAIN = re.compile(r"(?:(?:- |[1-9]\. )?(?!\d+\))[“‘(]?[^\W_](?:[^\W_]|[ ,;:.?!’“”‘–…%£()/-])*|)")


def web_and_paper_differ(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """Web pages and print read a wording alike."""
    if not text.in_markdown or read_alike(text.text.runs):
        return
    message = f"web pages and paper would not show {text.what} alike from here on"
    hint = "Write it more simply: plain paragraphs, lists that begin at the margin, and no backslashes."
    yield Problem("web-and-paper-differ", text.at(_first_difference(text.text.source)), message, hint)


def _first_difference(source: str) -> int:
    """The offset of the first paragraph that is read in two ways by itself; 0 when it takes several."""
    for match in re.finditer(r"(?:[^\n]+\n?)+", source):
        if not read_alike((Literal(match.group()),)):
            return match.start()
    return 0


@lru_cache(maxsize=4096)
def read_alike(runs: Runs) -> bool:
    """Whether web pages and print read the same from `runs`."""
    marked = tuple(_marked(runs))
    source = "".join(run.key if isinstance(run, Hole) else run.text for run in marked)
    if all(_PLAIN.fullmatch(line) for line in source.split("\n")):
        return True
    return printed(read_blocks(marked)) == on_the_web(source)


def _marked(runs: Runs) -> Iterator[Hole | Literal]:
    """`runs` with a word in each place where something is set in."""
    for number, run in enumerate(runs):
        yield run if isinstance(run, Literal) else Hole(f"zqv{number:04d}vqz")


def on_the_web(source: str) -> Tree:
    """`source` as web pages have it."""
    reader = _Html()
    reader.feed(_markdown()(source))
    reader.close()
    return tuple(_tidy(child) for child in reader.stack[0][2] if not _empty(child))


@cache
def _markdown() -> Callable[[str], str]:
    import markdown  # most wordings need none of it

    # Alignment as style="…" or align="…" is the same to readers.
    reader = markdown.Markdown(extensions=list(EXTENSIONS))
    return lambda source: str(reader.reset().convert(source))


class _Html(HTMLParser):
    """Python-Markdown's HTML as nested tuples: (tag, attribute, children…). Takes any HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str, list[object]]] = [("root", "", [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        align = (named.get("style") or "").removeprefix("text-align: ").removesuffix(";")
        told = named.get("title")
        self.stack.append((tag, (named.get("href") or align) + (f" {told}" if told is not None else ""), []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1][2].append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if len(self.stack) > 1 and self.stack[-1][0] == tag:
            name, attribute, children = self.stack.pop()
            self.stack[-1][2].append((name, attribute, *children))
        else:
            self.stack[-1][2].append((f"/{tag}", ""))

    def handle_data(self, data: str) -> None:
        self.stack[-1][2].append(data)

    def handle_comment(self, data: str) -> None:
        self.stack[-1][2].append(("!", data))


def _empty(child: object) -> bool:
    return isinstance(child, str) and not child.strip(" \n")


def _tidy(node: object) -> object:
    """White space between blocks dropped, the text of a tight list item made a paragraph."""
    if not isinstance(node, tuple):
        return node
    tag, attribute, *children = node
    if tag == "li":
        children = _item(children)
    if tag in _BLOCKS and tag != "p":
        children = [c for c in children if not _empty(c)]
    tidied = [_tidy(c) for c in children]
    if tag in ("thead", "tbody"):
        return (tag, attribute, *tidied)
    return (tag, attribute, *_words(tidied, edge=tag in ("p", "th", "td")))


def _item(children: list[object]) -> list[object]:
    lead: list[object] = []
    while children and not (isinstance(children[0], tuple) and children[0][0] in _BLOCKS):
        lead.append(children.pop(0))
    children = [c for c in children if not _empty(c)]
    return [("p", "", *lead), *children] if any(not _empty(c) for c in lead) else children


def _words(children: list[object], edge: bool) -> list[object]:
    """Neighbouring texts as one, white space as single spaces, none at the edges of a block."""
    found: list[object] = []
    for child in children:
        if isinstance(child, str) and found and isinstance(found[-1], str):
            found[-1] += child
        elif child != "":
            found.append(child)
    found = [re.sub(r"[ \t\n]+", " ", c) if isinstance(c, str) else c for c in found]
    if edge and found and isinstance(found[0], str):
        found[0] = found[0].lstrip(" ")
    if edge and found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip(" ")
    for index, child in enumerate(found[:-1]):
        after = found[index + 1]
        if child == ("br", "") and isinstance(after, str):
            found[index + 1] = after.lstrip(" ")
    return [c for c in found if c != ""]


def printed(blocks: tuple[Block, ...]) -> Tree:
    """`blocks` as print has them, in the form of `on_the_web`."""
    return tuple(_block(block) for block in blocks)


def _block(block: Block) -> Tree:
    match block:
        case Paragraph(content):
            return ("p", "", *_words(_inlines(content), edge=True))
        case Bullets(items):
            return ("ul", "", *(("li", "", *printed(item)) for item in items))
        case Steps(items):
            return ("ol", "", *(("li", "", *printed(item)) for item in items))
        case Quote(blocks):
            return ("blockquote", "", *printed(blocks))
        case table:
            head = ("tr", "", *_cells("th", table.align, table.header))
            body = [("tr", "", *_cells("td", table.align, row)) for row in table.rows]
            return ("table", "", ("thead", "", head), ("tbody", "", *body))


def _cells(tag: str, align: tuple[str, ...], cells: tuple[tuple[Inline, ...], ...]) -> list[Tree]:
    return [(tag, side, *_words(_inlines(cell), True)) for side, cell in zip(align, cells, strict=True)]


def _inlines(nodes: tuple[Inline, ...]) -> list[object]:
    return [_inline(node) for node in nodes]


def _inline(node: Inline) -> object:
    match node:
        case Words(text) | Term(text=text):
            return text
        case Hole(key):
            return key
        case Reference(clause):
            return clause
        case Strong(content):
            return ("strong", "", *_words(_inlines(content), False))
        case Emphasis(content):
            return ("em", "", *_words(_inlines(content), False))
        case Link(to, content):
            address = "".join(piece.key if isinstance(piece, Hole) else piece for piece in to)
            return ("a", address, *_words(_inlines(content), False))
        case Break():
            return ("br", "")
