"""What governors get before a meeting: what is proposed, what the chair did, what they are to know."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.comparison import Comparison
from generator.model.edition import Edition, SchoolProfile
from generator.model.register import Register
from generator.model.versions import AdoptedVersion


@dataclass(frozen=True, slots=True)
class Changed:
    """An edition as it is proposed, and what differs from the one that was adopted; None when there was none."""

    edition: Edition
    comparison: Comparison | None

    @property
    def is_same(self) -> bool:
        """Whether it says what the adopted one says."""
        return self.comparison is not None and self.comparison.is_empty


@dataclass(frozen=True, slots=True)
class ProposedPolicy:
    """A policy that the meeting is asked to adopt.

    `held` is the version that was adopted last, righted by its notes; None for a first adoption. `number` is the one
    that an adoption would get. `gone` are editions that the adopted version has and the proposal lacks. `review` is
    the day by which the policy should be looked at again, if it is adopted on the day of the meeting; "" when nobody
    says how often, and `often` is then 0, else months.
    """

    policy: str
    title: str
    number: str
    held: AdoptedVersion | None
    editions: tuple[Changed, ...]
    gone: tuple[Edition, ...] = ()
    review: str = ""
    often: int = 0

    @property
    def is_new(self) -> bool:
        """Whether no version of it is adopted: none ever was, or it is withdrawn."""
        return self.held is None

    @property
    def is_same(self) -> bool:
        """Whether all its editions say what the adopted ones say."""
        return not self.gone and all(each.is_same for each in self.editions)


@dataclass(frozen=True, slots=True)
class ToRatify:
    """What the chair decided alone: the version, righted, and what it changed against the one that held before."""

    title: str
    version: AdoptedVersion
    before: AdoptedVersion | None
    editions: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """A version that came about without the governors since they last met: a correction, or what the head decided."""

    title: str
    version: AdoptedVersion


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack of the school's meeting on the ISO date `meeting`; `code` is that of its proposal.

    `body` is what the governors call themselves, `since` the day after which something is news to them ("" when they
    never met), `register` the school's as on the day of the meeting.
    """

    code: str
    meeting: str
    school: SchoolProfile
    body: str
    ratify: tuple[ToRatify, ...]
    policies: tuple[ProposedPolicy, ...]
    noted: tuple[Noted, ...]
    since: str
    register: Register

    @property
    def changed(self) -> tuple[ProposedPolicy, ...]:
        """Policies that are new, or say something else than the adopted version."""
        return tuple(each for each in self.policies if not each.is_same)

    @property
    def same(self) -> tuple[ProposedPolicy, ...]:
        """Policies that are to be adopted again word for word; of those by the chair the meeting is asked already."""
        asked = {each.version.sealed for each in self.ratify}
        return tuple(each for each in self.policies if each.is_same and each.held and each.held.sealed not in asked)
