"""`python -m bench --only compare`: two versions of the longest policy compared, and marked word by word."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bench.cases import ROOT
from bench.goals import Goal, goal_table
from generator.compare import compare, redline
from generator.compare.redlining import forget
from generator.compose.edition import compose
from generator.library import read_workspace
from generator.model.edition import Edition, EditionClause
from generator.model.edition_json import from_json, to_json
from generator.model.text import Literal

SCHOOL, POLICY = "merthyr-template", "social-media"
ROUNDS = 15
_EVERY = 4
"""Each fourth clause is another one: a revision of the whole policy, not a sentence here and there."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Processor seconds, medians: the comparison alone, and with the redlines of all changes, made anew or known."""

    clauses: int
    changes: int
    compared: float
    marked: float
    known: float


def measure() -> Figures:
    """Measures in this process; both versions are read from their text each time, so that they share nothing."""
    workspace, _ = read_workspace(ROOT)
    old = compose(workspace, workspace.schools[SCHOOL], POLICY, "staff", blanks=True)
    texts = to_json(old), to_json(revised(old))
    comparison = compare(from_json(texts[0]), from_json(texts[1]))
    return Figures(
        len(old.clauses()),
        len(comparison.changes),
        _median(texts, compare),
        _median(texts, _marked, forget),
        _median(texts, _marked),
    )


def report(found: Figures) -> str:
    """The part of the page."""
    goal = Goal("compare two versions of the longest policy", 5, 1000 * found.compared, " ms")
    more = (
        f"{found.clauses} clauses, {found.changes} of them changed, processor time, median of {ROUNDS}. "
        f"With the words of all changes marked: {1000 * found.marked:.0f} ms, "
        f"and {1000 * found.known:.1f} ms when another pair of versions has had the same changes."
    )
    return "\n".join(["## Comparing versions", "", goal_table([goal]), "", more])


def _median(
    texts: tuple[str, str], work: Callable[[Edition, Edition], object], before: Callable[[], None] = lambda: None
) -> float:
    def timed() -> Iterator[float]:
        for _ in range(ROUNDS):
            first, second = map(from_json, texts)
            before()
            started = time.process_time()
            work(first, second)
            yield time.process_time() - started

    return statistics.median(timed())


def _marked(old: Edition, new: Edition) -> None:
    comparison = compare(old, new)
    for change in (*comparison.changes, *comparison.frame):
        redline(comparison, change)


def revised(edition: Edition, turn: int = 0) -> Edition:
    """Another version: each fourth clause reworded, one clause of each section gone, the last one first.

    `turn` says which of four clauses it is; after the first version no more clauses go.
    """
    numbers = {clause.id: number for number, clause in enumerate(edition.clauses())}
    sections = []
    for section in edition.sections:
        clauses = section.clauses[1:] if turn < 2 else section.clauses
        kept = [_reworded(each) if numbers[each.id] % _EVERY == turn % _EVERY else each for each in clauses]
        sections.append(replace(section, clauses=tuple(kept[-1:] + kept[:-1])))
    return replace(edition, sections=tuple(sections))


def _reworded(clause: EditionClause) -> EditionClause:
    body = tuple(
        replace(run, text=run.text.replace(" the ", " every ", 1) + " Ask first.") if isinstance(run, Literal) else run
        for run in clause.body
    )
    return replace(clause, body=body)
