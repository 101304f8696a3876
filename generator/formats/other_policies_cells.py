"""What stands in a cell of the table of policies kept elsewhere: a date, yes or no, how often."""

from __future__ import annotations

import datetime
import re
from typing import Literal as Only

from generator.model.reviews import Answer

Column = Only["title", "statutory", "website", "months", "owner", "body", "version", "adopted", "review", "kept"]

_YES, _NO = frozenset(["yes", "y", "true", "x", "1"]), frozenset(["no", "n", "false", "0", "-", "–"])
_UNSAID = frozenset(["?", "n/a", "-", "–", "tbc"])
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00(?::00)?)?")
_UK = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 00:00(?::00)?)?")
_NAMED = re.compile(r"(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{4}|\d{2})")
_EARLIEST, _LATEST = 1900, 2100
_EVERY = {"year": 12, "annual": 12, "annually": 12, "yearly": 12, "term": 4, "termly": 4, "month": 1, "monthly": 1}
_COUNTED = re.compile(r"(\d{1,3}) ?(months?|mths?|years?|yrs?)?")


class CellFault(ValueError):
    """A cell holds what its column does not take; the text goes on after the cell: “… is no date”."""


def yes_or_no(cell: str) -> Answer:
    """`Yes`, `Y`, `true`, `x` or `1`; `No`, `N`, `false` or `0`; "" when it is not said."""
    word = cell.casefold()
    if word in ("", *_UNSAID - _NO):
        return ""
    if word in _YES or word in _NO:
        return "yes" if word in _YES else "no"
    raise CellFault("is neither Yes nor No")


def months_in(cell: str) -> int:
    """Months of `12`, `12 months`, `2 years`, `every year`, `annually` or `termly`; 0 when it is not said."""
    words = cell.casefold().removeprefix("every ").strip()
    if words in ("", *_UNSAID):
        return 0
    counted = _COUNTED.fullmatch(words)
    months = _EVERY.get(words, 0)
    if counted:
        months = int(counted.group(1)) * (12 if (counted.group(2) or "").startswith("y") else 1)
    if not 1 <= months <= 120:
        raise CellFault("is no number of months from 1 to 120, such as 12, or 2 years")
    return months


def date_in(cell: str) -> str:
    """The ISO date of `2026-09-01`, `01/09/2026` (the day comes first) or `1 September 2026`; "" when not said."""
    words = cell.casefold()
    if words in ("", *_UNSAID):
        return ""
    year, month, day = _parts(words)
    if not _EARLIEST <= year < _LATEST:
        raise CellFault("is no date of our time, such as 2026-09-01 or 01/09/2026")
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        raise CellFault("is no day of the calendar; the day comes first, as in 31/12/2026") from None


def _parts(words: str) -> tuple[int, int, int]:
    iso, uk, named = _ISO.fullmatch(words), _UK.fullmatch(words), _NAMED.fullmatch(words)
    if iso:
        return int(iso[1]), int(iso[2]), int(iso[3])
    if uk:
        return int(uk[3]), int(uk[2]), int(uk[1])
    if named and named[2] in _MONTHS:
        year = int(named[3])
        return year + 2000 if year < 100 else year, _MONTHS.index(named[2]) + 1, int(named[1])
    raise CellFault("is no date such as 2026-09-01 or 01/09/2026")
