"""Values read from one file, as JSON can say them, and back: equal, with their places bound to the file's path.

The form of a type is made from its annotations, so that a new field needs no code here.
A frozen value becomes the list of its fields, one of several kinds of value begins with its kind's name, and a place
is line and column alone: the same text may be found under another path.
A value with a place in another file does not come back as it was; who keeps plain forms compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from generator.problems import Location

Plain = Any
"""What JSON can say: None, truth values, whole numbers, text, lists, and mappings from text."""

Write = Callable[[Any], Plain]
Read = Callable[[Plain, str], Any]
"""A plain form and the path of its file → the value."""
Form = tuple[Write | None, Read | None]
"""How a type is written and read; None where nothing is to be done."""


def written(value: object, kind: Any) -> Plain:
    """The plain form of `value`, which is of the type `kind`; raises TypeError for a type that has none."""
    write, _ = _form(kind)
    return write(value) if write else value


def read_back(plain: Plain, kind: Any, path: str) -> Any:
    """The value of the type `kind` that was `written`, with its places in the file at `path`.

    Raises ValueError, TypeError, LookupError or AttributeError for most content that `written` never made.
    """
    _, read = _form(kind)
    return read(plain, path) if read else plain


@cache
def _form(kind: Any) -> Form:
    origin, parts = get_origin(kind), get_args(kind)
    if kind in (str, bool, int, object):
        return None, None
    if kind is bytes:
        return bytes.hex, lambda plain, path: bytes.fromhex(plain)
    if kind is Location:
        return (lambda place: [place.line, place.column]), _read_place
    if is_dataclass(kind):
        return _record(kind)
    if origin is Literal:
        offered = {word: word for word in parts}  # the program's own words are found faster in mappings than equal ones
        return None, lambda plain, path: offered[plain]
    if origin in (Union, UnionType):
        return _one_of(parts)
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return _row(parts[0])
    if origin is tuple:
        return _several(parts)
    if origin is frozenset and parts == (str,):
        return sorted, lambda plain, path: frozenset(plain)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(*parts)
    raise TypeError(f"no plain form for {kind}")


def _read_place(plain: Plain, path: str) -> Location:
    line, column = plain
    return Location(path, line, column)


def _record(kind: Any) -> Form:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    writers = [(name, _form(hints[name])[0]) for name in names]
    readers = [_form(hints[name])[1] for name in names]

    def write(value: Any) -> Plain:
        given = ((getattr(value, name), writer) for name, writer in writers)
        return [writer(part) if writer else part for part, writer in given]

    def read(plain: Plain, path: str) -> Any:
        return kind(*[reader(part, path) if reader else part for part, reader in zip(plain, readers, strict=True)])

    return write, read


def _one_of(kinds: tuple[Any, ...]) -> Form:
    """None, text and rows are told apart by what they are, several kinds of frozen values by their names."""
    records = {kind.__name__: _form(kind) for kind in kinds if is_dataclass(kind) and isinstance(kind, type)}
    rows = [_form(kind) for kind in kinds if get_origin(kind) is tuple]
    words = [kind for kind in kinds if kind in (str, NoneType) or get_origin(kind) is Literal]
    if len(records) + len(rows) + len(words) < len(kinds) or len(rows) + bool(records) > 1:
        raise TypeError(f"no plain form for one of {kinds}")
    if rows:
        ((row_write, row_read),) = rows
        return (
            lambda value: row_write(value) if isinstance(value, tuple) and row_write else value,
            lambda plain, path: row_read(plain, path) if isinstance(plain, list) and row_read else plain,
        )
    return _one_record_of(records) if records else (None, None)


def _one_record_of(records: Mapping[str, Form]) -> Form:
    def write(value: Any) -> Plain:
        writer = records[type(value).__name__][0] if is_dataclass(value) else None
        return [type(value).__name__, *writer(value)] if writer else value

    def read(plain: Plain, path: str) -> Any:
        reader = records[plain[0]][1] if isinstance(plain, list) else None
        return reader(plain[1:], path) if reader else plain

    return write, read


def _row(kind: Any) -> Form:
    write, read = _form(kind)
    return (
        (lambda value: [write(part) for part in value]) if write else list,
        (lambda plain, path: tuple([read(part, path) for part in plain])) if read else lambda plain, path: tuple(plain),
    )


def _several(kinds: tuple[Any, ...]) -> Form:
    """A row of as many values as there are `kinds`, each of its own."""
    forms = [_form(kind) for kind in kinds]

    def write(value: Any) -> Plain:
        return [writer(part) if writer else part for part, (writer, _) in zip(value, forms, strict=True)]

    def read(plain: Plain, path: str) -> Any:
        return tuple([reader(part, path) if reader else part for part, (_, reader) in zip(plain, forms, strict=True)])

    return write, read


def _mapping(name: Any, kind: Any) -> Form:
    _, name_read = _form(name)
    write, read = _form(kind)
    if is_dataclass(kind) and kind is not Location:
        assert write and read
        return _shared(write, read, name_read)

    def write_all(value: Mapping[str, Any]) -> Plain:
        return {key: write(part) if write else part for key, part in value.items()}

    def read_all(plain: Plain, path: str) -> Any:
        named = ((name_read(key, path) if name_read else key, part) for key, part in plain.items())
        return {key: read(part, path) if read else part for key, part in named}

    return write_all, read_all


def _shared(write: Write, read: Read, name_read: Read | None) -> Form:
    """A value that stands under several names is written once, and is one value again: one text for all readers."""

    def write_all(value: Mapping[str, Any]) -> Plain:
        found: list[tuple[list[str], Any]] = []
        for key, part in value.items():
            if found and found[-1][1] is part:
                found[-1][0].append(key)
            else:
                found.append(([key], part))
        return [[keys, write(part)] for keys, part in found]

    def read_all(plain: Plain, path: str) -> Any:
        found: dict[Any, Any] = {}
        for keys, part in plain:
            value = read(part, path)
            for key in keys:
                found[name_read(key, path) if name_read else key] = value
        return found

    return write_all, read_all
