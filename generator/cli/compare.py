"""`policypress compare OLD [NEW]`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from generator.cli.frame import as_json, day, in_workspace, on_day, open_workspace
from generator.cli.screen import note, print_json, show_problems
from generator.cli.stop import Stop
from generator.cli.teaching import teaching

if TYPE_CHECKING:
    from generator.model.comparison import Comparison
    from generator.model.edition import Audience
    from generator.model.languages import Language
    from generator.pipeline.comparing import CompareOrder

_WRONG_USE = frozenset("school-unknown policy-not-taken template-unknown version-unknown edition-unknown".split())
_AUDIENCES = click.Choice(["staff", "pupil", "parent"])


@teaching(
    "compare",
    ("policypress compare millfields", "What is in force, and today’s draft."),
    ("policypress compare millfields@1 millfields@2 --policy social-media", "Two versions, by number or by date."),
    ("policypress compare merthyr-tydfil merthyr-example --policy social-media", "A group’s template and a school."),
    ("policypress compare forge mill-strand --audience pupil", "Two schools’ drafts."),
    ("policypress compare forge --with-audience pupil", "The staff and the pupil edition of one draft."),
    ("policypress compare millfields@1 millfields --html changes.html", "A page to send to governors."),
    exits={0: "no changes", 1: "changes, or faults in your files"},
)
@click.argument("old")
@click.argument("new", required=False)
@click.option("--policy", metavar="ID", default="", help="The policy; not needed where there is only one.")
@click.option("--audience", type=_AUDIENCES, default="staff", help="Whose edition; staff without it.")
@click.option("--with-audience", type=_AUDIENCES, help="Compare with this audience’s edition.")
@click.option("--language", type=click.Choice(["en", "cy"]), default="en", help="English (en) or Welsh (cy).")
@click.option("--html", metavar="FILE", type=click.Path(path_type=Path), help="Write a page that stands alone.")
@as_json
@in_workspace
@on_day
def compare(old: str, new: str | None, workspace: Path | None, today: datetime.date | None, **more: object) -> int:
    """Show what changed between two texts of a policy, and why.

    OLD and NEW are each a school (today’s draft), a school with @ (what is in force), with @ and a number or a date (a
    version, or what was in force on that day), with @ and the code of a proposal, or a council’s or trust’s id (its
    template).
    Without NEW: what is in force and today’s draft; with --with-audience, the same text for two audiences.

    Numbers that moved are no change, and a detail such as the school’s name is told once, not in each clause.
    Why a clause changed comes from its own history. Removed words stand in [-…-], added ones in {+…+}.
    """
    from generator.pipeline.comparing import compare_texts

    root = open_workspace(workspace)
    found = compare_texts(root, _order(old, new, more), day(today))
    if isinstance(found, tuple):
        if all(problem.code in _WRONG_USE for problem in found):
            first = found[0]
            said = first.message[:1].upper() + first.message[1:]
            raise Stop(said if said.endswith("?") else f"{said}.", first.hint, 2)
        show_problems(found)
        return 1
    _show(found, more)
    return 0 if found.is_empty else 1


def _order(old: str, new: str | None, more: dict[str, object]) -> CompareOrder:
    from generator.pipeline.comparing import IN_FORCE, CompareOrder, Side, side_of

    first = side_of(old)
    audience, other = cast("Audience", more["audience"]), cast("Audience | None", more["with_audience"])
    second = side_of(new) if new is not None else first
    if new is None and other is None:
        if "@" in old:
            raise Stop(f"With what is {old} to be compared?", "Name a second text, such as " + first.name + ".", 2)
        first = Side(first.name, IN_FORCE)
    return CompareOrder(
        (first, second), (audience, other or audience), str(more["policy"]), cast("Language", more["language"])
    )


def _show(comparison: Comparison, more: dict[str, object]) -> None:
    page = more["html"]
    if isinstance(page, Path):
        from generator.render.redline_page import redline_page

        page.write_text(redline_page(comparison), encoding="utf-8", newline="\n")
        note(f"The page is in {page}.")
    if more["json_wanted"]:
        from generator.render.redline_json import comparison_plain

        print_json(comparison_plain(comparison))
    elif page is None:
        from generator.cli.differences import show_comparison

        show_comparison(comparison)
