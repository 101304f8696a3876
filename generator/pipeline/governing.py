"""Puts together what the governors' area of a school shows, from its files, its records and today's sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.compose.edition import profile_of
from generator.library.adopted import with_texts
from generator.model.edition import Edition
from generator.model.governing import Area, Governed, ReadAt
from generator.model.schools import School
from generator.model.site import AudienceSite
from generator.model.versions import AdoptedVersion, History, Told
from generator.model.workspace import Workspace
from generator.pipeline.registers import registered


def has_area(school: School) -> bool:
    """Whether governors have anything to see: something was decided or proposed, or policies kept elsewhere are named.

    A blank template has no governors.
    """
    return not school.template and bool(school.histories or school.proposals or school.other_policies)


def area_of(root: Path, workspace: Workspace, school: School, sites: Iterable[AudienceSite], today: str) -> Area:
    """The area of `school` on the ISO date `today`; `sites` are all of its sites, with today's drafts among them.

    Raises ValueError for records that `check` would have refused.
    """
    held = registered(root, workspace, school, today)
    sites = tuple(sites)
    return Area(
        school=school.id,
        name=profile_of(workspace, school).name,
        today=today,
        register=held.register,
        timeline=held.timeline,
        dates=held.dates,
        policies=tuple(_governed(root, school, sites, today)),
    )


def _governed(root: Path, school: School, sites: tuple[AudienceSite, ...], today: str) -> Iterator[Governed]:
    for history in school.histories:
        if not history.versions:
            continue
        whole = _with_texts(root, history)
        drafts = _drafts(sites, history.policy)
        yield Governed(history.policy, _title(whole, drafts), whole, drafts)


def _with_texts(root: Path, history: History) -> History:
    records = (with_texts(root, each) if isinstance(each, AdoptedVersion) else each for each in history.records)
    return replace(history, records=tuple(records))


def _drafts(sites: tuple[AudienceSite, ...], policy: str) -> Mapping[Told, Edition]:
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


def read_at(sites: Iterable[AudienceSite], policy: str) -> Mapping[str, tuple[ReadAt, ...]]:
    """Where each version of `policy` can be read, by its stem."""
    return {}
