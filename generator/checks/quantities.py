"""Numbers with what they count, as an author writes them: times, dates, ages, spans of time, shares, things.

Two ways of writing the same are equal: “two” and “2”, “8.30am” and “08:30”, “a week” and “7 days”. What cannot be told
for sure (a bare number, the number of an Act or of a telephone) is left alone: a check that cries wolf is switched off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

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


Meant = Iterator[tuple[str, tuple[Fraction | int, ...]]]
"""Units, each with all that the number may mean."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: number for number, word in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(_TENS, start=2)}
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}}(?:\.\d{{1,4}})?(?!\d)"
    rf"|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[1:10])})\b)?"
    rf"|{'|'.join(reversed(_ONES))})"
)
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(_MONTHS)
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "fortnight": 20160}
_IN_MONTHS = {"month": 1, "year": 12}
_SPANS = "minute|hour|day|week|fortnight|month|year"
_BEHIND_AGE = (
    r"(?=s\b|\s*(?:[.,;:!?)’]|$)"
    r"|\s+(?:or|and|who|may|must|can|should|is|are|if|unless|but|when|because|cannot|need|have|to)\b)"
)
_NOT_COUNTED = frozenset(
    "a all am an and are as at back be been but by can did do does each every for from had has have he her his if in"
    " into is it its may me more most must my no not of off on one or other our out over per she should so some than"
    " that the their them then there these they this those time to under until up was way we were what when where"
    " which who will with word you your thing question reason point step tip kind sort side half example".split()
)
"""Words that are no thing counted, and things that only order a text: “three things to remember”."""


def _value(number: str) -> Fraction:
    text = number.lower().replace(",", "")
    return Fraction(text) if text[0].isdigit() else Fraction(sum(_WORDS[word] for word in re.split("[ -]", text)))


def singular(noun: str) -> str:
    """`days` → `day`, `bodies` → `body`, `people` → `person`; what it does not know it leaves."""
    word = {"people": "person", "children": "child"}.get(noun.lower(), noun.lower())
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _span(number: Fraction, span: str) -> tuple[str, Fraction]:
    """In minutes, or in months, which no number of days equals."""
    name = span.lower()
    return ("months", number * _IN_MONTHS[name]) if name in _IN_MONTHS else ("minutes", number * _MINUTES[name])


def _nothing(match: re.Match[str]) -> Meant:
    return iter(())


def _iso_date(match: re.Match[str]) -> Meant:
    year, month, day = (int(part) for part in match[0].split("-"))
    return _day(day, month, year)


def _date(match: re.Match[str]) -> Meant:
    month = _MONTHS.index((match["month"] or match["first"]).lower()) + 1
    return _day(int(match["day"] or match["second"]), month, int(match["year"] or 0))


def _day(day: int, month: int, year: int) -> Meant:
    yield "date", (month * 100 + day,)
    if year:
        yield f"year of {day}.{month}.", (year,)


def _time(match: re.Match[str]) -> Meant:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").replace(".", "").lower()
    if hour <= 24 and minute <= 59:
        at = hour % 12 * 60 + minute
        exact = bool(half) or hour > 12 or match["hour"].startswith("0")
        yield "time", (at + 720 * (half == "pm" or (hour % 24 >= 12 and not half)),) if exact else (at, at + 720)


def _noon(match: re.Match[str]) -> Meant:
    yield "time", (0 if match[0].lower() == "midnight" else 720,)


def _of(unit: str) -> Callable[[re.Match[str]], Meant]:
    def meant(match: re.Match[str]) -> Meant:
        yield unit, (_value(match["number"]),)

    return meant


def _age(match: re.Match[str]) -> Meant:
    age = _value(match["number"])
    if 2 < age < 31:  # what comes “over 100” or “under 2” is no age of a pupil
        yield "age", (age,)


def _group(match: re.Match[str]) -> Meant:
    yield singular(match["group"].replace(" ", "-")), (int(match["number"]),)


def _times_each(match: re.Match[str]) -> Meant:
    """How long it is from one time to the next: “twice a year” is “every six months”."""
    given = match["times"].lower()
    number = Fraction({"once": 1, "twice": 2}[given]) if given in ("once", "twice") else _value(given.split()[0])
    if match["each"].lower().endswith("term"):
        yield f"times each {match['each'].lower()}", (number,)
    elif number:
        unit, value = _span(1 / number, match["each"])
        yield f"{unit} from one time to the next", (value,)


def _every(match: re.Match[str]) -> Meant:
    unit, value = _span(_value(match["number"]), match["span"])
    yield f"{unit} from one time to the next", (value,)


def _duration(match: re.Match[str]) -> Meant:
    """A span, both ends of “two to three days”; days at school or work are a unit of their own."""
    if match[0].lower() in ("one day", "one minute"):
        return  # “one day you will leave”: a number only behind “within” and the like, see `_single`
    which = (match["which"] or "").strip().lower()
    for number in (match["low"], match["number"]):
        if number:
            unit, value = _span(_value(number), match["span"])
            unit = f"{which} {unit}" if which not in ("", "calendar") else unit
            yield f"{unit} each {match['per'].lower()}" if match["per"] else unit, (value,)


