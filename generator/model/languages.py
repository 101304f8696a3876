"""Languages that a policy may be in, and who has checked a translation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as Only

Language = Only["en", "cy"]
ENGLISH: Language = "en"
"""The language in which the library is written; all others translate it."""
LANGUAGES: tuple[Language, ...] = ("en", "cy")
NAMES: Mapping[Language, str] = {"en": "English", "cy": "Welsh"}
"""What messages call them."""
TRANSLATED: tuple[Language, ...] = ("cy",)


@dataclass(frozen=True, slots=True)
class Checked:
    """That somebody has checked a translation: their role, never their name, and the day (ISO 8601)."""

    by: str
    on: str


INTERFACE: Mapping[Language, Checked | None] = {"en": Checked("the authors", "2026-11-20"), "cy": None}
"""Who has checked our own words on pages and paper (`words/welsh.py`); None for a machine draft."""
