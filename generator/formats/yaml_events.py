"""The general reader of YAML, which also says what is wrong with a text.

Built on ruamel.yaml's event stream rather than its loader: depth, aliases and tags are refused while scanning, before
any tree exists (5,000 nested brackets would cost its loader seconds), and every scalar stays the text that was typed,
so that a phone number, a version or the word `no` is never turned into something else. Types are given by the models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
from generator.formats.yaml_tree import DEPTH_LIMIT, NOTHING, Path, Tree, YamlTree
from generator.problems import Location, Problem


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
    value: Tree = None

    def document(self) -> None:
        """Builds the document; a second one is a problem."""
        for event in self.events:
            if not isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent):
                continue
            if self.value is not None:
                message = "a second document begins here; a file holds one"
                hint = "Remove the line of three hyphens (---) above, or move what follows to a file of its own."
                self.problems.append(Problem("yaml-two-documents", self.place(event), message, hint))
                break
            self.value = self.build(event, (), 0)

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
    if event.style is None and event.value in NOTHING:
        return None
    return str(event.value)


def read_events(text: str, path: str, first_line: int) -> tuple[YamlTree, tuple[Problem, ...]]:
    """As `yaml_text.read_yaml`, for any text that is not nested too deeply to be looked at."""
    problems: list[Problem] = []
    builder = _Builder(path, first_line, {}, problems, iter(()), text, set())
    try:
        builder.events = iter(YAML(typ="safe", pure=True).parse(text))
        builder.document()
    except _Refused as refused:
        problems.append(refused.problem)
    except MarkedYAMLError as fault:
        problems.append(yaml_faults.syntax(fault, text, path, first_line))
    except (YAMLError, ValueError, RecursionError) as fault:
        problems.append(Problem("yaml-syntax", Location(path, first_line), f"this is not YAML: {fault}"))
    value = {} if builder.value is None else builder.value
    return YamlTree(value, builder.places, path, frozenset(builder.cut)), tuple(problems)
