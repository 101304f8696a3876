"""`policypress schema`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.frame import in_workspace, open_workspace
from generator.cli.screen import say
from generator.cli.stop import Stop
from generator.cli.teaching import teaching


@teaching(
    "schema",
    ("policypress schema", "Write all of them to content/schemas."),
    ("policypress schema --stdout school", "Print the one for schools' files."),
)
@in_workspace
@click.option("--stdout", "kind", metavar="KIND", help="Print the schema of this kind of file, and write nothing.")
def schema(workspace: Path | None, kind: str | None) -> None:
    """Write the JSON Schemas that editors read.

    By them an editor completes and checks the files while you type. They are made from the same models that read the
    files. Each file names its own in its first line.
    """
    if kind is not None:
        from generator.formats.schemas import KINDS, schema_text

        if kind not in KINDS:
            raise Stop(f"There is no kind of file called “{kind}”.", f"There are: {', '.join(KINDS)}.")
        sys.stdout.write(schema_text(kind))
        return
    from generator.authoring.change import write
    from generator.authoring.schemas import schemas

    root = open_workspace(workspace)
    change = schemas()
    write(root, change)
    say(change.said)
