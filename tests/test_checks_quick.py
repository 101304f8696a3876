"""A quick test comes before a slow pattern, and never hides what the pattern would find."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.checks import dialect, language, obligations, quantities
from generator.readability.sentences import masked
from generator.readability.vocabulary import Vocabulary, words_of

NUMBERS = (
    "2", "14", "three", "twenty-one", "a", "an", "one", "half a", "8.30", "8.30am", "08:30", "9 o’clock", "1,000",
    "12 March", "March 3rd, 2026", "2026-11-20", "£5", "50", "%", "per cent", "percent", "pounds", "years old",
    "year-old", "-year-olds", "years of age", "or over", "or younger", "aged", "ages", "under", "turn", "you are",
    "pupils must be", "Year 7", "key stage 2", "once a week", "twice each term", "times a year", "every two weeks",
    "within an hour", "in half a day", "for", "to", "or", "–", "working days", "school days a week", "fortnight",
    "a month", "half a year", "weeks group", "noon", "Midnight", "midday", "Act 1998", "section 17", "0800 1111",
    "999", "questions", "people", "MİNUTES", "ſeven", "Kelvin", "s", ".", ",", ")", "at 8.30", "by 16.00", "٣",
)  # fmt: skip
RULES = (
    "You", "you", "they", "staff", "Pupils", "and", "parents", "must", "MUST", "muſt", "must not", "has to", "have to",
    "cannot", "may", "may not", "should", "ſhould never", "need not", "do not need to", "does not have to", "mustn’t",
    "be kind", "post", "only", "not", "tell us", ".", ",", ":", "\n", "\n\n", "- ", "if", "who", "at school", "1. ",
)  # fmt: skip
MARKS = (
    "!!! note", "??? x", ": means", ":  x", "*[A]: b", "[a]: b", "> [a]: b", "\t", "\\\n", "\\", "]:", "&amp;", "&#38;",
    "\\a", "\\.", "\\*", "[a][b]", "- [ ] x", "- [x] y", "word", "\n", " ", "*a*", "**b**", "*", "2 * 3", "[", "]",
    "{{ a }}", "&", ":", "!",
)  # fmt: skip
LEFT = (
    "[insert name]", "[ Please enter", "[your", "[add x](y)", "delete as appropriate", "Delete whichever", "DELETE IF",
    "TBC", "tba", "TBD.", "xxx", "XXXX", "lorem ipsum", "Lorem", "....", "…", "……", ". . . ", "… … ", "___", "__", ".",
    " ", "\n", "word", "deletİng", "ſ", "not applicable",
)  # fmt: skip


def texts(pieces: tuple[str, ...], between: str = " ") -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=8).map(between.join)


@given(texts(NUMBERS))
@settings(max_examples=1_500)
def test_numbers(text: str) -> None:
    plain = text.translate(obligations.PLAIN_LETTERS)
    for needs, pattern, _ in quantities._PATTERNS:
        assert needs.search(plain.lower()) or not pattern.search(plain), pattern.pattern


@given(texts(RULES))
@settings(max_examples=1_500)
@example("Staff muſt post. You do not have\nto tell us.")
def test_rules(text: str) -> None:
    line = text.replace("\n", " ").translate(obligations.PLAIN_LETTERS)
    assert obligations._binds(line) or not obligations._RULE.search(line)


@given(texts(MARKS, "") | texts(MARKS, "\n"))
@settings(max_examples=1_500)
def test_signs_of_markdown(text: str) -> None:
    assert dialect._OTHER_SIGNS.search(text) or not dialect._OTHER.search(text)


@given(texts(LEFT, "") | texts(LEFT))
@settings(max_examples=1_500)
def test_left_overs(text: str) -> None:
    small = text.translate(obligations.PLAIN_LETTERS).lower()
    assert any(sign in small for sign in language._LEFT_OVER_SIGNS) or not language._LEFT_OVER.search(text)


@given(st.lists(st.sampled_from(["be", "Kind", "İx", "SİGN", "don’t", "zyzzyva", "{{ a }}", "x", "ﬁne", "Ångström"])))
def test_words_that_are_all_known(words: list[str]) -> None:
    vocabulary, text = Vocabulary("ten"), masked(" ".join(words)).text
    rare = [word for word, _ in words_of(text, frozenset(), None) if not vocabulary.knows(word)]
    assert not (rare and vocabulary.knows_all(text))
