"""What workers are told of a school and what they give back: plain values that pass between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.engines.assemble import Missing
from generator.model.site import SchoolEntry, SiteName, Tree
from generator.publish import Kept, Staged

Before = Mapping[str, tuple[str, str]]
"""Files that stand in the output: path → the key under which each was made, and its SHA-256 (hexadecimal)."""


@dataclass(frozen=True, slots=True)
class SchoolDraft:
    """A school composed: how each tree lists it, where its sites stand, what is still to be made for them.

    `publishes_drafts`: its drafts are public, or stand beside what it has adopted; `fault` is what an engine said when
    it refused. `governed`: an area for governors is made with its sites.
    """

    entries: tuple[tuple[Tree, SchoolEntry], ...] = ()
    places: tuple[tuple[SiteName, Tree], ...] = ()
    missing: Missing | None = None
    publishes_drafts: bool = False
    governed: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """Files of a school or a front, each with its key; what an engine said when it refused; how many MkDocs builds."""

    files: tuple[tuple[str, Staged | Kept], ...] = ()
    fault: str = ""
    builds: int = 0


@dataclass(frozen=True, slots=True)
class MadeBefore:
    """What stands in the output of a school, and the files of the crew with what was prepared meanwhile.

    `digest` is that of the school's own files.
    """

    before: Before
    learned: tuple[str, ...] = ()
    digest: str = ""
