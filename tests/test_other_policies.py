"""The table of policies kept elsewhere: as Excel saves it, in every way that Excel has, and with every fault placed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from miniature import lay_out, problems_of

from generator.formats.other_policies import HEADS, read_other_policies, short_form
from generator.formats.other_policies_cells import CellFault, date_in, months_in, yes_or_no
from generator.library import read_workspace
from generator.model.reviews import OtherPolicy
from generator.problems import Location

PATH = "schools/example/other-policies.csv"
HEAD = "Policy,Statutory,On website,Review every,Owner,Approved by,Version,Adopted,Next review,Where it is kept"
ROWS = [
    "Behaviour,yes,no,2 years,Headteacher,Full board,4,2026-09-01,2028-09-01,Green folder",
    '"Lettings, halls",,,,,,,,,"A ""blue"" folder"',
]
BEHAVIOUR = OtherPolicy(
    "Behaviour", "yes", "no", 24, "Headteacher", "Full board", "4", "2026-09-01", "2028-09-01", "Green folder",
    Location(PATH, 2),
)  # fmt: skip
LETTINGS = OtherPolicy("Lettings, halls", "", "", 0, "", "", "", "", "", 'A "blue" folder', Location(PATH, 3))
PLAIN = "\n".join([HEAD, *ROWS]) + "\n"


def with_semicolons(text: str) -> str:
    rows = csv.reader(io.StringIO(text))
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        with_semicolons(PLAIN).encode(),
        with_semicolons(PLAIN).replace("2026-09-01", "01/09/2026").replace("2028-09-01", "1.9.2028").encode(),
        PLAIN.replace("2026-09-01", "1 September 2026").replace("2028-09-01", "01-Sep-28").encode(),
        PLAIN.replace(",", "\t").replace("Lettings\t halls", "Lettings, halls").encode(),
        (PLAIN + ",,,,,,,,,\n\n").encode(),
        PLAIN.replace("2 years", "24").encode(),
    ],
)
def test_the_ways_in_which_excel_saves(content: bytes) -> None:
    assert read_other_policies(content, PATH) == ((BEHAVIOUR, LETTINGS), ())


def test_the_line_is_that_of_the_file() -> None:
    text = f"sep=;\n\n{with_semicolons(PLAIN)}".replace("Green folder", '"Green\nfolder"')
    (one, two), problems = read_other_policies(text.encode(), PATH)
    assert (one.where.line, two.where.line, one.kept, problems) == (4, 6, "Green folder", ())


def test_older_excel_saves_windows_1252() -> None:
    ((one,), problems) = read_other_policies("Policy,Owner\nPupils’ caf\xe9 – rules,Head\n".encode("cp1252"), PATH)
    assert (one.title, problems) == ("Pupils’ café – rules", ())


def test_columns_may_be_missing_and_in_any_order() -> None:
    ((one,), problems) = read_other_policies(b"next review ;POLICY\n01/02/2027;Uniform\n", PATH)
    assert (one.title, one.review, one.adopted, problems) == ("Uniform", "2027-02-01", "", ())


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n;;;\r\n", HEAD.encode()])
def test_an_empty_table_has_no_rows(content: bytes) -> None:
    assert read_other_policies(content, PATH) == ((), ())


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Policy,Nxt\nA,B\n", "other-policies-column", 1),
        ("Policy,Policy\nA,B\n", "other-policies-column", 1),
        ("Owner\nA\n", "other-policies-column", 1),
        ("Policy,Owner\n\n,Head\n", "other-policies-row", 3),
        ("Policy,Owner\nA,Head,more\n", "other-policies-row", 2),
        ("Policy\nA\na\n", "other-policies-twice", 3),
        ("Policy,Adopted\nA,2026-02-30\n", "other-policies-cell", 2),
        ("Policy,Adopted\nA,12/31/2026\n", "other-policies-cell", 2),
        ("Policy,Adopted\nA,soon\n", "other-policies-cell", 2),
        ("Policy,Adopted\nA,2926-02-03\n", "other-policies-cell", 2),
        ("Policy,Review every\nA,0\n", "other-policies-cell", 2),
        ("Policy,Statutory\nA,maybe\n", "other-policies-cell", 2),
        ("Policy,Adopted,Next review\nA,2026-02-03,2025-02-03\n", "other-policies-cell", 2),
        (f"Policy\n{'A' * 300}\n", "other-policies-cell", 2),
        ('Policy\n"A"B\n', "other-policies-row", 0),
        ("Policy\nA\x07\n", "file-control-character", 2),
    ],
)
def test_a_fault_has_its_line_and_its_row_is_left_out(text: str, code: str, line: int) -> None:
    rows, problems = read_other_policies(text.encode(), PATH)
    assert [(problem.code, problem.where.path, problem.where.line) for problem in problems] == [(code, PATH, line)]
    assert len(rows) <= 1
    assert all(problem.hint for problem in problems)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    rows, problems = read_other_policies(content, PATH)
    assert all(row.title for row in rows)
    assert all(problem.where.path == PATH for problem in problems)
    behind, _ = read_other_policies(b"Policy,Next review\n" + content, PATH)
    assert len({short_form(row.title) for row in behind}) == len(behind)


CELL = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"], blacklist_characters="\ufeff"), max_size=30)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=6), st.sampled_from(",;\t"), st.booleans())
def test_what_a_table_program_writes_is_read(cells: list[tuple[str, str, str]], between: str, bom: bool) -> None:
    wanted = {short_form(plain(row[0])): tuple(map(plain, row)) for row in reversed(cells) if plain(row[0])}
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=between).writerows([("Policy", "Owner", "Where it is kept"), *cells])
    rows, _ = read_other_policies((b"\xef\xbb\xbf" if bom else b"") + out.getvalue().encode(), PATH)
    assert {short_form(row.title): (row.title, row.owner, row.kept) for row in rows} == wanted


def plain(cell: str) -> str:
    return " ".join(cell.split())


@pytest.mark.parametrize("cell", ["Yes", "Y", "TRUE", "x", "1"])
def test_yes(cell: str) -> None:
    assert yes_or_no(cell) == "yes"


@pytest.mark.parametrize(("cell", "answer"), [("No", "no"), ("false", "no"), ("-", "no"), ("?", ""), ("", "")])
def test_no_and_not_said(cell: str, answer: str) -> None:
    assert yes_or_no(cell) == answer


@pytest.mark.parametrize(
    ("cell", "months"), [("12", 12), ("every 2 years", 24), ("Annually", 12), ("termly", 4), ("18 months", 18), ("", 0)]
)
def test_how_often(cell: str, months: int) -> None:
    assert months_in(cell) == months


@given(st.dates().filter(lambda day: 1900 <= day.year < 2100))
def test_a_date_is_the_same_in_each_form(day: object) -> None:
    import datetime

    assert isinstance(day, datetime.date)
    forms = [day.isoformat(), f"{day.day:02}/{day.month:02}/{day.year}", f"{day.day}-{day.month}-{day.year}"]
    assert {date_in(form) for form in forms} == {day.isoformat()}


@given(st.text(max_size=12))
def test_a_cell_is_read_or_refused(cell: str) -> None:
    for read in (date_in, months_in, yes_or_no):
        try:
            read(cell)
        except CellFault as fault:
            assert str(fault)


def test_the_rows_belong_to_the_school(tmp_path: Path) -> None:
    root = lay_out("", tmp_path, {PATH: PLAIN})
    workspace, problems = read_workspace(root)
    assert problems == ()
    assert workspace.schools["example"].other_policies == (BEHAVIOUR, LETTINGS)


def test_a_file_that_is_locked_by_excel_is_no_second_copy(tmp_path: Path) -> None:
    assert problems_of(lay_out("", tmp_path, {PATH: PLAIN, "schools/example/~$other-policies.csv": b"\x05anna"})) == ()


def test_heads_are_told_apart() -> None:
    assert len({short_form(head) for head in HEADS.values()}) == len(HEADS)
