"""Finds and reads a policy folder: whole, or the library first and then one school at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.library.content import read_clauses_ahead, read_content
from generator.library.files import Files
from generator.library.kinds import HOUSE
from generator.library.schools import list_schools, read_groups, read_school
from generator.model.library import Library
from generator.model.schools import School
from generator.model.workspace import Workspace
from generator.problems import Location, Problem
from generator.store import Store


@dataclass(frozen=True, slots=True)
class LibraryRead:
    """A policy folder without its schools, the problems met while reading that, and the schools that can be read.

    `workspace.schools` is empty; `workspace.unreadable_schools` are folders whose name or lack of a school.yml keeps
    them from being read. `school_ids` is sorted.
    """

    workspace: Workspace
    problems: tuple[Problem, ...]
    school_ids: tuple[str, ...]


def find_workspace(start: Path) -> Path | None:
    """The policy folder that holds `start`, itself or the nearest above: one with `content/` and `mkdocs.yml`."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "content").is_dir() and (folder / "mkdocs.yml").is_file():
            return folder
    return None


def read_workspace(root: Path, store: Store = Store(None)) -> tuple[Workspace, tuple[Problem, ...]]:
    """All files of the policy folder at `root` as values, and every problem met while reading them."""
    read = read_library(root, store)
    schools: dict[str, School] = {}
    unreadable = set(read.workspace.unreadable_schools)
    problems = list(read.problems)
    for school_id in read.school_ids:
        school, faults = read_one_school(root, school_id, read.workspace.library, store)
        problems += faults
        if school is None:
            unreadable.add(school_id)
        else:
            schools[school_id] = school
    workspace = replace(read.workspace, schools=schools, unreadable_schools=frozenset(unreadable))
    return workspace, tuple(problems)


def read_library(root: Path, store: Store = Store(None)) -> LibraryRead:
    """Everything in the policy folder at `root` but its schools, which are only listed.

    What earlier commands read in the same texts is found in `store`.
    """
    files = Files(root, store)
    library = read_content(files)
    groups, unreadable_groups = read_groups(files)
    school_ids, unreadable_schools = list_schools(files)
    house = _house_style(files)
    workspace = Workspace(
        library=library,
        groups=groups,
        schools={},
        public_address=_address(house.get("site_url")),
        internal_address=_address(_extra(house).get("internal_url")),
        house=house,
        unreadable_schools=unreadable_schools,
        unreadable_groups=unreadable_groups,
    )
    return LibraryRead(workspace, _problems(files), school_ids)


def read_ahead(root: Path, store: Store) -> None:
    """Reads clauses into `store`, from the last one on, for another process that is reading them from the first."""
    if store.keeps:
        read_clauses_ahead(Files(root, store))


def read_house_style(root: Path, store: Store) -> dict[str, object]:
    """What `mkdocs.yml` says, as in the workspace that `read_library` gives."""
    return _house_style(Files(root, store))


def read_one_school(
    root: Path, school_id: str, library: Library, store: Store = Store(None)
) -> tuple[School | None, tuple[Problem, ...]]:
    """The school in the folder schools/<school_id>, None when its school.yml has faults, and all problems met there.

    `library` tells own wordings of its clauses from clauses of the school's own.
    """
    files = Files(root, store)
    school = read_school(files, school_id, library)
    return school, _problems(files)


def _problems(files: Files) -> tuple[Problem, ...]:
    files.compare_names()
    return tuple(_with_school(problem) for problem in files.problems)


def _with_school(problem: Problem) -> Problem:
    """`problem` with the school in whose folder it stands, so that others can be published without it."""
    top, _, rest = problem.where.path.partition("/")
    school = rest.split("/")[0]
    return replace(problem, school=school) if top == "schools" and school and school != "groups" else problem


def _house_style(files: Files) -> dict[str, object]:
    """`mkdocs.yml` as plain data; empty, and a problem, when there is none or it cannot be read."""
    file = files.root / "mkdocs.yml"
    if not file.exists():
        message = "the policy folder has no mkdocs.yml"
        hint = "It holds the house style of the pages; copy the one that `policypress new workspace` writes."
        files.problems.append(Problem("house-style-missing", Location("mkdocs.yml"), message, hint))
        return {}
    return files.read(file, HOUSE) or {}


def _extra(house: dict[str, object]) -> dict[str, object]:
    extra = house.get("extra")
    return extra if isinstance(extra, dict) else {}


def _address(text: object) -> str:
    """A web address with a slash at its end, or ""."""
    return text.rstrip("/") + "/" if isinstance(text, str) and text else ""
