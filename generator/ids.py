"""Ids of clauses, schools, groups, sections and slots: what they may look like, and which are reserved."""

from __future__ import annotations

import re

ID_PATTERN = r"[a-z][a-z0-9-]{0,62}"
_ID = re.compile(ID_PATTERN)

_FOLDERS = ("assets", "search", "print", "groups", "governors", "public", "internal", "cy", "index")
_WINDOWS = ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
RESERVED = frozenset(_FOLDERS + _WINDOWS)


def fault_of_id(text: str) -> str:
    """What is wrong with `text` as an id, as the end of a sentence; "" when it is a good id."""
    if text.lower() in RESERVED:
        return "is a reserved name"
    if not _ID.fullmatch(text):
        return "must begin with a small letter and hold only small letters, digits and hyphens, 63 at most"
    return ""
