"""What a new school is asked about its contacts: whom to tell, and how to reach the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.authoring.question import Option, Question
from generator.formats.filters import capital
from generator.formats.yaml_words import Tree

_SEEN_BY: Mapping[str, tuple[str, ...]] = {
    "everybody": ("staff", "pupil", "parent"),
    "adults": ("staff", "parent"),
    "staff": ("staff",),
    "nobody": (),
}
_SEES = (
    Option("everybody", "Staff, pupils and parents"),
    Option("adults", "Staff and parents"),
    Option("staff", "Staff only"),
    Option("nobody", "Nobody yet"),
)


@dataclass(frozen=True, slots=True)
class AskedContact:
    """A contact that a new school is asked for: its role, how it is asked for, and whether it is whom to tell."""

    role: str
    asks: str
    example: str
    tell: bool = False


CONTACTS = (
    AskedContact(
        "safeguarding",
        "Whom do staff, pupils and parents tell when they worry about a child? Name the post, not the person.",
        "Designated safeguarding lead",
        tell=True,
    ),
    AskedContact("office", "And the school office: what is it called?", "School office"),
)


def contact_questions(asked: AskedContact, title: str = "") -> tuple[Question, ...]:
    """Post, telephone number, e-mail address, and who sees them; without a post there is no contact.

    `title` is what the school's policies call the post, which is the example then.
    """
    example = capital(title) if title else asked.example
    return (
        Question(("contacts", asked.role, "post"), asked.asks, example, optional=True),
        Question(("contacts", asked.role, "phone"), "On which telephone number?", "01632 960001", optional=True),
        Question(("contacts", asked.role, "email"), "At which e-mail address?", "office@school.example", optional=True),
        Question(("contacts", asked.role, "show-to"), "Who may see this contact?", options=_SEES, default="everybody"),
    )


def contact_entry(asked: AskedContact, answers: Mapping[str, str]) -> Mapping[str, Tree]:
    """The contact as it stands in the school's file; `answers` by the last key of each question."""
    entry: dict[str, Tree] = {"role": asked.role}
    entry.update({key: answers[key] for key in ("post", "phone", "email") if answers[key]})
    if asked.tell:
        entry["tell"] = "true"
    return {**entry, "show-to": _SEEN_BY[answers["show-to"]]}
