"""A school's pages list its policies as its file does, and call an edition what all its policies there call it."""

from __future__ import annotations

from pathlib import Path

import pytest
from miniature import lay_out, problems_of, told

from generator.compose.sites import audience_sites
from generator.library import read_workspace
from generator.model.site import AudienceSite
from generator.render.listing import front_entry
from generator.render.marks import Marks
from generator.render.web import audience_source
from generator.render.web_front import school_page
from tests.web_editions import built

SECOND = """title: Bees policy
{names}owner: "{{{{ head.title | capital }}}}"
summary: How we treat bees.
tell: Tell your teacher.
"""
OUTLINE = """title: Bees
released: 2026-09-01
sections:
  - {id: bees, title: Bees, clauses: [be-kind]}
"""
NAMES = "edition-names: {staff: Beekeepers’ edition, pupil: Young people’s edition}\n"
SCHOOL = Path(__file__).parent / "projects/_base/schools/example/school.yml"


def sites(folder: Path, policies: str, names: str = "") -> dict[str, AudienceSite]:
    files: dict[str, str | bytes | None] = {
        "content/policies/bees/policy.yml": SECOND.format(names=names),
        "content/policies/bees/hive.yml": OUTLINE,
        "schools/example/school.yml": SCHOOL.read_text().replace("  kindness: {outline: full}\n", policies),
    }
    root = lay_out("", folder, files)
    assert told(problems_of(root)) == ""
    workspace = read_workspace(root)[0]
    return {site.name: site for site in audience_sites(workspace, workspace.schools["example"])}


BEES, KINDNESS = "  bees: {outline: hive}\n", "  kindness: {outline: full}\n"


@pytest.mark.parametrize("order", [(BEES, KINDNESS), (KINDNESS, BEES)])
def test_policies_stand_in_the_order_of_the_schools_file(tmp_path: Path, order: tuple[str, str]) -> None:
    found = sites(tmp_path, "".join(order))
    named = ["bees" if policy is BEES else "kindness" for policy in order]
    for site in found.values():
        assert [edition.policy for edition in site.editions] == named
        source = audience_source(site)
        assert [entry.children[0].path for entry in source.nav[1:]] == [f"{policy}/index.md" for policy in named]
    entry = front_entry(tuple(found.values()))
    assert [policy for policy, _, _ in dict(entry.policies)["pupil"]] == named


def test_a_site_is_called_what_all_its_policies_call_it(tmp_path: Path) -> None:
    alone = sites(tmp_path / "alone", BEES, NAMES)
    pages = {name: built(audience_source(site))["index.html"].decode() for name, site in alone.items()}
    for page in pages.values():
        assert "Beekeepers’ edition" in page and "Staff edition" not in page
        assert "Young people’s edition" in page and "Pupil edition" not in page
        assert "Parent edition" in page
    assert '<span class="pp-header__edition">Beekeepers’ edition</span>' in pages["staff"]
    entry = front_entry(tuple(alone.values()))
    assert entry.names == (("staff", "Beekeepers’ edition"), ("pupil", "Young people’s edition"))
    marks = Marks()
    body = school_page(entry, "internal", marks).body
    for mark, text in marks.results():
        body = body.replace(mark, text)
    assert '<a href="staff/">Beekeepers’ edition</a>' in body and '<a href="parent/">Parent edition</a>' in body


def test_a_site_of_policies_that_differ_is_called_after_its_audience(tmp_path: Path) -> None:
    for site in sites(tmp_path, KINDNESS + BEES, NAMES).values():
        assert site.place.names == ()
