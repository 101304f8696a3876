"""What was written of the sections of many schools, found again wherever an edition shows the same of a section."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from generator.model.edition import Section
from generator.model.remembered import Remembered, RememberedOf
from generator.model.text import Hole, Reference, Term
from generator.render.web_text import EditionText

_MOST = 2048
_TWINS = RememberedOf(_MOST)
_EQUAL: Remembered[Section, Section] = Remembered(_MOST)
_WRITTEN: Remembered[tuple[object, ...], tuple[Section, dict[Hashable, object]]] = Remembered(_MOST)


def of_section(text: EditionText, section: Section) -> dict[Hashable, object]:
    """What was written of sections equal to `section`, in editions that show the same of it as that of `text`."""
    twin, shown = _TWINS.of(section, _twin)
    known = (id(twin), *_around(text, section, shown))  # what is remembered holds the twin: no other can have its id
    found = _WRITTEN.get(known) or _WRITTEN.keep(known, (twin, {}))
    return found[1]


def _twin(section: Section) -> tuple[Section, _Shown]:
    """One object for all sections equal to `section`, and what it names."""
    twin = _EQUAL.get(section) or _EQUAL.keep(section, section)
    return twin, _shown(twin)


class _Shown(NamedTuple):
    """What the text of a section names: keys of results, clauses, terms, sources."""

    holes: tuple[str, ...]
    references: tuple[str, ...]
    terms: tuple[str, ...]
    cited: frozenset[str]


def _shown(section: Section) -> _Shown:
    runs = [run for clause in section.clauses for run in (*clause.title, *clause.body)] + list(section.title)
    return _Shown(
        tuple(dict.fromkeys(run.key for run in runs if isinstance(run, Hole))),
        tuple(dict.fromkeys((*(run.clause for run in runs if isinstance(run, Reference)), *_in_charts(section)))),
        tuple(dict.fromkeys(run.term for run in runs if isinstance(run, Term))),
        frozenset(source for clause in section.clauses for source in clause.sources),
    )


def _in_charts(section: Section) -> Iterator[str]:
    charts = (clause.chart for clause in section.clauses if clause.chart)
    return (clause for chart in charts for step in chart.steps for clause in step.see)


def _around(text: EditionText, section: Section, shown: _Shown) -> tuple[object, ...]:
    """What an edition shows of `section` beside its own text and values."""
    edition, results, places = text.edition, text.results, text.places
    blank = text.once("has blanks", lambda: any(result.blank for result in results.values()))
    return (
        edition.policy,
        edition.audience,
        edition.language,
        text.pages[section.id],
        tuple([results[key].blank for key in shown.holes]) if blank else (),
        tuple([places[clause][1] for clause in shown.references]),
        tuple([term in text.meanings for term in shown.terms]),
        tuple([source.id for source in edition.sources if source.id in shown.cited]) if shown.cited else (),
    )
