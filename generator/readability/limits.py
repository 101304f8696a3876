"""For whom a wording is measured, and how long its sentences may be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.model.edition import Audience
from generator.readability.measure import Measure

Reader = Literal["pupil", "pupil-secondary", "parent", "staff"]
"""Readers that are measured for: pupils of secondary schools are told apart from younger ones."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Words of a sentence: on average over a wording, and of its longest sentence."""

    mean: int
    longest: int


LIMITS: Mapping[Reader, Limit] = {
    "pupil": Limit(15, 25),
    "pupil-secondary": Limit(15, 25),
    "parent": Limit(20, 30),
}
"""Staff have none: what binds them quotes law and procedure, and no source that we found gives a bound for it.

The longest for parents is a little above the 25 words at which GOV.UK asks its writers to split a sentence.
"""


def reader_of(audiences: Collection[Audience], secondary: bool) -> Reader:
    """The one of the audiences that read a wording who needs it plainest."""
    if "pupil" in audiences:
        return "pupil-secondary" if secondary else "pupil"
    return "parent" if "parent" in audiences else "staff"


def judged(measured: Measure, reader: Reader) -> tuple[bool, bool]:
    """Whether the mean is beyond the limit for `reader`, and whether the longest sentence is."""
    limit = LIMITS.get(reader)
    return (False, False) if limit is None else (measured.mean > limit.mean, measured.longest > limit.longest)
