"""What a mistyped word was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def meant(word: str, known: Iterable[str]) -> str:
    """The word of `known` that `word` looks like, or "" when none is near."""
    from rapidfuzz import fuzz, process  # costs more to load than a whole check; most runs need no suggestion

    best = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=65)
    return best[0] if best else ""
