"""Registers as files: a table that Excel opens without harm, and JSON that keeps to its schema."""

from __future__ import annotations

import csv
import io
import json
import time
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from histories import history, law, other, policy, school, version
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.register_files import GroupRegisterFile, RegisterFile
from generator.history.register import group_register, register_of
from generator.model.register import GroupRegister, Register
from generator.render.register_csv import HEADS, group_register_csv, register_csv
from generator.render.register_json import group_register_json, register_json

SCHEMAS = Path(__file__).parent.parent / "content" / "schemas"
ONE = version("1", "2025-09-10", "2025-10-01", "2026-10-01")


def whole() -> Register:
    known = school(policy(law("2026-02-01", "2027-01-31")), others=(other("Uniform", review="2027-02-01"),))
    return register_of(known, [history(ONE)], (), "2026-11-20")


def group() -> GroupRegister:
    empty = register_of(replace(school(), id="dale", name="Dale School"), [], (), "2026-11-20")
    return group_register("trust", "A Trust", [whole(), empty], "2026-11-20")


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_table() -> None:
    content = register_csv(whole())
    assert content.startswith(b"\xef\xbb\xbfPolicy,Status,")
    assert content.count(b"\n") == content.count(b"\r\n") == 3
    head, first, second = rows_of(content)
    assert head == list(HEADS)
    assert dict(zip(head, first, strict=True)) == {
        "Policy": "Kindness policy",
        "Status": "In force since 1 October 2025; law changed, adopt by 31 January 2027",
        "Overdue": "Yes",
        "Next review": "2026-10-01",
        "Months left": "1 month overdue",
        "Statutory": "No",
        "Must be on website": "No",
        "Review every": "every year",
        "Why so often": "Every year.",
        "Source": "",
        "Owner": "Headteacher",
        "Approved by": "Full board",
        "Minute": "M1",
        "Version": "1",
        "Adopted": "2025-09-10",
        "In force from": "2025-10-01",
        "To be ratified by": "",
        "Law changed: adopt by": "2027-01-31",
        "Kept elsewhere": "",
        "As at": "2026-11-20",
    }
    assert (second[0], second[1], second[-2]) == ("Uniform", "Kept elsewhere: Office", "Office")


def test_the_table_of_a_group_names_the_school_first() -> None:
    head, *rows = rows_of(group_register_csv(group()))
    assert head[:3] == ["School", "School’s id", "Policy"]
    assert [row[1:3] for row in rows] == [["dale", "Kindness policy"], ["hill", "Kindness policy"], ["hill", "Uniform"]]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "  @"])
def test_no_cell_is_a_formula(begins: str) -> None:
    evil = f'{begins}HYPERLINK("https://evil.example","x")'
    known = replace(school(policy(title=evil), others=(other(evil, review="2027-02-01"),)), name=evil)
    register = register_of(known, [history(version("1", "2025-09-10", "2025-10-01", "2026-10-01"))], (), "2026-11-20")
    cells = [cell for row in rows_of(register_csv(register)) for cell in row]
    cells += [c for row in rows_of(group_register_csv(group_register("g", "G", [register], "2026-11-20"))) for c in row]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(tuple("=+-@\t\r\n"))]
    assert any(evil in cell for cell in cells)


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_table_is_read_back_whole(title: str, owner: str) -> None:
    known = school(replace(policy(title=title), owner=owner))
    (_, row) = rows_of(register_csv(register_of(known, [], (), "2026-11-20")))
    assert len(row) == len(HEADS)
    assert row[0].endswith(title) and row[10].endswith(owner)
    assert all(not cell or cell[0] not in "=+-@\t\r" for cell in row)


@pytest.mark.parametrize(
    ("content", "kind", "model"),
    [
        (register_json(whole()), "register", RegisterFile),
        (group_register_json(group()), "group-register", GroupRegisterFile),
    ],
)
def test_json_keeps_to_its_schema(content: bytes, kind: str, model: type[RegisterFile]) -> None:
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text())
    plain = json.loads(content)
    jsonschema.validate(plain, schema, jsonschema.Draft7Validator)
    model.model_validate(plain)
    assert content == (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()


def test_json_says_what_the_register_says() -> None:
    found = json.loads(register_json(whole()))
    assert (found["school"], found["as-at"]) == ("hill", "2026-11-20")
    first = found["policies"][0]
    assert first["due"] == [
        {"kind": "review", "on": "2026-10-01", "version": "1", "overdue": True},
        {"kind": "law", "on": "2027-01-31", "version": "1", "overdue": False},
    ]
    assert first["law"] == [
        {
            "clause": "be-kind",
            "on": "2026-02-01",
            "why": "The law changed.",
            "source": "Kindness Act 2018",
            "adopt-by": "2027-01-31",
        }
    ]


def test_a_thousand_schools_take_two_seconds() -> None:
    """Three policies each with ten versions, and ten kept elsewhere: processor time, with room for a slow machine."""
    chain = [version(str(n), f"{2005 + n}-09-10", f"{2005 + n}-10-01", f"{2006 + n}-10-01") for n in range(1, 11)]
    names = ("a", "b", "c")
    others = tuple(other(f"P{n}", review="2027-01-01", line=n) for n in range(10))
    known = school(*(policy(name=name) for name in names), others=others)
    histories = [history(*chain, policy=name) for name in names]
    begun = time.process_time()
    registers = [register_of(replace(known, id=f"s{n}"), histories, (), "2026-11-20") for n in range(1000)]
    found = group_register("trust", "A Trust", registers, "2026-11-20")
    content = group_register_csv(found) + group_register_json(found)
    assert time.process_time() - begun < 4
    assert len(found.lines) == 1000 and len(content) > 1_000_000
