"""Values as YAML text: plain where that is safe, in double quotation marks where it is not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

_PLAIN = re.compile(r"[^\W\d_](?:[\w ’‘“”–().;/&+-]|'(?=\w))*")
_OTHER_KINDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
"""Words that some YAML readers take for a truth value or a number."""

Tree = str | Sequence["Tree"] | Mapping[str, "Tree"]


def scalar(text: str) -> str:
    """`text` as one YAML scalar on one line that every reader takes for exactly this text."""
    plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and text.casefold() not in _OTHER_KINDS
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    """In double quotation marks, whose escapes are those of JSON; what JSON leaves and YAML forbids is escaped too."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(
        r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]",
        lambda found: f"\\u{ord(found.group()):04x}",
        quoted,
    )


def flow(tree: Tree) -> str:
    """`tree` on one line: `[{clause: friend-requests, reason: "…"}]`."""
    if isinstance(tree, str):
        return scalar(tree)
    if isinstance(tree, Mapping):
        return "{" + ", ".join(f"{scalar(name)}: {flow(value)}" for name, value in tree.items()) + "}"
    return "[" + ", ".join(flow(item) for item in tree) + "]"


def block(name: str, tree: Tree, indent: int) -> list[str]:
    """Lines for the key `name` with `tree` as its value, indented by `indent` spaces."""
    head = f"{' ' * indent}{scalar(name)}:"
    if isinstance(tree, str) or not tree:
        return [f"{head} {flow(tree)}"]
    if isinstance(tree, Mapping):
        return [head, *(line for inner, value in tree.items() for line in block(inner, value, indent + 2))]
    return [head, *(line for item in tree for line in block_item(item, indent + 2))]


def block_item(tree: Tree, indent: int) -> list[str]:
    """Lines for one item of a list; its hyphen stands after `indent` spaces."""
    dash = " " * indent + "- "
    if not isinstance(tree, Mapping) or not tree:
        return [dash + flow(tree)]
    lines = [line for name, value in tree.items() for line in block(name, value, indent + 2)]
    return [dash + lines[0].lstrip(" "), *lines[1:]]


def comment(text: str, indent: int = 0) -> list[str]:
    """Comment lines that hold `text`; an empty line stays a lone `#`."""
    return [f"{' ' * indent}# {line}".rstrip() for line in text.split("\n")]


def example_lines(name: str, kind: str, example: str) -> list[str]:
    """How the detail `name` is typed under `values:`, indented by two spaces; of a list a hyphen and a line an item.

    `example` is that of its declaration, whose items stand between semicolons.
    """
    if kind == "list":
        return block(name, [item.strip() for item in example.split(";") if item.strip()], 2)
    return block(name, [example] if kind == "paragraphs" else example, 2)
