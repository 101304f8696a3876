"""Text as runs: literal Markdown, and places where something is set in later.

A value of a school is never part of a literal run. It stands in a table of results, under the key of its hole,
so that the same runs serve every school and a value can never become markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Only


@dataclass(frozen=True, slots=True)
class Literal:
    """Markdown of the library's dialect, as its author wrote it."""

    text: str
    kind: Only["text"] = "text"


@dataclass(frozen=True, slots=True)
class Hole:
    """A place for a result; `key` is the canonical expression, such as `school.name | possessive`.

    An element of a list or of paragraphs has its index in the key: `policies.related[0]`.
    """

    key: str
    kind: Only["hole"] = "hole"


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference to a clause of the same edition; prints as its number and links to it."""

    clause: str
    kind: Only["reference"] = "reference"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary, `text` as it is written here and `term` its id in the edition's glossary."""

    term: str
    text: str
    kind: Only["term"] = "term"


Run = Literal | Hole | Reference | Term
Runs = tuple[Run, ...]


def holes(runs: Runs) -> tuple[str, ...]:
    """Keys of the holes in `runs`, in order, each once."""
    return tuple(dict.fromkeys(run.key for run in runs if isinstance(run, Hole)))
