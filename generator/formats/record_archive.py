"""What records have in common, kept once each in `content/archive/` under the digest of its own content.

A file is named after the SHA-256 of its content, a text with LF line ends and no byte-order mark: `3f….json`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.formats.record_form import Tree, Unreadable

FOLDER = "content/archive"
NAME = re.compile(r"([0-9a-f]{64})\.(json|svg|png)")
"""What a file there is called."""

_SHORTEST = 12
_BOM = b"\xef\xbb\xbf"


def archive_path(name: str) -> str:
    """Where the file `name` of the archive stands in a policy folder."""
    return f"{FOLDER}/{name[:2]}/{name}"


def archived(name: str, content: bytes) -> bytes | None:
    """What was kept under `name`, given what its file holds now; None when that was altered.

    Changed line ends and a byte-order mark are no fault, save in a picture.
    """
    digest, _, ending = name.partition(".")
    if hashlib.sha256(content).hexdigest() == digest:
        return content
    if ending == "png":
        return None
    plain = content.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return plain if hashlib.sha256(plain).hexdigest() == digest else None


@dataclass(slots=True)
class Keeping:
    """Gathers what a record names; `files` maps the name of each file to its content.

    Texts are named by as many of the first characters of their digests as are `told`.
    """

    told: int = _SHORTEST
    files: dict[str, bytes] = field(default_factory=dict)

    def text(self, tree: Tree) -> str:
        """Keeps `tree` as JSON that is the same for equal trees, and gives the beginning of its name."""
        said = json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        return self.bytes(said.encode(), "json")[: self.told]

    def bytes(self, content: bytes, ending: str) -> str:
        """Keeps `content`, and gives the name of its file."""
        name = f"{hashlib.sha256(content).hexdigest()}.{ending}"
        self.files[name] = content
        return name

    @property
    def clear(self) -> bool:
        """Whether the beginnings of all names differ."""
        return len({name[: self.told] for name in self.files}) == len(self.files)


def kept_by(tell: Callable[[Keeping], Tree]) -> tuple[Tree, Keeping]:
    """What `tell` gives, and all that it kept, its names as short as they can be."""
    length = _SHORTEST
    while True:
        keeping = Keeping(length)
        tree = tell(keeping)
        if keeping.clear:
            return tree, keeping
        length += 1


class Kept:
    """What stands in the archive, as read: `files` maps names to what was kept."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._by_beginning: dict[int, dict[str, str]] = {}
        self._trees: dict[str, Tree] = {}

    def text(self, begins: Tree) -> Tree:
        """The tree in the file whose name `begins` so; raises Unreadable."""
        name = self._name(begins)
        if name not in self._trees:
            try:
                self._trees[name] = json.loads(self._files[name])
            except ValueError as fault:
                raise Unreadable(f"{name} is no JSON") from fault
        return self._trees[name]

    def bytes(self, name: Tree) -> bytes:
        """The picture of that name; raises Unreadable."""
        return self._files[self._name(name)]

    def _name(self, begins: Tree) -> str:
        if not isinstance(begins, str) or len(begins) < _SHORTEST:
            raise Unreadable("the name of what is kept is missing")
        length = len(begins)
        if length not in self._by_beginning:
            self._by_beginning[length] = {name[:length]: name for name in self._files}
        if begins not in self._by_beginning[length]:
            raise Unreadable(f"nothing is kept under {begins[:70]}")
        return self._by_beginning[length][begins]


def names_in(content: bytes) -> tuple[str, ...]:
    """Names of the archive's files that a record names, given what its file holds; whether they are any is not judged.

    Without a pattern, which would take as long as to read the file.
    """
    at = content.rfind(b"\ntexts:")
    end = content.find(b"\nline-marks:", at)
    listed = content[at:end].decode("ascii", "replace").replace('"', "").replace("\r", "")
    return tuple(listed.split("\n  - ")[1:]) if 0 <= at < end else ()
