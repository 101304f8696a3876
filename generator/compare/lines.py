"""A text as lines of words, with results set in: what a redline compares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.compare.wording import folded
from generator.formats.blocks import (
    Block,
    Break,
    Bullets,
    Emphasis,
    Inline,
    Link,
    Paragraph,
    Quote,
    Strong,
    Table,
    Words,
    plain_inline,
    read_blocks,
)
from generator.model.chart import Chart
from generator.model.edition import Edition, EditionClause, Result
from generator.model.redline import LineKind
from generator.model.text import Hole, Reference, Runs, Term

_WORD = re.compile(r" ?\w+(?:[’'\-–./@]\w+)*| ?[^\w ]| ")
_SPACES = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign with the space before it, and its looks. `same_as` tells whether two are the same word.

    The first word of a line has a space before it like all others, so that it is the same word further on.
    """

    text: str
    same_as: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of one text: what it is and its words, cell by cell."""

    kind: LineKind
    level: int
    quoted: bool
    cells: tuple[tuple[Word, ...], ...]

    @property
    def says(self) -> tuple[tuple[str, ...], ...]:
        """What is compared of it."""
        return tuple(tuple(word.same_as for word in cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Setting:
    """What an edition sets into its texts: results by key, and the numbers of its clauses by id."""

    results: Mapping[str, Result]
    numbers: Mapping[str, str]

    @classmethod
    def of(cls, edition: Edition) -> Setting:
        """That of `edition`."""
        return cls(dict(edition.results), {clause.id: clause.number for clause in edition.clauses()})


_UNSET = Setting({}, {})


@dataclass(frozen=True, slots=True)
class _Looks:
    strong: bool = False
    emphasis: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class _Reader:
    setting: Setting
    looks: _Looks = field(default_factory=_Looks)

    def words(self, content: Sequence[Inline]) -> tuple[Word, ...]:
        found: list[Word] = []
        space = " "
        for node in content:
            for text, name, looks in self._pieces(node):
                whole = _SPACES.sub(" ", space + text)
                space = " " if whole.endswith(" ") else ""
                for part in [whole] if name else _WORD.findall(whole.removesuffix(space)):
                    known = f"{name or part}\n{looks.link}"
                    found.append(Word(part, known, looks.strong, looks.emphasis, looks.link))
        return tuple(found)

    def _pieces(self, node: Inline) -> Iterator[tuple[str, str, _Looks]]:
        """Text, what it is known by if that is not its words, and looks."""
        looks = self.looks
        if isinstance(node, Break):
            yield "\n", "", looks
        elif isinstance(node, Reference):
            yield self.setting.numbers.get(node.clause, node.clause), f"reference {node.clause}", looks
        elif isinstance(node, Words | Term):
            yield node.text, "", looks
        elif isinstance(node, Hole):
            yield self._result(node.key), "", looks
        else:
            looks = self._looks(node)
            for inner in node.content:
                yield from replace(self, looks=looks)._pieces(inner)

    def _looks(self, node: Strong | Emphasis | Link) -> _Looks:
        if isinstance(node, Strong):
            return replace(self.looks, strong=True)
        if isinstance(node, Emphasis):
            return replace(self.looks, emphasis=True)
        address = (self._result(part.key) if isinstance(part, Hole) else part for part in node.to)
        return replace(self.looks, link="".join(address))

    def _result(self, key: str) -> str:
        result = self.setting.results.get(key)
        return result.text if result else f"[{key}]"


@dataclass(frozen=True, slots=True)
class _Where:
    """How deep in lists, whether in a quotation, and what the first paragraph is when it begins an item."""

    level: int = 0
    quoted: bool = False
    first: LineKind = "paragraph"


def title_line(title: Runs, setting: Setting) -> TextLine:
    """A title."""
    return TextLine("title", 0, False, (_Reader(setting).words(plain_inline(title)),))


def text_lines(runs: Runs, setting: Setting) -> list[TextLine]:
    """The paragraphs, items and rows of `runs`."""
    return list(_lines(read_blocks(runs), _Reader(setting), _Where()))


def words_of(clause: EditionClause) -> list[str]:
    """The words of a clause's text without its layout, details as their variables."""
    lines = text_lines(folded(clause.body), _UNSET)
    return [word for line in lines for cell in line.says for word in cell]


def chart_lines(chart: Chart | None, setting: Setting) -> list[TextLine]:
    """A flow chart in words: its title, and each step with where its answers lead."""
    if chart is None:
        return []
    reader, texts = _Reader(setting), {step.id: step.text for step in chart.steps}
    found = [TextLine("paragraph", 0, False, (reader.words([Strong((Words(chart.title),))]),))]
    for step in chart.steps:
        answers = "".join(f" {answer.says} → {texts.get(answer.to, '')}" for answer in step.answers)
        found.append(TextLine("step", 1, False, (reader.words([Words(f"{step.text}{answers}")]),)))
    return found


def _lines(blocks: Sequence[Block], reader: _Reader, where: _Where) -> Iterator[TextLine]:
    for at, block in enumerate(blocks):
        here = replace(where, first="paragraph") if at else where
        if isinstance(block, Paragraph):
            yield TextLine(here.first, here.level, here.quoted, (reader.words(block.content),))
        elif isinstance(block, Quote):
            yield from _lines(block.blocks, reader, replace(here, quoted=True))
        elif isinstance(block, Table):
            for number, row in enumerate((block.header, *block.rows)):
                kind: LineKind = "row" if number else "heading row"
                yield TextLine(kind, here.level, here.quoted, tuple(map(reader.words, row)))
        else:
            kind = "bullet" if isinstance(block, Bullets) else "step"
            for item in block.items:
                yield from _lines(item, reader, _Where(here.level + 1, here.quoted, kind))


def plain_lines(texts: Sequence[str]) -> list[TextLine]:
    """Plain words, each text a paragraph; empty ones are left out."""
    reader = _Reader(_UNSET)
    return [TextLine("paragraph", 0, False, (reader.words([Words(text)]),)) for text in texts if text]
