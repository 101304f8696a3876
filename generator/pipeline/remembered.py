"""What the last build into an output did, and whether the next one has anything to do."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.history.turns import Turn
from generator.model.site import SITE_NAMES, TREES, Tree
from generator.pipeline.inputs import Inputs, together
from generator.pipeline.order import BuildOrder, BuildReport
from generator.pipeline.record import (
    FOLDERS,
    MADE,
    OUTPUTS,
    FolderFound,
    OutputMade,
    keep_files,
    keep_made,
    place_key,
    problems_as_json,
    problems_from_json,
    read_found,
    read_made,
)
from generator.store import Store

_LARGEST = {
    "read": 1 << 28,
    "sound": 1 << 26,
    "registers": 1 << 26,
    "pressed": 1 << 31,
    "parts": 1 << 27,
    MADE: 1 << 29,
    FOLDERS: 1 << 28,
    OUTPUTS: 1 << 28,
}
"""How many bytes a shelf may hold after a large build."""
_MANY = 1_000
"""Changed files of a build that is called large."""
_ASKED = ("today", "schools", "audiences", "keep_going", "blanks", "draft", "prints")
"""What an order asks for that decides what is built."""
_COUNTED = ("elsewhere", "schools", "left", "pages", "pdfs", "files", "not_public", "again")
"""What a build that finds nothing to do reports as the last one did."""


@dataclass(slots=True)
class Remembered:
    """The last build into the output `place` ("" when nothing is to be remembered), as `made`."""

    store: Store
    place: str
    made: OutputMade
    afresh: bool = False

    @classmethod
    def of(cls, order: BuildOrder) -> Remembered:
        """What is remembered for `order`; afresh, nothing."""
        store = Store(order.store)
        place = place_key(order.root, order.out) if order.remember and order.store else ""
        made = read_made(store, place) if place and not order.afresh else OutputMade()
        return cls(store, place, made, order.afresh)

    def forget_unless(self, output: str, root: Path) -> None:
        """Believes nothing if the output `root` is not as the last build left it: its record has the digest `output`.

        Schools and fronts whose folders somebody has removed are forgotten by themselves.
        """
        if not output or self.made.output != output:
            self.made = OutputMade()
        there = {folder: os.path.isdir(root / folder) for folder in self.made.folders()}
        schools = [name for name, one in self.made.schools.items() if not all(there[at] for at in one.folders)]
        fronts = [tree for tree, one in self.made.fronts.items() if not all(there[at] for at in one.folders)]
        groups = [name for name, one in self.made.groups.items() if not all(there[at] for at in one.folders)]
        for group in groups:
            del self.made.groups[group]
        for school in schools:
            del self.made.schools[school]
            self._forget_files(school)
        for tree in fronts:
            del self.made.fronts[tree]
        if schools or fronts or groups:
            self.made.order = ""

    def _forget_files(self, school: str) -> None:
        """What was kept of its websites and of the documents of each; see `placing`, which keeps it."""
        for part in ((), *((f"{tree}/{name}",) for tree in TREES for name in SITE_NAMES)):
            keep_files(self.store, self.place, school, *part, files={})

    def found(self, root: Path) -> FolderFound:
        """What was last found in the policy folder `root`."""
        return FolderFound() if self.afresh else read_found(self.store, root)

    def report(self, key: str) -> BuildReport | None:
        """What the last build reported, if it was for an order of this `key`: then nothing has changed since."""
        if not self.made.output or self.made.order != key:
            return None
        kept = dict(self.made.report)
        problems = problems_from_json(kept.pop("problems"))
        again = tuple((school, Turn(*turn)) for school, turn in kept.pop("again"))
        counted = {name: _tuples(value) for name, value in kept.items()}
        return BuildReport(problems, published=True, again=again, **counted)

    def keep(self, key: str, report: BuildReport, output: str) -> None:
        """Keeps what the build for the order of this `key` did, whose output now has the record `output`."""
        if not self.place:
            return
        self.made.output, self.made.order = output, key
        self.made.report = {name: getattr(report, name) for name in _COUNTED}
        self.made.report["problems"] = problems_as_json(report.problems)
        keep_made(self.store, self.place, self.made)
        if report.changed > _MANY:  # looking over the shelves takes longer than a small build may
            for shelf, most in _LARGEST.items():
                self.store.trim(shelf, most)


def order_key(order: BuildOrder, inputs: Inputs) -> str:
    """The digest of all that decides what a build does: what it is asked for, the day, every file that it reads."""
    asked = {name: getattr(order, name) for name in _ASKED}
    schools = (text for school in inputs.schools.items() for text in school)
    return together((inputs.common, json.dumps(asked, default=str, sort_keys=True), *schools, *inputs.without_file))


def basis(order: BuildOrder, inputs: Inputs) -> str:
    """The digest of what decides the pages of every school."""
    return together((inputs.common, f"{order.audiences} {order.blanks} {order.prints}"))


def school_key(basis: str, school: str, frames: Mapping[Tree, str]) -> str:
    """The digest of all that decides the pages of a school whose own folder has the digest `school`.

    `frames` are the digests of what each tree says everywhere.
    """
    return together((basis, school, *(frames[tree] for tree in sorted(frames))))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
