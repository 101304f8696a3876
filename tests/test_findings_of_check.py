"""What `check` tells beside the code: the line to type, the place to look at, and which file is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hill import TODAY, edited, lay

from generator.formats.file_model import FileModel, load_model
from generator.formats.library_files import CoverageFile
from generator.formats.policy_files import ClauseFront, OutlineFile
from generator.formats.school_files import SchoolFile
from generator.formats.yaml_text import read_yaml
from generator.pipeline.checking import check
from generator.problems import Problem

SCHOOL = "schools/hill/school.yml"


def found(tmp_path: Path, code: str, changes: dict[str, str]) -> list[Problem]:
    return [p for p in check(lay(tmp_path, {**changes}), TODAY).problems if p.code == code]


def test_a_missing_list_is_shown_as_it_is_to_be_typed(tmp_path: Path) -> None:
    variables = edited("content/variables.yml", "[Code of conduct]", "[Code of conduct, Photo policy]")
    school = edited(SCHOOL, "values:\n  policies.related: [Code of conduct, Complaints policy]\n", "")
    (problem,) = found(tmp_path, "value-missing", {**variables, **school})
    assert problem.hint.split("\n")[1:] == ["  policies.related:", "    - Code of conduct", "    - Photo policy"]
    assert "under `values:`" in problem.hint


@pytest.mark.parametrize(("left", "says"), [("", "Complete this line"), (" []", "Complete this line")])
def test_a_line_that_is_there_is_to_be_completed(left: str, says: str, tmp_path: Path) -> None:
    school = edited(SCHOOL, " [Code of conduct, Complaints policy]", left)
    (problem,) = found(tmp_path, "value-missing", school)
    assert problem.hint.startswith(says)
    assert problem.where.line == 10


def test_brackets_are_explained(tmp_path: Path) -> None:
    school = edited(SCHOOL, "values:\n", "values:\n  head.title: [insert title]\n")
    (problem,) = found(tmp_path, "value-wrong-type", school)
    assert problem.hint.startswith("Square brackets and hyphens make a list; put quotation marks around the value.")


def test_a_table_is_found_where_it_begins(tmp_path: Path) -> None:
    path = "content/clauses/papers/data.md"
    wording = "Keep personal information off your own accounts."
    (problem,) = found(tmp_path, "table-shape", edited(path, wording, f"{wording}\nThis holds\n| Who | What |\n"))
    assert problem.where.line == 11


@pytest.mark.parametrize("bullet", ["•", "·", "▪", "\uf0b7"])
def test_bullets_of_other_programs_are_refused(bullet: str, tmp_path: Path) -> None:
    path = "content/clauses/papers/data.md"
    wording = "Keep personal information off your own accounts."
    (problem,) = found(tmp_path, "list-marker", edited(path, wording, f"{wording}\n\n{bullet} be kind"))
    assert (problem.severity, problem.where.line) == ("error", 11)


@pytest.mark.parametrize("word", ["TBC", "TBA"])
def test_what_is_to_be_confirmed_is_a_left_over(word: str, tmp_path: Path) -> None:
    assert found(tmp_path, "leftover", edited(SCHOOL, "School office", word))
    assert not found(tmp_path / "small", "leftover", edited(SCHOOL, "School office", word.lower()))


def test_a_choice_shows_the_outline_that_the_school_takes(tmp_path: Path) -> None:
    slot = """
      - choice: how
        question: How?
        options: [{clause: friend-requests, says: a}, {clause: personal-numbers, says: b}]
"""
    other = "title: A\nreleased: 2026-11-01\nsections:\n  - id: one\n    title: One\n    clauses:" + slot
    taken = other.replace("    clauses:", "    clauses:\n      - related\n      - data")
    files = {
        "content/policies/social-media/aaa.yml": other,
        "content/policies/social-media/zzz.yml": taken,
        SCHOOL: edited(SCHOOL, "social-media: {}", "social-media: {outline: zzz}\nchoices: {how: data}")[SCHOOL],
    }
    (problem,) = found(tmp_path, "choice-not-offered", files)
    assert [place.path for place in problem.see] == ["content/policies/social-media/zzz.yml"]


CASES = [
    (SchoolFile, "contacts:\n  - {role: a, post: b, fone: 1}", "Did you mean “phone”?"),
    (SchoolFile, "policies:\n  a: {outlin: b}", "Did you mean “outline”?"),
    (SchoolFile, "brand: {color: x}", "Did you mean “colour”?"),
    (SchoolFile, "nam: x", "Did you mean “name”?"),
    (ClauseFront, "editions: {staff: {withold: x}}", "Did you mean “withheld”?"),
    (ClauseFront, "when: {zzz: x}", "Known here: has, lacks, nation, phase, type."),
    (OutlineFile, "sections:\n  - {id: a, title: b, clauses: [{choice: a, qestion: b}]}", "Did you mean “question”?"),
    (CoverageFile, "rules:\n  a: {carried_by: [b]}", "Did you mean “carried-by”?"),
]


@pytest.mark.parametrize(("model", "text", "hint"), CASES)
def test_a_key_that_is_unknown_is_compared_with_those_of_its_place(
    model: type[FileModel], text: str, hint: str
) -> None:
    tree, _ = read_yaml(text, "a.yml")
    _, problems = load_model(model, tree)
    assert hint in [problem.hint for problem in problems if problem.code == "key-unknown"]


@pytest.mark.parametrize("quoted", ["headteacher", '"headteacher # 1"', "headteacher#1"])
def test_only_what_is_cut_is_called_cut(quoted: str, tmp_path: Path) -> None:
    school = edited(SCHOOL, "values:\n", f"values:\n  # a note\n  head.title: {quoted}\n")
    assert not found(tmp_path, "value-cut", school)
    cut = edited(SCHOOL, "values:\n", f"values:\n  head.title: {quoted}\n  policies.x: a # b\n")
    assert found(tmp_path / "cut", "value-cut", cut)
