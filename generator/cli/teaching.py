"""Commands whose --help teaches: what it does, examples, options, exit codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

EXITS: Mapping[int, str] = {
    0: "done",
    1: "faults in your files, or differences found",
    2: "wrong use, or the computer failed",
    130: "stopped with Ctrl-C",
}
"""What the exit code says, everywhere; a command may word its own."""

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class TeachingCommand(click.Command):
    """A command with examples, as (what to type, what that does), and exit codes in its help."""

    def __init__(
        self, *args: Any, examples: Sequence[tuple[str, str]] = (), exits: Mapping[int, str] | None = None, **more: Any
    ) -> None:
        """`exits` stand beside the common ones, or in their place."""
        super().__init__(*args, **more)
        self.examples = tuple(examples)
        self.exits = {**EXITS, **(exits or {})}

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, each with what it does below it, and the exit codes."""
        with formatter.section("Examples"):
            for typed, says in self.examples:
                formatter.write_text(typed)
                formatter.indent()
                formatter.write_text(says)
                formatter.dedent()
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), says) for code, says in sorted(self.exits.items())])


def teaching(
    name: str, *examples: tuple[str, str], exits: Mapping[int, str] | None = None
) -> Callable[[Callable[..., Any]], TeachingCommand]:
    """Turns a function into the command `name`; its docstring is the help."""
    return click.command(name, cls=TeachingCommand, examples=examples, exits=exits, context_settings=SETTINGS)
