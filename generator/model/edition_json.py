"""An edition as JSON: equal values give equal bytes, and reading gives back an equal value."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache, lru_cache
from json.encoder import encode_basestring

from pydantic import TypeAdapter

from generator.model.edition import Edition, Result, Section


@cache
def _adapter() -> TypeAdapter[Edition]:
    return TypeAdapter(Edition)


@cache
def _sections() -> TypeAdapter[Section]:
    return TypeAdapter(Section)


def to_json(edition: Edition) -> str:
    """Canonical JSON of `edition`: keys sorted, one space of indentation, a line feed at the end."""
    # Most of an edition are sections that other schools have, too, and results, which all look the same.
    text = _pretty(_adapter().dump_python(replace(edition, sections=(), results=()), mode="json"))
    text = _with_list(text, "results", [_result(*entry) for entry in edition.results])
    text = _with_list(text, "sections", [_section(section_key(section)) for section in edition.sections])
    return text + "\n"


def _with_list(text: str, name: str, entries: list[str]) -> str:
    """`text` with `entries` in its empty list `name`; no string of JSON holds a line feed, so none looks like it."""
    before, found, after = text.partition(f'\n "{name}": []')
    assert found
    listed = "[\n  " + ",\n  ".join(entries) + "\n ]" if entries else "[]"
    return f'{before}\n "{name}": {listed}{after}'


def _result(key: str, result: Result) -> str:
    blank = "true" if result.blank else "false"
    text = encode_basestring(result.text)
    return f'[\n   {encode_basestring(key)},\n   {{\n    "blank": {blank},\n    "text": {text}\n   }}\n  ]'


def section_key(section: Section) -> bytes:
    """JSON of `section` on one line: equal sections, and no others, have equal ones. Quicker to look up than itself."""
    kept, key = _KEYS.get(id(section), (None, b""))
    if kept is not section:
        key = _sections().dump_json(section)
        if len(_KEYS) >= _MOST_KEYS:
            _KEYS.clear()
        _KEYS[id(section)] = (section, key)
    return key


_KEYS: dict[int, tuple[Section, bytes]] = {}
"""Keys by the identity of sections, which stay what they are as long as they are held here."""
_MOST_KEYS = 256


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