def _single(match: re.Match[str]) -> Meant:
    unit, value = _span(Fraction(1, 2) if match["half"] else Fraction(1), match["span"])
    yield unit, (value,)


def _count(match: re.Match[str]) -> Meant:
    noun, number = singular(match["noun"]), match["number"].lower()
    if noun not in _NOT_COUNTED and number != "one":  # “one friend” is some friend
        yield noun, (_value(number),)


_N = rf"(?<![\w.,£-])(?P<number>{_NUMBER})"
_KINDS: Sequence[tuple[str, str, Callable[[re.Match[str]], Meant]]] = (
    (
        r"\d",
        r"\b(?:Act|Order|Regulations?|Rules|Measure|article|section|schedule|part|paragraph|chapter) \d+\w*",
        _nothing,
    ),
    (r"\d", r"\b0\d(?: ?\d){7,}|\b\d{3} \d{3}\b|\b(?:999|101|111|112|105|119|123)\b", _nothing),
    (r"\d", r"\b\d{4}-\d\d-\d\d\b", _iso_date),
    (
        r"\d",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b(?:,? (?P<year>\d{{4}})\b)?"
        rf"|\b(?P<first>{_MONTH}) (?P<second>\d{{1,2}})(?:st|nd|rd|th)?\b",
        _date,
    ),
    (
        r"\d",
        r"(?<![\d.:])(?P<hour>\d{1,2})(?:(?=[.:]?\d* ?[ap]\.?m\b|:\d\d\b)(?:[.:](?P<minute>\d\d))?"
        r"(?: ?(?P<half>[ap]\.?m)\b)?| o[’']clock\b)",
        _time,
    ),
    (r"\d", r"\b(?:at|by|before|after|from|until|till) (?P<hour>\d{1,2})\.(?P<minute>\d\d)(?P<half>)(?![\w%])", _time),
    ("noon|midday|midnight", r"(?<![\w-])(?:midnight|noon|midday)\b", _noon),
    ("%|cent", rf"{_N}(?: ?%| per ?cent\b)", _of("per cent")),
    ("£", rf"£(?P<number>{_NUMBER})", _of("pounds")),
    ("pounds", rf"{_N} pounds\b", _of("pounds")),
    ("old|of age", rf"{_N}[ -]years?[ -](?:olds?\b|of age\b)", _age),
    ("over|older|above|under|younger", rf"{_N} or (?:over|older|above|under|younger)\b", _age),
    (
        "age|under|over|above|below|turn",
        rf"\b(?:aged?|ages|age of|under|over|above|below|turn|turns|turned)[ -](?P<number>{_NUMBER}){_BEHIND_AGE}",
        _age,
    ),
    (r"\d", rf"\b(?:you|they|child|pupil|pupils|must) (?:are|is|be) (?P<number>\d{{1,2}}){_BEHIND_AGE}", _age),
    (r"\d", r"\b(?P<group>years?|key stages?) (?P<number>\d{1,2})\b", _group),
    (
        "once|twice|times",
        rf"\b(?P<times>once|twice|(?:{_NUMBER}) times) (?:a|an|each|every|per|in a)"
        rf" (?P<each>{_SPANS}|(?:half[ -])?term)\b",
        _times_each,
    ),
    ("every", rf"\bevery (?P<number>{_NUMBER}) (?P<span>{_SPANS})s\b", _every),
    (
        "minute|hour|day",
        r"\b(?:within|in|after|for|than|least|over|under|up to) (?P<half>half )?(?:an?|one)"
        r" (?P<span>minute|hour|day)\b",
        _single,
    ),
    (
        _SPANS,
        rf"(?:(?<![\w.,£-])(?P<low>{_NUMBER})(?: (?:to|or) | ?– ?|-))?(?<![\w.,£])(?P<number>{_NUMBER})[ -]"
        rf"(?P<which>(?:working|business|school|calendar) )?(?P<span>{_SPANS})s?(?![\w-])"
        r"(?: (?:a|per|each|every) (?P<per>hour|day|week|month|year|term)\b)?",
        _duration,
    ),
    (_SPANS, r"(?<![\w-])(?P<half>half )?(?:a|one) (?P<span>week|fortnight|month|year)\b(?! group| \d)", _single),
    ("", rf"{_N} (?P<noun>[a-z][a-z-]*)\b", _count),
)
"""What is looked for, in this order: words that one has taken no other can.

First something that stands in all that the pattern finds, in small letters, and that is found more quickly.
"""
_PATTERNS = tuple((re.compile(needs), re.compile(pattern, re.IGNORECASE), meant) for needs, pattern, meant in _KINDS)
_ANY = re.compile(
    rf"\d|£|\b(?:{'|'.join([word for word in _WORDS if word != 'one'])}|once|twice|noon|midday|midnight)\b"
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
