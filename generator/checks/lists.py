"""Lists and tables that web pages and print would read differently."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.checks.words import counted
from generator.problems import Problem

_MARKER = re.compile(r"( *)([-*+]|\d{1,9}[.)])(?= |$)")
_DIVIDER = re.compile(r" {0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a wording: where it begins, its text, and whether it lies within a list."""

    offset: int
    text: str
    indent: int
    marker: str
    in_list: bool
    after_empty: bool
    depth: int


def _rows(source: str) -> Iterator[_Row]:
    offset, in_list, after_empty, depth = 0, False, True, 0
    for text in source.split("\n"):
        match = _MARKER.match(text)
        indent = len(text) - len(text.lstrip(" "))
        if text.strip():
            if after_empty and indent == 0 and not match:
                in_list = False
            yield _Row(offset, text, indent, match.group(2) if match else "", in_list, after_empty, depth)
            if match and (in_list or after_empty):
                in_list, depth = True, indent // 4
        after_empty = not text.strip()
        offset += len(text) + 1


def list_marker(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """Lists are written with `-` and `1.` only."""
    for row in _rows(text.masked) if text.in_markdown else ():
        if row.marker and (row.in_list or row.after_empty) and row.marker != "-" and not row.marker.endswith("."):
            hint = "Write `1.`" if row.marker.endswith(")") else "Write `-`"
            message = f"a list is not written with “{row.marker}” here"
            yield Problem("list-marker", text.at(row.offset + row.indent), message, f"{hint} and a space.")


def list_blank_line(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A list begins after an empty line; otherwise web pages run it into the paragraph above."""
    before = False
    for row in _rows(text.masked) if text.in_markdown else ():
        starts = row.marker in ("-", "*", "+", "1.", "1)") and not row.in_list and not row.after_empty
        if starts and not before:
            message = "a list begins here without an empty line before it"
            yield Problem("list-blank-line", text.at(row.offset), message, "Put an empty line above the list.")
        before = starts or (before and bool(row.marker) and not row.after_empty)


def list_indent(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """What belongs to a list item is indented by four spaces, and by four more for each level."""
    for row in _rows(text.masked) if text.in_markdown else ():
        belongs = row.in_list and (row.marker or row.after_empty)
        if belongs and (row.indent % 4 or row.indent // 4 > row.depth + 1):
            message = f"this line of a list is indented by {row.indent} spaces"
            hint = (
                "Indent a list within a list, and a second paragraph of an item, by exactly four spaces for each level."
            )
            yield Problem("list-indent", text.at(row.offset), message, hint)
        elif row.marker and row.after_empty and not row.in_list and 0 < row.indent < 4:
            message = f"this list is indented by {row.indent} spaces"
            yield Problem("list-indent", text.at(row.offset), message, "Begin the list at the margin.")


def table_shape(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A table has an empty line before it, a header row with words, a line of hyphens, and rows of as many cells."""
    for rows in _blocks(text.words_only) if text.in_markdown else ():
        fault = _fault_of_table([row.text for row in rows])
        if fault:
            message, number = fault
            hint = "Write | Heading | Heading |, under it | --- | --- |, under that the rows; an empty line above."
            yield Problem("table-shape", text.at(rows[number].offset), message, hint)


def _blocks(source: str) -> Iterator[list[_Row]]:
    """Paragraphs that hold a table, or what was meant as one."""
    block: list[_Row] = []
    for row in _rows(source):
        if row.after_empty and block:
            yield from _table(block)
            block = []
        block.append(row)
    yield from _table(block)


def _table(block: list[_Row]) -> Iterator[list[_Row]]:
    bars = [
        row for row in block if row.text.lstrip().startswith("|") or ("|" in row.text and _DIVIDER.fullmatch(row.text))
    ]
    if bars:
        yield block


def _fault_of_table(lines: list[str]) -> tuple[str, int] | None:
    """What is wrong, and with which of the lines."""
    dividers = [number for number, line in enumerate(lines) if "|" in line and _DIVIDER.fullmatch(line)]
    if not dividers:
        return "this table has no line of hyphens under its header row", 0
    if dividers[0] == 0:
        return "this table has no header row", 0
    if dividers[0] > 1:
        return "a table begins here without an empty line before it", dividers[0] - 1
    header = _cells(lines[0])
    if not all(header):
        return "a cell of this table’s header row is empty", 0
    for number, line in enumerate(lines):
        if len(_cells(line)) != len(header):
            return f"this row has {counted(len(_cells(line)), 'cell')}, and the header row has {len(header)}", number
    return None


def _cells(line: str) -> list[str]:
    bare = line.strip().replace("\\|", " ")
    return [cell.strip() for cell in bare.removeprefix("|").removesuffix("|").split("|")]
