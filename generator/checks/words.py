"""Small pieces of messages."""

from __future__ import annotations

from collections.abc import Iterable

from generator.formats import suggestion
from generator.formats.filters import sentence

NATIONS = {
    "england": "England",
    "wales": "Wales",
    "northern-ireland": "Northern Ireland",
    "scotland": "Scotland",
}


def listed(names: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; "" for none."""
    found = tuple(names)
    return sentence(found) if found else ""


def quoted(names: Iterable[str]) -> str:
    """As `listed`, each in quotation marks."""
    return listed(f"“{name}”" for name in names)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 school`, `2 schools`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def meant(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint: the known name that `word` looks like, or `otherwise`."""
    best = suggestion.meant(word, known)
    return f"Did you mean “{best}”?" if best else otherwise


def offered(names: Iterable[str]) -> str:
    """A hint that lists what there is; "" for nothing."""
    found = tuple(names)
    return f"There {'is' if len(found) == 1 else 'are'} {quoted(found)}." if found else ""


def shortened(text: str, length: int = 60) -> str:
    """`text` on one line, cut to `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
