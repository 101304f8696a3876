"""The policies that a school keeps elsewhere: a table that Excel opens and saves, as values with places.

Excel writes a byte-order mark or none, commas or semicolons, and dates as its country does; all of that is read.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.formats.other_policies_cells import CellFault, Column, date_in, months_in, yes_or_no
from generator.formats.plain_text import decode
from generator.formats.suggestion import meant
from generator.model.reviews import OtherPolicy
from generator.problems import Location, Problem

HEADS: Mapping[Column, str] = {
    "title": "Policy",
    "statutory": "Statutory",
    "website": "On website",
    "months": "Review every",
    "owner": "Owner",
    "body": "Approved by",
    "version": "Version",
    "adopted": "Adopted",
    "review": "Next review",
    "kept": "Where it is kept",
}
"""What stands at the head of each column. Columns may come in any order, and all but the first may be missing."""

_BY_HEAD: Mapping[str, Column] = {re.sub(r"\W", "", head).casefold(): column for column, head in HEADS.items()}
_LONGEST = 200
"""Letters in a cell: it has to fit in a column."""
Value = TypeVar("Value")
Read = tuple[tuple[OtherPolicy, ...], tuple[Problem, ...]]


def short_form(title: str) -> str:
    """A title as a name for calendars and programs: `Health & safety` → `health-safety`; never empty."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-") or hashlib.sha256(title.encode()).hexdigest()[:8]


def read_other_policies(content: bytes, path: str) -> Read:
    """The rows of the table in their order, without empty ones, and every fault with its line.

    A row with a fault is left out. Text that is not UTF-8 is read as older Excel writes it, in Windows-1252.
    """
    text, problems = decode(_as_utf8(content), path)
    if text is None:
        return (), problems
    try:
        rows = list(_rows(text))
    except csv.Error as fault:
        message = f"this table cannot be read: {fault}"
        return (), (Problem("other-policies-row", Location(path), message, "Save it anew from Excel as “CSV UTF-8”."),)
    if not rows:
        return (), ()
    columns, problems = _columns(rows[0], path)
    return ((), problems) if problems else _Table(path, columns).read(rows[1:])


def _as_utf8(content: bytes) -> bytes:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode("windows-1252").encode()
        except UnicodeDecodeError:
            pass  # `decode` says where
    return content


@dataclass(frozen=True, slots=True)
class _Cells:
    line: int
    cells: tuple[str, ...]


def _rows(text: str) -> Iterator[_Cells]:
    """The rows that hold anything, each with the line on which it begins; may raise csv.Error."""
    lines = text.split("\n")
    said = re.fullmatch(
        r"\"?sep=(.)\"?[;,]*", lines[0], re.IGNORECASE
    )  # which Excel understands, and some programs write
    first = next((line for line in lines[1 if said else 0 :] if line.strip(' ;,\t"')), "")
    between = said.group(1) if said else max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    line = 1
    for row in reader:
        cells = tuple(_plain(cell) for cell in row)
        if any(cells) and not (said and line == 1):
            yield _Cells(line, cells)
        line = reader.line_num + 1


def _plain(cell: str) -> str:
    """One line without spaces around it; Excel keeps line breaks that were typed with Alt and Enter."""
    return " ".join(cell.replace("\N{NO-BREAK SPACE}", " ").split())


def _columns(head: _Cells, path: str) -> tuple[tuple[Column | None, ...], tuple[Problem, ...]]:
    """The column of each cell, None below an empty head."""
    where = Location(path, head.line)
    found: list[Column | None] = []
    problems: list[Problem] = []
    for cell in head.cells:
        column = _BY_HEAD.get(re.sub(r"\W", "", cell).casefold())
        if column is None and cell:
            message = f"no column is called “{cell[:40]}”"
            best = meant(cell, HEADS.values())
            hint = f"Did you mean “{best}”?" if best else f"Columns are: {', '.join(HEADS.values())}."
            problems.append(Problem("other-policies-column", where, message, hint))
        elif column is not None and column in found:
            message = f"two columns are called “{HEADS[column]}”"
            problems.append(Problem("other-policies-column", where, message, "Delete one of them."))
        found.append(column)
    if "title" not in found and not problems:
        message = "there is no column “Policy”"
        hint = f"The first row names the columns: {', '.join(HEADS.values())}."
        problems.append(Problem("other-policies-column", where, message, hint))
    return tuple(found), tuple(problems)


