"""The templates and fonts of print as a value, its fingerprint, and the key of a document that is made with them.

Loads no engine: what was pressed before is found again without Typst.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from generator.engines.house import HouseError, check_place, read_file
from generator.formats.glyphs import font_files
from generator.model.print_source import PrintSource

STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
"""What every PDF meets: PDF/A-2a and PDF/UA-1."""
_PACKAGE = re.compile(r'"@[^"/]+/')


class PressError(Exception):
    """A document could not be made. `str()` is one plain sentence; `details` says where, for whoever mends it."""

    def __init__(self, name: str, reason: str, details: tuple[str, ...] = ()) -> None:
        # All arguments are handed on, so that the error passes from a worker process to the one that waits for it.
        super().__init__(name, reason, details)
        self.details = details

    def __str__(self) -> str:
        return f"{self.args[0]} could not be printed: {self.args[1]}"


@dataclass(frozen=True, slots=True)
class PrintHouse:
    """What all documents are made with.

    `templates` are names and texts (UTF-8) of the print templates, `fonts` names and contents of the print font's
    files, both sorted by name; `fingerprint` (hexadecimal) differs whenever one of them, Typst's version or the way
    of pressing does.
    """

    templates: tuple[tuple[str, bytes], ...]
    fonts: tuple[tuple[str, bytes], ...]
    fingerprint: str

    @classmethod
    def read(cls, *houses: Path) -> PrintHouse:
        """The print templates (`*.typ`) of the folders `houses`, each laid over the ones before it, and the font.

        A folder that is not there counts as empty. Raises `PressError` for a template that imports a Typst package
        (it would come over the network), that cannot be read as text, or that is a link out of its folder.
        """
        found = dict(file for house in houses for file in _templates(house))
        templates = tuple(sorted(found.items()))
        fonts = tuple((file.name, file.read_bytes()) for file in sorted(font_files(), key=lambda file: file.name))
        whole = hashlib.sha256(_way_of_pressing())
        for files in (templates, fonts):
            _add(whole, (part for name, content in files for part in (name.encode(), content)))
        return cls(templates, fonts, whole.hexdigest())


def print_key(source: PrintSource, fingerprint: str) -> str:
    """What the PDF of `source` is kept under, hexadecimal: equal keys mean equal bytes.

    `fingerprint` is that of the `PrintHouse` it is made with.
    The document's name does not count: it is printed nowhere.
    """
    whole = hashlib.sha256(fingerprint.encode())
    texts = (source.template, source.content, source.values, source.date)
    _add(whole, (text.encode() for text in texts))
    _add(whole, (part for name, content in source.files for part in (name.encode(), content)))
    return whole.hexdigest()


def _add(whole: hashlib._Hash, parts: Iterable[bytes]) -> None:
    """With the length of each and a mark at the end, so that nothing can move from one part to the next."""
    for part in parts:
        whole.update(b"%d:" % len(part))
        whole.update(part)
    whole.update(b";")


def _way_of_pressing() -> bytes:
    """Typst's version, the standards, and our own code that lays a document out for Typst."""
    press = Path(__file__).with_name("typst_press.py").read_bytes()
    return b"\n".join((metadata.version("typst").encode(), " ".join(STANDARDS).encode(), press))


def _templates(house: Path) -> Iterator[tuple[str, bytes]]:
    """Name and text of each print template in `house`; raises PressError."""
    for template in sorted(file for file in house.glob("*.typ") if not file.name.startswith(".")):
        try:
            check_place(template, house)
            text = read_file(template, text=True)
        except HouseError as fault:
            raise PressError(template.name, f"{fault}.") from fault
        if _PACKAGE.search(text.decode()):
            raise PressError(template.name, "print templates may not use Typst packages.")
        yield template.name, text
