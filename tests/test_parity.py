"""Numbers and rules read out of wordings, and what of them contradicts."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.agreement import Wording, disagreements, turned_round
from generator.checks.obligations import PLAIN_LETTERS, obligations
from generator.checks.quantities import quantities
from generator.model.edition import Audience, Strength

NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def meant(text: str) -> list[tuple[str, list[int]]]:
    return [(found.unit, sorted(int(value) for value in found.meanings)) for found in quantities(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within 24 hours", "in a day"),
        ("two days", "48 hours"),
        ("within a week", "7 days"),
        ("a fortnight", "two weeks"),
        ("for half an hour", "30 minutes"),
        ("one year", "12 months"),
        ("by 8.30am", "by 08:30"),
        ("at 8.30", "at 8.30 pm"),
        ("12 noon", "midday"),
        ("aged 13", "thirteen years old"),
        ("Under 18s", "under the words of the law, a 18-year-old"),
        ("13 or over", "If you are 13, join."),
        ("20%", "twenty per cent"),
        ("£1,000", "1000 pounds"),
        ("1 September 2026", "2026-09-01"),
        ("twice a year", "every six months"),
        ("twenty-five pupils", "25 pupils"),
        ("three working days", "3 working days"),
    ],
)
def test_two_ways_of_writing_the_same(one: str, other: str) -> None:
    assert quantities(one) and quantities(other)
    assert any(a.agrees(b) for a in quantities(one) for b in quantities(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("24 hours", "two days"),
        ("aged 13", "aged 14"),
        ("8.30am", "8.30pm"),
        ("1 September", "2 September"),
        ("1 September 2025", "1 September 2026"),
        ("two adults", "three adults"),
        ("twice a year", "once a year"),
        ("20%", "25%"),
        ("Year 6", "Year 7"),
    ],
)
def test_different_numbers_of_one_unit(one: str, other: str) -> None:
    units = {found.unit for found in quantities(one)} & {found.unit for found in quantities(other)}
    assert any(not a.agrees(b) for a in quantities(one) for b in quantities(other) if a.unit == b.unit in units)


@pytest.mark.parametrize(
    "text",
    [
        "the Data Protection Act 2018, Article 8 and section 127",
        "call 999 or 101, or 0808 157 0000",
        "three things to remember",
        "one friend told another one",
        "each year group",
        "One day you will leave.",
        "Look at 12 of them.",
    ],
)
def test_numbers_that_nobody_could_compare(text: str) -> None:
    assert meant(text) == []


def test_both_ends_and_rates_and_days_at_work_are_told_apart() -> None:
    assert meant("two to three days") == [("minutes", [2880]), ("minutes", [4320])]
    assert meant("30 minutes a day") == [("minutes each day", [30])]
    assert meant("five working days") == [("working minutes", [7200])]
    assert meant("a week") == [("minutes", [10080])]


@given(st.integers(2, 12), st.sampled_from(["hours", "days", "weeks", "months", "per cent", "adults", "times a term"]))
def test_words_and_digits_are_the_same_number(number: int, unit: str) -> None:
    (word,), (digits,) = quantities(f"within {NUMBERS[number]} {unit}."), quantities(f"within {number} {unit}.")
    assert word.unit == digits.unit and word.meanings == digits.meanings and word.agrees(digits)


TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            "staff you they must not should may never 24 hours two days a week 8.30 am 13 or over £5 % every once"
            " Year 6 . , - \n 1 September 2026-13-45 25:61 ٣ 999999999999 of and pupils follow".split(" ")
        ),
        max_size=25,
    ).map(" ".join),
)


@given(TEXT)
def test_any_text_is_read_and_every_find_stands_where_it_says(text: str) -> None:
    found = quantities(text)
    assert [quantity.at for quantity in found] == sorted(quantity.at for quantity in found)
    for each in (*found, *obligations(text, "pupil")):
        there = text[each.at : each.at + len(each.words)]
        assert there.replace("\n", " ") == each.words.replace("\n", " ")


def test_a_text_of_nothing_but_digits_or_beginnings_ends_soon() -> None:
    for text in ("1" * 20_000, "staff at " * 2_000, "two to " * 3_000, "1,111," * 3_000, "you and " * 2_500):
        assert isinstance(quantities(text) + obligations(text, "staff"), tuple)


def rules(text: str, audience: Audience = "staff") -> list[tuple[str, str, str]]:
    return [(rule.actor, rule.kind, rule.verb) for rule in obligations(text, audience)]


def test_who_must_do_what() -> None:
    assert rules("You must not follow pupils.") == [("staff", "must-not", "follow")]
    assert rules("Staff who leave our school should never contact you.", "pupil") == [
        ("staff", "should-not", "contact")
    ]
    assert rules("You do not have to answer.", "parent") == [("parent", "need-not", "answer")]
    assert rules("Staff and pupils may also post here.") == [("staff", "may", "post"), ("pupil", "may", "post")]
    assert rules("You asked staff.\nThey must say no.", "pupil") == [("staff", "must", "say")]
    assert rules("Staff meet parents.\nThey must say no.", "pupil") == []  # who are they?
    assert rules("No member of staff may post. Only staff may post. You must do nothing.") == []


def wordings(staff: str = "", pupil: str = "", parent: str = "", secondary: str = "") -> list[Wording]:
    made = [Wording("staff", "staff", staff), Wording("parent", "parent", parent), Wording("pupil", "pupil", pupil)]
    return [each for each in (*made, Wording("pupil-secondary", "pupil", secondary)) if each.text]


def said(strength: Strength = "info", **texts: str) -> list[tuple[str, str, str]]:
    """What disagrees, as (words, with whose, their words)."""
    held = {each.name: each.text for each in wordings(**texts)}
    return [
        (
            f"{found.one.name}: {held[found.one.name][found.one.start : found.one.end]}",
            found.other.name if found.other else strength,
            held[found.other.name][found.other.start : found.other.end] if found.other else "",
        )
        for found in disagreements(wordings(**texts), strength)
    ]


def test_another_number_of_the_same_unit_contradicts() -> None:
    assert said(staff="Answer within 24 hours.", parent="We answer within two days.") == [
        ("parent: two days", "staff", "24 hours")
    ]
    assert said(pupil="Most apps are for people who are 13 or over.", staff="Users must be 14 or over.") == [
        ("pupil: 13 or over", "staff", "14 or over")
    ]
    assert said(pupil="Within two days.", parent="Within three days.") == [("pupil: two days", "parent", "three days")]


def test_what_one_wording_leaves_out_or_adds_does_not() -> None:
    assert said(staff="Answer within 24 hours, and report within a week.", parent="We answer within a day.") == []
    assert said(staff="Within a week.", pupil="Tell us within a day. We answer within 7 days.") == []
    assert said(staff="Within 24 hours.", pupil="Under 13s ask a parent.") == []
    assert said(staff="Within a day or a week.", pupil="Within a day.", parent="Within a week.") == []


def test_younger_and_older_pupils_are_not_compared() -> None:
    assert said(pupil="If you are 10, ask.", secondary="If you are 16, think.") == []
    assert said(pupil="If you are 10, ask.", parent="If they are 16, think.") != []


def test_another_word_of_duty_for_the_same_contradicts() -> None:
    staff = "You must not follow pupils on their own accounts."
    for soft in ("should not", "may"):
        assert said(staff=staff, pupil=f"Staff {soft} follow pupils on their own accounts.") == [
            (f"pupil: Staff {soft} follow", "staff", "You must not follow")
        ]
    assert said(staff=staff, pupil="Staff must never follow you on your own account.") == []
    assert said(staff=staff, pupil="You should not follow staff on their own accounts.") == []
    assert said(staff=staff, parent="Staff may follow the accounts of local clubs.") == []
    assert said(staff=staff + " You may follow pupils who are family.", parent="Staff may follow family.") == []


def test_a_rule_is_as_strong_as_the_clause_says() -> None:
    assert said("must-not", staff="You should not follow pupils.") == [("staff: You should not follow", "must-not", "")]
    assert said("must-not", staff="You must not follow pupils.", parent="Staff should not be your friends.") == [
        ("parent: Staff should not be your", "must-not", "")
    ]
    assert said("should", staff="You must follow the code.") == [("staff: You must follow", "should", "")]
    assert said("should", staff="You should follow it. You must never pay.") == []
    assert said("must", pupil="You should be kind.", staff="Everyone must be kind.") == []


SENTENCES = ["Answer within {} hours.", "Two adults stay for {} days.", "Be {} or over.", "Pay £{}.", "At {}am, go in."]


@given(st.sampled_from(SENTENCES), st.integers(4, 11), st.integers(4, 11))
def test_a_number_is_reported_when_it_differs_and_only_then(sentence: str, one: int, other: int) -> None:
    assert bool(said(staff=sentence.format(one), parent=sentence.format(other))) == (one != other)


@given(TEXT, TEXT)
def test_a_wording_agrees_with_itself_and_leaving_all_out_agrees(text: str, more: str) -> None:
    third = text.replace("you", "they")  # “you” is somebody else for each reader
    both = [Wording("staff", "staff", third), Wording("parent", "parent", third)]
    assert list(disagreements(both, "info")) == []
    assert [found for found in disagreements([Wording("staff", "staff", more)], "info") if found.other] == []


ODD_LETTERS = ["You muſt tell us.", "within ſix days", "3 ſeptember 2024", "Wıthın SİX days, pupıls must tell ſtaff."]


@pytest.mark.parametrize("text", ODD_LETTERS)
def test_letters_that_only_look_like_ours_are_read_and_quoted_as_they_stand(text: str) -> None:
    found = (*quantities(text), *obligations(text, "pupil"))
    assert found
    assert all(text[each.at :].startswith(each.words) for each in found)


def test_a_long_s_is_an_s() -> None:
    assert rules("You muſt tell us.") == [("staff", "must", "tell")]
    assert meant("within ſix days") == meant("within six days")
    assert meant("3 ſeptember 2024") == meant("3 September 2024")
    assert rules("Staff met you.\nThey must ſay no. ſtaff muſt not go.", "pupil")[-1] == ("staff", "must-not", "go")


def test_no_letter_that_a_pattern_takes_for_ours_is_left() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    taken = [letter for letter in map(chr, range(128, sys.maxunicode)) if re.match("[a-z]", letter, re.IGNORECASE)]
    assert {letter.translate(PLAIN_LETTERS).lower() for letter in taken} <= set(letters)


def test_whoever_must_turn_down_a_request_may_not_accept_it() -> None:
    staff = "You must turn down any request from a pupil to be friends."
    assert said(staff=staff, pupil="Staff may accept requests.") == [
        ("pupil: Staff may accept", "staff", "You must turn down")
    ]
    assert said(staff=staff, pupil="Staff must not accept requests.", parent="Staff must refuse requests.") == []
    assert rules("You may turn down a request. Staff must reject it. You must turn to the head.") == [
        ("staff", "need-not", "accept"),
        ("staff", "must-not", "accept"),
        ("staff", "must", "turn"),
    ]


def test_an_own_wording_that_turns_the_replaced_one_round() -> None:
    before = Wording("pupil", "pupil", "You should not ask staff to be your friend.")
    for text, turned in (
        ("You may ask staff to be your friend.", True),
        ("You must not ask staff to be your friend.", False),
        ("You may ask staff for help.", False),
        ("You may ask staff to be your friend. You should not ask staff to be your friend.", True),
    ):
        assert (turned_round(Wording("pupil", "pupil", text), before) is not None) == turned
