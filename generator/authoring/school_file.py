"""A new school's file: commented, and written answer by answer, so that asking can stop and go on another day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.authoring.question import Question
from generator.authoring.yaml_edit import with_added, with_comment
from generator.formats.yaml_text import read_yaml
from generator.formats.yaml_words import Tree, block, example_lines, flow
from generator.model.library import Value
from generator.model.schools import Given, School, SchoolPolicy

_ASKED = "(the school has none)"
"""Stands behind the name of an optional question that was left without an answer, so that it is not asked again."""

_DEFAULT = "(the default, which the school follows)"
"""Stands behind an answer that is what the school would have anyway: unwritten, so that later changes reach it."""

_HEAD = """\
# yaml-language-server: $schema=../../content/schemas/school.schema.json
# {name}: who the school is, and what it fills in, chooses and changes.
# Lines that begin with # are notes for you. Text with a colon, a # or a quotation mark in it stands in "…".
# `policypress check` says what is missing or wrong; `policypress values {id}` shows where every detail comes from.

"""

_MORE = "# More that can stand here, without the #:"
_TAIL = f"""
{_MORE}
#
# short-name: Example Primary   # how the school is called where room is short
# address: https://school.example/policies   # where its own pages are published, if not with the others
# publish: draft   # shows drafts in public, each page marked DRAFT, NOT ADOPTED, for a consultation
# public: [pupil, parent]   # the editions that everybody may read; the others go to the internal pages
# languages: [en, cy]   # in Wales: editions in Welsh, too
# brand: {{colour: "#1d4f5c", logo: logo.svg}}   # the logo lies beside this file
#
# Who holds a post today. These change without governors, and are shown only to those named after show-to.
# contacts-changed: 2026-09-01
# contacts:
#   - role: safeguarding
#     post: Designated safeguarding lead   # as it is called in your nation
#     phone: 01632 960001
#     email: safeguarding@school.example
#     tell: true   # printed under “Whom to tell”
#     show-to: [staff, pupil, parent]
#
# A clause left out, one added, one worded anew: `policypress leave-out`, `policypress add`, `policypress reword`.
"""

_ABOVE: Mapping[str, Sequence[str]] = {
    "short-name": (),
    "nation": (),
    "type": (),
    "phase": (),
    "group": ("", "What this council or trust has fixed or suggested comes from schools/groups/."),
    "policies": ("", "The policies that the school takes, and in which version."),
    "choices": ("", "Where a policy leaves a choice, the option that the school takes."),
    "values": ("", "The school’s details."),
    "contacts-changed": ("", "Who holds a post today, and who sees it. These change without governors."),
}


def begun(school_id: str, name: str) -> str:
    """The text of a new school's file that holds no more than its name."""
    return _HEAD.format(name=_one_line(name), id=school_id) + "\n".join(block("name", name, 0)) + "\n" + _TAIL


def told(text: str) -> Mapping[str, Any]:
    """What a school's file says so far, as read; questions answered with "none" are there as None."""
    tree, _ = read_yaml(text, "")
    said = dict(tree.value) if isinstance(tree.value, dict) else {}
    return {**dict.fromkeys(_asked_names(text)), **said}


def asked_already(text: str, question: Question) -> bool:
    """Whether this question was answered before with "none" or with the default."""
    followed = re.findall(rf"^#\s*(\S+): .*{re.escape(_DEFAULT)}$", text, re.MULTILINE)
    return question.name in (*_asked_names(text), *followed)


def declined(text: str) -> frozenset[str]:
    """Names of the details that the school said it has not."""
    return frozenset(_asked_names(text))


def _asked_names(text: str) -> list[str]:
    return re.findall(rf"^#\s*(\S+):\s*{re.escape(_ASKED)}$", text, re.MULTILINE)


def with_default(text: str, question: Question, default: Value) -> str:
    """The file's text with a comment that says which default the school follows for `question`, and under which key."""
    *above, name = question.at
    keys = [f"#{' ' * (2 * depth + 1)}{key}:" for depth, key in enumerate(above)]
    answer = f"#{' ' * (2 * len(above) + 1)}{name}: {flow(_tree(default))}   # {_DEFAULT}"
    return with_comment(text, ["", *_comment(question), *keys, answer], _MORE)


def with_contact(text: str, entry: Mapping[str, Tree], today: datetime.date) -> str:
    """The file's text with one more contact, and with the day on which contacts changed."""
    said = told(text)
    if not said.get("contacts-changed"):
        text = with_added(text, ("contacts-changed",), today.isoformat(), _above("contacts-changed"))
    return with_added(text, ("contacts",), [entry]).replace('tell: "true"', "tell: true")


def without_contact(text: str, role: str) -> str:
    """The file's text with a note that a contact was asked for and not given."""
    return with_comment(text, [f"# contacts.{role}: {_ASKED}"], _MORE)


def contact_is_open(text: str, role: str) -> bool:
    """Whether the file neither holds a contact of that role nor says that there is none."""
    given = told(text).get("contacts") or []
    held = [entry.get("role") for entry in given if isinstance(entry, dict)] if isinstance(given, list) else []
    return role not in held and f"contacts.{role}" not in _asked_names(text)


def with_answer(text: str, question: Question, answer: Value) -> str:
    """The file's text with the answer to `question` under its key, below the question itself as a comment."""
    if not answer:
        return with_comment(text, ["", *_comment(question), f"# {question.name}: {_ASKED}"], _MORE)
    top, *below = question.at
    if top == "policies" and not below:
        ids = (answer,) if isinstance(answer, str) else answer
        return with_added(text, ("policies",), {policy: {} for policy in ids}, _above("policies"))
    if not below:
        return with_added(text, (top,), _tree(answer), _above(top))
    has_top = isinstance(told(text).get(top), dict)
    if top in ("choices", "values") and not has_top:
        text = with_added(text, (top,), {}, _above(top))
    return with_added(text, question.at, _tree(answer), _comment(question))


def answered(school: School, question: Question, answer: Value) -> School:
    """The school with that answer, so that what is still open can be told without reading the folder again."""
    given = Given(answer, False, school.id, school.where)
    top, name = question.at[0], question.at[1]
    if not answer:
        return school
    if top == "choices":
        return replace(school, choices={**school.choices, name: given})
    if top == "values":
        return replace(school, values={**school.values, name: given})
    taken: SchoolPolicy = replace(school.policies[name], outline=given)
    return replace(school, policies={**school.policies, name: taken})


def _tree(answer: Value) -> Tree:
    return answer if isinstance(answer, str) else list(answer)


def _above(key: str) -> list[str]:
    lines = _ABOVE.get(key, ())
    return [f"# {line}" if line else "" for line in lines]


def _comment(question: Question) -> list[str]:
    """The question, and what can be answered, as comment lines."""
    if question.at[0] == "policies":
        return []
    options = [f"#   {option.answer}: {_one_line(option.says)}" for option in question.options]
    if question.several and question.example:
        lines = example_lines(question.name, question.kind, _one_line(question.example))
        return [f"# {_one_line(question.asks)} For example:", *(f"#{line}" for line in lines)]
    example = f" For example: {_one_line(question.example)}" if question.example else ""
    return [f"# {_one_line(question.asks)}{example}", *options]


def _one_line(text: str) -> str:
    """Fit for a comment: control characters and line breaks would end it."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
