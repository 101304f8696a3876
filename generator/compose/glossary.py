"""Marks the first use of each glossary word in a section, so that the web shows its meaning and print can list it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.model.edition import Audience, Definition
from generator.model.languages import ENGLISH, Language
from generator.model.library import GlossaryTerm
from generator.model.remembered import Remembered
from generator.model.text import Literal, Run, Runs, Term

_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)?|https?://\S+")
"""A link or its beginning (its target may be a hole): words in it are left alone."""
_MOST = 4096


class Glossary:
    """The words of a library for one audience."""

    def __init__(self, terms: Iterable[GlossaryTerm], audience: Audience, language: Language = ENGLISH) -> None:
        said = terms if language == ENGLISH else _in_language(terms, language)
        self._terms = {term.term.casefold(): term for term in said if audience in term.meanings}
        self._audience: Audience = audience
        self._language: Language = language
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

    def checked(self, met: Iterable[str]) -> bool:
        """Whether somebody has checked the words in `met` and their meanings in this language."""
        return self._language == ENGLISH or all(
            self._terms[word].translations[self._language].checked for word in frozenset(met)
        )

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


def _in_language(terms: Iterable[GlossaryTerm], language: Language) -> Iterator[GlossaryTerm]:
    for term in terms:
        said = term.translations.get(language)
        if said is not None:
            yield replace(term, term=said.term, meanings=said.meanings)
