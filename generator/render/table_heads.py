"""Tables on narrow screens: each cell knows its head, because there rows stand as blocks and no head is above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_TABLE = re.compile(r"^\|.*\|[ ]*\n\|[ :|-]+\|[ ]*\n(?:\|.*\|[ ]*(?:\n|\Z))+", re.MULTILINE)
_BETWEEN = re.compile(r"(?<!\\)\|")
_PLAIN = re.compile(r"[^\W_][\w ,.’'()?:/&-]*")


def with_heads(markdown: str) -> str:
    """`markdown` with the head of its column at each cell of its tables, as the attribute `data-head`.

    A head that holds more than plain words, a detail of a school or a link, is not repeated.
    """
    return _TABLE.sub(lambda table: "\n".join(_rows(table[0].split("\n"))), markdown) if "|" in markdown else markdown


def _rows(lines: Sequence[str]) -> Iterator[str]:
    heads = [head.strip() for head in _cells(lines[0])]
    yield from lines[:2]
    for line in lines[2:]:
        yield f"|{'|'.join(_cell(*pair) for pair in _paired(_cells(line), heads))}|" if line.strip() else line


def _cells(line: str) -> list[str]:
    return _BETWEEN.split(line.strip())[1:-1]


def _paired(cells: Sequence[str], heads: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, cell in enumerate(cells):
        yield cell, heads[at] if at < len(heads) else ""


def _cell(cell: str, head: str) -> str:
    if not _PLAIN.fullmatch(head) or not cell.strip():
        return cell
    return f'{cell.rstrip()} {{ data-head="{head}" }} '
