"""What workers are told of a school and what they give back: plain values that pass between processes."""

from __future__ import annotations

from dataclasses import dataclass

from generator.engines.assemble import Missing
from generator.model.site import Front, SchoolEntry, SiteName, Tree
from generator.publish import Kept, Staged


@dataclass(frozen=True, slots=True)
class Folder:
    """Files for a folder of the output. `whole`: all that it is to hold; otherwise what else stands there stays."""

    path: str
    files: tuple[Staged | Kept, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a school or a front; what an engine said when it refused; how many MkDocs builds it took.

    `counts` are the pages, the PDFs and all files that it now has.
    """

    folders: tuple[Folder, ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)
    fault: str = ""
    builds: int = 0

    @property
    def staged(self) -> int:
        """How many files are new or other ones."""
        return sum(isinstance(file, Staged) and bool(file.name) for folder in self.folders for file in folder.files)


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What a worker needs to make websites as soon as they are composed, if nothing is missing for them.

    `fronts` are those of the trees, without most of their schools; `learned` are files of the crew with what was
    prepared in this build. `digest` is that of the school's own files.
    """

    fronts: tuple[Front, ...]
    learned: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class SchoolDraft:
    """A school composed: how each tree lists it, where its sites stand, what is still to be made for them.

    `publishes_drafts`: its drafts are public, or stand beside what it has adopted; `fault` is what an engine said when
    it refused. `governed`: an area for governors is made with its sites. `made` are its websites where they were made
    at once.
    """

    entries: tuple[tuple[Tree, SchoolEntry], ...] = ()
    places: tuple[tuple[SiteName, Tree], ...] = ()
    missing: Missing | None = None
    publishes_drafts: bool = False
    governed: bool = False
    fault: str = ""
    made: Made | None = None
