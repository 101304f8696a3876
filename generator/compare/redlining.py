"""Marks what changed in a text, line by line and word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from rapidfuzz.distance import Indel

from generator.compare.chunks import aligned, chunks, numbered
from generator.compare.lines import Setting, TextLine, Word, chart_lines, plain_lines, text_lines, title_line
from generator.compare.spacing import spaced
from generator.model.chart import Chart
from generator.model.comparison import Change, Comparison, FrameChange, FramePart
from generator.model.edition import Definition, EditionClause, Result, Section, SourceCited
from generator.model.redline import Line, LineMark, Mark, Piece, Redline
from generator.model.remembered import RememberedOf
from generator.model.text import Reference, Runs, holes

_ALIKE = 0.35
"""Lines of which fewer words are the same are two lines, one gone and one new."""

_MOST_PAIRS = 40_000
"""Of texts with more lines to choose from, none go together: nobody writes such a clause, and it would take seconds."""

_LOOKS = attrgetter("strong", "emphasis", "link")
_SETTINGS = RememberedOf(64)

Pair = tuple[TextLine | None, TextLine | None]


def redline(comparison: Comparison, change: Change | FrameChange) -> Redline:
    """The text of `change`, which is one of `comparison`'s: title first, then its lines, those of a chart last."""
    settings = [_SETTINGS.of(edition, Setting.of) for edition in (comparison.old, comparison.new)]
    if isinstance(change, Change):
        before, after = (
            tuple(_said(one.clause, setting) for one in side)
            for side, setting in zip((change.before, change.after), settings, strict=True)
        )
        return _redlined(before, after)
    return marked_lines(_frame_lines(change.before, settings[0]), _frame_lines(change.after, settings[1]))


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause's text with all that is set into it, and nothing else: the same for many schools and versions."""

    title: Runs
    body: Runs
    chart: Chart | None
    results: tuple[tuple[str, Result], ...]
    numbers: tuple[tuple[str, str], ...]

    def lines(self) -> list[TextLine]:
        setting = Setting(dict(self.results), dict(self.numbers))
        texts = text_lines(self.body, setting)
        return [title_line(self.title, setting), *texts, *chart_lines(self.chart, setting)]


def _said(clause: EditionClause, setting: Setting) -> _Said:
    runs = (*clause.title, *clause.body)
    results = tuple((key, setting.results[key]) for key in holes(runs) if key in setting.results)
    named = dict.fromkeys(run.clause for run in runs if isinstance(run, Reference))
    numbers = tuple((name, setting.numbers[name]) for name in named if name in setting.numbers)
    return _Said(clause.title, clause.body, clause.chart, results, numbers)


@lru_cache(maxsize=1024)
def _lines_of(said: _Said) -> list[TextLine]:
    """One text is compared with several others, as in the comparisons of all versions."""
    return said.lines()


@lru_cache(maxsize=4096)
def _redlined(before: tuple[_Said, ...], after: tuple[_Said, ...]) -> Redline:
    return marked_lines(
        [line for one in before for line in _lines_of(one)], [line for one in after for line in _lines_of(one)]
    )


def forget() -> None:
    """Drops all redlines that are remembered, so that a measurement makes them anew."""
    _redlined.cache_clear()
    _lines_of.cache_clear()


def marked_lines(before: Sequence[TextLine], after: Sequence[TextLine]) -> Redline:
    """Both texts as one: lines that go together in order, and in each of them the words."""
    return tuple(_marked(was, now) for was, now in _pairs(before, after))


def _pairs(before: Sequence[TextLine], after: Sequence[TextLine]) -> Iterator[Pair]:
    for chunk in aligned([_says(line) for line in before], [_says(line) for line in after]):
        was, now = before[chunk.old_from : chunk.old_to], after[chunk.new_from : chunk.new_to]
        yield from zip(was, now, strict=True) if chunk.same else _alike(was, now)


def _says(line: TextLine) -> object:
    return line.kind == "title", line.says


