"""One school's pages made to stand alone: opened from a folder or put at any address, without the tree around them."""

from __future__ import annotations

import html
import json
import posixpath
import re
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(
    r"<!--.*?-->"
    r"|(?P<opening><script\b[^>]*>)(?P<code>.*?</script\s*>)"
    r"|<style\b[^>]*>.*?</style\s*>"
    r"|(?P<tag><[A-Za-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?P<before>(?P<name>[^\s\"'<>/=]+)\s*=\s*(?P<quote>[\"']))(?P<value>.*?)(?P=quote)", re.DOTALL
)
_CANONICAL = re.compile(r"<link\b[^>]*\brel\s*=\s*[\"']?canonical\b", re.IGNORECASE)
_SEARCH_WORKER = re.compile(r"(?<=\"search\": \")[^\"]*(?=\")")
_ENTRY = re.compile(r"[^\S\n]*<li>\s*<a href=\"(?P<address>[^\"]*)\">[^<]*</a>\s*</li>[^\S\n]*\n?")
_LONE_STEP = re.compile(
    r"<nav class=\"pp-path\"[^>]*>\s*<ol>\s*<li aria-current=\"page\">[^<]*</li>\s*</ol>\s*</nav>[^\S\n]*\n?"
)
_INDEX = "index.html"
_SEARCH_INDEX = "search/search_index.json"


class DeadLink(ValueError):
    """A page leads to a file that is not among those that stand alone: a template's fault. The text names both."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the files of a tree stand afterwards: old path → new path, pages as `…/index.html`.

    `front` is the old path of the tree's list of schools, which is left behind, and `start` that of the school's own
    first page.
    """

    paths: Mapping[str, str]
    front: str
    start: str


def standing_alone(path: str, content: bytes, moved: Moved) -> bytes:
    """The file `path` of a tree as it is when it stands where `moved` says.

    Pages lead to files and never to folders, which a browser would list when no server is there, and name no fixed
    address of their own; what leads to other schools is taken out. Search results lead to files too. Other files are
    left as they are. Raises `DeadLink`.
    """
    if path.endswith(".html"):
        return _page(path, content.decode(), moved).encode()
    if path.endswith(_SEARCH_INDEX):
        return _search_index(content)
    return content


def _page(path: str, page: str, moved: Moved) -> str:
    def entry(match: re.Match[str]) -> str:
        return "" if _target(path, html.unescape(match["address"])) == moved.front else match[0]

    def token(match: re.Match[str]) -> str:
        if match["opening"] is not None:
            return _tag(path, match["opening"], moved) + _code(path, match["opening"], match["code"], moved)
        if match["tag"] is None:
            return match[0]
        return "" if _CANONICAL.match(match[0]) else _tag(path, match[0], moved)

    return _TOKEN.sub(token, _LONE_STEP.sub("", _ENTRY.sub(entry, page)))


def _tag(path: str, tag: str, moved: Moved) -> str:
    def attribute(match: re.Match[str]) -> str:
        if match["name"].lower() not in ("href", "src"):
            return match[0]
        before = html.unescape(match["value"])
        address = _address(path, before, moved)
        return match[0] if address == before else f"{match['before']}{html.escape(address)}{match['quote']}"

    return _ATTRIBUTE.sub(attribute, tag)


def _code(path: str, opening: str, code: str, moved: Moved) -> str:
    """The settings of the theme's script name one file, the worker that searches; other code is left as it is."""
    if 'id="__config"' not in opening:
        return code
    return _SEARCH_WORKER.sub(lambda match: _address(path, match[0], moved), code)


def _address(path: str, address: str, moved: Moved) -> str:
    """What leads from the page `path` to where `address` led to before."""
    target = _target(path, address)
    if target is None:
        return address
    target = moved.start if target == moved.front else target
    held = moved.paths.get(target) or moved.paths.get(f"{target}/{_INDEX}")
    if held is None:
        raise DeadLink(f"{path} leads to “{address}”, which is not among the pages and files of this school")
    parts = urllib.parse.urlsplit(address)
    relative = posixpath.relpath(held, posixpath.dirname(moved.paths[path]) or ".")
    return urllib.parse.urlunsplit(("", "", urllib.parse.quote(relative), parts.query, parts.fragment))


def _target(path: str, address: str) -> str | None:
    """The file of the tree that `address` leads to from the page `path`; None for what is no file of the tree.

    That is an address elsewhere, one that begins at a host's root, and a place on the same page.
    """
    parts = urllib.parse.urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    folder = parts.path.endswith("/") or posixpath.basename(parts.path) in (".", "..")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urllib.parse.unquote(parts.path)))
    return posixpath.normpath(posixpath.join(target, _INDEX)) if folder else target


def _search_index(content: bytes) -> bytes:
    """The index of an edition's search, in which every page is named as the file that it is."""
    index = json.loads(content)
    for entry in index["docs"]:
        page, hash_, anchor = entry["location"].partition("#")
        if not page or page.endswith("/"):
            entry["location"] = f"{page}{_INDEX}{hash_}{anchor}"
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
