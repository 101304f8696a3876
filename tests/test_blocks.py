"""Print and website read the same structure from a clause's text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.structure import on_the_web, printed
from generator.formats.blocks import (
    Paragraph,
    Strong,
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
    assert printed(read_blocks(_runs(text))) == on_the_web(text)


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
    assert printed(read_blocks(_runs(text))) == on_the_web(text)


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


def test_the_comparison_sees_a_difference() -> None:
    """A rule in a quotation is a rule on the web and three signs on paper: `check` refuses it for that reason."""
    assert printed(read_blocks(_runs("> ---"))) != on_the_web("> ---")
