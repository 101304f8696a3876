"""The house templates as a value, read from the folders where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.model.source import HouseStyle


def read_house(folders: Sequence[Path], settings: Mapping[str, object] | None = None) -> HouseStyle:
    """The templates in `folders`, where a later folder is laid over an earlier one, and `mkdocs.yml` as plain data.

    Folders that are not there are left out; hidden files too. Raises OSError if one cannot be read.
    """
    templates: dict[str, bytes] = {}
    for folder in folders:
        for file in folder.rglob("*"):
            path = file.relative_to(folder)
            if file.is_file() and not any(part.startswith(".") for part in path.parts):
                templates[path.as_posix()] = file.read_bytes()
    return HouseStyle(tuple(sorted(templates.items())), settings or {})
