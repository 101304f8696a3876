"""What is wrong with an id that somebody gave a file, a folder or a section."""

from __future__ import annotations

import re

from generator.ids import RESERVED, fault_of_id
from generator.problems import Location, Problem


def problem_of_id(text: str, where: Location) -> Problem | None:
    """The problem with `text` as an id, and how it may be called instead; None when it is a good one."""
    fault = fault_of_id(text)
    if not fault:
        return None
    better = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    better = f"{better}-policy" if better in RESERVED else better
    hint = f"Rename it, for example to {'friend-requests' if fault_of_id(better) else better}."
    return Problem("id-bad", where, f"“{text}” {fault}", hint)
