"""What of a library is written once for all schools that take the same of it: sections, glossaries, lists of sources.

A section is told apart by which clauses stand in it and what they say, not by a school's values, which are no part of
it. Equal sections of different schools are therefore one and the same object, by which whatever is made of a section
later (Markdown, print, JSON) is found again without comparing it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.compose.charts import edition_chart, named_by
from generator.compose.glossary import Glossary
from generator.compose.results import Answers, Asked, TextAsking
from generator.compose.selection import Chosen, ChosenSection
from generator.compose.services import services_table
from generator.compose.translation import translated
from generator.formats.numbering import annex_letter
from generator.model.edition import (
    AUDIENCES,
    Audience,
    Definition,
    EditionClause,
    Helpline,
    Nation,
    Origin,
    Section,
    SourceCited,
)
from generator.model.languages import ENGLISH, Language
from generator.model.library import Library
from generator.model.remembered import Remembered, RememberedOf
from generator.model.text import Runs

_MOST = 2048
"""Sections that are remembered: those of a library in all its choices, and what schools have worded lately."""


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """A section of one edition; all that it asks of a school's values; the glossary's words in it; what it cites.

    `sound` says that no text of it is a translation that is missing, older than its English, or not checked.
    """

    section: Section
    asked: tuple[Asked, ...]
    met: frozenset[str]
    sources: tuple[str, ...]
    sound: bool = True


class Written:
    """What is written once of `library` in `language`."""

    def __init__(self, library: Library, language: Language = ENGLISH) -> None:
        self._library = library
        self.language: Language = language
        self._texts, self._english = RememberedOf(4 * _MOST), RememberedOf(4 * _MOST)
        self._held: Remembered[tuple[int, Audience], _Held] = Remembered(_MOST)
        self._cited: Remembered[tuple[str, ...], tuple[SourceCited, ...]] = Remembered(_MOST)
        self._helplines: dict[tuple[Nation, Audience], tuple[Helpline, ...]] = {}
        self.services, self.charts = services_table(library.services), library.charts
        self._glossaries = {audience: Glossary(library.glossary, audience, language) for audience in AUDIENCES}

    def text(self, runs: Runs) -> TextAsking:
        """`runs` with what they ask for."""
        return self._texts.of(runs, lambda runs: TextAsking(runs, self._library.variables))

    def english(self, runs: Runs) -> TextAsking:
        """The same for `runs` that are in English in an edition of another language."""
        return self._english.of(runs, lambda runs: TextAsking(runs, self._library.variables, english=True))

    def sections(
        self, chosen: Iterable[ChosenSection], audience: Audience, answers: Answers
    ) -> tuple[WrittenSection, ...]:
        """Sections that hold a clause for `audience`, numbered 1, 2, … and annexes A, B, …."""
        found: list[WrittenSection] = []
        count = {False: 0, True: 0}
        sections = [(each, self._of(each, audience)) for each in chosen]
        clauses = frozenset().union(*(held.ids for _, held in sections))
        for each, held in sections:
            if held.clauses:
                annex = each.section.annex
                count[annex] += 1
                number = annex_letter(count[annex]) if annex else str(count[annex])
                found.append(held.written(number, answers, clauses))
        return tuple(found)

    def _of(self, chosen: ChosenSection, audience: Audience) -> _Held:
        known = (id(chosen), audience)  # what is remembered holds `chosen`, so that no other can have its id
        return self._held.get(known) or self._held.keep(known, _Held(chosen, audience, self))

    def glossary(self, audience: Audience) -> Glossary:
        """The words of `audience`."""
        return self._glossaries[audience]

    def definitions(self, sections: Iterable[WrittenSection], audience: Audience) -> tuple[Definition, ...]:
        """Meanings of the words in `sections`, sorted by word."""
        return self._glossaries[audience].definitions(frozenset().union(*(each.met for each in sections)))

    def cited(self, sections: Iterable[WrittenSection]) -> tuple[SourceCited, ...]:
        """The sources that `sections` cite, in the order in which they do."""
        names = tuple(dict.fromkeys(name for each in sections for name in each.sources))
        if names not in self._cited:
            known = self._library.sources
            found = (known[name] for name in names if name in known)
            made = tuple(SourceCited(each.id, each.title, each.link, each.checked_on) for each in found)
            self._cited.keep(names, made)
        return self._cited[names]

    def helplines(self, nation: Nation, audience: Audience) -> tuple[Helpline, ...]:
        """The lines that serve `audience` in `nation`."""
        known = (nation, audience)
        if known not in self._helplines:
            lines = self._library.helplines
            found = (line for line in lines if nation in line.nations and audience in line.audiences)
            self._helplines[known] = tuple(line.said_in(self.language) for line in found)
        return self._helplines[known]

    def checked(self, sections: Iterable[WrittenSection], nation: Nation, audience: Audience) -> bool:
        """Whether the texts and words of `sections`, and the helplines, are English or checked translations."""
        if self.language == ENGLISH:
            return True
        lines = (line for line in self._library.helplines if nation in line.nations and audience in line.audiences)
        said = [line.translations.get(self.language) for line in lines]
        glossary = self._glossaries[audience]
        return all(line and line.checked for line in said) and all(
            each.sound and glossary.checked(each.met) for each in sections
        )


class _Held:
    """The clauses of a section that one audience gets, with their texts."""

    def __init__(self, chosen: ChosenSection, audience: Audience, written: Written) -> None:
        self.clauses = [_texts(clause, audience, written) for clause in chosen.clauses if clause.body_for(audience)]
        self._chosen = chosen
        self._audience: Audience = audience
        self._glossary = written.glossary(audience)
        self._services = written.services
        held = {one.chosen.clause.id: one.chosen.clause.shows for one in self.clauses}
        self.ids = frozenset(held)
        shown = ((clause, shows.chart) for clause, shows in held.items() if audience in shows.chart_for)
        self._charts = {clause: written.charts[chart] for clause, chart in shown if chart in written.charts}
        self._named = frozenset(name for chart in self._charts.values() for name in named_by(chart))
        # Without a clause the section is not printed, and needs no title for this audience.
        given = chosen.section.translations.get(written.language, chosen.section.titles)
        self._title = written.text(given[audience].runs if self.clauses else ())
        texts = (self._title, *(text for one in self.clauses for text in (one.title, one.body)))
        self._asked = tuple({each.name: each for text in texts for each in text.asked}.values())
        self._lists = tuple(each.detail for each in self._asked if each.spread)
        self._written: dict[tuple[str, tuple[int, ...], frozenset[str]], WrittenSection] = {}

    def written(self, number: str, answers: Answers, held: frozenset[str]) -> WrittenSection:
        """The section under `number` in an edition that holds the clauses `held`, its lists as long as the school's."""
        known = (number, answers.counts(self._lists), self._named & held)
        if known not in self._written:
            seen: set[str] = set()
            texts = enumerate(self.clauses, start=1)
            bare = (self._clause(f"{number}.{n}", each, answers, seen) for n, each in texts)
            clauses = tuple(self._with_chart(clause, held) for clause in bare)
            of = self._chosen.section
            title = self._title.runs(answers.counts(self._title.lists))
            section = Section(of.id, number, title, clauses, of.annex, of.kind)
            sources = tuple(dict.fromkeys(name for clause in clauses for name in clause.sources))
            sound = all(texts.sound for texts in self.clauses)
            self._written[known] = WrittenSection(section, self._asked, frozenset(seen), sources, sound)
        return self._written[known]

    def _clause(self, number: str, texts: _Texts, answers: Answers, seen: set[str]) -> EditionClause:
        title, clause = texts.title, texts.chosen.clause
        body = texts.body.runs(answers.counts(texts.body.lists))
        return EditionClause(
            id=clause.id,
            number=number,
            title=title.runs(answers.counts(title.lists)),
            body=(body if texts.untranslated else self._marked(body, seen)) + self._below(texts.chosen),
            origin=texts.origin,
            strength=clause.strength,
            sources=clause.cited[self._audience],
            stale=texts.chosen.is_stale_for(self._audience),
            poster=clause.poster and self._audience == "pupil",
            untranslated=texts.untranslated,
            slot=texts.chosen.slot,
            reason=texts.chosen.own.reason if texts.chosen.own and texts.origin == "own wording" else "",
            made_from=clause.made_from,
            changes=clause.changes,
        )

    def _marked(self, runs: Runs, seen: set[str]) -> Runs:
        # A letter goes to somebody who has no list of words.
        return runs if self._chosen.section.kind == "letter" else self._glossary.marked(runs, seen)

    def _with_chart(self, clause: EditionClause, held: frozenset[str]) -> EditionClause:
        chart = self._charts.get(clause.id)
        return replace(clause, chart=edition_chart(chart, held)) if chart else clause

    def _below(self, chosen: Chosen) -> Runs:
        return self._services if chosen.clause.shows.services else ()


