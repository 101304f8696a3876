"""What an assembler has learned, as plain JSON: made once, read by every worker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from generator.engines.looks import Look
from generator.engines.parts import Around, Part, PartKey
from generator.engines.skeleton import FrameFiles, Skeleton


@dataclass(frozen=True, slots=True)
class Kept:
    """Parts with what stands around them, and skeletons with the files beside them, each by what it is known by."""

    parts: tuple[tuple[PartKey, Part | None], ...]
    frames: tuple[tuple[Around, tuple[str, str]], ...]
    skeletons: tuple[tuple[Look, Skeleton | None], ...]
    files: tuple[tuple[str, FrameFiles], ...]


@cache
def _adapter() -> TypeAdapter[Kept]:
    return TypeAdapter(Kept)


def kept_json(kept: Kept) -> bytes:
    """`kept` as JSON."""
    return _adapter().dump_json(kept)


def read_kept(text: bytes) -> Kept:
    """What `kept_json` wrote; raises `pydantic.ValidationError` for anything else."""
    return _adapter().validate_json(text)
