"""Builds of a school with governors: where its area stands, what it says, and when it is made again."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import icalendar
import pytest
from governed_hill import CLAUSE, TODAY, governed
from test_versions_published import built, contents

AREA = "internal/hill/governors"
PAIRS = (
    *("2024-06-20-to-2026-02-18", "2024-06-20-to-2026-06-18", "2026-02-18-to-2026-06-18"),
    *("2024-06-20-to-draft", "2026-02-18-to-draft", "2026-06-18-to-draft"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return governed(tmp_path_factory.mktemp("governed"))


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All text files of the output."""
    out = tmp_path_factory.mktemp("site")
    built(root, TODAY, out / "site", prints=False)
    return texts(out / "site")


def texts(out: Path) -> dict[str, str]:
    return {path: content.decode(errors="replace") for path, content in contents(out).items()}


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<article")[2]).split())


def test_every_page_has_an_address_of_its_own_and_none_is_public(site: dict[str, str]) -> None:
    policy = f"{AREA}/social-media"
    folders = ("2024-06-20", "2026-02-18", "2026-06-18", "new", *PAIRS)
    files = {f"{AREA}/{name}" for name in ("index.html", "register.csv", "register.json", "reviews.ics")}
    files |= {f"{policy}/index.html", *(f"{policy}/{folder}/index.html" for folder in folders)}
    assert {path for path in site if "/governors/" in path} == files
    assert not [path for path in site if path.startswith("public/") and "groups/" in path]


def test_the_ways_lead_there_in_the_internal_tree_alone(site: dict[str, str]) -> None:
    assert '<a href="governors/">' in site["internal/hill/index.html"]
    assert '<a href="groups/valley/">Example Valley Council</a>' in site["internal/index.html"]
    for path in ("public/hill/index.html", "public/index.html"):
        assert "governors/" not in site.get(path, "")
        assert "groups/" not in site.get(path, "")


def test_the_register_says_what_to_do_first(site: dict[str, str]) -> None:
    said = words(site[f"{AREA}/index.html"])
    assert "As at 20 November 2026" in said
    assert "1 policy is overdue." in said
    assert "Uniform policy : review, was due by 1 September 2026" in said
    assert said.index("Overdue. Kept elsewhere: Office") < said.index("In force since 18 June 2026")
    rows = list(csv.reader(io.StringIO(site[f"{AREA}/register.csv"].removeprefix("\ufeff"))))
    assert [row[0] for row in rows] == ["Policy", "Uniform policy", "Social media policy"]
    assert json.loads(site[f"{AREA}/register.json"])["as-at"] == TODAY
    events = icalendar.Calendar.from_ical(site[f"{AREA}/reviews.ics"]).walk("VEVENT")
    assert {str(event["summary"]) for event in events} >= {
        "Review by governors: Social media policy (Hill Example School)"
    }


def test_a_comparison_says_what_changed_why_and_since_when(site: dict[str, str]) -> None:
    page = site[f"{AREA}/social-media/2024-06-20-to-2026-02-18/index.html"]
    said = words(page)
    assert "Staff edition: 1 clause changed in strength; 3 clauses unchanged." in said
    assert "Parent edition: 1 clause changed in strength" in said
    assert "Class: Law. Strength changed, Reworded. Must or should: should, now must." in said
    assert "15 January 2026, law: The law asks for it. Adopt by 31 March 2027." in said
    assert "removed: should end of removed added: must end of added" in said
    assert "2026/7 &lt;b&gt;" in page
    assert '<a href="../2024-06-20/">Version 1, adopted 20 June 2024</a>' in page
    assert "No change." in words(site[f"{AREA}/social-media/2026-02-18-to-2026-06-18/index.html"])


def test_the_page_of_a_version_tells_what_came_of_it(site: dict[str, str]) -> None:
    page = site[f"{AREA}/social-media/2026-02-18/index.html"]
    said = words(page)
    assert "Replaced on 18 June 2026 by version 3" in said
    assert "It says must." in said
    assert "Note of 2 March 2026: The minutes have a number. Minute: 2026/7 &lt;b&gt;" in said
    assert "Record unaltered, checked on 20 November 2026" in said
    for where in re.findall(r'href="(\.\./\.\./\.\./[^"]+/2026-02-18/)"', page):
        assert f"internal/hill/{where.removeprefix('../../../')}index.html" in site
    assert 'href="../../../staff/social-media/2026-02-18/"' in page


