"""What the front pages list, kept beside the two trees so that a build of one school leaves the others as they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.model.edition import AUDIENCES
from generator.model.site import SITE_NAMES, TREES, Front, SchoolEntry, SiteName, Tree
from generator.pipeline.wanted import Wanted
from generator.publish import PublishError
from generator.render.web_front import kept_from_search

FILE = ".policypress-listed.jsonl"
"""At the root of the output, outside `public/` and `internal/`, which go to hosts of their own. One school a line."""

Entries = Mapping[Tree, Mapping[str, SchoolEntry]]


@cache
def _adapter() -> TypeAdapter[tuple[Tree, SchoolEntry]]:
    return TypeAdapter(tuple[Tree, SchoolEntry])


class Listed:
    """How each tree lists its schools. Entries are kept as JSON until they are asked for."""

    def __init__(
        self, lines: Mapping[tuple[Tree, str], bytes], among: Iterable[tuple[Tree, SchoolEntry]] | None = None
    ) -> None:
        """`among` are entries among which the deciding ones are, if that is known already."""
        self._lines = dict(lines)
        self._deciding = _deciding(map(_read, self._lines.values()) if among is None else among)

    def __eq__(self, other: object) -> bool:
        """Whether both list the same."""
        return isinstance(other, Listed) and self._lines == other._lines

    __hash__ = None  # type: ignore[assignment]

    def entry(self, tree: Tree, school: str) -> SchoolEntry | None:
        """How `tree` lists `school`, if it does."""
        line = self._lines.get((tree, school))
        return _read(line)[1] if line else None

    def front(self, tree: Tree, address: str) -> Front:
        """The front of `tree`, schools sorted by printed name."""
        entries = (_read(line)[1] for (at, _), line in self._lines.items() if at == tree)
        return Front(tree, address, tuple(sorted(entries, key=_by_name)))

    def deciding(self, tree: Tree, address: str) -> Front:
        """The front of `tree` with no more schools than decide what the whole tree says.

        That is whether all are samples, whether all are kept from search engines, and which languages there are.
        """
        found = (entry for (at, _), entry in sorted(self._deciding.items(), key=_by_kind) if at == tree)
        return Front(tree, address, tuple({entry.school.id: entry for entry in found}.values()))

    def public(self) -> Iterator[tuple[str, SiteName]]:
        """Schools and those of their sites that are public."""
        for (tree, school), line in self._lines.items():
            if tree == "public":
                yield from ((school, name) for name, _ in _read(line)[1].policies)

    def lines_of(self, tree: Tree) -> Iterator[bytes]:
        """What is kept of `tree`, sorted by school."""
        return (line for (at, _), line in sorted(self._lines.items()) if at == tree)

    @property
    def digest(self) -> str:
        """The SHA-256 of the note, hexadecimal."""
        return hashlib.sha256(self.to_file()[1]).hexdigest()

    def to_file(self) -> tuple[str, bytes]:
        """The note for the next build: its path and its bytes."""
        return FILE, b"".join(line + b"\n" for tree in TREES for line in self.lines_of(tree))

    def after(self, plan: Wanted, made: Mapping[str, tuple[tuple[Tree, SchoolEntry], ...]]) -> Listed:
        """What is listed once `made` (school → how each tree lists it) is published and all else stays that may stay.

        Of a school that `made` does not name, what is listed stays; of one that it names, what `plan` leaves alone.
        """
        lines: dict[tuple[Tree, str], bytes] = {}
        for (tree, school), line in self._lines.items():
            if school in made or not plan.stays(school):
                continue
            lines[tree, school] = line
        new = [one for school, entries in made.items() for one in self._joined(plan, school, dict(entries))]
        lines |= {(tree, entry.school.id): _line(tree, entry) for tree, entry in new}
        old = [(tree, entry) for (tree, _), entry in self._deciding.items()]
        stay = all((tree, entry.school.id) in lines and entry.school.id not in made for tree, entry in old)
        return Listed(lines, [*old, *new] if stay else None)

    def _joined(
        self, plan: Wanted, school: str, made: Mapping[Tree, SchoolEntry]
    ) -> Iterator[tuple[Tree, SchoolEntry]]:
        for tree in TREES:
            old, new = self.entry(tree, school), made.get(tree)
            kept = {name: what for name, what in old.policies if not plan.replaces(school, name)} if old else {}
            policies = kept | (dict(new.policies) if new else {})
            entry = new or old
            if entry and old and set(plan.audiences) != set(AUDIENCES):
                entry = replace(entry, governors=old.governors, groups=old.groups)  # their pages stay as they are
            if entry and (policies or entry.governors):
                yield tree, replace(entry, policies=tuple((n, policies[n]) for n in SITE_NAMES if n in policies))


def read_listed(out: Path, digest: str = "") -> Listed:
    """What the last build listed; nothing when there was none. `digest` is that of its note, if it is known.

    Raises `publish.PublishError` when its note cannot be read, or has another digest: the schools that it named would
    drop out of the list.
    """
    try:
        text = (out / FILE).read_bytes()
    except FileNotFoundError:
        text = b""
    if digest and hashlib.sha256(text).hexdigest() != digest:
        raise _damaged(out)
    try:
        lines: dict[tuple[Tree, str], bytes] = {}
        found = _deciding(_taken_in(text.splitlines(), lines))
        return Listed(lines, [(tree, entry) for (tree, _), entry in found.items()])
    except ValidationError as fault:
        raise _damaged(out) from fault


_Kind = tuple[Tree, int]
"""The first school of a tree, and the first for each of `_kinds`."""


def _deciding(entries: Iterable[tuple[Tree, SchoolEntry]]) -> dict[_Kind, SchoolEntry]:
    found: dict[_Kind, SchoolEntry] = {}
    for tree, entry in entries:
        for kind, is_one in enumerate(_kinds(entry)):
            if is_one and ((tree, kind) not in found or _by_name(entry) < _by_name(found[tree, kind])):
                found[tree, kind] = entry
    return found


def _kinds(entry: SchoolEntry) -> tuple[bool, ...]:
    return True, not entry.school.demonstration, not kept_from_search(entry), len(entry.languages) > 1


def _by_kind(found: tuple[_Kind, SchoolEntry]) -> int:
    return found[0][1]


def _by_name(entry: SchoolEntry) -> tuple[str, str]:
    return entry.school.name.casefold(), entry.school.id


def _damaged(out: Path) -> PublishError:
    return PublishError(
        f"{out / FILE} is damaged, so the schools that are not built now would be missing from the front page.",
        "Build everything once, without --school and --audience: that writes it anew.",
    )


def _read(line: bytes) -> tuple[Tree, SchoolEntry]:
    return _adapter().validate_json(line)


def _taken_in(listed: Iterable[bytes], lines: dict[tuple[Tree, str], bytes]) -> Iterator[tuple[Tree, SchoolEntry]]:
    """What each line says, read once; it is put among `lines`."""
    for line in listed:
        tree, entry = _read(line)
        lines[tree, entry.school.id] = line
        yield tree, entry


def _line(tree: Tree, entry: SchoolEntry) -> bytes:
    plain = _adapter().dump_python((tree, entry), mode="json")
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
