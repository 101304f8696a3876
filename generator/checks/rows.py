"""The lines of a wording, as readers of Markdown take them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKER = re.compile(r"( *)([-*+]|\d{1,9}[.)])(?= |$)")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a wording that is not empty, and what comes before it.

    `marker` is the sign of a list item; `open` is the kind ("-" or "1.") of the list that is open at its level, or "";
    `depth` is the level of the item above; `before` is the line above, "" when that is empty; `in_second` says that
    the line above belongs to a second paragraph of an item.
    """

    offset: int
    text: str
    indent: int
    marker: str
    in_list: bool
    before: str
    depth: int
    open: str
    in_second: bool

    @property
    def after_empty(self) -> bool:
        """Whether the line above is empty, or there is none."""
        return not self.before

    @property
    def is_item(self) -> bool:
        """Whether it begins an item of a list, as both web pages and print see it."""
        return bool(self.marker) and (self.in_list or self.after_empty)


def rows_of(source: str) -> Iterator[Row]:
    """The lines of `source` that are not empty, in order."""
    offset, before, depth, second = 0, "", 0, False
    kinds: dict[int, str] = {}
    for text in source.split("\n"):
        match = _MARKER.match(text)
        indent = len(text) - len(text.lstrip(" "))
        if text.strip():
            if not before and indent == 0 and not match:
                kinds = {}
            marker = match.group(2) if match else ""
            open_here = kinds.get(indent // 4, "")
            row = Row(offset, text, indent, marker, bool(kinds), before, depth, open_here, bool(before) and second)
            yield row
            second = not marker and (second if before else row.in_list)
            if row.is_item:
                depth = indent // 4
                kinds = {level: kind for level, kind in kinds.items() if level < depth}
                kinds[depth] = kind_of(marker)
        before = text.strip()
        offset += len(text) + 1


def kind_of(marker: str) -> str:
    """The kind of list that begins with `marker`: "1." or "-"."""
    return "1." if marker[0].isdigit() else "-"
