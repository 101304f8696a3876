"""What is known of a clause by its content spares checks, and never a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from miniature import PROJECTS, TODAY, lay_out

from generator.checks import Sound, check_library, facts_of, registry
from generator.checks.inspection import Inspection
from generator.checks.sound import ELSEWHERE_CHECKS, digest_of, digest_of_facts
from generator.library import read_workspace
from generator.model.library import Library
from generator.model.workspace import Workspace
from generator.problems import Problem

ROOT = Path(__file__).parent.parent
CASES = sorted(folder.name for folder in PROJECTS.iterdir() if folder.is_dir())


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Every sound clause of every miniature project, of the real library too."""
    return b"".join(_checked(_workspace(case, tmp_path_factory.mktemp("case")), b"")[1] for case in ("", *CASES))


def _workspace(case: str, root: Path) -> Workspace:
    return _real() if not case else read_workspace(lay_out("" if case == "_base" else case, root))[0]


@cache
def _real() -> Workspace:
    return read_workspace(ROOT)[0]


def _checked(workspace: Workspace, known: bytes) -> tuple[tuple[Problem, ...], bytes]:
    sound = Sound(known)
    facts = {school.id: facts_of(school) for school in workspace.schools.values()}
    return check_library(workspace, facts, TODAY, sound=sound), sound.kept


@pytest.mark.parametrize("case", ["", *CASES])
def test_what_is_known_hides_no_fault(case: str, known: bytes, tmp_path: Path) -> None:
    workspace = _workspace(case, tmp_path)
    found, kept = _checked(workspace, b"")
    assert _checked(workspace, known) == (found, kept)
    assert _checked(workspace, kept) == (found, kept)


@pytest.mark.parametrize("case", ["", *CASES])
def test_most_checks_of_texts_look_at_no_other_clause_and_no_school(case: str, tmp_path: Path) -> None:
    workspace = _workspace(case, tmp_path)
    library = workspace.library
    facts = {school.id: facts_of(school) for school in workspace.schools.values()}
    seeing, blind = Inspection(workspace, facts, TODAY), Inspection(_only_facts(library), {}, TODAY.replace(year=1999))
    for clause in library.clauses.values():
        assert list(_of_texts(clause.id, seeing, seeing)) == list(_of_texts(clause.id, seeing, blind))


def _only_facts(library: Library) -> Workspace:
    """What the digest of a library's facts is made of, and nothing else."""
    unreadable = library.unreadable & {"variables.yml"}
    facts = replace(Library(), variables=library.variables, sources=library.sources, unreadable=unreadable)
    return Workspace(replace(facts, helplines=library.helplines, glossary=library.glossary), {}, {})


def _of_texts(clause_id: str, owner: Inspection, looked_at: Inspection) -> Iterator[Problem]:
    clause = owner.library.clauses[clause_id]
    checks = (*registry.LIMIT_CHECKS, *registry.SHAPE_CHECKS, *registry.TEXT_CHECKS, *registry.PRINTED_CHECKS)
    for text in owner.all_texts_of(clause):
        for check in (*checks, *registry.LAST_CHECKS):
            if check not in ELSEWHERE_CHECKS:
                yield from check(text, looked_at)
    for of_wordings in registry.WORDING_CHECKS:
        yield from of_wordings(clause, looked_at)


def test_a_known_clause_is_not_checked_and_a_changed_one_is(tmp_path: Path) -> None:
    workspace = _workspace("doubled-word", tmp_path)
    found, _ = _checked(workspace, b"")
    facts = digest_of_facts(Inspection(workspace, {}, TODAY))
    lie = b"".join(digest_of(clause, facts) for clause in workspace.library.clauses.values())
    believed, _ = _checked(workspace, lie)
    assert "doubled-word" in {problem.code for problem in found} - {problem.code for problem in believed}
    clauses = {name: replace(clause, lock="locked") for name, clause in workspace.library.clauses.items()}
    assert _checked(replace(workspace, library=replace(workspace.library, clauses=clauses)), lie)[0] == found


def test_of_clauses_that_are_no_more_nothing_stays(tmp_path: Path) -> None:
    workspace = _workspace("_base", tmp_path)
    _, kept = _checked(workspace, b"")
    gone = sorted(workspace.library.clauses)[0]
    clauses = {name: clause for name, clause in workspace.library.clauses.items() if name != gone}
    fewer = replace(workspace, library=replace(workspace.library, clauses=clauses))
    assert len(_checked(fewer, kept)[1]) == len(kept) - 16


@pytest.mark.parametrize("rubbish", [b"", b"x", b"\0" * 100, b"abc" * 333])
def test_rubbish_is_believed_nothing(rubbish: bytes, tmp_path: Path) -> None:
    workspace = _workspace("leftover", tmp_path)
    assert _checked(workspace, rubbish) == _checked(workspace, b"")
