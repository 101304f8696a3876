"""Numbers with what they count, as an author writes them: times, dates, ages, spans of time, shares, things.

Two ways of writing the same are equal: “two” and “2”, “8.30am” and “08:30”, “a week” and “7 days”. What cannot be told
for sure (a bare number, the number of an Act or of a telephone) is left alone: a check that cries wolf is switched off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.checks.amounts import (
    MONTHS,
    NUMBER_WORDS,
    ONES,
    TENS,
    Meant,
    age,
    amount_of,
    date,
    duration,
    every,
    group,
    iso_date,
    noon,
    nothing,
    single,
    thing_counted,
    time,
    times_each,
)
from generator.checks.obligations import PLAIN_LETTERS


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of some `unit`: all that it may mean; its words, and where they begin.

    Two of one unit agree when they may mean the same: “8.30” is in the morning or in the evening.
    """

    unit: str
    meanings: frozenset[Fraction]
    words: str
    at: int

    def agrees(self, other: Quantity) -> bool:
        """Whether both may mean the same; that of other units is never said."""
        return self.unit == other.unit and not self.meanings.isdisjoint(other.meanings)


_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}}(?:\.\d{{1,4}})?(?!\d)"
    rf"|(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES[1:10])})\b)?"
    rf"|{'|'.join(reversed(ONES))})"
)
_MONTH = "|".join(MONTHS)
_SPANS = "minute|hour|day|week|fortnight|month|year"
_BEHIND_AGE = (
    r"(?=s\b|\s*(?:[.,;:!?)’]|$)"
    r"|\s+(?:or|and|who|may|must|can|should|is|are|if|unless|but|when|because|cannot|need|have|to)\b)"
)
_N = rf"(?<![\w.,£-])(?P<number>{_NUMBER})"
_KINDS: Sequence[tuple[str, str, Callable[[re.Match[str]], Meant]]] = (
    (
        r"\d",
        r"\b(?:Act|Order|Regulations?|Rules|Measure|article|section|schedule|part|paragraph|chapter) \d+\w*",
        nothing,
    ),
    (r"\d", r"\b0\d(?: ?\d){7,}|\b\d{3} \d{3}\b|\b(?:999|101|111|112|105|119|123)\b", nothing),
    (r"\d", r"\b\d{4}-\d\d-\d\d\b", iso_date),
    (
        r"\d",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b(?:,? (?P<year>\d{{4}})\b)?"
        rf"|\b(?P<first>{_MONTH}) (?P<second>\d{{1,2}})(?:st|nd|rd|th)?\b",
        date,
    ),
    (
        r"\d",
        r"(?<![\d.:])(?P<hour>\d{1,2})(?:(?=[.:]?\d* ?[ap]\.?m\b|:\d\d\b)(?:[.:](?P<minute>\d\d))?"
        r"(?: ?(?P<half>[ap]\.?m)\b)?| o[’']clock\b)",
        time,
    ),
    (r"\d", r"\b(?:at|by|before|after|from|until|till) (?P<hour>\d{1,2})\.(?P<minute>\d\d)(?P<half>)(?![\w%])", time),
    ("noon|midday|midnight", r"(?<![\w-])(?:midnight|noon|midday)\b", noon),
    ("%|cent", rf"{_N}(?: ?%| per ?cent\b)", amount_of("per cent")),
    ("£", rf"£(?P<number>{_NUMBER})", amount_of("pounds")),
    ("pounds", rf"{_N} pounds\b", amount_of("pounds")),
    ("old|of age", rf"{_N}[ -]years?[ -](?:olds?\b|of age\b)", age),
    ("over|older|above|under|younger", rf"{_N} or (?:over|older|above|under|younger)\b", age),
    (
        "age|under|over|above|below|turn",
        rf"\b(?:aged?|ages|age of|under|over|above|below|turn|turns|turned)[ -](?P<number>{_NUMBER}){_BEHIND_AGE}",
        age,
    ),
    (r"\d", rf"\b(?:you|they|child|pupil|pupils|must) (?:are|is|be) (?P<number>\d{{1,2}}){_BEHIND_AGE}", age),
    (r"\d", r"\b(?P<group>years?|key stages?) (?P<number>\d{1,2})\b", group),
    (
        "once|twice|times",
        rf"\b(?P<times>once|twice|(?:{_NUMBER}) times) (?:a|an|each|every|per|in a)"
        rf" (?P<each>{_SPANS}|(?:half[ -])?term)\b",
        times_each,
    ),
    ("every", rf"\bevery (?P<number>{_NUMBER}) (?P<span>{_SPANS})s\b", every),
    (
        "minute|hour|day",
        r"\b(?:within|in|after|for|than|least|over|under|up to) (?P<half>half )?(?:an?|one)"
        r" (?P<span>minute|hour|day)\b",
        single,
    ),
    (
        _SPANS,
        rf"(?:(?<![\w.,£-])(?P<low>{_NUMBER})(?: (?:to|or) | ?– ?|-))?(?<![\w.,£])(?P<number>{_NUMBER})[ -]"
        rf"(?P<which>(?:working|business|school|calendar) )?(?P<span>{_SPANS})s?(?![\w-])"
        r"(?: (?:a|per|each|every) (?P<per>hour|day|week|month|year|term)\b)?",
        duration,
    ),
    (_SPANS, r"(?<![\w-])(?P<half>half )?(?:a|one) (?P<span>week|fortnight|month|year)\b(?! group| \d)", single),
    ("", rf"{_N} (?P<noun>[a-z][a-z-]*)\b", thing_counted),
)
"""What is looked for, in this order: words that one has taken no other can.

First something that stands in all that the pattern finds, in small letters, and that is found more quickly.
"""
_PATTERNS = tuple((re.compile(needs), re.compile(pattern, re.IGNORECASE), meant) for needs, pattern, meant in _KINDS)
_ANY = re.compile(
    rf"\d|£|\b(?:{'|'.join([word for word in NUMBER_WORDS if word != 'one'])}|once|twice|noon|midday|midnight)\b"
    rf"|\b(?:an?|one|half) (?:{_SPANS}|per|pound)"
)
"""Finds something in every text that holds a number with what it counts, and nothing in most others."""


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number with what it counts in `text`, in order."""
    line, taken = text.replace("\n", " "), bytearray(len(text))
    plain = line.translate(PLAIN_LETTERS)
    small = plain.lower()
    if not _ANY.search(small):
        return ()
    found: list[Quantity] = []
    for needs, pattern, meant in _PATTERNS:
        for match in pattern.finditer(plain) if needs.search(small) else ():
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            found += [
                Quantity(unit, frozenset(map(Fraction, meanings)), line[start:end].strip(), start)
                for unit, meanings in meant(match)
            ]
    return tuple(sorted(found, key=lambda quantity: quantity.at))
