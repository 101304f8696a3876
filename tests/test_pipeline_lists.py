"""What stands in small lists of the pipeline: calls that wait, and schools that decide what a front says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.model.edition import AUDIENCES, SchoolProfile
from generator.model.site import TREES, SchoolEntry, Tree
from generator.pipeline.agenda import Call, LedAgenda
from generator.pipeline.front import FILE, Listed, read_listed
from generator.pipeline.wanted import Wanted
from generator.render.web_front import tree_frame

IDS = ("ash", "birch", "cedar", "elm")
Made = Mapping[str, tuple[tuple[Tree, SchoolEntry], ...]]


def plan(schools: tuple[str, ...], known: frozenset[str], partial: bool) -> Wanted:
    return Wanted((), 0, schools, (), False, AUDIENCES, partial, known)


def entry(school: str, name: str, demonstration: bool, template: bool) -> SchoolEntry:
    profile = SchoolProfile(school, name, name, "wales", "primary", "community", "", "", demonstration, template)
    return SchoolEntry(profile, (("staff", (("social-media", "Social media", ""),)),))


entries = st.tuples(st.sampled_from(["A", "a", "B"]), st.booleans(), st.booleans())
made = st.dictionaries(st.sampled_from(IDS), st.dictionaries(st.sampled_from(TREES), entries, min_size=1))
steps = st.lists(st.tuples(made, st.frozensets(st.sampled_from(IDS)), st.booleans()), max_size=4)


@given(steps)
def test_a_few_schools_decide_what_a_front_says_as_all_do(taken: list[tuple[dict, frozenset[str], bool]]) -> None:  # type: ignore[type-arg]
    listed = Listed({})
    for given_now, known, partial in taken:
        new: Made = {
            school: tuple((tree, entry(school, *facts)) for tree, facts in trees.items())
            for school, trees in given_now.items()
        }
        listed = listed.after(plan(tuple(new), known | new.keys(), partial), new)
        for tree in TREES:
            whole, few = listed.front(tree, "https://a.example/"), listed.deciding(tree, "https://a.example/")
            assert tree_frame(few) == tree_frame(whole)
            assert set(few.schools) <= set(whole.schools) and few.schools[:1] == whole.schools[:1]


def test_a_list_that_is_read_decides_as_the_one_that_was_written(tmp_path: Path) -> None:
    new: Made = {school: (("public", entry(school, school, school != "elm", False)),) for school in IDS}
    listed = Listed({}).after(plan(IDS, frozenset(IDS), False), new)
    (tmp_path / FILE).write_bytes(listed.to_file()[1])
    read = read_listed(tmp_path)
    assert read == listed
    assert read.deciding("public", "") == listed.deciding("public", "")
    assert [one.school.id for one in read.deciding("public", "").schools] == ["ash", "elm"]


def test_only_others_get_what_is_for_the_site_engine() -> None:
    agenda = LedAgenda(1)
    agenda.add([Call("prepare", apart=True), Call("prints", school="ash"), Call("read_library")])
    assert [call.what for call in agenda.hand_out(0)] == ["read_library"]
    assert [call.what for call in agenda.hand_out(1)] == ["prepare"]
    assert agenda.hand_out(1) == [] and agenda.waits
    assert [call.what for call in agenda.hand_out(0)] == ["prints"]
    assert agenda.hand_out(0) == [] and not agenda.waits
    agenda.add([Call("prepare", apart=True)])
    assert agenda.hand_out(0) == [] and agenda.waits


def test_others_get_their_whole_share_at_once() -> None:
    for others, shares in ((1, [5]), (2, [3, 1, 1]), (3, [2, 1, 1, 1])):
        agenda = LedAgenda(others)
        agenda.add([Call("prepare", (number,), apart=True) for number in range(5)])
        handed = []
        while agenda.waits:
            handed.append(agenda.hand_out(1 + len(handed) % others))
        assert [len(calls) for calls in handed] == shares
        assert [call.given for calls in handed for call in calls] == [(number,) for number in range(5)]
