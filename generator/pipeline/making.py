"""Composes and makes the schools of a build that are not yet as today's files say, and stages what they differ in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from generator.engines.assemble import Missing
from generator.engines.front_skeleton import FrontLook, look_of_front
from generator.engines.looks import Look
from generator.engines.parts import Wanted as WantedPart
from generator.model.edition import AUDIENCES
from generator.model.governing import FOLDER
from generator.model.site import SITE_NAMES, TREES, Front, Tree, audience_of
from generator.pipeline.agenda import Agenda, Call
from generator.pipeline.answers import AtOnce, Folder, Made, SchoolDraft
from generator.pipeline.area_files import GroupAsked
from generator.pipeline.crew import Crew
from generator.pipeline.front import Listed
from generator.pipeline.order import Progress
from generator.pipeline.wanted import Wanted
from generator.publish import Stage, Staged

Tell = Callable[[Progress], None]
_BLOCK = 32
"""Schools whose documents are printed together: few enough that the workers hold them all the while."""
_FIRST = 32
"""Schools whose drafts tell nearly all that is missing where little is, as after a change of one clause."""
_MOST_HELD = 100_000
"""Files that are made while schools are still being composed, and held by name until all are: some 30 MB."""


@dataclass(frozen=True, slots=True)
class Fronts:
    """The fronts of the trees, `alone` without most of their schools, and how they list each school.

    A school is listed also with audiences that this build leaves alone.
    """

    alone: Mapping[Tree, Front]
    listed: Listed


class StyleFault(Exception):
    """An engine refused the pages, because of the policy folder's own templates or settings; the text says why."""


@dataclass(slots=True)
class Counts:
    """Pages, PDFs and files of what was made, or is as it was."""

    pages: int = 0
    pdfs: int = 0
    files: int = 0

    def add(self, more: tuple[int, int, int]) -> None:
        """Counts `more` pages, PDFs and files."""
        self.pages, self.pdfs, self.files = (one + other for one, other in zip(self.three, more, strict=True))

    @property
    def three(self) -> tuple[int, int, int]:
        """All of them."""
        return self.pages, self.pdfs, self.files


@dataclass(slots=True)
class _Underway:
    """A school whose files come in: how many calls are still to be answered, and what came."""

    calls: int
    folders: list[Folder] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


