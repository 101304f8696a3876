"""How long and how deep a text may be: beyond that it is an accident or an attack, and is read no further."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from generator.checks.authored import MASK, Authored
from generator.checks.inspection import Inspection
from generator.checks.typed import INVISIBLE
from generator.checks.words import shortened
from generator.problems import Problem

LONGEST = 20_000
"""Bytes of a wording; ten printed pages."""
MOST_BRACKETS = 200
DEEPEST = 6
LONGEST_RUN = 200
"""Characters without a space between."""

_BRACKETS = re.compile(rf"(?:[\[\](){{}}<>][ \n]*){{{MOST_BRACKETS + 1},}}")
_OPENING = re.compile(r"(?:[ >]|[-*+] |\d{1,9}[.)] )*", re.ASCII)
_LEVEL = re.compile(r">|[-*+] |\d[.)] | {4}")
_RUN = re.compile(rf"[^\s{MASK}]{{{LONGEST_RUN + 1},}}")
# Bullets of Word's symbol fonts, which have a message of their own, and the soft hyphen, which print has not.
_TOLD_ELSEWHERE = "\n\t\xad\uf0a7\uf0b7\uf0d8"


def wording_too_long(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A wording is a rule, not a book."""
    size = len(text.text.source.encode(errors="replace"))
    if size > LONGEST:
        message = f"{text.what} has {size:,} bytes; at most {LONGEST:,} are taken"
        yield Problem("wording-too-long", text.text.where, message, "Make several clauses of it.")


def wording_tangled(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A wording has no heaps of brackets, and lists and quotations within each other are six deep at most."""
    heap = _BRACKETS.search(text.masked)
    if heap:
        message = f"more than {MOST_BRACKETS} brackets follow each other here"
        yield Problem("wording-tangled", text.at(heap.start()), message, "Check what was pasted here.")
    elif _most_open(text.masked) > MOST_BRACKETS:
        message = f"more than {MOST_BRACKETS} brackets are opened here before one is closed"
        yield Problem("wording-tangled", text.text.where, message, "Check what was pasted here.")
    offset = 0
    for line in text.masked.split("\n") if text.in_markdown else ():
        opening = _OPENING.match(line)
        if opening and len(_LEVEL.findall(opening.group())) > DEEPEST + 1:
            message = f"lists or quotations stand more than {DEEPEST} deep in each other here"
            yield Problem("wording-tangled", text.at(offset), message, "Write it more simply.")
            return
        offset += len(line) + 1


def _most_open(source: str) -> int:
    """How many square brackets are open at once."""
    if source.count("[") <= MOST_BRACKETS:
        return 0
    return max(accumulate(1 if sign == "[" else -1 for sign in source if sign in "[]"))


def run_too_long(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """Words have spaces between them: no line can be broken within a run. Addresses of links do not count."""
    for match in _RUN.finditer(text.words_only):
        shown = shortened(match.group(), 30)
        message = f"“{shown}” has more than {LONGEST_RUN} characters without a space"
        yield Problem("run-too-long", text.at(match.start()), message, "Check what was pasted here, or put spaces in.")


def character_invisible(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A text holds no invisible characters: they turn text round, hide words, or print as boxes."""
    source = text.text.source
    if source.isascii() and source.replace("\n", "").isprintable():
        return
    hidden = (c for c in dict.fromkeys(source) if c not in _TOLD_ELSEWHERE and unicodedata.category(c) in INVISIBLE)
    for character in hidden:
        message = f"{text.what} holds an invisible character (U+{ord(character):04X})"
        hint = "Delete the word in which it stands, with the spaces beside it, and type it again."
        yield Problem("character-invisible", text.at(source.index(character)), message, hint)


def title_line_break(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A title is one line."""
    if not text.in_markdown and re.search(r"[\n\r]", text.text.source.strip("\n")):
        message = f"{text.what} has a line break in it"
        yield Problem("title-line-break", text.text.where, message, "Write it on one line.")
