"""A line of plain text that somebody typed: nothing empty, broken, endless or invisible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.inspection import Inspection
from generator.checks.lines import Line
from generator.checks.words import shortened
from generator.model.languages import ENGLISH
from generator.problems import Problem

LONGEST = 2_000
"""Characters; the longest line of a policy is a paragraph."""

_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_QUOTED = re.compile(r"[“„‟]([^“”„‟]{1,60})[”“]")
"""A short value in the quotation marks of a word processor; a mission statement may well be a quotation."""
INVISIBLE = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
"""Unicode's kinds of characters that nobody sees."""


def value_empty(line: Line, inspection: Inspection) -> Iterator[Problem]:
    """A value says something; a detail that a school does not have is left out."""
    variable = inspection.library.variables.get(line.variable)
    if not line.text and variable is not None and not variable.optional:
        return  # reported as missing, with the text that needs it
    if not line.text.strip():
        said = "holds only spaces" if line.text else "is empty"
        yield Problem("value-empty", line.where, f"{line.what} {said}", "Fill it in, or remove the line.")


def value_newline(line: Line, inspection: Inspection) -> Iterator[Problem]:
    """A value is one line."""
    if line.text.strip() and "\n" in line.text.strip("\n"):
        hint = "Write it on one line. If it is a list or has several paragraphs, write each on a line with a hyphen."
        yield Problem("value-newline", line.where, f"{line.what} has a line break in it", hint)


def value_edge_space(line: Line, inspection: Inspection) -> Iterator[Problem]:
    """A value neither begins nor ends with a space: it stands inside sentences."""
    if line.text.strip() and line.text != line.text.strip():
        place = "begins" if line.text[0].isspace() else "ends"
        message = f"{line.what} {place} with a space or a line break"
        yield Problem("value-edge-space", line.where, message, "Take the space out; after | write |- instead.")


def value_too_long(line: Line, inspection: Inspection) -> Iterator[Problem]:
    """A value is a line, not a document."""
    if len(line.text) > LONGEST:
        message = f"{line.what} has {len(line.text):,} characters; at most {LONGEST:,} are taken"
        hint = f"It begins “{shortened(line.text, 40)}”. Check that the right text was pasted here."
        yield Problem("value-too-long", line.where, message, hint)


def value_invisible(line: Line, inspection: Inspection) -> Iterator[Problem]:
    """A value holds no invisible characters: they turn text round, hide words, or print as boxes."""
    hidden = (c for c in line.text if c != "\n" and unicodedata.category(c) in INVISIBLE)
    first = next(hidden, "") if not line.text.isascii() or not line.text.isprintable() else ""
    if first:
        message = f"{line.what} holds an invisible character (U+{ord(first):04X})"
        yield Problem("value-invisible", line.where, message, "Delete the value and type it again.")


def value_braces(line: Line, inspection: Inspection) -> Iterator[Problem]:
    """Braces in a value are printed as typed: an expression works in wordings only."""
    match = _BRACES.search(line.text)
    if match:
        message = f"{line.what} holds “{match.group()}”, which is printed as typed"
        hint = "Expressions work in wordings only. If the braces are meant, leave them."
        yield Problem("value-braces", line.where, message, hint, severity="warning")


def value_quoted(line: Line, inspection: Inspection) -> Iterator[Problem]:
    """Only straight quotation marks hold a value together; those of a word processor are printed."""
    variable = inspection.library.variables.get(line.variable)
    if line.kind == "label" or (variable is not None and variable.type == "paragraphs"):
        return
    match = _QUOTED.fullmatch(line.text.strip())
    if match:
        message = f"{line.what} is printed with the quotation marks “ and ” around it"
        hint = f'Take them out, or write straight ones: "{match[1]}".'
        yield Problem("value-quoted", line.where, message, hint, severity="warning")


def value_beginning(line: Line, inspection: Inspection) -> Iterator[Problem]:
    """A value that goes on with a sentence begins as the library says; of other languages it does not say."""
    variable = inspection.library.variables.get(line.variable)
    if variable is None or not variable.begins or line.language != ENGLISH or not line.text.strip():
        return
    if line.text.split()[0].casefold() not in variable.begins:
        message = f"{line.what} goes on with a sentence, and “{shortened(line.text, 40)}” cannot"
        hint = f"Begin it with one of these words: {', '.join(variable.begins)}. For example: {variable.example}."
        yield Problem("value-beginning", line.where, message, hint, severity="warning")
