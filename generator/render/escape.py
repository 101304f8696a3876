"""Plain text made safe for the place where it is set: Markdown, an address, a line of YAML."""

from __future__ import annotations

import json
import re
import urllib.parse

# To Markdown these have a meaning somewhere inside a line, or begin HTML, an attribute list or an expression.
_SPECIAL = frozenset('\\`*_{}[]<>#|&"')
_ORDERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_ADDRESS_SAFE = ":/?#@!$&'*+,;=%~-._"


def markdown_text(text: str) -> str:
    """`text` so that Markdown prints exactly these characters wherever it stands, an attribute of a tag included.

    What could be read as markup, or as the beginning of a block, becomes a numeric character reference, which Markdown
    and HTML both leave alone.
    """
    out = [f"&#{ord(char)};" if char in _SPECIAL else char for char in text]
    if out and not text[0].isalnum() and text[0] not in _SPECIAL and text[0] != " ":
        out[0] = f"&#{ord(text[0])};"
    return _ORDERED.sub(lambda m: f"{m[1]}&#{ord(m[2])};", "".join(out))


def web_address(text: str) -> str:
    """`text` as an address that may stand in a link; raises ValueError for anything but http and https."""
    if not _WEB.match(text):
        raise ValueError(f"not a web address: {text!r}")
    return urllib.parse.quote(text, safe=_ADDRESS_SAFE)


def quoted(text: str) -> str:
    """`text` as a double-quoted scalar that is the same in JSON and in YAML 1.1, on one line."""
    body = json.dumps(text, ensure_ascii=False)
    # YAML takes all characters beyond four digits as they are, and JSON has no escape of its own for them.
    return "".join(char if char.isprintable() or ord(char) > 0xFFFF else f"\\u{ord(char):04x}" for char in body)
