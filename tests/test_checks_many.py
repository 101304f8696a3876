"""The repository's own policy folder, and many schools."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from miniature import TODAY, lay_out, problems_of, told

from generator.checks import check_workspace
from generator.library import read_workspace
from generator.problems import as_plain, errors

ROOT = Path(__file__).parent.parent


def test_our_own_folder_has_no_error() -> None:
    assert told(errors(problems_of(ROOT))) == ""


@pytest.mark.slow
def test_a_thousand_schools_cost_seconds() -> None:
    workspace, _ = read_workspace(ROOT)
    forge = workspace.schools["forge"]
    schools = {f"s{n}": replace(forge, id=f"s{n}", name=f"Numbered{n} Example School") for n in range(1_000)}
    began = time.perf_counter()
    check_workspace(replace(workspace, schools=schools), TODAY)
    assert time.perf_counter() - began < 20


def test_one_schools_faults_concern_it_alone(tmp_path: Path) -> None:
    good = (ROOT / "tests/projects/_base/schools/example/school.yml").read_text(encoding="utf-8")
    faulty = (
        good.replace("Example Primary", "Mill Lane Example").replace("960001", "960002")
        + 'values:\n  head.titel: Head\nbrand: {colour: "#ffffff"}\n'
    )
    root = lay_out("", tmp_path, {"schools/mill/school.yml": faulty})
    assert {(problem.code, problem.school) for problem in problems_of(root)} == {
        ("value-unknown", "mill"),
        ("colour-pale", "mill"),
    }


def test_faults_of_the_library_concern_everybody(tmp_path: Path) -> None:
    root = lay_out("raw-html", tmp_path)
    assert {problem.school for problem in problems_of(root)} == {""}


def test_problems_come_sorted_and_once(tmp_path: Path) -> None:
    found = problems_of(lay_out("other-school", tmp_path))
    assert list(found) == sorted(set(found), key=lambda p: (p.where, p.code, p.message))


def test_problems_as_plain_values(tmp_path: Path) -> None:
    (problem,) = problems_of(lay_out("choice-not-offered", tmp_path))
    assert as_plain(problem) == {
        "severity": "error",
        "code": "choice-not-offered",
        "message": "“tone-shoud” is not offered for the choice “tone”",
        "hint": "Did you mean “tone-should”?",
        "school": "example",
        "path": "schools/example/school.yml",
        "line": 8,
        "column": 3,
        "see": [{"path": "content/policies/kindness/full.yml", "line": 8, "column": 9}],
    }


def test_a_template_needs_no_values(tmp_path: Path) -> None:
    base = (ROOT / "tests/projects/_base/content/variables.yml").read_text(encoding="utf-8")
    files = {
        "content/variables.yml": base.replace("    default: headteacher\n", ""),
        "schools/example/school.yml": "template: true\nnation: wales\ntype: maintained\nphase: primary\n"
        "policies:\n  kindness: {outline: full}\nvalues:\n  head.title:\n",
    }
    assert told(problems_of(lay_out("", tmp_path, files))) == ""


def test_a_hostile_name_is_no_fault(tmp_path: Path) -> None:
    """It is printed as these characters; braces get a warning."""
    name = """name: '<img src=x onerror=alert(1)> & "Sons" {{7*7}} #panic() *x*'\n"""
    text = "nation: wales\ntype: maintained\nphase: primary\npolicies:\n  kindness: {outline: full}\n"
    root = lay_out("", tmp_path, {"schools/example/school.yml": name + text})
    assert [(problem.code, problem.severity) for problem in problems_of(root)] == [
        ("contacts-none", "warning"),
        ("value-braces", "warning"),
    ]
