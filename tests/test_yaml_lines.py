"""What is read line by line is read as the general reader reads it: values, places, and notes behind values."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formats.yaml_events import read_events
from generator.formats.yaml_lines import read_lines
from tests.test_formats_parsers import NASTY

ROOT = Path(__file__).parent.parent
FOLDERS = ("content", "schools", "tests/projects", "setup", "docs")
FILES = sorted(
    file
    for folder in FOLDERS
    for file in (ROOT / folder).rglob("*")
    if file.suffix in (".yml", ".md") and file.is_file()
)

KEYS = st.sampled_from(
    ("name", "show-to", "school.name", "a", "1", "null", "no", '"a b"', '"no"', '"a"', "- a", "?", "<<", "a b", "~")
)
PIECES = (
    "a", "b c", "no", "null", "~", "1.10", "0800 1111", "2026-11-20", "£5", "it’s", "ꙮ", "\u00a0", "\u2028",
    "\ufeff", "\x85", "https://a.example/b#c", "a: b", "a:", "a:b", ":", "::", "#", "a #b", "a#b", " # note",
    "#note", "-", "- ", "--", "---", "...", "?", "? a", "!", "!a", "&a", "*a", "@", "`", "%", "=", "<<", "<b>", ",",
    "a, b", "|", ">", "|-", ">-", '"a"', '"a: b"', '"a # b"', '"a\\"b"', '"a\\u00e9"', '"', "'", "'a'", "'a''b'",
    "''", '""', "' a '", '" a "', "[]", "{}", "[ ]", "[a]", "[a, b]", "[a,b]", "[a , b ]", "[a, ]", "[, a]",
    "[a b, 'c', \"d\"]", "[[a], [b]]", "[a: b]", "[{a: b}, {c: d}]", "{a: b}", "{a: b, c: d}", "{a: [b, c]}",
    "{a: {b: c}}", "{a:b}", "{a: }", "{a}", "{a: b, a: c}", "{a: b c. d’e}", "{a: it's}", "{a: b #c}", "{a: b?}",
    "{a: ~, b: null}", '{"a": b}', "{ a: b }", "[a", "a]", "{a: b", "}", "[-a]", "[a-]", "[- a]", "[1:2]", "['a'b]",
    "\t", "a\tb", "  ",
)  # fmt: skip
VALUES = st.lists(st.sampled_from(PIECES), max_size=2).map("".join)
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(lambda both: f"{both[0]}: {both[1]}"),
    KEYS.map(lambda key: f"{key}:"),
    VALUES.map(lambda value: f"- {value}"),
    st.tuples(KEYS, VALUES).map(lambda both: f"- {both[0]}: {both[1]}"),
    VALUES,
)
TEXTS = st.lists(st.tuples(st.sampled_from((0, 0, 0, 2, 2, 4, 1, 3)), LINES), max_size=8).map(
    lambda lines: "\n".join(" " * indent + line for indent, line in lines)
)


def _compare(text: str) -> bool:
    """Whether `text` was read line by line; it must then be read the same in general."""
    quick = read_lines(text, "a.yml", 3)
    if quick is None:
        return False
    tree, problems = read_events(text, "a.yml", 3)
    assert not problems, text
    assert quick == tree, text
    assert list(quick.places.items()) == list(tree.places.items())
    return True


def _texts(file: Path) -> str:
    text = file.read_bytes().decode(errors="replace")
    if file.suffix == ".md" and text.startswith("---\n"):
        return text[4:].partition("\n---")[0] + "\n"
    return text


def test_every_file_of_ours_is_read_the_same() -> None:
    quick = [file for file in FILES if _compare(_texts(file))]
    assert len(quick) > 300


@pytest.mark.parametrize("folder", ("content", "schools"))
def test_our_own_files_are_read_line_by_line(folder: str) -> None:
    files = [file for file in FILES if file.is_relative_to(ROOT / folder) and file.suffix == ".yml"]
    assert files and all(_compare(_texts(file)) for file in files)


@settings(max_examples=1500)
@given(TEXTS)
def test_lines_are_read_as_in_general(text: str) -> None:
    _compare(text)


@given(NASTY)
def test_any_text_is_read_as_in_general(text: str) -> None:
    _compare(text)
    _compare(f"a:\n  - {text}\n")


@pytest.mark.parametrize("indent", range(1, 16))
def test_nesting_is_allowed_as_deeply_as_in_general(indent: int) -> None:
    lines = [f"{' ' * number}a:" for number in range(indent)]
    for last in ("", " b", " {a: b}", f"\n{' ' * indent}- a", f"\n{' ' * indent}- a:"):
        _compare("\n".join(lines) + last + "\n")


def test_values_lists_and_brackets_are_read_line_by_line() -> None:
    for value in (
        "a",
        '"a: b" # note',
        "a # note",
        "",
        "[a, b c]",
        "{a: b, c: [d, 'e']}",
        "[]",
        "\n  - a\n  - b: c\n    d: e",
    ):
        assert _compare(f"name: {value}\nlast: 1\n"), value
