"""The guide's page about commands, made from their own help, so that the two cannot differ."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from generator.cli.teaching import EXITS, TeachingCommand

_HEAD = """\
# Commands

<!-- Made from the commands' own help: `pytest tests/test_cli_docs.py --update-expected` writes this page anew. -->

Type commands in a terminal that is open in your policy folder, the one with `content/` and `schools/` in it.
`policypress --help` lists them, `policypress build --help` teaches one.

A command that was interrupted, by Ctrl-C or a power cut, has changed everything or nothing.
What is left of it the next command finishes or clears away, and says so in one line.

On a terminal you see colours and bars; set `NO_COLOR=1` for none.
In a pipe there are plain lines, and with `--json`, where a command has it, JSON alone.

Every command ends with an exit code, for those who call it from a script:

"""

_COMMON = """
These options stand before the command:

| Option | What it does |
|---|---|
"""


def handbook(group: click.Group) -> str:
    """The page as Markdown, for `group` and every command in it."""
    context = click.Context(group, info_name="policypress")
    lines = [_HEAD.rstrip("\n"), "", "| Code | What it says |", "|---|---|"]
    lines += [f"| {code} | {says} |" for code, says in sorted({**EXITS, 3: "something is overdue"}.items())]
    lines += [_COMMON.rstrip("\n"), *_options(group, context)]
    for name, command, inner in _commands(group, context):
        lines += ["", f"## {name}", "", *_text(command), "", "    " + _usage(command, inner)]
        rows = list(_options(command, inner))
        if rows:
            lines += ["", "| Option | What it does |", "|---|---|", *rows]
        if isinstance(command, TeachingCommand):
            lines += _lessons(command)
    return "\n".join(lines) + "\n"


def _commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, parent=context, info_name=name)
        if isinstance(command, click.Group):
            for below, lowest, innermost in _commands(command, inner):
                yield f"{name} {below}", lowest, innermost
        else:
            yield name, command, inner


def _usage(command: click.Command, context: click.Context) -> str:
    return " ".join([context.command_path, *command.collect_usage_pieces(context)])


def _text(command: click.Command) -> list[str]:
    """The help, one sentence a line."""
    text = inspect.cleandoc(command.help or "")
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += ["", *re.split(r"(?<=[.:]) (?=[A-Z`])", paragraph)]
    return lines[1:]


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option) and "--help" not in parameter.opts:
            yield f"| `{record[0]}` | {' '.join(record[1].split())} |"


def _lessons(command: TeachingCommand) -> list[str]:
    lines = ["", "For example:" if len(command.examples) == 1 else "Examples:", ""]
    for typed, says in command.examples:
        lines += [f"    {typed}", "", says, ""]
    own = {code: says for code, says in command.exits.items() if says != EXITS.get(code)}
    codes = [f"- `{code}`: {says}" for code, says in sorted(own.items())]
    return lines[:-1] + (["", "Exit codes:", "", *codes] if codes else [])
