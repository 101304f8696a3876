"""Measuring wordings: where sentences end, how many words they have, and which words are rare for whom."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hill import FILES, lay
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.blocks import Bullets, Paragraph, Quote, Steps, Table, read_blocks
from generator.formats.wording import read_text
from generator.library import read_workspace
from generator.model.clause import Text
from generator.pipeline.readability import school_rows
from generator.problems import Location
from generator.readability import LIMITS, Measure, Ruler, judged, measure, reader_of
from generator.readability.sentences import masked, sentences
from generator.readability.vocabulary import Vocabulary, bases, known_to

ROOT = Path(__file__).resolve().parent.parent
PRINTED = {"school.name": 3, "platforms.examples": 5}


def counted(source: str) -> list[int]:
    """Words of each sentence."""
    return [sentence.words for sentence in sentences(masked(source), PRINTED)]


def begun(source: str) -> list[str]:
    """Each sentence from its begin to the end of its line."""
    return [source[one.start :].split("\n", maxsplit=1)[0] for one in sentences(masked(source), PRINTED)]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Be kind.\nTell somebody at once.", [2, 4]),
        ("Be kind. Tell somebody at once.", [2, 4]),
        ("Be kind to\neverybody.", [4]),
        ("“Be kind.” Always? Yes!", [2, 1, 1]),
        ("Games (e.g. chess) are fine, i.e. Chess and Go.", [9]),
        ("Mr. Hill is kind.", [4]),
        ("it ends here.\nand begins in small letters.", [3, 5]),
        ("Be **kind.** *Always.*", [2, 1]),
        ("Staff at {{ school.name }} are kind.", [7]),
        ("{{ school.name | possessive }} staff are kind.", [6]),
        ("Use {{platforms.examples | sentence}}.", [6]),
        ("Ask {{ unknown.detail }}.", [2]),
        ("See [[be-kind]] and [our own page](https://example.example/a b).", [6]),
        ("Read <https://law.example/an.Act> first.", [3]),
        ("Be kind – always.", [3]),
        ("Look at www.example.org. Then write to help@example.org.", [3, 4]),
        ("", []),
        ("…", []),
    ],
)
def test_words_of_each_sentence(source: str, words: list[int]) -> None:
    assert counted(source) == words


def test_lists_and_tables_are_no_sentences_but_what_leads_to_them_is() -> None:
    source = """You must not:

- say things about people that you would not say to their faces, at school or
  anywhere else;
- stand by.

    It goes on in the item.

Then this.

| It is | It is not |
|---|---|
| kind. | unkind. Very. |

1. First.
2. Then.

{{ platforms.examples }}

> Quoted words count.
> All of them.
"""
    assert begun(source) == [
        "You must not:",
        "Then this.",
        "Quoted words count.",
        "All of them.",
    ]


def outside_lists(blocks: tuple[object, ...]) -> list[str]:
    """Words of the paragraphs that stand in no list and no table, as print has them."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += _text(block.content).split()
        elif isinstance(block, Quote):
            found += outside_lists(block.blocks)
        else:
            assert isinstance(block, Bullets | Steps | Table)
    return found


def _text(inline: tuple[object, ...]) -> str:
    said = ""
    for piece in inline:
        content = getattr(piece, "content", None)
        said += _text(content) if content is not None else str(getattr(piece, "text", "X"))
    return said


def test_the_paragraphs_are_those_that_print_sees() -> None:
    """On every wording of the library: as many words as the paragraphs of its block tree have."""
    workspace, _ = read_workspace(ROOT)
    texts = [t for c in workspace.library.clauses.values() for t in (*c.wordings.values(), *c.secondary.values())]
    assert len(texts) > 100
    for text in texts:
        printed = [word for word in outside_lists(read_blocks(text.runs)) if any(sign.isalnum() for sign in word)]
        alone = [p for p in text.source.split("\n\n") if re.fullmatch(r"\s*\{\{[^{}]*\}\}\s*", p)]
        assert sum(counted_as_one(text.source)) == len(printed) - len(alone), text.where


def counted_as_one(source: str) -> list[int]:
    return [sentence.words for sentence in sentences(masked(source), {})]


def rare(source: str, band: str = "ten", explained: tuple[str, ...] = ()) -> list[str]:
    vocabulary = Vocabulary("ten" if band == "ten" else "grown-up", explained)
    return [word.word for word in measure(source, vocabulary, PRINTED, frozenset({"Tumblr"})).rare]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("You must not bully anybody, and should tell your teachers.", []),
        ("Bullies bullied; people’s photos, screenshots and emojis weren’t theirs.", []),
        ("Defamatory remarks are prohibited.", ["defamatory", "prohibited"]),
        ("- Comply with policy, pursuant to it.", ["comply", "pursuant"]),
        ("TikTok, WhatsApp, iMessage and the NSPCC are names, and so is Ofcom.", []),
        ("Tumblr is one.\nZorbly is not known to be.", ["zorbly"]),
        ("See [the guidance](https://defamatory.example/) and [[pursuant]] of {{ pursuant.to }}.", ["guidance"]),
        ("Self-esteem is high.", ["esteem"]),
        ("Anti-bullying tips are on defamatory.example.org.", []),
        ("Prohibit what is prohibited and prohibit it.", ["prohibit", "prohibited"]),
    ],
)
def test_rare_words_for_a_ten_year_old(source: str, words: list[str]) -> None:
    assert rare(source) == words


def test_grown_ups_meet_more_words_but_not_those_of_offices() -> None:
    source = "Employees must maintain confidentiality; inappropriate conduct is a disciplinary matter."
    assert rare(source) == ["employees", "maintain", "confidentiality", "inappropriate", "conduct", "disciplinary"]
    assert rare(source, "grown-up") == []
    assert rare("Comply forthwith, notwithstanding any disclosure.", "grown-up") == [
        *("comply", "forthwith", "notwithstanding", "disclosure"),
    ]


