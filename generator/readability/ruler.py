"""Measures wordings with what a library says about its words: details, glossary, names of services."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from generator.model.clause import Text
from generator.model.edition import Audience
from generator.model.library import Library, Value, Variable
from generator.model.remembered import Remembered
from generator.readability.limits import Reader
from generator.readability.measure import Measure, measure
from generator.readability.vocabulary import Band, Vocabulary

_BANDS: Mapping[Reader, tuple[Band, Audience]] = {
    "pupil": ("ten", "pupil"),
    "pupil-secondary": ("grown-up", "pupil"),
    "parent": ("grown-up", "parent"),
}
_NAME = re.compile(r"[A-Z][\w-]*")
_MOST = 8192
"""Measures that are remembered: a library has some thousand wordings, and those of schools come and go."""


class Ruler:
    """Measures each text once for each kind of reader, however many schools have it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._measured: Remembered[tuple[str, Reader], Measure] = Remembered(_MOST)
        self._vocabularies: dict[Reader, Vocabulary | None] = {}

    def measure(self, text: Text, reader: Reader) -> Measure:
        """The measure of `text` for `reader`; for staff no word is rare."""
        known = self._measured.get((text.source, reader))
        if known is None:
            found = measure(text.source, self._vocabulary(reader), self._printed, self._names)
            known = self._measured.keep((text.source, reader), found)
        return known

    def _vocabulary(self, reader: Reader) -> Vocabulary | None:
        if reader not in self._vocabularies:
            band = _BANDS.get(reader)
            explained = [term.term for term in self._library.glossary if band and band[1] in term.meanings]
            self._vocabularies[reader] = Vocabulary(band[0], explained) if band else None
        return self._vocabularies[reader]

    @cached_property
    def _printed(self) -> Mapping[str, int]:
        return {name: _words(variable.example) for name, variable in self._library.variables.items()}

    @cached_property
    def _names(self) -> frozenset[str]:
        """Names of services, helplines and laws, so that one that begins a sentence is known as a name."""
        given = (line for variable in self._library.variables.values() for line in _values(variable))
        titles = (source.title for source in self._library.sources.values())
        helplines = (line.helpline.name for line in self._library.helplines)
        return frozenset(name for line in (*given, *titles, *helplines) for name in _NAME.findall(line))


def _values(variable: Variable) -> Iterator[str]:
    for value in (variable.example, *variable.defaults.values()):
        yield from (value,) if isinstance(value, str) else value


def _words(value: Value) -> int:
    """Words of an example answer, those of all its lines."""
    return sum(len(line.split()) for line in ((value,) if isinstance(value, str) else value)) or 1
