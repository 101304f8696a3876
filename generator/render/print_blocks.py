"""A block tree as plain lists for JSON, in the form that the house templates walk.

Inline: a string, or a list headed by its kind: ["hole", key], ["ref", clause id, number], ["term", id, text],
["strong", inlines], ["emph", inlines], ["link", pieces of the address, inlines], ["break"].
Blocks: ["par", inlines], ["bullets", items], ["steps", items], ["quote", blocks], ["table", aligns, header, rows].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.formats.blocks import (
    Block,
    Break,
    Bullets,
    Emphasis,
    Inline,
    Link,
    Paragraph,
    Quote,
    Steps,
    Strong,
    Table,
    Words,
    plain_inline,
    read_blocks,
)
from generator.model.edition import Edition
from generator.model.text import Hole, Reference, Runs

Plain = str | int | None | Sequence["Plain"] | Mapping[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk through an edition's text needs: numbers of its clauses by id, and the words of its glossary.

    Asking for the number of a clause that the edition does not hold raises `KeyError`: the composer refuses it.
    """

    numbers: Mapping[str, str]
    terms: frozenset[str]

    @classmethod
    def through(cls, edition: Edition) -> Walk:
        """The walk through `edition`."""
        numbers = {clause.id: clause.number for clause in edition.clauses()}
        return cls(numbers, frozenset(entry.id for entry in edition.glossary))

    def body(self, runs: Runs) -> Plain:
        """Blocks of `runs`, read as the Markdown of the library."""
        return [self._block(block) for block in read_blocks(runs)]

    def opening(self, runs: Runs) -> Plain:
        """The first paragraph of `runs` as inline text; raises ValueError when they begin with something else."""
        first = next(iter(read_blocks(runs)), None)
        if not isinstance(first, Paragraph):
            raise ValueError("the text does not begin with a paragraph")
        return self._inlines(first.content, linked=False)

    def title(self, runs: Runs) -> Plain:
        """`runs` as plain inline text without links, for headings and lines that must not hold any."""
        return self._inlines(plain_inline(runs), linked=False)

    def _blocks(self, blocks: Sequence[Block]) -> Plain:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> Plain:
        match block:
            case Paragraph(content):
                return ["par", self._inlines(content)]
            case Bullets(items):
                return ["bullets", [self._blocks(item) for item in items]]
            case Steps(items):
                return ["steps", [self._blocks(item) for item in items]]
            case Quote(blocks):
                return ["quote", self._blocks(blocks)]
            case Table(align, header, rows):
                return ["table", align, self._row(header), [self._row(row) for row in rows]]

    def _row(self, cells: Sequence[tuple[Inline, ...]]) -> Plain:
        return [self._inlines(cell) for cell in cells]

    def _inlines(self, nodes: Sequence[Inline], linked: bool = True) -> Plain:
        return [self._inline(node, linked) for node in nodes]

    def _inline(self, node: Inline, linked: bool) -> Plain:
        match node:
            case Words(text):
                return text
            case Break():
                return ["break"]
            case Strong(content):
                return ["strong", self._inlines(content, linked)]
            case Emphasis(content):
                return ["emph", self._inlines(content, linked)]
            case Hole(key):
                return ["hole", key]
            case Reference(clause):
                return ["ref", clause, self.numbers[clause]] if linked else self.numbers[clause]
            case Link(to, content):
                address = [["hole", piece.key] if isinstance(piece, Hole) else piece for piece in to]
                return ["link", address, self._inlines(content, linked=False)]
            case _:
                return ["term", node.term, node.text] if linked and node.term in self.terms else node.text
