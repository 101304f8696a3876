"""What earlier commands found out, kept in the store as plain JSON: about a policy folder, and about an output.

A record is believed only where the digests in it are those of today's files; without one, everything is done anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator.history.turns import Turn
from generator.model.governing import NO_GOVERNANCE, Governance
from generator.model.site import SiteName, Tree
from generator.pipeline.inputs import program, together
from generator.problems import Location, Problem
from generator.store import Store

FOLDERS, OUTPUTS, MADE = "folders", "outputs", "made"
"""Shelves of the store: what was found in policy folders, what was published in outputs, and each school's files."""

Problems = tuple[Problem, ...]
Value = TypeVar("Value")


@dataclass(slots=True)
class SchoolFound:
    """What was found in a school: read under the digest `read`, checked under the digest `checked`.

    `facts` is JSON of what checks of others need to know, "" when its file cannot be read; `stated` is its digest.
    `turns` are the days on which what it publishes becomes another thing; `governance` says what governors see of it.
    """

    read: str = ""
    facts: str = ""
    stated: str = ""
    faults: Problems = ()
    checked: str = ""
    problems: Problems = ()
    turns: tuple[Turn, ...] = ()
    governance: Governance = NO_GOVERNANCE


@dataclass(slots=True)
class FolderFound:
    """What was found in a policy folder: the library read and checked under those digests, and each school."""

    read: str = ""
    news: dict[str, Any] = field(default_factory=dict)
    faults: Problems = ()
    checked: str = ""
    problems: Problems = ()
    schools: dict[str, SchoolFound] = field(default_factory=dict)


class Stands(NamedTuple):
    """What stands in an output of a school or of a front: the key under which it was made, and how much it is.

    `inside` are sites whose drafts only the internal tree holds, because the school publishes none; `folders` are
    the folders of the output that it stands in.
    """

    key: str = ""
    pages: int = 0
    pdfs: int = 0
    files: int = 0
    inside: tuple[SiteName, ...] = ()
    folders: tuple[str, ...] = ()


@dataclass(slots=True)
class OutputMade:
    """What stands in an output: the digest of its own record, and what stands there of each school, front and group.

    `listed` is the digest of what the fronts list.
    `order` is the digest of the last order with all that it read, and `report` what it reported; `basis` is the digest
    of what is the same for all schools. `whole` says that nothing else of ours stands there.
    """

    output: str = ""
    order: str = ""
    basis: str = ""
    whole: bool = False
    listed: str = ""
    report: dict[str, Any] = field(default_factory=dict)
    fronts: dict[Tree, Stands] = field(default_factory=dict)
    groups: dict[str, Stands] = field(default_factory=dict)
    schools: dict[str, Stands] = field(default_factory=dict)

    def folders(self) -> Iterator[str]:
        """All folders of the output that something stands in."""
        for one in (*self.fronts.values(), *self.groups.values(), *self.schools.values()):
            yield from one.folders


def read_found(store: Store, root: Path) -> FolderFound:
    """What was last found in the policy folder `root`."""
    return _read(store, FOLDERS, place_key(root), _found) or FolderFound()


def _found(kept: Any) -> FolderFound:
    schools = {
        school: SchoolFound(
            read,
            facts,
            stated,
            problems_from_json(faults),
            checked,
            problems_from_json(problems),
            tuple(Turn(*turn) for turn in turns),
            Governance(area, tuple((group, name) for group, name in groups)),
        )
        for school, (read, facts, stated, faults, checked, problems, turns, area, groups) in kept["schools"].items()
    }
    return FolderFound(
        kept["read"],
        kept["news"],
        problems_from_json(kept["faults"]),
        kept["checked"],
        problems_from_json(kept["problems"]),
        schools,
    )


def keep_found(store: Store, root: Path, found: FolderFound) -> None:
    """Keeps it for the next command."""
    schools = {
        name: [
            school.read,
            school.facts,
            school.stated,
            problems_as_json(school.faults),
            school.checked,
            problems_as_json(school.problems),
            school.turns,
            school.governance.area,
            school.governance.groups,
        ]
        for name, school in found.schools.items()
    }
    kept = {
        "read": found.read,
        "news": found.news,
        "faults": problems_as_json(found.faults),
        "checked": found.checked,
        "problems": problems_as_json(found.problems),
        "schools": schools,
    }
    _keep(store, FOLDERS, place_key(root), kept)


def read_made(store: Store, place: str) -> OutputMade:
    """What was last published in the output whose `place_key` is `place`."""
    return _read(store, OUTPUTS, place, _made) or OutputMade()


def _made(kept: Any) -> OutputMade:
    fronts, groups, schools = (
        {
            name: Stands(key, pages, pdfs, files, tuple(inside), tuple(folders))
            for name, entry in part.items()
            for key, pages, pdfs, files, inside, folders in [entry]
        }
        for part in (kept.pop("fronts"), kept.pop("groups"), kept.pop("schools"))
    )
    return OutputMade(**kept, fronts=fronts, groups=groups, schools=schools)


def keep_made(store: Store, place: str, made: OutputMade) -> None:
    """Keeps it for the next build."""
    kept = {part.name: getattr(made, part.name) for part in fields(made)}
    _keep(store, OUTPUTS, place, kept)


def read_files(store: Store, place: str, *of: str) -> Mapping[str, tuple[str, str]]:
    """The files in an output of a school (or of part of it, as `of` says): path → key and SHA-256 (hexadecimal)."""
    return _read(store, MADE, together((place, *of)), _files) or {}


def _files(kept: Any) -> Mapping[str, tuple[str, str]]:
    return {path: (key, digest) for path, (key, digest) in kept.items()}


def keep_files(store: Store, place: str, *of: str, files: Mapping[str, tuple[str, str]]) -> None:
    """Keeps them for the next build."""
    _keep(store, MADE, together((place, *of)), dict(files))


def place_key(*places: Path) -> str:
    """The key of a folder on this machine, or of several together, for this version of the program."""
    return together((program(), *(str(place.resolve()) for place in places)))


def _read(store: Store, shelf: str, key: str, read: Callable[[Any], Value]) -> Value | None:
    """What `read` makes of what is kept; nothing if it has another shape, as a version under development may leave."""
    content = store.get(shelf, key)
    try:
        return None if content is None else read(json.loads(content))
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


def _keep(store: Store, shelf: str, key: str, kept: Mapping[str, Any]) -> None:
    store.put(shelf, key, json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass"))


def problems_as_json(problems: Problems) -> list[Any]:
    """`problems` as lists that JSON can hold."""
    return [
        [p.code, _place(p.where), p.message, p.hint, [_place(place) for place in p.see], p.severity, p.school]
        for p in problems
    ]


def _place(place: Location) -> list[Any]:
    return [place.path, place.line, place.column]


def problems_from_json(kept: list[Any]) -> Problems:
    """The inverse of `problems_as_json`."""
    return tuple(
        Problem(code, Location(*where), message, hint, tuple(Location(*place) for place in see), severity, school)
        for code, where, message, hint, see, severity, school in kept
    )
