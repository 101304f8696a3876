"""The calendar: read back by a library of its own kind; days that move keep their names and count their moves."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from histories import history, note, other, policy, ratified, reverted, school, version, withdrawn
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from generator.history.dates import dates_of
from generator.model.register import Dated
from generator.model.versions import History, Record
from generator.render.reviews_ics import group_ics, reviews_ics

ONE = version("1", "2025-09-10", "2025-10-01", "2026-10-01")
TWO = version("2", "2026-11-10", "2027-01-01", "2027-11-10")
CHAIR = version("2", "2026-11-10", "2026-11-11", "2027-11-10", ratify_by="2026-12-15", urgent="The law changed.")

Short = tuple[str, str, str, int, bool]
REVIEW = "review.kindness.hill@policypress"


def days(*records: Record) -> dict[str, tuple[str, int, bool, str]]:
    """Each day by its name: the date, how often it moved, whether it is cancelled, and when it was last set."""
    return {
        each.uid: (each.on, each.moved, each.cancelled, each.noted) for each in dates_of(school(), [history(*records)])
    }


def test_the_days_of_a_version() -> None:
    assert days(ONE) == {
        REVIEW: ("2026-10-01", 0, False, "2025-09-10"),
        "effect.kindness.1.hill@policypress": ("2025-10-01", 0, False, "2025-09-10"),
    }


@pytest.mark.parametrize(
    ("later", "review"),
    [
        ((TWO,), ("2027-11-10", 1, False, "2026-11-10")),
        ((note("1", "2026-01-05", review="2026-09-01"),), ("2026-09-01", 1, False, "2026-01-05")),
        ((note("1", "2026-01-05", minute="9"),), ("2026-10-01", 0, False, "2025-09-10")),
        ((CHAIR, ratified("2", "2026-12-10")), ("2027-11-10", 1, False, "2026-11-10")),
        ((CHAIR, reverted("2", "2026-12-10")), ("2026-10-01", 2, False, "2026-12-10")),
        ((withdrawn("2026-02-01"),), ("2026-10-01", 1, True, "2026-02-01")),
        ((withdrawn("2026-12-01"),), ("2026-10-01", 0, False, "2025-09-10")),
        ((withdrawn("2026-02-01"), TWO), ("2027-11-10", 2, False, "2026-11-10")),
    ],
)
def test_a_review_that_moves(later: tuple[Record, ...], review: tuple[str, int, bool, str]) -> None:
    assert days(ONE, *later)[REVIEW] == review


def test_a_chairs_decision() -> None:
    uid = "ratification.kindness.2.hill@policypress"
    assert days(ONE, CHAIR)[uid] == ("2026-12-15", 0, False, "2026-11-10")
    for after in (ratified("2", "2026-12-10"), reverted("2", "2026-12-10")):
        assert days(ONE, CHAIR, after)[uid] == ("2026-12-15", 1, True, "2026-12-10")
    assert days(ONE, CHAIR, reverted("2", "2026-12-10"))["effect.kindness.2.hill@policypress"][2]


def test_a_withdrawal_that_an_adoption_takes_back() -> None:
    uid = "withdrawal.kindness.hill@policypress"
    assert days(ONE, withdrawn("2026-02-01"))[uid] == ("2026-02-01", 0, False, "2026-02-01")
    assert days(ONE, withdrawn("2026-02-01"), TWO)[uid] == ("2026-02-01", 1, True, "2026-11-10")


def test_the_only_version_reverted() -> None:
    assert days(CHAIR, reverted("2", "2026-12-10"))[REVIEW] == ("2027-11-10", 1, True, "2026-12-10")


NUMBERS = st.sampled_from(["1", "2"])
DAYS = st.dates(datetime.date(2025, 1, 1), datetime.date(2028, 1, 1)).map(datetime.date.isoformat)
LATER = st.one_of(
    st.builds(lambda number, on, review: note(number, on, review=review), NUMBERS, DAYS, DAYS),
    st.builds(ratified, NUMBERS, DAYS),
    st.builds(reverted, NUMBERS, DAYS),
    st.builds(withdrawn, DAYS),
    st.just(TWO),
    st.just(CHAIR),
)


@given(st.lists(LATER, max_size=6))
def test_whenever_a_day_moves_its_number_rises(later: list[Record]) -> None:
    """What a calendar program relies on: the same name, and another day only with a higher number."""
    before = days(ONE)
    chain: list[Record] = [ONE]
    for record in later:
        if record in (TWO, CHAIR) and any(each in (TWO, CHAIR) for each in chain):
            continue
        chain.append(record)
        now = days(*chain)
        assert before.keys() <= now.keys()
        for uid, (on, moved, cancelled, _) in before.items():
            changed = now[uid][0] != on or now[uid][2] != cancelled
            assert now[uid][1] == moved + changed
        before = now


def read(dates: tuple[Dated, ...], name: str = "Hill") -> Calendar:
    return Calendar.from_ical(reviews_ics(name, dates))


def test_the_file_is_read_by_another_program() -> None:
    known = school(policy(title="Kindness, care; and \\ more"), others=(other("Ünïform 🧥", review="2027-02-01"),))
    calendar = read(dates_of(known, [history(ONE, CHAIR)]), "Hill, Street")
    assert str(calendar["version"]) == "2.0"
    assert str(calendar["x-wr-calname"]) == "Hill, Street"
    assert not calendar.errors
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == 5
    review = events[REVIEW]
    assert review.decoded("dtstart") == datetime.date(2027, 11, 10)
    assert review.decoded("dtend") == datetime.date(2027, 11, 11)
    assert review.decoded("dtstamp") == datetime.datetime(2026, 11, 10, tzinfo=datetime.UTC)
    assert review.decoded("sequence") == 1
    assert str(review["summary"]) == "Review by governors: Kindness, care; and \\ more (Hill Street School)"
    assert str(review["description"]).splitlines()[1:] == ["Version: 2.", "Approved by: Full board.", "Minute: M2."]
    alarms = [alarm.decoded("trigger").days for alarm in review.walk("VALARM")]
    assert alarms == [-90, -30]
    elsewhere = events["review.elsewhere.uniform.hill@policypress"]
    assert str(elsewhere["summary"]) == "Review by governors: Ünïform 🧥 (Hill Street School)"


def test_the_file_keeps_to_the_letter_of_rfc_5545() -> None:
    known = school(policy(title="Ĝ" * 60), others=(other("A", review="2027-02-01"),))
    content = reviews_ics("Hill", dates_of(known, [history(ONE, TWO)]))
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    content.decode()  # no letter is torn where lines are folded
    for needed in (b"PRODID:", b"VERSION:2.0", b"METHOD:PUBLISH"):
        assert content.count(needed) == 1


def test_a_groups_calendar_holds_the_days_of_its_schools() -> None:
    """Whatever is written in them."""
    evil = "END:VEVENT\r\nEND:VCALENDAR\nBEGIN:VEVENT"
    known = [replace(school(policy(title=evil)), id=name, name=f"{name} {evil}") for name in ("dale", "hill")]
    dates = [dates_of(each, [history(ONE, TWO)]) for each in (*known, school(policy()))]
    together = group_ics("A trust", [reviews_ics("x", each) for each in (*dates, ())])
    assert together == reviews_ics("A trust", [day for each in dates for day in each])
    assert group_ics("A trust", []) == reviews_ics("A trust", [])


def test_only_the_last_two_versions_are_said_to_take_effect() -> None:
    three = version("3", "2027-11-01", "2027-11-01", "2028-11-01")
    found = [each.uid for each in dates_of(school(), [history(ONE, TWO, three)]) if each.kind == "effect"]
    assert found == ["effect.kindness.2.hill@policypress", "effect.kindness.3.hill@policypress"]


def test_what_is_cancelled_reminds_nobody() -> None:
    events = {
        str(event["uid"]): event
        for event in read(dates_of(school(), [history(ONE, withdrawn("2026-02-01"))])).walk("VEVENT")
    }
    assert str(events[REVIEW]["status"]) == "CANCELLED"
    assert events[REVIEW].walk("VALARM") == []


def test_the_same_records_give_the_same_bytes() -> None:
    known = school(others=(other("A", review="2027-02-01"), other("B", review="2027-02-01", line=3)))
    twice = [reviews_ics("Hill", dates_of(known, [history(ONE, CHAIR)])) for _ in range(2)]
    assert twice[0] == twice[1]


def test_a_later_review_of_a_policy_kept_elsewhere_has_a_higher_number() -> None:
    numbers = [
        dates_of(school(others=(other("A", "2026-01-01", day),)), [])[0].moved for day in ("2027-01-01", "2028-01-01")
    ]
    assert numbers[0] < numbers[1]


def test_names_in_a_calendar_are_never_taken_twice() -> None:
    known = school(policy(name="elsewhere-a"), policy(name="a"), others=(other("A", review="2027-02-01"),))
    other_school = replace(known, id="dale")
    histories = [History("hill", name, (ONE, TWO)) for name in ("a", "elsewhere-a")]
    found = [each.uid for each in (*dates_of(known, histories), *dates_of(other_school, histories))]
    assert len(found) == len(set(found)) == 2 * 7
