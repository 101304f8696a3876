"""What a build is asked for, what it tells while it runs, and what it reports."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from generator.history.turns import Turn
from generator.model.edition import AUDIENCES, Audience
from generator.model.site import SiteName
from generator.model.workspace import Workspace
from generator.problems import Problem
from generator.publish import Placing


@dataclass(frozen=True, slots=True)
class Checked:
    """A policy folder as read, and every problem found in it, in order."""

    workspace: Workspace
    problems: tuple[Problem, ...]

    @property
    def known(self) -> frozenset[str]:
        """All schools, also those whose file has faults."""
        return frozenset(self.workspace.schools) | self.workspace.unreadable_schools

    @property
    def unreadable(self) -> frozenset[str]:
        """Schools whose file has faults."""
        return self.workspace.unreadable_schools


@dataclass(frozen=True, slots=True)
class BuildOrder:
    """What to build. Without `schools` or `audiences`: all. `jobs` is a number of processes, 0 for one a core.

    Without `prints` no PDF is made, and no page links to one. With `draft` nothing counts as adopted. `store` is the
    folder of what earlier builds made, None for none; with `remember` the next build into the same folder is told what
    this one did. `afresh` empties the store first and looks at every file; `manifest` is a file for the SHA-256 of all
    that is published.
    """

    root: Path
    out: Path
    today: datetime.date
    schools: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    keep_going: bool = False
    blanks: bool = False
    draft: bool = False
    prints: bool = True
    jobs: int = 0
    store: Path | None = None
    remember: bool = True
    afresh: bool = False
    manifest: Path | None = None

    @property
    def partial(self) -> bool:
        """Whether only some folders are replaced."""
        return bool(self.schools or self.audiences)


@dataclass(frozen=True, slots=True)
class Shop:
    """What every worker is told once: the policy folder, the day, which editions are made and how.

    `fingerprint` names our program with its engines, `style` also the house style; what is kept in `store` is known by
    them. `library` is the digest of the library that is to be read.
    `placing` says where files are staged; without it nothing can be made, only read and checked. `place` is the key
    under which it is remembered what was made there, "" for nowhere; `afresh`, nothing of that is believed.
    With `draft` nothing counts as adopted.
    """

    root: Path
    today: datetime.date
    store: Path | None = None
    fingerprint: str = ""
    style: str = ""
    library: str = ""
    audiences: tuple[Audience, ...] = AUDIENCES
    blanks: bool = False
    prints: bool = True
    placing: Placing | None = None
    place: str = ""
    afresh: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a build: `done` of `total` in `stage`, lately `what`."""

    stage: str
    done: int
    total: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    `problems` are those that count for it, `elsewhere` counts faults in schools that were not asked for;
    `schools` were published, `left` stand as they were; `changed` counts files written anew or removed.
    `not_public` are schools, and those of their sites that were made, whose drafts only the internal pages hold,
    because the school does not publish drafts; `withdrawn` were public before this build and are no longer.
    `altered` are schools of which a file is new or another one, `gone` those that the policy folder has no more.
    `again` are schools, and what turns there on the next day on which a build will publish something else.
    """

    problems: tuple[Problem, ...]
    elsewhere: int = 0
    published: bool = False
    schools: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    pages: int = 0
    pdfs: int = 0
    files: int = 0
    changed: int = 0
    mkdocs_builds: int = 0
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    not_public: tuple[tuple[str, tuple[SiteName, ...]], ...] = ()
    withdrawn: tuple[tuple[str, tuple[SiteName, ...]], ...] = ()
    altered: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    again: tuple[tuple[str, Turn], ...] = ()
