"""What stands on a school's sites on a day: versions in force, those before and after, drafts, and what is no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from adopted_hill import composed, reversion, sealed, version, with_history, withdrawal
from hill import edited, lay

from generator.engines.assemble import Assembler
from generator.history.sites import decided
from generator.history.standing import in_force, standing
from generator.history.turns import last_turn, next_turns, turns
from generator.library import read_workspace
from generator.model.schools import School
from generator.model.site import TREES, AudienceSite, Front
from generator.model.versions import AdoptedVersion, Decision, History, Note, Ratification
from generator.model.workspace import Workspace
from generator.pipeline.school_sites import SitesAsked, school_sites
from generator.render.listing import front_entry
from generator.render.print_source import print_documents
from generator.render.web import audience_source, front_source
from tests.web_editions import built, house

BEFORE, FIRST, BETWEEN, AFTER, OVER = "2024-06-19", "2025-01-01", "2026-07-01", "2026-10-01", "2027-04-01"
DAYS = (BEFORE, FIRST, BETWEEN, AFTER, OVER)
_CLAUSE = "content/clauses/contact/friend-requests.md"


@cache
def workspace(reworded: bool = False) -> Workspace:
    with TemporaryDirectory() as folder:
        change = edited(_CLAUSE, "must turn down", "must politely turn down") if reworded else {}
        read, problems = read_workspace(lay(Path(folder), change))
        assert not problems
        return read


@cache
def two_versions() -> tuple[AdoptedVersion, AdoptedVersion]:
    one, two = (composed(workspace(new), workspace(new).schools["hill"]) for new in (False, True))
    return version("1", one, "2024-06-20", "2024-09-01"), version("2", two, "2026-06-18", "2026-09-01")


def hill(old_versions: str = "public", **more: object) -> School:
    ended = withdrawal("2027-03-01", "It is <b>part</b> of another policy.", "Our staff handbook")
    records = (*two_versions(), ended)
    return with_history(workspace().schools["hill"], records, old_versions=old_versions, publish="in-force", **more)


def sites(today: str, school: School | None = None) -> dict[str, AudienceSite]:
    found = school_sites(workspace(), school or hill(), SitesAsked(today))
    assert len({(site.place.tree, site.name) for site in found}) == len(found)
    return {f"{site.place.tree}/{site.place.folder}": site for site in found}


def pages(site: AudienceSite) -> dict[str, str]:
    return dict(audience_source(site).pages)


def text_of(site: AudienceSite) -> str:
    """All that stands on the pages of a site, values set in."""
    return "\n".join(content.decode() for path, content in built(audience_source(site)).items() if path[-1] in "ln")


def test_before_anything_is_adopted_drafts_stand_where_they_always_did() -> None:
    plain = replace(hill(), histories=())
    assert sites(BEFORE) == sites(BEFORE, plain)
    assert list(sites(BEFORE)) == ["internal/hill/staff", "internal/hill/pupil", "internal/hill/parent"]


@pytest.mark.parametrize("today", DAYS[1:])
def test_what_is_in_force_stands_at_the_plain_address_and_drafts_beside_it(today: str) -> None:
    assert list(sites(today)) == [
        "internal/hill/staff",
        "public/hill/pupil",
        "public/hill/parent",
        "internal/hill/draft/staff",
        "internal/hill/draft/pupil",
        "internal/hill/draft/parent",
    ]


def test_a_school_that_publishes_drafts_has_them_beside_what_is_in_force_in_public() -> None:
    found = sites(AFTER, replace(hill(), publish="draft"))
    assert list(found)[3:] == ["internal/hill/draft/staff", "public/hill/draft/pupil", "public/hill/draft/parent"]
    assert found["public/hill/draft/pupil"].place.address.endswith("/hill/draft/pupil/")
    page = built(audience_source(found["public/hill/draft/pupil"]))["index.html"].decode()
    assert "DRAFT, NOT ADOPTED" in page
    assert "Draft: Pupil edition" in page
    assert '<a href="../parent/">Parent edition</a>' in page


def test_versions_that_are_not_public_stand_in_the_internal_tree() -> None:
    assert "internal/hill/pupil" not in sites(FIRST, hill("internal"))
    found = sites(BETWEEN, hill("internal"))
    assert list(found)[1:5] == [
        "public/hill/pupil",
        "internal/hill/pupil",
        "public/hill/parent",
        "internal/hill/parent",
    ]
    public = pages(found["public/hill/pupil"])
    assert "New version from" in public["index.md"] + public["social-media/whole.md"]
    assert "2026-06-18" not in public["index.md"] + public["social-media/index.md"]
    assert "Friend requests" not in public["social-media/2026-06-18.md"]
    internal = pages(found["internal/hill/pupil"])
    assert "Friend requests" in internal["social-media/2026-06-18.md"]
    assert list(internal) == [
        "index.md",
        "social-media/index.md",
        "social-media/2024-06-20.md",
        "social-media/2026-06-18.md",
    ]


@pytest.mark.parametrize("old_versions", ["public", "internal"])
@pytest.mark.parametrize("today", DAYS)
def test_sites_of_versions_put_together_equal_those_built_whole(today: str, old_versions: str) -> None:
    assembler = Assembler(house())
    for site in sites(today, hill(old_versions)).values():
        assert assembler.files(site) == built(audience_source(site))
    assert assembler.whole == 0


@pytest.mark.parametrize("old_versions", ["public", "internal"])
@pytest.mark.parametrize("today", DAYS)
def test_what_is_withheld_from_pupils_is_on_no_page_of_theirs(today: str, old_versions: str) -> None:
    for place, site in sites(today, hill(old_versions)).items():
        if site.audience == "pupil":
            printed = "".join(source.content + source.values for source in print_documents(site))
            shown = text_of(site) + printed
            for withheld in ("own number", "personal-numbers", "Papers to read", "politely", "kept short"):
                assert withheld not in shown, place


def words_of_status(today: str, school: School | None = None) -> list[tuple[str, str]]:
    entry = front_entry((sites(today, school)["internal/hill/staff"],))
    return [(title, status) for _, policies in entry.policies for _, title, status in policies]


def test_the_status_on_each_day() -> None:
    title = "Social media policy"
    assert words_of_status(BEFORE) == [(title, "Draft, not adopted")]
    assert words_of_status(FIRST) == [(title, "In force since 1 September 2024")]
    assert words_of_status(BETWEEN) == [(title, "In force since 1 September 2024")]
    assert words_of_status(AFTER) == [(title, "In force since 1 September 2026")]
    assert words_of_status(OVER) == [(title, "Withdrawn on 1 March 2027")]


def test_the_list_of_versions_says_what_each_is() -> None:
    def listed(today: str) -> str:
        text = built(audience_source(sites(today)["internal/hill/staff"]))["social-media/index.html"].decode()
        found = text.split('<div class="pp-versions">')[1].split("</div>")[0]
        return " ".join(found.replace("<li>", "\n").replace("</a>", "").split()) and found

    between, after = listed(BETWEEN), listed(AFTER)
    assert '<a href="2026-06-18/">Version 2</a>: Adopted, takes effect on 1 September 2026' in between
    assert '<a href="2024-06-20/">Version 1</a>: In force since 1 September 2024' in between
    assert between.index("Version 2") < between.index("Version 1")
    assert '<a href="2024-06-20/">Version 1</a>: Replaced on 1 September 2026 by version 2' in after


def test_a_version_s_page_holds_the_whole_policy_and_the_way_to_what_is_in_force() -> None:
    page = built(audience_source(sites(AFTER)["internal/hill/staff"]))["social-media/2024-06-20/index.html"].decode()
    assert "This is version 1" in page
    assert "Replaced on 1 September 2026 by version 2" in page
    assert '<a href="../">The version in force</a> · <a href="../#versions_">All versions</a>' in page
    assert "must turn down friend requests" in page
    assert "Keep personal information off" in page
    assert '<a href="../../print/social-media.2024-06-20.pdf">' in page
    assert '<meta name="robots" content="noindex, nofollow">' in page


def test_a_withdrawn_policy_says_so_where_it_stood_and_why() -> None:
    for page in ("index.html", "social-media/index.html"):
        text = built(audience_source(sites(OVER)["public/hill/pupil"]))[page].decode()
        assert "Withdrawn on 1 March 2027" in text
        assert "It is &lt;b&gt;part&lt;/b&gt; of another policy." in text
        assert "Our staff handbook" in text
        assert "should not ask staff" not in text


def test_another_policy_that_holds_instead_is_a_link_for_its_readers_alone() -> None:
    ended = withdrawal("2027-03-01", "Both are one now.", "other")
    both = {who: replace(each, policy="other") for who, each in two_versions()[0].editions.items() if who[0] != "pupil"}
    school = with_history(hill(), (*two_versions(), ended))
    school = with_history(school, (version("1", both, "2026-01-01", "2026-01-01"),), "other")
    school = replace(school, policies={**school.policies, "other": school.policies["social-media"]})
    found = {place: built(audience_source(site)) for place, site in _held(OVER, school)}
    staff = found["internal/hill/staff"]["social-media/index.html"].decode()
    assert '<strong>What holds instead:</strong> <a href="../other/">Social media policy</a>' in staff
    assert "What holds instead" not in found["public/hill/pupil"]["social-media/index.html"].decode()


def _held(today: str, school: School) -> Iterator[tuple[str, AudienceSite]]:
    whole = replace(school, policies={"social-media": school.policies["social-media"]})
    profile = sites(today, whole)["internal/hill/staff"].school
    from generator.history.sites import held_sites

    for site in held_sites(school, profile, {"public": "", "internal": ""}, today):
        yield f"{site.place.tree}/{site.place.folder}", site


def test_contacts_stand_with_what_is_in_force_alone() -> None:
    files = built(audience_source(sites(AFTER)["internal/hill/staff"]))
    assert "01632 960001" in files["index.html"].decode()
    for page in ("2024-06-20", "2026-06-18"):
        assert "01632 960001" not in files[f"social-media/{page}/index.html"].decode()


def test_each_version_is_printed_on_a4_and_old_ones_say_so_on_every_page() -> None:
    found = {source.name: source.values for source in print_documents(sites(AFTER)["public/hill/pupil"])}
    assert list(found) == [
        "social-media.pdf",
        "social-media-large-print.pdf",
        "social-media-slip.pdf",
        "social-media.2024-06-20.pdf",
        "social-media.2026-06-18.pdf",
    ]
    assert found["social-media.2026-06-18.pdf"] == found["social-media.pdf"]
    assert '"Replaced on 1 September 2026 by version 2"]' in found["social-media.2024-06-20.pdf"]
    assert "pupil/social-media/2024-06-20/" in found["social-media.2024-06-20.pdf"]
    assert "Replaced" not in found["social-media.pdf"]


def test_a_reverted_version_gives_way_to_the_one_before() -> None:
    first, second = two_versions()
    urgent = replace(second, urgent="a new law", ratify_by="2026-12-01")
    school = with_history(hill(), (first, urgent, reversion("2", "2026-11-01")))
    assert words_of_status("2026-10-15", school)[0][1] == (
        "In force by chair’s action, to be ratified by 1 December 2026"
    )
    assert words_of_status("2026-11-01", school)[0][1] == "In force since 1 September 2024"
    page = pages(sites("2026-11-01", school)["internal/hill/staff"])["social-media/2026-06-18.md"]
    source = audience_source(sites("2026-11-01", school)["internal/hill/staff"])
    assert "Withdrawn on 1 November 2026" in dict(source.results).values()
    assert "This is version" in page


def test_a_first_version_that_waits_has_an_address_already() -> None:
    school = with_history(hill(), two_versions()[1:])
    found = sites(BETWEEN, school)["public/hill/pupil"]
    assert found.editions == ()
    assert list(pages(found)) == ["index.md", "social-media/index.md", "social-media/2026-06-18.md"]
    assert words_of_status(BETWEEN, school)[0][1] == "Adopted, takes effect on 1 September 2026"


def test_only_what_is_in_force_is_for_search_engines() -> None:
    real = replace(hill(), demonstration=False, address="https://hill.example/policies/")
    site = sites(BETWEEN, real)["public/hill/pupil"]
    files = Assembler(house()).files(site)
    assert files == built(audience_source(site))
    sitemap = files["sitemap.xml"].decode()
    assert "hill.example/policies/pupil/social-media/whole/" in sitemap
    assert "2024-06-20" not in sitemap
    assert "2026-06-18" not in sitemap
    index = files["search/search_index.json"].decode()
    assert "2024-06-20" not in index
    assert "noindex" not in files["social-media/index.html"].decode()
    assert "noindex" in files["social-media/2026-06-18/index.html"].decode()


def test_days_count_through_what_stands_alone() -> None:
    all_turns = turns(hill().histories)
    assert [turn.on for turn in all_turns] == ["2024-06-20", "2024-09-01", "2026-06-18", "2026-09-01", "2027-03-01"]
    for day, other in (("2024-09-01", "2026-06-17"), ("2026-09-01", "2027-02-28"), ("2027-03-01", "2030-01-01")):
        assert last_turn(all_turns, day) == last_turn(all_turns, other) == day
        assert sites(day) == sites(other)
    (coming,) = next_turns(all_turns, BETWEEN)
    assert (coming.on, coming.kind, coming.number) == ("2026-09-01", "effective", "2")
    assert next_turns(all_turns, OVER) == ()


def test_a_ratification_is_known_from_its_day_on() -> None:
    first, second = two_versions()
    chain = History(
        "hill",
        "social-media",
        (
            first,
            replace(second, urgent="now", ratify_by="2026-12-01"),
            Ratification("2", Decision("2026-11-05"), sealed("social-media", "2026-11-05-ratified")),
        ),
    )
    school = replace(hill(), histories=(chain,))
    assert words_of_status("2026-11-04", school)[0][1].startswith("In force by chair")
    assert words_of_status("2026-11-05", school)[0][1] == "In force since 1 September 2026"


def test_a_note_moves_the_day_of_effect() -> None:
    first, second = two_versions()
    note = Note("2", "2026-07-02", {"effective": "2026-10-01"}, "The minutes say October.", sealed("x", "x-note"))
    school = with_history(hill(), (first, second, note))
    assert last_turn(turns(school.histories), "2026-12-01") == "2026-10-01"
    assert words_of_status("2026-09-15", school)[0][1] == "In force since 1 September 2024"


def test_after_a_withdrawal_a_new_version_holds_from_its_day_on() -> None:
    first, second = two_versions()
    chain = (first, withdrawal("2025-01-01", "Not needed."), second)
    (known,) = decided(with_history(hill(), chain), BETWEEN)
    assert in_force(known, BETWEEN) is None
    assert standing(known, first, BETWEEN).kind == "withdrawn"
    assert in_force(known, AFTER) == second


@pytest.mark.slow
@pytest.mark.parametrize("old_versions", ["public", "internal"])
def test_a_sample_school_in_two_languages_with_versions_equals_what_is_built_whole(old_versions: str) -> None:
    read, _ = read_workspace(Path(__file__).resolve().parent.parent)
    school = replace(read.schools["merthyr-example"], old_versions=old_versions)
    for policy in school.policies:
        now = composed(read, school, policy)
        days = (("1", "2024-06-20", "2024-09-01"), ("2", "2026-06-18", "2026-09-01"))
        school = with_history(school, (version(number, now, *on) for number, *on in days), policy)
    made = school_sites(read, school, SitesAsked(BETWEEN))
    assert {site.name for site in made} >= {"cy/pupil", "draft/cy/pupil"}
    assembler = Assembler(house())
    for site in made:
        assert assembler.files(site) == built(audience_source(site)), site.place
    for tree in TREES:
        entry = front_entry(tuple(site for site in made if site.place.tree == tree))
        front = Front(tree, "https://policies.example/", (entry,))
        whole = built(front_source(front))
        assert all(whole[path] == content for path, content in assembler.write_front(front, entry))
    assert assembler.whole == 0
