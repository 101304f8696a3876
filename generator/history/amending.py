"""A proposal with the clauses that the meeting changed: those from the school's own files, all else as proposed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from generator.formats.numbering import annex_letter
from generator.model.edition import Edition, EditionClause, Section
from generator.model.text import Hole, Reference, Run, Runs, Term


def amended(proposed: Edition, draft: Edition, clauses: Collection[str]) -> Edition:
    """`proposed` with each of `clauses` as `draft` has it: in its place, set in where `draft` has it, or left out.

    Numbers, results, glossary and sources follow. A detail that both name says what it said in the proposal.
    """
    now = {clause.id: clause for clause in draft.clauses()}
    sections = [replace(each, clauses=tuple(_kept(each.clauses, now, clauses))) for each in proposed.sections]
    for clause in clauses:
        if clause in now and all(clause != each.id for section in sections for each in section.clauses):
            sections = _set_in(sections, draft, now[clause])
    changed = replace(proposed, sections=_numbered(section for section in sections if section.clauses))
    return _closed(changed, draft)


def dangling(edition: Edition) -> tuple[tuple[str, str], ...]:
    """References that lead nowhere: the clause in which each stands, and the clause that the edition does not hold."""
    held = {clause.id for clause in edition.clauses()}
    return tuple(
        (clause.id, run.clause)
        for clause in edition.clauses()
        for run in clause.title + clause.body
        if isinstance(run, Reference) and run.clause not in held
    )


def shifted(proposed: Edition, draft: Edition, clauses: Collection[str]) -> tuple[tuple[str, str, str], ...]:
    """Details that `clauses` print and that say something else since: key, what was proposed, what the draft says.

    A list is one whose elements are more or fewer, too: then "" stands for what is not there.
    """
    before, now = dict(proposed.results), dict(draft.results)
    named = {
        run.key
        for edition in (proposed, draft)
        for clause in edition.clauses()
        if clause.id in clauses
        for run in clause.title + clause.body
        if isinstance(run, Hole)
    }
    lists = {key.partition("[")[0] for key in named if "[" in key}
    named |= {key for key in (*before, *now) if "[" in key and key.partition("[")[0] in lists}
    elsewhere = {key.partition("[")[0] for key in before}
    told = ((key, before.get(key), now.get(key)) for key in sorted(named) if key.partition("[")[0] in elsewhere)
    return tuple((key, old.text if old else "", new.text if new else "") for key, old, new in told if old != new)


def _kept(
    clauses: Iterable[EditionClause], now: dict[str, EditionClause], changed: Collection[str]
) -> Iterator[EditionClause]:
    for clause in clauses:
        if clause.id not in changed:
            yield clause
        elif clause.id in now:
            yield now[clause.id]


def _set_in(sections: list[Section], draft: Edition, clause: EditionClause) -> list[Section]:
    """`sections` with `clause`, which stands behind the nearest clause before it in the draft that they hold."""
    home = next(section for section in draft.sections if clause in section.clauses)
    there = next((at for at, section in enumerate(sections) if section.id == home.id), None)
    if there is None:
        before = [section.id for section in draft.sections[: draft.sections.index(home)]]
        at = max((at + 1 for at, section in enumerate(sections) if section.id in before), default=0)
        return [*sections[:at], replace(home, clauses=(clause,)), *sections[at:]]
    section, earlier = sections[there], {each.id for each in home.clauses[: home.clauses.index(clause)]}
    at = max((at + 1 for at, each in enumerate(section.clauses) if each.id in earlier), default=0)
    held = (*section.clauses[:at], clause, *section.clauses[at:])
    return [*sections[:there], replace(section, clauses=held), *sections[there + 1 :]]


def _numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    count = {False: 0, True: 0}
    found: list[Section] = []
    for section in sections:
        count[section.annex] += 1
        number = annex_letter(count[True]) if section.annex else str(count[False])
        clauses = (replace(clause, number=f"{number}.{n}") for n, clause in enumerate(section.clauses, start=1))
        found.append(replace(section, number=number, clauses=tuple(clauses)))
    return tuple(found)


def _closed(edition: Edition, draft: Edition) -> Edition:
    """`edition` with the results, words and sources that its texts name, and no others."""
    runs = tuple(_all_runs(edition))
    named = {run.key for run in runs if isinstance(run, Hole)}
    words = {run.term for run in runs if isinstance(run, Term)}
    cited = dict.fromkeys(name for clause in edition.clauses() for name in clause.sources)
    results = {**dict(draft.results), **dict(edition.results)}
    meanings = {each.id: each for each in (*draft.glossary, *edition.glossary)}
    laws = {each.id: each for each in (*draft.sources, *edition.sources)}
    return replace(
        edition,
        results=tuple((key, results[key]) for key in sorted(named)),
        glossary=tuple(sorted((meanings[word] for word in words), key=lambda each: (each.term.casefold(), each.id))),
        sources=tuple(laws[name] for name in cited if name in laws),
    )


def _all_runs(edition: Edition) -> Iterator[Run]:
    texts: list[Runs] = [edition.title, edition.summary, edition.owner, edition.tell.role]
    if edition.slip is not None:
        slip = edition.slip
        texts += [slip.statement, slip.return_to, slip.return_by, slip.no_consequence]
    for section in edition.sections:
        texts.append(section.title)
        texts += [text for clause in section.clauses for text in (clause.title, clause.body)]
    for text in texts:
        yield from text
