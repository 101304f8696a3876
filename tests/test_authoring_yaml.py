"""What is added to a YAML file stands where it should, and every other character stays as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.authoring.yaml_edit import EditFailed, with_added, with_comment
from generator.formats.yaml_text import read_yaml
from generator.formats.yaml_words import block, flow, scalar

SCHOOL = """\
# Who we are
name: Hill Example School   # as on the gate
policies:
  social-media:
    outline: whole
    leave-out:
      - clause: friend-requests
        reason: |
          A long
          reason.

# Whom to ring
contacts:
- role: office   # front door
  post: "Office: front"

# The end
"""


def added(text: str, *at: str, value: Any) -> str:
    """The text after the addition, from which taking out the new lines or characters must give the text before."""
    after = with_added(text, at, value)
    assert is_inside(text, after)
    return after


def is_inside(before: str, after: str) -> bool:
    """Whether `before` comes out when one stretch of characters is cut from `after`."""
    start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    extra = len(after) - len(before)
    return any(after[:at] + after[at + extra :] == before for at in range(max(0, start - extra), start + 1))


def test_an_item_stands_after_the_last_one_and_before_the_comment_of_the_next_key() -> None:
    new = {"clause": "data", "reason": "We: have none"}
    after = added(SCHOOL, "policies", "social-media", "leave-out", value=[new])
    wanted = '          reason.\n      - clause: data\n        reason: "We: have none"\n\n# Whom to ring\n'
    assert wanted in after


def test_a_list_that_is_not_moved_in_stays_so() -> None:
    assert '  post: "Office: front"\n- role: head\n' in added(SCHOOL, "contacts", value=[{"role": "head"}])


def test_a_key_that_is_missing_is_made_with_its_comment_above() -> None:
    after = with_added(SCHOOL, ("values", "policies.related"), ["a", "b"], ["# Which?"])
    assert after.replace("values:\n  # Which?\n  policies.related:\n    - a\n    - b\n", "") == SCHOOL


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("p: {s: {}}\n", "p: {s: {l: [{c: x}]}}\n"),
        ("p: {s: {o: a}}\n", "p: {s: {o: a, l: [{c: x}]}}\n"),
        ("p:\n  s: {}  # none yet\n", "p:\n  s:  # none yet\n    l:\n      - c: x\n"),
        ("p:\n  s:\n    l: []\nq: 1\n", "p:\n  s:\n    l:\n      - c: x\nq: 1\n"),
        ("p:\n  s:\n    l: [{c: y}] # flow\n", "p:\n  s:\n    l: [{c: y}, {c: x}] # flow\n"),
        ("p:\n  s:   # later\nq: 1\n", "p:\n  s:   # later\n    l:\n      - c: x\nq: 1\n"),
        ("p: ~   # none\n", "p:   # none\n  s:\n    l:\n      - c: x\n"),
        ("p:\n  s:\n    l:\n    - {c: y}", "p:\n  s:\n    l:\n    - {c: y}\n    - c: x"),
        ("---\nq: 1\n...\n", "---\nq: 1\np:\n  s:\n    l:\n      - c: x\n...\n"),
    ],
)
def test_every_way_of_writing_a_place(text: str, wanted: str) -> None:
    assert with_added(text, ("p", "s", "l"), [{"c": "x"}]) == wanted


def test_what_is_there_is_never_replaced() -> None:
    with pytest.raises(EditFailed):
        with_added(SCHOOL, ("name",), "Another")
    with pytest.raises(EditFailed):
        with_added(SCHOOL, ("name", "first"), "Another")


def test_a_comment_stands_before_those_that_end_the_file() -> None:
    assert with_comment(SCHOOL, ["", "# asked"]).endswith('front"\n\n# asked\n\n# The end\n')
    both = with_comment(with_comment(SCHOOL, ["", "# asked"], "# The end"), ["", "# later"], "# The end")
    assert both.endswith('front"\n\n# asked\n\n# later\n\n# The end\n')


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "No",
        "~",
        "null",
        "12",
        "2026-09-01",
        "1.10",
        "- a",
        "a: b",
        "a #b",
        "",
        " a",
        "{{ x }}",
        "@a",
        "true",
        "a,b",
    ],
)
def test_words_that_yaml_takes_for_something_else_are_quoted(text: str) -> None:
    written = scalar(text)
    assert written.startswith('"')
    assert YAML(typ="safe").load(written) == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_is_read_as_it_was_typed(text: str) -> None:
    assert YAML(typ="safe").load(f"a: {scalar(text)}\n") == {"a": text}
    assert YAML(typ="safe").load(f"a: {flow([text])}\n") == {"a": [text]}


_words = st.text("ab:#-' \"{}[],&*!|>%@`é’", min_size=1, max_size=8)
_keys = st.text("abc", min_size=1, max_size=3)
_trees = st.recursive(
    _words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3), max_leaves=8
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(_keys, _trees, min_size=1, max_size=3), st.lists(_keys, min_size=1, max_size=3), _trees)
@pytest.mark.parametrize("on_one_line", [True, False])
def test_additions_give_what_was_meant_or_are_refused(on_one_line: bool, tree: Any, at: list[str], value: Any) -> None:
    """`with_added` reads its own result again, so that all there is to find are other errors and lost characters."""
    lines = [flow(tree)] if on_one_line else [line for name, inner in tree.items() for line in block(name, inner, 0)]
    text = "# first\n" + "\n".join(f"{line}  # note {n}" for n, line in enumerate(lines)) + "\n# last\n"
    found, problems = read_yaml(text, "")
    assert (found.value, problems) == (tree, ())
    try:
        after = with_added(text, tuple(at), value)
    except EditFailed as refused:
        assert "did not give" not in str(refused)
        return
    assert [f"# note {n}" in after for n in range(len(lines))] == [True] * len(lines)
