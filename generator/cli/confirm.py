"""`policypress confirm CLAUSE [AUDIENCE…]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.frame import in_workspace, open_workspace, or_stop, read, school_of
from generator.cli.screen import say, show_text
from generator.cli.stop import Stop
from generator.cli.teaching import teaching

if TYPE_CHECKING:
    from generator.authoring.change import Change
    from generator.model.clause import Clause
    from generator.model.edition import Audience


@teaching(
    "confirm",
    (
        "policypress confirm decline-friend-requests",
        "Shows the staff wording and all others, asks, and records all of them.",
    ),
    (
        "policypress confirm decline-friend-requests pupil --yes",
        "Shows both wordings, and records without asking.",
    ),
    ("policypress confirm --unrecorded", "To begin with: a record for every wording of the library that has none."),
    exits={1: "refused: there is nothing to compare, or the file has faults; or you said no"},
)
@click.argument("clause", required=False)
@click.argument("audiences", metavar="[AUDIENCE]...", nargs=-1, type=click.Choice(["pupil", "parent"]))
@click.option("--school", metavar="SCHOOL", help="CLAUSE is a clause of this school’s own.")
@click.option("--unrecorded", is_flag=True, help="Every wording of the library that has no record yet, unseen.")
@click.option("--yes", is_flag=True, help="Do not ask: you have read them.")
@in_workspace
def confirm(
    clause: str | None, audiences: tuple[Audience, ...], workspace: Path | None, school: str | None, **given: bool
) -> None:
    """Record which staff wording the others go with.

    When the staff wording of CLAUSE changes afterwards, `policypress check` and the internal drafts say that the other
    is stale. Prints the staff wording and those of AUDIENCE (pupil, parent; without it both), asks whether they say
    the same, and writes a sign of the staff wording to `written-against:` in the clause's file, whose comments and
    order stay. In a pipe nothing is asked.
    """
    from generator.authoring.change import write

    root = open_workspace(workspace)
    if given["unrecorded"]:
        change = _all_unrecorded(root, clause or school)
    elif clause is None:
        raise Stop("Which clause?", "Give its id, the name of its file without .md; `policypress check` names them.")
    else:
        change = _one(root, clause, audiences, school, given["yes"])
    if change.files:
        write(root, change)
    say(change.said, "bold green" if change.files else "")


def _all_unrecorded(root: Path, named: str | None) -> Change:
    from generator.authoring.confirm import confirm_unrecorded

    if named:
        raise Stop("--unrecorded is for the whole library.", "Leave out the clause, or leave out --unrecorded.")
    return or_stop(confirm_unrecorded(root, read(root)))


def _one(root: Path, asked: str, audiences: tuple[Audience, ...], school: str | None, yes: bool) -> Change:
    from generator.authoring.confirm import clause_to_confirm, nothing_to_confirm
    from generator.authoring.confirm import confirm as confirmed
    from generator.cli.asking import can_ask
    from generator.compose.parity import recordable

    folder = read(root)
    clause = or_stop(clause_to_confirm(folder, school_of(folder, school) if school else None, asked))
    or_stop(nothing_to_confirm(clause, audiences))
    whose = tuple(dict.fromkeys(audiences)) or recordable(clause)
    change = or_stop(confirmed(root, clause, whose))
    _show(clause, whose)
    if change.files and not yes and can_ask():
        _ask()
        return or_stop(confirmed(root, clause, whose))  # of the file as it is now: answering takes its time
    return change


def _show(clause: Clause, audiences: tuple[Audience, ...]) -> None:
    """The wordings one below the other: on a narrow screen, in a pipe and for a screen reader the same."""
    headed = [("Staff", clause.wordings["staff"])]
    for audience in audiences:
        named = ((audience.capitalize(), clause.wordings), (f"{audience.capitalize()}, secondary", clause.secondary))
        headed += [(heading, texts[audience]) for heading, texts in named if audience in texts]
    for heading, text in headed:
        say(f"# {heading}", "bold")
        show_text(text.source)
        say("")


def _ask() -> None:
    from generator.authoring.question import Option, Question
    from generator.cli.asking import ask

    options = (Option("yes", "Yes: record it"), Option("no", "No: write nothing"))
    if ask(Question(("same",), "Do they say the same, as far as each reader needs it?", options=options)) == "no":
        raise Stop("Nothing was recorded.", "Change the wording in the file, then run the same command again.", 1)
