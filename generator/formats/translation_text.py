"""Translations: a clause's, a policy's, an outline's. Text in, value and problems out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.formats.clause_file import for_audiences, part
from generator.formats.file_model import load_model, read_model
from generator.formats.library_files import CheckedEntry
from generator.formats.policy_text import Texts
from generator.formats.translation_files import (
    ClauseTranslationFront,
    OutlineTranslationFile,
    PolicyTranslationFile,
)
from generator.model.clause import ClauseTranslation
from generator.model.languages import Checked
from generator.model.translated import OutlineTranslation, PolicyTranslation
from generator.problems import Location, Problem


def read_clause_translation(text: str, path: str) -> tuple[ClauseTranslation | None, tuple[Problem, ...]]:
    """A clause in another language; None when the front matter cannot be read."""
    parted = part(text, path)
    if isinstance(parted, Problem):
        return None, (parted,)
    front, problems = load_model(ClauseTranslationFront, parted.front)
    problems = (*parted.problems, *problems)
    if front is None:
        return None, problems
    titles, faults = for_audiences(front.title, parted.front, "title")
    translation = ClauseTranslation(
        titles=titles,
        wordings=parted.wordings,
        secondary=parted.secondary,
        of=_of(front.of),
        checked=_checked(front.checked),
        where=Location(path, 1, 1),
        places=parted.places,
    )
    return translation, (*problems, *faults)


def read_policy_translation(text: str, path: str) -> tuple[PolicyTranslation | None, tuple[Problem, ...]]:
    """What all outlines of a policy share, in another language; None when it cannot be read."""
    read, problems = read_model(PolicyTranslationFile, text, path)
    if read is None:
        return None, problems
    model, tree = read
    texts = Texts(tree)
    translation = PolicyTranslation(
        titles=texts.of_each(model.title, "title"),
        owner=texts.of(model.owner, "owner"),
        summaries=texts.of_each(model.summary, "summary"),
        tell=texts.of_each(model.tell, "tell"),
        slips={audience: texts.of_slip(slip, audience) for audience, slip in model.slip.items()},
        edition_names={audience: name for audience, name in model.edition_names.items()},
        of=_of(model.of),
        checked=_checked(model.checked),
        where=Location(path, 1, 1),
        places=tree.named(),
    )
    return translation, tuple(texts.problems)


def read_outline_translation(text: str, path: str) -> tuple[OutlineTranslation | None, tuple[Problem, ...]]:
    """The titles of an outline's sections in another language; None when it cannot be read."""
    read, problems = read_model(OutlineTranslationFile, text, path)
    if read is None:
        return None, problems
    model, tree = read
    texts = Texts(tree)
    translation = OutlineTranslation(
        titles={section: texts.of_each(given, "titles", section) for section, given in model.titles.items()},
        of=_of(model.of),
        checked=_checked(model.checked),
        where=Location(path, 1, 1),
        places=tree.named(),
    )
    return translation, tuple(texts.problems)


def _of(given: Mapping[Any, str]) -> dict[str, str]:
    """The signs by the names that wordings have: "pupil.secondary" for those of secondary schools."""
    return {name.replace("-", "."): digits for name, digits in given.items()}


def _checked(given: CheckedEntry | None) -> Checked | None:
    return Checked(given.by, given.on) if given else None
