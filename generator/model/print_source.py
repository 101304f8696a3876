"""What the press prints: the content of one document as JSON text, never as source of a page language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintSource:
    """One document.

    `name` is its file name in the audience's `print/` folder ("social-media-large-print.pdf");
    `template` the house template that prints it ("policy.typ");
    `content` and `values` are JSON: the text with keys of holes, and what the school sets in them;
    `files` are names and contents of what the template reads besides: pictures that `values` names, and JSON that many
    schools share (words of the interface, layout, colour); `date` (ISO 8601) is the only date in the file's metadata.
    Equal sources give equal bytes.
    """

    name: str
    template: str
    content: str
    values: str
    files: tuple[tuple[str, bytes], ...]
    date: str
