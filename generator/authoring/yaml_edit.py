"""Additions and changes to a YAML text that leave every other character of it as it was, comments above all.

ruamel.yaml tells where each part begins and ends, and the new lines are set in there. Its own round trip was tried and
is not used: it moves a comment that stands before the next key into the list above it when an item is added there,
folds long lines anew and loses how a list was indented. What comes out is read again and compared with what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.formats.yaml_text import read_yaml
from generator.formats.yaml_words import Tree, block, block_item, flow, scalar


class EditFailed(ValueError):
    """The text after an edit does not say what was meant: a mistake of ours, and nothing is written."""


Pair = tuple[Node, Node]
"""A key and its value."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """Put `text` in place of the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _New:
    """Keys to be made, each within the one before, the value of the last, and the comment above the last."""

    keys: tuple[str, ...]
    value: Tree
    comment: Sequence[str]

    def inside(self) -> Tree:
        """What the first key holds."""
        return next(iter(self.tree().values()))

    def tree(self) -> Mapping[str, Tree]:
        """The keys and the value as nested names and values."""
        tree: Mapping[str, Tree] = {self.keys[-1]: self.value}
        for key in reversed(self.keys[:-1]):
            tree = {key: tree}
        return tree

    def lines(self, indent: int) -> list[str]:
        """The same as lines, the first key indented by `indent` spaces."""
        outer = [f"{' ' * (indent + 2 * depth)}{scalar(key)}:" for depth, key in enumerate(self.keys[:-1])]
        inner = indent + 2 * len(outer)
        above = [f"{' ' * inner}{line}".rstrip() for line in self.comment]
        return [*outer, *above, *block(self.keys[-1], self.value, inner)]


def with_added(text: str, at: tuple[str, ...], value: Tree, comment: Sequence[str] = ()) -> str:
    """`text` with `value` at the keys `at`; a list there gets the items of `value` after its own.

    Keys on the way that are missing are made. `comment` are lines, without indentation, set above the last new key.
    `text` is a YAML mapping that `read_yaml` has found sound. Raises `EditFailed` when another value stands there.
    """
    root = YAML(typ="safe", pure=True).compose(text)
    if not isinstance(root, MappingNode):
        raise EditFailed("the file holds no names and values")
    cut = _cut(text, root, at, value, comment)
    after = text[: cut.start] + cut.text + text[cut.end :]
    _verify(text, after, at, value)
    return after


def with_set(text: str, at: tuple[str, ...], value: str) -> str:
    """`text` with the line `value` at the keys `at`, in the place of the one there, or added as by `with_added`."""
    node: Node | None = YAML(typ="safe", pure=True).compose(text)
    for key in at:
        pairs = node.value if isinstance(node, MappingNode) else []
        node = next((pair[1] for pair in pairs if pair[0].value == key), None)
    if not isinstance(node, ScalarNode) or _is_empty(node):
        return with_added(text, at, value)
    after = text[: node.start_mark.index] + scalar(value) + text[_end(text, node) :]
    _verify(text, after, at, value)
    return after


def with_comment(text: str, comment: Sequence[str], before: str = "") -> str:
    """`text` with comment lines after its last key, before any comments that end the file.

    With `before`, they stand before the comment line that says this, and after any others.
    """
    root = YAML(typ="safe", pure=True).compose(text)
    at = _line_end(text, _end(text, root))
    later = text.find(f"\n\n{before}", at) if before else -1
    at = later if later >= 0 else at
    return text[:at] + "".join(f"\n{line}" for line in comment) + text[at:]


