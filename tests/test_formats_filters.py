"""The documented filters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from generator.formats.expressions import Expression, _parsed, _plain, evaluate, namespace, parse_expression
from generator.formats.filters import (
    FILTERS,
    FilterError,
    article,
    capital,
    date_cy,
    possessive,
    sentence,
    sentence_cy,
    uk_date,
)


@pytest.mark.parametrize(
    ("name", "owned"),
    [
        ("Forge", "Forge’s"),
        ("St James", "St James’"),
        ("ST JAMES", "ST JAMES’"),
        ("Ysgol Gymraeg", "Ysgol Gymraeg’s"),
        ("Example School (Primary)", "Example School (Primary)’s"),
    ],
)
def test_possessive(name: str, owned: str) -> None:
    assert possessive(name) == owned


AN = (
    "academy hour heir honest honourable 8-year-old 80-page 11-year-old 18-month umbrella usher unimportant "
    "unidentified onerous NHS MP X-ray HM A “Academy” École urban utter Estyn ETI Ofsted"
).split()
A = (
    "university unit union unicorn uniform use user usual European one-off once UK UCAS ewe hospital house 7-year-old "
    "100 1,100 118 SEN school utility U-turn primary B ‘school’"
).split()


@pytest.mark.parametrize("word", AN)
def test_an(word: str) -> None:
    assert article(word) == f"an {word}"


@pytest.mark.parametrize("word", A)
def test_a(word: str) -> None:
    assert article(word) == f"a {word}"


def test_dates_are_written_out() -> None:
    assert uk_date("2026-09-01") == "1 September 2026"
    with pytest.raises(FilterError, match="is not a date"):
        uk_date("1st September")


def test_lists_become_sentences() -> None:
    assert sentence(("a",)) == "a"
    assert sentence(("a", "b")) == "a and b"
    assert sentence(("a", "b", "c")) == "a, b and c"
    assert sentence("one line") == "one line"


def test_welsh_dates_and_lists() -> None:
    assert date_cy("2026-11-20") == "20 Tachwedd 2026"
    with pytest.raises(FilterError, match="is not a date"):
        date_cy("20 Tachwedd")
    assert sentence_cy(("un llinell",)) == "un llinell"
    assert sentence_cy(("e-bost", "ffôn", "TikTok")) == "e-bost, ffôn a TikTok"
    for last in ("Instagram", "ŵyn", "‘eraill’", "ysgol", "wyth"):
        assert sentence_cy(("TikTok", last)) == f"TikTok ac {last}"
    for last in ("WhatsApp", "Wrecsam", "2026", "llyfr"):
        assert sentence_cy(("TikTok", last)) == f"TikTok a {last}"


def test_capital_leaves_the_rest() -> None:
    assert capital("board of Governors") == "Board of Governors"


@given(st.text(max_size=40), st.sampled_from(sorted(FILTERS)))
def test_filters_give_a_line_or_say_why_not(text: str, name: str) -> None:
    try:
        assert isinstance(FILTERS[name](text), str)
    except FilterError as fault:
        assert name in ("date", "date_cy") and str(fault)


@pytest.mark.parametrize(
    ("inner", "key"),
    [
        (" school.name ", "school.name"),
        ("school.name|upper", "school.name | upper"),
        (" a.b | sentence | capital ", "a.b | sentence | capital"),
        ("school\n.name", "school.name"),
    ],
)
def test_expressions_have_one_canonical_form(inner: str, key: str) -> None:
    parsed = parse_expression(inner)
    assert isinstance(parsed, Expression) and parsed.key == key
    assert parse_expression(parsed.key) == parsed


@pytest.mark.parametrize(
    "inner",
    [
        "name", "7*7", "'text'", "school.name()", "school['name']", "school.__class__", "school.name if 1",
        "a.b | attr('c')",
        "a.b | upper('x')", "a.b.c | shout", "a.b, c.d", "(a.b | upper).c", "", "not a.b",
        "a.b | upper() | e", "a..b", "a.B",
    ],
)  # fmt: skip
def test_everything_else_is_refused(inner: str) -> None:
    assert isinstance(parse_expression(inner), str)


def test_evaluation_knows_only_what_it_is_given() -> None:
    names = namespace({"school.name": "Forge", "school.values": ("kind", "fair")})

    def result(inner: str) -> object:
        parsed = parse_expression(inner)
        assert isinstance(parsed, Expression)
        return evaluate(parsed, names)

    assert result("school.name | upper") == "FORGE"
    assert result("school.values") == ("kind", "fair")
    assert result("school.values | sentence") == "kind and fair"
    for unknown in ("school.motto", "other.name", "school.name.upper", "school.items", "school.keys"):
        with pytest.raises(UndefinedError):
            result(unknown)
    with pytest.raises(FilterError):
        result("school.values | upper")


def test_a_name_within_another_does_no_harm() -> None:
    assert namespace({"a.b": "x", "a.b.c": "y"})
    assert namespace({"a.b.c": "y", "a.b": "x"})


STEPS = ["school", "not", "true", "none", "in", "is", "loop", "self", "name", "a1", "_x", "X", "9", "é"]
WORDS = st.lists(
    st.sampled_from(
        [*STEPS, *FILTERS, "shout", ".", ".", "|", "|", " ", "\n", "\u00a0", "-", "+", "(", ")", "'", "1.5", ","]
    ),
    max_size=9,
)


@given(st.one_of(WORDS.map("".join), WORDS.map(" ".join)))
def test_what_is_read_without_jinja_is_what_jinja_reads(inner: str) -> None:
    plain = _plain(inner)
    if plain is not None:
        assert plain == _parsed(inner)


@given(
    st.lists(st.sampled_from(STEPS[:10]), min_size=2, max_size=4).map(".".join),
    st.lists(st.sampled_from([*FILTERS, "shout"]), max_size=3),
    st.sampled_from(["", " ", "\n", "\t "]),
)
def test_every_plain_expression_is_read_alike(name: str, filters: list[str], space: str) -> None:
    inner = f"{space}|{space}".join([f"{space}{name}{space}", *filters]) + space
    assert parse_expression(inner) == _parsed(inner)
