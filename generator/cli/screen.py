"""What the commands print: colours on a terminal, plain lines in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.problems import Problem, errors

if TYPE_CHECKING:
    from rich.console import Console


@cache
def console(to_errors: bool = False) -> Console:
    """The screen; NO_COLOR, FORCE_COLOR and TERM are heeded by rich. Nothing that users wrote is read as markup."""
    from rich.console import Console

    return Console(stderr=to_errors, markup=False, emoji=False, highlight=False, soft_wrap=True)


def say(text: str, style: str = "", to_errors: bool = False) -> None:
    """One line, as it is; control characters of a terminal that a file's text may hold are taken out."""
    console(to_errors).print(harmless(text), style=style or None)


def show_text(text: str) -> None:
    """Lines of a wording, each as it is."""
    for line in text.splitlines():
        say(line)


def note(text: str) -> None:
    """A line beside the result, so that `--json` and pipes stay clean."""
    say(text, "dim", to_errors=True)


def show_problems(problems: Iterable[Problem]) -> None:
    """Errors, then warnings: `path:line:column: severity code: message`, and indented the hint and what caused it."""
    from rich.text import Text

    for problem in sorted(problems, key=lambda problem: problem.severity != "error"):
        colour = "bold red" if problem.severity == "error" else "bold yellow"
        line = Text.assemble(
            (f"{harmless(str(problem.where))}: ", "bold"),
            (f"{problem.severity} {problem.code}", colour),
            f": {harmless(problem.message)}",
        )
        console().print(line)
        for hint in problem.hint.split("\n") if problem.hint else ():
            console().print(f"    {harmless(hint)}")
        for place in problem.see:
            console().print(f"    see {harmless(str(place))}", style="dim")


def show_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """In a pipe one row a line, with tabs between, nothing shortened; on a terminal a table, wrapped to fit.

    There the last column, a place in a file, stands below the last but one.
    """
    if not console().is_terminal:
        show_tabbed(heads, rows)
        return
    harmless = [[harmless(cell) for cell in row] for row in (heads, *rows)]
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for number, head in enumerate(harmless[0][:-1]):
        table.add_column(head, overflow="fold", no_wrap=number == 0)
    for *cells, says, place in harmless[1:]:
        table.add_row(*cells, Text.assemble(says, "\n", (place, "dim")))
    console().print(table, soft_wrap=False)


def show_tabbed(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """One row a line, with tabs between, nothing shortened."""
    sys.stdout.write("".join("\t".join(map(harmless, row)) + "\n" for row in (heads, *rows)))


def print_json(content: Mapping[str, Any]) -> None:
    """For machines: ASCII only, so that no console or pipe spoils it."""
    sys.stdout.write(json.dumps(content, indent=2) + "\n")


SHAPE = frozenset(
    "value-wrong-type value-not-offered value-empty key-unknown key-missing front-matter-missing id-bad".split()
)
"""Faults in a file's shape, beside those of its YAML: such a file is not read any further."""


def show_unread(problems: Iterable[Problem]) -> None:
    """Says that more faults may come, when a file could not be read to its end."""
    if any(problem.code in SHAPE or problem.code.startswith("yaml-") for problem in errors(problems)):
        say("More may appear once these are mended.")


def show_elsewhere(number: int) -> None:
    """Counts the problems in schools that were not asked for."""
    if number:
        say(f"{counted(number, 'problem')} in other schools: `policypress check` names them.")


def counted(number: int, one: str, many: str = "") -> str:
    """`1 page`, `2 pages`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def faults_and_warnings(problems: tuple[Problem, ...]) -> str:
    """`2 faults, 1 warning`."""
    faults = len(errors(problems))
    warnings = len(problems) - faults
    parts = [counted(faults, "fault")] if faults else []
    parts += [counted(warnings, "warning")] if warnings else []
    return ", ".join(parts) or "no problems"


def harmless(text: str) -> str:
    """`text` without the control characters of a terminal."""
    return "".join(character if character >= " " and character not in "\x7f\x9b" else "�" for character in text)
