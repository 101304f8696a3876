"""YAML to plain values with the line and column of each.

Built on ruamel.yaml's event stream rather than its loader: depth, aliases and tags are refused while scanning, before
any tree exists (5,000 nested brackets would cost its loader seconds), and every scalar stays the text that was typed,
so that a phone number, a version or the word `no` is never turned into something else. Types are given by the models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.formats import yaml_faults
from generator.problems import Location, Problem

DEPTH_LIMIT = 12
"""Levels of nesting; the deepest file of the design has six."""

_TOO_DEEP = re.compile(rf"(?:[\[{{]\s*){{{DEPTH_LIMIT + 1}}}")

Path = tuple[str | int, ...]
Tree = Any
"""None, a str, a list of trees, or a dict from str to tree."""


@dataclass(frozen=True, slots=True)
class YamlTree:
    """What a YAML text says, and where: `places` has the position of each key and of each element.

    `cut` are values without quotation marks behind which a comment stands on the same line: perhaps it was meant.
    """

    value: Tree
    places: Mapping[Path, Location]
    path: str
    cut: frozenset[Path] = frozenset()

    def where(self, *path: str | int) -> Location:
        """The place of the part at `path`, or of the nearest part above it that exists."""
        known: Path = ()
        for step in path:
            if (*known, step) in self.places:
                known = (*known, step)
        return self.places.get(known, Location(self.path, 1, 1))


class _Refused(Exception):
    """Carries the problem out of the event loop."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _Builder:
    path: str
    first_line: int
    places: dict[Path, Location]
    problems: list[Problem]
    events: Iterator[Event]
    text: str
    cut: set[Path]

    def place(self, event: Event) -> Location:
        mark = event.start_mark
        return Location(self.path, mark.line + self.first_line, mark.column + 1)

    def guard(self, event: Event, depth: int) -> None:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(
                Problem(
                    "yaml-alias",
                    self.place(event),
                    "anchors and aliases (& and *) are not read here",
                    "Write the value out. If it should begin with & or *, put it in quotation marks.",
                )
            )
        if getattr(event, "tag", None) not in (None, "!") and not _is_implicit(event):
            raise _Refused(
                Problem(
                    "yaml-tag",
                    self.place(event),
                    "tags (words that begin with !) are not read here",
                    "If the value should begin with !, put it in quotation marks.",
                )
            )
        if depth > DEPTH_LIMIT:
            raise _Refused(yaml_faults.too_deep(self.place(event), DEPTH_LIMIT))

    def build(self, event: Event, at: Path, depth: int) -> Tree:
        self.guard(event, depth)
        self.places.setdefault(at, self.place(event))
        if isinstance(event, ScalarEvent):
            if not _is_text(str(event.value)):
                raise _Refused(yaml_faults.half_characters(self.place(event)))
            if event.style is None and event.value and self._comment_follows(event):
                self.cut.add(at)
            return _scalar(event)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(at, depth)
        if isinstance(event, MappingStartEvent):
            return self._mapping(at, depth)
        raise AssertionError(f"unexpected YAML event {event!r}")

    def _comment_follows(self, event: Event) -> bool:
        return re.compile(r"[ \t]+#").match(self.text, event.end_mark.index) is not None

    def _sequence(self, at: Path, depth: int) -> list[Tree]:
        items: list[Tree] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self.build(event, (*at, len(items)), depth + 1))
        return items

    def _mapping(self, at: Path, depth: int) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, depth)
            if not _is_text(key):
                raise _Refused(yaml_faults.half_characters(self.place(event)))
            child = (*at, key)
            if key in found:
                self.problems.append(
                    Problem(
                        "yaml-key-twice",
                        self.place(event),
                        f"“{key}” is written twice here",
                        "Keep one of the two.",
                        see=(self.places[child],),
                    )
                )
            self.places.setdefault(child, self.place(event))
            found[key] = self.build(next(self.events), child, depth + 1)
        return found

    def _key(self, event: Event, depth: int) -> str:
        self.guard(event, depth)
        if not isinstance(event, ScalarEvent):
            raise _Refused(
                Problem(
                    "yaml-syntax",
                    self.place(event),
                    "a name is expected here, before the colon",
                    "If a value begins with { or [, put it in quotation marks.",
                )
            )
        return str(event.value)


def _is_implicit(event: Event) -> bool:
    """Whether the type of a value was left to the reader: ruamel says so with a pair for scalars, else with a word."""
    implicit = getattr(event, "implicit", True)
    return bool(implicit[0] if isinstance(implicit, tuple) else implicit)


def _is_text(text: str) -> bool:
    """Whether `text` can be written to a file: some escapes (U+D800 to U+DFFF) make halves of characters."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _scalar(event: ScalarEvent) -> str | None:
    """The text as typed; None for an empty value, `~` or `null` without quotation marks."""
    if event.style is None and event.value in ("", "~", "null"):
        return None
    return str(event.value)


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[YamlTree, tuple[Problem, ...]]:
    """Reads one YAML document; `first_line` is the number of its first line in the file that holds it.

    Returns an empty mapping with problems when the text cannot be read. Never raises for what a user typed.
    """
    problems: list[Problem] = []
    places: dict[Path, Location] = {}
    value: Tree = None
    cut: set[Path] = set()
    deep = _TOO_DEEP.search(text)
    if deep:  # the scanner looks ahead through all of them, at a cost that grows with their square
        before = text[: deep.start()]
        place = Location(path, first_line + before.count("\n"), len(before) - before.rfind("\n"))
        problems.append(yaml_faults.too_deep(place, DEPTH_LIMIT))
    problems += yaml_faults.tabs(text, path, first_line)
    try:
        if not problems:
            events = iter(YAML(typ="safe", pure=True).parse(text))
            builder = _Builder(path, first_line, places, problems, events, text, cut)
            for event in events:
                if not isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent):
                    continue
                if value is not None:
                    problems.append(
                        Problem(
                            "yaml-two-documents",
                            builder.place(event),
                            "a second document begins here; a file holds one",
                            "Remove the line of three hyphens (---) above, or move what follows to a file of its own.",
                        )
                    )
                    break
                value = builder.build(event, (), 0)
    except _Refused as refused:
        problems.append(refused.problem)
    except MarkedYAMLError as fault:
        problems.append(yaml_faults.syntax(fault, text, path, first_line))
    except (YAMLError, ValueError, RecursionError) as fault:
        problems.append(Problem("yaml-syntax", Location(path, first_line), f"this is not YAML: {fault}"))
    if value is None:
        value = {}
    return YamlTree(value, places, path, frozenset(cut)), tuple(problems)
