"""Shapes of translations: front matter of `<clause>.cy.md`, `policy.cy.yml` and `<outline>.cy.yml`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.formats.file_model import FileModel, Id, Line
from generator.formats.library_files import AudienceName, CheckedEntry, ForAudiences
from generator.formats.policy_files import SlipEntry

Translated = dict[Literal["staff", "pupil", "parent", "pupil-secondary"], Line]
"""For each audience that is translated, the sign of the English text that the translation is of."""


_SIGNS = "The signs of the English texts that are translated: `policypress check` says them."


class _Translation(FileModel):
    checked: CheckedEntry | None = Field(
        default=None, description="Who has checked it, and when. Without it the text is a machine draft."
    )


class ClauseTranslationFront(_Translation):
    """Front matter of a clause in another language."""

    title: ForAudiences
    of: Translated = Field(default={}, description=_SIGNS)


class PolicyTranslationFile(_Translation):
    """content/policies/<policy>/policy.cy.yml: what all outlines of the policy share, for audiences that have it."""

    of: dict[AudienceName, Line] = Field(default={}, description=_SIGNS)
    title: dict[AudienceName, Line]
    owner: Line
    summary: dict[AudienceName, Line]
    tell: dict[AudienceName, Line]
    slip: dict[Literal["pupil", "parent"], SlipEntry] = {}
    edition_names: dict[AudienceName, Line] = {}


class OutlineTranslationFile(_Translation):
    """content/policies/<policy>/<outline>.cy.yml: the titles of its sections and annexes, by their ids."""

    of: dict[AudienceName, Line] = Field(default={}, description=_SIGNS)
    titles: dict[Id, ForAudiences]
