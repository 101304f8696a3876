"""`policypress add SCHOOL --after CLAUSE`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.frame import in_workspace, open_workspace, or_stop, read, school_of
from generator.cli.reword import given_or_asked
from generator.cli.screen import say
from generator.cli.stop import Stop
from generator.cli.teaching import teaching

if TYPE_CHECKING:
    from generator.authoring.add_clause import NewClause
    from generator.authoring.question import Question
    from generator.model.clause import Treatment
    from generator.model.edition import Audience

READERS: Mapping[str, str] = {"staff": "staff", "pupil": "pupils", "parent": "parents"}


@teaching(
    "add",
    (
        'policypress add forge --after decline-friend-requests --title "Class pages"',
        "Asks how each audience is treated.",
    ),
    (
        'policypress add forge --after "staff 4.3" --title "Class pages" --own staff="A class page is opened by '
        'two members of staff." --withhold pupil="Only staff open class pages." --same-as parent=staff',
        "Asks nothing: staff and parents read the sentence, pupils do not get the clause.",
    ),
    exits={1: "refused: there is a clause of that id already, or nobody would read it"},
)
@click.argument("school")
@click.option("--after", metavar="CLAUSE", required=True, help="The clause after which it stands: id or number.")
@click.option("--title", metavar="TEXT", help="Its title. Asked when it is not given.")
@click.option("--id", "clause_id", metavar="ID", help="Its permanent id. Without it: made from the title.")
@click.option(
    "--own",
    metavar="AUDIENCE[=TEXT]",
    multiple=True,
    help="This audience gets a wording of its own: TEXT, or what you write into the file. May be given again.",
)
@click.option(
    "--same-as", metavar="AUDIENCE=AUDIENCE", multiple=True, help="The first audience reads the second's wording."
)
@click.option(
    "--withhold",
    metavar="AUDIENCE=REASON",
    multiple=True,
    help="This audience does not get the clause. The reason is published nowhere.",
)
@in_workspace
def add(school: str, after: str, workspace: Path | None, **options: object) -> None:
    """Add a clause of the school's own.

    It stands after CLAUSE in every edition whose audience gets it. How staff, pupils and parents are treated must be
    decided for each; what is not given by an option is asked. Writes schools/SCHOOL/clauses/ID.md and places it in the
    school's file, whose comments and order stay.
    """
    from generator.authoring.add_clause import add_clause, refused
    from generator.authoring.change import write
    from generator.authoring.finding import find_clause
    from generator.authoring.standing import sections_opened

    root = open_workspace(workspace)
    folder = read(root)
    found_school = school_of(folder, school)
    after_clause = or_stop(find_clause(folder, found_school, after))
    new = _new_clause(options)
    or_stop(refused(folder, found_school, new))
    change = or_stop(add_clause(root, found_school, after_clause, new))
    write(root, change)
    say(change.said, "bold green")
    for audience, title in sections_opened(folder, found_school, after_clause, new.readers):
        say(f"The {audience} edition had no section “{title}”: it gets one, with this clause alone, and sections after")
        say(
            f"it get new numbers. If you do not want that, stand it after a clause that {READERS[audience]} get: change"
        )
        say(f"`after:` in {found_school.where.path}.")
    say("Then run `policypress check`.")


def _new_clause(options: Mapping[str, object]) -> NewClause:
    from generator.authoring.add_clause import NewClause
    from generator.model.edition import AUDIENCES

    decided, wordings = _decided(options)
    given = options["title"]
    title = given_or_asked(given if isinstance(given, str) else None, "--title", "What is the clause’s title?")
    for audience in (name for name in AUDIENCES if name not in decided):
        treatment, wording = _ask_treatment(audience)
        decided[audience] = treatment
        if wording:
            wordings[audience] = wording
    return NewClause(str(options["clause_id"] or id_from(title)), title, decided, wordings)


def _decided(options: Mapping[str, object]) -> tuple[dict[Audience, Treatment], dict[Audience, str]]:
    from generator.model.clause import Treatment

    decided: dict[Audience, Treatment] = {}
    wordings: dict[Audience, str] = {}
    for text in _texts(options["own"]):
        name, _, wording = text.partition("=")
        audience = _audience(name, "--own")
        _once(decided, audience)
        decided[audience] = Treatment("own")
        if wording.strip():
            wordings[audience] = wording.strip()
    for text in _texts(options["same_as"]):
        name, _, other = text.partition("=")
        audience = _audience(name, "--same-as")
        _once(decided, audience)
        decided[audience] = Treatment("same-as", same_as=_audience(other, "--same-as"))
    for text in _texts(options["withhold"]):
        name, _, reason = text.partition("=")
        audience = _audience(name, "--withhold")
        _once(decided, audience)
        if not reason.strip():
            raise Stop(f"--withhold {name} needs a reason.", f'Write it as --withhold {name}="why".')
        decided[audience] = Treatment("withheld", reason=reason.strip())
    return decided, wordings


def _texts(given: object) -> Sequence[str]:
    return given if isinstance(given, tuple) else ()


def _once(decided: Mapping[Audience, Treatment], audience: Audience) -> None:
    if audience in decided:
        raise Stop(
            f"How {audience} is treated is given twice.", "Give one of --own, --same-as and --withhold for each."
        )


def _audience(name: str, option: str) -> Audience:
    from generator.model.edition import AUDIENCES

    for audience in AUDIENCES:
        if audience == name.strip().lower():
            return audience
    raise Stop(f"{option}: “{name}” is no audience.", f"There are: {', '.join(AUDIENCES)}.")


def _ask_treatment(audience: Audience) -> tuple[Treatment, str]:
    from generator.authoring.question import Option, Question
    from generator.model.clause import Treatment
    from generator.model.edition import AUDIENCES

    others = [other for other in AUDIENCES if other != audience]
    options = (
        Option("own", "A wording of its own"),
        *(Option(other, f"The same wording as the {other} edition") for other in others),
        Option("withheld", "Nothing: this edition does not hold the clause"),
    )
    answer = _asked(Question(("treatment",), f"What does the {audience} edition get?", options=options))
    if answer == "withheld":
        asks = "Why not? The reason is for policy officers and published nowhere."
        return Treatment("withheld", reason=_asked(Question(("reason",), asks))), ""
    if answer == "own":
        asks = f"What do {READERS[audience]} read? Leave it empty to write it into the file later."
        return Treatment("own"), _asked(Question(("wording",), asks, optional=True))
    return Treatment("same-as", same_as=next(other for other in others if other == answer)), ""


def _asked(question: Question) -> str:
    from generator.cli.asking import AnswersEnded, ask

    try:
        return str(ask(question))
    except AnswersEnded:
        raise Stop(
            "How each audience is treated must be decided.",
            "Give --own AUDIENCE, --same-as AUDIENCE=OTHER or --withhold AUDIENCE=REASON for staff, pupil and parent.",
        ) from None


def id_from(title: str) -> str:
    """An id from the words of a title or name: `Class pages & blogs` → `class-pages-blogs`."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", title)).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while words and not words[0][0].isalpha():
        words.pop(0)
    return "-".join(words)[:63].rstrip("-")
