"""Saves a picture with at most 256 colours as PNG. Written here, so that no picture library is needed."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

COLOURS = 256
_ROUGH = bytes(min(255, (value + 4) // 8 * 8) for value in range(256))
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
Colour = tuple[int, int, int]


def small_png(width: int, height: int, rgba: bytes) -> bytes:
    """`rgba` has four bytes a pixel, row by row; what is transparent becomes white."""
    pixels = list(_colours(rgba))
    palette = [colour for colour, _ in sorted(Counter(pixels).items(), key=lambda item: (-item[1], item[0]))[:COLOURS]]
    places = {colour: place for place, colour in enumerate(palette)}
    for colour in set(pixels) - places.keys():
        places[colour] = min(range(len(palette)), key=lambda place: _apart(palette[place], colour))
    indexed = bytes(map(places.__getitem__, pixels))
    rows = b"".join(b"\0" + indexed[start : start + width] for start in range(0, width * height, width))
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(value for colour in palette for value in colour)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _colours(rgba: bytes) -> Iterator[Colour]:
    """Each pixel's colour, in steps of eight: edges of letters have far more shades than a reader can tell."""
    if any(alpha != 255 for alpha in rgba[3::4]):
        rgba = bytes(
            255 - (255 - value) * rgba[index | 3] // 255 if index & 3 != 3 else 255 for index, value in enumerate(rgba)
        )
    rough = rgba.translate(_ROUGH)
    return zip(rough[0::4], rough[1::4], rough[2::4], strict=True)


def _apart(one: Colour, other: Colour) -> int:
    return sum((first - second) ** 2 for first, second in zip(one, other, strict=True))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
