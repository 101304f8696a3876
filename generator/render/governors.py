"""The governors' area of a school: its pages, each with a key, and the files beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.edition_json import to_json
from generator.model.governing import Area, AreaPage, Governed
from generator.model.versions import AdoptedVersion
from generator.render.governors_policy import PolicyArea
from generator.render.governors_register import register_page
from generator.render.governors_version import version_page
from generator.render.register_csv import register_csv
from generator.render.register_json import register_json
from generator.render.reviews_ics import reviews_ics


class AreaFile(NamedTuple):
    """A file of an area: its path there, what its bytes depend on, and how it is made: a page, or the bytes."""

    path: str
    key: str
    make: Callable[[], AreaPage | bytes]


def area_files(area: Area) -> Iterator[AreaFile]:
    """All files of `area`, made when they are asked for."""
    basis = (area.school, area.name)
    # Of the drafts the register prints the titles of clauses that the law changed.
    policies = repr([(each.policy, each.title, _draft(each)) for each in area.policies])
    whole = _digest(*basis, repr((area.register, area.timeline, area.dates)), policies)
    yield AreaFile("index.html", whole, lambda: register_page(area))
    yield AreaFile("register.csv", whole, lambda: register_csv(area.register))
    yield AreaFile("register.json", whole, lambda: register_json(area.register))
    yield AreaFile("reviews.ics", whole, lambda: reviews_ics(f"{area.name}: policies", area.dates))
    for governed in area.policies:
        yield from _Keyed(PolicyArea(governed, area.today), basis).files()


@dataclass(frozen=True, slots=True)
class _Keyed:
    """The pages of a policy with what each depends on: the records, the draft, the day."""

    area: PolicyArea
    basis: tuple[str, ...]

    def files(self) -> Iterator[AreaFile]:
        """Its first page, its versions, every comparison."""
        area = self.area
        chain = self._chain(area.governed)
        texts = {version.number: _version(version) for version in area.versions}
        draft = _draft(area.governed)
        yield self._file(area.governed.policy, (chain, area.today, bool(draft)), area.first)
        for version in area.versions:
            where = f"{area.governed.policy}/{version.sealed.stem}"
            more = (chain, area.today, bool(draft), repr(area.governed.read_at.get(version.sealed.stem)))
            yield self._file(where, more, lambda version=version: version_page(area, version))  # type: ignore[misc]
        for old, new in area.pairs():
            made = (texts[old.number], texts[new.number] if new else draft)
            make = lambda old=old, new=new: area.compared(old, new)  # noqa: E731
            yield self._file(area.folder_of(old, new), made, make)
        held = area.held
        if held and area.has_new:
            where = f"{area.governed.policy}/new"
            yield self._file(where, (texts[held.number], draft), lambda: area.new_in_library(held))

    def _file(self, folder: str, more: tuple[object, ...], make: Callable[[], AreaPage]) -> AreaFile:
        key = _digest(*self.basis, self.area.governed.title, folder, repr(more))
        return AreaFile(f"{folder}/index.html", key, make)

    def _chain(self, governed: Governed) -> str:
        return _digest(*(record.sealed.seal for record in governed.history.records))


def _version(version: AdoptedVersion) -> str:
    """What pages say of a version as its notes right it; the seal stands for its texts."""
    said = (version.number, version.kind, version.decision, version.effective, version.review, version.summary)
    return _digest(version.sealed.seal, version.sealed.stem, repr(said))


def _draft(governed: Governed) -> str:
    """The digest of today's texts, with what is no part of the text but of the reasons; "" without any."""
    parts = (f"{told}{to_json(edition)!r}" for told, edition in governed.drafts.items())
    return _digest(*parts) if governed.drafts else ""


def _digest(*parts: str) -> str:
    found = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        found.update(f"{len(encoded)} ".encode() + encoded)
    return found.hexdigest()[:32]
