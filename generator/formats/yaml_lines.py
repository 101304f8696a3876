"""YAML as nearly all files are written, read line by line: names, values and lists by indentation, brackets on a line.

A general reader of YAML looks at each character several times, and takes longer over a school's file than composing all
its editions. What stands here is read the same, place by place (`tests/test_yaml_lines.py`); at the first line that is
not sure to be, the whole text is left to the general reader, which also says what is wrong with a text.
"""

from __future__ import annotations

import re
from typing import TypeVar

from generator.formats.yaml_tree import DEPTH_LIMIT, NOTHING, Path, Tree, YamlTree
from generator.problems import Location

_OTHER = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Tabs, other ends of lines, and characters that YAML does not allow."""
_ENTRY = re.compile(r"(\"?)([A-Za-z0-9][A-Za-z0-9_.-]{0,99})\1:(?: +(.*))?")
"""A name, in quotation marks where older readers would take it for yes or no (`"on":`), and what is said of it."""
_QUOTED = re.compile(r"\"([^\"\\]*)\"|'([^']*)'")
_NOTE = re.compile("(?: +#.*)?")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_WORDS = re.compile(r"[^-?:,\[\]{}#&*!|>'\"%@` ][^?:,\[\]{}#]*")
"""Words in brackets, and the name of an element there."""
_KEY = re.compile(r"([A-Za-z0-9][A-Za-z0-9_.-]{0,99}): +")
_GAP = re.compile(r" *[,\]}]? *")


Found = TypeVar("Found", dict[str, Tree], list[Tree])


class _NotPlain(Exception):
    """Something that is left to the general reader."""


def read_lines(text: str, path: str, first_line: int) -> YamlTree | None:
    """What `text` says, its lines counted from `first_line`; None unless all of it is of the usual kind."""
    if _OTHER.search(text):
        return None
    lines = _Lines(text, path, first_line)
    try:
        value = lines.whole()
    except _NotPlain:
        return None
    return YamlTree(value, lines.places, path, frozenset(lines.cut))


class _Lines:
    """The lines that say something: the number of each, its indentation, and what stands there."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.places: dict[Path, Location] = {}
        self.cut: set[Path] = set()
        self._path = path
        self._lines: list[tuple[int, int, str]] = []
        for number, line in enumerate(text.split("\n"), start=first_line):
            said = line.lstrip(" ")
            if said and said[0] != "#":
                self._lines.append((number, len(line) - len(said), said.rstrip(" ")))
        self._lines.append((0, -1, ""))
        self._next = 0

    def whole(self) -> Tree:
        """All that the lines say, which is a mapping that begins at the margin."""
        number, indent, said = self._lines[0]
        if indent or not _ENTRY.fullmatch(said):
            raise _NotPlain
        self.places[()] = Location(self._path, number, 1)
        return self._mapping(0, (), 0)

    def _mapping(self, margin: int, at: Path, depth: int) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        while (line := self._lines[self._next])[1] == margin:
            entry = _ENTRY.fullmatch(line[2])
            if entry is None or entry[2] in found:
                raise _NotPlain
            self._next += 1
            child = (*at, entry[2])
            self.places[child] = Location(self._path, line[0], margin + 1)
            said = entry[3]
            if said and said[0] != "#":
                found[entry[2]] = self._value(said, (line[0], margin + entry.start(3)), child, depth + 1)
            else:
                found[entry[2]] = self._below(margin, child, depth + 1)
        return self._ended(found, margin)

    def _below(self, margin: int, at: Path, depth: int) -> Tree:
        """What stands under a name with nothing behind it, further in."""
        _, inner, said = self._lines[self._next]
        if depth > DEPTH_LIMIT:
            raise _NotPlain
        if inner <= margin:
            return None
        return self._sequence(inner, at, depth) if said.startswith("- ") else self._mapping(inner, at, depth)

    def _sequence(self, margin: int, at: Path, depth: int) -> list[Tree]:
        found: list[Tree] = []
        while (line := self._lines[self._next])[1] == margin:
            said = line[2][2:].lstrip(" ")
            if not line[2].startswith("- ") or said.startswith(("#", "- ")):
                raise _NotPlain
            start = margin + len(line[2]) - len(said)
            child = (*at, len(found))
            self.places[child] = Location(self._path, line[0], start + 1)
            if _ENTRY.fullmatch(said):
                self._lines[self._next] = (line[0], start, said)
                found.append(self._mapping(start, child, depth + 1))
            else:
                self._next += 1
                found.append(self._value(said, (line[0], start), child, depth + 1))
        return self._ended(found, margin)

    def _ended(self, found: Found, margin: int) -> Found:
        """`found`, unless the next line goes on with it further in."""
        if self._lines[self._next][1] > margin or not found:
            raise _NotPlain
        return found

    def _value(self, said: str, start: tuple[int, int], at: Path, depth: int) -> Tree:
        """What stands in the rest of a line, which begins at `start`, a line and a column."""
        if depth > DEPTH_LIMIT:
            raise _NotPlain
        if said[0] in "\"'[{":
            rest = _Rest(said, Location(self._path, start[0], start[1] + 1), self.places)
            value = rest.value(at, depth)
            if not _NOTE.fullmatch(said, rest.here):
                raise _NotPlain
            return value
        value, note, _ = said.partition(" #")
        value = value.rstrip(" ")
        if value[0] in _INDICATORS or ": " in value or value[-1] == ":":
            raise _NotPlain
        if note:
            self.cut.add(at)
        return None if value in NOTHING else value


class _Rest:
    """The rest of a line, in quotation marks or brackets; `here` is how far it is read."""

    def __init__(self, said: str, start: Location, places: dict[Path, Location]) -> None:
        self.here = 0
        self._said = said
        self._start = start
        self._places = places

    def value(self, at: Path, depth: int) -> Tree:
        """The value that begins here."""
        begins = self._said[self.here : self.here + 1]
        if depth > DEPTH_LIMIT:
            raise _NotPlain
        if begins in ("[", "{"):
            self.here += 1
            return self._list(at, depth) if begins == "[" else self._mapping(at, depth)
        if begins in ("'", '"'):
            quoted = self._take(_QUOTED)
            return quoted[2] if quoted[1] is None else quoted[1]
        words = self._take(_WORDS)[0].rstrip(" ")
        return None if words in NOTHING else words

    def _list(self, at: Path, depth: int) -> list[Tree]:
        found: list[Tree] = []
        while not self._closes("]", bool(found)):
            child = (*at, len(found))
            self._place(child)
            found.append(self.value(child, depth + 1))
        return found

    def _mapping(self, at: Path, depth: int) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        while not self._closes("}", bool(found)):
            child = (*at, self._said[self.here :].partition(":")[0])
            self._place(child)
            key = self._take(_KEY)[1]
            if key in found:
                raise _NotPlain
            found[key] = self.value(child, depth + 1)
        return found

    def _closes(self, bracket: str, begun: bool) -> bool:
        """Whether the bracket ends here; if not, the next of its elements begins, after a comma unless it is first."""
        gap = self._take(_GAP)[0].strip(" ")
        if gap == bracket:
            return True
        if gap != ("," if begun else ""):
            raise _NotPlain
        return False

    def _place(self, at: Path) -> None:
        self._places[at] = Location(self._start.path, self._start.line, self._start.column + self.here)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """What is to stand here, which is read then."""
        found = pattern.match(self._said, self.here)
        if found is None:
            raise _NotPlain
        self.here = found.end()
        return found
