"""Shapes of register.json, which other programs read: for a school, and for a group."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.formats.file_model import FileModel, Id, IsoDate, Line

Answer = Literal["yes", "no", ""]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
"""An ISO date, or "" when there is none."""


Standing = Literal[
    "draft", "waiting", "in force", "by chair", "replaced", "reverted", "withdrawn", "elsewhere", "unreadable"
]


class LawEntry(FileModel):
    """A change of the law that the version lacks."""

    clause: Id
    on: IsoDate
    why: Line
    source: str
    adopt_by: Day


class DueEntry(FileModel):
    """Something that is to be done."""

    kind: Literal["review", "ratification", "law"]
    on: Day
    version: str
    overdue: bool


class PolicyEntry(FileModel):
    """A policy of the school."""

    policy: Line = Field(description="Its id; of one kept elsewhere a short form of its title.")
    title: Line
    elsewhere: bool
    status: Line = Field(description="In words, as on the day of the register.")
    standing: Standing
    since: Day = Field(description="From when it holds, or the day of which the standing speaks.")
    statutory: Answer
    on_website: Answer = Field(
        description="Whether the law asks for it on the website; elsewhere: what the school says."
    )
    months: int = Field(description="Months from one review to the next, 0 when nobody says.")
    says: str
    source: str
    link: str
    owner: str
    body: str
    minute: str
    version: str
    adopted: Day
    next_review: Day
    months_left: int | None = Field(description="Whole months until the next review; below 0 when it is past.")
    next_version: str
    next_from: Day
    proposed: Day
    overdue: bool
    due: tuple[DueEntry, ...]
    law: tuple[LawEntry, ...]
    kept: str
    place: str = Field(description="Where the entry of a policy kept elsewhere stands.")


class RegisterFile(FileModel):
    """site/internal/<school>/governors/register.json: all policies of a school."""

    school: Id
    name: Line
    group: str
    as_at: IsoDate
    policies: tuple[PolicyEntry, ...]


class GroupRegisterFile(FileModel):
    """site/internal/groups/<group>/register.json: the registers of a group's schools."""

    group: Id
    name: Line
    as_at: IsoDate
    schools: tuple[RegisterFile, ...]
