"""`policypress new school` and `policypress new workspace`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.new_school import new_school
from generator.cli.screen import counted, say
from generator.cli.teaching import SETTINGS, teaching


@click.group("new", context_settings=SETTINGS)
def new() -> None:
    """Make a new school or a new policy folder."""


@teaching(
    "workspace",
    ("policypress new workspace our-policies", "Makes the folder our-policies in this one."),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new_workspace(folder: Path) -> None:
    """Make a new policy folder.

    It holds the library and the house style, and no school yet. DIR must be new or empty.
    """
    from generator.authoring.new_workspace import new_workspace as made

    count = made(folder)
    say(f"{folder} is a policy folder now, with {counted(count, 'file')}. Begin with its README.md.", "bold green")
    say(f"Then, in {folder}: `policypress new school`.")


new.add_command(new_school)
new.add_command(new_workspace)
