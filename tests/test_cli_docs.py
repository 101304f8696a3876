"""docs/commands.md is the commands' own help."""

from __future__ import annotations

from pathlib import Path

from generator.cli.handbook import handbook
from generator.cli.main import policypress

PAGE = Path(__file__).resolve().parent.parent / "docs/commands.md"


def test_the_page_says_what_the_help_says(update_expected: bool) -> None:
    page = handbook(policypress)
    if update_expected:
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page, "write it anew with `pytest tests/test_cli_docs.py --update-expected`"


def test_every_command_and_option_is_named() -> None:
    """Asked of click itself, not of the function that writes the page."""
    import click

    sections = PAGE.read_text("utf-8").split("\n## ")

    def look(command: click.Command, name: str) -> None:
        if isinstance(command, click.Group):
            context = click.Context(command)
            for below in command.list_commands(context):
                inner = command.get_command(context, below)
                assert inner is not None
                look(inner, f"{name} {below}".strip())
            return
        (section,) = [text for text in sections if text.startswith(f"{name}\n")]
        told = [each for each in command.params if each.name != "specimen"]  # hidden: for the samples’ records alone
        for option in told:
            metavar = option.make_metavar(click.Context(command)).strip("[]")
            for spelling in option.opts if isinstance(option, click.Option) else [metavar]:
                assert spelling in section, (name, spelling)

    look(policypress, "")
