"""The register: what it says of a policy on each day, what is due, and in which order."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import pytest
from histories import history, law, note, other, policy, ratified, reverted, school, version, withdrawn
from hypothesis import given
from hypothesis import strategies as st

from generator.history.register import group_register, next_review, register_of
from generator.history.timeline import timeline_of
from generator.model.edition import Standing
from generator.model.register import Bar, Due, LawChange, Mark, Row
from generator.model.versions import History, Proposal, Record
from generator.problems import Location
from generator.render.register_words import due_words, months_left, status

ONE = version("1", "2025-09-10", "2025-10-01", "2026-10-01")
TWO = version("2", "2026-11-10", "2027-01-01", "2027-11-10")
CHAIR = version("2", "2026-11-10", "2026-11-11", "2027-11-10", ratify_by="2026-12-15", urgent="The law changed.")

EARLIER = note("1", "2025-12-01", review="2026-09-01")


def row_on(today: str, *records: Record, changes: Sequence[LawChange] = (), proposals: Sequence[Proposal] = ()) -> Row:
    found = register_of(school(policy(*changes)), [history(*records)], proposals, today)
    (row,) = found.rows
    return row


@pytest.mark.parametrize(
    ("today", "records", "number", "review", "words"),
    [
        ("2025-09-01", (), "", "", "Draft, not adopted"),
        ("2025-09-11", (ONE,), "1", "2026-10-01", "Adopted, takes effect on 1 October 2025"),
        ("2026-03-01", (ONE,), "1", "2026-10-01", "In force since 1 October 2025"),
        (
            "2026-11-20",
            (ONE, TWO),
            "1",
            "2027-11-10",
            "In force since 1 October 2025; version 2 takes effect on 1 January 2027",
        ),
        ("2027-01-01", (ONE, TWO), "2", "2027-11-10", "In force since 1 January 2027"),
        (
            "2026-11-20",
            (ONE, CHAIR),
            "2",
            "2027-11-10",
            "In force by chair’s action, to be ratified by 15 December 2026",
        ),
        ("2026-12-20", (ONE, CHAIR, ratified("2", "2026-12-10")), "2", "2027-11-10", "In force since 11 November 2026"),
        ("2026-12-20", (ONE, CHAIR, reverted("2", "2026-12-10")), "1", "2026-10-01", "In force since 1 October 2025"),
        ("2026-11-20", (ONE, withdrawn("2026-11-01")), "1", "", "Withdrawn on 1 November 2026"),
        ("2026-03-01", (ONE, EARLIER), "1", "2026-09-01", "In force since 1 October 2025"),
    ],
)  # fmt: skip
def test_what_a_row_says(today: str, records: tuple[Record, ...], number: str, review: str, words: str) -> None:
    row = row_on(today, *records)
    assert (row.number, row.review, status(row)) == (number, review, words)


def test_the_whole_row() -> None:
    row = row_on("2026-11-20", ONE)
    assert row == Row(
        school="hill",
        policy="kindness",
        title="Kindness policy",
        elsewhere=False,
        statutory="no",
        website="no",
        months=12,
        says="Every year.",
        owner="Headteacher",
        body="Full board",
        minute="M1",
        number="1",
        adopted="2025-09-10",
        review="2026-10-01",
        months_left=-2,
        standing=Standing("in force", "2025-10-01"),
        due=(Due("review", "2026-10-01", "1", True),),
    )
    assert months_left(row) == "1 month overdue"


@pytest.mark.parametrize(
    ("today", "left", "words"),
    [
        ("2026-06-30", 3, "3 months left"),
        ("2026-07-01", 3, "3 months left"),
        ("2026-07-02", 2, "2 months left"),
        ("2026-10-01", 0, "less than a month left"),
        ("2026-10-02", -1, "overdue"),
        ("2026-11-02", -2, "1 month overdue"),
    ],
)
def test_months_left(today: str, left: int, words: str) -> None:
    row = row_on(today, ONE)
    assert (row.months_left, months_left(row), row.overdue) == (left, words, left < 0)


def test_a_change_of_the_law_after_the_adoption_is_due() -> None:
    late, early = law("2026-02-01", "2026-12-31"), law("2024-01-01", "2024-06-30")
    row = row_on("2026-03-01", replace(ONE, laws=("be-kind 2024-01-01",)), changes=(early, late))
    assert row.law == (late,)
    assert row.due == (Due("review", "2026-10-01", "1"), Due("law", "2026-12-31", "1"))
    assert status(row) == "In force since 1 October 2025; law changed, adopt by 31 December 2026"
    assert due_words(row.due[1], row) == "adopt what the law changed (version 1): be-kind"


def test_a_change_of_the_law_stays_due_after_a_review_that_left_it() -> None:
    review = version("2", "2026-09-20", "2026-09-20", "2027-09-20", kind="review")
    change = law("2026-02-01", "2026-11-01")
    row = row_on("2026-11-20", ONE, review, changes=(change,))
    assert row.due == (Due("law", "2026-11-01", "2", True), Due("review", "2027-09-20", "2"))
    again = version("3", "2026-11-15", "2026-11-15", "2027-11-15", laws=("be-kind 2026-02-01",))
    assert row_on("2026-11-20", ONE, review, again, changes=(change,)).law == ()


def test_a_change_of_the_law_without_a_day_is_due_but_never_overdue() -> None:
    row = row_on("2026-03-01", ONE, changes=(law("2026-02-01"),))
    assert row.due == (Due("review", "2026-10-01", "1"), Due("law", "", "1"))
    assert not row.overdue
    assert status(row).endswith("; law changed")


def test_a_draft_and_a_withdrawn_policy_lack_nothing() -> None:
    changes = (law("2026-02-01", "2026-03-01"),)
    assert row_on("2026-11-20", changes=changes).due == ()
    assert row_on("2026-11-20", ONE, withdrawn("2026-11-01"), changes=changes).due == ()


def test_a_chairs_decision_is_due_until_it_is_ratified_or_reverted() -> None:
    asked = Due("ratification", "2026-12-15", "2", True)
    assert row_on("2026-12-20", ONE, CHAIR).due[0] == asked
    waiting = version("2", "2026-11-10", "2027-01-01", "2027-11-10", ratify_by="2026-12-15")
    assert row_on("2026-12-20", ONE, waiting).due[0] == asked
    for after in (ratified("2", "2026-12-10"), reverted("2", "2026-12-10")):
        assert all(due.kind == "review" for due in row_on("2026-12-20", ONE, CHAIR, after).due)


def test_a_proposal_is_named_until_it_has_been_decided() -> None:
    proposal = Proposal("hill", "abcd1234", "2026-12-01", "2026-11-20", {"kindness": {}}, Location(""))
    assert status(row_on("2026-11-20", proposals=[proposal])) == "Proposed for 1 December 2026"
    words = "In force since 1 October 2025; proposed for 1 December 2026"
    assert status(row_on("2026-11-20", ONE, proposals=[proposal])) == words
    decided = version("2", "2026-12-01", "2026-12-02", "2027-12-01", proposal="abcd1234")
    assert row_on("2026-12-05", ONE, decided, proposals=[proposal]).proposed == ""


def test_overdue_comes_first_and_withdrawn_last() -> None:
    known = school(
        policy(name="a", title="A never adopted"),
        policy(name="b", title="B withdrawn"),
        policy(name="c", title="C in a year"),
        others=(other("D soon", review="2026-12-01"), other("E long overdue", review="2026-01-01", line=3)),
    )
    histories = [
        History("hill", "b", (ONE, withdrawn("2026-11-01"))),
        History("hill", "c", (version("1", "2026-11-01", "2026-11-01", "2027-11-01"),)),
    ]
    register = register_of(known, histories, (), "2026-11-20")
    assert [row.title[0] for row in register.rows] == ["E", "D", "C", "A", "B"]
    assert [row.overdue for row in register.rows] == [True, False, False, False, False]


def test_ratifications_of_a_school() -> None:
    register = register_of(school(), [history(ONE, CHAIR)], (), "2026-11-20")
    assert [row.policy for row in register.ratifications] == ["kindness"]


@pytest.mark.parametrize(
    ("adopted", "months", "review"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-08-31", 24, "2028-08-31"),
        ("", 12, ""),
        ("2026-01-31", 0, ""),
    ],
)
def test_the_review_of_a_policy_kept_elsewhere_is_reckoned_where_it_is_not_stated(
    adopted: str, months: int, review: str
) -> None:
    assert next_review(other("A", adopted, "", months)) == review
    assert next_review(other("A", adopted, "2030-01-01", months)) == "2030-01-01"


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 1, 1)), st.integers(1, 120))
def test_a_reckoned_review_lies_in_the_right_month(day: datetime.date, months: int) -> None:
    found = datetime.date.fromisoformat(next_review(other("A", day.isoformat(), "", months)))
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day


def test_a_record_with_a_fault_says_nothing_but_that_and_stands_first() -> None:
    known = school(replace(policy(), unreadable=True), others=(other("A", review="2026-01-01"),))
    first, _ = register_of(known, [history(ONE)], (), "2026-11-20").rows
    assert (first.policy, first.number, first.due) == ("kindness", "", ())
    assert status(first) == "The record has a fault: run `policypress check`"


def test_a_group_is_schools_by_policy() -> None:
    others = (other("A", review="2026-01-01"), other("B", review="2027-01-01"))
    one = register_of(school(others=others), [history(ONE)], (), "2026-11-20")
    known = replace(school(policy(name="calm", title="Calm policy")), id="dale", name="Dale School")
    two = register_of(known, [], (), "2026-11-20")
    group = group_register("trust", "A Trust", [one, two], "2026-11-20")
    assert group.policies == (("calm", "Calm policy"), ("kindness", "Kindness policy"))
    assert [(line.school, [row and row.policy for row in line.rows]) for line in group.lines] == [
        ("dale", ["calm", None]),
        ("hill", [None, "kindness"]),
    ]
    counted = group.lines[1].elsewhere
    assert (counted.number, counted.overdue, counted.next_review) == (2, 1, "2027-01-01")


def test_the_timeline_shows_what_held_when() -> None:
    records = (ONE, CHAIR, reverted("2", "2026-12-10"), withdrawn("2027-02-01"))
    register = register_of(
        school(others=(other("A", "2020-01-01", "2031-05-01"),)), [history(*records)], (), "2026-12-12"
    )
    timeline = timeline_of(register, [history(*records)])
    assert (timeline.begins, timeline.ends, timeline.today) == ("2021-01-01", "2032-01-01", "2026-12-12")
    of_policy, elsewhere = timeline.rows
    assert of_policy.bars == (
        Bar("1", "2025-10-01", "2026-11-11"),
        Bar("2", "2026-11-11", "2026-12-10", chair=True),
        Bar("1", "2026-12-10", "2027-02-01"),
    )
    assert of_policy.marks == (Mark("review", "2026-10-01", True), Mark("withdrawal", "2027-02-01"))
    assert elsewhere.bars == (Bar("4", "2020-01-01", ""),)
    assert elsewhere.marks == (Mark("review", "2031-05-01"),)
