"""Whether the wordings of one clause contradict one another: pure functions over texts.

A wording may leave out what another says. It contradicts when it says something else about the same: another number of
one unit, or another word of “must”, “should” and “may” for the same person doing the same. What stands in both, beside
what stands in one only, is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.checks.obligations import STRONG, Kind, Obligation, obligations
from generator.checks.quantities import Quantity, quantities
from generator.model.edition import Audience, Strength


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands under one heading: its `name` ("pupil-secondary"), whom “you” means, and the words alone."""

    name: str
    audience: Audience
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the wording `name`, from one offset of its text up to another."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What one wording says, and what another says instead; `other` is None for the clause's `strength:`."""

    one: Said
    other: Said | None


Stated = Quantity | Obligation


@dataclass(frozen=True, slots=True)
class _Read:
    wording: Wording
    quantities: tuple[Quantity, ...]
    obligations: tuple[Obligation, ...]


def disagreements(wordings: Sequence[Wording], strength: Strength) -> Iterator[Disagreement]:
    """What contradicts in `wordings`, each found at the later of the two; those of staff come first.

    Of several at one place the first is told: a rule that softens what staff read softens what parents read, too.
    Wordings for younger and for older pupils are not compared: no reader has both, and what differs is their age.
    """
    read = [_Read(w, quantities(w.text), obligations(w.text, w.audience)) for w in wordings]
    told: set[tuple[str, int]] = set()
    for found in _all(read, strength):
        if (found.one.name, found.one.start) not in told:
            told.add((found.one.name, found.one.start))
            yield found


def turned_round(now: Wording, before: Wording) -> Disagreement | None:
    """The first rule of `now` that forbids what `before`, for the same readers, does not, or the other way round."""
    one, other = (_Read(w, quantities(w.text), obligations(w.text, w.audience)) for w in (now, before))
    for rule in one.obligations:
        for instead in other.obligations:
            if instead.same_act(rule) and instead.forbids != rule.forbids and not _kept(rule, other.obligations):
                return Disagreement(_said(one, rule), _said(other, instead))
    return None


def _all(read: Sequence[_Read], strength: Strength) -> Iterator[Disagreement]:
    staff = next((each for each in read if each.wording.name == "staff"), None)
    for number, one in enumerate(read):
        others = [other for other in read[:number] if other.wording.audience != one.wording.audience]
        for other in others:
            known = staff if staff not in (None, other) else None
            yield from _numbers(one, other, known)
            yield from _rules(one, other, known)
        yield from _strength(one, strength)


def _numbers(one: _Read, other: _Read, staff: _Read | None) -> Iterator[Disagreement]:
    """Numbers of one unit, where each wording has one that the other lacks; what staff read, too, is right."""
    told: set[str] = set()
    for number in one.quantities:
        if number.unit in told or _agreed(number, other.quantities) or (staff and _agreed(number, staff.quantities)):
            continue
        for instead in other.quantities:
            if instead.unit == number.unit and not _agreed(instead, one.quantities):
                told.add(number.unit)
                yield Disagreement(_said(one, number), _said(other, instead))
                break


def _agreed(number: Quantity, others: Iterable[Quantity]) -> bool:
    return any(number.agrees(other) for other in others)


def _rules(one: _Read, other: _Read, staff: _Read | None) -> Iterator[Disagreement]:
    """The same, for one person's doing one thing."""
    for rule in one.obligations:
        instead = [found for found in other.obligations if found.same_act(rule)]
        if not instead or _kept(rule, other.obligations) or (staff and _kept(rule, staff.obligations)):
            continue
        left = [found for found in instead if not _kept(found, one.obligations)]
        if left:
            yield Disagreement(_said(one, rule), _said(other, left[0]))


def _kept(rule: Obligation, others: Iterable[Obligation]) -> bool:
    return any(rule.kind == other.kind and rule.same_act(other) for other in others)


_WEAK: tuple[Kind, ...] = ("should", "should-not", "may", "need-not")


_ADVICE = re.compile(r"\b(?:should|advise|advice|ask|recommend|try|please)\b", re.IGNORECASE)


def _strength(one: _Read, strength: Strength) -> Iterator[Disagreement]:
    """A rule that binds is nowhere put as advice to staff, and advice to them nowhere as a rule that binds."""
    rules = [rule for rule in one.obligations if rule.actor == "staff"]
    kinds = {rule.kind for rule in rules}
    text = one.wording.text
    softened = strength in ("must", "must-not") and kinds.issubset(_WEAK) and not STRONG.search(text)
    hardened = strength == "should" and kinds.issubset(("must", "must-not")) and not _ADVICE.search(text)
    if rules and (softened or hardened):
        yield Disagreement(_said(one, rules[0]), None)


def _said(read: _Read, what: Stated) -> Said:
    return Said(read.wording.name, what.at, what.at + len(what.words))
