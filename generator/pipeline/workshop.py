"""What a worker does, one school at a time: reads, checks, composes, puts websites together, prints.

Holds the library, the templates and a few schools between calls, so that memory does not grow with their number.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.checks import SchoolChecks, SchoolFacts, check_library, facts_of
from generator.compose.sites import audience_sites
from generator.engines.assemble import Assembler, Drafted, Missing
from generator.engines.faults import SiteBuildError
from generator.engines.house import HouseError
from generator.engines.kept import kept_json, read_kept
from generator.engines.pressed import CachedPress
from generator.engines.print_house import PressError
from generator.engines.stamp import StampError
from generator.library import LibraryRead, read_library, read_one_school
from generator.model.edition import Audience
from generator.model.schools import School
from generator.model.site import Front, SchoolEntry, Tree
from generator.pipeline.inputs import together
from generator.pipeline.order import Shop
from generator.pipeline.style import Style, assembler_for, front_title, keep_parts, press_for
from generator.problems import Problem
from generator.publish import Desk, Kept, PublishError, Staged
from generator.render.listing import front_entry
from generator.render.print_source import print_documents
from generator.store import Store

_SCHOOLS_HELD = 64

Before = Mapping[str, tuple[str, str]]
"""Files that stand in the output: path → the key under which each was made, and its SHA-256 (hexadecimal)."""
_AGAIN = "Nothing was published. Run the command again."
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class SchoolDraft:
    """A school composed: how each tree lists it, where its audiences' sites stand, what is still to be made for them.

    `publishes_drafts` is what the school says; `fault` is what an engine said when it refused.
    """

    entries: tuple[tuple[Tree, SchoolEntry], ...] = ()
    places: tuple[tuple[Audience, Tree], ...] = ()
    missing: Missing | None = None
    publishes_drafts: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """Files of a school or a front, each with its key; what an engine said when it refused; how many MkDocs builds."""

    files: tuple[tuple[str, Staged | Kept], ...] = ()
    fault: str = ""
    builds: int = 0


class Workshop:
    """One worker. Its methods are the calls of a crew; what they take and give passes between processes."""

    def __init__(self, shop: Shop, number: int) -> None:
        self._shop = shop
        self._number = number
        self._store = Store(shop.store)
        self._schools: OrderedDict[str, School] = OrderedDict()
        self._drafts: OrderedDict[str, tuple[Drafted, ...]] = OrderedDict()
        self._learned: set[str] = set()

    def close(self) -> None:
        """Removes temporary folders."""
        if "_press" in self.__dict__:
            self._press.close()

    # Reading and checking

    def read_library(self) -> tuple[dict[str, object], tuple[Problem, ...]]:
        """What the parent needs to know of the library, and the faults met while reading it."""
        read = self._read
        workspace, library = read.workspace, read.workspace.library
        news: dict[str, object] = {
            "schools": list(read.school_ids),
            "unreadable": sorted(workspace.unreadable_schools),
            "clauses": len(library.clauses),
            "unreadable_clauses": len(library.unreadable),
            "title": front_title(workspace.house),
            "public_address": workspace.public_address,
            "internal_address": workspace.internal_address,
        }
        return news, read.problems

    def read_school(self, school_id: str) -> tuple[str, str, tuple[Problem, ...]]:
        """What others need to know of a school, as JSON, or "" when its file has faults; its digest; and those faults.

        In the digest lines and columns do not count, so that a line more in one file concerns no other school.
        """
        school, problems = read_one_school(self._shop.root, school_id, self._read.workspace.library, self._store)
        if school is None:
            return "", "", problems
        self._hold(self._schools, school_id, school)
        facts = facts_of(school)
        return _json(facts.to_plain()), together([_json(_without_places(facts).to_plain())]), problems

    def check_library(self, facts: str) -> tuple[Problem, ...]:
        """Faults of the library and the groups, given the file with what is to be known of all schools."""
        return check_library(self._read.workspace, self._facts(facts), self._shop.today)

    def check_school(self, school_id: str, facts: str) -> tuple[Problem, ...]:
        """Faults of one school."""
        return self._checks(facts).of(self._school(school_id))

    # Making

    def draft(self, school_id: str) -> SchoolDraft:
        """Composes a school's editions, and says how the fronts list it and what is missing to make its websites."""
        try:
            drafts = self._drafted(school_id)
            missing = functools.reduce(lambda one, other: one | other, map(self._assembler.missing, drafts), Missing())
        except (HouseError, SiteBuildError, StampError) as fault:
            return SchoolDraft(fault=str(fault))
        sites = tuple(draft.site for draft in drafts)
        trees: tuple[Tree, ...] = tuple(dict.fromkeys(site.place.tree for site in sites))
        return SchoolDraft(
            tuple((tree, front_entry(tuple(site for site in sites if site.place.tree == tree))) for tree in trees),
            tuple((site.audience, site.place.tree) for site in sites),
            missing,
            self._school(school_id).publish == "draft",
        )

    def load_engine(self) -> None:
        """Loads MkDocs, which a build without kept parts will want."""
        import generator.engines.mkdocs_site  # noqa: F401

    def prepare(self, missing: Missing, file: str) -> int:
        """Makes what is missing and writes it to `file` for all workers; how many MkDocs builds that took.

        What an engine refuses here it refuses, and says so, when the pages are made.
        """
        before = self._assembler.builds
        try:
            kept = self._assembler.make(missing)
        except (HouseError, SiteBuildError, StampError):
            return self._assembler.builds - before
        self._learned.add(file)
        Path(file).write_bytes(kept_json(kept))
        return self._assembler.builds - before

    def keep(self, learned: tuple[str, ...]) -> None:
        """Keeps all that this worker knows for later builds."""
        self._learn(learned)
        keep_parts(self._assembler, self._store, self._style)

    def web(self, school_id: str, fronts: tuple[tuple[Front, SchoolEntry], ...], made: MadeBefore) -> Made:
        """The websites of a school, and its page at the front of each tree."""
        self._learn(made.learned)
        drafts = self._drafted(school_id)
        return self._attempt(lambda: [*self._sites(drafts, made.before), *self._front_pages(fronts, made.before)])

    def prints(self, school_id: str, audience: Audience, made: MadeBefore) -> Made:
        """The documents of a school for one audience."""
        return self._attempt(lambda: self._documents(school_id, audience, made.before))

    def front(self, front: Front, title: str) -> Made:
        """The pages of a tree that belong to no school."""

        def files() -> list[tuple[str, Staged | Kept]]:
            made = self._assembler.front_files(front, title)
            desk = self._new_desk()  # for loose files: no folder is open at it
            return [("", desk.put(f"{front.tree}/{path}", content)) for path, content in made.items()]

        return self._attempt(files)

    def _attempt(self, make: Callable[[], list[tuple[str, Staged | Kept]]]) -> Made:
        before = self._builds()
        try:
            return Made(tuple(make()), builds=self._builds() - before)
        except (HouseError, SiteBuildError, StampError, PressError) as fault:
            details = fault.details if isinstance(fault, PressError) else ()
            return Made(fault="; ".join((str(fault), *details)))

    def _builds(self) -> int:
        return self._assembler.builds if "_assembler" in self.__dict__ else 0

    def _sites(self, drafts: Iterable[Drafted], before: Before) -> Iterable[tuple[str, Staged | Kept]]:
        for draft in drafts:
            folder = f"{draft.site.place.tree}/{draft.site.place.folder}"
            keys = {f"{folder}/{page.path}": page.key for page in self._assembler.pages(draft)}
            changed = {path for path, key in keys.items() if before.get(path, ("",))[0] != key}
            yield from _unchanged(keys, before, changed)
            wanted = {path.removeprefix(f"{folder}/") for path in changed}
            self._desk.open_folder(folder)
            for path, content in self._assembler.write(draft, wanted) if wanted else ():
                yield keys[f"{folder}/{path}"], self._desk.put(f"{folder}/{path}", content)

    def _front_pages(
        self, fronts: Iterable[tuple[Front, SchoolEntry]], before: Before
    ) -> Iterable[tuple[str, Staged | Kept]]:
        for front, entry in fronts:
            keys = {f"{front.tree}/{page.path}": page.key for page in self._assembler.front_pages(front, entry)}
            changed = {path for path, key in keys.items() if before.get(path, ("",))[0] != key}
            yield from _unchanged(keys, before, changed)
            wanted = {path.removeprefix(f"{front.tree}/") for path in changed}
            self._desk.open_folder(f"{front.tree}/{entry.school.id}")
            for path, content in self._assembler.write_front(front, entry, wanted) if wanted else ():
                yield keys[f"{front.tree}/{path}"], self._desk.put(f"{front.tree}/{path}", content)

    def _documents(self, school_id: str, audience: Audience, before: Before) -> list[tuple[str, Staged | Kept]]:
        (site,) = (draft.site for draft in self._drafted(school_id) if draft.site.audience == audience)
        found: list[tuple[str, Staged | Kept]] = []
        self._desk.open_folder(f"{site.place.tree}/{site.place.folder}/print")
        for document in print_documents(site):
            path, key = f"{site.place.tree}/{site.place.folder}/print/{document.name}", self._press.key(document)
            known = before.get(path)
            if known and known[0] == key:
                found.append((key, Kept(path, bytes.fromhex(known[1]))))
            else:
                found.append((key, self._desk.put(path, self._press.press(document))))
        return found

    # What is held

    @functools.cached_property
    def _read(self) -> LibraryRead:
        return read_library(self._shop.root, self._store)

    # Read with the first call that needs them: a fault in them is a fault of that call, and not the end of a worker.
    @functools.cached_property
    def _assembler(self) -> Assembler:
        house, style = self._read.workspace.house, Style(self._shop.fingerprint, self._shop.style)
        assembler, self._style = assembler_for(self._shop.root, house, self._store, style)
        return assembler

    @functools.cached_property
    def _press(self) -> CachedPress:
        return press_for(self._shop.root, self._store)

    @functools.cached_property
    def _desk(self) -> Desk:
        return self._new_desk()

    def _new_desk(self) -> Desk:
        assert self._shop.placing is not None
        return self._shop.placing.begin(f"w{self._number}")

    @functools.lru_cache(maxsize=1)  # noqa: B019 - a workshop lives as long as its process
    def _facts(self, file: str) -> Mapping[str, SchoolFacts]:
        plain = json.loads(Path(file).read_bytes())
        return {name: SchoolFacts.from_plain(facts) for name, facts in plain.items()}

    @functools.lru_cache(maxsize=1)  # noqa: B019
    def _checks(self, file: str) -> SchoolChecks:
        return SchoolChecks(self._read.workspace, self._facts(file), self._shop.today)

    def _school(self, school_id: str) -> School:
        if school_id not in self._schools:
            school, _ = read_one_school(self._shop.root, school_id, self._read.workspace.library, self._store)
            if school is None:
                raise PublishError(f"The files of {school_id} were changed while they were being read.", _AGAIN)
            self._hold(self._schools, school_id, school)
        return self._schools[school_id]

    def _drafted(self, school_id: str) -> tuple[Drafted, ...]:
        if school_id not in self._drafts:
            shop = self._shop
            sites = audience_sites(
                self._read.workspace, self._school(school_id), shop.audiences, shop.blanks, shop.prints
            )
            self._hold(self._drafts, school_id, tuple(map(self._assembler.drafted, sites)))
        return self._drafts[school_id]

    def _learn(self, files: Iterable[str]) -> None:
        for file in files:
            if file not in self._learned and Path(file).exists():
                self._assembler.learn(read_kept(Path(file).read_bytes()))
            self._learned.add(file)

    def _hold(self, held: OrderedDict[str, Value], name: str, value: Value) -> None:
        held[name] = value
        if len(held) > _SCHOOLS_HELD:
            held.popitem(last=False)


@dataclass(frozen=True, slots=True)
class MadeBefore:
    """What stands in the output of a school, and the files of the crew with what was prepared meanwhile."""

    before: Before
    learned: tuple[str, ...] = ()


def _unchanged(keys: Mapping[str, str], before: Before, changed: set[str]) -> Iterable[tuple[str, Kept]]:
    for path, key in keys.items():
        if path not in changed:
            yield key, Kept(path, bytes.fromhex(before[path][1]))


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _without_places(facts: SchoolFacts) -> SchoolFacts:
    phones = tuple((what, 0, 0) for what, *_ in facts.phones)
    emails = tuple((what, 0, 0) for what, *_ in facts.emails)
    return dataclasses.replace(facts, phones=phones, emails=emails)
