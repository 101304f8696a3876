"""What a worker reads and checks, one school at a time."""

from __future__ import annotations

import functools
import json
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from generator.checks import SchoolChecks, SchoolFacts, Sound, check_library, facts_of
from generator.history.turns import Turn, turns
from generator.library import LibraryRead, read_library, read_one_school
from generator.model.governing import NO_GOVERNANCE, Governance
from generator.model.schools import School
from generator.pipeline.governing import governance_of
from generator.pipeline.inputs import read_library_digest, together
from generator.pipeline.order import Shop
from generator.pipeline.style import front_title
from generator.problems import Problem
from generator.publish import PublishError
from generator.store import Store

SOUND = "sound"
"""The shelf of the store where it stands which clauses of a policy folder are sound."""
_SCHOOLS_HELD = 320
"""How many schools a worker holds as they were read, from one step of a command to the next: some 4 MB."""
Value = TypeVar("Value")


class Reading:
    """Holds the library and a few schools between calls, so that memory does not grow with their number."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._store = Store(shop.store)
        self._schools: OrderedDict[str, School] = OrderedDict()

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

    def read_school(self, school_id: str) -> tuple[str, str, tuple[Problem, ...], tuple[Turn, ...], Governance]:
        """What others need to know of a school, as JSON, or "" when its file has faults; its digest; and those faults.

        In the digest lines and columns do not count, so that a line more in one file concerns no other school.
        Last come the days on which what it publishes becomes another thing, and what governors see of it.
        """
        school, problems = read_one_school(self._shop.root, school_id, self._read.workspace.library, self._store)
        if school is None:
            return "", "", problems, (), NO_GOVERNANCE
        hold(self._schools, school_id, school, _SCHOOLS_HELD)
        facts = facts_of(school)
        digest = together([_json(facts.without_places().to_plain())])
        governance = governance_of(self._read.workspace, school)
        return _json(facts.to_plain()), digest, problems, turns(school.histories), governance

    def check_library(self, facts: str) -> tuple[Problem, ...]:
        """Faults of the library and the groups, given the file with what is to be known of all schools."""
        key = together((self._shop.fingerprint, str(self._shop.root.resolve())))
        sound = Sound(self._store.get(SOUND, key) or b"")
        problems = check_library(self._read.workspace, self._facts(facts), self._shop.today, sound=sound)
        if sound.changed:
            self._store.put(SOUND, key, sound.kept)
        return problems

    def check_school(self, school_id: str, facts: str) -> tuple[Problem, ...]:
        """Faults of one school."""
        return self._checks(facts).of(self._school(school_id))

    @functools.cached_property
    def _read(self) -> LibraryRead:
        read = read_library(self._shop.root, self._store)
        if self._shop.library and read_library_digest(self._shop.root) != self._shop.library:
            raise changed_meanwhile("content/, schools/groups/ or mkdocs.yml")
        return read

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
                raise changed_meanwhile(f"schools/{school_id}")
            hold(self._schools, school_id, school, _SCHOOLS_HELD)
        return self._schools[school_id]


def changed_meanwhile(where: str) -> PublishError:
    """The fault of files that were changed during a build: pages would be of neither one text nor the other."""
    return PublishError(
        f"Files in {where} were changed while this command was reading them.", "Nothing was published. Run it again."
    )


def hold(held: OrderedDict[str, Value], name: str, value: Value, most: int) -> None:
    """Keeps `value` among what is held, and lets go of what was put there longest ago when those are too many."""
    held[name] = value
    if len(held) > most:
        held.popitem(last=False)


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
