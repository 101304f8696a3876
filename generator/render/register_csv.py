"""Registers as tables that Excel opens right."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from generator.model.register import GroupRegister, Register, Row
from generator.render.register_words import ANSWERS, frequency, months_left, status

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
HEADS = (
    *("Policy", "Status", "Overdue", "Next review", "Months left", "Statutory", "Must be on website", "Review every"),
    *("Why so often", "Source", "Owner", "Approved by", "Minute", "Version", "Adopted", "In force from"),
    *("To be ratified by", "Law changed: adopt by", "Kept elsewhere", "As at"),
)
_FORMULA = "=+-@\t\r\n"
"""A cell that begins with one of these could be taken for a formula, and do harm on whoever opens the table."""


def register_csv(register: Register) -> bytes:
    """One row for each policy of a school: UTF-8 with a byte-order mark, commas, CRLF, dates as 2026-09-01."""
    return _table([HEADS, *(_cells(row, register.today) for row in register.rows)])


def group_register_csv(group: GroupRegister) -> bytes:
    """The same for a group: one row for each policy of each school, the school first."""
    rows = (
        (each.name, each.school, *_cells(row, group.today))
        for each in group.registers
        for row in each.rows
    )  # fmt: skip
    return _table([("School", "School’s id", *HEADS), *rows])


def _cells(row: Row, today: str) -> tuple[str, ...]:
    stands = row.standing
    dues = {kind: sorted(due.on for due in row.due if due.kind == kind) for kind in ("ratification", "law")}
    return (
        row.title,
        status(row),
        "Yes" if row.overdue else "No",
        row.review,
        months_left(row),
        ANSWERS[row.statutory],
        ANSWERS[row.website],
        frequency(row.months),
        row.says,
        row.source,
        row.owner,
        row.body,
        row.minute,
        row.number,
        row.adopted,
        stands.on if stands and stands.kind in ("in force", "waiting") else "",
        *(", ".join(filter(None, days)) for days in dues.values()),
        row.kept or "Yes" if row.elsewhere else "",
        today,
    )


def _table(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue().encode()


def _harmless(cell: str) -> str:
    """`cell` with an apostrophe before what a spreadsheet would reckon with; spaces before it hide nothing."""
    return f"'{cell}" if cell.lstrip(" ").startswith(tuple(_FORMULA)) else cell
