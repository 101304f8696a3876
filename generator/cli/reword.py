"""`policypress reword SCHOOL CLAUSE`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.frame import day, in_workspace, on_day, open_workspace, or_stop, read, school_of
from generator.cli.screen import say
from generator.cli.stop import Stop
from generator.cli.teaching import teaching

if TYPE_CHECKING:
    from generator.model.clause import Clause
    from generator.model.edition import Audience


@teaching(
    "reword",
    ("policypress reword forge decline-friend-requests", "Asks for whom and why, then writes the file to change."),
    ('policypress reword forge "staff 4.3"', "The clause that the staff edition numbers 4.3 today."),
    (
        'policypress reword forge decline-friend-requests --audience pupil --reason "Our pupils asked for an example."',
        "Asks nothing.",
    ),
    exits={1: "refused: the clause is fixed, or your school words it itself already"},
)
@click.argument("school")
@click.argument("clause")
@click.option(
    "--audience",
    "audiences",
    metavar="AUDIENCE",
    type=click.Choice(["staff", "pupil", "parent"]),
    multiple=True,
    help="For staff, pupil or parent; may be given again. Without it: asked, or all with a wording of their own.",
)
@click.option("--reason", metavar="TEXT", help="Why the school words it itself, for governors.")
@in_workspace
@on_day
def reword(school: str, clause: str, workspace: Path | None, today: datetime.date | None, **given: Any) -> None:
    """Word a clause in the school's own words.

    CLAUSE is the clause's id, or a number of an edition as it stands today, such as "staff 4.3".
    Writes schools/SCHOOL/clauses/CLAUSE.md with the library's text in it: change it there. The library's wording stays
    in that file as a comment, and `policypress check` says when the library's wording has changed since.
    """
    from generator.authoring.change import write
    from generator.authoring.finding import find_clause
    from generator.authoring.reword import Wanted, refused, withheld_from
    from generator.authoring.reword import reword as reworded

    root = open_workspace(workspace)
    folder = read(root)
    found_school = school_of(folder, school)
    found = or_stop(find_clause(folder, found_school, clause))
    or_stop(refused(folder, found_school, found))
    chosen = given["audiences"] or _whom(found.clause)
    or_stop(withheld_from(found_school, found.clause, chosen))
    why = given_or_asked(given["reason"], "--reason", "Why does the school word it itself? One sentence for governors.")
    change = or_stop(reworded(root, found_school, found.clause, Wanted(chosen, why, day(today))))
    write(root, change)
    say(change.said, "bold green")
    say("Then run `policypress check`.")


def _whom(clause: Clause) -> tuple[Audience, ...]:
    """Asked on a terminal; in a pipe all who have a wording of their own."""
    from generator.authoring.question import Option, Question
    from generator.authoring.reword import audiences_with_own
    from generator.cli.asking import ask, can_ask

    own = audiences_with_own(clause)
    if len(own) < 2 or not can_ask():
        return own
    options = (*(Option(name, name.capitalize()) for name in own), Option("all", "All of them"))
    answer = ask(Question(("audience",), "For whom does the school word it itself?", options=options, default="all"))
    return tuple(name for name in own if answer in ("all", name))


def given_or_asked(given: str | None, option: str, asks: str) -> str:
    """The text of an option, or else the answer to the question."""
    from generator.authoring.question import Question
    from generator.cli.asking import AnswersEnded, ask

    question = Question(("answer",), asks)
    if given is None:
        try:
            return str(ask(question))
        except AnswersEnded:
            raise Stop(f"{option} is needed.", f"It answers: {asks}") from None
    text = str(question.understood(given))
    if fault := question.fault(text):
        raise Stop(f"{option}: {fault}", f"It answers: {asks}")
    return text
