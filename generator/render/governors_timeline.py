"""The timeline of a register as pictures, for a phone and for a desk, and what they show in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from generator.formats.filters import uk_date
from generator.model.register import Bar, Mark, Timeline, TimelineRow
from generator.render.governors_html import items, text

_ROW, _HEAD, _BAR = 46, 26, 14
_LETTER = 7.4
"""Room that a letter of the titles takes at most, on the average."""
_SIGNS: Mapping[str, str] = {
    "review": "M0-7 7 0 0 7-7 0Z",
    "ratification": "M0-7 7 6H-7Z",
    "law": "M-6-6H6V6H-6Z",
    "withdrawal": "M-6-6 6 6M6-6-6 6",
}
"""A diamond, a triangle, a square, a cross, around the point where the day is."""
_SAID: Mapping[str, str] = {
    "review": "next review",
    "ratification": "to be ratified",
    "law": "law changed, adopt by",
    "withdrawal": "withdrawn",
}


def timeline_html(timeline: Timeline) -> str:
    """Two drawings of which one is shown, the key to their signs, and all of it in words."""
    if not any(row.bars or row.marks for row in timeline.rows):
        return ""
    key = items(
        f'<svg viewBox="-9 -9 18 18" width="18" height="18" aria-hidden="true">{_sign(kind)}</svg> {words}'
        for kind, words in _SAID.items()
        if any(mark.kind == kind for row in timeline.rows for mark in row.marks)
    )
    words = items(_row_words(row) for row in timeline.rows)
    return (
        '<h2 id="timeline">Timeline</h2><div class="pp-timeline">'
        f"{_Drawing(timeline, 340, 'narrow').svg()}{_Drawing(timeline, 960, 'wide').svg()}</div>"
        f'<div class="pp-key">{key}</div>'
        f"<details><summary>The timeline in words</summary>{words}</details>"
    )


def _sign(kind: str) -> str:
    return f'<path class="pp-timeline__{kind}" d="{_SIGNS[kind]}"/>'


def _row_words(row: TimelineRow) -> str:
    said = [_bar_words(bar) for bar in row.bars]
    said += [f"{_SAID[mark.kind]} {uk_date(mark.on)}{' (overdue)' if mark.overdue else ''}" for mark in row.marks]
    return f"<strong>{text(row.title)}:</strong> {text('; '.join(said) or 'no dates')}"


def _bar_words(bar: Bar) -> str:
    named = f"version {bar.number}" if bar.number else "in force"
    chair = " by chair’s action" if bar.chair else ""
    return f"{named}{chair} from {uk_date(bar.begins)}" + (f" to {uk_date(bar.until)}" if bar.until else "")


@dataclass(frozen=True, slots=True)
class _Drawing:
    timeline: Timeline
    width: int
    look: str

    def svg(self) -> str:
        """The picture."""
        timeline = self.timeline
        height = _HEAD + _ROW * len(timeline.rows) + 6
        name = f"timeline-{self.look}"
        number = len(timeline.rows)
        told = f"When versions of {number} policies hold, and what is due. The same stands below in words."
        parts = (*self._years(height), self._today(height), *self._rows())
        return (
            f'<svg class="pp-timeline__{self.look}" viewBox="0 0 {self.width} {height}" role="img" '
            f'aria-labelledby="{name}-title {name}-told"><title id="{name}-title">Timeline of the register</title>'
            f'<desc id="{name}-told">{told}</desc>{"".join(parts)}</svg>'
        )

    def _at(self, iso: str) -> float:
        """The place of a day, within the picture."""
        begins, ends = _ordinal(self.timeline.begins), _ordinal(self.timeline.ends)
        share = (_ordinal(iso) - begins) / max(1, ends - begins)
        return round(8 + min(1.0, max(0.0, share)) * (self.width - 16), 1)

    def _years(self, height: int) -> Iterator[str]:
        first, last = int(self.timeline.begins[:4]), int(self.timeline.ends[:4])
        step = 1 + int(44 * (last - first) / self.width)
        for year in range(first, last + 1):
            x = self._at(f"{year:04}-01-01")
            yield f'<path class="pp-timeline__year" d="M{x} {_HEAD - 4}V{height}"/>'
            if (year - first) % step == 0 and year < last:
                yield f'<text class="pp-timeline__label" x="{x + 3}" y="14">{year}</text>'

    def _today(self, height: int) -> str:
        return f'<path class="pp-timeline__today" d="M{self._at(self.timeline.today)} {_HEAD - 8}V{height}"/>'

    def _rows(self) -> Iterator[str]:
        for at, row in enumerate(self.timeline.rows):
            top = _HEAD + at * _ROW
            yield f'<text class="pp-timeline__title" x="8" y="{top + 15}">{text(self._short(row.title))}</text>'
            yield from (self._bar(bar, top + 22) for bar in row.bars)
            yield from (self._mark(mark, top + 22 + _BAR / 2) for mark in row.marks)

    def _short(self, title: str) -> str:
        most = int((self.width - 16) / _LETTER)
        return title if len(title) <= most else f"{title[: most - 1].rstrip()}…"

    def _bar(self, bar: Bar, top: float) -> str:
        begins, ends = self._at(bar.begins), self._at(bar.until or self.timeline.ends)
        wide = round(max(2.0, ends - begins), 1)
        look = "chair" if bar.chair else "open" if not bar.until else "past"
        named = escape(bar.number, quote=False)
        room = 10 + 7 * len(bar.number)
        said = (
            f'<text class="pp-timeline__number" x="{begins + 4}" y="{top + 11}">{named}</text>' if wide > room else ""
        )
        return f'<rect class="pp-timeline__{look}" x="{begins}" y="{top}" width="{wide}" height="{_BAR}"/>{said}'

    def _mark(self, mark: Mark, middle: float) -> str:
        return f'<g transform="translate({self._at(mark.on)} {middle})">{_sign(mark.kind)}</g>'


def _ordinal(iso: str) -> int:
    return datetime.date.fromisoformat(iso).toordinal()
