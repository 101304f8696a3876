"""JSON Schemas (draft-07) made from the models that load the files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.formats.chart_files import ChartFile
from generator.formats.comparison_files import ComparisonFile
from generator.formats.file_model import FileModel
from generator.formats.library_files import (
    CoverageFile,
    GlossaryFile,
    HelplinesFile,
    RetiredFile,
    ReviewsFile,
    ServicesFile,
    SourcesFile,
    VariablesFile,
)
from generator.formats.policy_files import ClauseFront, OutlineFile, OwnWordingFront, PolicyFile
from generator.formats.register_files import GroupRegisterFile, RegisterFile
from generator.formats.school_files import GroupFile, SchoolFile
from generator.formats.translation_files import (
    ClauseTranslationFront,
    OutlineTranslationFile,
    PolicyTranslationFile,
)

KINDS: Mapping[str, type[FileModel]] = {
    "variables": VariablesFile,
    "sources": SourcesFile,
    "helplines": HelplinesFile,
    "services": ServicesFile,
    "reviews": ReviewsFile,
    "glossary": GlossaryFile,
    "coverage": CoverageFile,
    "retired": RetiredFile,
    "chart": ChartFile,
    "policy": PolicyFile,
    "outline": OutlineFile,
    "clause": ClauseFront,
    "own-wording": OwnWordingFront,
    "clause-translation": ClauseTranslationFront,
    "policy-translation": PolicyTranslationFile,
    "outline-translation": OutlineTranslationFile,
    "group": GroupFile,
    "school": SchoolFile,
    "comparison": ComparisonFile,
    "register": RegisterFile,
    "group-register": GroupRegisterFile,
}

_DRAFT_07 = "http://json-schema.org/draft-07/schema#"


def schema_text(kind: str) -> str:
    """The schema of one kind of file, as JSON with a line feed at its end."""
    schema = KINDS[kind].model_json_schema(by_alias=True, mode="validation")
    return json.dumps({"$schema": _DRAFT_07, **_as_draft_07(schema)}, indent=2, ensure_ascii=False) + "\n"


def _as_draft_07(node: Any) -> Any:
    """Pydantic writes 2020-12; of what it uses here only `$defs` and `prefixItems` differ from draft-07."""
    if isinstance(node, dict):
        return {
            ("definitions" if key == "$defs" else key): (
                value.replace("#/$defs/", "#/definitions/") if key == "$ref" else _as_draft_07(value)
            )
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_as_draft_07(item) for item in node]
    return node
