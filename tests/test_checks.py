"""Every problem code has a miniature project that shows it, an explanation, and a place in the guide."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest
from miniature import PROJECTS, lay_out, problems_of, told

from generator.checks import registry
from generator.checks.codes import CODES, TOPICS
from generator.checks.explain import explain, problems_page

ROOT = Path(__file__).parent.parent
CASES = sorted(folder.name for folder in PROJECTS.iterdir() if folder.is_dir() and not folder.name.startswith("_"))
MADE_HERE = {"file-outside": "a link", "file-too-large": "a million bytes"}
"""Codes whose case no repository should hold, with the reason; they have tests of their own in test_library.py."""


def codes_in(*layers: str) -> set[str]:
    """Codes of every `Problem("code", …)` in the source of these layers."""
    found = set()
    for layer in layers:
        for file in sorted((ROOT / "generator" / layer).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and node.args:
                    code = node.args[0]
                    if isinstance(code, ast.Constant):
                        found.add(str(code.value))
    return found


@pytest.mark.parametrize("case", CASES)
def test_project(case: str, tmp_path: Path, update_expected: bool) -> None:
    found = problems_of(lay_out(case, tmp_path))
    expected = PROJECTS / case / "expected" / "problems.txt"
    if update_expected:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(told(found), encoding="utf-8", newline="\n")
    assert told(found) == expected.read_text(encoding="utf-8")
    assert case in {problem.code for problem in found}
    severities = {problem.severity for problem in found if problem.code == case}
    assert severities == {"warning" if CODES[case].warning else "error"}


def test_base_has_no_problem(tmp_path: Path) -> None:
    assert told(problems_of(lay_out("", tmp_path))) == ""


def test_every_code_has_a_project() -> None:
    assert codes_in("formats", "library", "checks") == {*CASES, *MADE_HERE}


def test_every_code_is_explained() -> None:
    assert codes_in(".") <= set(CODES)
    for code in CODES:
        assert explain(code).startswith(f"{code} (")


def test_explanations_are_sorted_and_whole() -> None:
    for codes in TOPICS.values():
        names = [code.code for code in codes]
        assert names == sorted(names)
        assert all(code.rule and code.why and code.bad and code.good for code in codes)
    counted = Counter(code.code for codes in TOPICS.values() for code in codes)
    assert [code for code, number in counted.items() if number > 1] == []


def test_guide_lists_every_code(update_expected: bool) -> None:
    page = ROOT / "docs" / "problems.md"
    if update_expected:
        page.write_text(problems_page(), encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == problems_page()


def test_each_check_is_named_after_its_code() -> None:
    registries = [getattr(registry, name) for name in dir(registry) if name.endswith("_CHECKS")]
    checks = [check for checks in registries for check in checks]
    assert len(checks) == len(set(checks))
    for check in checks:
        assert check.__doc__, check
        assert check.__name__.replace("_", "-") in CODES, check


def test_every_check_is_in_the_registry() -> None:
    named = {check.__name__ for name in dir(registry) if name.endswith("_CHECKS") for check in getattr(registry, name)}
    assert codes_in("checks") == {name.replace("_", "-") for name in named}
