"""`policypress values SCHOOL`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.frame import as_json, in_workspace, open_workspace, read, school_of
from generator.cli.screen import note, print_json, show_table
from generator.cli.teaching import teaching
from generator.problems import plain_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.authoring.origins import Traced
    from generator.model.schools import School
    from generator.model.workspace import Workspace


@teaching(
    "values",
    ("policypress values forge", "Every detail and every choice of the school “forge”."),
    ("policypress values forge --json", "The same for another program."),
)
@click.argument("school")
@in_workspace
@as_json
def values(school: str, workspace: Path | None, json_wanted: bool) -> None:
    """Show where a school's details and choices come from.

    A detail comes from the school's own file, its profile, its council or trust (fixed, or a default that the school
    may change), or the library. A detail that is missing shows the question to answer, and the file to answer it in.
    """
    from generator.authoring.origins import traced_choices, traced_values

    root = open_workspace(workspace)
    folder = read(root)
    found = school_of(folder, school)
    details, choices = traced_values(folder, found), traced_choices(folder, found)
    if json_wanted:
        shown = {"details": [_json(one) for one in details], "choices": [_json(one) for one in choices]}
        print_json({"school": found.id, **shown})
        return
    show_table(("Detail", "Value", "Comes from", "Written in"), [_row(one) for one in details])
    if choices:
        show_table(("Choice", "Option", "Comes from", "Written in"), [_row(one) for one in choices])
    for line in _to_be_typed(folder, found, details):
        note(line)


def _to_be_typed(folder: Workspace, school: School, details: Sequence[Traced]) -> Iterator[str]:
    """The missing details as they are to be typed into the school's file; of a list each item with a hyphen."""
    from generator.formats.yaml_words import example_lines

    missing = [folder.library.variables[one.name] for one in details if one.source == "missing"]
    asked = [variable for variable in missing if not variable.profile]
    if asked:
        yield f"To be typed into {school.where.path}, with your school’s own words:"
        yield "values:"
    for variable in asked:
        yield from example_lines(variable.name, variable.type, variable.example)


def _row(one: Traced) -> tuple[str, str, str, str]:
    value = one.value if isinstance(one.value, str) else "; ".join(one.value or ())
    return one.name, value or "–", one.says, str(one.where)


def _json(one: Traced) -> dict[str, object]:
    return {
        "name": one.name,
        "value": one.value if one.value is None or isinstance(one.value, str) else list(one.value),
        "source": one.source,
        "says": one.says,
        "group": one.by,
        "fixed": one.fixed,
        "question": one.question,
        **plain_place(one.where),
    }
