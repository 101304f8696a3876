"""What stands on an acknowledgement slip, as the library words it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.clause import Text


@dataclass(frozen=True, slots=True)
class SlipText:
    """The wording of an acknowledgement slip for one audience."""

    statement: Text
    return_to: Text
    return_by: Text
    no_consequence: Text
