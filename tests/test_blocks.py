"""Print and website read the same structure from a clause's text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    Table,
    Words,
    plain_inline,
    read_blocks,
)
from generator.model.text import Hole, Literal, Reference, Run, Runs, Term

Tree = tuple[object, ...]
_MARK = re.compile(r"(zqv[0-9]{4}vqz)")


def _runs(text: str) -> Runs:
    """Runs of `text`, where each `zqv0000vqz` is a hole under that key."""
    parts = _MARK.split(text)
    runs: list[Run] = [Hole(part) if index % 2 else Literal(part) for index, part in enumerate(parts) if part]
    return tuple(runs)


class _Html(HTMLParser):
    """Python-Markdown's HTML as nested tuples: (tag, attribute, children…)."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str, list[object]]] = [("root", "", [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        align = (named.get("style") or "").removeprefix("text-align: ").removesuffix(";")
        self.stack.append((tag, named.get("href") or align, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1][2].append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        name, attribute, children = self.stack.pop()
        assert name == tag
        self.stack[-1][2].append((name, attribute, *children))

    def handle_data(self, text: str) -> None:
        self.stack[-1][2].append(text)


_BLOCKS = ("p", "ul", "ol", "blockquote", "table", "thead", "tbody", "tr", "li")


def _website(text: str) -> Tree:
    reader = _Html()
    reader.feed(markdown.markdown(text, extensions=["tables"]))
    return tuple(_tidy(child) for child in reader.stack[0][2] if not _empty(child))


def _empty(child: object) -> bool:
    return isinstance(child, str) and not child.strip()


def _tidy(node: object) -> object:
    """White space between blocks dropped, the text of a tight list item made a paragraph."""
    if not isinstance(node, tuple):
        return node
    tag, attribute, *children = node
    if tag == "li":
        lead: list[object] = []
        while children and not (isinstance(children[0], tuple) and children[0][0] in _BLOCKS):
            lead.append(children.pop(0))
        children = [c for c in children if not _empty(c)]
        if any(not _empty(c) for c in lead):
            children.insert(0, ("p", "", *lead))
    if tag in _BLOCKS and tag != "p":
        children = [c for c in children if not _empty(c)]
    if tag in ("thead", "tbody"):
        return (tag, attribute, *(_tidy(c) for c in children))
    return (tag, attribute, *_words([_tidy(c) for c in children], edge=tag in ("p", "th", "td")))


def _words(children: list[object], edge: bool) -> list[object]:
    """Neighbouring texts as one, white space as single spaces, none at the edges of a block."""
    found: list[object] = []
    for child in children:
        if isinstance(child, str) and found and isinstance(found[-1], str):
            found[-1] += child
        elif child != "":
            found.append(child)
    found = [re.sub(r"\s+", " ", c) if isinstance(c, str) else c for c in found]
    if edge and found and isinstance(found[0], str):
        found[0] = found[0].lstrip()
    if edge and found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip()
    for index, child in enumerate(found[:-1]):
        after = found[index + 1]
        if child == ("br", "") and isinstance(after, str):
            found[index + 1] = after.lstrip()
    return [c for c in found if c != ""]


def _print(blocks: tuple[Block, ...]) -> Tree:
    return tuple(_block(block) for block in blocks)


def _block(block: Block) -> Tree:
    match block:
        case Paragraph(content):
            return ("p", "", *_words(_inlines(content), edge=True))
        case Bullets(items):
            return ("ul", "", *(("li", "", *_print(item)) for item in items))
        case Steps(items):
            return ("ol", "", *(("li", "", *_print(item)) for item in items))
        case Quote(blocks):
            return ("blockquote", "", *_print(blocks))
        case Table(align, header, rows):
            head = ("tr", "", *_cells("th", align, header))
            body = [("tr", "", *_cells("td", align, row)) for row in rows]
            return ("table", "", ("thead", "", head), ("tbody", "", *body))


def _cells(tag: str, align: tuple[str, ...], cells: tuple[tuple[Inline, ...], ...]) -> list[Tree]:
    return [(tag, side, *_words(_inlines(cell), True)) for side, cell in zip(align, cells, strict=True)]


def _inlines(nodes: tuple[Inline, ...]) -> list[object]:
    found: list[object] = []
    for node in nodes:
        match node:
            case Words(text):
                found.append(text)
            case Hole(key):
                found.append(key)
            case Strong(content):
                found.append(("strong", "", *_words(_inlines(content), False)))
            case Emphasis(content):
                found.append(("em", "", *_words(_inlines(content), False)))
            case Link(to, content):
                address = "".join(piece.key if isinstance(piece, Hole) else piece for piece in to)
                found.append(("a", address, *_words(_inlines(content), False)))
            case Break():
                found.append(("br", ""))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "One line.\nAnother line of the same paragraph.\n\nA second paragraph.",
        "**Bold**, *not bold*, **bold *and* more**.",
        "zqv0001vqz at the start, **zqv0002vqz** in bold, *zqv0003vqz’s* and the end zqv0004vqz",
        "[words](https://example.org/a?b=c&d=e) and [zqv0001vqz](zqv0002vqz) and [**bold**](https://example.org/)",
        "[the *form*](https://zqv0001vqz.example/zqv0002vqz/)",
        "Before:\n\n- one\n- two\n- three\n\nAfter.",
        "- zqv0001vqz\n- zqv0002vqz",
        "1. first\n2. second\n3. third",
        "Do:\n\n1. Ask.\n2. Write.\n\n    One sentence.\n\n3. End.",
        "- one\n\n    - deeper\n    - deeper still\n\n        - deepest\n\n- two",
        "- one\n    - deeper\n- two",
        "1. one\n\n    - deeper\n    - deeper\n\n2. two",
        "- one\n\n    1. deeper\n    2. deeper\n\n- two",
        "> Quoted.\n> Still quoted.\n\nNot quoted.",
        "> Quoted.\n>\n> A second paragraph.",
        "| A | B |\n|---|---|\n| 1 | 2 |\n| **zqv0001vqz** | [x](https://example.org) |",
        "| A | B | C |\n|:--|:-:|--:|\n| 1 |  | 3 |",
        "Text.\n\n| A |\n|---|\n| 1 |\n\nText.",
        "A & B, 3 > 2, 2 < 3, “quotes” – ’ and 50 % of # and 1 * 2 * 3",
        "Written &amp; escaped: \\*not bold\\* and 1\\. and \\[x\\]",
        "A line that ends  \nin a break.",
        "Dr. Who\n\n2025 was a year\n\nC. the letter",
        "",
    ],
)
def test_same_structure_as_the_website(text: str) -> None:
    assert _print(read_blocks(_runs(text))) == _website(text)


