"""Plain text made safe for the place where it is set: Markdown, an address, a line of YAML."""

from __future__ import annotations

import json
import re
import urllib.parse

from generator.formats.plain_markdown import markdown_text

__all__ = ["markdown_text", "quoted", "web_address"]

_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_ADDRESS_SAFE = ":/?#@!$&'*+,;=%~-._"


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
