"""What all file models share, and their faults in plain words with a place."""

from __future__ import annotations

import datetime
import re
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

from generator.formats.suggestion import meant
from generator.formats.web_address import fault_of_address
from generator.formats.yaml_text import Path, YamlTree, read_yaml
from generator.ids import ID_PATTERN
from generator.problems import Location, Problem


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class FileModel(BaseModel):
    """Base of all file models: unknown keys are faults, keys are written with hyphens."""

    # Put together with the first file of a kind: what was read before is remembered, and most kinds are not needed.
    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab, defer_build=True)

    @classmethod
    def where_to(cls, key: str) -> str:
        """A hint where a key that is not known here perhaps belongs; "" when nobody knows."""
        return ""

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_left_empty(cls, given: Any) -> Any:
        """`values:` with nothing after it means the same as no line; a required name without a value stays a fault."""
        if not isinstance(given, dict):
            return given
        optional = {field.alias or name for name, field in cls.model_fields.items() if not field.is_required()}
        return {name: value for name, value in given.items() if value is not None or name not in optional}


def _iso_date(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("must be a date written as 2026-09-01") from None


def _web_address(text: str) -> str:
    if fault := fault_of_address(text):
        raise ValueError(fault)
    return text


def _wording_sign(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{16}", text):
        raise ValueError("is no sign of a wording, which has 16 of the digits 0 to 9 and a to f")
    return text


IsoDate = Annotated[str, AfterValidator(_iso_date), Field(json_schema_extra={"format": "date"})]
WordingSign = Annotated[str, AfterValidator(_wording_sign), Field(json_schema_extra={"pattern": "^[0-9a-f]{16}$"})]
"""What `wording_hash` gives."""
WebAddress = Annotated[str, AfterValidator(_web_address), Field(json_schema_extra={"format": "uri"})]
Id = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$")]
Line = Annotated[str, StringConstraints(min_length=1)]
"""Text that may not be empty."""

Model = TypeVar("Model", bound=FileModel)


def load_model(model: type[Model], tree: YamlTree) -> tuple[Model | None, tuple[Problem, ...]]:
    """`tree` as `model`, or None with a problem for each fault, at the place of the key that is wrong."""
    if not isinstance(tree.value, dict):
        message = "this file should be a list of names and values, such as `name: Example School`"
        return None, (Problem("file-shape", tree.where(), message),)
    try:
        return model.model_validate(tree.value), ()
    except ValidationError as fault:
        return None, _unions_merged(fault.errors(include_url=False), model, tree)


def read_model(
    model: type[Model], text: str, path: str, first_line: int = 1
) -> tuple[tuple[Model, YamlTree] | None, tuple[Problem, ...]]:
    """The YAML `text` as `model`, with the tree that knows its places; None and problems when it has any fault."""
    tree, problems = read_yaml(text, path, first_line)
    if problems:
        return None, problems
    found, problems = load_model(model, tree)
    return (None if found is None else (found, tree)), problems


def _unions_merged(faults: list[ErrorDetails], model: type[FileModel], tree: YamlTree) -> tuple[Problem, ...]:
    """Without the repeats of unions, which report once for each of their members: the deepest place is the one."""
    placed = [(_known_path(fault["loc"], tree), fault) for fault in faults]
    above = {at[:length] for at, _ in placed for length in range(len(at))}
    kept: dict[tuple[Location, str], Problem] = {}
    for at, fault in placed:
        whole_key = fault["type"] in ("missing", "extra_forbidden")
        if not whole_key and at in above:
            continue
        problem = _problem(fault, at, model, tree)
        kept.setdefault((problem.where, problem.message if whole_key else ""), problem)
    return tuple(kept.values())


def _known_path(location: tuple[int | str, ...], tree: YamlTree) -> Path:
    """`location` without the names of union members, which pydantic puts between the keys."""
    known: Path = ()
    for step in location:
        if (*known, step) in tree.places:
            known = (*known, step)
    return known


def _problem(fault: ErrorDetails, at: Path, model: type[FileModel], tree: YamlTree) -> Problem:
    where = tree.where(*at)
    last = str(fault["loc"][-1]) if fault["loc"] else ""
    name = _name(at)
    kind = fault["type"]
    context: dict[str, Any] = fault.get("ctx", {})
    if kind == "missing":
        inside = f"“{at[-1]}” has" if at and isinstance(at[-1], str) else "there is"
        return Problem("key-missing", where, f"{inside} no “{last}”", f"Add a line `{last}: …`.")
    if kind == "extra_forbidden":
        return Problem("key-unknown", where, f"“{last}” is not known here", _meant(last, _models_at(model, at[:-1])))
    if kind == "literal_error":
        return _not_offered(fault, name, where)
    if kind == "string_pattern_mismatch":
        return _pattern_problem(str(fault["input"]), name, str(context.get("pattern", "")), where)
    if kind == "string_too_short" or fault["input"] is None:
        return Problem("value-empty", where, f"{name} is empty", "Fill it in, or remove the line.")
    if kind == "value_error":
        return Problem("value-wrong-type", where, f"{name} {context.get('error', fault['msg'])}")
    return Problem("value-wrong-type", where, f"{name} {_EXPECTED.get(kind, 'has a value of another kind')}")


def _not_offered(fault: ErrorDetails, name: str, where: Location) -> Problem:
    expected = str(fault.get("ctx", {}).get("expected", ""))
    offered, given = re.findall(r"'([^']*)'", expected), str(fault["input"])
    message = f"{name} is “{given[:40]}”, and must be one of {_quoted(expected)}"
    best = meant(given.casefold(), offered)
    return Problem("value-not-offered", where, message, f"Did you mean “{best}”?" if best else "")


def _name(at: Path) -> str:
    """How a message calls the part at `at`: its name, or for an element of a list its number and the list's name."""
    if not at:
        return "this file"
    if isinstance(at[-1], str):
        return f"“{at[-1]}”"
    above = next((step for step in reversed(at) if isinstance(step, str)), "")
    return f"item {at[-1] + 1} of “{above}”"


def _quoted(expected: str) -> str:
    return re.sub(r"'([^']*)'", r"“\1”", expected)


def _pattern_problem(text: str, name: str, pattern: str, where: Location) -> Problem:
    if ID_PATTERN in pattern:
        message = f"“{text}” is no id: small letters, digits and hyphens, beginning with a letter, 63 at most"
        return Problem("id-bad", where, message)
    if pattern.startswith("^#"):
        message = f'{name} must be a colour written as "#1d4f5c", with quotation marks'
        return Problem("value-wrong-type", where, message)
    return Problem("variable-name", where, f"“{text}” is not the name of a detail: names look like school.name")


_EXPECTED = {
    "string_type": "must be text on one line; with square brackets, braces or a colon in it, put it in quotation marks",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "list_type": "must be a list, one item a line, each with a hyphen before it",
    "tuple_type": "must be a list, one item a line, each with a hyphen before it",
    "dict_type": "must hold names and values, indented by two spaces",
    "model_type": "must hold names and values, indented by two spaces",
    "model_attributes_type": "must hold names and values, indented by two spaces",
}


def _meant(word: str, models: tuple[type[FileModel], ...]) -> str:
    """A suggestion when `word` looks like a key that is known at its place; else what is."""
    keys = sorted({field.alias or name for model in models for name, field in model.model_fields.items()})
    if best := meant(word, keys):
        return f"Did you mean “{best}”?"
    return next((hint for model in models if (hint := model.where_to(word))), f"Known here: {', '.join(keys)}.")


def _models_at(annotation: Any, at: Path) -> tuple[type[FileModel], ...]:
    """The models that may stand at the keys `at` inside a part of the type `annotation`, unions followed."""
    if isinstance(annotation, type) and issubclass(annotation, FileModel):
        if not at:
            return (annotation,)
        fields = {field.alias or name: field.annotation for name, field in annotation.model_fields.items()}
        return _models_at(fields.get(str(at[0])), at[1:])
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _models_at(parts[0], at)
    if origin in (dict, tuple, list):
        return _models_at(parts[-1] if origin is dict else parts[0], at[1:]) if at else ()
    return tuple(model for part in parts for model in _models_at(part, at)) if origin in (Union, UnionType) else ()
