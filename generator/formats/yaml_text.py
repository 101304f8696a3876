"""YAML to plain values with the line and column of each: read line by line as far as it is usual, else in general."""

from __future__ import annotations

import re

from generator.formats.yaml_lines import read_lines
from generator.formats.yaml_tree import DEPTH_LIMIT, Path, Tree, YamlTree
from generator.problems import Location, Problem

__all__ = ["DEPTH_LIMIT", "Path", "Tree", "YamlTree", "read_yaml"]

_TOO_DEEP = re.compile(rf"(?:[\[{{]\s*){{{DEPTH_LIMIT + 1}}}")


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[YamlTree, tuple[Problem, ...]]:
    """Reads one YAML document; `first_line` is the number of its first line in the file that holds it.

    Returns an empty mapping with problems when the text cannot be read. Never raises for what a user typed.
    """
    deep = _TOO_DEEP.search(text)
    if not deep and (tree := read_lines(text, path, first_line)):
        return tree, ()
    from generator.formats import yaml_faults  # loads the general reader, which most commands can do without
    from generator.formats.yaml_events import read_events

    problems: list[Problem] = []
    if deep:  # the scanner looks ahead through all of them, at a cost that grows with their square
        before = text[: deep.start()]
        place = Location(path, first_line + before.count("\n"), len(before) - before.rfind("\n"))
        problems.append(yaml_faults.too_deep(place, DEPTH_LIMIT))
    problems += yaml_faults.tabs(text, path, first_line)
    if problems:
        return YamlTree({}, {}, path), tuple(problems)
    return read_events(text, path, first_line)
