"""Goals and whether they are met, as a table; and what stands in the way of those that are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure to reach. `most` says that less is better; `aim` is a further goal, 0 for none.

    `unit` follows a figure, such as " s" or " times"; `why` says what stands in the way if it is not reached.
    """

    name: str
    limit: float
    got: float
    unit: str
    most: bool = True
    aim: float = 0.0
    why: str = ""

    @property
    def met(self) -> bool:
        """Whether the limit is kept."""
        return self.got <= self.limit if self.most else self.got >= self.limit

    @property
    def aim_met(self) -> bool:
        """Whether the further goal is reached, too."""
        return self.got <= self.aim if self.most else self.got >= self.aim


def goal_table(goals: Sequence[Goal]) -> str:
    """The goals with what was measured, and sentences on those that fall short."""
    lines = ["| Goal | | Aim | Measured | |", "|---|--:|--:|--:|---|"]
    lines += [_row(goal) for goal in goals]
    short = [goal for goal in goals if not goal.met]
    if not short:
        return "\n".join([*lines, "", "Nothing falls short."])
    told = [f"- {goal.name}: {figure(goal.got)}{goal.unit}. {goal.why}".rstrip() for goal in short]
    return "\n".join([*lines, "", "What falls short, and what stands in the way:", "", *told])


def _row(goal: Goal) -> str:
    limit = f"at {'most' if goal.most else 'least'} {goal.limit:g}{goal.unit}"
    aim = f"{goal.aim:g}{goal.unit}" if goal.aim else ""
    judged = "**falls short**" if not goal.met else "met, and the aim" if goal.aim and goal.aim_met else "met"
    return f"| {goal.name} | {limit} | {aim} | {figure(goal.got)}{goal.unit} | {judged} |"


def figure(number: float) -> str:
    """Two or three digits that count: 0.042, 0.68, 4.3, 57, 12,300."""
    if number >= 1000:
        return f"{round(number, -2 if number >= 10_000 else 0):,.0f}"
    if number >= 10:
        return f"{number:.0f}"
    return f"{number:.1f}" if number >= 2 else f"{number:.2f}" if number >= 0.1 else f"{number:.3f}"
