"""`policypress adopt SCHOOL POLICY`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.deciding import agreed, by_whom, invented, on_date, stop_if_refused
from generator.cli.frame import day, in_workspace, on_day, open_workspace
from generator.cli.screen import say, show_text
from generator.cli.stop import Stop
from generator.cli.teaching import teaching

if TYPE_CHECKING:
    from generator.model.versions import By
    from generator.pipeline.adopting import Adoption
    from generator.pipeline.deciding import Decided


@teaching(
    "adopt",
    (
        "policypress adopt forge social-media --proposal 2026-11-19 --date 2026-11-19 --by full"
        ' --body "Board of Governors" --minute 2026/31 --effective 2027-01-01 --review 2028-11-01',
        "What the pack for the meeting of 19 November printed is adopted, whatever the files say by now.",
    ),
    (
        "policypress adopt forge social-media --proposal 1a2b3c4d --amend decline-friend-requests …",
        "The same, with one clause as the school’s files word it since the meeting; name the pack by its code.",
    ),
    (
        'policypress adopt forge social-media --as-drafted --date 2026-11-20 --by chair --body "Board of Governors"'
        ' --urgent-reason "A new service is in use." --ratify-by 2027-01-28 --effective 2026-11-20 --review 2028-11-01',
        "The chair acts between meetings: without a pack, after you have seen what is new in today’s draft.",
    ),
    ("policypress adopt forge social-media --undo", "Takes the last version back, as long as no build has shown it."),
    exits={1: "refused: nothing was recorded, and every reason is told"},
)
@click.argument("school")
@click.argument("policy")
@click.option("--proposal", metavar="MEETING", default="", help="The pack: the date of its meeting, or its short code.")
@click.option("--as-drafted", is_flag=True, help="Adopt today’s draft; shows what is new in it, and asks.")
@on_date("--date", "The day of the decision.", required=False)
@by_whom(required=False)
@on_date("--effective", "The day from which it holds; without it the day of the decision.", required=False)
@on_date("--review", "The day by which it is reviewed.", required=False)
@click.option("--summary", metavar="TEXT", default="", help="What is new, in one sentence for readers.")
@click.option("--amend", metavar="CLAUSE", multiple=True, help="A clause that the meeting changed. May be repeated.")
@click.option("--urgent-reason", metavar="TEXT", default="", help="Why the chair could not wait.")
@on_date("--ratify-by", "The day of the meeting that is to ratify it.", required=False)
@click.option("--school", "others", metavar="SCHOOL", multiple=True, help="Another school of the federation.")
@click.option("--undo", is_flag=True, help="Take the last version back.")
@click.option("--out", metavar="DIR", help="With --undo: where builds are published, if not in site/.")
@click.option("--yes", is_flag=True, help="Do not ask: you have read what is new.")
@invented
@in_workspace
@on_day
def adopt(
    school: str, policy: str, workspace: Path | None, today: datetime.date | None, others: tuple[str, ...], **given: str
) -> None:
    """Record that governors have adopted a policy.

    What was in the pack becomes a version: all editions of POLICY, word for word, for ever. Nothing is recorded while
    `check` finds faults, while a wording is stale, or while dates cannot be right; then every reason is told.
    For a federation name its other schools with --school: all adopt at once, or none. Prints the sentence for the
    minutes of each.
    """
    from generator.pipeline.adopting import prepare_adoption, undo
    from generator.pipeline.deciding import read_folder, record

    root = open_workspace(workspace)
    schools = tuple(dict.fromkeys((school, *others)))
    if given["undo"]:
        said, refusals = undo(root, schools, policy, Path(given["out"] or root / "site"))
        stop_if_refused(refusals, "Nothing was taken back")
        say(said, "bold green")
        return
    wanted = _wanted(schools, policy, day(today), given)
    folder = read_folder(root, wanted.today)
    prepared = prepare_adoption(folder, wanted)
    stop_if_refused(prepared.refusals, f"{policy} was not adopted")
    for line in prepared.moved_on:
        say(line, "yellow")
    if not wanted.proposal:
        for text in prepared.new:
            show_text(text)
        agreed("Adopt this?", bool(given["yes"]))
    show_decided(record(folder, prepared.versions))


def show_decided(decided: tuple[Decided, ...]) -> None:
    """What was recorded where, and the sentence for the minutes of each school."""
    for each in decided:
        say(f"Recorded in {each.path}.", "bold green")
        say("For the minutes:")
        show_text(f"    {each.minute}")
    say("Then run `policypress build`; until a build has shown it, `adopt --undo` takes it back.")


def _wanted(schools: tuple[str, ...], policy: str, today: datetime.date, given: dict[str, str]) -> Adoption:
    from generator.pipeline.adopting import Adoption

    missing = [f"--{name}" for name in ("date", "by", "body", "review") if not given[name]]
    if missing:
        raise Stop(f"Still to be said: {', '.join(missing)}.", "`policypress adopt --help` has an example.")
    if bool(given["proposal"]) == bool(given["as_drafted"]):
        raise Stop(
            "Which text was adopted?",
            "That of the meeting’s pack: --proposal and its date or code. Without a pack: --as-drafted.",
        )
    by: By = given["by"]  # type: ignore[assignment]
    return Adoption(
        schools=schools,
        policy=policy,
        today=today.isoformat(),
        on=given["date"],
        by=by,
        body=given["body"],
        minute=given["minute"],
        effective=given["effective"] or given["date"],
        review=given["review"],
        proposal=given["proposal"],
        amend=tuple(given["amend"]),
        summary=given["summary"],
        urgent=given["urgent_reason"],
        ratify_by=given["ratify_by"],
        specimen=bool(given["specimen"]),
    )
