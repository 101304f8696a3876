"""The schemas that editors read: sound by the draft's own rules, in step with the models, and true of our files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from generator.formats.schemas import KINDS, schema_text

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "content/schemas"
REFERENCE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
WRITTEN_BY_COMMANDS = {"schemas", "adopted", "proposed"}
OURS = sorted(
    file
    for place in ("content", "schools")
    for file in (ROOT / place).rglob("*.yml")
    if not WRITTEN_BY_COMMANDS & set(file.parts)
)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_schema_passes_the_meta_schema_of_draft_07(kind: str) -> None:
    schema = json.loads(schema_text(kind))
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_schemas_in_the_project_are_those_of_the_models(kind: str) -> None:
    assert (SCHEMAS / f"{kind}.schema.json").read_text() == schema_text(kind), "run `make schema`"


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_yaml_file_refers_to_its_schema_and_satisfies_it(file: Path) -> None:
    text = file.read_text()
    found = REFERENCE.match(text)
    assert found, "the first line should refer to the schema"
    schema = json.loads((file.parent / found.group(1)).read_text())
    # Written and read again, because YAML's dates are no JSON: editors see them as text.
    tree = json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))
    jsonschema.validate(tree, schema, jsonschema.Draft7Validator)


def test_there_are_files_to_look_at() -> None:
    assert len(OURS) >= 10
