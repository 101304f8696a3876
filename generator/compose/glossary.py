"""Marks the first use of each glossary word in a section, so that the web shows its meaning and print can list it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.model.edition import Audience, Definition
from generator.model.text import Literal, Run, Runs, Term
from generator.model.workspace import GlossaryTerm

_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)?|https?://\S+")
"""A link or its beginning (its target may be a hole): words in it are left alone."""


class Glossary:
    """The words of one edition. `met` grows as text passes through `marked`."""

    def __init__(self, terms: Iterable[GlossaryTerm], audience: Audience) -> None:
        self._terms = {term.term.casefold(): term for term in terms if audience in term.meanings}
        self._audience: Audience = audience
        self._met: set[str] = set()
        words = sorted(self._terms, key=len, reverse=True)
        alternatives = "|".join(re.escape(word) for word in words)
        self._words = re.compile(rf"(?<!\w)({alternatives})(?!\w)", re.IGNORECASE) if words else None

    def definitions(self) -> tuple[Definition, ...]:
        """Meanings of the words that were met, sorted by word."""
        met = sorted((self._terms[word] for word in self._met), key=lambda term: term.term.casefold())
        return tuple(Definition(term.id, term.term, term.meanings[self._audience]) for term in met)

    def marked(self, runs: Runs, seen: set[str]) -> Runs:
        """`runs` with a `Term` for each word that is not yet in `seen`, which grows."""
        if self._words is None:
            return runs
        return tuple(piece for run in runs for piece in self._split(run, seen))

    def _split(self, run: Run, seen: set[str]) -> list[Run]:
        if not isinstance(run, Literal) or self._words is None:
            return [run]
        links = [match.span() for match in _LINK.finditer(run.text)]
        pieces: list[Run] = []
        at = 0
        for match in self._words.finditer(run.text):
            word = match.group().casefold()
            if word in seen or any(start <= match.start() < end for start, end in links):
                continue
            seen.add(word)
            self._met.add(word)
            if match.start() > at:
                pieces.append(Literal(run.text[at : match.start()]))
            pieces.append(Term(self._terms[word].id, match.group()))
            at = match.end()
        if at < len(run.text):
            pieces.append(Literal(run.text[at:]))
        return pieces