_WORD = st.sampled_from(["pupil", "a", "the", "school’s", "3.5", "R&D", "“so”", "–", "zqv0001vqz", "zqv0002vqz"])
_PLAIN = st.lists(_WORD, min_size=1, max_size=5).map(" ".join)
_PIECE = st.one_of(
    _PLAIN,
    _PLAIN.map(lambda words: f"**{words}**"),
    _PLAIN.map(lambda words: f"*{words}*"),
    _PLAIN.map(lambda words: f"[{words}](https://example.org/x)"),
)
_LINE = st.lists(_PIECE, min_size=1, max_size=3).map(" ".join).map(lambda line: f"So {line}.")


def _indented(block: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in block.split("\n"))


@st.composite
def _list(draw: st.DrawFn, depth: int = 0) -> str:
    numbered = draw(st.booleans())
    items = []
    for index in range(draw(st.integers(1, 3))):
        parts = [f"{index + 1}. {draw(_LINE)}" if numbered else f"- {draw(_LINE)}"]
        if depth < 2 and draw(st.integers(0, 3)) == 0:
            parts.append(_indented(draw(_list(depth + 1))))
        items.append("\n\n".join(parts))
    return ("\n\n" if any("\n" in item for item in items) else "\n").join(items)


@st.composite
def _table(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 4))
    rows = [[draw(_LINE) for _ in range(columns)] for _ in range(draw(st.integers(2, 4)))]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * columns, *lines[1:]])


_QUOTE = st.lists(_LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"> {line}" for line in lines))
_PARAGRAPH = st.lists(_LINE, min_size=1, max_size=3).map("\n".join)
_BODY = st.lists(st.one_of(_list(), _table(), _QUOTE), max_size=4)


@given(_BODY, st.lists(_PARAGRAPH, min_size=5, max_size=5))
def test_same_structure_for_any_text_of_the_dialect(blocks: list[str], between: list[str]) -> None:
    pairs = zip(blocks, between, strict=False)
    text = between[-1] + "".join(f"\n\n{block}\n\n{paragraph}" for block, paragraph in pairs)
    assert _print(read_blocks(_runs(text))) == _website(text)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    read_blocks((Literal(text), Hole("a"), Literal(text)))


_SIGNS = st.lists(st.sampled_from([*"*[]()>-|#`_\\!<&\n ", "    ", "1.", "a", "\ue000", "\ue001"]), max_size=60)


@given(_SIGNS.map("".join))
def test_any_heap_of_signs_is_read(text: str) -> None:
    read_blocks((Literal(text), Hole("a"), Literal(text)))


@pytest.mark.parametrize("sign", ["*a **b ", "> ", "- ", "[", "*", "("])
def test_deep_nesting_is_read(sign: str) -> None:
    read_blocks((Literal(sign * 1000 + "x" + "** *" * 1000),))


def test_each_hole_stays_what_it_is() -> None:
    term, reference, hole = Term("net", "net"), Reference("other"), Hole("x")
    runs = (Literal("A "), term, Literal(" see "), reference, Literal(" **"), hole, Literal("**"))
    assert read_blocks(runs) == (
        Paragraph((Words("A "), term, Words(" see "), reference, Words(" "), Strong((hole,)))),
    )


def test_raw_html_and_code_are_words() -> None:
    blocks = read_blocks((Literal("<b>no</b> `code` # no heading\n\n    indented"),))
    assert blocks == (Paragraph((Words("<b>no</b> `code` # no heading"),)), Paragraph((Words("indented"),)))


def test_a_title_is_not_markdown() -> None:
    assert plain_inline((Literal("*All* of "), Hole("x"))) == (Words("*All* of "), Hole("x"))