def test_what_is_new_is_a_proposal(site: dict[str, str]) -> None:
    said = words(site[f"{AREA}/social-media/new/index.html"])
    assert "This is a proposal to the next meeting." in said
    assert "removed: own end of removed" in said


def test_every_link_leads_to_a_file(site: dict[str, str]) -> None:
    for path, page in site.items():
        if ("/governors/" in path or "/groups/" in path) and path.endswith(".html"):
            for link in re.findall(r'(?:href|src)="(?!https?:|#|data:|mailto:)([^"#]+)', page):
                there = (Path("/") / path).parent / link
                place = str(Path(*there.resolve().parts[1:]))
                assert place in site or f"{place}/index.html" in site, (path, link)


def test_the_group_has_a_register_of_its_own_schools(site: dict[str, str]) -> None:
    said = words(site["internal/groups/valley/index.html"])
    assert "1 policy is overdue, in 1 school." in said
    assert (
        "Hill Example School In force since 18 June 2026; next review 18 June 2027 1 kept elsewhere; 1 overdue" in said
    )
    assert json.loads(site["internal/groups/valley/register.json"])["group"] == "valley"


def test_another_day_changes_what_depends_on_it_and_no_comparison(root: Path, tmp_path: Path) -> None:
    out, store = tmp_path / "site", tmp_path / "store"
    built(root, TODAY, out, store=store, prints=False)
    before = texts(out)
    assert built(root, TODAY, out, store=store, prints=False).changed == 0
    report = built(root, "2026-11-21", out, store=store, prints=False)
    now = texts(out)
    changed = {path for path in now if now[path] != before[path]} - {".policypress-written"}
    assert report.changed == len(changed)
    assert report.mkdocs_builds == 0
    versions = {f"{AREA}/social-media/{day}/index.html" for day in ("2024-06-20", "2026-02-18", "2026-06-18")}
    registers = {
        f"{folder}/{name}"
        for folder in (AREA, "internal/groups/valley")
        for name in ("index.html", "register.csv", "register.json")
    }
    assert changed == versions | registers | {f"{AREA}/social-media/index.html"}
    assert {path: text for path, text in texts_of(root, tmp_path / "anew").items()} == now


def texts_of(root: Path, out: Path) -> dict[str, str]:
    built(root, "2026-11-21", out, prints=False)
    return texts(out)


def test_a_change_of_the_draft_changes_comparisons_with_it_alone(root: Path, tmp_path: Path) -> None:
    out, store, copy = tmp_path / "site", tmp_path / "store", governed(tmp_path / "folder")
    built(copy, TODAY, out, store=store, prints=False)
    before = texts(out)
    file = copy / CLAUSE
    file.write_text(file.read_text().replace("on social media", "on any media"))
    built(copy, TODAY, out, store=store, prints=False)
    now = texts(out)
    changed = {path for path in now if "/governors/" in path and now[path] != before[path]}
    assert changed == {f"{AREA}/social-media/{each}/index.html" for each in (*PAIRS[3:], "new")}


def test_an_area_goes_with_what_it_was_made_for(tmp_path: Path) -> None:
    out, store, root = tmp_path / "site", tmp_path / "store", governed(tmp_path / "folder")
    built(root, TODAY, out, store=store, prints=False)
    built(root, TODAY, out, store=store, prints=False, audiences=("pupil",))
    assert (out / AREA / "index.html").exists()
    assert (out / "internal/groups/valley/index.html").exists()
    for file in (root / "schools/hill/adopted/social-media").iterdir():
        file.unlink()
    (root / "schools/hill/other-policies.csv").unlink()
    built(root, TODAY, out, store=store, prints=False)
    assert not (out / AREA).exists()
    assert not (out / "internal/groups").exists()
    assert "governors/" not in (out / "internal/hill/index.html").read_text()
