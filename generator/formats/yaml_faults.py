"""What can be wrong with a text as YAML, in a school's words."""

from __future__ import annotations

from ruamel.yaml.error import MarkedYAMLError

from generator.formats.yaml_slips import first_slip
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


def syntax(fault: MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    """What ruamel could not read, with the usual cause where it can be told."""
    mark = fault.problem_mark or fault.context_mark
    row = mark.line if mark else 0
    if "\\t" in (fault.problem or "") and mark:
        where = Location(path, row + first_line, mark.column + 1)
        hint = "Replace the tab by a space; at the end of a line delete it."
        return Problem("yaml-tab", where, "there is a tab here; in YAML only spaces may stand beside a value", hint)
    if slip := first_slip(text, row):
        return Problem("yaml-syntax", Location(path, slip.row + first_line, slip.column + 1), slip.message, slip.hint)
    where = Location(path, row + first_line, mark.column + 1 if mark else 0)
    said = fault.problem or fault.context or "no reason given"
    return Problem(
        "yaml-syntax",
        where,
        "this line, or the one above it, cannot be read",
        "Check that both begin with as many spaces as their neighbours, and that each name has a colon. A colon, a # "
        "or a quotation mark inside a value can be the cause too: put the whole value in quotation marks. "
        f"(In the words of YAML: {said}.)",
    )
