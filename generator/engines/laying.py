"""Lays blocks side by side: the HTML of a page's text out of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from generator.engines.parts import FRAME, TOP, Around, Heading, Laid, Part, Parts, Wanted
from generator.engines.runs import Run, Runs, joined
from generator.render.web_blocks import Block, Group
from generator.render.web_parts import OPEN, NotShared, NotYetMade

_SAFE_START = re.compile(rf"[#<\w\[*“‘\"'(|>{OPEN}-]")
_LISTS_END = ("</ul>", "</ol>", "</blockquote>", "</pre>", "</dl>")


def lay(blocks: Sequence[Block], parts: Parts) -> Laid:
    """The HTML of `blocks`; raises NotShared if one of them is not sure to be the same here as everywhere."""
    known = tuple(blocks)
    if known not in parts.laid:
        _room(parts.laid)
        parts.laid[known] = _laid(known, parts)
    return parts.laid[known]


_LAID_KEPT = 4_000
"""Pages of other schools that are kept as they were laid, because the next may have the same."""


def _room(kept: dict[Any, Laid]) -> None:
    if len(kept) >= _LAID_KEPT:
        kept.clear()


def _laid(blocks: Sequence[Block], parts: Parts) -> Laid:
    runs: list[Run] = []
    headings: list[Heading] = []
    _lay(blocks, parts, TOP, ("\n",), (runs, headings))
    found = joined(runs)
    if found and isinstance(found[-1], str):
        found = (*found[:-1], found[-1].rstrip("\n"))
    return Laid(found, tuple(headings))


def _lay(
    blocks: Sequence[Block], parts: Parts, around: Around, between: Runs, out: tuple[list[Run], list[Heading]]
) -> None:
    runs, headings = out
    loose = around == TOP or around[0].endswith(f"\n\n{FRAME}")
    for number, block in enumerate(block for block in blocks if block):
        want = Wanted(block, around)
        key = want.key
        if key not in parts.known:
            raise NotYetMade("a part is still to be made")
        part = parts.known[key]
        if part is None:
            raise NotShared(f"a block is not the same on every page: {want.text[:60]!r}")
        if number:
            if loose and not _may_follow(runs[-1], block):
                raise NotShared(f"a block would run into the one before it: {want.text[:60]!r}")
            runs += between
        if isinstance(block, Group):
            laid = _group(block, want, part, parts)
            runs += laid.runs
            headings += laid.headings
        else:
            runs += part.pieces[0]
            headings += part.headings


def _group(group: Group, want: Wanted, part: Part, parts: Parts) -> Laid:
    known = (want.around, group)
    if known not in parts.groups:
        runs, headings = [*part.pieces[0]], list[Heading]()
        _lay(group.items, parts, want.inside, part.pieces[1], (runs, headings))
        _room(parts.groups)
        parts.groups[known] = Laid(joined([*runs, *part.pieces[2]]), tuple(headings))
    return parts.groups[known]


def _may_follow(before: Run, block: Block) -> bool:
    """Whether `block` surely begins something new after HTML that ends with `before`."""
    start = block if isinstance(block, str) else block.opening or block.items[0]
    while isinstance(start, Group):
        start = start.opening or start.items[0]
    if not _SAFE_START.match(start):
        return False
    in_list = isinstance(before, str) and before.endswith(_LISTS_END)
    return not in_list or not (start[0] in "-*>|" or start[0].isdigit())
