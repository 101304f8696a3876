"""What the last build into an output did, and whether the next one has anything to do."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.site import Tree
from generator.pipeline.inputs import Inputs, together
from generator.pipeline.order import BuildOrder, BuildReport
from generator.pipeline.record import (
    FOLDERS,
    MADE,
    OUTPUTS,
    OutputMade,
    keep_made,
    place_key,
    problems_as_json,
    problems_from_json,
    read_made,
)
from generator.store import Store

_LARGEST = {"read": 1 << 28, "pressed": 1 << 31, "parts": 1 << 27, MADE: 1 << 29, FOLDERS: 1 << 28, OUTPUTS: 1 << 28}
"""How many bytes a shelf may hold after a large build."""
_MANY = 1_000
"""Changed files of a build that is called large."""
_COUNTED = ("elsewhere", "schools", "left", "pages", "pdfs", "files", "not_public")
"""What a build that finds nothing to do reports as the last one did."""


@dataclass(slots=True)
class Remembered:
    """The last build into the output `place` ("" when nothing is to be remembered), as `made`."""

    store: Store
    place: str
    made: OutputMade

    @classmethod
    def of(cls, order: BuildOrder) -> Remembered:
        """What is remembered for `order`."""
        store = Store(order.store)
        if order.afresh:
            for shelf in _LARGEST:
                store.keep_only(shelf, ())
        place = place_key(order.root, order.out) if order.remember and order.store else ""
        return cls(store, place, read_made(store, place) if place else OutputMade())

    def forget_unless(self, output: str) -> None:
        """Believes nothing if the output is not as the last build left it: its record has the digest `output`."""
        if not output or self.made.output != output:
            self.made = OutputMade()

    def report(self, key: str) -> BuildReport | None:
        """What the last build reported, if it was for an order of this `key`: then nothing has changed since."""
        if not self.made.output or self.made.order != key:
            return None
        kept = dict(self.made.report)
        problems = problems_from_json(kept.pop("problems"))
        return BuildReport(problems, published=True, **{name: _tuples(value) for name, value in kept.items()})

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
    asked = dataclasses.asdict(order) | {"jobs": 0, "store": "", "out": "", "root": "", "manifest": ""}
    schools = (text for school in inputs.schools.items() for text in school)
    return together((inputs.common, json.dumps(asked, default=str, sort_keys=True), *schools, *inputs.without_file))


def school_key(order: BuildOrder, inputs: Inputs, school: str, frames: Mapping[Tree, str]) -> str:
    """The digest of all that decides the pages of `school`; `frames` are those of what each tree says everywhere."""
    asked = f"{order.audiences} {order.blanks} {order.prints}"
    return together((inputs.common, inputs.schools[school], asked, *(frames[tree] for tree in sorted(frames))))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
