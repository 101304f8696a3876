"""A policy folder while it is being edited: what was last found sound in it, and what is wrong with it now."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.checks import SchoolChecks, SchoolFacts, check_library
from generator.compose.edition import profile_of
from generator.library import LibraryRead, read_library, read_one_school
from generator.model.clause import Clause
from generator.model.edition import Audience, SchoolProfile
from generator.model.governing import NO_GOVERNANCE, Governance
from generator.model.schools import School
from generator.model.site import SiteName, Tree
from generator.model.workspace import Workspace
from generator.pipeline.governing import governance_of
from generator.pipeline.school_sites import SitesAsked, has_adopted, site_places
from generator.problems import Problem, errors, in_order
from generator.store import Store

_HELD = 64
"""Schools of which the last sound text is held."""

Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LiveOrder:
    """What can be asked for: all that a build of these schools and audiences (none: all) would write.

    `today` is the day to go by, None for the day on which the folder is read; `store` is as in a `BuildOrder`.
    """

    root: Path
    store: Path | None = None
    schools: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    today: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """A school without faults, and the library and groups with which it was read."""

    workspace: Workspace
    school: School


@dataclass(frozen=True, slots=True)
class Known:
    """What the lists of schools need of a school: its sites and their trees, whether it publishes its drafts.

    Drafts that stand beside what was adopted count as published: nobody looks for them elsewhere.
    """

    profile: SchoolProfile
    places: tuple[tuple[SiteName, Tree], ...]
    publishes_drafts: bool
    governance: Governance = NO_GOVERNANCE


class LiveFolder:
    """The library, and each school that is asked for. `library` is None as long as no sound one has been read.

    What has a fault stays as it was last found sound; `faults` has the problems of each school, "" for the library.
    `only` are the schools that count, none for all.
    """

    def __init__(self, root: Path, store: Store, only: Collection[str] = ()) -> None:
        self._root = root
        self._store = store
        self._only = only
        self._facts: Mapping[str, SchoolFacts] = {}
        self._schools: OrderedDict[str, Sound] = OrderedDict()
        self._looked_at: set[str] = set()
        self._known: dict[str, Known] = {}
        self._known_well: set[str] = set()
        self.library: LibraryRead | None = None
        self.faults: dict[str, Problems] = {}
        self._today = self._known_on = datetime.date.min

    @property
    def today(self) -> str:
        """The day to go by, as it was when the library was last read (ISO 8601)."""
        return self._today.isoformat()

    @property
    def problems(self) -> Problems:
        """All that are known of and count, in order. Another thread may be finding more meanwhile."""
        found = tuple(self.faults.items())
        counted = (problems for school, problems in found if not school or not self._only or school in self._only)
        return in_order(problem for problems in counted for problem in problems)

    @property
    def school_ids(self) -> tuple[str, ...]:
        """The schools that can be shown, sorted."""
        ids = self.library.school_ids if self.library else ()
        return tuple(school for school in ids if not self._only or school in self._only)

    def learn(self, facts: Mapping[str, SchoolFacts], problems: Problems) -> None:
        """Takes over what a look at the whole folder has found: the facts of all schools, and all problems."""
        self._facts = facts
        self.faults = _by_school(problems)
        self._take_library(self.library)

    def read_library(self, today: datetime.date) -> bool:
        """Reads and checks all but the schools as of `today`; with faults it is not taken over, which is False."""
        self._today = today
        read = read_library(self._root, self._store)
        reworded = self._reworded(read)
        checked = check_library(read.workspace, self._facts, today, reworded)
        found = _by_school(in_order((*read.problems, *checked)))
        warned = self._warned_elsewhere(read, reworded)
        self.faults = {**self.faults, **found, "": in_order((*warned, *found.get("", ())))}
        self._looked_at.clear()
        if errors(found.get("", ())):
            return False
        if not self.library or self.library.workspace.groups != read.workspace.groups or today != self._known_on:
            self._known_well.clear()
            self._known_on = today
        self._take_library(read)
        return True

    def _reworded(self, read: LibraryRead) -> tuple[str, ...] | None:
        """Ids of the clauses whose wordings are all in which `read` differs from the library shown; None for more."""
        if self.library is None or errors(self.faults.get("", ())):
            return None
        old, new = self.library.workspace, read.workspace
        alone = [replace(one, library=replace(one.library, clauses={})) for one in (old, new)]
        before, now = old.library.clauses, new.library.clauses
        if alone[0] != alone[1] or before.keys() != now.keys():
            return None
        changed = tuple(clause for clause in now if now[clause] != before[clause])
        alike = all(_but_for_wordings(now[clause]) == _but_for_wordings(before[clause]) for clause in changed)
        return changed if alike else None

    def _warned_elsewhere(self, read: LibraryRead, reworded: tuple[str, ...] | None) -> Problems:
        """What is known of texts that were not looked at, because clauses were `reworded` and nothing else."""
        if reworded is None:
            return ()
        clauses = [read.workspace.library.clauses[clause] for clause in reworded]
        looked_at = {clause.where.path for clause in clauses}
        looked_at |= {translation.where.path for clause in clauses for translation in clause.translations.values()}
        return tuple(problem for problem in self.faults.get("", ()) if problem.where.path not in looked_at)

    def _take_library(self, read: LibraryRead | None) -> None:
        self.library = read
        if read:
            self._checks = SchoolChecks(read.workspace, self._facts, self._today)

    def forget_schools(self, schools: Collection[str]) -> bool:
        """Believes nothing of what was read of them until they are asked for; whether one of them is new or gone."""
        listed = self.library.school_ids if self.library else ()
        for school in schools:
            self._looked_at.discard(school)
            self._known_well.discard(school)
        return any((self._root / "schools" / s / "school.yml").exists() != (s in listed) for s in schools)

    def school(self, school: str) -> Sound | None:
        """The school as it stands, or as it was last found sound, or None."""
        if school not in self._looked_at:
            self._look_at(school)
        return self._schools.get(school)

    def known(self, school: str) -> Known | None:
        """What lists of schools say of `school`, which need not be sound; None if its file could never be read."""
        if school not in self._known_well and self.library:
            read, _ = read_one_school(self._root, school, self.library.workspace.library, self._store)
            if read is not None:
                workspace, today = self.library.workspace, self.today
                shown = read.publish == "draft" or has_adopted(read, SitesAsked(today))
                places, governance = site_places(workspace, read, today), governance_of(workspace, read)
                self._known[school] = Known(profile_of(workspace, read), places, shown, governance)
            self._known_well.add(school)
        return self._known.get(school)

    def all_known(self) -> Iterator[tuple[str, Known]]:
        """Every school that can be shown and whose file can be read."""
        for school in self.school_ids:
            known = self.known(school)
            if known:
                yield school, known

    def _look_at(self, school: str) -> None:
        assert self.library
        read, problems = read_one_school(self._root, school, self.library.workspace.library, self._store)
        if read is not None:
            problems = in_order((*problems, *self._checks.of(read)))
        self.faults[school] = problems
        self._looked_at.add(school)
        if read is not None and not errors(problems):
            self._schools[school] = Sound(self.library.workspace, read)
            self._schools.move_to_end(school)
            if len(self._schools) > _HELD:
                oldest, _ = self._schools.popitem(last=False)
                self._looked_at.discard(oldest)


def _by_school(problems: Problems) -> dict[str, Problems]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.school, []).append(problem)
    return {school: tuple(several) for school, several in found.items()}


def _but_for_wordings(clause: Clause) -> Clause:
    return replace(clause, wordings={}, secondary={}, places={})


def school_of(path: str) -> str:
    """The school in whose folder the file `path` stands, or ""."""
    top, _, rest = path.partition("/")
    school, _, inside = rest.partition("/")
    return school if top == "schools" and inside and school != "groups" else ""
