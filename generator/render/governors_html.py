"""Pieces of HTML that the pages of the governors' area are made of. Everything that comes in as text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from generator.formats.filters import uk_date


def text(words: str) -> str:
    """`words` as text of a page."""
    return escape(words, quote=False)


def day(iso: str) -> str:
    """A date as governors read it, with the ISO date for machines; "" without one."""
    return f'<time datetime="{iso}">{uk_date(iso)}</time>' if iso else ""


def link(address: str, words: str) -> str:
    """A link."""
    return f'<a href="{escape(address)}">{text(words)}</a>'


def path(steps: Sequence[tuple[str, str]], here: str) -> str:
    """The way to this page: links to the pages above it, then its own name."""
    above = "".join(f"<li>{link(address, words)}</li>" for address, words in steps)
    return (
        f'<nav class="pp-path" aria-label="Breadcrumbs"><ol>{above}<li aria-current="page">{text(here)}</li></ol></nav>'
    )


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """A quiet list of facts: label in plain text, value as HTML; what is not known is left out."""
    found = "".join(f"<div><dt>{text(label)}</dt><dd>{value}</dd></div>" for label, value in rows if value)
    return f'<dl class="pp-cover">{found}</dl>' if found else ""


def items(entries: Iterable[str], look: str = "") -> str:
    """A list of HTML; "" when there is nothing in it."""
    found = "".join(f"<li>{entry}</li>" for entry in entries)
    named = f' class="{look}"' if look else ""
    return f"<ul{named}>{found}</ul>" if found else ""


_FEW = 5
"""Columns of a table that needs no more width than text."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that becomes a block for each row where the screen is narrow.

    `heads` are plain text, cells HTML; the first cell of a row is its head. `row_facts` are attributes of each row as
    HTML, one for each, or none.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_facts: tuple[str, ...] = ()

    def html(self) -> str:
        """The table. Its roles are said, because a browser forgets them when rows are shown as blocks."""
        heads = "".join(f'<th role="columnheader" scope="col">{text(head)}</th>' for head in self.heads)
        look = "pp-stack pp-narrow" if len(self.heads) <= _FEW else "pp-stack"
        several = self.row_facts or ("",) * len(self.rows)
        rows = "".join(self._row(row, given) for row, given in zip(self.rows, several, strict=True))
        return (
            f'<table class="{look}" role="table"><caption>{text(self.name)}</caption>'
            f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
        )

    def _row(self, row: tuple[str, ...], given: str) -> str:
        first, *rest = row
        cells = "".join(
            f'<td role="cell" data-head="{escape(head)}">{cell}</td>'
            for head, cell in zip(self.heads[1:], rest, strict=True)
        )
        return f'<tr role="row"{given}><th role="rowheader" scope="row">{first}</th>{cells}</tr>'
