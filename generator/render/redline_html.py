"""Redlines as HTML: insertions and deletions told by element, words and shape, for eyes and for screen readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from generator.model.redline import Line, Piece, Redline
from generator.render import redline_words as words

STYLE = """\
.pp-red ins { text-decoration: underline; text-decoration-thickness: 2px; background: #e3f2e6; color: #0b3d17; }
.pp-red del { text-decoration: line-through; text-decoration-thickness: 2px; background: #fbe6e6; color: #6b0f0f; }
.pp-red .pp-said { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.pp-red table { border-collapse: collapse; } .pp-red th, .pp-red td { border: 1px solid #767676; padding: 4px 8px;
  text-align: left; vertical-align: top; }
@media (forced-colors: active) { .pp-red ins, .pp-red del { background: none; color: CanvasText; } }
"""
"""What a page that shows redlines needs; all colours have a contrast of 7 to 1 or more."""

_TAGS = {"removed": "del", "added": "ins"}


def redline_html(lines: Redline) -> str:
    """The block for `lines`; a title stands in it as a paragraph in bold."""
    return f'<div class="pp-red">{"".join(_blocks(lines, 0))}</div>'


def pieces_html(pieces: Sequence[Piece]) -> str:
    """Marked words; each run of removed or added words is one element, said as such."""
    found = []
    for mark, group in groupby(pieces, key=lambda piece: piece.mark):
        text = "".join(_piece(piece) for piece in group)
        tag = _TAGS.get(mark)
        found.append(
            f"<{tag}>{_said(words.BEGINS[mark] + ' ')}{text}{_said(' ' + words.ENDS[mark])}</{tag}>" if tag else text
        )
    return "".join(found)


def _said(text: str) -> str:
    return f'<span class="pp-said">{text}</span>'


def _piece(piece: Piece) -> str:
    text = escape(piece.text, quote=False).replace("\n", "<br>")
    if piece.link and piece.mark != "same":
        text += f" ({escape(piece.link, quote=False)})"
    text = f"<em>{text}</em>" if piece.emphasis else text
    return f"<strong>{text}</strong>" if piece.strong else text


def _blocks(lines: Sequence[Line], level: int) -> Iterator[str]:
    """Lines at `level`, deeper ones as lists within; a list goes on as long as its lines are of one kind."""
    at = 0
    while at < len(lines):
        end = at + 1
        if lines[at].kind in ("heading row", "row"):
            while end < len(lines) and lines[end].kind == "row":
                end += 1
            yield _table(lines[at:end])
        elif lines[at].level > level:
            while end < len(lines) and _same_list(lines[at], lines[end]):
                end += 1
            yield _list(lines[at:end], level + 1)
        else:
            yield _paragraph(lines[at])
        at = end


def _same_list(first: Line, other: Line) -> bool:
    return other.level > first.level or (other.level == first.level and other.kind in (first.kind, "paragraph"))


def _list(lines: Sequence[Line], level: int) -> str:
    tag = "ol" if lines[0].kind == "step" else "ul"
    starts = [at for at, line in enumerate(lines) if line.level <= level and line.kind in ("bullet", "step")] or [0]
    bounds = zip([0, *starts[1:]], [*starts[1:], len(lines)], strict=True)
    return f"<{tag}>{''.join(_item(lines[start:end], level) for start, end in bounds)}</{tag}>"


def _item(lines: Sequence[Line], level: int) -> str:
    first, *rest = lines
    if first.level > level:
        return f"<li>{''.join(_blocks(lines, level))}</li>"
    return f"<li>{pieces_html(first.cells[0])}{''.join(_blocks(rest, level))}</li>"


def _paragraph(line: Line) -> str:
    text = pieces_html(line.cells[0])
    if line.kind == "title":
        return f'<p class="pp-title"><strong>{text}</strong></p>'
    return f"<blockquote><p>{text}</p></blockquote>" if line.quoted else f"<p>{text}</p>"


def _table(lines: Sequence[Line]) -> str:
    rows = "".join(_row(line) for line in lines)
    return f"<table>{rows}</table>"


def _row(line: Line) -> str:
    open_, close = ('<th scope="col">', "</th>") if line.kind == "heading row" else ("<td>", "</td>")
    return f"<tr>{''.join(f'{open_}{pieces_html(cell)}{close}' for cell in line.cells)}</tr>"
