"""What records mean: which version holds on a day, what may be decided next, what a meeting changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from miniature import lay_out

from generator.compose.edition import compose
from generator.history.amending import amended, dangling, shifted
from generator.history.deciding import Intended, awaiting, closing_refusals, next_number, refusals
from generator.history.standing import in_force, published, standing, upcoming, withdrawn
from generator.library import read_workspace
from generator.model.edition import AUDIENCES, Audience, Edition, Standing
from generator.model.languages import ENGLISH
from generator.model.text import Literal
from generator.model.versions import (
    AdoptedVersion,
    Decision,
    History,
    Note,
    Ratification,
    Record,
    Reversion,
    Sealed,
    Withdrawal,
)
from generator.problems import Location


def sealed(stem: str) -> Sealed:
    return Sealed(stem, "5ea1" * 16, "", Location(f"schools/example/adopted/kindness/{stem}.yml"))


def version(number: str, on: str, effective: str, **more: object) -> AdoptedVersion:
    made = AdoptedVersion(
        school="example",
        policy="kindness",
        number=number,
        kind="correction" if "." in number else "adoption",
        decision=Decision(on, body="Governing body", minute=f"minute {number}"),
        effective=effective,
        review="2029-07-01",
        editions={},
        sealed=sealed(on),
    )
    return replace(made, **more)  # type: ignore[arg-type]


ONE = version("1", "2025-07-03", "2025-09-01")
TWO = version("2", "2026-07-02", "2026-09-01")
THREE = version("3", "2026-11-20", "2027-01-01", ratify_by="2027-02-01", decision=Decision("2026-11-20", "chair"))


def history(*records: Record) -> History:
    return History("example", "kindness", records)


def on_each_day(past: History, which: AdoptedVersion, *days: str) -> list[Standing]:
    return [standing(past, which, day) for day in days]


def test_what_a_version_is_from_its_adoption_to_its_withdrawal() -> None:
    gone = Withdrawal(Decision("2027-06-01"), "It is part of the behaviour policy now.", "behaviour", sealed("gone"))
    past = history(ONE, TWO, gone)
    assert on_each_day(past, ONE, "2025-08-31", "2025-09-01", "2026-08-31", "2026-09-01", "2027-06-01") == [
        Standing("waiting", "2025-09-01"),
        Standing("in force", "2025-09-01", next_from="2026-09-01"),
        Standing("in force", "2025-09-01", next_from="2026-09-01"),
        Standing("replaced", "2026-09-01", by="2"),
        Standing("replaced", "2026-09-01", by="2"),
    ]
    assert on_each_day(past, TWO, "2026-08-31", "2026-09-01", "2027-05-31", "2027-06-01") == [
        Standing("waiting", "2026-09-01"),
        Standing("in force", "2026-09-01"),
        Standing("in force", "2026-09-01"),
        Standing("withdrawn", "2027-06-01"),
    ]
    assert [in_force(past, day) for day in ("2025-08-31", "2025-09-01", "2026-09-01", "2027-06-01")] == [
        None,
        ONE,
        TWO,
        None,
    ]
    assert withdrawn(past, "2027-05-31") is None
    assert withdrawn(past, "2027-06-01") == gone
    assert upcoming(past, "2026-08-31") == TWO
    assert upcoming(past, "2026-09-01") is None


def test_a_policy_that_is_adopted_again_after_its_withdrawal_holds_again() -> None:
    gone = Withdrawal(Decision("2026-01-10"), "Taken into another.", "", sealed("gone"))
    past = history(ONE, gone, TWO)
    assert withdrawn(past, "2026-09-01") is None
    assert in_force(past, "2026-09-01") == TWO


def test_what_the_chair_decides_is_to_be_ratified_and_a_reversion_brings_the_version_before_back() -> None:
    ratified = Ratification("3", Decision("2027-01-30"), sealed("ratified"))
    reverted = Reversion("3", Decision("2027-01-30"), "The meeting did not agree.", sealed("reverted"))
    assert standing(history(ONE, TWO, THREE), THREE, "2027-01-01") == Standing("by chair", "2027-02-01")
    assert standing(history(ONE, TWO, THREE, ratified), THREE, "2027-02-02") == Standing("in force", "2027-01-01")
    back = history(ONE, TWO, THREE, reverted)
    assert in_force(back, "2027-01-29") == THREE
    assert in_force(back, "2027-01-30") == TWO
    assert standing(back, THREE, "2027-01-30") == Standing("reverted", "2027-01-30", by="2")
    assert standing(back, TWO, "2027-01-30") == Standing("in force", "2026-09-01")
    assert [each.number for each in awaiting(history(ONE, THREE), "2026-11-20")] == ["3"]
    assert awaiting(history(ONE, THREE), "2026-11-19") == ()
    assert awaiting(back, "2027-01-30") == () == awaiting(history(ONE, THREE, ratified), "2027-01-30")


def test_a_note_rights_the_record_and_not_the_text() -> None:
    rights = {"minute": "2026/31", "review": "2028-07-01", "effective": "2026-10-01"}
    past = history(ONE, TWO, Note("2", "2026-07-20", rights, "The minutes came later.", sealed("note")))
    assert in_force(past, "2026-09-30") == ONE
    told = in_force(past, "2026-10-01")
    assert told is not None
    assert (told.decision.minute, told.review, told.decision.body) == ("2026/31", "2028-07-01", "Governing body")


def test_numbers_of_versions() -> None:
    assert next_number(history(), "adoption") == "1"
    assert next_number(history(ONE, TWO), "adoption") == "3" == next_number(history(ONE, TWO), "review")
    assert next_number(history(ONE, TWO), "correction", TWO) == "2.1"
    corrected = version("2.1", "2026-10-01", "2026-10-01")
    assert next_number(history(TWO, corrected), "correction", corrected) == "2.2"
    assert next_number(history(TWO, corrected), "adoption") == "3"
    assert next_number(history(ONE, TWO), "correction", ONE) == "1.1"


def test_a_correction_of_what_holds_does_not_outlive_the_version_that_waits() -> None:
    waiting = version("3", "2026-11-10", "2027-01-01")
    past = history(ONE, TWO, waiting, version("2.1", "2026-11-20", "2026-11-20"))
    assert [in_force(past, day).number for day in ("2026-11-19", "2026-11-20", "2027-01-01")] == ["2", "2.1", "3"]
    assert standing(past, TWO, "2026-11-20") == Standing("replaced", "2026-11-20", by="2.1")
    assert standing(past, past.versions[3], "2027-01-01") == Standing("replaced", "2027-01-01", by="3")


def test_a_reverted_version_does_not_bring_a_withdrawn_policy_back() -> None:
    gone = Withdrawal(Decision("2026-10-01"), "Gone.", "", sealed("gone"))
    chair = version("3", "2026-11-01", "2026-11-01", ratify_by="2026-12-01", decision=Decision("2026-11-01", "chair"))
    past = history(ONE, TWO, gone, chair, Reversion("3", Decision("2026-11-20"), "No.", sealed("reverted")))
    assert in_force(past, "2026-11-19") == chair
    assert in_force(past, "2026-11-20") is None
    assert withdrawn(past, "2026-11-20") == gone


def test_a_cover_says_who_decided_and_when_of_the_text_that_it_prints(tmp_path: Path) -> None:
    texts = {(who, ENGLISH): edition for who, edition in editions(tmp_path, {}).items()}
    chair = version("1", "2025-07-03", "2025-07-03", editions=texts, decision=Decision("2025-07-03", "chair", "Board"))
    corrected = version("1.1", "2025-09-01", "2025-09-01", editions=texts, decision=Decision("2025-09-01", "head"))
    review = version("2", "2026-07-02", "2026-07-02", editions=texts, kind="review")
    past = history(chair, corrected, review)
    told = [published(past, each, ("staff", ENGLISH), "2026-09-01") for each in past.versions]
    said = [(each.version.adopted, each.version.body, each.version.corrected, each.version.reviewed) for each in told]
    assert said == [
        ("2025-07-03", "Chair, acting for Board", "", ""),
        ("2025-07-03", "Chair, acting for Board", "2025-09-01", ""),
        ("2025-07-03", "Chair, acting for Board", "", "2026-07-02"),
    ]


@pytest.mark.parametrize(
    ("intended", "said"),
    [
        (Intended("adoption", Decision("2026-11-21"), "2026-12-01", "2028-01-01"), ["still to come"]),
        (Intended("adoption", Decision("2026-11-20"), "2026-11-19", "2028-01-01"), ["before it was decided"]),
        (Intended("adoption", Decision("2026-11-20"), "2026-12-01", "2026-11-30"), ["its review on 30 November 2026"]),
        (Intended("adoption", Decision("2026-07-01"), "2026-12-01", "2028-01-01"), ["version 2 was decided later"]),
        (Intended("adoption", Decision("2026-07-02"), "2026-07-02", "2028-01-01"), ["version 2 takes effect later"]),
        (
            Intended("adoption", Decision("2026-11-20", "chair"), "2026-11-20", "2028-01-01"),
            ["no reason is given", "no meeting is named"],
        ),
        (
            Intended("adoption", Decision("2026-11-20", "chair"), "2026-11-20", "2028-01-01", "Fire", "2026-11-20"),
            ["is not after the decision"],
        ),
        (
            Intended("adoption", Decision("2026-11-20", "full"), "2026-11-20", "2028-01-01", "Fire"),
            ["only what the chair decides"],
        ),
        (Intended("adoption", Decision("2026-11-20"), "2026-11-20", "2028-01-01"), []),
        (Intended("correction", Decision("2026-11-20"), "2026-11-20", "2026-11-01"), []),
    ],
)
def test_what_speaks_against_a_decision(intended: Intended, said: list[str]) -> None:
    found = list(refusals(history(ONE, TWO), intended, "2026-11-20"))
    assert len(found) == len(said)
    for refusal, words in zip(found, said, strict=True):
        assert words in refusal.message
        assert refusal.hint.endswith(".")


def test_nothing_is_renewed_or_corrected_that_does_not_hold() -> None:
    review = Intended("review", Decision("2026-11-20"), "2026-11-20", "2028-01-01")
    assert [each.message for each in refusals(history(), review, "2026-11-20")] == [
        "no version of this policy is in force on that day"
    ]
    gone = Withdrawal(Decision("2026-10-01"), "Gone.", "", sealed("gone"))
    assert [each.message for each in refusals(history(ONE, gone), review, "2026-11-20")] == ["the policy is withdrawn"]
    assert len(list(closing_refusals(history(), "2026-11-20", "2026-11-20"))) == 1
    assert [each.message for each in closing_refusals(history(ONE, TWO), "2026-07-01", "2026-11-20")] == [
        "something was decided later, on 2 July 2026"
    ]


def editions(tmp_path: Path, files: Mapping[str, str | bytes | None]) -> dict[Audience, Edition]:
    workspace, problems = read_workspace(lay_out("", tmp_path, files))
    assert not problems
    return {who: compose(workspace, workspace.schools["example"], "kindness", who) for who in AUDIENCES}


BE_KIND = "content/clauses/conduct/be-kind.md"
OWN = """---
title: Kind to all
reason: The meeting said so.
---

