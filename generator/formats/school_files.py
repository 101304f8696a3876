"""Shapes of the files under schools/: groups and schools."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.formats.file_model import FileModel, Id, IsoDate, Line, WebAddress
from generator.formats.library_files import AnyValue, AudienceName, NationName


class Fixed(FileModel):
    """A value that schools may not change."""

    fixed: AnyValue


class Default(FileModel):
    """A value that a school may change."""

    default: AnyValue


class FixedChoice(FileModel):
    """A choice, lock or outline that schools may not change."""

    fixed: Id


class DefaultChoice(FileModel):
    """A choice, lock or outline that a school may change."""

    default: Id


class GroupPolicy(FileModel):
    """Which outline a group's schools take."""

    outline: FixedChoice | DefaultChoice


class GroupFile(FileModel):
    """schools/groups/<group>.yml: what a council's or trust's schools inherit."""

    name: Line
    kind: Literal["council", "trust"]
    nation: NationName | None = None
    within: Id | None = None
    ask: str = Field(default="", description="Whom a school asks about something fixed, as a role.")
    values: dict[str, Fixed | Default] = {}
    values_cy: dict[str, AnyValue] = Field(default={}, description="What its values say in Welsh, where that differs.")
    policies: dict[Id, GroupPolicy] = {}
    choices: dict[Id, FixedChoice | DefaultChoice] = {}
    locks: dict[Id, Literal["locked", "adaptable", "local"]] = {}


class LeaveOut(FileModel):
    """A clause left out, with the reason for governors."""

    clause: Id
    reason: Line


class Add(FileModel):
    """A clause of the school's own, and the clause after which it stands."""

    clause: Id
    after: Id


class SchoolPolicyEntry(FileModel):
    """How the school takes a policy."""

    outline: Id | None = None
    written: Line | None = Field(
        default=None, description="When the text was written, as it says itself: December 2018. Versions print it."
    )
    template_version: Line | None = Field(
        default=None, description="The version of the template that the text follows. Versions print it."
    )
    leave_out: tuple[LeaveOut, ...] = ()
    add: tuple[Add, ...] = ()


class ContactEntry(FileModel):
    """Who holds a post today. Shown to nobody unless `show-to` says so."""

    role: Id
    post: Line
    person: str | None = None
    phone: str | None = None
    email: str | None = None
    office: str | None = None
    post_cy: str | None = Field(default=None, description="The post in Welsh.")
    office_cy: str | None = Field(default=None, description="Where to find them, in Welsh.")
    link: WebAddress | None = None
    tell: bool = False
    show_to: tuple[AudienceName, ...] = ()


class BrandEntry(FileModel):
    """The school's colour and logo."""

    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1d4f5c"
    logo: str | None = Field(default=None, description="An .svg or .png file beside school.yml.")


class SchoolFile(FileModel):
    """schools/<school>/school.yml: one school."""

    name: str | None = None
    short_name: str | None = None
    template_name: str | None = Field(default=None, description="How a blank template is listed.")
    nation: NationName
    type: Id
    phase: Literal["nursery", "primary", "secondary", "all-through", "special"]
    group: Id | None = None
    demonstration: bool = False
    template: bool = False
    publish: Literal["draft", "in-force"] = "in-force"
    public: tuple[AudienceName, ...] = ("pupil", "parent")
    old_versions: Literal["public", "internal"] = Field(
        default="internal", description="Who may read versions that are no longer in force, or not yet."
    )
    languages: tuple[Literal["en", "cy"], ...] = Field(
        default=("en",), description="English is always there; `cy` adds editions in Welsh."
    )
    address: WebAddress | None = None
    policies: dict[Id, SchoolPolicyEntry] = Field(
        description="The policies that the school takes, in the order in which its pages list them."
    )
    values: dict[str, AnyValue | None] = {}
    values_cy: dict[str, AnyValue] = Field(default={}, description="What details say in Welsh, where that differs.")
    choices: dict[Id, Id] = {}
    contacts_changed: IsoDate | None = None
    contacts: tuple[ContactEntry, ...] = ()
    brand: BrandEntry = BrandEntry()
