"""An edition as JSON: equal values give equal bytes, and reading gives back an equal value."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache, lru_cache

from pydantic import TypeAdapter

from generator.model.edition import Edition, Section


@cache
def _adapter() -> TypeAdapter[Edition]:
    return TypeAdapter(Edition)


@cache
def _sections() -> TypeAdapter[Section]:
    return TypeAdapter(Section)


def to_json(edition: Edition) -> str:
    """Canonical JSON of `edition`: keys sorted, one space of indentation, a line feed at the end."""
    rest = _pretty(_adapter().dump_python(replace(edition, sections=()), mode="json"))
    if not edition.sections:
        return rest + "\n"
    # Most of an edition are sections that other schools have, too. No string holds a line feed, so lines can be moved.
    sections = ",\n  ".join(_section(section_key(section)) for section in edition.sections)
    before, found, after = rest.partition('\n "sections": []')
    assert found
    return f'{before}\n "sections": [\n  {sections}\n ]{after}\n'


def section_key(section: Section) -> bytes:
    """JSON of `section` on one line: equal sections, and no others, have equal ones. Quicker to look up than itself."""
    return _sections().dump_json(section)


@lru_cache(maxsize=4096)
def _section(key: bytes) -> str:
    return _pretty(json.loads(key)).replace("\n", "\n  ")


def _pretty(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1)


def from_json(text: str | bytes) -> Edition:
    """The edition written in `text`; raises `pydantic.ValidationError` for anything else."""
    return _adapter().validate_json(text)


def fingerprint(edition: Edition) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal; drafts print its first eight characters."""
    return hashlib.sha256(to_json(edition).encode()).hexdigest()
