"""Puts together what the governors' area of a school shows, from its files, its records and today's sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.compose.edition import profile_of
from generator.compose.inherit import groups_of
from generator.history.sites import decided
from generator.library.adopted import with_texts
from generator.model.edition import Edition
from generator.model.governing import NO_GOVERNANCE, Area, Governance, Governed, ReadAt
from generator.model.schools import School
from generator.model.site import AudienceSite
from generator.model.versions import AdoptedVersion, History, Told
from generator.model.workspace import Workspace
from generator.pipeline.registers import Registered
from generator.render.redline_words import AUDIENCE


def governance_of(workspace: Workspace, school: School) -> Governance:
    """An area has who has something to see there: records, proposals, or a list of policies kept elsewhere.

    A blank template has no governors.
    """
    if school.template:
        return NO_GOVERNANCE
    area = bool(school.histories or school.proposals or school.other_policies)
    return Governance(area, tuple((group.id, group.name) for group in groups_of(workspace, school)))


@dataclass(frozen=True, slots=True)
class AreaAsked:
    """Whose area is asked for, as on the ISO date `today`; `sites` are all of the school's, with today's drafts."""

    root: Path
    workspace: Workspace
    school: School
    sites: tuple[AudienceSite, ...]
    today: str


def area_of(asked: AreaAsked, held: Registered) -> Area:
    """The area, with the register `held`; raises ValueError for records that `check` would have refused."""
    return Area(
        school=asked.school.id,
        name=profile_of(asked.workspace, asked.school).name,
        today=asked.today,
        register=held.register,
        timeline=held.timeline,
        dates=held.dates,
        policies=tuple(_governed(asked)),
    )


def _governed(asked: AreaAsked) -> Iterator[Governed]:
    for history in decided(asked.school, asked.today):
        whole = _with_texts(asked.root, history)
        drafts = _drafts(asked.sites, history.policy)
        places = _read_at(asked, history.policy)
        yield Governed(history.policy, _title(whole, drafts), whole, drafts, places)


def _with_texts(root: Path, history: History) -> History:
    records = (with_texts(root, each) if isinstance(each, AdoptedVersion) else each for each in history.records)
    return replace(history, records=tuple(records))


def _drafts(sites: Iterable[AudienceSite], policy: str) -> Mapping[Told, Edition]:
    """Today's texts of `policy` for each audience in each language."""
    return {
        (edition.audience, edition.language): edition
        for site in sites
        for edition in site.editions
        if edition.policy == policy and edition.version is None
    }


def _title(history: History, drafts: Mapping[Told, Edition]) -> str:
    """As staff call it today, or called it last."""
    texts = [*drafts.values(), *(edition for each in reversed(history.versions) for edition in each.editions.values())]
    return texts[0].plain(texts[0].title)


def _read_at(asked: AreaAsked, policy: str) -> Mapping[str, tuple[ReadAt, ...]]:
    """Where each version of `policy` can be read, by its stem."""
    found: dict[str, list[ReadAt]] = {}
    for site in asked.sites:
        for edition in site.of_policy(policy):
            version = edition.version
            if version is None or not site.tells(edition):
                continue
            name = AUDIENCE[site.audience] + ("" if site.language == "en" else " in Welsh")
            address = _address(site, f"{policy}/{version.address}/")
            if address:
                found.setdefault(version.address, []).append(ReadAt(name, address, site.place.tree == "public"))
    return {stem: tuple(places) for stem, places in found.items()}


def _address(site: AudienceSite, page: str) -> str:
    """From the page of a version in the area; of the public tree only where its address is known."""
    if site.place.tree == "public":
        return f"{site.place.address}{page}" if site.place.address else ""
    return f"../../../{site.place.folder.split('/', 1)[1]}/{page}"
