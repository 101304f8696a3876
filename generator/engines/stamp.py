"""Sets results in for marks, each escaped for the place where its mark stands, and settles the pages' script hashes.

A file is cut into tokens once. A mark that stands where no value may stand (a comment, a style, the code of a script,
an address, an unquoted attribute) is a StampError and never a guess. Results are set in in one pass over the page
without values, so that a value that looks like a mark, a tag or a script stays the text that it is.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterable, Mapping

from generator.render.escape import web_address
from generator.render.marks import mark_pattern, stem_of
from generator.render.web_frame import SCRIPT_HASHES

TOKEN = re.compile(
    r"(?P<comment><!--.*?-->)"
    r"|<script\b(?P<kind>[^>]*)>(?P<code>.*?)</script\s*>"
    r"|(?P<style><style\b[^>]*>.*?</style\s*>)"
    r"|(?P<tag><[A-Za-z/!?](?:[^>\"']|\"[^\"]*\"|'[^']*')*>)",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"(?P<name>[^\s\"'<>/=]+)=\"(?P<value>[^\"]*)\"")
ADDRESSES = frozenset(("href", "src", "action", "formaction", "poster", "cite", "data", "srcset"))
_LEADS_TO = re.compile(
    r"[\s\"'/](?:xlink:)?(?:href|src|action|formaction|poster|data)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE
)
_SCHEMES = frozenset(("http:", "https:", "mailto:", "tel:"))
PLAIN_START = ("mailto:", "tel:")
_JSON_SCRIPT = re.compile(r"type\s*=\s*[\"']?application/([a-z.-]+\+)?json", re.IGNORECASE)
_HEADERS = "_headers"
_SEARCH_INDEX = "search/search_index.json"

Escape = Callable[[str], str]


class StampError(Exception):
    """A mark stands where no value may stand, is broken or unknown; the text names the file."""


def stamp(files: Mapping[str, bytes], results: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """`files` with results in the places of marks, script hashes set and compressed copies made again; sorted by path.

    Raises StampError, naming the file, for a mark in a place where no value may stand, and for one left over.
    """
    table = _Results(results)
    done: dict[str, bytes] = {}
    for path in sorted(files):
        try:
            done[path] = _stamped(path, files[path], table)
        except StampError as fault:
            raise StampError(f"{path}: {fault}") from fault
    if _HEADERS in done:
        done[_HEADERS] = done[_HEADERS].replace(SCRIPT_HASHES.encode(), " ".join(script_hashes(done)).encode())
    for path in done:
        if path.endswith(".gz") and path.removesuffix(".gz") in done:
            done[path] = gzip.compress(done[path.removesuffix(".gz")], mtime=0)
    return done


def allow_scripts(page: str) -> str:
    """`page` with the hashes of its scripts in its Content-Security-Policy."""
    allowed = " ".join(_hashes(page))
    return TOKEN.sub(lambda token: _allowing(token[0], allowed), page)


def _allowing(tag: str, allowed: str) -> str:
    is_policy = tag.startswith("<meta") and "Content-Security-Policy" in tag
    return tag.replace(SCRIPT_HASHES, allowed) if is_policy else tag


def script_hashes(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The sources ('sha256-…') for a policy that allows all scripts that stand in pages of `files`, sorted."""
    pages = (content for path, content in files.items() if path.endswith(".html"))
    return tuple(sorted({source for page in pages for source in _hashes(page.decode())}))


def _stamped(path: str, content: bytes, table: _Results) -> bytes:
    if path.endswith(".html"):
        return _page(content.decode(), table).encode()
    if not table.stands_in(content):
        return content
    if path.endswith(_SEARCH_INDEX):
        return table.set_in(content.decode(), _in_search_index).encode()
    if path.endswith(".json"):
        return table.set_in(content.decode(), _in_json).encode()
    if path.endswith(".xml"):
        return table.set_in(content.decode(), html.escape).encode()
    if not table.whole_mark_in(content):
        return content  # in a font or a script the same letters stand by chance
    raise StampError("a mark stands in a file of a kind that no value is set in for")


def _page(page: str, table: _Results) -> str:
    allowed = " ".join(_hashes(page))
    pieces: list[str] = []
    at = 0
    for token in TOKEN.finditer(page):
        pieces.append(table.set_in(page[at : token.start()], _in_text))
        pieces.append(_token(token, table, allowed))
        at = token.end()
    pieces.append(table.set_in(page[at:], _in_text))
    return "".join(pieces)


