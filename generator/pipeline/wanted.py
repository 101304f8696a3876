"""What a build is to make, and what it must leave alone, given the faults that were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from generator.model.edition import AUDIENCES, Audience
from generator.model.site import SiteName, audience_of
from generator.pipeline.order import BuildOrder
from generator.problems import Location, Problem, errors, in_order

PRINTED_AS_BLANK = "value-missing"
"""With `blanks` a detail without a value is no fault: its label is printed, as in a template."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The plan of a build.

    `schools` are made; `left` were asked for but have faults, and keep their last pages; `stop` says that nothing is
    to be published. `known` are the schools of the policy folder, faulty ones included.
    """

    problems: tuple[Problem, ...]
    elsewhere: int
    schools: tuple[str, ...]
    left: tuple[str, ...]
    stop: bool
    audiences: tuple[Audience, ...]
    partial: bool
    known: frozenset[str]

    def stays(self, school: str) -> bool:
        """Whether pages of `school` that an earlier build published may still stand after this one."""
        return self.partial or school in self.known

    def replaces(self, school: str, name: SiteName) -> bool:
        """Whether this build decides anew what stands under that name of a site."""
        return school in self.schools and audience_of(name) in self.audiences


class Found(Protocol):
    """What was found in a policy folder: all problems, all schools, and those whose file has faults."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, in order."""

    @property
    def known(self) -> frozenset[str]:
        """Ids."""

    @property
    def unreadable(self) -> frozenset[str]:
        """Ids."""


def wanted(looked: Found, order: BuildOrder) -> Wanted:
    """The plan for `order`: faults in the library count always, faults of a school only when it is asked for."""
    known = sorted(looked.known)
    asked = tuple(school for school in known if not order.schools or school in order.schools)
    strangers = tuple(_stranger(school, known) for school in order.schools if school not in known)
    found = [p for p in looked.problems if not (order.blanks and p.code == PRINTED_AS_BLANK)]
    counted = [p for p in found if not p.school or p.school in asked]
    elsewhere = len(found) - len(counted)
    faults = errors((*counted, *strangers))
    faulty = {problem.school for problem in faults}
    left = tuple(school for school in asked if school in faulty or school in looked.unreadable)
    nothing_left = bool(asked or order.schools) and len(left) == len(asked)
    stop = "" in faulty or bool(faults and not order.keep_going) or nothing_left
    return Wanted(
        problems=in_order((*counted, *strangers)),
        elsewhere=elsewhere,
        schools=() if stop else tuple(school for school in asked if school not in left),
        left=left,
        stop=stop,
        audiences=tuple(audience for audience in AUDIENCES if not order.audiences or audience in order.audiences),
        partial=order.partial,
        known=frozenset(known),
    )


def _stranger(school: str, known: list[str]) -> Problem:
    there = f"There are: {', '.join(known)}." if known else "There is no school yet: `policypress new school`."
    return Problem("school-unknown", Location("schools"), f"there is no school “{school}”", there)
