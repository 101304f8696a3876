"""A whole edition with its changes marked, so that either text can be had by taking the other's words out.

Nothing is left out, as for a word processor, and what a redline for readers keeps quiet is marked, too: a number that
another clause has now, wherever the text names it; an address behind words. A clause that has moved is gone in one
place and new in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal as Only

from generator.compare.chunks import aligned
from generator.compare.lines import Setting, TextLine, Word, chart_lines, plain_lines, text_lines, title_line
from generator.compare.redlining import marked_lines
from generator.model.edition import Edition, EditionClause, Slip
from generator.model.redline import Redline
from generator.words.print_strings import print_words
from generator.words.strings import say

UnitKind = Only["title", "part", "section", "annex", "clause"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of an edition: `lines`, of which those of the kind "title" are its heading.

    `part` is what stands around the clauses. Numbers are left out: they follow from the order.
    """

    kind: UnitKind
    lines: Redline


@dataclass(frozen=True, slots=True)
class _Text:
    key: tuple[str, str]
    kind: UnitKind
    lines: tuple[TextLine, ...]


def whole_redline(old: Edition | None, new: Edition) -> tuple[Unit, ...]:
    """All of `new` and of `old`, in order; without an old edition nothing is marked."""
    now = list(_texts(new))
    was = list(_texts(old)) if old is not None else now
    return tuple(_units(was, now))


def _units(was: Sequence[_Text], now: Sequence[_Text]) -> Iterator[Unit]:
    for chunk in aligned([text.key for text in was], [text.key for text in now]):
        gone, come = was[chunk.old_from : chunk.old_to], now[chunk.new_from : chunk.new_to]
        if chunk.same:
            for before, after in zip(gone, come, strict=True):
                yield Unit(after.kind, marked_lines(before.lines, after.lines))
            continue
        yield from (Unit(text.kind, marked_lines(text.lines, ())) for text in gone)
        yield from (Unit(text.kind, marked_lines((), text.lines)) for text in come)


def _texts(edition: Edition) -> Iterator[_Text]:
    for text in _all_texts(edition):
        lines = tuple(replace(line, cells=tuple(map(_as_printed, line.cells))) for line in text.lines)
        yield replace(text, lines=lines)


def _as_printed(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words that are the same only when they are printed alike, each address behind the words that lead to it."""
    found: list[Word] = []
    for link, group in groupby(words, key=lambda word: word.link):
        same = list(group)
        found += (replace(word, same_as=word.text, link="") for word in same)
        if link and "".join(word.text for word in same).strip() != link:
            address = f" ({link})"
            found.append(Word(address, address))
    return tuple(found)


def _all_texts(edition: Edition) -> Iterator[_Text]:
    setting, language = Setting.of(edition), edition.language
    yield _Text(("title", ""), "title", (title_line(edition.title, setting),))
    yield _Text(("summary", ""), "part", tuple(text_lines(edition.summary, setting)))
    yield _part("owner", say("cover.owner", language), text_lines(edition.owner, setting))
    lines = (("; ".join(filter(None, (each.phone, each.link))), each) for each in edition.tell.helplines)
    helplines = _items([f"{each.name} ({at}): {each.for_what}" for at, each in lines])
    told = [*text_lines(edition.tell.role, setting), *helplines]
    yield _part("tell", say("tell", language), told)
    for section in edition.sections:
        kind: UnitKind = "annex" if section.annex else "section"
        yield _Text(("section", section.id), kind, (title_line(section.title, setting),))
        for clause in section.clauses:
            yield _Text(("clause", clause.id), "clause", _clause(clause, setting))
    if edition.glossary:
        words = _items([f"{each.term}: {each.meaning}" for each in edition.glossary])
        yield _part("words", say("words", language), words)
    if edition.sources:
        cited = _items([f"{each.title}; {each.link}" if each.link else each.title for each in edition.sources])
        yield _part("sources", say("sources", language), cited)
    if edition.slip:
        yield _part("slip", print_words(language)["slip"], _slip(edition.slip, setting))


def _part(name: str, heading: str, lines: Sequence[TextLine]) -> _Text:
    titles = (replace(line, kind="title") for line in plain_lines([heading]))
    return _Text(("part", name), "part", (*titles, *lines))


def _items(texts: Sequence[str]) -> list[TextLine]:
    return [replace(line, kind="bullet", level=1) for line in plain_lines(texts)]


def _clause(clause: EditionClause, setting: Setting) -> tuple[TextLine, ...]:
    texts = text_lines(clause.body, setting)
    return (title_line(clause.title, setting), *texts, *chart_lines(clause.chart, setting))


def _slip(slip: Slip, setting: Setting) -> list[TextLine]:
    parts = (slip.statement, slip.return_to, slip.return_by, slip.no_consequence)
    return [line for runs in parts for line in text_lines(runs, setting)]