def _alike(was: Sequence[TextLine], now: Sequence[TextLine]) -> Iterator[Pair]:
    """Lines that have most of their words in common as pairs, in order: as alike together as can be."""
    best = _best(was, now)
    i, j = 0, 0
    for at, to in best:
        yield from ((line, None) for line in was[i:at])
        yield from ((None, line) for line in now[j:to])
        yield was[at], now[to]
        i, j = at + 1, to + 1
    yield from ((line, None) for line in was[i:])
    yield from ((None, line) for line in now[j:])


def _best(was: Sequence[TextLine], now: Sequence[TextLine]) -> list[tuple[int, int]]:
    if not was or not now or len(was) * len(now) > _MOST_PAIRS:
        return []
    rows: list[list[tuple[float, tuple[int, int] | None]]] = [[(0.0, None)] * (len(now) + 1)]
    for i, line in enumerate(was):
        row: list[tuple[float, tuple[int, int] | None]] = [(0.0, None)]
        for j, other in enumerate(now):
            alike = _likeness(line, other)
            together = rows[i][j][0] + alike if alike else -1.0
            row.append(max((together, (i, j)), (rows[i][j + 1][0], (i - 1, j)), (row[j][0], (i, j - 1)), key=_first))
        rows.append(row)
    return _followed(rows, len(was), len(now))


def _first(of: tuple[float, object]) -> float:
    return of[0]


def _followed(rows: list[list[tuple[float, tuple[int, int] | None]]], i: int, j: int) -> list[tuple[int, int]]:
    """The pairs on the way that led to the best end."""
    found: list[tuple[int, int]] = []
    while i and j:
        if rows[i][j][1] == (i - 1, j - 1):
            found.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif rows[i][j][0] == rows[i - 1][j][0]:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _likeness(was: TextLine, now: TextLine) -> float:
    """From 0 to 1; 0 for lines that cannot be one and the same."""
    if (was.kind == "title") != (now.kind == "title") or len(was.cells) != len(now.cells):
        return 0.0
    first, second = numbered([word for cell in was.says for word in cell], [word for cell in now.says for word in cell])
    return Indel.normalized_similarity(first, second, score_cutoff=_ALIKE)


def _marked(was: TextLine | None, now: TextLine | None) -> Line:
    line = now or was
    assert line is not None
    if was is None or now is None:
        mark: Mark = "added" if was is None else "removed"
        return _line(line, mark, [[(mark, words)] for words in line.cells])
    if was.says == now.says:
        return _line(now, "same", [[("same", words)] for words in now.cells])
    cells = [_by_turns(*two) for two in zip(was.cells, now.cells, strict=True)]
    return _line(now, "changed", cells)


Marked = tuple[Mark, Sequence[Word]]


def _by_turns(was: Sequence[Word], now: Sequence[Word]) -> list[Marked]:
    found: list[Marked] = []
    for chunk in chunks([word.same_as for word in was], [word.same_as for word in now]):
        if chunk.same:
            found.append(("same", now[chunk.new_from : chunk.new_to]))
            continue
        removed, added = was[chunk.old_from : chunk.old_to], now[chunk.new_from : chunk.new_to]
        found += [(mark, words) for mark, words in (("removed", removed), ("added", added)) if words]  # type: ignore[misc]
    return found


def _line(of: TextLine, mark: LineMark, cells: Sequence[Sequence[Marked]]) -> Line:
    return Line(of.kind, of.level, of.quoted, mark, tuple(spaced(_pieces(cell)) for cell in cells))


def _pieces(cell: Sequence[Marked]) -> list[Piece]:
    """Neighbouring words with the same mark and looks are one piece."""
    return [
        Piece("".join(word.text for word in group), mark, *looks)
        for mark, words in cell
        for looks, group in groupby(words, key=_LOOKS)
    ]


def _frame_lines(part: FramePart, setting: Setting) -> list[TextLine]:
    if part is None:
        return []
    if isinstance(part, tuple):
        return text_lines(part, setting)
    if isinstance(part, Section):
        return [title_line(part.title, setting)]
    if isinstance(part, Definition):
        return plain_lines([f"{part.term}: {part.meaning}"])
    if isinstance(part, SourceCited):
        return plain_lines([part.title, part.link])
    return plain_lines([f"{part.name}: {part.for_what}", part.phone, part.link])
