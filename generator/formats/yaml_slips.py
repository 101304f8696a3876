"""The usual slips of somebody who writes YAML by hand, found line by line from the top of a text that cannot be read.

A reader of YAML notices a slip where the text stops making sense, often some lines below. Here each line is judged by
itself and by the lines beside it; only the first that has a usual slip is told, at its own place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_ENTRY = re.compile(r"([^\s:#\"'\[\]{}&*!|>%@`-][^:#]*?):(?:\s+(.*))?")
"""A name with a colon, and the value behind it."""
_NO_SPACE = re.compile(r"([A-Za-z][\w.-]*):(?=[^\s/:])")
_NOTE = re.compile(r"\s+#.*")
_BLOCK = re.compile(r"[|>][-+0-9]*")
_CURLY = re.compile(r"[“”„‟«].*")


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip at a `row` and a `column`, both counted from 0: what is wrong and what to do."""

    row: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that says something: how far in it begins, with the hyphen of a list and without, and what it says.

    `name` and `value` are those of an entry; of a line without a colon the name is "" and the value all of it.
    """

    number: int
    indent: int
    inner: int
    said: str
    name: str
    value: str

    @property
    def item(self) -> bool:
        return self.inner > self.indent

    @property
    def value_at(self) -> int:
        return self.inner + len(self.said) - len(self.value)


def first_slip(text: str, last: int) -> Slip | None:
    """The first usual slip of `text` in the rows up to `last`, where a reader of YAML gave up."""
    rows = list(_rows(text))
    levels: list[int] = []
    for at, row in enumerate(rows):
        if row.number > last:
            return None
        before = rows[at - 1] if at else None
        after = rows[at + 1] if at + 1 < len(rows) else None
        for find in _KINDS:
            if slip := find(before, row, after):
                return slip
        if before and (slip := _out_of_step(levels, before, row)):
            return slip
        levels = [level for level in levels if level < row.indent] + sorted({row.indent, row.inner})
    return None


def _rows(text: str) -> Iterator[_Row]:
    """The lines that are no notes, and not inside a text that runs over several lines."""
    inside, quoted = -1, ""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        plain = line.strip()
        indent = len(line) - len(line.lstrip(" "))
        if quoted:
            quoted = "" if quoted in plain else quoted
            continue
        if not plain or plain[0] == "#" or plain in ("---", "...") or 0 <= inside < indent:
            continue
        row = _row(number, indent, plain)
        inside = row.indent if _BLOCK.fullmatch(row.value) else -1
        runs_on = any(_stays_open(row.value, mark) and not _begins(lines, number) for mark in "'\"")
        quoted = row.value[0] if runs_on else ""
        yield row


def _row(number: int, indent: int, plain: str) -> _Row:
    said = re.sub(r"^(?:- +)+", "", plain)
    inner = indent + len(plain) - len(said)
    entry = None if said[:1] in ("'", '"') else _ENTRY.fullmatch(said)
    value = said if entry is None else (entry[2] or "")
    without_note = value if value[:1] in ("'", '"') else _NOTE.sub("", f" {value}")[1:]
    if value.startswith("#"):
        without_note = ""
    return _Row(
        number, indent, inner, said[: len(said) - len(value)] + without_note, entry[1] if entry else "", without_note
    )


def _stays_open(value: str, mark: str) -> bool:
    return value.startswith(mark) and value.replace("\\" + mark, "").count(mark) % 2 == 1


def _begins(lines: list[str], number: int) -> bool:
    """Whether the next line that says something begins an entry or an item, or there is none."""
    for at in range(number + 1, len(lines)):
        plain = lines[at].strip()
        if plain and plain[0] != "#":
            return plain.startswith("- ") or _ENTRY.fullmatch(plain) is not None
    return True


Find = Callable[["_Row | None", _Row, "_Row | None"], Slip | None]


def _space_missing(before: _Row | None, row: _Row, after: _Row | None) -> Slip | None:
    match = None if row.name else _NO_SPACE.match(row.said)
    if match is None or (before and not before.name and row.indent > before.indent):
        return None
    message = f"after the colon of “{match[1]}:” a space is missing"
    return Slip(row.number, row.inner + match.end() - 1, message, "Put a space between the colon and the value.")


def _quote_open(before: _Row | None, row: _Row, after: _Row | None) -> Slip | None:
    for mark in ("'", '"'):
        if _stays_open(row.value, mark):
            if mark == "'" and row.value.endswith("'"):
                message = "there is an apostrophe inside the quotation marks, which ends them"
                return Slip(row.number, row.value_at, message, 'Put the value in double quotation marks: "…".')
            message = f"the quotation mark {mark} that begins the value is not closed on this line"
            return Slip(row.number, row.value_at, message, f"Put {mark} at the end of the value, too.")
    return None


def _text_behind_quote(before: _Row | None, row: _Row, after: _Row | None) -> Slip | None:
    match = re.match(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*(?!#)([^\s:,].*)", row.value)
    if match is None:
        return None
    message = f"behind the closing quotation mark more text follows: {match[2][:30]}"
    hint = "Let the quotation marks hold the whole value; inside it write “ and ”."
    return Slip(row.number, row.value_at + match.start(2), message, hint)


def _curly(before: _Row | None, row: _Row, after: _Row | None) -> Slip | None:
    if not _CURLY.match(row.value) or not re.search(r":(?:\s|$)", row.value):
        return None
    message = f"{row.value[0]} is a quotation mark of a word processor, which does not hold a value together"
    return Slip(row.number, row.value_at, message, 'Type straight ones before and after the value: "…".')


def _colon_inside(before: _Row | None, row: _Row, after: _Row | None) -> Slip | None:
    if row.value[:1] in ("", "'", '"', "[", "{", "|", ">") or not row.name:
        return None
    match = re.search(r":(?:\s|$)", row.value)
    if match is None:
        return None
    message = f"the value of “{row.name}” has a colon in it, so that it is taken for a name"
    value = row.value if len(row.value) <= 40 else f"{row.value[:40]}…"
    hint = f'Put the whole value in straight quotation marks: {row.name}: "{value}".'
    return Slip(row.number, row.value_at + match.start(), message, hint)


def _odd_beginning(before: _Row | None, row: _Row, after: _Row | None) -> Slip | None:
    first = row.value[:1]
    if row.name and first and first in "@`%":
        message = f"a value cannot begin with {first}"
        return Slip(row.number, row.value_at, message, "Put the whole value in straight quotation marks.")
    pairs = {"[": "]", "{": "}"}
    if first in pairs and row.value.count(first) > row.value.count(pairs[first]) and (after is None or after.name):
        message = f"the bracket {first} that begins the value is not closed on this line"
        hint = (
            f"Close it with {pairs[first]}; if the bracket belongs to the text, put the whole value in quotation marks."
        )
        return Slip(row.number, row.value_at, message, hint)
    if row.name and first in pairs and not row.value.endswith(pairs[first]) and pairs[first] in row.value:
        message = f"behind the closing bracket {pairs[first]} more text follows"
        return Slip(row.number, row.value_at, message, "Put the whole value in straight quotation marks.")
    return None


def _colon_missing(before: _Row | None, row: _Row, after: _Row | None) -> Slip | None:
    words = row.said.split()
    if row.name or not words or not re.fullmatch(r"[A-Za-z][\w.-]*", words[0]) or _goes_on(before, row):
        return None
    among = after is not None and after.name and not after.item and after.indent == row.inner
    follows = before is not None and before.name and not row.item and before.inner >= row.indent
    if not among and not follows:
        return None
    with_colon = " ".join((f"{words[0]}:", *words[1:]))
    message = f"“{row.said[:40]}” has no colon"
    return Slip(row.number, row.inner, message, f"If “{words[0]}” is a name, write `{with_colon[:60]}`.")


def _goes_on(before: _Row | None, row: _Row) -> bool:
    """Whether the line goes on with the value above it, further in."""
    return before is not None and bool(before.value) and row.indent > before.inner


def _step_back(before: _Row | None, row: _Row, after: _Row | None) -> Slip | None:
    """An entry that stands as far out as the name above it, while what follows stands below that name."""
    if before is None or after is None or not row.name or row.item or before.value or not before.name:
        return None
    if row.value and row.indent == before.inner and after.indent > row.indent and after.name:
        message = f"“{row.name}:” stands as far out as “{before.name}:”, and the line below it stands further in"
        return Slip(row.number, row.indent, message, f"Begin it with {_spaces(after.indent)}, as the line below it.")
    return None


def _out_of_step(levels: list[int], before: _Row, row: _Row) -> Slip | None:
    """A line that begins between two of the `levels` that are open above it, so that it belongs to neither."""
    if row.indent >= levels[-1] or row.indent in levels:
        return None
    message = f"this line begins with {_spaces(row.indent)}, and the line above it with {_spaces(before.indent)}"
    return Slip(row.number, row.indent, message, "Lines that belong together begin with equally many spaces.")


def _spaces(number: int) -> str:
    return "no space" if number == 0 else f"{number} space{'s' if number > 1 else ''}"


_KINDS: tuple[Find, ...] = (
    _space_missing,
    _quote_open,
    _text_behind_quote,
    _curly,
    _colon_inside,
    _odd_beginning,
    _colon_missing,
    _step_back,
)
