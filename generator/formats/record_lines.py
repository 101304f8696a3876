"""How records are laid out: YAML with a line for each clause, detail and picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.formats.record_form import Tree
from generator.formats.yaml_words import flow, scalar

_ROWS = frozenset({"clauses", "details", "blanks", "logos", "texts"})
"""Lists with a line for each item."""


def record_lines(tree: Mapping[str, Tree]) -> list[str]:
    """`tree` as lines of YAML."""
    return [line for name, said in tree.items() for line in _entry(name, said, 0)]


def _entry(name: str, said: Tree, indent: int) -> Iterator[str]:
    margin = " " * indent
    nested = isinstance(said, list) and any(isinstance(each, Mapping) and _is_long(each) for each in said)
    if isinstance(said, Mapping) and said:
        yield f"{margin}{scalar(name)}:"
        for inner, each in said.items():
            yield from (
                [f"{margin}  {scalar(inner)}: {_flow(each)}"] if _is_row(each) else _entry(inner, each, indent + 2)
            )
    elif isinstance(said, list) and said and name in _ROWS:
        yield f"{margin}{scalar(name)}:"
        yield from (f"{margin}  - {_flow(each)}" for each in said)
    elif nested:
        yield f"{margin}{scalar(name)}:"
        for each in said:
            lines = [line for inner, part in each.items() for line in _entry(inner, part, indent + 4)]
            yield from (f"{margin}  - {lines[0].lstrip(' ')}", *lines[1:])
    else:
        yield f"{margin}{scalar(name)}: {_flow(said)}"


def _is_long(tree: Mapping[str, Tree]) -> bool:
    return any(isinstance(each, list) for each in tree.values())


def _is_row(tree: Tree) -> bool:
    """Whether a mapping inside a mapping stands on a line of its own, as how a clause is treated does."""
    return isinstance(tree, Mapping) and not any(isinstance(each, Mapping | list) for each in tree.values())


def _flow(tree: Tree) -> str:
    return flow(_words(tree))


def _words(tree: Tree) -> Tree:
    if isinstance(tree, bool):
        return "true" if tree else "false"
    if isinstance(tree, int):
        return str(tree)
    if isinstance(tree, Mapping):
        return {name: _words(each) for name, each in tree.items()}
    return [_words(each) for each in tree] if isinstance(tree, list) else tree
