"""A text with its changes marked, as a governor reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given

from generator.compare import compare, redline
from generator.compare.lines import Setting, TextLine, text_lines
from generator.model.edition import Edition, EditionClause, Section
from generator.model.redline import Line, Mark, text_of
from generator.model.text import Reference
from tests.random_pairs import pairs
from tests.test_compare_laws import RANDOM
from tests.web_editions import edition, runs

SIGNS: dict[Mark, str] = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def holding(body: str, values: dict[str, str] | None = None) -> Edition:
    clauses = tuple(
        EditionClause(name, "1.1", runs("Friends"), runs(text), "library")
        for name, text in {"c": body, "d": "Other."}.items()
    )
    return replace(edition(values=values), sections=(Section("s", "1", runs("S"), clauses),))


def marked(line: Line) -> str:
    cells = ("".join(SIGNS[piece.mark].format(piece.text) for piece in cell) for cell in line.cells)
    return " | ".join(cells)


def lines(before: str, after: str, values: dict[str, str] | None = None) -> list[str]:
    comparison = compare(holding(before), holding(after, values))
    (change,) = comparison.changes
    title, *rest = redline(comparison, change)
    assert (title.kind, title.mark) == ("title", "same")
    return [f"{line.kind} {line.level} {line.mark}: {marked(line)}" for line in rest]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "Staff must not accept friend requests from pupils.\n\nTell the {{ head.title }} on the same day.",
            "Staff should never accept requests to be friends from pupils under 18.\n\n"
            "Tell the {{ head.title }} on the same day, in writing.",
            [
                "paragraph 0 changed: Staff [-must not-]{+should never+} accept[- friend-] requests{+ to be friends+}"
                " from pupils{+ under 18+}.",
                "paragraph 0 changed: Tell the Principal on the same day{+, in writing+}.",
            ],
        ),
        (
            "Keep it. Write it down. Tell us.",
            "Keep it. Ask first. Write it down. Tell us.",
            ["paragraph 0 changed: Keep it.{+ Ask first.+} Write it down. Tell us."],
        ),
        ("Must tell.", "Pupils Must tell.", ["paragraph 0 changed: {+Pupils +}Must tell."]),
        (
            "The quick brown fox jumps over the lazy dog near the river bank.",
            "A slow red fox leapt across a sleeping dog by the old river wall.",
            [
                "paragraph 0 removed: [-The quick brown fox jumps over the lazy dog near the river bank.-]",
                "paragraph 0 added: {+A slow red fox leapt across a sleeping dog by the old river wall.+}",
            ],
        ),
        (
            "- one\n- two\n- three and more",
            "- one\n- two and a half\n- three and more\n- four",
            [
                "bullet 1 same: one",
                "bullet 1 changed: two{+ and a half+}",
                "bullet 1 same: three and more",
                "bullet 1 added: {+four+}",
            ],
        ),
        (
            "| a | b |\n|---|---|\n| x y z | w |",
            "| a | b |\n|---|---|\n| x y zz | w |\n| n | m |",
            [
                "heading row 0 same: a | b",
                "row 0 changed: x y [-z-]{+zz+} | w",
                "row 0 added: {+n+} | {+m+}",
            ],
        ),
    ],
    ids=["words", "sentence", "first word", "other text", "items", "rows"],
)
def test_words_are_marked_where_they_changed(before: str, after: str, expected: list[str]) -> None:
    assert lines(before, after) == expected


def test_values_are_printed_as_they_stood_then_and_now() -> None:
    found = lines("At {{ school.name }} ask.", "At {{ school.name }} always ask.", {"school.name": "Hill School"})
    assert found == ["paragraph 0 changed: At [-Forge Integrated Example-]{+Hill+} School{+ always+} ask."]


def test_references_are_the_same_with_another_number() -> None:
    before, after = holding("See [[d]]."), holding("See [[d]] first.")
    (section,) = after.sections
    later = replace(section, clauses=(section.clauses[0], replace(section.clauses[1], number="1.9")))
    comparison = compare(before, replace(after, sections=(later,)))
    (change,) = comparison.changes
    assert marked(redline(comparison, change)[1]) == "See 1.9{+ first+}."


def test_a_link_to_another_place_is_a_change() -> None:
    assert lines("[Our code](https://a.example/).", "[Our code](https://b.example/).") != []


@given(pairs())
@RANDOM
def test_without_what_was_added_it_is_the_old_text_and_without_what_was_removed_the_new(
    two: tuple[Edition, Edition],
) -> None:
    comparison = compare(*two)
    for change in comparison.changes:
        found = [line for line in redline(comparison, change) if line.kind != "title"]
        for placed, edition_then, side, other in (
            (change.before, comparison.old, "removed", "added"),
            (change.after, comparison.new, "added", "removed"),
        ):
            if any(one.clause.chart or _refers(one.clause) for one in placed):
                continue  # numbers are those of the new edition in both
            told = [text_of(line, cast(Mark, side)) for line in found if line.mark != other]
            texts = [text_lines(one.clause.body, Setting.of(edition_then)) for one in placed]
            assert told == [_written(line) for each in texts for line in each]


def _refers(clause: EditionClause) -> bool:
    return any(isinstance(run, Reference) for run in clause.body)


def _written(line: TextLine) -> str:
    return "\t".join("".join(word.text for word in cell).removeprefix(" ") for cell in line.cells)
