"""Marks the first use of each glossary word in a section, so that the web shows its meaning and print can list it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.model.edition import Audience, Definition
from generator.model.library import GlossaryTerm
from generator.model.remembered import Remembered
from generator.model.text import Literal, Run, Runs, Term

_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)?|https?://\S+")
"""A link or its beginning (its target may be a hole): words in it are left alone."""
_MOST = 4096


class Glossary:
    """The words of a library for one audience."""

    def __init__(self, terms: Iterable[GlossaryTerm], audience: Audience) -> None:
        self._terms = {term.term.casefold(): term for term in terms if audience in term.meanings}
        self._audience: Audience = audience
        words = sorted(self._terms, key=len, reverse=True)
        alternatives = "|".join(re.escape(word) for word in words)
        self._words = re.compile(rf"(?<!\w)({alternatives})(?!\w)", re.IGNORECASE) if words else None
        self._defined: Remembered[frozenset[str], tuple[Definition, ...]] = Remembered(_MOST)

    def definitions(self, met: Iterable[str]) -> tuple[Definition, ...]:
        """Meanings of the words in `met`, which `marked` has seen, sorted by word."""
        words = frozenset(met)
        if words not in self._defined:
            terms = sorted((self._terms[word] for word in words), key=lambda term: term.term.casefold())
            found = (Definition(term.id, term.term, term.meanings[self._audience]) for term in terms)
            self._defined.keep(words, tuple(found))
        return self._defined[words]

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
            if match.start() > at:
                pieces.append(Literal(run.text[at : match.start()]))
            pieces.append(Term(self._terms[word].id, match.group()))
            at = match.end()
        if at < len(run.text):
            pieces.append(Literal(run.text[at:]))
        return pieces
