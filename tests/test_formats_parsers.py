"""Readers of text formats take any text: they return, never raise, and in bounded time."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks import registry
from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.checks.lines import Line
from generator.formats.clause_file import Parted, part, read_clause, read_own_wording
from generator.formats.expressions import find_expressions, parse_expression
from generator.formats.plain_text import decode
from generator.formats.wording import placer, read_text, wording_hash
from generator.formats.yaml_slips import first_slip
from generator.formats.yaml_text import read_yaml
from generator.model.library import Library, Variable
from generator.model.text import Hole, Literal, Reference
from generator.model.workspace import Workspace
from generator.problems import Location

ROOT = Path(__file__).parent.parent
PIECES = [
    "{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "[[", "]]", "[", "]", "(", ")", "# Staff\n", "# Pupil\n",
    "#", "- ", "1. ",
    "* ", "    ", "  ", "\n", "\n\n", "---\n", "```", "~~~", "|", "| - |", "> ", "<b>", "<!--", "&amp;", "_",
    "*", "**", "`",
    "school.name", " | upper", "be-kind", "a: b\n", "a: [", "&x ", "*x", "!x ", "? ", ": ", "'", '"', "\\",
    "\\ud800", "…", "....",
    "insert name", "a", "an", "the ", "0117 496 0123", "a@b.example", "https://a.example/", "\t", "ꙮ",
    "\u202e", "é", "🙂",
]  # fmt: skip
NASTY = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
)
WHERE = Location("a.md", 3, 1)
DECLARED = Variable("school.name", "text", "What?", "Example", "insert name", False, {}, "", WHERE)
LIST = Variable("school.values", "list", "What?", "Example", "insert values", False, {}, "", WHERE)
LIBRARY = Library(variables={"school.name": DECLARED, "school.values": LIST})
INSPECTION = Inspection(Workspace(LIBRARY, {}, {}), {}, datetime.date(2026, 11, 20))


@given(NASTY)
def test_yaml_is_read_or_refused(text: str) -> None:
    tree, problems = read_yaml(text, "a.yml")
    assert all(problem.where.path == "a.yml" and problem.message for problem in problems)
    assert tree.value is not None


@given(NASTY)
def test_clauses_are_read_or_refused(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n", f"---\ntitle: A\neditions: {{staff: own}}\n---\n{text}"):
        clause, problems = read_clause("be-kind", whole, "a.md")
        assert clause is not None or problems
        own, problems = read_own_wording("be-kind", whole, "a.md")
        assert own is not None or problems


@given(NASTY)
def test_runs_hold_all_of_the_text(text: str) -> None:
    read, problems = read_text(text, WHERE)
    assert read.source == text
    literal = sum(len(run.text) for run in read.runs if isinstance(run, Literal))
    if not any(isinstance(run, Hole | Reference) for run in read.runs):
        assert literal == len(text)
    assert all(problem.where.line >= WHERE.line for problem in problems)


@given(NASTY)
def test_expressions_are_found_or_reported(text: str) -> None:
    found, _ = find_expressions(text, placer(text, WHERE))
    assert all(text[one.start : one.start + 2] == "{{" and text[one.end - 2 : one.end] == "}}" for one in found)
    assert all(parse_expression(one.expression.key) == one.expression for one in found)


@given(NASTY)
def test_checks_of_texts_take_any_text(text: str) -> None:
    for in_markdown in (True, False):
        authored = Authored(read_text(text, WHERE)[0], "the wording", "be-kind", in_markdown=in_markdown)
        for check in (*registry.TEXT_CHECKS, *registry.PRINTED_CHECKS):
            assert all(problem.message for problem in check(authored, INSPECTION))  # type: ignore[arg-type]
    line = Line(text, "the detail", WHERE, "value", "school.name")
    for check in (*registry.LINE_CHECKS, *registry.PRINTED_CHECKS):
        assert all(problem.message for problem in check(line, INSPECTION))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "piece", [*PIECES, "a" * 40 + " ", "- a\n    ", "a\n=\n", "[a](b) ", "{{a.b}}", "[[a]]", ". ", "x"]
)
def test_long_texts_take_seconds_not_minutes(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    began = time.perf_counter()
    read_yaml(text, "a.yml")
    read_clause("be-kind", f"---\n{text}\n---\n# Staff\n{text}", "a.md")
    test_checks_of_texts_take_any_text.hypothesis.inner_test(text)  # type: ignore[attr-defined]
    assert time.perf_counter() - began < 20


def test_nested_brackets_are_refused_at_once() -> None:
    began = time.perf_counter()
    for text in ("[" * 5_000, "{" * 5_000, "a: " + "[" * 100_000, "- " * 5_000):
        _, problems = read_yaml(text, "a.yml")
        assert [problem.code for problem in problems] == ["yaml-too-deep"]
    assert time.perf_counter() - began < 2


def test_half_characters_are_refused() -> None:
    _, problems = read_yaml('a: "\\ud800"\n', "a.yml")
    assert [problem.code for problem in problems] == ["file-control-character"]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\neditions: {staff: own}\n---\n\n# Staff\n\nBe kind.\n",
        "---\r\ntitle: A\r\neditions: {staff: own}\r\n---\r\n\r\n# Staff\r\n\r\nBe kind.\r\n",
        "\ufeff---\ntitle: A\neditions: {staff: own}\n---\n\n#  STAFF  #\n\nBe kind.   ",
    ],
)
def test_line_ends_and_byte_order_marks_do_not_count(text: str) -> None:
    plain, problems = decode(text.encode(), "a.md")
    assert plain is not None and problems == ()
    clause, faults = read_clause("be-kind", plain, "a.md")
    assert clause is not None and faults == ()
    assert clause.wordings["staff"].source == "Be kind."
    assert clause.wordings["staff"].where == Location("a.md", 8, 1)


def test_a_clause_without_headings_is_read() -> None:
    clause, problems = read_clause("a", "---\ntitle: A\neditions: {staff: own}\n---\n", "a.md")
    assert clause is not None and clause.wordings == {} and problems == ()


def test_places_of_expressions_in_a_body_are_exact() -> None:
    text = "---\ntitle: A\neditions: {staff: own}\n---\n\n# Staff\n\nBe kind.\nAt {{ school }}.\n"
    _, (problem,) = read_clause("a", text, "a.md")
    assert problem.where == Location("a.md", 9, 4)


def test_spaces_on_empty_lines_do_not_count() -> None:
    text = "---\ntitle: A\neditions: {staff: own}\n---\n\n# Staff\n    \n\n  \nBe kind.\n   \nAlways.\n    \n"
    clause, problems = read_clause("a", text, "a.md")
    assert clause is not None and problems == ()
    assert clause.wordings["staff"].source == "Be kind.\n\nAlways."
    assert clause.wordings["staff"].where == Location("a.md", 10, 1)


def test_a_hash_does_not_depend_on_line_ends_or_edge_space() -> None:
    one, _ = read_text("Be kind.\nAlways.", WHERE)
    two, _ = read_text("\r\nBe kind.\r\nAlways.  \n", Location("b.md", 9, 9))
    other, _ = read_text("Be kind.\nOften.", WHERE)
    assert wording_hash(one) == wording_hash(two) != wording_hash(other)
    assert len(wording_hash(one)) == 16


def test_front_matter_ends_at_its_second_line() -> None:
    parted = part("---\ntitle: A\n---\n# Staff\n\nOne\n\n---\n\nTwo\n", "a.md")
    assert isinstance(parted, Parted)
    assert parted.wordings["staff"].source == "One\n\n---\n\nTwo"


def test_a_space_missing_after_a_colon_is_told_at_its_own_line() -> None:
    tree, problems = read_yaml("name: Hill\nnation:wales\ntype: academy\n", "school.yml")
    assert tree.value == {}
    assert [str(problem) for problem in problems] == [
        "school.yml:2:7: error yaml-syntax: after the colon of “nation:” a space is missing"
    ]


SCHOOL = """\
name: Hill
short-name: The Hill
nation: wales
policies:
  social-media: {}
