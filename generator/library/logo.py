"""A school's logo: an SVG or PNG beside school.yml, refused when it could do more than be seen."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from generator.library.files import Files
from generator.library.plain_svg import LogoFault, plain_svg
from generator.model.edition import Brand
from generator.model.schools import School
from generator.problems import Problem

SIZE_LIMIT = 200_000
"""Bytes; the logo is loaded by every page."""
LONGEST_SIDE = 4_000
"""Pixels of a PNG; a picture of few bytes can ask for gigabytes when it is shown."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Kind of colour → numbers for each pixel."""
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_HEADER = 13


def read_logo(files: Files, folder: Path, school: School) -> tuple[Brand, bytes]:
    """The brand with the hash of the logo's file, and the bytes to publish; no logo without one, or if it is refused.

    `school` is what school.yml says, the logo by name only.
    An SVG is written out anew, so that a browser reads exactly what was checked.
    """
    name, plain = school.brand.logo_name, Brand(school.brand.colour)
    if not name:
        return plain, b""
    try:
        content = _beside(files, folder, name)
        shown = _seen_before_or_now(files, name, content)
    except LogoFault as fault:
        where = school.place("brand", "logo")
        hint = "Save the logo beside school.yml as a plain .svg or .png of at most 200 kB."
        files.problems.append(Problem("logo-bad", where, str(fault), hint, school=folder.name))
        return plain, b""
    return Brand(plain.colour, hashlib.sha256(content).hexdigest(), name), shown


def _seen_before_or_now(files: Files, name: str, content: bytes) -> bytes:
    """What is published; raises LogoFault."""
    kind = name.rpartition(".")[2]
    shown = files.reading.seen(kind, content)
    if shown is None:
        shown = _seen(name, content)
        files.reading.keep_seen(kind, content, shown)
    return shown


def _beside(files: Files, folder: Path, name: str) -> bytes:
    """The bytes of the file; raises LogoFault."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}\.(svg|png)", name):
        raise LogoFault(f"“{name}” is not the name of an .svg or .png file beside school.yml")
    file = folder / name
    if not file.is_file():
        raise LogoFault(f"there is no file “{name}” beside school.yml")
    content = files.content(file)
    if content is None:
        raise LogoFault(f"the logo “{name}” cannot be read")
    if len(content) > SIZE_LIMIT:
        raise LogoFault(f"the logo has {len(content):,} bytes; at most {SIZE_LIMIT:,} are taken")
    return content


def _seen(name: str, content: bytes) -> bytes:
    """What is published; raises LogoFault."""
    if name.endswith(".svg"):
        return plain_svg(name, content)
    if not content.startswith(_PNG):
        raise LogoFault(f"“{name}” is not a PNG picture")
    try:
        _check_png(list(_chunks(content)))
    except (ValueError, zlib.error) as fault:
        raise LogoFault(f"the logo “{name}” is a broken PNG picture: {fault}") from fault
    return content


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk up to the end; raises ValueError for what is cut off, changed or too much."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length = int.from_bytes(content[at : at + 4])
        end = at + 8 + length
        kind, body, check = content[at + 4 : at + 8], content[at + 8 : end], content[end : end + 4]
        if len(check) < len(_PNG) // 2:
            raise ValueError("it is cut off")
        if zlib.crc32(kind + body) != int.from_bytes(check):
            raise ValueError("its bytes were changed on the way")
        yield kind, body
        at = end + 4
    if at != len(content):
        raise ValueError("something follows its end")


def _check_png(chunks: list[tuple[bytes, bytes]]) -> None:
    """Raises ValueError or zlib.error for a picture that cannot be shown, or only at great cost."""
    kind, header = chunks[0]
    if kind != b"IHDR" or len(header) != _HEADER or sum(name == b"IHDR" for name, _ in chunks) > 1:
        raise ValueError("it does not begin with its size")
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        raise ValueError(f"it is {width} × {height} pixels; a side has 1 to {LONGEST_SIDE:,}")
    depth, colour, packing, filtering, interlace = header[8:]
    if depth not in _DEPTHS.get(colour, ()) or packing or filtering or interlace > 1:
        raise ValueError("its colours are of an unknown kind")
    if colour == 3 and not any(name == b"PLTE" for name, _ in chunks):
        raise ValueError("its colours are missing")
    most = height * (1 + (width * depth * _SAMPLES[colour] + 7) // 8)
    size = _unpacked(b"".join(body for name, body in chunks if name == b"IDAT"), 2 * most + 64)
    if size < most if not interlace else not size:
        raise ValueError("it is cut off")


def _unpacked(packed: bytes, limit: int) -> int:
    """How many bytes `packed` holds, without keeping them; raises ValueError above `limit` or without an end."""
    reader = zlib.decompressobj()
    size = 0
    while not reader.eof:
        piece = reader.decompress(packed, 1 << 20)
        packed = reader.unconsumed_tail
        size += len(piece)
        if size > limit:
            raise ValueError("it holds more than its size tells")
        if not piece and not packed and not reader.eof:
            raise ValueError("it is cut off")
    return size
