"""The reader of a policy folder: what it refuses, and what it passes over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from miniature import lay_out, problems_of

from generator.ids import RESERVED, fault_of_id
from generator.library import find_workspace, read_workspace
from generator.problems import errors

KIND = "content/clauses/conduct/be-kind.md"
SCHOOL = "schools/example/school.yml"


def codes(root: Path) -> list[str]:
    return [problem.code for problem in read_workspace(root)[1]]


def test_a_file_of_a_million_bytes_is_refused(tmp_path: Path) -> None:
    root = lay_out("", tmp_path, {SCHOOL: "name: " + "x" * 1_000_001})
    assert codes(root) == ["file-too-large"]
    (root / KIND).write_bytes(b"x" * 5_000_000)
    assert set(codes(root)) == {"file-too-large"}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    root = lay_out("", tmp_path / "folder")
    outside = tmp_path / "outside.yml"
    outside.write_text("name: Outside\n")
    (root / SCHOOL).unlink()
    try:
        (root / SCHOOL).symlink_to(outside)
    except OSError:  # Windows grants links to few
        os.link(outside, root / SCHOOL)
        return
    assert codes(root) == ["file-outside"]


@pytest.mark.parametrize(
    "name", sorted({*RESERVED, "CON", "../../etc", "Forge", "9", "a" * 64, "", "a b", "a.b", "é", "a\n"})
)
def test_bad_ids(name: str) -> None:
    assert fault_of_id(name)


@pytest.mark.parametrize("name", ["forge", "a", "a-1", "a" * 63, "conflicts-of-interest", "paper-copy"])
def test_good_ids(name: str) -> None:
    assert fault_of_id(name) == ""


@pytest.mark.parametrize("stem", ["conflicts-of-interest", "paper-copy"])
def test_good_ids_are_no_conflicted_copies(stem: str, tmp_path: Path) -> None:
    root = lay_out("", tmp_path)
    (root / KIND).rename(root / "content/clauses/conduct" / f"{stem}.md")
    assert codes(root) == []


@pytest.mark.parametrize(
    "stem",
    [
        "be-kind (1)", "be-kind - Copy", "be-kind (Anna's conflicted copy 2026-11-20)", "be-kind-DESKTOP-4711",
        "be-kind.sync-conflict-20261120-101010-ABCDEFG", "be-kind~",
    ],
)  # fmt: skip
def test_conflicted_copies(stem: str, tmp_path: Path) -> None:
    root = lay_out("", tmp_path)
    (root / "content/clauses/conduct" / f"{stem}.md").write_text((root / KIND).read_text())
    assert codes(root) == ["conflicted-copy"]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    files = {
        "content/clauses/conduct/.DS_Store": b"\x00",
        "schools/.git/config": "",
        "content/policies/.x/policy.yml": "",
    }
    assert codes(lay_out("", tmp_path, files)) == []


def test_a_fault_is_told_once_however_many_name_the_file(tmp_path: Path) -> None:
    """What exists but cannot be read is not also called unknown."""
    for path in ("content/variables.yml", "content/sources.yml", "content/policies/kindness/policy.yml", KIND):
        root = lay_out("", tmp_path / path.replace("/", "-"), {path: "a: [\n"})
        assert len(problems_of(root)) == 1, problems_of(root)


@pytest.mark.parametrize(
    "path", ["content/policies/kindness/full.yml", "content/helplines.yml", "content/glossary.yml"]
)
def test_faults_of_facts_bring_no_others(path: str, tmp_path: Path) -> None:
    root = lay_out("", tmp_path, {path: "a: [\n"})
    assert {problem.where.path for problem in problems_of(root) if problem.severity == "error"} == {path}


def test_an_unreadable_group_is_not_called_unknown(tmp_path: Path) -> None:
    school = "name: A\nnation: wales\ntype: a\nphase: primary\ngroup: valley\npolicies: {kindness: {}}\n"
    root = lay_out("", tmp_path, {"schools/groups/valley.yml": "name: [\n", SCHOOL: school})
    assert [problem.code for problem in errors(problems_of(root))] == ["yaml-syntax"]


def test_a_schools_faults_concern_that_school(tmp_path: Path) -> None:
    files = {SCHOOL: "name: [\n", "schools/mill/clauses/be-kind.md": "no front matter", "schools/groups/a.yml": "b: ["}
    owners = {problem.where.path: problem.school for problem in read_workspace(lay_out("", tmp_path, files))[1]}
    assert owners == {SCHOOL: "example", "schools/mill": "mill", "schools/groups/a.yml": ""}


def test_the_folder_is_found_upwards(tmp_path: Path) -> None:
    root = lay_out("", tmp_path)
    assert find_workspace(root / "schools/example") == root.resolve()
    assert find_workspace(tmp_path.parent) is None


def test_places_of_values_and_keys(tmp_path: Path) -> None:
    workspace, _ = read_workspace(lay_out("value-edge-space", tmp_path))
    school = workspace.schools["example"]
    assert str(school.values["head.title"].where) == f"{SCHOOL}:8:3"
    assert str(school.place("nation")) == f"{SCHOOL}:2:1"