def test_words_of_the_glossary_are_explained() -> None:
    source = "Defamation is wrong.\nHe defames people in conflicts of interest, or a conflict."
    assert rare(source) == ["defamation", "defames", "conflicts", "conflict"]
    assert rare(source, explained=("defamation", "defame", "conflict of interest")) == ["conflicts", "conflict"]
    assert rare("A conflict of interest.", explained=("conflict of interest",)) == []


def test_every_known_word_is_a_word_and_its_forms_are_known() -> None:
    for band in ("ten", "grown-up"):
        known = known_to("ten" if band == "ten" else "grown-up")
        assert 8_000 < len(known) < 12_000
        assert all(word == word.lower() and word.isascii() for word in known)
    ten = Vocabulary("ten")
    for word in (
        "things",
        "teachers’".replace("’", "'"),
        "kindly",
        "unkindness",
        "running",
        "happiest",
        "can't",
        "kids",
    ):
        assert ten.knows(word), word
    assert "go" in bases("going") and "stop" in bases("stopped") and "try" in bases("tries")


def test_limits() -> None:
    assert judged(Measure(2, 30, 25), "pupil") == (False, False)
    assert judged(Measure(2, 31, 26), "pupil") == (True, True)
    assert judged(Measure(1, 26, 26), "parent") == (True, False)
    assert judged(Measure(2, 40, 31), "parent") == (False, True)
    assert judged(Measure(1, 99, 99), "staff") == (False, False)
    assert set(LIMITS) == {"pupil", "pupil-secondary", "parent"}
    assert reader_of(("staff", "parent"), False) == "parent"
    assert reader_of(("parent", "pupil"), True) == "pupil-secondary"
    assert reader_of((), False) == "staff"


def test_the_place_is_that_of_the_longest_sentence_and_of_the_first_rare_word() -> None:
    source = "Short.\n\nThis one is by far the longest.\nComply and comply."
    found = measure(source, Vocabulary("ten"), {}, frozenset())
    assert source[found.longest_at :].startswith("This one")
    assert [source[word.at :][:6] for word in found.rare] == ["Comply"]
    assert (found.sentences, found.words, found.longest) == (3, 11, 7)


def test_a_text_is_measured_once_for_each_kind_of_reader() -> None:
    workspace, _ = read_workspace(ROOT)
    ruler = Ruler(workspace.library)
    text, _ = read_text("Comply.", Location("a.md", 1, 1))
    again = Text(text.runs, text.source, Location("b.md", 9, 1))
    assert ruler.measure(text, "pupil") is ruler.measure(again, "pupil")
    assert ruler.measure(text, "staff").rare == ()


PIECES = st.sampled_from(
    ["Be kind. ", "\n", "\n\n", "- ", "1. ", "> ", "| a | b |", "|---|", "{{ school.name }}", "{{", "[[be-kind]]", "**"]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=20).map("".join))
def test_any_text_is_measured(source: str) -> None:
    found = measure(source, Vocabulary("ten"), PRINTED, frozenset())
    assert 0 <= found.longest <= found.words
    assert found.sentences == 0 or found.mean <= found.longest
    assert all(source[word.at : word.at + len(word.word)].lower() for word in found.rare)
    starts = [sentence.start for sentence in sentences(masked(source), PRINTED)]
    assert starts == sorted(set(starts))
    assert len(masked(source).text) == len(source)


def test_a_school_has_rows_only_for_audiences_of_the_policy(tmp_path: Path) -> None:
    policy = "content/policies/social-media/policy.yml"
    for audiences in (["pupil", "parent", "staff"], ["parent", "staff"]):
        files = {policy: f"{FILES[policy]}audiences: [{', '.join(audiences)}]\n"}
        workspace, problems = read_workspace(lay(tmp_path / str(len(audiences)), files))
        assert not problems
        rows = school_rows(workspace, workspace.schools.values())
        assert list(dict.fromkeys(row.edition for row in rows)) == audiences


def by_hand(name: str) -> set[str]:
    lines = (ROOT / "setup/words" / name).read_text("utf-8").splitlines()
    return {word.lower() for line in lines if not line.startswith("#") for word in line.split()}


def test_the_lists_are_made_from_those_kept_by_hand() -> None:
    """`python setup/make_word_lists.py` has been run since a list in setup/words/ was changed."""
    newer, ten, parents = (
        by_hand(f"{name}.txt") for name in ("newer-words", "longer-words-for-ten", "longer-words-for-parents")
    )
    children, grown_ups = Vocabulary("ten"), Vocabulary("grown-up")
    assert {word for word in newer | ten if "-" not in word and not children.knows(word)} == set()
    assert {word for word in parents if not grown_ups.knows(word)} == set()
    assert (by_hand("short-words-not-for-ten.txt") - newer - ten) & known_to("ten") == set()
    assert (by_hand("not-for-parents.txt") - newer - parents) & known_to("grown-up") == set()


@pytest.mark.parametrize("piece", ["a-", "-", ".", "e.g. ", "a.", "[", "{{", "| a ", "- ", "A ", "“", "\n", "> "])
def test_a_hostile_text_is_measured_in_proportion_to_its_length(piece: str) -> None:
    """Ten times the text takes no hundred times as long; counted in processor time, because others work here, too."""
    vocabulary = Vocabulary("ten", ("conflict of interest",))

    def seconds(source: str) -> float:
        began = time.process_time()
        measure(source, vocabulary, {}, frozenset())
        return time.process_time() - began

    seconds(piece)
    assert seconds(piece * (400_000 // len(piece))) < 40 * (seconds(piece * (40_000 // len(piece))) + 0.01)
