"""`policypress pack SCHOOL`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from generator.cli.deciding import on_date, stop_if_refused
from generator.cli.frame import day, in_workspace, on_day, open_workspace
from generator.cli.screen import say
from generator.cli.stop import Stop
from generator.cli.teaching import teaching

if TYPE_CHECKING:
    from generator.pipeline.packing import Prepared


@teaching(
    "pack",
    ("policypress pack forge --meeting 2026-11-19", "All policies of the school, ten days before the meeting."),
    ("policypress pack forge --meeting 2026-11-19 --policy social-media", "One policy."),
    exits={0: "both files are written", 1: "refused: nothing was written, and every reason is told"},
)
@click.argument("school")
@on_date("--meeting", "The day of the meeting.")
@click.option(
    "--policy",
    "policies",
    metavar="ID",
    multiple=True,
    help="This policy; may be repeated. Without it: all that are not withdrawn.",
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder for the two files. Without it: packs/ in the policy folder.",
)
@in_workspace
@on_day
def pack(school: str, meeting: str, out: Path | None, today: datetime.date | None, **more: object) -> None:
    """Make the pack for a governors’ meeting.

    It is a PDF with the decisions asked, a draft resolution, a page for each policy, what is to be ratified and noted,
    the register, and the changed clauses; and a Word file of the changed editions with tracked changes.
    Each page bears a short code. What it prints is frozen: what is adopted by that code (`policypress adopt
    --proposal`) is what the pack printed, whatever the library or the school changes later.

    Equal files give an equal pack. After a change, a pack for the same meeting has another code; what the earlier
    one printed is kept.
    """
    from generator.engines.print_house import PressError
    from generator.pipeline.deciding import read_folder
    from generator.pipeline.packing import PackOrder, make_pack, prepare_pack

    root = open_workspace(cast("Path | None", more["workspace"]))
    policies = cast("tuple[str, ...]", more["policies"])
    now = day(today).isoformat()
    prepared = prepare_pack(read_folder(root, now), PackOrder(school, meeting, now, policies))
    stop_if_refused(prepared.refusals, f"No pack was made for {school}")
    try:
        written = make_pack(prepared, out or root / "packs")
    except PressError as fault:
        raise Stop(str(fault), "\n".join(fault.details), 1) from fault
    _tell(prepared, written)


def _tell(prepared: Prepared, written: tuple[Path, ...]) -> None:
    assert prepared.meeting is not None
    proposal = prepared.meeting.proposal
    for each in prepared.warnings:
        say(f"Its adoption would be refused: {each.message}.", "bold yellow", to_errors=True)
        say(f"    {each.hint}", to_errors=True)
    for code in prepared.before:
        say(f"The pack of this meeting was made before as {code}; what it printed is kept.", "yellow")
    for file in written:
        say(f"Wrote {file}.", "bold green")
    kept = "keeps what it prints" if prepared.change else "has kept what it prints since it was first made"
    say(f"Its code is {proposal.code}; {proposal.where.path} {kept}.")
    say(f"After the meeting: `policypress adopt {proposal.school} POLICY --proposal {proposal.code} …`.")