# Staff

Staff of {{ school.name }} are kind, and tell [[report-it]].
"""
SCHOOL = """name: Example Primary School
nation: england
type: academy
phase: primary
policies:
  kindness: {outline: full, leave-out: [{clause: report-it, reason: It stands elsewhere.}]}
choices: {tone: tone-should}
contacts-changed: 2026-09-01
contacts:
  - {role: office, post: School office, phone: 01632 960001, show-to: [staff, pupil, parent]}
"""


def test_a_meeting_changes_one_clause_and_everything_else_stays_as_proposed(tmp_path: Path) -> None:
    proposed = editions(tmp_path / "then", {})
    own = {"schools/example/clauses/be-kind.md": OWN.replace(", and tell [[report-it]]", "")}
    now = editions(tmp_path / "now", {**own, "schools/example/school.yml": SCHOOL})
    for audience in AUDIENCES:
        changed = amended(proposed[audience], now[audience], ["be-kind"])
        assert [each.id for each in changed.clauses()] == [each.id for each in proposed[audience].clauses()]
        assert changed.clauses()[1:] == proposed[audience].clauses()[1:]
        assert changed.clauses()[0] == now[audience].clauses()[0]
        assert set(dict(changed.results)) >= {"school.name"}
    assert amended(proposed["staff"], now["staff"], ["be-kind"]).clauses()[0].origin == "own wording"


def test_what_the_meeting_left_out_or_chose_otherwise_is_numbered_anew(tmp_path: Path) -> None:
    proposed = editions(tmp_path / "then", {})["staff"]
    now = editions(tmp_path / "now", {"schools/example/school.yml": SCHOOL})["staff"]
    every = {clause.id for clause in (*proposed.clauses(), *now.clauses())}
    assert amended(proposed, now, sorted(every)) == now
    assert amended(now, proposed, sorted(every)) == proposed
    assert amended(proposed, proposed, sorted(every)) == proposed
    without = amended(proposed, now, ["tone-must"])
    assert [(each.number, each.id) for each in without.clauses()] == [("1.1", "be-kind"), ("1.2", "report-it")]


def test_a_reference_to_what_the_proposal_lacks_is_found(tmp_path: Path) -> None:
    then = {"schools/example/school.yml": SCHOOL}
    proposed = editions(tmp_path / "then", then)["staff"]
    now = editions(tmp_path / "now", {"schools/example/clauses/be-kind.md": OWN})["staff"]
    assert dangling(amended(proposed, now, ["be-kind"])) == (("be-kind", "report-it"),)
    assert dangling(amended(proposed, now, ["be-kind", "report-it"])) == ()


def test_a_detail_that_changed_between_pack_and_meeting_is_named(tmp_path: Path) -> None:
    proposed = editions(tmp_path / "then", {})["staff"]
    renamed = SCHOOL.replace("Example Primary School", "Example Junior School")
    now = editions(tmp_path / "now", {"schools/example/school.yml": renamed, BE_KIND: _named(tmp_path)})["staff"]
    assert shifted(proposed, now, ["be-kind"]) == (("school.name", "Example Primary School", "Example Junior School"),)
    assert shifted(proposed, now, ["tone-must"]) == ()


def _named(tmp_path: Path) -> str:
    return (tmp_path / "then" / BE_KIND).read_text().replace("# Staff\n\n", "# Staff\n\nAt {{ school.name }}: ", 1)


def test_a_published_version_says_what_it_is_that_day_and_nothing_of_its_text_changes(tmp_path: Path) -> None:
    texts = {(who, ENGLISH): edition for who, edition in editions(tmp_path, {}).items()}
    one = replace(ONE, editions=texts)
    past = history(one, TWO)
    told = published(past, one, ("pupil", ENGLISH), "2026-09-01")
    assert told is not None
    assert told.version is not None
    assert (told.version.old, told.version.standing) == (True, Standing("replaced", "2026-09-01", by="2"))
    assert (told.version.address, told.version.seal) == ("2025-07-03", "5ea15ea1")
    assert replace(told, version=None) == texts["pupil", ENGLISH]
    assert published(past, one, ("pupil", "cy"), "2026-09-01") is None
    assert all(isinstance(run, Literal) for run in told.clauses()[1].title)
