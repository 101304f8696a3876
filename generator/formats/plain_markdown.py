"""Plain text as Markdown that prints the same characters."""

from __future__ import annotations

import re

# To Markdown these have a meaning somewhere inside a line, or begin HTML, an attribute list or an expression.
_SPECIAL = frozenset('\\`*_{}[]<>#|&"')
_ORDERED = re.compile(r"^(\d+)([.)])(?=\s|$)")


def markdown_text(text: str) -> str:
    """`text` so that Markdown prints exactly these characters wherever it stands, an attribute of a tag included.

    What could be read as markup, or as the beginning of a block, becomes a numeric character reference, which Markdown
    and HTML both leave alone.
    """
    out = [f"&#{ord(char)};" if char in _SPECIAL else char for char in text]
    if out and not text[0].isalnum() and text[0] not in _SPECIAL and text[0] != " ":
        out[0] = f"&#{ord(text[0])};"
    return _ORDERED.sub(lambda m: f"{m[1]}&#{ord(m[2])};", "".join(out))
