"""Registers for other programs; their shapes stand in formats/register_files.py and content/schemas."""

from __future__ import annotations

import json

from generator.model.register import GroupRegister, Register, Row
from generator.render.register_words import status


def register_json(register: Register) -> bytes:
    """A school's register as UTF-8, two spaces of indentation, a line feed at the end."""
    return _text(register_plain(register))


def group_register_json(group: GroupRegister) -> bytes:
    """A group's register: those of its schools, by their names."""
    schools = [register_plain(register) for register in group.registers]
    return _text({"group": group.group, "name": group.name, "as-at": group.today, "schools": schools})


def register_plain(register: Register) -> dict[str, object]:
    """The register as JSON can say it."""
    return {
        "school": register.school,
        "name": register.name,
        "group": register.group,
        "as-at": register.today,
        "policies": [row_plain(row) for row in register.rows],
    }


def row_plain(row: Row) -> dict[str, object]:
    """A policy of a register as JSON can say it."""
    stands = row.standing
    return {
        "policy": row.policy,
        "title": row.title,
        "elsewhere": row.elsewhere,
        "status": status(row),
        "standing": _standing(row),
        "since": stands.on if stands else "",
        "statutory": row.statutory,
        "on-website": row.website,
        "months": row.months,
        "says": row.says,
        "source": row.source,
        "link": row.link,
        "owner": row.owner,
        "body": row.body,
        "minute": row.minute,
        "version": row.number,
        "adopted": row.adopted,
        "next-review": row.review,
        "months-left": row.months_left,
        "next-version": row.next_number,
        "next-from": row.next_from,
        "proposed": row.proposed,
        "overdue": row.overdue,
        "due": [{"kind": due.kind, "on": due.on, "version": due.version, "overdue": due.overdue} for due in row.due],
        "law": [
            {
                "clause": each.clause,
                "on": each.change.on,
                "why": each.change.why,
                "source": each.source,
                "adopt-by": each.change.adopt_by,
            }
            for each in row.law
        ],
        "kept": row.kept,
        "place": row.place,
    }


def _standing(row: Row) -> str:
    if row.unreadable:
        return "unreadable"
    if row.standing is not None:
        return row.standing.kind
    return "elsewhere" if row.elsewhere else "draft"


def _text(plain: dict[str, object]) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()
