"""An edition as JSON: equal values give equal bytes, and reading gives back an equal value."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from pydantic import TypeAdapter

from generator.model.edition import Edition


@cache
def _adapter() -> TypeAdapter[Edition]:
    return TypeAdapter(Edition)


def to_json(edition: Edition) -> str:
    """Canonical JSON of `edition`: keys sorted, one space of indentation, a line feed at the end."""
    plain = _adapter().dump_python(edition, mode="json")
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def from_json(text: str | bytes) -> Edition:
    """The edition written in `text`; raises `pydantic.ValidationError` for anything else."""
    return _adapter().validate_json(text)


def fingerprint(edition: Edition) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal; drafts print its first eight characters."""
    return hashlib.sha256(to_json(edition).encode()).hexdigest()
