"""Composes and makes the schools of a build that are not yet as today's files say, and stages what they differ in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from generator.engines.assemble import Missing
from generator.engines.front_skeleton import FrontLook, look_of_front
from generator.engines.looks import Look
from generator.engines.parts import Wanted as WantedPart
from generator.model.edition import AUDIENCES
from generator.model.governing import FOLDER, GROUPS
from generator.model.site import SITE_NAMES, TREES, Front, SiteName, Tree, audience_of
from generator.pipeline.agenda import Call
from generator.pipeline.answers import Made, MadeBefore, SchoolDraft
from generator.pipeline.area_files import GroupAsked
from generator.pipeline.crew import Crew
from generator.pipeline.front import Listed
from generator.pipeline.order import Progress
from generator.pipeline.remembered import Remembered
from generator.pipeline.wanted import Wanted
from generator.publish import Kept, Stage, Staged

Tell = Callable[[Progress], None]
_BLOCK = 32
"""Schools whose documents are printed together: few enough that the workers hold them all the while."""
Files = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fronts:
    """The fronts of the trees, `alone` without most of their schools, and how they list each school.

    A school is listed also with audiences that this build leaves alone. `digests` are those of each school's own files.
    """

    alone: Mapping[Tree, Front]
    listed: Listed
    digests: Mapping[str, str]


class StyleFault(Exception):
    """An engine refused the pages, because of the policy folder's own templates or settings; the text says why."""


@dataclass(slots=True)
class Counts:
    """Pages, PDFs and files of what was made, or is as it was."""

    pages: int = 0
    pdfs: int = 0
    files: int = 0

    def add(self, paths: Iterable[str]) -> None:
        """Counts `paths` too."""
        for path in paths:
            self.pages += path.endswith(".html")
            self.pdfs += path.endswith(".pdf")
            self.files += 1


@dataclass(slots=True)
class _Underway:
    """A school whose files come in: how many calls are still to be answered, and what came."""

    calls: int
    files: list[tuple[str, Staged | Kept]] = field(default_factory=list)