@dataclass(frozen=True, slots=True)
class _Texts:
    """A clause's texts for one audience; `sound` as in a `WrittenSection`."""

    chosen: Chosen
    origin: Origin
    title: TextAsking
    body: TextAsking
    untranslated: bool = False
    sound: bool = True


def _shows_english(chosen: Chosen, audience: Audience) -> bool:
    # Tables and flow charts are in English only, and half a clause in each language helps nobody.
    shows = chosen.clause.shows
    return shows.services or bool(shows.chart and audience in shows.chart_for)


def _texts(chosen: Chosen, audience: Audience, written: Written) -> _Texts:
    worded, title = chosen.body_for(audience), chosen.title_for(audience)
    if worded is None or title is None:
        raise ValueError(f"{chosen.clause.id} has no wording or no title for the {audience} edition")
    body, origin = worded
    if written.language == ENGLISH:
        return _Texts(chosen, origin, written.text(title.runs), written.text(body.runs))
    said = None if _shows_english(chosen, audience) else translated(chosen, audience, written.language)
    if said is None:
        return _Texts(chosen, origin, written.english(title.runs), written.english(body.runs), True, False)
    return _Texts(chosen, origin, written.text(said.title.runs), written.text(said.body.runs), sound=said.sound)


_OF_LIBRARIES = RememberedOf(2)


def written_of(library: Library, language: Language = ENGLISH) -> Written:
    """What is written once of `library` in `language`, as long as this is the library that is used."""
    known: dict[Language, Written] = _OF_LIBRARIES.of(library, lambda _: {})
    if language not in known:
        known[language] = Written(library, language)
    return known[language]
