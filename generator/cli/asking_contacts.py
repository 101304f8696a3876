"""Asking for one contact of a new school."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.authoring.contact_questions import AskedContact
    from generator.model.schools import School
    from generator.model.workspace import Workspace


def ask_contact(asked: AskedContact, workspace: Workspace, school: School) -> dict[str, str]:
    """The answers by key; none when the contact is skipped. Raises `AnswersEnded` when nobody is there to answer."""
    from generator.authoring.contact_questions import contact_questions
    from generator.cli.asking import ask

    answers: dict[str, str] = {}
    for question in contact_questions(asked, _title(asked.role, workspace, school)):
        answers[question.name] = str(ask(question))
        if not answers.get("post"):
            return {}
    return answers


def _title(role: str, workspace: Workspace, school: School) -> str:
    """What the school's policies call whoever has that role; "" when no detail says it."""
    from generator.compose.inherit import settled_values

    given = settled_values(workspace, school).get(f"{role}.title")
    return given.value if given and isinstance(given.value, str) else ""
