"""Frozen values as names and texts for records that are kept for ever, and back.

Fields are told by name, and not where they have their default: a record reads as it was meant when later programs know
more fields. So a default of a field of an edition never changes; a field that goes keeps its name in `_GONE`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from generator.model.text import Hole, Run, Term
from generator.model.text import Literal as Words
from generator.model.text import Reference as ReferenceRun

Tree = Any
"""None, a truth value, a number, a text, a list of trees, or a mapping from text to trees."""

_GONE: frozenset[str] = frozenset()
"""Names in old records of fields that there are no more."""


class Unreadable(Exception):
    """A record, or what it names, that says something which this program does not know."""


def told(value: Any, kind: Any) -> Tree:
    """`value`, of the type `kind`, as a tree that `heard` reads."""
    return _form(kind)[0](value)


def heard(tree: Tree, kind: Any) -> Any:
    """The value of the type `kind` that `told` wrote; raises Unreadable for anything else."""
    return _form(kind)[1](tree)


Form = tuple[Callable[[Any], Tree], Callable[[Tree], Any]]


@cache
def _form(kind: Any) -> Form:
    origin, parts = get_origin(kind), get_args(kind)
    if kind == Run:
        return _run_told, _run_heard
    if kind is str:
        return str, _text
    if kind is bool:
        return bool, _truth
    if kind is int:
        return int, _number
    if is_dataclass(kind) and isinstance(kind, type):
        return fields_told, (lambda tree: kind(**fields_heard(tree, kind)))
    if origin is Literal:
        return str, lambda tree: _word(tree, parts)
    if origin in (Union, UnionType) and NoneType in parts and len(parts) == 2:
        write, read = _form(next(part for part in parts if part is not NoneType))
        return (
            lambda value: None if value is None else write(value)
        ), lambda tree: None if tree is None else read(tree)
    if origin is tuple and parts[-1] is Ellipsis:
        write, read = _form(parts[0])
        return (lambda value: [write(each) for each in value]), lambda tree: tuple(read(each) for each in _list(tree))
    raise TypeError(f"no form for {kind}")


def fields_told(value: Any, without: Collection[str] = ()) -> dict[str, Tree]:
    """The fields of a frozen value by name, `without` some; not those that have their default."""
    hints = _hints(value.__class__)
    return {
        _name(each): told(said, hints[each.name])
        for each in fields(value)
        if each.name not in without and not _is_default(said := getattr(value, each.name), each)
    }


def fields_heard(tree: Tree, kind: Any, without: Collection[str] = ()) -> dict[str, Any]:
    """What `tree` says of the fields of `kind`, `without` some, by which to make one; raises Unreadable."""
    if not isinstance(tree, Mapping):
        raise Unreadable(f"names and values are expected, not “{_shortened(tree)}”")
    known = {_name(each): each for each in fields(kind) if each.name not in without}
    unknown = [name for name in tree if name not in known and name not in _GONE]
    lacking = [name for name, each in known.items() if name not in tree and _is_required(each)]
    if unknown or lacking:
        raise Unreadable(f"“{unknown[0]}” is not known" if unknown else f"“{lacking[0]}” is missing")
    hints = _hints(kind)
    return {known[name].name: heard(said, hints[known[name].name]) for name, said in tree.items() if name in known}


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _name(field: Field[Any]) -> str:
    return field.name.replace("_", "-")


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _is_default(said: Any, field: Field[Any]) -> bool:
    if field.default_factory is not MISSING:
        return bool(said == field.default_factory())
    return field.default is not MISSING and said == field.default


def _run_told(run: Run) -> Tree:
    if isinstance(run, Words):
        return run.text
    if isinstance(run, Hole):
        return {"hole": run.key}
    return {"term": run.term, "text": run.text} if isinstance(run, Term) else {"reference": run.clause}


def _run_heard(tree: Tree) -> Run:
    if isinstance(tree, str):
        return Words(tree)
    names = sorted(tree) if isinstance(tree, Mapping) else None
    if names == ["hole"]:
        return Hole(_text(tree["hole"]))
    if names == ["reference"]:
        return ReferenceRun(_text(tree["reference"]))
    if names == ["term", "text"]:
        return Term(_text(tree["term"]), _text(tree["text"]))
    raise Unreadable(f"“{_shortened(tree)}” is no piece of a text")


def _text(tree: Tree) -> str:
    if not isinstance(tree, str):
        raise Unreadable(f"a text is expected, not “{_shortened(tree)}”")
    return tree


def _truth(tree: Tree) -> bool:
    if tree not in (True, False, "true", "false"):
        raise Unreadable(f"true or false is expected, not “{_shortened(tree)}”")
    return tree in (True, "true")


def _number(tree: Tree) -> int:
    if not (isinstance(tree, int) or (isinstance(tree, str) and tree.isascii() and tree.isdigit())):
        raise Unreadable(f"a number is expected, not “{_shortened(tree)}”")
    return int(tree)


def _word(tree: Tree, offered: tuple[str, ...]) -> str:
    if tree not in offered:
        raise Unreadable(f"“{_shortened(tree)}” is not one of {', '.join(offered)}")
    return str(tree)


def _list(tree: Tree) -> Sequence[Tree]:
    if not isinstance(tree, list):
        raise Unreadable(f"a list is expected, not “{_shortened(tree)}”")
    return tree


def _shortened(tree: Tree) -> str:
    return str(tree)[:40]
