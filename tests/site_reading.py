"""Reads a built tree as an outsider would: everything that a file shows or hides, as text."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from pathlib import Path

from pypdf import PdfReader


def files_of(folder: Path) -> list[Path]:
    """All files under `folder`, sorted."""
    return sorted(file for file in folder.rglob("*") if file.is_file())


def pdf_text(content: bytes) -> str:
    """Text of all pages, bookmarks and metadata of a PDF, white space collapsed."""
    reader = PdfReader(io.BytesIO(content))
    pieces = [page.extract_text() for page in reader.pages]
    pieces += [str(value) for value in (reader.metadata or {}).values()]
    if reader.xmp_metadata is not None:
        pieces.append(reader.xmp_metadata.stream.get_data().decode("utf-8", "replace"))
    pieces += [item.title or "" for item in _flat(reader.outline)]
    return re.sub(r"\s+", " ", " ".join(pieces))


def _flat(outline: object) -> list:
    return [item for entry in outline for item in _flat(entry)] if isinstance(outline, list) else [outline]


def everything_in(file: Path) -> str:
    """All text of a file: for HTML the raw source and the same with entities read, for JSON its strings."""
    content = file.read_bytes()
    if file.suffix == ".pdf":
        return pdf_text(content)
    text = content.decode("utf-8", "replace")
    if file.suffix == ".json":
        text += " " + unescape(json.dumps(json.loads(text), ensure_ascii=False))
    return text + " " + unescape(text)
