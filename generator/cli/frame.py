"""What every command begins with: its policy folder, its date, and what a killed command left."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator.cli.screen import note
from generator.cli.stop import Stop

if TYPE_CHECKING:
    from generator.model.schools import School
    from generator.model.workspace import Workspace
    from generator.problems import Problem

Function = TypeVar("Function", bound=Callable[..., Any])


def _as_date(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime.date | None:
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"“{value}” is no date such as 2026-09-01", ctx, param) from None


def in_workspace(function: Function) -> Function:
    """The option --workspace."""
    return click.option(
        "--workspace",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="The policy folder. Without it: this folder, or the nearest above that is one.",
    )(function)


def on_day(function: Function) -> Function:
    """The option --today."""
    return click.option(
        "--today",
        metavar="YYYY-MM-DD",
        callback=_as_date,
        help="The date to go by, such as 2026-09-01. Without it: today.",
    )(function)


def as_json(function: Function) -> Function:
    """The option --json."""
    return click.option("--json", "json_wanted", is_flag=True, help="Print JSON for other programs.")(function)


def day(today: datetime.date | None) -> datetime.date:
    """The date to go by; reviews and laws of another century are typing mistakes."""
    if today is not None and not 2000 <= today.year < 2100:
        raise Stop(f"--today {today.isoformat()} is not a date to go by.", "Give one from 2000 to 2099.")
    return today or datetime.date.today()


def open_workspace(given: Path | None, out: Path | None = None) -> Path:
    """The policy folder, after finishing or dropping what a killed command left there or in its output.

    `out` is the output folder, by default `site` in the policy folder.
    """
    root = _root(given)
    _recover(root, out or root / "site")
    return root


def store_folder() -> Path:
    """Where what was dear to make is kept: this user's cache folder, or the one that POLICYPRESS_CACHE names.

    Never in the policy folder: one that came from elsewhere must not bring finished pages along, and a sync program
    would carry thousands of files about.
    """
    from platformdirs import user_cache_path

    named = os.environ.get("POLICYPRESS_CACHE")
    return Path(named).absolute() if named else user_cache_path("policypress", appauthor=False)


def _root(given: Path | None) -> Path:
    from generator.library import find_workspace

    if given is None:
        found = find_workspace(Path.cwd())
        if found is not None:
            return found
        raise Stop(
            f"There is no policy folder here: neither {Path.cwd()} nor a folder above it "
            "holds content/ and mkdocs.yml.",
            "Change to your policy folder, name it with --workspace DIR, "
            "or make a new one with `policypress new workspace DIR`.",
        )
    root = given.resolve()
    if not (root / "content").is_dir():
        raise Stop(
            f"{given} is no policy folder: it holds no folder content/.",
            "Name the folder that holds content/ and schools/, or make one with `policypress new workspace DIR`.",
        )
    return root


def _recover(root: Path, out: Path) -> None:
    """Says in one line what was finished or dropped. A machine's fault here must not stop a command that only reads."""
    from generator.publish import PublishError, output_folder, recover, workspace_folder

    for output in (output_folder(out, workspace=root), workspace_folder(root)):
        try:
            done = recover(output)
        except PublishError as fault:
            note(f"An interrupted command could not be finished yet. {fault.message} {fault.hint}")
            continue
        if done is not None:
            note(str(done))


def read(root: Path) -> Workspace:
    """The policy folder's files; problems are `check`'s to report, a command says only what stops it."""
    from generator.library import read_workspace

    return read_workspace(root)[0]


def school_of(workspace: Workspace, school_id: str) -> School:
    """The school, or a one-line end."""
    from generator.authoring.finding import find_school

    return or_stop(find_school(workspace, school_id))


Wanted = TypeVar("Wanted")


def or_stop(found: Wanted | Problem) -> Wanted:
    """What was wanted; a problem ends the command with its message, place and hint.

    The exit code is 2 for a name that does not exist, which is wrong use, and 1 for all else.
    """
    from generator.problems import Problem

    if isinstance(found, Problem):
        message = found.message[:1].upper() + found.message[1:] + "."
        seen = [f"see {place}" for place in (found.where, *found.see)]
        code = 2 if found.code.endswith("-unknown") else 1
        raise Stop(message, "\n".join([found.hint, *seen] if found.hint else seen), code)
    return found
