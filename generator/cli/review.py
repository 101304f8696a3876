"""`policypress review SCHOOL POLICY`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator.cli.adopt import show_decided
from generator.cli.deciding import by_whom, invented, on_date, stop_if_refused
from generator.cli.frame import day, in_workspace, on_day, open_workspace
from generator.cli.screen import show_text
from generator.cli.teaching import teaching


@teaching(
    "review",
    (
        "policypress review forge social-media --date 2026-11-19 --next-review 2028-11-01 --minute 2026/32",
        "The text in force is confirmed word for word, with new dates.",
    ),
    (
        "policypress review forge social-media --date 2026-11-19 --next-review 2027-06-01"
        ' --leave-changes "We wait for the council’s new template."',
        "The same while the library offers changes: the reason is recorded. What the law asks stays due.",
    ),
    exits={1: "refused: nothing was recorded, and every reason is told"},
)
@click.argument("school")
@click.argument("policy")
@on_date("--date", "The day of the decision.")
@on_date("--next-review", "The day by which it is reviewed again.")
@click.option("--leave-changes", metavar="REASON", default="", help="Why what the library offers is left.")
@by_whom(required=False)
@invented
@in_workspace
@on_day
def review(school: str, policy: str, workspace: Path | None, today: datetime.date | None, **given: str) -> None:
    """Record a review that left a policy unchanged.

    Makes a new version with the same texts and new dates. Lists what the library offers since; where there is
    something, --leave-changes says why it is left.
    """
    from generator.pipeline.deciding import read_folder, record
    from generator.pipeline.renewing import Renewal, prepare_review

    root = open_workspace(workspace)
    renewal = Renewal(
        school=school,
        policy=policy,
        today=day(today).isoformat(),
        on=given["date"],
        review=given["next_review"],
        by=given["by"] or "full",  # type: ignore[arg-type]
        body=given["body"] or "",
        minute=given["minute"],
        reason=given["leave_changes"],
        specimen=bool(given["specimen"]),
    )
    folder = read_folder(root, renewal.today)
    prepared = prepare_review(folder, renewal)
    for text in prepared.new:
        show_text(text)
    stop_if_refused(prepared.refusals, f"The review of {policy} was not recorded")
    show_decided(record(folder, prepared.versions))
