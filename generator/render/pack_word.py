"""The changed editions of a pack as a Word file, whose changes can be accepted and rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.compare.whole import Unit, whole_redline
from generator.formats.filters import uk_date
from generator.model.edition import Edition
from generator.model.languages import Language
from generator.model.pack import Changed, Pack, ProposedPolicy
from generator.model.redline import Line
from generator.render.pack_words import edition_words
from generator.render.word_file import BULLETS, GAP, Numbering, WordLooks, steps, word_file
from generator.render.word_marks import Marker, plain
from generator.words.strings import say

_WIDTH = 9071
"""Between the margins, in twentieths of a point."""
_LISTS = {"bullet": "ListBullet", "step": "ListNumber"}
_DEEPEST = 3


def pack_word(pack: Pack) -> bytes:
    """The Word file: each edition that is new or has changed, whole."""
    writer = _Writer(Marker(pack.meeting))
    body = "".join(_body(pack, writer))
    title = f"Changes proposed to the meeting of {uk_date(pack.meeting)}: {pack.school.name}"
    notices = (say("notice.demonstration"),) if pack.school.demonstration else ()
    footer = (f"Pack {pack.code} · {pack.school.name}", *notices)
    looks = WordLooks(title, pack.meeting, footer, pack.school.brand.colour)
    return word_file(looks, body, writer.numberings)


def _body(pack: Pack, writer: _Writer) -> Iterator[str]:
    say_so = writer.marker.paragraph
    yield say_so(plain(f"Changes proposed to the meeting of {uk_date(pack.meeting)}"), "Title")
    yield say_so(plain(f"{pack.school.name}. Code of the pack: {pack.code}."), "Normal")
    if not pack.changed:
        yield say_so(plain("No edition says anything else than the adopted one."), "Normal")
        return
    yield say_so(
        plain(
            "Changes are tracked: accept all to get the proposed text, reject all to get the adopted one."
            " What is adopted is what the pack printed, whatever is changed in this file."
        ),
        "Normal",
    )
    for policy in sorted(pack.changed, key=lambda each: (each.is_new, each.policy)):
        for changed in policy.editions:
            if not changed.is_same:
                yield from _edition(policy, changed, writer)


def _edition(policy: ProposedPolicy, changed: Changed, writer: _Writer) -> Iterator[str]:
    new = changed.edition
    old = changed.comparison.old if changed.comparison else None
    yield writer.marker.paragraph(plain(f"{policy.title}: {edition_words(new)}"), "Heading1")
    yield writer.marker.paragraph(plain(_since(policy, old)), "Normal")
    headings = writer.headings(new.language)
    for unit in whole_redline(old, new):
        yield from writer.unit(unit, headings)
    # the last paragraph of a text must be one that stays: a paragraph that goes is joined to the one behind it
    yield writer.marker.paragraph(plain(f"End of: {policy.title}, {edition_words(new)}."), "Normal")


def _since(policy: ProposedPolicy, old: Edition | None) -> str:
    if old is None or policy.held is None:
        return "This edition is new, so nothing in it is marked."
    held = policy.held
    return f"Changes since version {held.number}, adopted on {uk_date(held.decision.on)}."


@dataclass(frozen=True, slots=True)
class _Headings:
    """The numberings of an edition's sections and annexes."""

    section: int
    annex: int


@dataclass(slots=True)
class _Writer:
    """Writes units; `numberings` grow with what they need.

    `annex`: a section that is one was begun. `joined`: the paragraph that was written last comes or goes, so that some
    programs read the next one as a part of it.
    """

    marker: Marker
    numberings: list[Numbering] = field(default_factory=list)
    annex: bool = False
    joined: bool = False

    def headings(self, language: Language) -> _Headings:
        """Numberings that begin anew."""
        self.annex = False
        section, annex = self._next(), self._next() + 1
        said = say("annex", language, number="%1") + ":"
        self.numberings.append(Numbering(section, ("%1", "%1.%2"), ("decimal", "decimal"), hanging=False))
        self.numberings.append(Numbering(annex, (said, "%1.%2"), ("upperLetter", "decimal"), hanging=False))
        return _Headings(section, annex)

    def unit(self, unit: Unit, headings: _Headings) -> Iterator[str]:
        """A unit's heading and its lines."""
        if unit.kind in ("section", "annex"):
            self.annex = unit.kind == "annex"
        for kind, group in groupby(unit.lines, key=_told_as):
            lines = list(group)
            if kind == "title":
                yield from self._headings(unit, lines, headings.annex if self.annex else headings.section)
            elif kind == "row":
                yield from self._tables(lines)
            else:
                yield from self._lines(lines)
            self.joined = lines[-1].mark in ("added", "removed") and kind != "row"

    def _headings(self, unit: Unit, lines: Sequence[Line], number: int) -> Iterator[str]:
        """Headings; one that stays is parted from a paragraph that does not, or it might lose its number with it."""
        for line in lines:
            if self.joined and line.mark in ("same", "changed"):
                yield self.marker.paragraph((), GAP)
            self.joined = line.mark in ("added", "removed")
            yield self._heading(unit, line, number)

    def _heading(self, unit: Unit, line: Line, number: int) -> str:
        style, numbered = {
            "title": ("Subtitle", (0, 0)),
            "part": ("Heading2", (0, 0)),
            "section": ("Heading2", (number, 0)),
            "annex": ("Heading2", (number, 0)),
            "clause": ("Heading3", (number, 1)),
        }[unit.kind]
        return self.marker.paragraph(line.cells[0], style, line.mark, numbered)

    def _lines(self, lines: Sequence[Line]) -> Iterator[str]:
        """Paragraphs and items; steps that follow each other without a break are one list."""
        number = 0
        for line in lines:
            if not line.level:
                number = 0
            elif line.kind == "step" and not number:
                number = self._next()
                self.numberings.append(steps(number))
            yield self._line(line, number)

    def _line(self, line: Line, number: int) -> str:
        level = min(line.level, _DEEPEST) - 1
        if line.kind in _LISTS:
            numbered = (number if line.kind == "step" else BULLETS, level)
            return self.marker.paragraph(line.cells[0], _LISTS[line.kind], line.mark, numbered)
        style = "Quote" if line.quoted else "ListContinue" if line.level else "Normal"
        return self.marker.paragraph(line.cells[0], style, line.mark)

    def _tables(self, rows: Sequence[Line]) -> Iterator[str]:
        """Rows with as many cells are one table; behind each stands a paragraph, or two would be read as one."""
        for _, group in groupby(rows, key=lambda row: len(row.cells)):
            yield self.marker.table(list(group), _WIDTH)
            yield self.marker.paragraph((), GAP)

    def _next(self) -> int:
        return BULLETS + len(self.numberings) + 1


def _told_as(line: Line) -> str:
    if line.kind in ("heading row", "row"):
        return "row"
    return "title" if line.kind == "title" else "line"