class Making:
    """Makes schools and fronts with a crew. `builds` counts MkDocs builds; `altered` are schools with new files."""

    def __init__(self, plan: Wanted, stage: Stage, crew: Crew, digests: Mapping[str, str]) -> None:
        self._digests = digests
        self._plan = plan
        self._stage = stage
        self._crew = crew
        self._parts: set[WantedPart] = set()
        self._looks: set[Look | FrontLook] = set()
        self._asked: tuple[set[WantedPart], set[Look | FrontLook]] = (set(), set())
        self._learned: list[str] = []
        self._preparing = self._prepared = self._kept = self._held = 0
        self.builds = 0
        self.altered: set[str] = set()

    def draft(self, schools: Iterable[str], at_once: Iterable[Front] | None, tell: Tell) -> dict[str, SchoolDraft]:
        """Composes `schools`; raises StyleFault.

        With `at_once`, the fronts of the trees as they have been: what the first schools miss is made soon, and of all
        that miss nothing the websites are made beside, so that nothing has to be composed twice.
        """
        fronts = tuple(at_once or ())
        calls = [Call("draft", partial(self._given_to_draft, school, fronts), school, light=True) for school in schools]
        drafts: dict[str, SchoolDraft] = {}
        agenda = self._crew.agenda(calls)
        for call, draft in self._crew.run(agenda):
            if call.what == "prepare":
                self._take_prepared(call, draft, agenda)
                continue
            drafts[call.school] = self._noted(draft)
            if fronts and len(drafts) == _FIRST:
                agenda.add(self._prepare())
            tell(Progress("Composing", len(drafts), len(calls), call.school))
        return drafts

    def _given_to_draft(self, school: str, fronts: tuple[Front, ...]) -> tuple[object, ...]:
        at_once = fronts and self._held < _MOST_HELD
        return school, AtOnce(fronts, tuple(self._learned), self._digests[school]) if at_once else None

    def _noted(self, draft: SchoolDraft) -> SchoolDraft:
        if draft.fault:
            raise StyleFault(draft.fault)
        if draft.missing:
            self._parts |= draft.missing.parts - self._asked[0]
            self._looks |= draft.missing.looks - self._asked[1]
        if draft.made:
            self._held += draft.made.staged
        return replace(draft, missing=None)

    def make(
        self, drafts: dict[str, SchoolDraft], fronts: Fronts, prints: bool, tell: Tell
    ) -> Iterator[tuple[str, Counts]]:
        """Makes and stages the schools of `drafts`, and yields each with what it has; raises StyleFault."""
        composed = [school for school, draft in drafts.items() if draft.made is None]
        if composed:
            self._looks |= {look_of_front(front) for front in fronts.alone.values()}
        agenda = self._crew.agenda(self._prepare())
        agenda.add(self._prints(drafts) if prints else ())
        web = [self._web(school, fronts) for school in reversed(composed)]  # workers hold those composed last
        agenda.add(web if not self._preparing else ())
        underway = {
            school: _Underway((draft.made is None) + (len(draft.places) if prints else 0))
            for school, draft in drafts.items()
        }
        for done, school in enumerate(self._all_made(agenda, web, drafts, underway), start=1):
            yield school, self._finish(school, drafts[school], underway.pop(school))
            tell(Progress("Making pages and PDFs", done, len(drafts), school))

    def _all_made(
        self, agenda: Agenda, web: list[Call], drafts: Mapping[str, SchoolDraft], underway: dict[str, _Underway]
    ) -> Iterator[str]:
        """Works off the `agenda`, to which `web` is added when all is prepared; yields schools of which all is made."""
        for school, draft in drafts.items():
            if draft.made:
                self._take(underway[school], draft.made)
                if not underway[school].calls:
                    yield school
        for call, answer in self._crew.run(agenda):
            if call.what == "prepare":
                self._take_prepared(call, answer, agenda)
                agenda.add(web if not self._preparing else ())
                continue
            underway[call.school].calls -= 1
            self._take(underway[call.school], answer)
            if not underway[call.school].calls:
                yield call.school

    def front(self, front: Front, title: str) -> Counts:
        """Makes and stages the pages of a tree that belong to no school; raises StyleFault."""
        underway = _Underway(1)
        for _, made in self._crew.run(self._crew.agenda([Call("front", (front, title))])):
            self._take(underway, made)
        for folder in underway.folders:
            self._stage.take_files(folder.files)
        return underway.counts

    def group(self, asked: GroupAsked, front: Front) -> Counts:
        """Makes and stages the register of a group; raises StyleFault."""
        underway = _Underway(1)
        for _, made in self._crew.run(self._crew.agenda([Call("group", (asked, front, tuple(self._learned)))])):
            self._take(underway, made)
        for folder in underway.folders:
            self._stage.take_folder(folder.path, folder.files)
        return underway.counts

    def _prepare(self) -> Iterator[Call]:
        """Parts by one worker, with those of the fronts in one build; meanwhile the skeletons of each frame by any."""
        parts, looks, self._parts, self._looks = self._parts, self._looks, set(), set()
        self._asked = (self._asked[0] | parts, self._asked[1] | looks)
        fronts = frozenset(look for look in looks if isinstance(look, FrontLook))
        frames: dict[str, set[Look | FrontLook]] = {}
        for look in looks - fronts:
            frames.setdefault(look.frame, set()).add(look)
        several = [Missing(frozenset(parts), fronts)] if parts or fronts else []
        several += [Missing(frozenset(), frozenset(frames[frame])) for frame in sorted(frames)]
        for part in several:
            file = str(self._crew.scratch / f"parts-{self._prepared}.json")
            self._prepared += 1
            self._preparing += 1
            yield Call("prepare", (part, file), apart=True)

    def _take_prepared(self, call: Call, builds: int, agenda: Agenda) -> None:
        """Others may learn what was prepared; when that was all for now, it is kept for the next build."""
        assert not callable(call.given)
        self._learned.append(str(call.given[1]))
        self.builds += builds
        self._preparing -= 1
        if self.builds > self._kept and not self._preparing:
            self._kept = self.builds
            agenda.add([Call("keep", (tuple(self._learned),), awaited=False, apart=True)])

    def _prints(self, drafts: Mapping[str, SchoolDraft]) -> Iterator[Call]:
        """In blocks of schools that a worker still holds, one audience after the other.

        What its documents have in common is laid out once.
        """
        schools = list(drafts)
        for start in range(0, len(schools), _BLOCK):
            for name in SITE_NAMES:
                for school in schools[start : start + _BLOCK]:
                    for place in drafts[school].places:
                        if place[0] == name:
                            yield Call("prints", (school, place), school)

    def _web(self, school: str, fronts: Fronts) -> Call:
        return Call("web", partial(self._given_to_web, school, fronts), school)

    def _given_to_web(self, school: str, fronts: Fronts) -> tuple[object, ...]:
        listed = ((front, fronts.listed.entry(tree, school)) for tree, front in fronts.alone.items())
        entries = tuple((front, entry) for front, entry in listed if entry)
        return school, entries, tuple(self._learned), self._digests[school]

    def _take(self, underway: _Underway, made: Made) -> None:
        if made.fault:
            raise StyleFault(made.fault)
        self.builds += made.builds
        underway.folders += made.folders
        underway.counts.add(made.counts)

    def _finish(self, school: str, draft: SchoolDraft, underway: _Underway) -> Counts:
        """Claims the folders of a school, each with the files that belong there; what else stood there goes."""
        for folder in underway.folders:
            if folder.whole:
                self._stage.take_folder(folder.path, folder.files)
            else:
                self._stage.leave_folder(folder.path)
                self._stage.take_files(folder.files)
        for name in (name for name in SITE_NAMES if audience_of(name) not in self._plan.audiences):
            for tree in TREES:
                self._stage.leave_folder(f"{tree}/{school}/{name}")
        if set(self._plan.audiences) != set(AUDIENCES):
            self._stage.leave_folder(f"internal/{school}/{FOLDER}")
        if any(isinstance(file, Staged) and file.name for folder in underway.folders for file in folder.files):
            self.altered.add(school)
        return underway.counts
