"""Shapes of a policy's files: policy.yml, its outlines, and the front matter of clauses."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.formats.file_model import FileModel, Id, IsoDate, Line, WordingSign
from generator.formats.library_files import AudienceName, ForAudiences, NationName
from generator.model.edition import AUDIENCES


class SlipEntry(FileModel):
    """The acknowledgement slip of one audience."""

    statement: Line
    return_to: Line
    return_by: Line
    no_consequence: Line


class PolicyFile(FileModel):
    """content/policies/<policy>/policy.yml: what all outlines of the policy share."""

    title: ForAudiences
    audiences: tuple[AudienceName, ...] = Field(
        default=("staff", "pupil", "parent"), min_length=1, description="Who gets the policy at all."
    )
    edition_names: dict[AudienceName, Line] = Field(
        default={}, description="What an edition is called where that is not after its audience."
    )
    owner: Line = Field(description="The role that answers for the text.")
    summary: ForAudiences
    tell: ForAudiences = Field(description="Whom to tell: a role, in a sentence.")
    slip: dict[Literal["pupil", "parent"], SlipEntry] = {}


class OptionEntry(FileModel):
    """A clause that a slot offers."""

    clause: Id
    says: Line


class SlotEntry(FileModel):
    """A place where a school picks one of several clauses."""

    choice: Id
    question: Line
    options: tuple[OptionEntry, ...] = Field(min_length=2)
    default: Id | None = None


class SectionEntry(FileModel):
    """A section or annex: clauses in order."""

    id: Id
    title: ForAudiences
    clauses: tuple[Id | SlotEntry, ...]


class AnnexEntry(SectionEntry):
    """An annex."""

    kind: Literal["rules", "letter"] = Field(
        default="rules", description="`letter`: each clause is a letter, printed on a page of its own."
    )


class OutlineFile(FileModel):
    """content/policies/<policy>/<outline>.yml: the order of sections and clauses."""

    title: Line
    released: IsoDate
    sections: tuple[SectionEntry, ...]
    annexes: tuple[AnnexEntry, ...] = ()


class SameAs(FileModel):
    """This audience gets the wording of another."""

    same_as: AudienceName


class Withheld(FileModel):
    """This audience does not get the clause; the reason is published nowhere."""

    withheld: Line


class WhenEntry(FileModel):
    """Conditions for the whole clause."""

    nation: tuple[NationName, ...] = ()
    phase: tuple[Line, ...] = ()
    type: tuple[Line, ...] = ()
    has: tuple[Line, ...] = ()
    lacks: tuple[Line, ...] = ()


class ChangeEntry(FileModel):
    """What changed in a clause, for governors."""

    on: IsoDate
    kind: Literal["law", "safety", "improvement", "editorial"]
    why: Line
    source: Id | None = None
    adopt_by: IsoDate | None = None


HeadingName = Literal["staff", "pupil", "pupil-secondary", "parent"]


class WaiverEntry(FileModel):
    """Why the wording under a heading may be as it is."""

    sentences: Line | None = Field(default=None, description="Why its sentences are long.")
    words: dict[Line, Line] = Field(default={}, description="Rare words, each with the reason why it is needed.")
    agree: Line | None = Field(default=None, description="Why it may say something else than other audiences read.")


class ShownChart(FileModel):
    """A flow chart below each wording."""

    chart: Id
    for_: tuple[AudienceName, ...] = Field(
        default=AUDIENCES, alias="for", description="The audiences that get it; without this key all."
    )


class ClauseFront(FileModel):
    """Front matter of a clause file."""

    title: ForAudiences
    lock: Literal["locked", "adaptable", "local"] = "adaptable"
    strength: Literal["must", "must-not", "should", "may", "info"] = "info"
    editions: dict[AudienceName, Literal["own"] | SameAs | Withheld]
    sources: tuple[Id, ...] | dict[AudienceName, tuple[Id, ...]] = Field(
        default=(), description="Laws and guidance cited: a list for staff and parents, or a list for each audience."
    )
    when: WhenEntry = WhenEntry()
    changes: tuple[ChangeEntry, ...] = ()
    made_from: tuple[Id, ...] = Field(
        default=(), description="Earlier clauses that were joined or divided to make it; governors are shown which."
    )
    poster: bool = Field(default=False, description="Whether it stands on the poster of the pupil edition.")
    waive: dict[HeadingName, WaiverEntry] = Field(
        default={}, description="Reasons why the wording under a heading may be as it is."
    )
    written_against: dict[Literal["pupil", "parent"], WordingSign] = Field(
        default={},
        description="For pupils and parents, a sign of the staff wording that theirs was last compared with: written by"
        " `policypress confirm`.",
    )
    shows: Literal["services"] | ShownChart | None = Field(
        default=None, description="What is printed below each wording: the table of services, or a flow chart."
    )


class OwnWordingFront(FileModel):
    """Front matter of a school's rewording of a library clause."""

    title: ForAudiences | None = None
    reason: Line
    replaces: dict[AudienceName, Line] = {}
    worded_on: IsoDate | None = Field(default=None, description="The day on which the school last looked at it.")
    waive: dict[AudienceName, WaiverEntry] = Field(default={}, description="Reasons why a wording may be as it is.")