# What the school says itself.
values:
  policies.safeguarding: our policy   # the main one
  # Others:
  policies.related:
    - Code of conduct
    - "Complaints: how to"
contacts:
  - role: office
    phone: 01632 960001
notes: |
  Anything: goes
   here ’
"""


@pytest.mark.parametrize(
    ("right", "wrong", "place", "said"),
    [
        ("  policies.safeguarding: ", "policies.safeguarding: ", "8:1", "the line below it stands further in"),
        ("  policies.safeguarding: ", "     policies.safeguarding: ", "10:3", "the line above it with 5 spaces"),
        ("our policy   # the main one", '"our policy', "8:26", 'the quotation mark " that begins the value is not'),
        ("our policy ", "'our policy ", "8:26", "the quotation mark ' that begins the value is not closed"),
        ("01632 960001", '"01632 960001', "15:12", 'the quotation mark " that begins the value is not closed'),
        ("nation: wales", "nation wales", "3:1", "“nation wales” has no colon"),
        ("name: Hill\n", "name Hill\n", "1:1", "“name Hill” has no colon"),
        ("values:", "values", "7:1", "“values” has no colon"),
        ("- role: office", "- role office", "14:5", "“role office” has no colon"),
        ("    phone: 01632", "    phone 01632", "15:5", "has no colon"),
        ("our policy ", "“Safeguarding 2026: all of us” ", "8:26", "“ is a quotation mark of a word processor"),
        ("our policy ", "Safeguarding 2026: all of us ", "8:43", "has a colon in it"),
        ("The Hill", '"The" Hill', "2:19", "more text follows: Hill"),
        ("The Hill", "'St John's'", "2:13", "an apostrophe inside"),
        ("The Hill", "[insert name] School", "2:13", "behind the closing bracket ] more text follows"),
        ("The Hill", "[insert name", "2:13", "the bracket [ that begins the value is not closed"),
        ("The Hill", "@hill", "2:13", "a value cannot begin with @"),
        ("01632 960001", "\t01632 960001", "15:12", "there is a tab here"),
        ("nation: wales", "nation:wales", "3:7", "after the colon of “nation:” a space is missing"),
        ('    - "Comp', '   - "Comp', "12:4", "begins with 3 spaces, and the line above it with 4 spaces"),
    ],
)
def test_a_usual_slip_is_told_at_its_own_line(right: str, wrong: str, place: str, said: str) -> None:
    assert SCHOOL.count(right) == 1
    assert read_yaml(SCHOOL, "school.yml")[1] == ()
    _, problems = read_yaml(SCHOOL.replace(right, wrong), "school.yml")
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"school.yml:{place}: error yaml-"), problems[0]
    assert said in problems[0].message


YAML_FILES = [file for folder in ("content", "schools") for file in sorted((ROOT / folder).rglob("*.yml"))]


def test_what_can_be_read_has_no_slip() -> None:
    assert len(YAML_FILES) > 20
    for text in (SCHOOL, *(file.read_text(encoding="utf-8") for file in YAML_FILES)):
        assert first_slip(text, len(text)) is None


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.integers(-1, 40))
def test_slips_are_sought_in_any_text_and_stand_in_it(text: str, last: int) -> None:
    slip = first_slip(text, last)
    assert slip is None or (0 <= slip.row <= last and 0 <= slip.column <= len(text.split("\n")[slip.row]))


@pytest.mark.parametrize("piece", ["a: b\n", "a: 'b\n\n", "- a:\n", "a: [\n", "a b\n"])
def test_slips_in_a_long_text_are_found_soon(piece: str) -> None:
    began = time.process_time()
    first_slip(piece * 30_000, 10**6)
    assert time.process_time() - began < 3
