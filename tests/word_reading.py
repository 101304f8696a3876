"""A Word file read as a word processor leaves it after all tracked changes were accepted, or all rejected."""

from __future__ import annotations

import io
import zipfile
from typing import Literal as Only

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Side = Only["accepted", "rejected"]


def part(content: bytes, name: str) -> etree._Element:
    """A part of the file as a tree."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return etree.fromstring(opened.read(name))


def texts(content: bytes, side: Side) -> list[tuple[str, str]]:
    """Style and words of each paragraph that is not empty, cells of a row with tabs between."""
    body = part(content, "word/document.xml").find(f"{W}body")
    goes = f"{W}del" if side == "accepted" else f"{W}ins"
    found: list[tuple[str, str]] = []
    begun = ""
    for block in body:
        if block.tag == f"{W}tbl":
            assert not begun, "a paragraph that goes stands before a table"
            found += (("row", row) for row in _rows(block, goes))
        elif block.tag == f"{W}p":
            begun += _words(block, goes)
            if block.find(f"{W}pPr/{W}rPr/{goes}") is None:
                found += [(_style(block), begun)] if begun else []
                begun = ""
    assert not begun, "the last paragraph goes"
    return found


def _rows(table: etree._Element, goes: str) -> list[str]:
    rows = [row for row in table.findall(f"{W}tr") if row.find(f"{W}trPr/{goes}") is None]
    return ["\t".join(_words(cell, goes) for cell in row.findall(f"{W}tc")) for row in rows]


def _words(within: etree._Element, goes: str) -> str:
    found = []
    for element in within.iter(f"{W}t", f"{W}delText", f"{W}br"):
        if not any(above.tag == goes for above in element.iterancestors()):
            found.append("\n" if element.tag == f"{W}br" else element.text or "")
    return "".join(found)


def _style(paragraph: etree._Element) -> str:
    return str(paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))
