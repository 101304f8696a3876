"""The print font: where it is, and which characters it lacks.

The font comes as a package (SIL Open Font License); print falls back on no other font, so a value with a character
that the font lacks cannot be printed and is reported before.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FAMILY = "Source Sans Pro"
# The faces that the house templates use: no italics, which are hard to read in print for many and lack Greek and
# Cyrillic here. TrueType only: with two files of one face, which is taken is left to chance.
FACES = ("Regular", "Semibold", "Bold")


@cache
def font_files() -> tuple[Path, ...]:
    """The files of the print font; raises `FileNotFoundError` when its package is damaged or not installed."""
    spec = find_spec("font_source_sans_pro")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    files = tuple(Path(folder, "files", f"SourceSansPro-{face}.ttf") for folder in folders[:1] for face in FACES)
    missing = [file for file in files if not file.is_file()]
    if missing or not files:
        raise FileNotFoundError("The print font is not there. Install the package font-source-sans-pro again.")
    return files


@cache
def printable() -> frozenset[int]:
    """Code points that every face of the print font has a picture for."""
    return frozenset.intersection(*(frozenset(_mapped(file.read_bytes())) for file in font_files()))


@cache
def widths(face: str) -> Mapping[str, float]:
    """How wide each character of a face ("Bold") is, as a part of the size of the letters; kerning is left out.

    Source: OpenType specification 1.9, chapters "hmtx", "hhea" and "head".
    """
    font = next(file for file in font_files() if file.stem.endswith(f"-{face}")).read_bytes()
    (units,) = struct.unpack_from(">H", font, _table(font, b"head") + 18)
    (count,) = struct.unpack_from(">H", font, _table(font, b"hhea") + 34)
    start = _table(font, b"hmtx")
    found = {}
    for code, glyph in _mapped(font).items():
        (advance,) = struct.unpack_from(">H", font, start + 4 * min(glyph, count - 1))
        found[chr(code)] = advance / units
    return found


def missing_characters(text: str) -> tuple[str, ...]:
    """Characters of `text` that the print font lacks, each once, in their order; line ends and tabs do not count."""
    have = printable()
    return tuple(dict.fromkeys(sign for sign in text if ord(sign) not in have and sign not in "\n\r\t"))


def _mapped(font: bytes) -> dict[int, int]:
    """Code points of the table `cmap` of a TrueType font, formats 4 and 12, with the numbers of their pictures.

    Source: OpenType specification 1.9, chapter "cmap — Character to Glyph Index Mapping Table".
    """
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: dict[int, int] = {}
    for index in range(count):
        platform, _, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * index)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if platform in (0, 3) and form == 4:
            found |= _format_4(font, start + offset)
        elif platform in (0, 3) and form == 12:
            found |= _format_12(font, start + offset)
    return found


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"the font has no table {tag.decode()}")


def _format_4(font: bytes, at: int) -> dict[int, int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    half = double // 2

    def column(start: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{half}H", font, start)

    ends, starts = column(at + 14), column(at + 16 + double)
    deltas, ranges = column(at + 16 + 2 * double), column(at + 16 + 3 * double)
    found: dict[int, int] = {}
    for segment, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        place = at + 16 + 3 * double + 2 * segment + offset
        for code in range(first, last + 1):
            glyph = (code + delta) & 0xFFFF
            if offset:
                (glyph,) = struct.unpack_from(">H", font, place + 2 * (code - first))
                glyph = (glyph + delta) & 0xFFFF if glyph else 0
            if glyph:
                found[code] = glyph
    found.pop(0xFFFF, None)
    return found


def _format_12(font: bytes, at: int) -> dict[int, int]:
    (groups,) = struct.unpack_from(">L", font, at + 12)
    found: dict[int, int] = {}
    for index in range(groups):
        first, last, glyph = struct.unpack_from(">LLL", font, at + 16 + 12 * index)
        found.update((code, glyph + code - first) for code in range(first + (glyph == 0), last + 1))
    return found
