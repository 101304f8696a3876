"""What can be wrong with a text as YAML, in a school's words."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from generator.problems import Location, Problem


def too_deep(where: Location, limit: int) -> Problem:
    """Brackets or indentation deeper than `limit` levels."""
    message = f"this is nested more than {limit} levels deep"
    return Problem("yaml-too-deep", where, message, "Check the brackets and the indentation.")


def half_characters(where: Location) -> Problem:
    """An escape that stands for no character."""
    message = "an escape such as \\ud800 here makes half a character, which cannot be written"
    return Problem("file-control-character", where, message, "Type the character itself.")


def tabs(text: str, path: str, first_line: int) -> list[Problem]:
    """YAML forbids tabs as indentation, and its own message for them is hard to understand."""
    return [
        Problem(
            "yaml-tab",
            Location(path, first_line + number, line.index("\t") + 1),
            "there is a tab here; YAML is indented with spaces",
            "Replace the tab by two spaces.",
        )
        for number, line in enumerate(text.split("\n") if "\t" in text else ())
        if line[: len(line) - len(line.lstrip())].count("\t")
    ]


_NO_SPACE = re.compile(r"^(\s*(?:- )?([A-Za-z][\w.-]*):)[^\s/]")
"""A name and a colon with a value close behind them, which YAML takes for one word."""


def syntax(fault: MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    """What ruamel could not read, with the usual cause where it can be told."""
    mark = fault.problem_mark or fault.context_mark
    row = mark.line if mark else 0
    for near in (row, row - 1):
        line = text.split("\n")[near] if 0 <= near <= text.count("\n") else ""
        if close := _NO_SPACE.match(line):
            place = Location(path, near + first_line, len(close.group(1)))
            message = f"after the colon of “{close.group(2)}:” a space is missing"
            return Problem("yaml-syntax", place, message, "Put a space between the colon and the value.")
    where = Location(path, row + first_line, mark.column + 1 if mark else 0)
    said = fault.problem or fault.context or "no reason given"
    return Problem(
        "yaml-syntax",
        where,
        "this line, or the one above it, cannot be read",
        "Check that both begin with as many spaces as their neighbours. A colon, a # or a quotation mark inside a "
        f"value can be the cause too: put the whole value in quotation marks. (In the words of YAML: {said}.)",
    )