class _Table:
    """Reads rows below a head, and gathers their faults."""

    def __init__(self, path: str, columns: tuple[Column | None, ...]) -> None:
        self._path = path
        self._columns = columns
        self._problems: list[Problem] = []

    def read(self, rows: list[_Cells]) -> Read:
        found: dict[str, OtherPolicy] = {}
        for row in rows:
            policy = self._policy(row)
            if policy is None:
                continue
            known = found.setdefault(short_form(policy.title), policy)
            if known is not policy:
                message = f"“{policy.title}” stands here twice"
                hint = "Delete one of the two rows, or give the policies different names."
                self._problems.append(Problem("other-policies-twice", policy.where, message, hint, see=(known.where,)))
        return tuple(found.values()), tuple(self._problems)

    def _policy(self, row: _Cells) -> OtherPolicy | None:
        before = len(self._problems)
        said = self._said(row)
        if not said.get("title"):
            message = "this row has no name in the column “Policy”"
            self._row_fault(row, message, "Fill it in, or delete the row.")
        policy = OtherPolicy(
            title=said.get("title", ""),
            statutory=self._cell(row, said, "statutory", yes_or_no, ""),
            website=self._cell(row, said, "website", yes_or_no, ""),
            months=self._cell(row, said, "months", months_in, 0),
            owner=said.get("owner", ""),
            body=said.get("body", ""),
            version=said.get("version", ""),
            adopted=self._cell(row, said, "adopted", date_in, ""),
            review=self._cell(row, said, "review", date_in, ""),
            kept=said.get("kept", ""),
            where=Location(self._path, row.line),
        )
        if policy.adopted and policy.review and policy.review < policy.adopted:
            message = f"the next review of “{policy.title}” lies before its adoption"
            self._cell_fault(row, message, "Right one of the two dates; in dates the day comes first.")
        return policy if len(self._problems) == before else None

    def _said(self, row: _Cells) -> Mapping[Column, str]:
        """What stands in each column; cells beside the table are a fault, since a comma too many moves all others."""
        extra = [
            cell for at, cell in enumerate(row.cells) if cell and (at >= len(self._columns) or not self._columns[at])
        ]
        if extra:
            message = f"“{extra[0][:40]}” stands in a column without a name"
            hint = "Is there a comma too many? Move the cell below one of the named columns, or delete it."
            self._row_fault(row, message, hint)
        said = {column: cell for column, cell in zip(self._columns, row.cells, strict=False) if column}
        for column, cell in said.items():
            if len(cell) > _LONGEST:
                message = f"the text below “{HEADS[column]}” has {len(cell)} letters; at most {_LONGEST} are read"
                self._cell_fault(row, message, "Shorten it.")
        return said

    def _cell(
        self, row: _Cells, said: Mapping[Column, str], column: Column, read: Callable[[str], Value], without: Value
    ) -> Value:
        cell = said.get(column, "")
        try:
            return read(cell)
        except CellFault as fault:
            self._cell_fault(row, f"“{cell[:40]}” below “{HEADS[column]}” {fault}", "Right it in Excel, and save.")
            return without

    def _row_fault(self, row: _Cells, message: str, hint: str) -> None:
        self._problems.append(Problem("other-policies-row", Location(self._path, row.line), message, hint))

    def _cell_fault(self, row: _Cells, message: str, hint: str) -> None:
        self._problems.append(Problem("other-policies-cell", Location(self._path, row.line), message, hint))
