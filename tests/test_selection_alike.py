"""What schools hold that choose alike is worked out once, and is what each would hold by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from bench.many import write_schools
from generator.compose import selection
from generator.compose.selection import Selection, select
from generator.library import read_workspace
from generator.model.schools import School
from generator.model.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("many")
    write_schools(root, 40, own=0.3)
    read, problems = read_workspace(root)
    assert not problems
    return read


def variations(workspace: Workspace) -> Iterator[School]:
    """Each school as it is, of another phase, kind and nation, without some of its values, and as a template."""
    random = Random(7)
    for school in workspace.schools.values():
        yield school
        yield replace(school, phase=random.choice(("primary", "secondary")), type=random.choice(("academy", "special")))
        yield replace(school, nation=random.choice(("england", "wales", "scotland", "northern-ireland")))
        yield replace(school, values={name: value for name, value in school.values.items() if random.random() < 0.5})
        yield replace(school, template=True)
        yield replace(school, choices={})


def alone(workspace: Workspace, school: School) -> Selection | None:
    """What a program holds that has seen no other school."""
    selection._ALIKE.clear()
    return select(workspace, school, "social-media")


def test_one_after_the_other_as_each_by_itself(workspace: Workspace) -> None:
    schools = list(variations(workspace))
    by_itself = [alone(workspace, school) for school in schools]
    selection._ALIKE.clear()
    together = [select(workspace, school, "social-media") for school in schools]
    assert together == by_itself
    assert len({str([one.clause.id for one in found.chosen()]) for found in together if found}) > 20


def test_a_changed_library_is_another_one(workspace: Workspace) -> None:
    school = workspace.schools["s00001"]
    before = select(workspace, school, "social-media")
    assert before is not None
    gone = before.chosen()[3].clause.id
    clauses = {name: clause for name, clause in workspace.library.clauses.items() if name != gone}
    after = select(replace(workspace, library=replace(workspace.library, clauses=clauses)), school, "social-media")
    assert after is not None
    assert [one for one in before.chosen() if one.clause.id != gone] == list(after.chosen())
    assert select(workspace, school, "social-media") == before
