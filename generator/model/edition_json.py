"""An edition as JSON: equal values give equal bytes, and reading gives back an equal value."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import fields
from functools import cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from generator.model.edition import (
    Definition,
    Edition,
    Helpline,
    Result,
    SchoolProfile,
    Section,
    SourceCited,
    section_alone,
)
from generator.model.remembered import RememberedOf
from generator.model.text import Hole, Literal

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _adapter() -> TypeAdapter[Edition]:
    from pydantic import TypeAdapter  # takes a tenth of a second to load, and few processes read editions

    return TypeAdapter(Edition)


def to_json(edition: Edition) -> str:
    """Canonical JSON of `edition`: keys sorted, one space of indentation, a line feed at the end."""
    return _text(edition, 1) + "\n"


_UNSAID = ("untranslated", "unchecked", "poster", "stale", "slot", "reason", "made_from", "changes")
"""What is said only where it is so: all other editions read as they did before there were such marks."""
_SHARED = (Section, SchoolProfile)
_LISTED = (Definition, SourceCited, Helpline, Literal, Hole)
"""What many editions have in common, as it is or in a tuple that begins with it."""
_WRITTEN: defaultdict[int, RememberedOf] = defaultdict(lambda: RememberedOf(4096))
"""The text of each by which object it is, for each depth."""


def _text(value: Any, depth: int) -> str:
    """`value` (dataclass, tuple, text, number, truth value or None) as JSON, its further lines `depth` spaces in."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, tuple):
        shared = value and isinstance(value[0], _LISTED)
        return _WRITTEN[depth].of(value, lambda value: _list(value, depth)) if shared else _list(value, depth)
    if isinstance(value, _SHARED):
        return _WRITTEN[depth].of(value, lambda value: _object(value, depth))
    if isinstance(value, bool) or value is None:
        return {None: "null", True: "true", False: "false"}[value]
    return str(value) if isinstance(value, int) else _object(value, depth)


def _list(value: tuple[Any, ...], depth: int) -> str:
    return _enclosed("[]", [_text(each, depth + 1) for each in value], depth)


def _object(value: Any, depth: int) -> str:
    if isinstance(value, Result):
        blank = f'"blank": {"true" if value.blank else "false"}'
        entries = [blank, *(['"by_hand": true'] if value.by_hand else []), f'"text": {encode_basestring(value.text)}']
    else:
        told = (name for name in _names(value.__class__) if name not in _UNSAID or getattr(value, name))
        entries = [f'"{name}": {_text(getattr(value, name), depth + 1)}' for name in told]
    return _enclosed("{}", entries, depth)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(sorted(field.name for field in fields(kind)))


def _enclosed(brackets: str, entries: list[str], depth: int) -> str:
    if not entries:
        return brackets
    line = "\n" + " " * depth
    return f"{brackets[0]}{line}{f',{line}'.join(entries)}{line[:-1]}{brackets[1]}"


def from_json(text: str | bytes) -> Edition:
    """The edition written in `text`; raises `pydantic.ValidationError` for anything else."""
    return _adapter().validate_json(text)


def fingerprint(edition: Edition) -> str:
    """SHA-256 of all that `edition` says, in hexadecimal; drafts print its first eight characters.

    It is made of the digests of sections, glossary and sources, which many editions have in common.
    What is no part of the text does not count (`text_alone`): the same characters mean the same text.
    """
    return _FINGERPRINTS.of(edition, _fingerprint)


def _fingerprint(edition: Edition) -> str:
    results = json.dumps(
        [(key, each.text, each.blank, each.by_hand) for key, each in edition.results], ensure_ascii=False
    )
    digests = [_DIGESTS.of(section, _digest_of_text) for section in edition.sections]
    digests += [_DIGESTS.of(part, _digest) for part in (edition.glossary, edition.sources)]
    told = (name for name in _names(Edition) if name not in _UNSAID or getattr(edition, name))
    rest = [_text(getattr(edition, name), 1) for name in told if name not in _APART]
    return _digest((results, *digests, *rest))


def _digest_of_text(section: Section) -> str:
    return _digest(section_alone(section))


def _digest(value: Any) -> str:
    text = _list(value, 0) if isinstance(value, tuple) else _object(value, 0)  # long, and so not kept itself
    return hashlib.sha256(text.encode()).hexdigest()


_APART = ("results", "sections", "glossary", "sources")
_DIGESTS = RememberedOf(4096)
_FINGERPRINTS = RememberedOf(16)
"""Those of the editions last asked for: website and print ask for the same."""
