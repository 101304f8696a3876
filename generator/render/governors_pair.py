"""What changed between two texts of a policy: one page for all its editions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from generator.model.comparison import CLASSES, KINDS, Comparison
from generator.model.versions import AdoptedVersion, Told
from generator.render import redline_words
from generator.render.governors_html import Table, day, items, link, text
from generator.render.governors_words import BY, DRAFT, edition_of, named
from generator.render.redline import ShownChange, class_counts, shown_changes, shown_facts, shown_parts, summary
from generator.render.redline_html import redline_html


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of a policy, both as their notes right them; `new` None is today's draft.

    `comparisons` are those of the editions that both have; `only_old` and `only_new` the editions of one side alone.
    """

    old: AdoptedVersion
    new: AdoptedVersion | None
    comparisons: Mapping[Told, Comparison]
    only_old: tuple[Told, ...] = ()
    only_new: tuple[Told, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether they say the same to everybody."""
        return not (self.only_old or self.only_new) and all(each.is_empty for each in self.comparisons.values())


def pair_body(pair: Pair) -> str:
    """Both sides, the summary, filters, and what changed in each edition."""
    shown = {told: shown_changes(each) for told, each in pair.comparisons.items()}
    sections = (_edition(told, each, shown[told]) for told, each in pair.comparisons.items())
    return "".join((_sides(pair), _summary(pair), _filters(shown), *sections))


def _sides(pair: Pair) -> str:
    old, new = pair.old, pair.new
    now = f"<strong>{DRAFT}</strong>"
    rows = [
        ("Text", _named(old), _named(new) if new else now),
        ("Approved by", _approved(old), _approved(new) if new else "Not adopted"),
        ("Date", day(old.decision.on), day(new.decision.on) if new else ""),
        ("Minute", text(old.decision.minute), text(new.decision.minute) if new else ""),
        ("Takes effect", day(old.effective), day(new.effective) if new else ""),
        ("Next review", day(old.review), day(new.review) if new else ""),
    ]
    said = tuple((head, was or "–", becomes or "–") for head, was, becomes in rows if was or becomes)
    return Table("The two texts", ("Fact", "Before", "After"), said).html()


def _named(version: AdoptedVersion) -> str:
    return link(f"../{version.sealed.stem}/", named(version))


def _approved(version: AdoptedVersion) -> str:
    return text(version.decision.body or BY[version.decision.by])


def _summary(pair: Pair) -> str:
    if pair.is_empty:
        told = f'<p class="pp-summary">{redline_words.NO_CHANGE}</p>'
        return f'<h2 id="summary">Summary</h2>{told}'
    lines = [f"<strong>{edition_of(told)}:</strong> {text(summary(each))}" for told, each in pair.comparisons.items()]
    lines += [f"<strong>{edition_of(told)}:</strong> New." for told in pair.only_new]
    lines += [f"<strong>{edition_of(told)}:</strong> There is none any more." for told in pair.only_old]
    return f'<h2 id="summary">Summary</h2>{items(lines)}{_counts(pair)}'


def _counts(pair: Pair) -> str:
    """Changes by class: a line for each class, a column for each edition."""
    counts = {told: {name: count for name, _, count in class_counts(each)} for told, each in pair.comparisons.items()}
    rows = tuple(
        (redline_words.CLASS[name], *(str(count.get(name, 0)) for count in counts.values()))
        for name in CLASSES
        if any(name in count for count in counts.values())
    )
    return Table("Changes by class", ("Class", *map(edition_of, counts)), rows).html() if rows else ""


def _filters(shown: Mapping[Told, tuple[ShownChange, ...]]) -> str:
    """Three lists to choose from; the script that makes them work shows them."""
    found = [(told, each) for told, changes in shown.items() for each in changes]
    if not found:
        return ""
    classes = Counter(name for _, each in found for name in _classes(each))
    kinds = Counter(kind for _, each in found for kind in each.change.kinds)
    editions = Counter(told for told, _ in found)
    choices = [
        _choice("class", "Class", [(name, redline_words.CLASS[name], classes[name]) for name in CLASSES]),
        _choice("kind", "What happened", [(_token(kind), _KINDS[kind], kinds[kind]) for kind in KINDS]),
        _choice("edition", "Edition", [("-".join(told), edition_of(told), editions[told]) for told in shown]),
    ]
    count = (
        '<p class="pp-choose__count" aria-live="polite" data-words="{shown} of {all} changed clauses are shown."></p>'
    )
    return (
        '<form class="pp-choose" data-filter="changes" hidden><fieldset><legend>Show only</legend>'
        f"{''.join(choices)}</fieldset>{count}</form>"
    )


_KINDS = {**redline_words.KIND, "strength": "Must or should"}


def _token(kind: str) -> str:
    return kind.replace(" ", "-")


def _classes(shown: ShownChange) -> tuple[str, ...]:
    return shown.change.classes if shown.classes else ()


def _choice(name: str, label: str, options: list[tuple[str, str, int]]) -> str:
    told = "".join(f'<option value="{value}">{words} ({count})</option>' for value, words, count in options if count)
    return (
        f'<p><label for="pp-{name}">{label}</label> <select id="pp-{name}" name="{name}" autocomplete="off">'
        f'<option value="">All</option>{told}</select></p>'
    )


def _edition(told: Told, comparison: Comparison, changes: tuple[ShownChange, ...]) -> str:
    name = "-".join(told)
    articles = "".join(_change(told, each) for each in changes)
    told_so = "" if changes else "<p>No clause changed.</p>"
    rest = "" if comparison.is_empty else f"{_facts(comparison)}{_frame(told, comparison)}"
    if comparison.is_empty:
        told_so = f"<p>{redline_words.NO_CHANGE}</p>"
    return (
        f'<section class="pp-compared" data-edition="{name}" aria-labelledby="{name}">'
        f'<h2 id="{name}">{edition_of(told)}</h2>{told_so}{articles}{rest}{_unchanged(comparison)}</section>'
    )


def _change(told: Told, shown: ShownChange) -> str:
    return _written(told, shown.number, shown.was, _Frozen(shown))


@dataclass(frozen=True, slots=True)
class _Frozen:
    """A shown change, told apart by what is written of it."""

    shown: ShownChange

    def __hash__(self) -> int:
        return hash((self.shown.change.id, self.shown.kinds, self.shown.classes, self.shown.strength))


@lru_cache(maxsize=8192)
def _written(told: Told, number: str, was: str, frozen: _Frozen) -> str:
    shown = frozen.shown
    old = f' <span class="pp-quiet">(was {text(was)})</span>' if was else ""
    strength = f"Must or should: {shown.strength.replace(' → ', ', now ')}" if shown.strength else ""
    said = ". ".join(filter(None, (", ".join(shown.kinds), strength)))
    classes = f"Class: {', '.join(shown.classes)}. " if shown.classes else ""
    why = "".join(f'<p class="pp-why">{text(each)}</p>' for each in shown.why)
    warning = f'<p class="pp-warning">{text(shown.warning)}</p>' if shown.warning else ""
    kinds = " ".join(map(_token, shown.change.kinds))
    name = f"{'-'.join(told)}-{shown.change.id}"
    return (
        f'<article class="pp-change" id="{escape(name)}" data-class="{" ".join(_classes(shown))}" data-kind="{kinds}" '
        f'data-edition="{"-".join(told)}"><h3><span class="pp-number">{text(number)}</span>{old} '
        f"<span{_lang(told)}>{text(shown.title)}</span></h3>"
        f'<p class="pp-told">{text(f"{classes}{said}.")}</p>{why}{warning}'
        f"<div{_lang(told)}>{redline_html(shown.text)}</div></article>"
    )


def forget_written() -> None:
    """Drops all changes that are remembered, so that a measurement writes them anew."""
    _written.cache_clear()


def _lang(told: Told) -> str:
    return "" if told[1] == "en" else f' lang="{told[1]}"'


def _facts(comparison: Comparison) -> str:
    rows = tuple(
        (text(fact.variable), text(fact.before), text(fact.after), text(", ".join(fact.shown_in)))
        for fact in shown_facts(comparison)
    )
    return Table("Changed details", ("Detail", "Before", "After", "Shown in"), rows).html() if rows else ""


def _frame(told: Told, comparison: Comparison) -> str:
    found = "".join(
        f'<div class="pp-part"><h4>{text(part.part)}</h4><div{_lang(told)}>{redline_html(part.lines)}</div></div>'
        for part in shown_parts(comparison)
    )
    return f"<h3>Around the clauses</h3>{found}" if found else ""


def _unchanged(comparison: Comparison) -> str:
    clauses = comparison.unchanged
    if not clauses:
        return ""
    number = f"{len(clauses)} unchanged clause{'' if len(clauses) == 1 else 's'}"
    lang = _lang((comparison.new.audience, comparison.new.language))
    titles = ((each.number, text(comparison.new.plain(each.title))) for each in clauses)
    listed = items(f'<span class="pp-number">{number}</span> <span{lang}>{title}</span>' for number, title in titles)
    return f'<details class="pp-same"><summary>{number}</summary>{listed}</details>'
