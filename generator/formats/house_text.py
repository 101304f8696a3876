"""A policy folder's mkdocs.yml as plain data."""

from __future__ import annotations

from generator.formats.yaml_text import Tree, read_yaml
from generator.problems import Problem

_MOST_DIGITS = 18


def read_house(text: str, path: str) -> tuple[dict[str, object] | None, tuple[Problem, ...]]:
    """The house style's settings; None when the file cannot be read or holds no names and values."""
    tree, problems = read_yaml(text, path)
    typed = _typed(tree.value) if not problems else None
    return (typed if isinstance(typed, dict) else None), problems


def _typed(tree: Tree) -> object:
    """The plain words true and false, and whole numbers, as MkDocs expects them; the rest stays text."""
    if isinstance(tree, dict):
        return {key: _typed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_typed(value) for value in tree]
    if tree in ("true", "false"):
        return tree == "true"
    return int(tree) if isinstance(tree, str) and tree.isdecimal() and len(tree) <= _MOST_DIGITS else tree
