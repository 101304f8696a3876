"""`policypress values SCHOOL`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.frame import as_json, in_workspace, open_workspace, read, school_of
from generator.cli.screen import place_json, print_json, show_table
from generator.cli.teaching import teaching

if TYPE_CHECKING:
    from generator.authoring.origins import Traced


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
        **place_json(one.where),
    }