def _token(token: re.Match[str], table: _Results, allowed: str) -> str:
    text = token[0]
    if token["tag"] is not None:
        made = _tag(text, table) if table.stands_in(text) else text
        _check_addresses(made)
        # Last, because a hash may hold letters that look like a broken mark.
        return _allowing(made, allowed)
    if not table.stands_in(text):
        return text
    if token["code"] is not None and _JSON_SCRIPT.search(token["kind"]) and not table.stands_in(token["kind"]):
        return table.set_in(text, _in_script_json)
    raise StampError(f"a mark stands in {text[:60]!r}, where no value may stand")


def _tag(tag: str, table: _Results) -> str:
    def attribute(match: re.Match[str]) -> str:
        value = match["value"]
        address = match["name"].lower() in ADDRESSES
        if address and not value.startswith(PLAIN_START) and table.bare_mark_in(value):
            raise StampError(f"a mark stands in an address that it may not make up: {tag!r}")
        return f'{match["name"]}="{table.set_in(value, html.escape)}"'

    if table.stands_in(ATTRIBUTE.sub("", tag)):
        raise StampError(f"a mark stands in {tag!r}, but not in a quoted attribute")
    return ATTRIBUTE.sub(attribute, tag)


def _check_addresses(tag: str) -> None:
    """The second line of defence: whatever was let through before, no page leads to a script."""
    for match in _LEADS_TO.finditer(tag):
        # Browsers leave out the same characters before they look at an address.
        address = re.sub(r"[\x00-\x20\x7f-\xa0]", "", html.unescape(match[1].strip("\"'"))).lower()
        scheme = re.match(r"[^/?#]*?:", address)
        if (scheme and scheme[0] not in _SCHEMES) or address.replace("\\", "/").startswith("//"):
            raise StampError(f"an address of a kind that is not allowed: {tag[:200]!r}")


def _hashes(page: str) -> list[str]:
    """Hashes of the executable scripts that stand in `page`, sorted."""
    found = set()
    for token in TOKEN.finditer(page):
        kind = token["kind"]
        if kind is None or re.search(r"\bsrc\s*=", kind) or _JSON_SCRIPT.search(kind):
            continue
        digest = hashlib.sha256(token["code"].encode()).digest()
        found.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    return sorted(found)


def _in_text(value: str) -> str:
    return html.escape(value, quote=False)


def _in_json(value: str) -> str:
    return json.dumps(value)[1:-1]


def _in_search_index(value: str) -> str:
    return _in_json(_in_text(value))


def _in_script_json(value: str) -> str:
    return _in_json(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


class _Results:
    """What is set in for each mark of one site."""

    def __init__(self, results: Iterable[tuple[str, str]]) -> None:
        self._texts = dict(results)
        stems = {stem_of(mark) for mark in self._texts}
        if len(stems) > 1:
            raise StampError(f"marks of several kinds: {', '.join(sorted(stems))}")
        self._stem = stems.pop() if stems else ""
        self._pattern = mark_pattern(self._stem) if self._stem else None
        self._stem_bytes = self._stem.encode()

    def stands_in(self, text: str | bytes) -> bool:
        """Whether a mark, or a broken piece of one, stands in `text`."""
        if not self._stem:
            return False
        return self._stem_bytes in text.lower() if isinstance(text, bytes) else self._stem in text.lower()

    def whole_mark_in(self, content: bytes) -> bool:
        """Whether a whole mark stands in `content`."""
        return self._pattern is not None and self._pattern.search(content.decode("latin-1").lower()) is not None

    def bare_mark_in(self, text: str) -> bool:
        """Whether a mark that has not the shape of an address stands in `text`."""
        return self._pattern is not None and any(match[2] for match in self._pattern.finditer(text))

    def set_in(self, text: str, escape: Escape) -> str:
        """`text` with each mark's result, escaped; a mark in the shape of an address gives a web address."""
        if self._pattern is None or not self.stands_in(text):
            return text
        if self.stands_in(self._pattern.sub("", text)):
            raise StampError(f"a broken mark in {text[:200]!r}")
        return self._pattern.sub(lambda match: escape(self._result(match)), text)

    def _result(self, match: re.Match[str]) -> str:
        mark = match[1] or match[2]
        if mark not in self._texts:
            raise StampError(f"{mark} stands for nothing")
        if match[2]:
            return self._texts[mark]
        try:
            return web_address(self._texts[mark])
        except ValueError as fault:
            raise StampError(str(fault)) from fault
