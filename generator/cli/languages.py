"""`policypress languages [SCHOOL]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.frame import as_json, in_workspace, open_workspace, read, school_of
from generator.cli.screen import counted, note, print_json, show_table
from generator.cli.teaching import teaching
from generator.problems import plain_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.compose.languages import EditionState, TextState
    from generator.model.schools import School
    from generator.model.workspace import Workspace

_SAID = {"untranslated": "not translated", "older": "older than the English", "unchecked": "not checked"}


@teaching(
    "languages",
    ("policypress languages", "Every school that has editions in Welsh."),
    ("policypress languages merthyr-example", "This school, whether it has them yet or not."),
    ("policypress languages merthyr-example --json", "The same for another program."),
)
@click.argument("school", required=False)
@in_workspace
@as_json
def languages(school: str | None, workspace: Path | None, json_wanted: bool) -> None:
    """Show what is translated into Welsh, edition by edition.

    For each edition it counts the clauses that are not translated, those whose translation is older than the English,
    those that nobody has checked, and those that are ready. Below, each text that is not ready is named with its
    readers, schools and file.
    An edition whose title, summary or section titles are not translated is not made in Welsh at all.
    """
    from generator.compose.languages import edition_states
    from generator.model.languages import TRANSLATED

    folder = read(open_workspace(workspace))
    schools = [school_of(folder, school)] if school else _in_several(folder)
    found = {
        one.id: [state for language in TRANSLATED for state in edition_states(folder, one, language)] for one in schools
    }
    if json_wanted:
        print_json({name: [_json(state) for state in states] for name, states in found.items()})
        return
    if not found:
        note("No school has editions in another language: none says `languages: [en, cy]`.")
    for name, states in found.items():
        show_table(_HEAD, [_row(name, state) for state in states])
    if rows := _texts(found):
        show_table(("Text", "How it stands", "Policy", "Readers", "Schools", "File"), rows)


_NAMES = {"policy": "title, summary and what stands around clauses", "titles": "titles of sections"}
"""What is called so is a part of a policy, and no clause."""
_NAMED = 2
"""Schools that are named; more are counted."""


def _texts(found: Mapping[str, Sequence[EditionState]]) -> list[tuple[str, ...]]:
    """A row for each text of a policy that is not ready, with the readers and the schools that it concerns."""
    concerned: dict[tuple[TextState, str], tuple[dict[str, None], dict[str, None]]] = {}
    for school, state in ((name, state) for name, states in found.items() for state in states):
        for text in _unready(state):
            readers, schools = concerned.setdefault((text, state.policy), ({}, {}))
            readers[state.audience] = schools[school] = None
    return [
        (
            _NAMES.get(text.name, text.name),
            _SAID[text.state],
            policy,
            ", ".join(readers),
            _named(schools),
            text.where.path,
        )
        for (text, policy), (readers, schools) in concerned.items()
    ]


def _named(schools: Iterable[str]) -> str:
    names = tuple(schools)
    return ", ".join(names) if len(names) <= _NAMED else counted(len(names), "school")


_HEAD = ("School", "Policy", "Readers", "Pages", "Made", "Not translated", "Older", "Not checked", "Ready")


def _in_several(folder: Workspace) -> Iterable[School]:
    return [school for _, school in sorted(folder.schools.items()) if len(school.languages) > 1]


def _unready(state: EditionState) -> Iterator[TextState]:
    return (text for text in (*state.frame, *state.clauses) if text.state != "checked")


def _row(school: str, state: EditionState) -> tuple[str, ...]:
    from generator.compose.translation import STATES

    counts = (str(state.count(each)) for each in STATES)
    return school, state.policy, state.audience, state.tree, "yes" if state.made else "no", *counts


def _json(state: EditionState) -> dict[str, object]:
    from generator.compose.translation import STATES

    return {
        "language": state.language,
        "policy": state.policy,
        "audience": state.audience,
        "tree": state.tree,
        "made": state.made,
        "clauses": {each: state.count(each) for each in STATES},
        "unready": [{"text": t.name, "state": t.state, **plain_place(t.where)} for t in _unready(state)],
    }
