"""Makes PDFs of the editions in `print_editions` and reads them back."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import print_editions
from print_editions import ADOPTED
from pypdf import PdfReader

from generator.engines.typst_press import Press
from generator.house_templates import house_folder
from generator.model.edition import Edition
from generator.render.print_source import print_documents

HOUSE = house_folder() / "print"

CASES = {
    "staff draft": print_editions.edition("staff", sections=3),
    "staff adopted": print_editions.edition("staff", ADOPTED, sections=3),
    "pupil draft": print_editions.edition("pupil", sections=3),
    "pupil adopted": print_editions.edition("pupil", ADOPTED, sections=3),
    "parent adopted": print_editions.edition("parent", ADOPTED, sections=3),
    "template": print_editions.template(),
}


@cache
def press() -> Press:
    """One warm press for all tests of a process."""
    return Press(HOUSE)


def pdfs(edition: Edition, address: str = "https://forge.example/p/", logo: bytes = b"") -> dict[str, bytes]:
    """File name → PDF of all documents of an edition."""
    documents = print_documents(print_editions.site(edition, address, logo))
    return {document.name: press().press(document) for document in documents}


@cache
def made(case: str) -> dict[str, bytes]:
    """The documents of a case, made once."""
    return pdfs(CASES[case])


@cache
def reader(case: str, name: str) -> PdfReader:
    """A document of a case, opened."""
    return PdfReader(BytesIO(made(case)[name]))


@cache
def pages(case: str, name: str) -> tuple[str, ...]:
    """The text of each page of a document of a case."""
    return page_texts(reader(case, name))


def page_texts(opened: PdfReader | bytes) -> tuple[str, ...]:
    """The text of each page, white space collapsed."""
    pdf = PdfReader(BytesIO(opened)) if isinstance(opened, bytes) else opened
    return tuple(" ".join(sheet.extract_text().split()) for sheet in pdf.pages)


def dense(text: str) -> str:
    """`text` without any white space: extraction puts some inside words."""
    return "".join(text.split())


def tags(node: Any) -> Iterator[Any]:
    """All elements of the structure tree below `node`, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node["/K"])


def ink_beyond(png: bytes, left: float, right: float) -> bool:
    """Whether a page (PNG, RGBA, 8 bits, as the press makes it) has ink outside of these parts of its width."""
    width, height, kind = struct.unpack(">IIH", png[16:26])
    assert kind == 0x0806, "not RGBA of 8 bits"
    found, at, size = b"", 8, 4 * width
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            found += png[at + 8 : at + 8 + length]
        at += length + 12
    packed, above = zlib.decompress(found), bytearray(size)
    for row in range(height):
        start = row * (size + 1)
        above = _unfiltered(packed[start], bytearray(packed[start + 1 : start + 1 + size]), above)
        if min(above[: 4 * int(left * width)], default=255) < 200 or min(above[4 * int(right * width) + 4 :]) < 200:
            return True
    return False


def _unfiltered(kind: int, row: bytearray, above: bytearray) -> bytearray:
    for at in range(len(row)):
        a, b, c = (row[at - 4], above[at], above[at - 4]) if at > 3 else (0, above[at], 0)
        p = a + b - c
        nearest = min((a, b, c), key=lambda one: abs(p - one))
        row[at] = (row[at] + (0, a, b, (a + b) // 2, nearest)[kind]) & 255
    return row
