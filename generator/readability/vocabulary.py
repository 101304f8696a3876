"""The words that readers know, and the words that stand in a text.

The lists in `words/` are made by `setup/make_word_lists.py`, which says where they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import cache
from pathlib import Path
from typing import Literal

Band = Literal["ten", "grown-up"]
"""Readers of about ten years; and those of secondary schools, and parents who read like a child of nine to eleven."""

_FOLDER = Path(__file__).parent / "words"
_TOKEN = re.compile(r"[^\W\d_\ue000\ue001]+(?:[’'][^\W\d_\ue000\ue001]+)*")
_BEFORE = re.compile(r"[\w,;’'\ue000\ue001][”’)\]*]*[ \n]+[“‘(\[*]*$")
_ENDINGS = (
    *(("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ily", "y"), ("iness", "y")),
    *(("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
    *(("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ly", ""), ("ly", "le")),
    *(("ness", ""), ("ful", ""), ("less", "")),
)
"""Endings of regular forms, and what stands in their place in the base word."""
_DOUBLED = ("ed", "ing", "er", "est")


class Vocabulary:
    """The words that readers of one band know, with the words that are explained to them."""

    def __init__(self, band: Band, explained: Iterable[str] = ()) -> None:
        terms = {term.casefold().replace("’", "'") for term in explained}
        self._known = known_to(band)
        self._explained = frozenset(term for term in terms if " " not in term)
        self._seen: dict[str, bool] = {}
        self.phrases = _phrases(terms - self._explained)

    def knows(self, word: str) -> bool:
        """Whether the readers know `word`, in small letters with straight apostrophes, or a word it is a form of."""
        seen = self._seen.get(word)
        if seen is None:
            seen = self._seen[word] = self._listed(word) or any(
                self._listed(base) or any(map(self._listed, bases(base))) for base in bases(word)
            )
        return seen

    def knows_all(self, text: str) -> bool:
        """Whether the readers know every word of a masked text, be it a name or not: for most texts a quick answer."""
        return all(len(word) < 2 or self.knows(_small(word)) for word in set(_TOKEN.findall(text)))

    def _listed(self, word: str) -> bool:
        return word in self._known or word in self._explained


@cache
def known_to(band: Band) -> frozenset[str]:
    """The base words of a band's list, with irregular forms; some nine thousand for those of ten."""
    ten = _listed("ten.txt")
    return ten if band == "ten" else ten | _listed("grown-up.txt")


def bases(word: str) -> Iterator[str]:
    """Words of which `word` may be a regular form, such as “posted” of “post”, or that stand before an apostrophe."""
    if word.startswith("o'"):
        yield word[2:]  # “o’clock”
    if "'" in word:
        before = word.partition("'")[0]
        yield from (before, before.removesuffix("n"), *bases(before))
        return
    if word.startswith("un") and len(word) > 4:
        yield word[2:]
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) >= 2 and stem != word:
            yield stem + instead
            if ending in _DOUBLED and not instead and len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


def same_word(one: str, other: str) -> bool:
    """Whether two words, in small letters, are one, or forms of one."""
    return one == other or other in bases(one) or one in bases(other) or not {*bases(one)}.isdisjoint(bases(other))


def words_of(text: str, names: Set[str], phrases: re.Pattern[str] | None) -> Iterator[tuple[str, int]]:
    """Each word of a masked text in small letters, and its offset; names, single letters and `phrases` are left out."""
    explained = [match.span() for match in phrases.finditer(text)] if phrases else []
    for match in _TOKEN.finditer(text):
        word, at = match.group(), match.start()
        if len(word) < 2 or (not word.islower() and _is_name(word, text, at, names)):
            continue
        if not (explained and any(start <= at < end for start, end in explained)):
            yield _small(word), at


def _small(text: str) -> str:
    return text.lower().replace("’", "'")


def _is_name(word: str, text: str, at: int, names: Set[str]) -> bool:
    """Whether a word is written as a name: capitals within it, or at its head where no sentence begins."""
    if word[1:] != word[1:].lower() or word.partition("’")[0] in names:
        return True
    return _BEFORE.search(text, max(0, at - 12), at) is not None


def _phrases(terms: Iterable[str]) -> re.Pattern[str] | None:
    """Finds the terms of several words, in singular and plural."""
    found = [re.escape(term).replace(r"\ ", r"\s+") for term in sorted(terms, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?:s|es)?(?!\w)", re.IGNORECASE) if found else None


def _listed(name: str) -> frozenset[str]:
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