def _cut(text: str, root: MappingNode, at: tuple[str, ...], value: Tree, comment: Sequence[str]) -> _Cut:
    node: Node = root
    for depth, key in enumerate(at):
        if not isinstance(node, MappingNode):
            raise EditFailed(f"{at[depth - 1]} holds no names and values")
        pair = next((pair for pair in node.value if pair[0].value == key), None)
        if pair is None or _is_empty(pair[1]):
            new = _New(at[depth:], value, comment)
            return _fill(text, node, pair, new) if pair else _new_key(text, node, new)
        node = pair[1]
    if isinstance(node, SequenceNode) and not isinstance(value, str | Mapping):
        return _append(text, node, value)
    raise EditFailed(f"{'.'.join(at)} has a value already")


def _is_empty(node: Node) -> bool:
    """Nothing, or empty brackets: what is added takes its place."""
    if isinstance(node, ScalarNode):
        return not node.style and node.value in ("", "~", "null")
    return not node.value


def _new_key(text: str, node: MappingNode, new: _New) -> _Cut:
    if node.flow_style:
        return _into_flow(text, node, flow(new.tree())[1:-1])
    at = _line_end(text, _end(text, node))
    return _Cut(at, at, "".join(f"\n{line}" for line in new.lines(node.start_mark.column)))


def _fill(text: str, parent: MappingNode, pair: Pair, new: _New) -> _Cut:
    """A value where a key has none yet, or empty brackets; a comment behind the key stays."""
    start, end = _after_colon(text, pair[0]), _end_of_pair(text, pair)
    if parent.flow_style or (isinstance(new.value, str) and len(new.keys) == 1) or not new.value:
        return _Cut(start, end, " " + flow(new.inside()))
    lines = new.lines(parent.start_mark.column)[1:]
    stop = _line_end(text, end)
    return _Cut(start, stop, text[end:stop] + "".join(f"\n{line}" for line in lines))


def _append(text: str, node: SequenceNode, items: Sequence[Tree]) -> _Cut:
    if node.flow_style:
        return _into_flow(text, node, flow(items)[1:-1])
    at = _line_end(text, _end(text, node))
    lines = [line for item in items for line in block_item(item, node.start_mark.column)]
    return _Cut(at, at, "".join(f"\n{line}" for line in lines))


def _into_flow(text: str, node: MappingNode | SequenceNode, inner: str) -> _Cut:
    """Before the closing bracket of `[…]` or `{…}`, after what is there."""
    if not node.value:
        at = node.start_mark.index + 1
        return _Cut(at, at, inner)
    last = node.value[-1]
    at = _end_of_pair(text, last) if isinstance(last, tuple) else _end(text, last)
    return _Cut(at, at, f", {inner}")


def _end(text: str, node: Node) -> int:
    """The offset behind the last character of `node`, without the comments and empty lines that follow."""
    if isinstance(node, MappingNode) and not node.flow_style:
        return _end_of_pair(text, node.value[-1])
    if isinstance(node, SequenceNode) and not node.flow_style:
        return _end(text, node.value[-1])
    return len(text[: node.end_mark.index].rstrip())


def _end_of_pair(text: str, pair: Pair) -> int:
    """The same for a key and its value; ruamel.yaml places a value that is not there where the next key begins."""
    key, value = pair
    return _after_colon(text, key) if value.end_mark.index == value.start_mark.index else _end(text, value)


def _after_colon(text: str, key: Node) -> int:
    return text.index(":", key.end_mark.index) + 1


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _verify(before: str, after: str, at: tuple[str, ...], value: Tree) -> None:
    meant, _ = read_yaml(before, "")
    found, problems = read_yaml(after, "")
    if problems or found.value != _merged(meant.value, at, value):
        raise EditFailed(f"adding {'.'.join(at)} did not give what was meant")


def _merged(tree: Any, at: tuple[str, ...], value: Tree) -> Any:
    if at:
        inside = tree if isinstance(tree, dict) else {}
        return {**inside, at[0]: _merged(inside.get(at[0]), at[1:], value)}
    if isinstance(tree, list) and not isinstance(value, str | Mapping):
        return [*tree, *_plain(value)]
    return _plain(value)


def _plain(value: Tree) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(item) for item in value]
