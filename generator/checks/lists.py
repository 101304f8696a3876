"""Lists and tables that web pages and print would read differently."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.checks.rows import Row, kind_of, rows_of
from generator.checks.words import counted
from generator.problems import Problem

_BULLET = re.compile(r" *(?:[•·▪▫◦‣⁃●○■□]|[\uf0a7\uf0b7\uf0d8])")
"""Bullets as Word and the web have them; those of its symbol fonts are pasted as U+F0A7, U+F0B7 and U+F0D8."""
_MARKER_AGAIN = re.compile(r" *(?:[-*+]|\d+[.)]) +(?:[-*+]|\d+[.)])(?: |$)")
_DIVIDER = re.compile(r" {0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*(?:\|[ ]*)?")


def list_marker(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """Lists are written with `-` and `1.` only."""
    for row in text.rows:
        if row.is_item and row.marker != "-" and not re.fullmatch(r"\d\d?\.", row.marker):
            hint = "Write `1.` and a space." if row.marker.endswith(")") else "Write `-` and a space."
            if row.marker[0].isdigit() and len(row.marker) > 3:
                hint = f"If no list is meant, write {row.marker[:-1]}\\{row.marker[-1]} with a backslash."
            message = f"a list is not written with “{row.marker}” here"
            yield Problem("list-marker", text.at(row.offset + row.indent), message, hint)
        elif row.is_item and _MARKER_AGAIN.match(row.text):
            message = "this item of a list begins with the sign of another"
            yield Problem("list-marker", text.at(row.offset), message, "Take one of the signs out.")
        elif _BULLET.match(row.text):
            message = f"a list is not written with “{row.text.strip()[0]}” here"
            hint = "Write `-` and a space before each item, and an empty line above the first."
            yield Problem("list-marker", text.at(row.offset + row.indent), message, hint)


def list_mixed(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A list has one kind of sign: points or numbers; a sentence stands between two lists."""
    for row in text.rows:
        if row.is_item and row.open and row.open != kind_of(row.marker):
            message = f"this list began with “{row.open}” and goes on with “{row.marker}”"
            hint = "Use one sign for all its items. Between two lists, write a sentence."
            yield Problem("list-mixed", text.at(row.offset), message, hint)


def list_item_empty(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """An item of a list has words, on the line of its sign."""
    for row in text.rows:
        if row.is_item and not row.text.strip().removeprefix(row.marker).strip():
            message = "this item of a list is empty"
            yield Problem("list-item-empty", text.at(row.offset), message, f"Write its words after the “{row.marker}”.")


def list_blank_line(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A list begins after an empty line; otherwise web pages run it into the paragraph above."""
    reported = False
    for row in text.rows:
        starts = row.marker in ("-", "*", "+", "1.", "1)") and not row.in_list and not row.after_empty
        if (starts and not reported) or (row.marker and row.in_second):
            message = "a list, or an item after a second paragraph, begins here without an empty line before it"
            yield Problem("list-blank-line", text.at(row.offset), message, "Put an empty line above it.")
        reported = starts or (reported and bool(row.marker) and not row.after_empty)


def list_indent(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """What belongs to a list item is indented by four spaces, and by four more for each level."""
    hint = "Indent a list within a list, and a second paragraph of an item, by exactly four spaces for each level."
    for row in text.rows:
        belongs = row.in_list and (row.marker or row.after_empty)
        too_deep = row.indent // 4 > row.depth + 1
        goes_on = row.in_list and not row.marker and not row.after_empty
        if (belongs and (row.indent % 4 or too_deep)) or (goes_on and row.depth and row.indent < 4 * row.depth):
            message = f"this line of a list is indented by {counted(row.indent, 'space')}"
            yield Problem("list-indent", text.at(row.offset), message, hint)
        elif row.marker and row.after_empty and not row.in_list and 0 < row.indent < 4:
            message = f"this list is indented by {counted(row.indent, 'space')}"
            yield Problem("list-indent", text.at(row.offset), message, "Begin the list at the margin.")


def quote_shape(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A quotation stands alone between empty lines, each of its lines begins with >, and it holds paragraphs only."""
    quoted_above = False
    for row in text.rows:
        quoted = row.text.lstrip().startswith(">")
        fault = ""
        if not row.after_empty and quoted != row.before.startswith(">"):
            fault = "a quotation begins or ends here without an empty line between"
        elif quoted and row.after_empty and quoted_above:
            fault = "two quotations follow each other"
        elif quoted and (row.indent or re.match(r"> *(?:[-*+>|#]|\d+[.)])(?: |$)|> {4}", row.text)):
            fault = "a quotation holds paragraphs only"
        if fault:
            hint = "Put empty lines above and below; between two paragraphs of one quotation a line with only >."
            yield Problem("quote-shape", text.at(row.offset), fault, hint)
        quoted_above = quoted


def table_shape(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A table has an empty line before it, a header row with words, a line of hyphens, and rows of as many cells."""
    for rows in _blocks(text.words_only) if text.in_markdown and "|" in text.words_only else ():
        fault = _fault_of_table([row.text for row in rows])
        if fault:
            message, number = fault
            hint = "Write | Heading | Heading |, under it | --- | --- |, under that the rows; an empty line above."
            yield Problem("table-shape", text.at(rows[number].offset), message, hint)


def _blocks(source: str) -> Iterator[list[Row]]:
    """Paragraphs that hold a table, or what was meant as one."""
    block: list[Row] = []
    for row in rows_of(source):
        if row.after_empty and block:
            yield from _table(block)
            block = []
        block.append(row)
    yield from _table(block)


def _table(block: list[Row]) -> Iterator[list[Row]]:
    bars = [
        row for row in block if row.text.lstrip().startswith("|") or ("|" in row.text and _DIVIDER.fullmatch(row.text))
    ]
    if bars:
        yield block


def _fault_of_table(lines: list[str]) -> tuple[str, int] | None:
    """What is wrong, and with which of the lines."""
    dividers = [number for number, line in enumerate(lines) if "|" in line and _DIVIDER.fullmatch(line)]
    if not dividers:
        first = next(number for number, line in enumerate(lines) if line.lstrip().startswith("|"))
        return "this table has no line of hyphens under its header row", first
    if dividers[0] == 0:
        return "this table has no header row", 0
    if dividers[0] > 1:
        return "a table begins here without an empty line before it", dividers[0] - 1
    header = _cells(lines[0])
    if not all(header):
        return "a cell of this table’s header row is empty", 0
    if len(lines) == dividers[0] + 1:
        return "this table has no row under its header", dividers[0]
    for number, line in enumerate(lines):
        if not line.startswith("|") or not line.rstrip().endswith("|"):
            return "a row of a table begins and ends with |", number
        if len(_cells(line)) != len(header):
            return f"this row has {counted(len(_cells(line)), 'cell')}, and the header row has {len(header)}", number
    return None


def _cells(line: str) -> list[str]:
    bare = line.strip().replace("\\|", " ")
    return [cell.strip() for cell in bare.removeprefix("|").removesuffix("|").split("|")]
