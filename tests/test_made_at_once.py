"""Many schools after a small change: what is missing is made soon, and websites where they are composed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hill import TODAY, lay
from site_reading import files_of

from generator.pipeline.build import build
from generator.pipeline.making import _FIRST
from generator.pipeline.order import BuildOrder, BuildReport

CLAUSE = "content/clauses/papers/data.md"
PLAIN = "Keep personal information off your own accounts."
SCHOOLS = tuple(f"s{number:02}" for number in range(1, _FIRST + 9))
"""More than are looked at before what is missing is made for the first time."""


def policies(folder: Path) -> Path:
    """A policy folder of many schools."""
    root = lay(folder / "policies")
    hill = (root / "schools/hill/school.yml").read_text()
    for number, school in enumerate(SCHOOLS, start=1):
        (root / "schools" / school).mkdir()
        text = hill.replace("Hill", f"Name{number:02}").replace("hill", school).replace("960001", f"9601{number:02}")
        (root / f"schools/{school}/school.yml").write_text(text)
    return root


def built(root: Path, out: str = "site", **order: object) -> BuildReport:
    asked = {"jobs": 2, "store": root.parent / "store", "prints": False, **order}
    report = build(BuildOrder(root=root, out=root.parent / out, today=TODAY, **asked))  # type: ignore[arg-type]
    assert report.published, report.problems
    return report


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files_of(folder)}


def same_as_from_nothing(root: Path) -> bool:
    """Whether the site is the one that a build from nothing gives."""
    built(root, "fresh", store=None)
    site, fresh = contents(root.parent / "site"), contents(root.parent / "fresh")
    assert site.keys() == fresh.keys()
    return all(site[path] == fresh[path] for path in site)


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    paths = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return {path for path in paths if not Path(path).name.startswith(".policypress")}


def test_a_clause_of_many_schools_is_made_once_and_then_its_pages(tmp_path: Path) -> None:
    root = policies(tmp_path)
    built(root)
    before = contents(tmp_path / "site")
    edit(root, CLAUSE, PLAIN, "Keep personal facts off your own accounts.")
    report = built(root)
    inside = ("social-media/papers/index.html", "social-media/whole/index.html", "search/search_index.json")
    expected = {f"internal/{school}/staff/{path}" for school in ("hill", *SCHOOLS) for path in inside}
    assert changed(before, contents(tmp_path / "site")) == expected
    assert (report.changed, report.mkdocs_builds) == (len(expected), 1)
    assert set(report.altered) == {"hill", *SCHOOLS}
    assert same_as_from_nothing(root)
    again = built(root)
    assert (again.changed, again.mkdocs_builds, again.files) == (0, 0, report.files)


def test_what_only_a_late_school_misses_is_made_at_the_end(tmp_path: Path) -> None:
    root = policies(tmp_path)
    built(root)
    edit(root, CLAUSE, PLAIN, "Keep personal facts off your own accounts.")
    longer = "Code of conduct, Complaints policy, A third policy"
    edit(root, f"schools/{SCHOOLS[-1]}/school.yml", "Code of conduct, Complaints policy", longer)
    report = built(root)
    assert report.mkdocs_builds <= 2
    assert same_as_from_nothing(root)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_whole_tree_says_may_change_while_schools_are_composed(tmp_path: Path, jobs: int) -> None:
    """One school is no demonstration any more, so that the notice goes from the pages of the front of all."""
    root = policies(tmp_path)
    built(root)
    edit(root, f"schools/{SCHOOLS[-2]}/school.yml", "demonstration: true\n", "")
    edit(root, CLAUSE, PLAIN, "Keep personal facts off your own accounts.")
    built(root, jobs=jobs)
    assert same_as_from_nothing(root)


def test_sites_that_move_to_the_other_tree_leave_nothing_behind(tmp_path: Path) -> None:
    root = policies(tmp_path)
    built(root)
    edit(root, f"schools/{SCHOOLS[3]}/school.yml", "publish: draft", "publish: in-force")
    edit(root, CLAUSE, PLAIN, "Keep personal facts off your own accounts.")
    report = built(root)
    assert dict(report.withdrawn).keys() == {SCHOOLS[3]}
    assert not (tmp_path / "site/public" / SCHOOLS[3]).exists()
    assert same_as_from_nothing(root)


def test_a_user_s_file_among_ours_stays_and_is_no_hindrance(tmp_path: Path) -> None:
    root = policies(tmp_path)
    built(root)
    note = tmp_path / f"site/internal/{SCHOOLS[0]}/staff/note.txt"
    note.write_text("mine")
    edit(root, CLAUSE, PLAIN, "Keep personal facts off your own accounts.")
    built(root)
    assert note.read_text() == "mine"


def test_only_one_audience_of_many_schools(tmp_path: Path) -> None:
    root = policies(tmp_path)
    built(root)
    edit(root, CLAUSE, PLAIN, "Keep personal facts off your own accounts.")
    built(root, audiences=("staff",))
    built(root)
    assert same_as_from_nothing(root)


def test_a_page_that_is_no_more_goes_from_a_folder_that_keeps_others(tmp_path: Path) -> None:
    root = policies(tmp_path)
    built(root)
    outline = "content/policies/social-media/whole.yml"
    page = tmp_path / f"site/public/{SCHOOLS[0]}/staff/social-media/papers/index.html"
    assert page.exists() or (page := Path(str(page).replace("public", "internal"))).exists()
    edit(root, outline, "  - id: papers\n    title: Other papers\n    clauses: [related, data]\n", "")
    edit(root, outline, "[friend-requests, personal-numbers]", "[friend-requests, personal-numbers, related, data]")
    built(root)
    assert not page.exists()
    assert same_as_from_nothing(root)
