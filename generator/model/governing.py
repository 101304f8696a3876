"""What the governors' area of a school is made of, and what it consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.edition import Edition
from generator.model.register import Dated, Register, Timeline
from generator.model.versions import AdoptedVersion, History, Told

FOLDER = "governors"
"""The folder of a school that holds its area, and in its address the place of it."""
GROUPS = "groups"
"""The folder of the internal tree that holds the registers of groups."""


@dataclass(frozen=True, slots=True)
class Governance:
    """Whether a school has an area, and the ids and names of the groups in whose registers it stands."""

    area: bool
    groups: tuple[tuple[str, str], ...]


NO_GOVERNANCE = Governance(False, ())


@dataclass(frozen=True, slots=True)
class ReadAt:
    """Where an edition of a version can be read: its name as printed, and its address.

    That is absolute, or relative to the page of the version in the area.
    """

    name: str
    address: str
    public: bool


@dataclass(frozen=True, slots=True)
class Governed:
    """A policy of the school with all that was decided about it.

    `history` has its texts; `drafts` are today's texts, none when the school takes the policy no more. `read_at` says
    for the stem of each version where it can be read.
    """

    policy: str
    title: str
    history: History
    drafts: Mapping[Told, Edition]
    read_at: Mapping[str, tuple[ReadAt, ...]] = field(default_factory=dict)

    @property
    def versions(self) -> tuple[AdoptedVersion, ...]:
        """The versions, the oldest first."""
        return self.history.versions


@dataclass(frozen=True, slots=True)
class Area:
    """All that the area of a school shows, as on the ISO date `today`; `policies` have a version each."""

    school: str
    name: str
    today: str
    register: Register
    timeline: Timeline
    dates: tuple[Dated, ...]
    policies: tuple[Governed, ...]


@dataclass(frozen=True, slots=True)
class AreaPage:
    """A page of an area before it is set into its skeleton.

    `path` is its folder in the area, "" for the first page; `title` is plain text; `body` is HTML, complete.
    """

    path: str
    title: str
    body: str

    @property
    def depth(self) -> int:
        """How many folders it lies below the first page."""
        return len(self.path.split("/")) if self.path else 0
