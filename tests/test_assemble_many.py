"""Many schools cost no more MkDocs builds than few, and a process that has learned everything needs no site engine."""

from __future__ import annotations

import subprocess
import sys
from functools import reduce
from operator import or_
from pathlib import Path

import pytest

from bench.many import write_schools
from generator.compose.sites import audience_sites
from generator.engines.assemble import Assembler, Drafted, Missing, front_missing
from generator.engines.kept import Kept, kept_json, read_kept
from generator.library import read_workspace
from generator.model.edition import AUDIENCES
from generator.model.site import AudienceSite, Front
from generator.render.listing import front_entry
from generator.render.web import audience_source
from tests.web_editions import built, edition, house, site, template


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> list[AudienceSite]:
    """The sites of 200 invented schools with choices, absent values and own wordings; each is like no other."""
    folder = tmp_path_factory.mktemp("many")
    write_schools(folder, 200, own=0.2)
    workspace, _ = read_workspace(folder)
    return [made for school in workspace.schools.values() for made in audience_sites(workspace, school)]


def prepared(sites: list[AudienceSite]) -> tuple[Assembler, list[Drafted], Kept]:
    by = Assembler(house())
    drafts = [by.drafted(made) for made in sites]
    missing = reduce(or_, (by.missing(drafted) for drafted in drafts), Missing())
    return by, drafts, by.make(missing)


@pytest.mark.slow
def test_two_hundred_schools_cost_no_more_builds_than_ten(schools: list[AudienceSite]) -> None:
    few, _, _ = prepared(schools[:30])
    many, drafts, _ = prepared(schools)
    assert many.builds == few.builds
    for drafted in drafts:
        assert not many.missing(drafted)
        assert dict(many.write(drafted))
    assert (many.builds, many.whole) == (few.builds, 0)


@pytest.mark.slow
def test_schools_taken_from_a_thousand_are_as_mkdocs_builds_them(schools: list[AudienceSite]) -> None:
    by, drafts, _ = prepared(schools)
    for drafted in drafts[::97]:
        assert dict(by.write(drafted)) == built(audience_source(drafted.site))


def test_parts_and_looks_made_by_two_serve_a_third() -> None:
    sites = [site(edition(audience), address="https://x.example/", noindex=False) for audience in AUDIENCES]
    one = Assembler(house())
    drafts = [one.drafted(made) for made in (*sites, site(template()))]
    missing = reduce(or_, (one.missing(drafted) for drafted in drafts), Missing())
    first, second = Assembler(house()), Assembler(house())
    kept = first.make(Missing(parts=missing.parts)) | second.make(Missing(looks=missing.looks))
    assert first.builds == 1
    third = Assembler(house())
    third.learn(kept)
    for drafted in drafts:
        assert not third.missing(drafted)
        assert dict(third.write(drafted)) == built(audience_source(drafted.site))
    assert third.builds == 0


def test_what_is_kept_is_read_back_the_same() -> None:
    by, _, kept = prepared([site(edition(audience)) for audience in AUDIENCES])
    assert read_kept(kept_json(kept)) == kept
    assert kept_json(read_kept(kept_json(kept))) == kept_json(kept)
    assert by.keep() == Kept() | kept | by.keep()
    assert not Assembler(house()).make(Missing()).parts


def test_an_item_whose_group_is_still_to_be_made_does_not_make_a_site_whole() -> None:
    """Two workers were told of the group and of its items; the one with the items alone comes first."""
    by, other = Assembler(house()), Assembler(house())
    drafted = by.drafted(site(edition()))
    missing = by.missing(drafted)
    other.make(Missing(parts=frozenset(want for want in missing.parts if want.depth)))
    other.make(missing)
    assert dict(other.write(drafted)) == built(audience_source(drafted.site))
    assert other.whole == 0


_WARM = """
import sys
from pathlib import Path
from generator.compose.sites import audience_sites
from generator.engines.assemble import Assembler
from generator.engines.house import read_house
from generator.engines.kept import read_kept
from generator.library import read_workspace
from generator.model.site import Front
from generator.render.listing import front_entry

workspace, _ = read_workspace(Path.cwd())
by = Assembler(read_house([Path("overrides/web")]))
by.learn(read_kept(Path(sys.argv[1]).read_bytes()))
sites = audience_sites(workspace, workspace.schools["forge"])
for drafted in map(by.drafted, sites):
    assert not by.missing(drafted)
    assert by.pages(drafted)
    assert dict(by.write(drafted))
front = Front("public", "", (front_entry(sites[1:]),))
assert by.front_files(front)
assert dict(by.write_front(front, front.schools[0]))
assert by.builds == 0
print([name for name in ("mkdocs", "material", "markdown") if name in sys.modules])
"""


def test_a_process_that_has_learned_everything_never_loads_the_site_engine(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parent.parent
    workspace, _ = read_workspace(root)
    sites = audience_sites(workspace, workspace.schools["forge"])
    by, _, kept = prepared(list(sites))
    kept |= by.make(front_missing(Front("public", "", (front_entry(sites[1:]),))))
    (tmp_path / "kept.json").write_bytes(kept_json(kept))
    run = subprocess.run(
        [sys.executable, "-c", _WARM, str(tmp_path / "kept.json")],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("[]\n", "")
