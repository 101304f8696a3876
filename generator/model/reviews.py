"""How often policies are looked at, and the policies that a school keeps elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Only

from generator.model.edition import Nation
from generator.problems import Location

Answer = Only["yes", "no", ""]
"""What a register says to a question, "" when it is not known."""


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """How often schools of some nations look at a policy, and whether the law asks for it, as known on a day.

    `months` is how long it is from one review to the next; `says` why, in a sentence; `source` is the id of a law or
    guidance, "" where the frequency is a suggestion only.
    """

    nations: tuple[Nation, ...]
    statutory: bool
    on_website: bool
    months: int
    says: str
    source: str
    checked_on: str
    checked_by: str
    where: Location


@dataclass(frozen=True, slots=True)
class OtherPolicy:
    """A policy that a school keeps elsewhere, a row of its other-policies.csv; what is not known is "" or 0.

    `months` is how long it is from one review to the next, `adopted` and `review` are ISO dates, `owner` and `body` are
    roles and names of committees, `kept` says where it is to be found.
    """

    title: str
    statutory: Answer
    website: Answer
    months: int
    owner: str
    body: str
    version: str
    adopted: str
    review: str
    kept: str
    where: Location
