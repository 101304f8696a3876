"""Documents that somebody asked for, written into a folder: each whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.publish.durable import settle
from generator.publish.faults import in_plain_words


def write_documents(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes `files`, by their names, into `folder`, which is made when it is not there; their paths, sorted by name.

    All are written beside their places before the first one is renamed. Raises `PublishError`.
    """
    with in_plain_words(str(folder)), contextlib.ExitStack() as held:
        folder.mkdir(parents=True, exist_ok=True)
        parts: list[tuple[Path, Path]] = []
        for name in sorted(files):
            number, made = tempfile.mkstemp(prefix=".policypress-", dir=folder)
            part = Path(made)
            held.callback(part.unlink, missing_ok=True)
            with os.fdopen(number, "wb") as file:
                file.write(files[name])
            part.chmod(0o644)
            parts.append((part, folder / name))
        settle(part for part, _ in parts)
        for part, place in parts:
            os.replace(part, place)
        settle([folder])
        return tuple(place for _, place in parts)
