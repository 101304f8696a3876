"""What a build makes anew: the schools and fronts that are not as today's files say, and what becomes of the rest."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.history.turns import Turn, last_turn, next_turns
from generator.model.edition import AUDIENCES
from generator.model.governing import FOLDER, GROUPS
from generator.model.site import SITE_NAMES, TREES, Front, SiteName, Tree
from generator.pipeline.answers import SchoolDraft
from generator.pipeline.area_files import InGroups, groups_asked
from generator.pipeline.crew import Crew
from generator.pipeline.front import FILE, Listed, read_listed
from generator.pipeline.inputs import together
from generator.pipeline.looking import Looked
from generator.pipeline.making import Counts, Fronts, Making
from generator.pipeline.record import Stands
from generator.pipeline.remembered import basis, school_key
from generator.pipeline.wanted import Wanted
from generator.publish import PublishError, nothing
from generator.render.web_front import tree_frame

if TYPE_CHECKING:
    from generator.pipeline.building import Building

ByTree = Mapping[Tree, str]


class Pages:
    """The pages and PDFs of one build: makes what has changed, and claims or leaves the folders of the output."""

    def __init__(self, building: Building, plan: Wanted, looked: Looked, crew: Crew) -> None:
        self._building = building
        self._order, self._inputs, self._tell = building.order, building.inputs, building.tell
        self._stage = building.stage
        self._basis = basis(building.order, building.inputs)
        self._made = building.remembered.made
        self._plan = plan
        self._looked = looked
        self.making = Making(plan, building.stage, crew, building.inputs.schools)
        self._fronts_made: set[Tree] = set()
        self._unknown_output = not (self._made.output and self._made.whole)
        self.gone: tuple[str, ...] = ()

    def make(self) -> Counts:
        """Makes and stages what has changed; how much the schools and fronts of this build are together.

        Raises StyleFault when an engine refuses, `PublishError` for the machine's faults.
        """
        self._before = self._read_listed()
        frames = self._frames(self._before)
        drafts = self.making.draft(self._stale(frames), self._at_once(), self._tell)
        self._listed = self._before.after(self._plan, {school: draft.entries for school, draft in drafts.items()})
        if self._frames(self._listed) != frames:
            frames = self._frames(self._listed)
            others = [school for school in self._stale(frames) if school not in drafts]
            drafts |= self.making.draft(others, None, self._tell)
            drafts = {school: dataclasses.replace(draft, made=None) for school, draft in drafts.items()}
        # What is listed is kept as lines: values of all schools would grow with their number.
        drafts = {school: dataclasses.replace(draft, entries=()) for school, draft in drafts.items()}
        self._make_schools(drafts, frames)
        self._make_groups(frames)
        self._make_fronts()
        self._leave(drafts)
        return self._together()

    def _at_once(self) -> Iterable[Front] | None:
        """The fronts as they have been, if websites may be made before it is known that they stay so.

        Not without parts of an earlier build, when nearly all is missing; and not when only some audiences are made,
        because how the fronts list a school then depends on the others, too.
        """
        if not self._building.warm or not self._made.output or set(self._plan.audiences) != set(AUDIENCES):
            return None
        return [self._deciding(self._before, tree) for tree in TREES]

    @property
    def scope(self) -> Callable[[str], bool]:
        """Which files may go that no folder of this build holds."""
        return self._may_remove if self._something_may_go else nothing

    @property
    def _something_may_go(self) -> bool:
        """Not where only folders of schools are made anew, in an output that is known to hold no school but those."""
        return bool(self._fronts_made) or (not self._plan.partial and (self._unknown_output or bool(self.gone)))

    def _may_remove(self, path: str) -> bool:
        """Whether `path` is of a school that is no more, or of a front that was made anew without it."""
        if path == FILE:
            return False
        tree, school, *rest = (*path.split("/"), "", "")
        of_front = not rest[0] or school == "assets"
        return tree in self._fronts_made if of_front else not self._plan.partial

    def not_public(self) -> tuple[tuple[str, tuple[SiteName, ...]], ...]:
        """Schools, and those of their audiences that only the internal tree holds because they publish no drafts."""
        found = ((school, self._made.schools[school].inside) for school in self._plan.schools)
        return tuple((school, inside) for school, inside in found if inside)

    def withdrawn(self) -> tuple[tuple[str, tuple[SiteName, ...]], ...]:
        """What was public before this build and is no longer."""
        gone = {} if self._listed == self._before else _by_school({*self._before.public()} - {*self._listed.public()})
        return tuple((school, tuple(name for name in SITE_NAMES if name in gone[school])) for school in sorted(gone))

    def _read_listed(self) -> Listed:
        try:
            return read_listed(self._order.out, self._made.listed)
        except PublishError:
            if self._plan.partial or self._plan.left:
                raise
            self._made.schools.clear()  # so that all are made and listed again
            return Listed({})

    def _stale(self, frames: ByTree) -> list[str]:
        """Schools of this build that were made from other files, or never."""
        made = self._made.schools
        return [
            school
            for school in self._plan.schools
            if school not in made or made[school].key != self._key(school, frames)
        ]

    def _key(self, school: str, frames: ByTree) -> str:
        """The day counts through what stands on it, and so only from one turn to the next."""
        own, since = self._inputs.schools[school], self._since(school)
        own = f"{own} since {since}" if since else own
        return school_key(self._basis, f"{own} on {self._order.today}" if self._governed(school) else own, frames)

    def _governed(self, school: str) -> bool:
        """Whether an area is made for the governors of a school, which says what is due on the day."""
        known = self._looked.governance.get(school)
        return known is not None and known.area and not self._order.draft

    def _since(self, school: str) -> str:
        adopted = () if self._order.draft else self._looked.turns.get(school, ())
        return last_turn(adopted, self._order.today.isoformat())

    @property
    def again(self) -> tuple[tuple[str, Turn], ...]:
        """Schools, and what turns there on the next day on which something does."""
        today = self._order.today.isoformat()
        several = ((school, turn) for school, turns in self._looked.turns.items() for turn in next_turns(turns, today))
        coming = sorted(several, key=lambda each: (each[1].on, each[0], each[1]))
        return tuple(each for each in coming if each[1].on == coming[0][1].on)

    def _frames(self, listed: Listed) -> dict[Tree, str]:
        """The digest of what each tree says on every page of its front."""
        frames = {tree: tree_frame(self._deciding(listed, tree)) for tree in TREES}
        return {tree: together([json.dumps(frame, sort_keys=True)]) for tree, frame in frames.items()}

    def _deciding(self, listed: Listed, tree: Tree) -> Front:
        return listed.deciding(tree, self._looked.addresses[TREES.index(tree)])

    def _make_schools(self, drafts: dict[str, SchoolDraft], frames: ByTree) -> None:
        alone = {tree: self._deciding(self._listed, tree) for tree in TREES}
        for school, counts in self.making.make(drafts, Fronts(alone, self._listed), self._order.prints, self._tell):
            draft = drafts[school]
            inside = tuple(name for name, tree in draft.places if tree == "internal" and not draft.publishes_drafts)
            key = self._key(school, frames)
            folders = tuple(f"{tree}/{school}/{name}" for name, tree in draft.places)
            folders += (f"internal/{school}/{FOLDER}",) if draft.governed else ()
            self._made.schools[school] = Stands(key, counts.pages, counts.pdfs, counts.files, inside, folders)

    def _make_groups(self, frames: ByTree) -> None:
        """The registers of groups, when all schools are built; otherwise they stay as they are."""
        if self._order.draft or self._plan.partial:
            return
        asked = {each.group: each for each in groups_asked(self._in_groups())}
        for group in [group for group in self._made.groups if group not in asked]:
            self._stage.take_folder(f"internal/{GROUPS}/{group}", ())
            del self._made.groups[group]
        for group, each in asked.items():
            folder, said = f"internal/{GROUPS}/{group}", (self._inputs.common, str(self._order.today), repr(each))
            key = together((*said, frames["internal"]))
            if group in self._made.groups and self._made.groups[group].key == key:
                self._stage.leave_folder(folder)
                continue
            counts = self.making.group(each, self._deciding(self._listed, "internal"))
            self._made.groups[group] = Stands(key, counts.pages, counts.pdfs, counts.files, folders=(folder,))

    def _in_groups(self) -> Iterator[InGroups]:
        for school, known in self._looked.governance.items():
            area = known.area and school in self._made.schools
            yield InGroups(school, self._inputs.schools[school], area, known.groups)

    def _make_fronts(self) -> None:
        for tree, address in zip(TREES, self._looked.addresses, strict=True):
            key = self._front_key(tree, address)
            if tree in self._made.fronts and self._made.fronts[tree].key == key:
                continue
            counts = self.making.front(self._listed.front(tree, address), self._looked.title)
            self._made.fronts[tree] = Stands(key, counts.pages, counts.pdfs, counts.files, folders=(f"{tree}/assets",))
            self._fronts_made.add(tree)
        if self._listed != self._before or not (self._order.out / FILE).exists():
            self._stage.write(*self._listed.to_file())
        self._made.listed = self._listed.digest

    def _front_key(self, tree: Tree, address: str) -> str:
        listed = (line.decode() for line in self._listed.lines_of(tree))
        return together((self._inputs.program, self._inputs.style, address, self._looked.title, *listed))

    def _leave(self, drafts: Iterable[str]) -> None:
        """The folders of schools that are as they were, or have faults, stay."""
        gone = set() if self._plan.partial else self._made.schools.keys() - self._plan.known
        self.gone = tuple(sorted(gone))
        for school in gone:
            del self._made.schools[school]
        self._made.basis = self._basis
        self._made.whole = self._made.whole or not self._plan.partial
        if self._something_may_go:  # otherwise whatever nobody claims stays
            for school in sorted({*self._plan.schools, *self._plan.left} - {*drafts}):
                for tree in TREES:
                    self._stage.leave_folder(f"{tree}/{school}")

    def _together(self) -> Counts:
        stands = [
            *self._made.fronts.values(),
            *self._made.groups.values(),
            *(self._made.schools[school] for school in self._plan.schools),
        ]
        return Counts(*(sum(counts) for counts in zip(*(one[1:4] for one in stands), strict=True)))


def _by_school(pairs: Iterable[tuple[str, SiteName]]) -> dict[str, set[SiteName]]:
    found: dict[str, set[SiteName]] = {}
    for school, name in pairs:
        found.setdefault(school, set()).add(name)
    return found