class Making:
    """Makes schools and fronts with a crew. `builds` counts MkDocs builds; `altered` are schools with new files."""

    def __init__(self, plan: Wanted, stage: Stage, crew: Crew, remembered: Remembered) -> None:
        self._plan = plan
        self._stage = stage
        self._crew = crew
        self._remembered = remembered
        self._learned: list[str] = []
        self._parts: set[WantedPart] = set()
        self._looks: set[Look | FrontLook] = set()
        self.builds = 0
        self.altered: set[str] = set()

    def draft(self, schools: Iterable[str], tell: Tell) -> dict[str, SchoolDraft]:
        """Composes `schools`; raises StyleFault."""
        calls = [Call("draft", (school,), school, light=True) for school in schools]
        drafts = {}
        for done, (call, draft) in enumerate(self._crew.run(self._crew.agenda(calls)), start=1):
            if draft.fault:
                raise StyleFault(draft.fault)
            if draft.missing:
                self._parts |= draft.missing.parts
                self._looks |= draft.missing.looks
            drafts[call.school] = replace(draft, missing=None)
            tell(Progress("Composing", done, len(calls), call.school))
        return drafts

    def make(
        self, drafts: dict[str, SchoolDraft], fronts: Fronts, prints: bool, tell: Tell
    ) -> Iterator[tuple[str, Counts]]:
        """Makes and stages the schools of `drafts`, and yields each with what it has; raises StyleFault."""
        if drafts:
            self._looks |= {look_of_front(front) for front in fronts.alone.values()}
        preparing = list(self._prepare())
        web = [self._web(school, fronts) for school in reversed(drafts)]  # workers hold those composed last
        agenda = self._crew.agenda(preparing)
        agenda.add(self._prints(drafts) if prints else ())
        agenda.add(web if not preparing else ())
        underway = {school: _Underway(1 + (len(draft.places) if prints else 0)) for school, draft in drafts.items()}
        waiting, done = len(preparing), 0
        for call, answer in self._crew.run(agenda):
            if call.what == "prepare":
                self.builds += answer
                waiting -= 1
                if not waiting:
                    agenda.add([*web, self._keeping()] if self.builds else web)
                continue
            self._take(underway[call.school], answer)
            if not underway[call.school].calls:
                yield call.school, self._finish(call.school, drafts[call.school], underway.pop(call.school))
                done += 1
                tell(Progress("Making pages and PDFs", done, len(drafts), call.school))

    def _keeping(self) -> Call:
        return Call("keep", (tuple(self._learned),), awaited=False, apart=True)

    def front(self, front: Front, title: str) -> Counts:
        """Makes and stages the pages of a tree that belong to no school; raises StyleFault."""
        counts = Counts()
        for _, made in self._crew.run(self._crew.agenda([Call("front", (front, title))])):
            self._raise_fault(made)
            self.builds += made.builds
            self._stage.take_files([file for _, file in made.files])
            counts.add(file.path for _, file in made.files)
        return counts

    def group(self, asked: GroupAsked, front: Front) -> Counts:
        """Makes and stages the register of a group; raises StyleFault."""
        counts = Counts()
        for _, made in self._crew.run(self._crew.agenda([Call("group", (asked, front, tuple(self._learned)))])):
            self._raise_fault(made)
            self.builds += made.builds
            self._stage.take_folder(f"internal/{GROUPS}/{asked.group}", [file for _, file in made.files])
            counts.add(file.path for _, file in made.files)
        return counts

    def _prepare(self) -> Iterator[Call]:
        """Parts by one worker, with those of the fronts in one build; meanwhile the skeletons of each frame by any."""
        fronts = frozenset(look for look in self._looks if isinstance(look, FrontLook))
        frames: dict[str, set[Look | FrontLook]] = {}
        for look in self._looks - fronts:
            frames.setdefault(look.frame, set()).add(look)
        several = [Missing(frozenset(self._parts), fronts)] if self._parts or fronts else []
        several += [Missing(frozenset(), frozenset(frames[frame])) for frame in sorted(frames)]
        for part in several:
            file = str(self._crew.scratch / f"parts-{len(self._learned)}.json")
            self._learned.append(file)
            yield Call("prepare", (part, file), apart=True)

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
                            yield Call("prints", partial(self._given_to_print, school, place), school)

    def _given_to_print(self, school: str, place: tuple[SiteName, Tree]) -> tuple[object, ...]:
        name, tree = place
        return school, place, MadeBefore(self._before(school, f"{tree}/{school}/{name}/print"))

    def _web(self, school: str, fronts: Fronts) -> Call:
        return Call("web", partial(self._given_to_web, school, fronts), school)

    def _given_to_web(self, school: str, fronts: Fronts) -> tuple[object, ...]:
        listed = ((front, fronts.listed.entry(tree, school)) for tree, front in fronts.alone.items())
        entries = tuple((front, entry) for front, entry in listed if entry)
        before = self._before(school, *(f"{tree}/{school}" for tree in TREES))
        return school, entries, MadeBefore(before, tuple(self._learned), fronts.digests[school])

    def _before(self, school: str, *folders: str) -> Files:
        """What stands in `folders` and is as it was made: what we kept says the same as the output's own record."""
        known = self._remembered.files(school)
        if not known:
            return {}
        recorded = {path: digest for folder in folders for path, digest in self._stage.recorded(folder).items()}
        return {
            path: (key, digest)
            for path, (key, digest) in known.items()
            if path in recorded and recorded[path].hex() == digest and os.path.lexists(self._stage.output.root / path)
        }

    def _take(self, underway: _Underway, made: Made) -> None:
        self._raise_fault(made)
        self.builds += made.builds
        underway.calls -= 1
        underway.files += made.files

    def _raise_fault(self, made: Made) -> None:
        if made.fault:
            raise StyleFault(made.fault)

    def _finish(self, school: str, draft: SchoolDraft, underway: _Underway) -> Counts:
        """Claims the folders of a school, each with the files that belong there; what else stood there goes."""
        claims: dict[str, list[Staged | Kept]] = {f"{tree}/{school}": [] for tree in TREES}
        for name, tree in draft.places:
            claims[f"{tree}/{school}/{name}"] = []
            claims[f"{tree}/{school}/{name}/print"] = []
        area = f"internal/{school}/{FOLDER}"
        if draft.governed:
            claims[area] = []
        elif set(self._plan.audiences) != set(AUDIENCES):
            self._stage.leave_folder(area)
        for _, file in underway.files:
            claims[_deepest(file.path, claims)].append(file)
        for folder, files in claims.items():
            self._stage.take_folder(folder, files)
        for name in (name for name in SITE_NAMES if audience_of(name) not in self._plan.audiences):
            for tree in TREES:
                self._stage.leave_folder(f"{tree}/{school}/{name}")
        self._keep_files(school, underway.files)
        if any(isinstance(file, Staged) and file.name for _, file in underway.files):
            self.altered.add(school)
        counts = Counts()
        counts.add(file.path for _, file in underway.files)
        return counts

    def _keep_files(self, school: str, files: Iterable[tuple[str, Staged | Kept]]) -> None:
        known = {file.path: (key, file.digest.hex()) for key, file in files}
        if set(self._plan.audiences) != set(AUDIENCES):
            known = {**self._remembered.files(school), **known}
        self._remembered.keep_files(school, known)


def _deepest(path: str, folders: Iterable[str]) -> str:
    """The longest of `folders` that `path` lies in."""
    return max((folder for folder in folders if path.startswith(f"{folder}/")), key=len)
