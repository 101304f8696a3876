"""The filters that an expression may use: a small, documented set. Each takes a value and gives one line of text."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping

_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not strftime: its names follow the machine's language

# Words that begin otherwise than they are written: "a unit" but "an unimportant", "a one-off" but "an onerous".
_LIKE_CONSONANT = re.compile(r"uni(?!d|m|n)|us(?:e|u|ab)|uk|ut[eio]|eu|ewe|one(?!r)|once|ubi|ura|u-", re.IGNORECASE)
_LIKE_VOWEL = re.compile(r"hour|heir|honest|honour|8|1[18](?![\d.,])", re.IGNORECASE)
_SPELLED = re.compile(r"(?:[B-DF-HJ-NP-TV-XZ]{2,}|U[A-Z]+|[A-Z])(?!\w)")
_VOWEL_LETTERS = "AEFHILMNORSX"
_OPENING = "“‘\"'(["


class FilterError(ValueError):
    """A filter was given a value that it cannot use; the text says why, in plain words."""


def _line(value: object) -> str:
    if not isinstance(value, str):
        raise FilterError("this detail is a list: write it alone in a paragraph, or use the filter “sentence”")
    return value


def possessive(value: object) -> str:
    """`Forge` → `Forge’s`; `St James` → `St James’`; a name that ends in an apostrophe stays as it is."""
    text = _line(value)
    if text.endswith(("’", "'")):
        return text
    return text + ("’" if text.endswith(("s", "S")) else "’s")


def article(value: object) -> str:
    """Puts `a` or `an` before the text, by its sound: `an academy`, `a unit`, `an hour`."""
    text = _line(value)
    return f"{'an' if _begins_with_vowel(text.lstrip(_OPENING)) else 'a'} {text}"


def _begins_with_vowel(text: str) -> bool:
    """Whether `text` is spoken with a vowel first. Abbreviations without a vowel are spelled out: an NHS trust."""
    if _SPELLED.match(text):
        return text[0] in _VOWEL_LETTERS
    if _LIKE_VOWEL.match(text):
        return True
    first = unicodedata.normalize("NFD", text[:1]).lower()[:1]
    return first != "" and first in "aeiou" and not _LIKE_CONSONANT.match(text)


def upper(value: object) -> str:
    """All letters large."""
    return _line(value).upper()


def lower(value: object) -> str:
    """All letters small."""
    return _line(value).lower()


def capital(value: object) -> str:
    """The first letter large, for the beginning of a sentence; the rest as it is."""
    text = _line(value)
    return text[:1].upper() + text[1:]


def uk_date(value: object) -> str:
    """`2026-11-20` → `20 November 2026`."""
    text = _line(value)
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise FilterError(f"“{text}” is not a date such as 2026-09-01") from None
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def sentence(value: object) -> str:
    """A list as words: `a`, `a and b`, `a, b and c`."""
    if isinstance(value, str):
        return value
    if not isinstance(value, tuple) or not value:
        raise FilterError("the filter “sentence” needs a list")
    *before, last = (str(item) for item in value)
    return f"{', '.join(before)} and {last}" if before else last


FILTERS: Mapping[str, Callable[[object], str]] = {
    "possessive": possessive,
    "article": article,
    "upper": upper,
    "lower": lower,
    "capital": capital,
    "date": uk_date,
    "sentence": sentence,
}
