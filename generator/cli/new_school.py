"""`policypress new school`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.answers import Key, given_answers
from generator.cli.frame import day, in_workspace, on_day, open_workspace
from generator.cli.making import Making
from generator.cli.screen import counted, faults_and_warnings, say, show_problems
from generator.cli.stop import Stop
from generator.cli.teaching import teaching
from generator.problems import errors

if TYPE_CHECKING:
    from generator.model.library import Value


@teaching(
    "school",
    ("policypress new school", "Asks everything, one question at a time."),
    (
        "policypress new school hill-street",
        "The same, or goes on where you stopped: answers are kept as you give them.",
    ),
    (
        'policypress new school hill-street --name "Hill Street Example School" --nation wales --type community '
        '--phase primary --group none --value "policies.related=online safety policy" '
        "--outline social-media=merthyr-tydfil --no-input",
        "Asks nothing, and says at once which answers are missing and what can be answered.",
    ),
    exits={1: "the school’s file is written, but `check` finds faults in it", 2: "an answer is missing or will not do"},
)
@click.argument("school", required=False)
@click.option("--name", metavar="TEXT", help="The school’s full name.")
@click.option("--short-name", metavar="TEXT", help="How it is called where room is short.")
@click.option("--nation", metavar="NATION", help="england, wales, northern-ireland or scotland.")
@click.option("--type", "type_", metavar="ID", help="Its type, such as community, academy or integrated.")
@click.option("--phase", metavar="PHASE", help="nursery, primary, secondary, all-through or special.")
@click.option("--group", metavar="ID", help="Its council or trust, by the name of the group’s file; or none.")
@click.option("--policy", "policies", metavar="ID", multiple=True, help="A policy that it takes; may be given again.")
@click.option("--outline", "outlines", metavar="POLICY=OUTLINE", multiple=True, help="Which version of a policy.")
@click.option("--choice", "choices", metavar="CHOICE=CLAUSE", multiple=True, help="The option for a choice.")
@click.option(
    "--value",
    "values",
    metavar="DETAIL=VALUE",
    multiple=True,
    help="A detail; give it again for each line of a list; DETAIL= for one that the school does not have.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing; say which answers are missing.")
@in_workspace
@on_day
def new_school(school: str | None, workspace: Path | None, today: datetime.date | None, **given: object) -> int:
    """Make a new school’s file by answering questions.

    Asks for the school’s name, nation, type, phase and group, then only what its policies use and its group has left
    open, and last whom to tell and how to reach the office. Every answer is written at once to
    schools/SCHOOL/school.yml: stop when you like, and the same command asks only what is missing. An answer that is
    the default anyway stands there as a note, so that a later change of the default reaches the school. An answer
    given by an option is not asked.
    """
    root = open_workspace(workspace)
    answers, silent = given_answers(given), bool(given["no_input"])
    school_id = _school_id(root, school, answers, silent)
    making = Making(root, school_id, answers, silent)
    making.profile()
    making.policies()
    making.contacts(day(today))
    return _checked(root, making, day(today))


def _school_id(root: Path, given: str | None, answers: dict[Key, Value], silent: bool) -> str:
    """The id that was given, or one made of the school's name, which is then asked first; "" when both are missing."""
    from generator.authoring.profile_questions import id_question, name_question
    from generator.authoring.school_file import told
    from generator.cli.add import id_from
    from generator.cli.asking import ask

    question = id_question()
    if given is None:
        if ("name",) not in answers and not silent:
            answers[("name",)] = ask(name_question())
        if ("name",) not in answers:
            return ""
        name = str(answers[("name",)])
        given = id_from(name)
        file = root / "schools" / given / "school.yml"
        taken = bool(given) and file.exists() and told(file.read_text("utf-8", "replace")).get("name") != name
        if (taken or question.fault(given)) and not silent:
            return str(ask(question))
    if fault := question.fault(given):
        raise Stop(f"SCHOOL: {fault}", "Give the name of its folder, such as hill-street.")
    return given


def _checked(root: Path, making: Making, today: datetime.date) -> int:
    """Says whether the school is complete, and what to do next; the exit code."""
    from generator.pipeline.checking import check

    problems = check(root, today).problems
    own = tuple(problem for problem in problems if problem.school == making.school_id)
    show_problems(own)
    say("")
    kept = f"{making.path} holds {counted(making.kept, 'new answer')}"
    if errors(own):
        say(f"{kept}. Mend what is named above ({faults_and_warnings(own)}), then `policypress check`.", "bold red")
        return 1
    say(f"{kept}, and the school is complete.", "bold green")
    if making.may_be_welsh:
        say(f"For editions in Welsh, too, write `languages: [en, cy]` in {making.path}.")
        say(f"How far the Welsh is: `policypress languages {making.school_id}`.")
    say(f"Look at its pages: `policypress serve --school {making.school_id} --open`.")
    say(f"Make its pages and PDFs: `policypress build --school {making.school_id}`.")
    return 0
