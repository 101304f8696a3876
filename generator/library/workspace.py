"""Finds and reads a whole policy folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.formats.yaml_text import Tree
from generator.library.content import read_library
from generator.library.files import Files
from generator.library.schools import read_groups, read_schools
from generator.model.workspace import Workspace
from generator.problems import Location, Problem


def find_workspace(start: Path) -> Path | None:
    """The policy folder that holds `start`, itself or the nearest above: one with `content/` and `mkdocs.yml`."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "content").is_dir() and (folder / "mkdocs.yml").is_file():
            return folder
    return None


def read_workspace(root: Path) -> tuple[Workspace, tuple[Problem, ...]]:
    """All files of the policy folder at `root` as values, and every problem met while reading them."""
    files = Files(root)
    library = read_library(files)
    groups, unreadable_groups = read_groups(files)
    schools, unreadable = read_schools(files, library)
    house = _house_style(files)
    files.compare_names()
    workspace = Workspace(
        library=library,
        groups=groups,
        schools=schools,
        public_address=_address(house.get("site_url")),
        internal_address=_address(_extra(house).get("internal_url")),
        house=house,
        unreadable_schools=unreadable,
        unreadable_groups=unreadable_groups,
    )
    return workspace, tuple(_with_school(problem) for problem in files.problems)


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
    tree = files.yaml(file)
    typed = _typed(tree.value) if tree is not None else {}
    return typed if isinstance(typed, dict) else {}


def _typed(tree: Tree) -> object:
    """The plain words true and false, and whole numbers, as MkDocs expects them; the rest stays text."""
    if isinstance(tree, dict):
        return {key: _typed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_typed(value) for value in tree]
    if tree in ("true", "false"):
        return tree == "true"
    return int(tree) if isinstance(tree, str) and tree.isdecimal() else tree


def _extra(house: dict[str, object]) -> dict[str, object]:
    extra = house.get("extra")
    return extra if isinstance(extra, dict) else {}


def _address(text: object) -> str:
    """A web address with a slash at its end, or ""."""
    return text.rstrip("/") + "/" if isinstance(text, str) and text else ""
