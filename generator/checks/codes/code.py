"""The shape of an explanation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A problem code: the rule, why there is one, and an example of each side, as it stands in a file or folder."""

    code: str
    rule: str
    why: str
    bad: str
    good: str
    warning: bool = False
