"""A page of a website before it is Markdown with front matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.render.escape import quoted
from generator.render.web_blocks import Block, markdown_of


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is Markdown with front matter. `title` is plain text, `blocks` Markdown, both with marks."""

    path: str
    title: str
    blocks: tuple[Block, ...]
    kind: str
    facts: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    searched: bool = True

    @property
    def body(self) -> str:
        """The page without front matter as Markdown with marks."""
        return "\n\n".join(markdown_of(block) for block in self.blocks if block)

    def source(self) -> str:
        """Front matter and body."""
        facts = {"title": self.title, "kind": self.kind, **self.facts}
        lines = ["---", *(f"{name}: {_fact(words)}" for name, words in facts.items() if words)]
        if not self.searched:
            lines += ["search:", "  exclude: true"]
        return "\n".join([*lines, "---", "", self.body.rstrip(), ""])


def _fact(words: str | Sequence[str]) -> str:
    return quoted(words) if isinstance(words, str) else f"[{', '.join(quoted(word) for word in words)}]"
