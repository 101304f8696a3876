"""The filters that an expression may use: a small, documented set. Each takes a value and gives one line of text."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping

_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not strftime: its names follow the machine's language

_WELSH_MONTHS = "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr".split()

# Words that begin otherwise than they are written: "a unit" but "an unimportant", "a one-off" but "an onerous".
_LIKE_CONSONANT = re.compile(r"uni(?!d|m|n)|us(?:e|u|ab)|uk|ut[eio]|eu|ewe|one(?!r)|once|ubi|ura|u-", re.IGNORECASE)
_LIKE_VOWEL = re.compile(r"hour|heir|honest|honour|8|1[18](?![\d.,])", re.IGNORECASE)
_SPELLED = re.compile(r"(?:[B-DF-HJ-NP-TV-XZ]{2,}|U[A-Z]+|[A-Z])(?!\w)")
_VOWEL_LETTERS = "AEFHILMNORSX"
_WELSH_CONSONANT = re.compile(r"w[aeiohlr]")
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
    return _date(value, _MONTHS)


def date_cy(value: object) -> str:
    """In Welsh: `2026-11-20` → `20 Tachwedd 2026`."""
    return _date(value, _WELSH_MONTHS)


def _date(value: object, months: list[str]) -> str:
    text = _line(value)
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise FilterError(f"“{text}” is not a date such as 2026-09-01") from None
    return f"{day.day} {months[day.month - 1]} {day.year}"


def sentence(value: object) -> str:
    """A list as words: `a`, `a and b`, `a, b and c`."""
    if isinstance(value, str):
        return value
    before, last = _before_last(value, "sentence")
    return f"{before} and {last}" if before else last


def sentence_cy(value: object) -> str:
    """A list as words of Welsh: `a`, `a a b`, `a, b ac e`; “ac” before a vowel, of which “w” and “y” are.

    “a” changes the sound of a word that begins with c, p or t (“ci a chath”). That a name or a title should change is
    for a reader of Welsh to say, so a list’s last word stays as it is.
    """
    if isinstance(value, str):
        return value
    before, last = _before_last(value, "sentence_cy")
    return f"{before} {'ac' if _welsh_vowel(last) else 'a'} {last}" if before else last


def _before_last(value: object, name: str) -> tuple[str, str]:
    """The elements of a list but the last, with commas, and the last."""
    if not isinstance(value, tuple) or not value:
        raise FilterError(f"the filter “{name}” needs a list")
    *before, last = (str(item) for item in value)
    return ", ".join(before), last


def _welsh_vowel(text: str) -> bool:
    """Whether `text` begins with a vowel of Welsh: “wyth” does, “Wrecsam” and “wal” do not."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lstrip(_OPENING).lower()) if sign.isalpha())
    return plain[:1] in tuple("aeiouwy") and not _WELSH_CONSONANT.match(plain)


FILTERS: Mapping[str, Callable[[object], str]] = {
    "possessive": possessive,
    "article": article,
    "upper": upper,
    "lower": lower,
    "capital": capital,
    "date": uk_date,
    "sentence": sentence,
    "date_cy": date_cy,
    "sentence_cy": sentence_cy,
}
