"""The command `policypress`: arguments, one call, progress, exit code."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys

import click

from generator import __version__
from generator.cli.screen import say
from generator.cli.stop import Stop
from generator.cli.teaching import SETTINGS

CTRL_C = 130


COMMANDS = (
    *("check", "build", "serve", "export", "values", "languages", "readability", "explain"),
    *("new", "reword", "add", "leave-out", "confirm"),
    *("compare", "adopt", "review", "correct", "note", "ratify", "revert", "withdraw", "due"),
    *("compose", "schema"),
)
"""In the order in which an office meets them, not by the alphabet."""


class _Loaded(click.Group):
    """Commands that are loaded when they are asked for: nobody waits for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from the module of that name."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command = getattr(importlib.import_module(f"generator.cli.{name}"), name)
        assert isinstance(command, click.Command)
        return command


@click.group("policypress", cls=_Loaded, context_settings=SETTINGS)
@click.version_option(__version__, "--version", message="policypress %(version)s")
@click.option(
    "--debug", is_flag=True, help="Show the traceback when Policypress itself fails (or POLICYPRESS_DEBUG=1)."
)
def policypress(debug: bool) -> None:
    """Make every school's policy website and PDFs from one library of clauses.

    Run the commands inside your policy folder, the one with content/ and schools/ in it.
    A first time: `policypress new school`, then `check`, then `build`.

    `policypress COMMAND --help` teaches each command, with examples.
    """


def main(arguments: list[str] | None = None) -> None:
    """Runs the command and leaves with its exit code. No fault of a user's or of the machine's shows a traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words or os.environ.get("POLICYPRESS_DEBUG", "") not in ("", "0")
    words = [word for word in words if word != "--debug"]
    for stream in (sys.stdout, sys.stderr):
        # a Windows console of another code page must not stop a command over one letter
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    gc.set_threshold(50_000, 20, 20)  # what is loaded and read hardly ever goes in circles, and a command is short
    code = _run(words, debug)
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    sys.exit(code)


def _run(words: list[str], debug: bool) -> int:
    try:
        with policypress.make_context("policypress", words) as context:
            return int(policypress.invoke(context) or 0)
    except click.exceptions.Exit as leave:
        return int(leave.exit_code)
    except click.ClickException as fault:
        fault.show()
        return 2
    except Stop as stop:
        _tell(stop.message, stop.hint)
        return stop.code
    except (KeyboardInterrupt, click.Abort):
        say("Stopped; nothing was left half done.", to_errors=True)
        return CTRL_C
    except BrokenPipeError:
        # whoever read our output has gone; Python would complain once more when it closes the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except Exception as fault:
        return _failed(fault, debug)


def _failed(fault: Exception, debug: bool) -> int:
    """The machine's fault in its own words; ours as ours."""
    from generator.publish import PublishError

    if debug:
        from rich.traceback import Traceback

        from generator.cli.screen import console

        console(to_errors=True).print(Traceback.from_exception(type(fault), fault, fault.__traceback__))
    if isinstance(fault, PublishError):
        _tell(fault.message, fault.hint)
    elif isinstance(fault, OSError):
        place = fault.filename or "a file"
        _tell(f"The computer could not read or write {place}: {fault.strerror or type(fault).__name__}.", "")
    else:
        first = (str(fault).splitlines() or [""])[0]
        _tell(
            f"Policypress itself failed, and that is our fault, not yours ({type(fault).__name__}: {first[:200]}).",
            "Nothing was published. Please report it with what `policypress --debug …` prints, the same command again.",
        )
    return 2


def _tell(message: str, hint: str) -> None:
    say(message, "bold red", to_errors=True)
    for line in hint.splitlines():
        say(f"    {line}", to_errors=True)


if __name__ == "__main__":
    main()
