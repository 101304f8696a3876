"""What a worker makes of governors' areas, and of the registers of groups, which are kept between builds."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from generator.engines.areas import AreaOf
from generator.engines.assemble import Assembler, PageKey
from generator.history.register import group_register
from generator.library import read_one_school
from generator.model.governing import FOLDER, GROUPS, Area, AreaPage
from generator.model.register import GroupRegister, Register
from generator.model.site import Front, SchoolEntry
from generator.model.workspace import Workspace
from generator.pipeline.inputs import together
from generator.pipeline.registers import Registered, registered
from generator.render.governors import AreaFile, area_files
from generator.render.governors_register import group_page
from generator.render.register_csv import group_register_csv
from generator.render.register_json import group_register_json
from generator.render.reviews_ics import group_ics, reviews_ics
from generator.store import Store

REGISTERS = "registers"
"""The shelf of the store with registers of schools as on a day."""


class AreaWriter:
    """The files of one school's area: their keys, and those that are wanted."""

    def __init__(self, assembler: Assembler, front: Front, entry: SchoolEntry, area: Area) -> None:
        self._assembler = assembler
        self._of = AreaOf(front, entry)
        self._folder = f"{entry.school.id}/{FOLDER}"
        self._files: Mapping[str, AreaFile] = {f"{self._folder}/{each.path}": each for each in area_files(area)}

    def page_keys(self) -> tuple[PageKey, ...]:
        """Every file with its key, paths in the tree."""
        return tuple(PageKey(path, self._assembler.area_key(self._of, each.key)) for path, each in self._files.items())

    def write(self, wanted: Container[str]) -> Iterator[tuple[str, bytes]]:
        """The files whose paths are `wanted`."""
        pages: list[AreaPage] = []
        for path, each in self._files.items():
            if path in wanted:
                made = each.make()
                if isinstance(made, bytes):
                    yield path, made
                else:
                    pages.append(made)
        yield from self._assembler.write_area(self._of, pages)


@dataclass(frozen=True, slots=True)
class GroupAsked:
    """The register of a group: its id and name, its schools with the digests of their files, those with an area."""

    group: str
    name: str
    schools: tuple[tuple[str, str], ...]
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptRegister:
    """A school's register and its calendar, as kept."""

    register: Register
    calendar: bytes


class Registers:
    """Registers of schools on a day; what was made before of the same files is taken from the store."""

    def __init__(self, root: Path, workspace: Workspace, store: Store, known_by: tuple[str, str]) -> None:
        """`known_by` is the digest of our program and the library, and the day."""
        self._root = root
        self._workspace = workspace
        self._store = store
        self._known_by = known_by

    def keep(self, digest: str, held: Registered) -> None:
        """Keeps the register of the school whose files have that digest."""
        calendar = reviews_ics(calendar_name(held.register.name), held.dates)
        plain = [_adapter().dump_python(held.register, mode="json"), calendar.decode()]
        self._store.put(REGISTERS, self._key(digest), json.dumps(plain, ensure_ascii=False).encode())

    def group(self, asked: GroupAsked) -> tuple[GroupRegister, bytes]:
        """The register of a group, and the calendar of all its schools; of a school whose file is faulty, nothing."""
        found = [one for school, digest in asked.schools if (one := self._of(school, digest))]
        found.sort(key=lambda each: (each.register.name.casefold(), each.register.school))
        register = group_register(asked.group, asked.name, [each.register for each in found], self._known_by[1])
        return register, group_ics(calendar_name(asked.name), (each.calendar for each in found))

    def _of(self, school_id: str, digest: str) -> KeptRegister | None:
        kept = self._store.get(REGISTERS, self._key(digest))
        if kept is not None:
            register, calendar = json.loads(kept)
            return KeptRegister(_adapter().validate_python(register), calendar.encode())
        school, _ = read_one_school(self._root, school_id, self._workspace.library, self._store)
        if school is None:
            return None
        held = registered(self._workspace, school, self._known_by[1])
        self.keep(digest, held)
        return KeptRegister(held.register, reviews_ics(calendar_name(held.register.name), held.dates))

    def _key(self, digest: str) -> str:
        return together((*self._known_by, digest))


def calendar_name(name: str) -> str:
    """What a calendar of a school or a group is called."""
    return f"{name}: policies"


def group_files(assembler: Assembler, front: Front, asked: GroupAsked, made: tuple[GroupRegister, bytes]) -> Files:
    """The files of a group's register, path in the tree → bytes."""
    register, calendar = made
    yield from assembler.write_area(AreaOf(front, group=asked.group), [group_page(register, frozenset(asked.areas))])
    folder = f"{GROUPS}/{asked.group}"
    yield f"{folder}/register.csv", group_register_csv(register)
    yield f"{folder}/register.json", group_register_json(register)
    yield f"{folder}/reviews.ics", calendar


Files = Iterator[tuple[str, bytes]]


class InGroups(NamedTuple):
    """A school, the digest of its files, whether it has an area, and the groups in whose registers it stands."""

    school: str
    digest: str
    area: bool
    groups: tuple[tuple[str, str], ...]


def groups_asked(schools: Iterable[InGroups]) -> tuple[GroupAsked, ...]:
    """The groups of which a school has an area, each with all of its schools."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    areas: dict[tuple[str, str], set[str]] = {}
    for one in schools:
        for group in one.groups:
            found.setdefault(group, []).append((one.school, one.digest))
            if one.area:
                areas.setdefault(group, set()).add(one.school)
    return tuple(
        GroupAsked(*group, tuple(sorted(found[group])), tuple(sorted(areas[group]))) for group in sorted(areas)
    )


@cache
def _adapter() -> TypeAdapter[Register]:
    return TypeAdapter(Register)
