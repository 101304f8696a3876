"""Schools are checked one at a time, knowing only facts of the others, with the results of a check of the whole."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from miniature import PROJECTS, TODAY, lay_out

from bench.many import write_schools
from generator.checks import SchoolChecks, SchoolFacts, check_library, check_workspace, facts_of
from generator.checks.belongings import Belongings
from generator.checks.names import Names, comparable, owners
from generator.library import read_library, read_one_school, read_workspace
from generator.model.library import Library
from generator.model.workspace import Workspace
from generator.problems import Problem, at_most, in_order

ROOT = Path(__file__).parent.parent
CASES = sorted(folder.name for folder in PROJECTS.iterdir() if folder.is_dir())


def one_at_a_time(root: Path) -> tuple[Problem, ...]:
    """Problems of checking, as one who reads every school twice, holds one of them, and knows facts from a file."""
    read = read_library(root)
    stated: dict[str, str] = {}
    for school_id in read.school_ids:
        school, _ = read_one_school(root, school_id, read.workspace.library)
        if school is not None:
            stated[school_id] = json.dumps(facts_of(school).to_plain())
    facts = {name: SchoolFacts.from_plain(json.loads(plain)) for name, plain in stated.items()}
    found = list(check_library(read.workspace, facts, TODAY))
    checks = SchoolChecks(read.workspace, facts, TODAY)
    for school_id in sorted(stated, key=lambda name: name[::-1]):
        school, _ = read_one_school(root, school_id, read.workspace.library)
        assert school is not None
        of_school = checks.of(school)
        assert {problem.school for problem in of_school} <= {school_id}
        assert of_school == in_order(of_school)
        found += of_school
    return at_most(in_order(found))


@pytest.mark.parametrize("case", [*CASES, ""])
def test_one_at_a_time_as_all_together(case: str, tmp_path: Path) -> None:
    root = lay_out("" if case == "_base" else case, tmp_path) if case else ROOT
    assert one_at_a_time(root) == check_workspace(read_workspace(root)[0], TODAY)


@pytest.mark.parametrize("seed", range(3))
def test_schools_with_much_of_each_other(seed: int, tmp_path: Path) -> None:
    write_schools(tmp_path, 12, own=0.5, seed=seed)
    muddle(tmp_path, random.Random(seed))
    whole = check_workspace(read_workspace(tmp_path)[0], TODAY)
    assert one_at_a_time(tmp_path) == whole
    assert len({problem.code for problem in whole}) > 3


def muddle(root: Path, chance: random.Random) -> None:
    """Gives schools lines of each other, as copies do that were not adapted, and takes some away."""
    files = sorted(root.glob("schools/s*/school.yml"))
    texts = {file: file.read_text("utf-8") for file in files}
    for file, text in texts.items():
        other = texts[chance.choice(files)]
        changes = {
            "phone": ("phone", stated(other, "phone")),
            "email": ("email", stated(other, "email")),
            "name": ("name", stated(other, "name")),
            "detail": ("policies\\.disciplinary", stated(other, "name")),
            "shared": ("phone", "028 9649 6999"),
            "group": ("group", "example-loug"),
            "policy": ("  social-media", "{outline: forg}"),
        }
        key, value = changes[chance.choice(sorted(changes))]
        muddled = re.sub(rf"({key}: ).*", lambda found, value=value: found.group(1) + value, text, count=1)
        muddled = re.sub("^address:.*\n", "", muddled, flags=re.M) if chance.random() < 0.2 else muddled
        file.write_text(muddled, "utf-8")
    for file in sorted(root.glob("schools/s*/clauses/*.md")):
        other = texts[chance.choice(files)]
        more = f"\nAsk {stated(other, 'name')} or {stated(other, 'phone')}, or {stated(other, 'email')}.\n"
        file.write_text(file.read_text("utf-8") + more, "utf-8")
        if chance.random() < 0.4:
            file.with_name("our-own-rule.md").write_text(file.read_text("utf-8"), "utf-8")


def stated(text: str, key: str) -> str:
    found = re.search(rf"\b{key}: (.*)", text)
    return found.group(1) if found else "nothing"


def test_facts_depend_on_the_schools_own_files_alone(tmp_path: Path) -> None:
    workspace, _ = read_workspace(ROOT)
    facts = facts_of(workspace.schools["forge"])
    assert facts.called == "Forge Integrated Example School"
    assert facts.names == ("forge integrated example school", "forge example")
    assert [phone for phone, _, _ in facts.phones] == ["02896496001", "02896496002", "02896496000"]
    assert facts.hosts == ("forge.example",)
    place = facts.where("phone", "02896496002")
    assert (place.path, place.column) == ("schools/forge/school.yml", 5)
    assert "028 9649 6002" in (ROOT / place.path).read_text("utf-8").split("\n")[place.line - 1]


texts = st.text(max_size=12)
stated_often = st.lists(st.tuples(texts, st.integers(1, 99), st.integers(1, 9)), max_size=3).map(tuple)
some_facts = st.builds(
    SchoolFacts,
    id=texts,
    called=texts,
    group=texts,
    host=texts,
    has_address=st.booleans(),
    names=st.lists(texts, max_size=2).map(tuple),
    persons=st.lists(texts, max_size=2).map(tuple),
    phones=stated_often,
    emails=stated_often,
    hosts=st.lists(texts, max_size=2).map(tuple),
    variables=st.lists(texts, max_size=2).map(tuple),
)


@given(some_facts)
def test_facts_survive_as_json(facts: SchoolFacts) -> None:
    assert SchoolFacts.from_plain(json.loads(json.dumps(facts.to_plain()))) == facts
    assert SchoolFacts.from_plain(facts.to_plain()) == facts


@pytest.mark.parametrize("plain", [None, [], [1], ["a"] * 12, {"id": "a"}])
def test_other_content_is_no_facts(plain: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        SchoolFacts.from_plain(plain)


WORDS = st.sampled_from(["Hill", "the", "St", "Mary’s", "Mary's", "School", "HILL", "of", "Ysgol", "ÉCOLE", "straße"])
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(
    st.lists(PHRASES, max_size=6),
    st.lists(st.one_of(PHRASES, st.sampled_from([",", ". ", "-", "’s ", " "])), max_size=8),
)
def test_names_are_found_as_by_looking_for_each(names: list[str], pieces: list[str]) -> None:
    text = " ".join(pieces)
    known = {name for name in map(comparable, names) if name}
    found = list(Names((name, f"owner of {name}") for name in sorted(known)).found(text))
    assert [(one.start, one.end) for one in found] == list(by_looking_for_each(known, text))
    for one in found:
        assert one.owners == (f"owner of {comparable(text[one.start : one.end])}",)


def by_looking_for_each(names: set[str], text: str) -> list[tuple[int, int]]:
    words = [(match.start(), match.end(), match.group()) for match in re.finditer(r"[^\W_]+(?:[’'][^\W_]+)*", text)]
    bare = [re.sub(r"[’']s?$", "", word).replace("’", "'").casefold() for _, _, word in words]
    found, at = [], 0
    while at < len(words):
        fits = [name.split() for name in names if bare[at : at + len(name.split())] == name.split()]
        longest = max(map(len, fits), default=0)
        if longest:
            found.append((words[at][0], words[at + longest - 1][1]))
        at += max(longest, 1)
    return found


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), unique=True))
def test_owners_are_gathered(pairs: list[tuple[str, str]]) -> None:
    expected = {thing: [owner for other, owner in pairs if other == thing] for thing, _ in pairs}
    assert {thing: list(found) for thing, found in owners(pairs).items()} == expected


def many(count: int) -> Mapping[str, SchoolFacts]:
    """Facts of schools that share one number, each with things of its own."""
    school = read_workspace(ROOT)[0].schools["forge"]
    facts = facts_of(school)
    return {
        f"s{number}": replace(
            facts,
            id=f"s{number}",
            called=f"Numbered {number} School",
            names=(f"numbered {number} school", f"numbered {number}"),
            persons=(f"head {number}",),
            phones=((f"0289{number:07}", 30, 5), ("02896496000", 36, 5)),
            emails=((f"office@s{number}.example", 31, 5),),
            hosts=(f"s{number}.example",),
        )
        for number in range(count)
    }


def test_thousands_may_share_a_number() -> None:
    """Each of them asks who else has it: what is asked by all must not be sought by each among all."""
    facts = many(10_000)
    began = time.perf_counter()
    known = Belongings(facts, ())
    families = {"merthyr-tydfil": frozenset({"merthyr-tydfil"})}
    for name in facts:
        others = known.strangers("phone", "02896496000", frozenset(), families)
        assert next(other for other in others if other != name) == ("s0" if name != "s0" else "s1")
    assert time.perf_counter() - began < 5


@pytest.mark.slow
def test_facts_of_ten_thousand_schools_are_soon_known() -> None:
    text = json.dumps({name: facts.to_plain() for name, facts in many(10_000).items()})
    began = time.perf_counter()
    facts = {name: SchoolFacts.from_plain(plain) for name, plain in json.loads(text).items()}
    assert check_library(Workspace(Library(), {}, {}), facts, TODAY) == ()
    assert len(Belongings(facts, ()).phones) == 10_001
    assert time.perf_counter() - began < 3
