"""What `check` lets pass reads the same on the web and in print."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_blocks import _runs

from generator.checks import registry
from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.checks.structure import on_the_web, printed, read_alike
from generator.formats.blocks import read_blocks
from generator.formats.wording import read_text
from generator.model.library import Library
from generator.model.workspace import Workspace
from generator.problems import Location

INSPECTION = Inspection(Workspace(Library(), {}, {}), {}, datetime.date(2026, 11, 20))

LINES = [
    "", "", "", "be kind", "and *fair*", "**always**", "[law](https://law.example/)", "**a *b* c**", "*a\nb*",
    "tail  ", "- item", "- other **b**", "1. first", "2. second", "10. ten", "    - nested", "    1. deep",
    "    more text", "        - third", "        text", "  more", "     five", "> quote", "> more", "> ",
    "> - quoted item", "|", "a | b", "| A | B |", "| --- | --- |", "| a | b |", "| :-- | --: |", "---|---",
    "*a* **b** *c*", "2026. Year", "2026\\. Year", "-", "+ plus", "* star", "1.no", "1) no", "- - x", "\\* not",
    "***both***", "**a*b**", "*open", "a*b", "2 * 3", "*x", "a_b_c", "_x_", "snake_case_word",
    "http://x.example/", "AT&T &amp; co", "5 < 6", "x > y", "<3", "a<b", ":", ": def", "~~no~~", "a\\", "# one",
    "#1 rule", "===", "---", "***", "`code`", "~~~", "![", "[x]", "[x] (y)", "[x][y]", "[x]: y", "{x}", "\tz",
    "*[A]: b", "!!! note", "- [ ] task", "<b>", "&copy;", "(a)", "“q”", "a - b",
]  # fmt: skip


def passes(text: str) -> bool:
    authored = Authored(read_text(text, Location("a.md", 1, 1))[0], "the wording", "be-kind")
    return not any(problem for check in registry.SHAPE_CHECKS for problem in check(authored, INSPECTION))


def the_same(text: str) -> bool:
    return not passes(text) or on_the_web(text) == printed(read_blocks(_runs(text)))


@given(st.lists(st.sampled_from(LINES), max_size=8).map(lambda lines: "\n".join(lines).strip("\n").rstrip()))
@settings(max_examples=1_500)
def test_web_and_print_read_what_passes_alike(text: str) -> None:
    assert the_same(text)


@pytest.mark.slow
@given(st.lists(st.sampled_from(LINES), max_size=12).map(lambda lines: "\n".join(lines).strip("\n").rstrip()))
@settings(max_examples=20_000)
def test_web_and_print_read_much_more_alike(text: str) -> None:
    assert the_same(text)


@pytest.mark.parametrize(
    "text",
    [
        "Staff must:\n\n- be kind\n- be fair\n\nAlways.",
        "1. first\n\n    More on it.\n\n2. second\n\n    - nested\n    - too",
        "A line\ngoes on.\n\n> Quoted.\n>\n> More.\n\n| A | B |\n| --- | --- |\n| *a* | [b](https://b.example/) |",
        "**Bold**, *emphasis* and **both *in* one**; 2 * 3, \\*, a_b, 5 < 6, snake_case.",
        "In 2026. Full stop.\n2026\\. begins a line.",
        "- one\n    - two\n        - three\n- four",
        "- a long item\n  that goes on\n- another",
    ],
)
def test_good_texts_pass(text: str) -> None:
    assert passes(text)
    assert the_same(text)


@given(st.lists(st.sampled_from(LINES), max_size=8).map(lambda lines: "\n".join(lines).strip("\n").rstrip()))
@settings(max_examples=500)
def test_a_text_that_is_not_laid_side_by_side_needs_it_not(text: str) -> None:
    """Plain texts are passed unread: whatever is wrong with them has a name."""
    same = on_the_web(text) == printed(read_blocks(_runs(text)))
    assert same or not passes(text) or not read_alike(_runs(text))
