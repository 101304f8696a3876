"""Runs as they are compared: names folded back to their variables, words of the glossary as the words that they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.edition import Edition, Result
from generator.model.remembered import RememberedOf
from generator.model.text import Hole, Literal, Reference, Run, Runs, Term

_ELEMENT = re.compile(r"(?P<key>.*)\[(?P<at>[0-9]+)\]")
_BETWEEN = re.compile(r"\n\n|\n- ")
_NO_LETTERS = re.compile(r"[\W_]+")
_FOLDED = RememberedOf(8192)


@dataclass(frozen=True, slots=True)
class Words:
    """What an edition sets into its holes: result by key."""

    results: Mapping[str, Result]

    @classmethod
    def of(cls, edition: Edition) -> Words:
        """Those of `edition`."""
        return cls(dict(edition.results))

    def printed(self, runs: Runs) -> str:
        """`runs` with results set in, references by the id of the clause; for comparing, not for printing."""
        return "".join(map(self._printed, runs))

    def _printed(self, run: Run) -> str:
        if isinstance(run, Hole):
            return self.results[run.key].text
        return f"\ue002{run.clause}\ue003" if isinstance(run, Reference) else run.text


def folded(runs: Runs) -> Runs:
    """`runs` as they are compared: a list's elements are one hole, marked words are words, neighbours are joined."""
    return _FOLDED.of(runs, _folded)


def _folded(runs: Runs) -> Runs:
    joined: list[Run] = []
    for each in runs:
        # which use of a word is the first depends on its neighbours
        run = Literal(each.text) if isinstance(each, Term) else each
        last = joined[-1] if joined else None
        if isinstance(run, Literal) and isinstance(last, Literal):
            joined[-1] = Literal(last.text + run.text)
        elif not (isinstance(run, Literal) and not run.text):
            joined.append(run)
    return tuple(_without_elements(joined)) if any(_element(run) for run in joined) else tuple(joined)


def _without_elements(runs: list[Run]) -> list[Run]:
    """`runs` with `x[0]`, `x[1]`, … that follow each other as the one hole `x[0]`."""
    kept: list[Run] = []
    for run in runs:
        element = _element(run)
        if element and int(element["at"]) and len(kept) >= 2 and isinstance(between := kept[-1], Literal):
            first = _element(kept[-2])
            if first and first["key"] == element["key"] and _BETWEEN.fullmatch(between.text):
                kept.pop()
                continue
        kept.append(run)
    return kept


def _element(run: Run) -> re.Match[str] | None:
    return _ELEMENT.fullmatch(run.key) if isinstance(run, Hole) and run.key.endswith("]") else None


def same_text(before: Runs, after: Runs, words: tuple[Words, Words]) -> bool:
    """Whether two texts say the same, but for values that have changed."""
    if before == after or folded(before) == folded(after):
        return True
    try:
        return words[0].printed(before) == words[1].printed(after)
    except KeyError:
        return False


def letters(runs: Runs) -> str:
    """The letters and figures of `runs`, without anything between them: texts that differ in these differ in words."""
    return _NO_LETTERS.sub("", "".join(run.text for run in runs if isinstance(run, Literal | Term)))
