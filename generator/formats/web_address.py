"""What a web address looks like."""

from __future__ import annotations

from urllib.parse import urlsplit


def fault_of_address(text: str) -> str:
    """What is wrong with `text` as a web address, as the end of a sentence; "" when it is one."""
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        good = False
    if not good or any(character <= " " or character in '<>"\\`{}|^' for character in text):
        return "must be a web address that begins with https:// or http://"
    return ""
