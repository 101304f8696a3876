"""A comparison in words: plain data from which governors' pages, packs, Word files and the terminal are made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.compare import redline, wrongly_editorial
from generator.formats.filters import uk_date
from generator.model.comparison import CLASSES, KINDS, Change, ChangeClass, Comparison, FactChange
from generator.model.edition import ClauseChange, Edition, Result
from generator.model.redline import Redline
from generator.render import redline_words as words


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A changed clause as it is shown.

    `number` is that of today, or the old one of a clause that is gone; `was` is the old number where it is another.
    `kinds`, `classes` are in words; between two schools or audiences nobody asks why, and nothing is unexplained.
    `strength` is like “should → must”, or ""; `why` are sentences.
    `change` is what it is made of: filter and sort by that.
    """

    change: Change
    number: str
    was: str
    title: str
    kinds: tuple[str, ...]
    classes: tuple[str, ...]
    strength: str
    why: tuple[str, ...]
    warning: str
    lines: Redline

    @property
    def said(self) -> tuple[str, ...]:
        """What became of it and of what class that is, and its strength: “Reworded”, “Law”, “should → must”."""
        return tuple(each for each in (", ".join(self.kinds), ", ".join(self.classes), self.strength) if each)

    @property
    def text(self) -> Redline:
        """The lines without a title that says no more than the heading above them."""
        titles = [line for line in self.lines if line.kind == "title"]
        said = len(titles) == 1 and titles[0].mark != "changed"
        return self.lines[1:] if said else self.lines


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A detail that changed; `shown_in` are numbers of clauses, in order, then parts of the frame."""

    variable: str
    before: str
    after: str
    shown_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A changed part of the frame."""

    part: str
    lines: Redline


def summary(comparison: Comparison) -> str:
    """One sentence: “3 clauses added, 2 reworded, 1 detail changed; 41 clauses unchanged.”, or “No change.”.

    Each clause is counted once, by the first of its kinds in the order of `KINDS`.
    """
    if comparison.is_empty:
        return words.NO_CHANGE
    counts = Counter(change.kinds[0] for change in comparison.changes)
    told = [f"{counts[kind]} {words.COUNTED[kind]}" for kind in KINDS if counts[kind]]
    if told:
        number, rest = told[0].split(" ", 1)
        told[0] = f"{_counted(int(number), 'clause')} {rest}"
    told += [f"{_counted(len(comparison.facts), 'detail')} changed"] if comparison.facts else []
    parts = _listed(list(dict.fromkeys(words.AROUND[each.part] for each in comparison.frame)))
    left = f"{_counted(len(comparison.unchanged), 'clause')} unchanged"
    said = "; ".join(each for each in (", ".join(told), parts and f"{parts} changed", left) if each) + "."
    return said[:1].upper() + said[1:]


def class_counts(comparison: Comparison) -> tuple[tuple[ChangeClass, str, int], ...]:
    """Each class with its word and how many changes are of it; facts are a class; a change may be of several."""
    counts = Counter(each for change in comparison.changes for each in change.classes)
    counts["fact"] = len(comparison.facts)
    counts["unexplained"] *= comparison.in_time
    return tuple((each, words.CLASS[each], counts[each]) for each in CLASSES if counts[each])


def shown_changes(comparison: Comparison) -> tuple[ShownChange, ...]:
    """The changed clauses, in the order of the new edition."""
    wrong = {change.id for change in wrongly_editorial(comparison)}
    return tuple(_shown(comparison, change, change.id in wrong) for change in comparison.changes)


def shown_facts(comparison: Comparison) -> tuple[ShownFact, ...]:
    """The changed details, by variable."""
    return tuple(_shown_fact(comparison, fact) for fact in comparison.facts)


def shown_parts(comparison: Comparison) -> tuple[ShownPart, ...]:
    """What changed around the clauses."""
    return tuple(ShownPart(words.PART[each.part], redline(comparison, each)) for each in comparison.frame)


def side(edition: Edition) -> tuple[tuple[str, str], ...]:
    """What tells one side from the other: label and value, what is not known left out."""
    version = edition.version
    facts = [("School", edition.school.name), ("Edition", edition.name or words.AUDIENCE[edition.audience])]
    if version is None:
        return (*facts, ("Status", "Draft, not adopted"))
    facts += [("Version", version.number), ("Adopted", _on(version.adopted)), ("By", version.body)]
    facts += [("Minute", version.minute), ("Takes effect", _on(version.effective))]
    facts += [("Next review", _on(version.review))]
    return tuple((label, value) for label, value in facts if value)


def _shown(comparison: Comparison, change: Change, wrong: bool) -> ShownChange:
    before, after = ([one.clause for one in each] for each in (change.before, change.after))
    now = (after or before)[0]
    number = now.number
    was = ", ".join(clause.number for clause in before)
    edition = comparison.new if after else comparison.old
    return ShownChange(
        change=change,
        number=number,
        was=was if after and was != number else "",
        title=edition.plain(now.title),
        kinds=tuple(words.KIND[kind] for kind in change.kinds),
        classes=tuple(words.CLASS[each] for each in change.classes if each != "unexplained" or comparison.in_time),
        strength=_strength(change),
        why=_why(change) or ((words.UNEXPLAINED,) if comparison.in_time else ()),
        warning=words.WRONGLY_EDITORIAL if wrong else "",
        lines=redline(comparison, change),
    )


def _strength(change: Change) -> str:
    if "strength" not in change.kinds:
        return ""
    before, after = (words.STRENGTH[side[0].clause.strength] for side in (change.before, change.after))
    return f"{before} → {after}"


def _why(change: Change) -> tuple[str, ...]:
    if change.local:
        said = words.ANOTHER_OPTION if "choice" in change.kinds else words.OWN_WORDING
        return (said, change.reason) if change.reason else (said,)
    return tuple(_entry(entry) for entry in change.given)


def _entry(entry: ClauseChange) -> str:
    by = f" Adopt by {_on(entry.adopt_by)}." if entry.adopt_by else ""
    return f"{_on(entry.on)}, {words.CLASS[entry.kind].lower()}: {entry.why}{by}"


def _shown_fact(comparison: Comparison, fact: FactChange) -> ShownFact:
    old, new = ({clause.id: clause.number for clause in each.clauses()} for each in (comparison.old, comparison.new))
    named = [*(new.get(name) or old[name] for name in fact.clauses), *(words.PART[part].lower() for part in fact.parts)]
    return ShownFact(fact.variable, _value(fact.before), _value(fact.after), tuple(named))


def _value(results: tuple[Result, ...]) -> str:
    return "; ".join(result.text for result in results)


def _on(date: str) -> str:
    return uk_date(date) if date else ""


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _listed(each: list[str]) -> str:
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}" if each else ""
