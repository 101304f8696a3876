"""What files were found to say, kept in the Store by what stands in them: only changed files are read anew."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import sys
from functools import cache
from pathlib import Path

from generator.formats.plain_text import decode
from generator.library.kinds import Found, Kind, Part
from generator.model.plain import read_back, written
from generator.store import Store

SHELF = "read"

_PACKAGE = Path(__file__).parent.parent
_READERS = ("problems.py", "ids.py", "model/*.py", "formats/*.py", "library/*.py")
"""Our own code on which it depends what a file is found to say."""
_ENGINES = ("ruamel.yaml", "pydantic", "pydantic_core", "jinja2")


class Reading:
    """Reads what stands in files, or remembers it from `store`.

    A text with any fault is not kept, so that its problems are told each time.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def value(self, kind: Kind[Part], name: str, path: str, content: bytes) -> Found[Part]:
        """What the file `path` of the id `name` says, which holds `content`, and its problems."""
        key = self._key(kind.name, name, content)
        kept = self._kept(key)
        if kept is not None:
            try:
                return read_back(json.loads(kept), kind.shape, path), ()
            except (ValueError, TypeError, LookupError, AttributeError):
                pass  # the checksum is right, so it is our own mistake, and the file says it all again
        text, problems = decode(content, path)
        if text is None:
            return None, problems
        value, problems = kind.read(text, path, name)
        if key and value is not None and not problems:
            self._keep(key, kind, value, path)
        return value, problems

    def knows(self, kind: Kind[Part], name: str, content: bytes) -> bool:
        """Whether it is remembered what such a file says."""
        return self._kept(self._key(kind.name, name, content)) is not None

    def seen(self, kind: str, content: bytes) -> bytes | None:
        """What an earlier command published for a logo (`svg` or `png`) of this content, if it found no fault in it."""
        return self._kept(self._key("logo", kind, content))

    def keep_seen(self, kind: str, content: bytes, shown: bytes) -> None:
        """Remember that a logo of this content is without fault, and published as `shown`."""
        if self._store.keeps:
            self._store.put(SHELF, self._key("logo", kind, content), shown)

    def _key(self, kind: str, name: str, content: bytes) -> str:
        if not self._store.keeps:
            return ""
        return hashlib.sha256(f"{reader()}\0{kind}\0{name}\0".encode() + content).hexdigest()

    def _kept(self, key: str) -> bytes | None:
        return self._store.get(SHELF, key) if key else None

    def _keep(self, key: str, kind: Kind[Part], value: Part, path: str) -> None:
        kept = json.dumps(written(value, kind.shape), ensure_ascii=False, separators=(",", ":"))
        if read_back(json.loads(kept), kind.shape, path) == value:
            self._store.put(SHELF, key, kept.encode(errors="surrogatepass"))


@cache
def reader() -> str:
    """A digest of all on which it depends what a file is found to say: our own code, Python, and the parsers."""
    found = hashlib.sha256(sys.version.encode())
    for name in _ENGINES:
        found.update(f"\0{name} {importlib.metadata.version(name)}".encode())
    for file in sorted(file for pattern in _READERS for file in _PACKAGE.glob(pattern)):
        content = file.read_bytes()
        found.update(f"\0{file.relative_to(_PACKAGE).as_posix()} {len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()
