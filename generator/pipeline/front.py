"""What the front pages list, kept beside the two trees so that a build of one school leaves the others as they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.model.edition import AUDIENCES, Audience
from generator.model.site import TREES, Front, SchoolEntry, Tree
from generator.pipeline.wanted import Wanted
from generator.publish import PublishError

FILE = ".policypress-listed.jsonl"
"""At the root of the output, outside `public/` and `internal/`, which go to hosts of their own. One school a line."""

Entries = Mapping[Tree, Mapping[str, SchoolEntry]]


@cache
def _adapter() -> TypeAdapter[tuple[Tree, SchoolEntry]]:
    return TypeAdapter(tuple[Tree, SchoolEntry])


class Listed:
    """How each tree lists its schools. Entries are kept as JSON until they are asked for."""

    def __init__(self, lines: Mapping[tuple[Tree, str], bytes]) -> None:
        self._lines = dict(lines)

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
        schools = sorted(entries, key=lambda entry: (entry.school.name.casefold(), entry.school.id))
        return Front(tree, address, tuple(schools))

    def public(self) -> Iterator[tuple[str, Audience]]:
        """Schools and those of their audiences whose pages are public."""
        for (tree, school), line in self._lines.items():
            if tree == "public":
                yield from ((school, audience) for audience, _ in _read(line)[1].policies)

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
        for school, entries in made.items():
            lines |= {(tree, school): _line(tree, entry) for tree, entry in self._joined(plan, school, dict(entries))}
        return Listed(lines)

    def _joined(
        self, plan: Wanted, school: str, made: Mapping[Tree, SchoolEntry]
    ) -> Iterator[tuple[Tree, SchoolEntry]]:
        for tree in TREES:
            old, new = self.entry(tree, school), made.get(tree)
            kept = {name: what for name, what in old.policies if not plan.replaces(school, name)} if old else {}
            policies = kept | (dict(new.policies) if new else {})
            entry = new or old
            if entry and policies:
                yield tree, replace(entry, policies=tuple((n, policies[n]) for n in AUDIENCES if n in policies))


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
        found = ((_read(line), line) for line in text.splitlines())
        return Listed({(tree, entry.school.id): line for (tree, entry), line in found})
    except ValidationError as fault:
        raise _damaged(out) from fault


def _damaged(out: Path) -> PublishError:
    return PublishError(
        f"{out / FILE} is damaged, so the schools that are not built now would be missing from the front page.",
        "Build everything once, without --school and --audience: that writes it anew.",
    )


def _read(line: bytes) -> tuple[Tree, SchoolEntry]:
    return _adapter().validate_json(line)


def _line(tree: Tree, entry: SchoolEntry) -> bytes:
    plain = _adapter().dump_python((tree, entry), mode="json")
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
