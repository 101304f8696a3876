"""Measures one wording: a pure function of its text, of who reads it, and of what is known about its words."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from generator.readability.sentences import masked, sentences
from generator.readability.vocabulary import Vocabulary, words_of


@dataclass(frozen=True, slots=True)
class RareWord:
    """A word, in small letters, that its readers seldom meet, and where it first stands, in characters."""

    word: str
    at: int


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured. `longest` and `words` are in words; `longest_at` is where that sentence begins."""

    sentences: int = 0
    words: int = 0
    longest: int = 0
    longest_at: int = 0
    rare: tuple[RareWord, ...] = ()

    @property
    def mean(self) -> float:
        """Words of a sentence on average; 0 where there is no sentence."""
        return self.words / self.sentences if self.sentences else 0.0


def measure(source: str, vocabulary: Vocabulary | None, printed: Mapping[str, int], names: Set[str]) -> Measure:
    """The measure of a wording as its author wrote it.

    `vocabulary` has the words that its readers know, None where words are not looked at; `printed` the number of words
    that details usually print, by the detail's name; `names` the names, as they are written, that are no words.
    """
    text = masked(source)
    found = tuple(sentences(text, printed))
    longest = max(found, key=lambda sentence: sentence.words, default=None)
    rare: dict[str, int] = {}
    if vocabulary is not None and not vocabulary.knows_all(text.text):
        for word, at in words_of(text.text, names, vocabulary.phrases):
            if word not in rare and not vocabulary.knows(word):
                rare[word] = at
    return Measure(
        sentences=len(found),
        words=sum(sentence.words for sentence in found),
        longest=longest.words if longest else 0,
        longest_at=longest.start if longest else 0,
        rare=tuple(RareWord(word, at) for word, at in rare.items()),
    )
