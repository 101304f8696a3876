"""Blocks: what a page's Markdown consists of, one clause, heading, list or table at a time.

A block means the same wherever it stands, so that what it becomes in HTML can be made once and used on many pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks of one kind inside a frame: a list with its items, a box with its paragraphs.

    In Markdown `opening`, the items with `between` among them, and `closing`; `sample` makes an item of any words, with
    `{}` where they stand, from which the frame's HTML is learned.
    """

    opening: str
    items: tuple[Block, ...]
    closing: str = ""
    between: str = "\n"
    sample: str = "- {}"

    @property
    def frame(self) -> Group:
        """The group without its items."""
        return replace(self, items=())


Block = str | Group | tuple["Block", ...]
"""Markdown that means the same wherever it stands, a group of such, or several that stand one after the other."""


def markdown_of(block: Block) -> str:
    """`block` as Markdown."""
    if isinstance(block, str):
        return block
    if isinstance(block, tuple):
        return "\n\n".join(map(markdown_of, block))
    return block.opening + block.between.join(map(markdown_of, block.items)) + block.closing


def box(kind: str, *blocks: Block) -> Group:
    """`blocks` in a box of the class `kind`; empty ones are left out."""
    held = tuple(block for block in blocks if block)
    return Group(f'<div class="{kind}" markdown="1">\n\n', held, "\n\n</div>", "\n\n", "{}")
