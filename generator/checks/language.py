"""Slips that a reader sees at once: left-over words of a template, doubled words, a wrong article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.checks.authored import MASK, Authored
from generator.checks.inspection import Inspection
from generator.checks.lines import Line
from generator.checks.obligations import PLAIN_LETTERS
from generator.checks.words import counted
from generator.formats.filters import article
from generator.formats.glyphs import missing_characters
from generator.model.languages import ENGLISH
from generator.problems import Problem

_LEFT_OVER = re.compile(
    r"\[\s*(?:please\s+)?(?:insert|enter|add|name of|your)\b[^\]\n]*\]?(?!\()"
    r"|\bdelete (?:as|if|where) (?:appropriate|applicable|necessary|not applicable)\b|\bdelete whichever\b"
    r"|(?-i:\bTB[ACD]\b)|\bx{3,}\b|\blorem ipsum\b|\.{4,}|…{2,}|(?:\. ){3,}|(?:… ){2,}|_{3,}",
    re.IGNORECASE,
)
_LEFT_OVER_SIGNS = ("[", "delete", "tb", "xxx", "lorem", "....", "……", ". . ", "… … ", "___")
"""One of these stands in all that `_LEFT_OVER` finds, in small letters, and is found more quickly."""
_TYPED = (
    (re.compile(r'"'), 'a straight quotation mark (")', "Write “ before and ” after the words: copy them from here."),
    (re.compile(r"'"), "a straight apostrophe or quotation mark (')", "Write ’ for an apostrophe: copy it from here."),
    (re.compile(r"(?<!\.)\.{3}(?!\.)"), "three dots (...)", "Write … instead: copy it from here."),
)
_DOUBLED = re.compile(
    r"\b(the|a|an|of|to|and|in|is|for|with|on|or|our|your|their|must|should)[ \n]+\1\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?<![\w’'.-])([Aa]n|a) ([\w’'-]+)")


def leftover(piece: Authored | Line, inspection: Inspection) -> Iterator[Problem]:
    """Nothing of a template is left: no “[insert …]”, no “delete as appropriate”, no xxx, no dotted line to fill in."""
    if isinstance(piece, Line) and piece.kind == "label":
        return
    hint = "Say what is meant, or use a detail: {{ school.name }}." if isinstance(piece, Authored) else "Fill it in."
    if isinstance(piece, Line) and piece.words_only.strip() in ("…", "...", "-", "–", "—", "?"):
        yield Problem("leftover", piece.at(0), f"“{piece.words_only.strip()}” is all that {piece.what} says", hint)
    small = piece.words_only.translate(PLAIN_LETTERS).lower()
    for match in _LEFT_OVER.finditer(piece.words_only) if any(sign in small for sign in _LEFT_OVER_SIGNS) else ():
        message = f"“{match.group().strip()}” in {piece.what} looks like the left-over of a template"
        yield Problem("leftover", piece.at(match.start()), message, hint)
    labels = inspection.labels_of_blanks
    for match in blank_labels(labels).finditer(piece.words_only) if "insert" in small else ():
        message = f"“{match.group()}” in {piece.what} is the label of a blank"
        yield Problem("leftover", piece.at(match.start()), message, hint)


@lru_cache(maxsize=4)
def blank_labels(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Finds “insert” before any of the labels of blanks, which may begin with the word themselves."""
    bare = sorted({re.sub(r"(?i)^insert\s+", "", label.strip()) for label in labels} - {""}, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, label.split())) for label in bare)
    return re.compile(rf"(?<![\[\w])insert\s+(?:{words})(?!\w)" if words else r"(?!)", re.IGNORECASE)


def typography(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """Quotation marks are curly and three dots are one character: pages and paper print what is typed."""
    for pattern, named, hint in _TYPED:
        found = list(pattern.finditer(text.words_only))
        if found:
            often = f" and {counted(len(found) - 1, 'more time')}" if len(found) > 1 else ""
            message = f"{named} stands in {text.what}{often}, and is printed as typed"
            yield Problem("typography", text.at(found[0].start()), message, hint, severity="warning")


def doubled_word(piece: Authored | Line, inspection: Inspection) -> Iterator[Problem]:
    """A small word stands once: not “the the”."""
    if not _is_english(piece):
        return
    for match in _DOUBLED.finditer(piece.words_only):
        message = f"“{' '.join(match.group().split())}” in {piece.what}: the word stands twice"
        yield Problem("doubled-word", piece.at(match.start()), message, "Take one out.")


def wrong_article(piece: Authored | Line, inspection: Inspection) -> Iterator[Problem]:
    """“an” stands before a vowel that is heard, “a” before all else: not “a Academy”."""
    if not _is_english(piece):
        return
    for match in _ARTICLE.finditer(piece.words_only):
        given, word = match.groups()
        right = article(word).split(" ")[0]
        if MASK not in word and given.lower() != right:
            message = f"“{given} {word}” in {piece.what} should be “{right} {word}”"
            yield Problem("wrong-article", piece.at(match.start()), message, f"Write “{right}”.")


def _is_english(piece: Authored | Line) -> bool:
    return piece.language == ENGLISH


def character_unprintable(piece: Authored | Line, inspection: Inspection) -> Iterator[Problem]:
    """Print has one font and no other to fall back on, so every character must be in it."""
    text = piece.text.source if isinstance(piece, Authored) else piece.text
    for character in _missing(text):
        message = f"the print font has no “{character}” (U+{ord(character):04X}), which stands in {piece.what}"
        offset = text.index(character)
        yield Problem(
            "character-unprintable", piece.at(offset), message, "Write it with other letters, or leave it out."
        )


def _missing(text: str) -> tuple[str, ...]:
    if text.isascii():
        return ()
    return tuple(c for c in missing_characters(text) if c.isprintable() or c == "\xad")
