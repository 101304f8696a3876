"""Reads `content/`: clauses, policies, and the library's facts."""

from __future__ import annotations

from pathlib import Path

from generator.library.files import Files
from generator.library.kinds import (
    CHART,
    CLAUSE,
    COVERAGE,
    GLOSSARY,
    HELPLINES,
    RETIRED,
    REVIEWS,
    SERVICES,
    SOURCES,
    VARIABLES,
    Kind,
    Part,
)
from generator.library.policies import read_policies
from generator.library.translations import with_clause_translations
from generator.model.clause import Clause
from generator.model.library import Library, LibraryChart
from generator.problems import Location, Problem


def read_content(files: Files) -> Library:
    """Everything under `content/`; problems go to `files`."""
    clauses, unreadable = _clauses(files)
    clauses = with_clause_translations(files, clauses, unreadable)
    policies, faulty = read_policies(files)
    charts, not_drawn = _charts(files)
    facts = _Facts(files)
    return Library(
        clauses=clauses,
        policies=policies,
        variables=facts.read(VARIABLES, {}),
        sources=facts.read(SOURCES, {}),
        helplines=facts.read(HELPLINES, ()),
        services=facts.read(SERVICES, ()),
        charts=charts,
        reviews=facts.read(REVIEWS, {}),
        glossary=facts.read(GLOSSARY, ()),
        retired=facts.read(RETIRED, {}),
        coverage=facts.read(COVERAGE, ()),
        unreadable=frozenset({*unreadable, *faulty, *not_drawn, *facts.unreadable}),
    )


def _clauses(files: Files) -> tuple[dict[str, Clause], frozenset[str]]:
    clauses: dict[str, Clause] = {}
    unreadable: set[str] = set()
    found: dict[str, Path] = {}
    for clause_id, file in _clause_files(files):
        path = files.path_of(file)
        if clause_id in found:
            message = f"there are two clauses with the id “{clause_id}”"
            first = Location(files.path_of(found[clause_id]))
            files.problems.append(
                Problem("id-twice", Location(path), message, "Rename one of the files.", see=(first,))
            )
            continue
        found[clause_id] = file
        clause = files.read(file, CLAUSE, clause_id)
        if clause is None:
            unreadable.add(clause_id)
        else:
            clauses[clause_id] = clause
    return clauses, frozenset(unreadable)


def _clause_files(files: Files) -> list[tuple[str, Path]]:
    loose = list(files.listed("content/clauses", ".md", translated=True))
    topics = [entry for topic in files.folders("content/clauses") for entry in _topic(files, topic)]
    return [*loose, *topics]


def read_clauses_ahead(files: Files) -> None:
    """Has clauses kept, from the last one on, until one is met that was kept before."""
    for clause_id, file in reversed(_clause_files(files)):
        content = files.content(file)
        if content is not None:
            if files.reading.knows(CLAUSE, clause_id, content):
                return
            files.reading.value(CLAUSE, clause_id, files.path_of(file), content)


def _topic(files: Files, topic: str) -> list[tuple[str, Path]]:
    files.good_id(topic, Location(f"content/clauses/{topic}"))
    return list(files.listed(f"content/clauses/{topic}", ".md", translated=True))


def _charts(files: Files) -> tuple[dict[str, LibraryChart], frozenset[str]]:
    """All readable flow charts by id, and the others as "charts/<id>"."""
    read = {name: files.read(file, CHART, name) for name, file in files.listed("content/charts", ".yml")}
    found = {name: chart for name, chart in read.items() if chart is not None}
    return found, frozenset(f"charts/{name}" for name in read if name not in found)


class _Facts:
    """Reads the library's YAML files; `unreadable` gathers the names of those with faults."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.unreadable: set[str] = set()

    def read(self, kind: Kind[Part], without: Part) -> Part:
        """What the file of that kind in `content/` says, or `without` when it is missing or faulty."""
        name = f"{kind.name}.yml"
        file = self._files.root / "content" / name
        if not file.exists():
            return without
        found = self._files.read(file, kind)
        if found is None:
            self.unreadable.add(name)
        return without if found is None else found
