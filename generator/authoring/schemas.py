"""The JSON Schemas that editors read, as files of the policy folder."""

from __future__ import annotations

from generator.authoring.change import Change
from generator.formats.schemas import KINDS, schema_text


def schema_path(kind: str) -> str:
    """Where the schema of that kind of file stands in a policy folder."""
    return f"content/schemas/{kind}.schema.json"


def schemas() -> Change:
    """All schemas, made from the models that load the files."""
    files = tuple((schema_path(kind), schema_text(kind)) for kind in KINDS)
    return Change(files, f"{len(files)} schemas stand in content/schemas.")
