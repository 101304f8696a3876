"""What a part of the bench has measured: samples and counts, each by a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from bench.measure import Run


@dataclass(frozen=True, slots=True)
class Figures:
    """`seconds` holds all samples of a duration, `counts` how many there were of a thing (bytes, files, pages)."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, seconds: float) -> None:
        """Keeps one more sample."""
        self.seconds.setdefault(name, []).append(seconds)

    def time(self, name: str, run: Run) -> None:
        """Keeps one more sample of a whole command: from start to end, and its processor time."""
        self.add(name, run.wall)
        self.add(f"{name}, processor", run.cpu)

    def middle(self, name: str) -> float:
        """The median of the samples, in seconds."""
        return median(self.seconds[name])

    def has(self, *names: str) -> bool:
        """Whether all of them were measured."""
        return all(name in self.seconds for name in names)

    def ratio(self, name: str, against: str) -> float:
        """How many times as long as `against` it takes."""
        return self.middle(name) / self.middle(against)

    def rate(self, name: str, count: str) -> float:
        """How many of `count` there are in a second of `name`."""
        return self.counts[count] / self.middle(name)

    def spread(self, name: str) -> str:
        """The shortest and the longest sample, in words."""
        samples = self.seconds[name]
        return f"{min(samples):.2f} to {max(samples):.2f} s"

    def take(self, others: Mapping[str, float]) -> None:
        """Keeps one more sample of each name."""
        for name, seconds in others.items():
            self.add(name, seconds)
