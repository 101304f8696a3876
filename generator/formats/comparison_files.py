"""The shape of what `policypress compare --json` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.formats.file_model import FileModel, Id
from generator.formats.library_files import AudienceName
from generator.model.comparison import ChangeClass, Kind, Part
from generator.model.edition import ChangeKind, Strength
from generator.model.languages import Language
from generator.model.redline import LineKind, LineMark, Mark


class SideEntry(FileModel):
    """One of the two texts."""

    school: Id
    name: str = Field(description="What the school is called on its pages.")
    policy: Id
    audience: AudienceName
    language: Language
    version: str = Field(description="The number of the version, empty for a draft.")
    adopted: str = Field(description="The day of the decision, empty for a draft.")


class PieceEntry(FileModel):
    """Words that stand in both texts, or in one of them only. A line break is a line feed."""

    text: str
    mark: Mark
    strong: bool = False
    emphasis: bool = False
    link: str = Field(default="", description="The address that the words lead to.")


class LineEntry(FileModel):
    """A paragraph, an item of a list, or a row of a table, which has more than one cell."""

    kind: LineKind
    level: int = Field(description="How deep in lists; 0 is outside.")
    quoted: bool
    mark: LineMark
    cells: list[list[PieceEntry]]


class EntryOfHistory(FileModel):
    """Why the library changed a clause."""

    on: str
    kind: ChangeKind
    why: str
    source: str = Field(description="The id of a law or guidance, or empty.")
    adopt_by: str


class ChangeEntry(FileModel):
    """A clause that changed, or several that were merged or split."""

    id: Id
    number: str
    title: str
    kinds: list[Kind]
    classes: list[ChangeClass]
    before: list[Id] = Field(description="Which clauses it was; none for one that was added.")
    after: list[Id] = Field(description="Which clauses it is; none for one that was removed.")
    strength_before: Strength | Literal[""]
    strength_after: Strength | Literal[""]
    why: list[EntryOfHistory] = Field(description="What the clause’s history says of this change.")
    reason: str = Field(description="Why the school words it itself, if it says.")
    wrongly_editorial: bool = Field(description="It is called editorial, but a must, a number or an age changed.")
    redline: list[LineEntry]


class DetailEntry(FileModel):
    """A detail with another value; a list has several."""

    variable: str
    before: list[str]
    after: list[str]
    clauses: list[Id]
    parts: list[Part]


class PartEntry(FileModel):
    """Something around the clauses that changed."""

    part: Part
    id: str
    redline: list[LineEntry]


class ComparisonFile(FileModel):
    """Two texts of a policy, and all that differs between them."""

    before: SideEntry
    after: SideEntry
    summary: str
    changes: list[ChangeEntry]
    details: list[DetailEntry]
    frame: list[PartEntry]
    unchanged: list[Id] = Field(description="The clauses that say what they said.")
