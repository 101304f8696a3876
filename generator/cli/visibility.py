"""What a build says about pages that not everybody can see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.cli.screen import counted

if TYPE_CHECKING:
    from generator.history.turns import Turn
    from generator.model.site import SiteName
    from generator.pipeline.order import BuildReport

MOST_NAMED = 3
"""Schools that are named one by one; of more only their number is told, and the first of them."""

Pages = Sequence[tuple[str, Sequence["SiteName"]]]


def visibility(report: BuildReport) -> Iterator[str]:
    """A line for pages that only staff and governors see, and one for pages that this build took from the public."""
    if report.not_public:
        school = report.not_public[0][0] if len(report.not_public) == 1 else "…"
        where = f"schools/{school}/school.yml"
        yield (
            f"Not public: the drafts of {_named(report.not_public)}. `publish: draft` in {where} would show those "
            "that `public:` names there (without such a line: pupil, parent)."
        )
    if report.withdrawn:
        yield f"No longer public: {_named(report.withdrawn)}."


def again_words(again: Sequence[tuple[str, Turn]]) -> str:
    """When to build again, and why: the next day on which something else is to be published."""
    from generator.formats.filters import uk_date

    shown = [f"{_TURNS[turn.kind].format(turn.number)} ({school}: {turn.policy})" for school, turn in again]
    rest = f"; and {len(shown) - MOST_NAMED} more" if len(shown) > MOST_NAMED else ""
    return f"Build again on {uk_date(again[0][1].on)}: {'; '.join(shown[:MOST_NAMED])}{rest}."


_TURNS = {
    "adopted": "version {} is adopted",
    "effective": "version {} takes effect",
    "ratified": "version {} is ratified",
    "reverted": "version {} is reverted",
    "withdrawn": "the policy is withdrawn",
}


def named(schools: Sequence[str]) -> str:
    """`schools` by their ids, or how many they are with the first of them."""
    shown = ", ".join(schools[:MOST_NAMED])
    return shown if len(schools) <= MOST_NAMED else f"{counted(len(schools), 'school')}, such as {shown}"


def _named(pages: Pages) -> str:
    shown = "; ".join(f"{school} ({', '.join(audiences)})" for school, audiences in pages[:MOST_NAMED])
    return shown if len(pages) <= MOST_NAMED else f"{counted(len(pages), 'school')}, such as {shown}"
