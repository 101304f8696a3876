"""What a YAML text says, with the line and column of each part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.problems import Location

DEPTH_LIMIT = 12
"""Levels of nesting; the deepest file of the design has six."""

NOTHING = frozenset(("", "~", "null"))
"""What stands for an empty value when it has no quotation marks."""

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

    def named(self) -> dict[str, Location]:
        """The place of each key and element by its name: “editions.pupil”."""
        return {".".join(map(str, at)): place for at, place in self.places.items() if at}

    def where(self, *path: str | int) -> Location:
        """The place of the part at `path`, or of the nearest part above it that exists."""
        known: Path = ()
        for step in path:
            if (*known, step) in self.places:
                known = (*known, step)
        return self.places.get(known, Location(self.path, 1, 1))
