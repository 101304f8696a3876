"""The bench's invented schools: accepted by the check, the same every time, and spread as the bench says."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import invented
from bench.many import CHOICES, GROUPS, REWORDED, write_schools
from generator.checks import check_workspace
from generator.library import read_workspace

TODAY = datetime.date(2026, 11, 20)
COUNT = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "policies"
    write_schools(folder, COUNT, own=0.25)
    return folder


def test_the_check_finds_nothing_wrong_with_them(folder: Path) -> None:
    workspace, problems = read_workspace(folder)
    assert (*problems, *check_workspace(workspace, TODAY)) == ()
    assert len(workspace.schools) == COUNT


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_they_are_the_same_every_time_and_others_with_another_seed(folder: Path, tmp_path: Path) -> None:
    write_schools(tmp_path / "again", COUNT, own=0.25)
    write_schools(tmp_path / "few", 3, own=0.25)
    write_schools(tmp_path / "others", COUNT, own=0.25, seed=2)
    made = files(folder)
    assert files(tmp_path / "again") == made
    assert files(tmp_path / "few").items() < made.items()
    assert files(tmp_path / "others") != made


def schools(count: int) -> Iterator[invented.School]:
    for number in range(1, count + 1):
        yield invented.School(number, "wales", "forge", invented.Random(number))


def test_names_differ_and_some_are_awkward() -> None:
    full, short = zip(*(invented.names(school, "primary") for school in schools(10_000)), strict=True)
    assert len(set(full)) == len(set(short)) == 10_000
    for awkward in ("&", "’", "“", "”", "ŷ"):
        assert 0.01 < sum(awkward in name for name in full) / len(full) < 0.3


def test_optional_values_are_lacking_as_often_as_promised() -> None:
    given = [invented.optional_values(school).keys() for school in schools(1_000)]
    names = {name for values in given for name in values}
    assert len(names) == 7  # the name and the link of one tool belong together
    for name in names:
        assert 0.7 < sum(name in values for values in given) / len(given) < 0.8


def test_schools_choose_reword_and_publish_as_promised(tmp_path: Path) -> None:
    write_schools(tmp_path / "policies", 200, own=0.05)
    workspace, _ = read_workspace(tmp_path / "policies")
    made = list(workspace.schools.values())
    assert len(CHOICES) >= 5
    for choice in CHOICES:
        assert 0.1 < sum(choice in school.choices for school in made) / len(made) < 0.3
    assert {len(school.contacts.entries) for school in made} == {1, 2, 3}
    reworded = [set(school.own_wordings) for school in made if school.own_wordings]
    assert len(reworded) == 10
    assert set().union(*reworded) <= set(REWORDED)
    assert sum(school.publish == "draft" for school in made) == 100
    assert {school.group for school in made} == {group.id for group in GROUPS}
