"""What `new school --no-input` says when answers are missing: all of them at once, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.cli.stop import Stop

if TYPE_CHECKING:
    from generator.authoring.question import Question
    from generator.cli.answers import Key
    from generator.model.library import Value
    from generator.model.schools import School
    from generator.model.workspace import Workspace


def must_be_given(question: Question) -> bool:
    """Whether `question` cannot stay without an answer where nothing is asked."""
    return not question.optional and (not question.default or question.suggested)


def begun_school(workspace: Workspace, school_id: str, said: Mapping[str, Any], given: Mapping[Key, Value]) -> School:
    """The school as far as its file and the options tell; what will not do is left for later to be refused."""
    from generator.authoring.missing import unfinished_school
    from generator.authoring.policy_questions import question_at
    from generator.authoring.question import Question
    from generator.authoring.school_file import answered

    school = unfinished_school(school_id, said)
    for at, answer in given.items():
        question = question_at(workspace, school, at)
        if isinstance(question, Question) and at[0] != "policies":
            school = answered(school, question, answer)
        elif isinstance(question, Question) and isinstance(answer, str):
            school = answered(school, question, question.understood(answer))
    return school


def missing_stop(workspace: Workspace, school: School, profile: Sequence[Question], text: str) -> Stop:
    """The end of the command; `profile` are the open questions about the profile, `text` is the school's file."""
    from generator.authoring.missing import missing_answers, opens_more
    from generator.authoring.school_file import asked_already, declined

    none = declined(text)
    policies = [q for q in missing_answers(workspace, school, none) if not asked_already(text, q)]
    lines: list[str] = []
    for question in (*profile, *policies):
        lines += _shown(question, opens_more(workspace, school, question, none))
    return Stop("Answers are missing, and --no-input asks nothing:", "\n".join(lines))


def _shown(question: Question, more: bool) -> Iterator[str]:
    """The option to give, what it answers, and each answer there is."""
    yield f"{_option(question)}   {question.asks}{' More questions follow from this answer.' if more else ''}"
    for option in question.options:
        yield f"    {option.answer}: {option.says}"


def _option(question: Question) -> str:
    """The option that answers `question`."""
    top, *below = question.at
    if not below:
        return "--policy" if top == "policies" else f"--{top}"
    return f"--{ {'policies': 'outline', 'choices': 'choice', 'values': 'value'}[top] } {below[0]}=…"
