"""Whatever changed from one edition to another: the Word file’s changes accepted give the one, rejected the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from hypothesis import given, settings
from lxml import etree

from generator.compare.whole import whole_redline
from generator.model.edition import Edition
from generator.model.redline import text_of
from generator.render.pack_word import _Writer
from generator.render.word_file import WordLooks, word_file
from generator.render.word_marks import Marker
from tests.random_pairs import pairs
from tests.word_reading import W, part, texts


def written(old: Edition | None, new: Edition) -> bytes:
    """A Word file of one text, as a pack has it."""
    writer = _Writer(Marker("2026-11-30", count(1)))
    headings = writer.headings(new.language)
    body = "".join(line for unit in whole_redline(old, new) for line in writer.unit(unit, headings))
    last = writer.marker.paragraph((), "Normal")
    return word_file(WordLooks("Law", "2026-11-30", ("Law",), "#1d4f5c"), body + last, writer.numberings)


def words(edition: Edition) -> list[str]:
    """The lines of an edition that is compared with nothing, cells with tabs between, empty ones left out."""
    lines = (text_of(line, "added") for unit in whole_redline(None, edition) for line in unit.lines)
    return [line for line in lines if line.strip("\t\n ")]


def said(found: list[tuple[str, str]]) -> list[str]:
    return [text for _, text in found if text.strip("\t\n ")]


@settings(max_examples=60, deadline=None)
@given(pairs())
def test_accepting_gives_the_new_text_and_rejecting_the_old_one(pair: tuple[Edition, Edition]) -> None:
    old, new = pair
    content = written(old, new)
    assert said(texts(content, "accepted")) == words(new)
    assert said(texts(content, "rejected")) == words(old)


@settings(max_examples=20, deadline=None)
@given(pairs())
def test_an_edition_that_is_compared_with_itself_has_no_mark(pair: tuple[Edition, Edition]) -> None:
    _, new = pair
    assert not list(marks(written(new, new)))
    assert written(new, new) == written(None, new)


def marks(content: bytes) -> Iterator[etree._Element]:
    return part(content, "word/document.xml").iter(f"{W}ins", f"{W}del")
