"""What numbers mean with the words beside them: a match of a pattern in, the unit and all that may be meant out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

Meant = Iterator[tuple[str, tuple[Fraction | int, ...]]]
"""Units, each with all that the number may mean."""

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {word: number for number, word in enumerate(ONES)} | {w: 10 * n for n, w in enumerate(TENS, start=2)}
MONTHS = "january february march april may june july august september october november december".split()
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "fortnight": 20160}
_IN_MONTHS = {"month": 1, "year": 12}
_NOT_COUNTED = frozenset(
    "a all am an and are as at back be been but by can did do does each every for from had has have he her his if in"
    " into is it its may me more most must my no not of off on one or other our out over per she should so some than"
    " that the their them then there these they this those time to under until up was way we were what when where"
    " which who will with word you your thing question reason point step tip kind sort side half example".split()
)
"""Words that are no thing counted, and things that only order a text: “three things to remember”."""


def _value(number: str) -> Fraction:
    text = number.lower().replace(",", "")
    return Fraction(text) if text[0].isdigit() else Fraction(sum(NUMBER_WORDS[word] for word in re.split("[ -]", text)))


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


def nothing(match: re.Match[str]) -> Meant:
    """Words that hold a number and count nothing: “section 17”."""
    return iter(())


def iso_date(match: re.Match[str]) -> Meant:
    """“2026-11-20”: a day, and its year."""
    year, month, day = (int(part) for part in match[0].split("-"))
    return _day(day, month, year)


def date(match: re.Match[str]) -> Meant:
    """“20 November”, “November 20th, 2026”: a day, and its year if it is said."""
    month = MONTHS.index((match["month"] or match["first"]).lower()) + 1
    return _day(int(match["day"] or match["second"]), month, int(match["year"] or 0))


def _day(day: int, month: int, year: int) -> Meant:
    yield "date", (month * 100 + day,)
    if year:
        yield f"year of {day}.{month}.", (year,)


def time(match: re.Match[str]) -> Meant:
    """“8.30am”, “08:30”: a time, in minutes after midnight; without am or pm of either half of the day."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").replace(".", "").lower()
    if hour <= 24 and minute <= 59:
        at = hour % 12 * 60 + minute
        exact = bool(half) or hour > 12 or match["hour"].startswith("0")
        yield "time", (at + 720 * (half == "pm" or (hour % 24 >= 12 and not half)),) if exact else (at, at + 720)


def noon(match: re.Match[str]) -> Meant:
    """“noon”, “midnight”: a time."""
    yield "time", (0 if match[0].lower() == "midnight" else 720,)


def amount_of(unit: str) -> Callable[[re.Match[str]], Meant]:
    """Reads a number of `unit`."""

    def meant(match: re.Match[str]) -> Meant:
        yield unit, (_value(match["number"]),)

    return meant


def age(match: re.Match[str]) -> Meant:
    """“under 13”: an age in years."""
    years = _value(match["number"])
    if 2 < years < 31:  # what comes “over 100” or “under 2” is no age of a pupil
        yield "age", (years,)


def group(match: re.Match[str]) -> Meant:
    """“Year 7”, “key stage 2”: its number."""
    yield singular(match["group"].replace(" ", "-")), (int(match["number"]),)


def times_each(match: re.Match[str]) -> Meant:
    """How long it is from one time to the next: “twice a year” is “every six months”."""
    given = match["times"].lower()
    number = Fraction({"once": 1, "twice": 2}[given]) if given in ("once", "twice") else _value(given.split()[0])
    if match["each"].lower().endswith("term"):
        yield f"times each {match['each'].lower()}", (number,)
    elif number:
        unit, value = _span(1 / number, match["each"])
        yield f"{unit} from one time to the next", (value,)


def every(match: re.Match[str]) -> Meant:
    """“every two weeks”: how long it is from one time to the next."""
    unit, value = _span(_value(match["number"]), match["span"])
    yield f"{unit} from one time to the next", (value,)


def duration(match: re.Match[str]) -> Meant:
    """A span, both ends of “two to three days”; days at school or work are a unit of their own."""
    if match[0].lower() in ("one day", "one minute"):
        return  # “one day you will leave”: a number only behind “within” and the like, see `single`
    which = (match["which"] or "").strip().lower()
    for number in (match["low"], match["number"]):
        if number:
            unit, value = _span(_value(number), match["span"])
            unit = f"{which} {unit}" if which not in ("", "calendar") else unit
            yield f"{unit} each {match['per'].lower()}" if match["per"] else unit, (value,)


def single(match: re.Match[str]) -> Meant:
    """“a week”, “half an hour”: a span without a number."""
    unit, value = _span(Fraction(1, 2) if match["half"] else Fraction(1), match["span"])
    yield unit, (value,)


def thing_counted(match: re.Match[str]) -> Meant:
    """“three warnings”: the number of a thing."""
    noun, number = singular(match["noun"]), match["number"].lower()
    if noun not in _NOT_COUNTED and number != "one":  # “one friend” is some friend
        yield noun, (_value(number),)
