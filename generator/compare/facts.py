"""Details that have another value, each told once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.compare.frame import frame_texts
from generator.model.comparison import FactChange, Part
from generator.model.edition import Edition, Result
from generator.model.text import Hole, Runs

_KEY = re.compile(r"(?:en: )?(?P<variable>.+?)(?:\[(?P<at>[0-9]+)\])?(?P<filters> \| .+)?", re.DOTALL)

Told = dict[str, tuple[Result, ...]]
"""By how a variable is printed ("" as it is, " | possessive"): its results, several for a list."""


def fact_changes(old: Edition, new: Edition) -> tuple[FactChange, ...]:
    """What changed of details that both editions print; a detail that only one of them has comes with its clause."""
    if old.results == new.results:
        return ()
    before, after = _variables(old.results), _variables(new.results)
    differing = [(name, before[name], after[name]) for name in sorted(before.keys() & after.keys())]
    found = [(name, changed) for name, was, now in differing if (changed := _changed(was, now))]
    shown = _shown([name for name, _ in found], old, new) if found else {}
    return tuple(FactChange(name, *changed, *shown[name]) for name, changed in found)


def variable_of(key: str) -> str:
    """The variable that a key of the table of results reads: `policies.related[0]` → `policies.related`."""
    match = _KEY.fullmatch(key)
    return match["variable"] if match else key


def _variables(results: tuple[tuple[str, Result], ...]) -> Mapping[str, Told]:
    found: dict[str, dict[str, list[tuple[int, Result]]]] = defaultdict(lambda: defaultdict(list))
    for key, result in results:
        match = _KEY.fullmatch(key)
        name, at, filters = (match["variable"], match["at"], match["filters"]) if match else (key, None, None)
        english = "en: " if key.startswith("en: ") else ""
        found[name][english + (filters or "")].append((int(at or 0), result))
    return {
        name: {
            way: tuple(result for _, result in sorted(listed, key=lambda one: one[0])) for way, listed in told.items()
        }
        for name, told in found.items()
    }


def _changed(before: Told, after: Told) -> tuple[tuple[Result, ...], tuple[Result, ...]] | None:
    """The results then and now in the plainest way of printing that both have and in which they differ."""
    ways = sorted(before.keys() & after.keys(), key=lambda way: (len(way), way))
    return next(((before[way], after[way]) for way in ways if before[way] != after[way]), None)


def _shown(names: list[str], old: Edition, new: Edition) -> dict[str, tuple[tuple[str, ...], tuple[Part, ...]]]:
    clauses: dict[str, dict[str, None]] = {name: {} for name in names}
    parts: dict[str, dict[Part, None]] = {name: {} for name in names}
    for edition in (new, old):
        for clause in edition.clauses():
            for name in {*_named(clause.title), *_named(clause.body)}:
                clauses.get(name, {})[clause.id] = None
        for part, runs in frame_texts(edition):
            for name in _named(runs):
                parts.get(name, {})[part] = None
    return {name: (tuple(clauses[name]), tuple(parts[name])) for name in names}


def _named(runs: Runs) -> Iterator[str]:
    return (variable_of(run.key) for run in runs if isinstance(run, Hole))
