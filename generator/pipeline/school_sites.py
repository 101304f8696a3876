"""All sites of a school: what its governors adopted, and today's drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.compose.edition import profile_of
from generator.compose.sites import as_drafts, named_sites, names_of, school_address, tree_of
from generator.history.sites import decided, held_sites
from generator.model.schools import School
from generator.model.site import (
    DRAFTS,
    SITE_NAMES,
    TREES,
    AudienceSite,
    SiteName,
    Tree,
    audience_of,
    is_draft,
)
from generator.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SitesAsked:
    """Which sites are asked for, by their names, as on the ISO date `today`.

    `blanks` and `prints` are as in a `BuildOrder`; with `draft` nothing counts as adopted.
    """

    today: str
    names: tuple[SiteName, ...] = SITE_NAMES
    blanks: bool = False
    prints: bool = True
    draft: bool = False


def has_adopted(school: School, asked: SitesAsked) -> bool:
    """Whether the school has a version on that day, so that drafts stand beside what is in force."""
    return not asked.draft and bool(decided(school, asked.today))


def school_sites(workspace: Workspace, school: School, asked: SitesAsked) -> tuple[AudienceSite, ...]:
    """The sites of `school` that are asked for, in the order of their names; of one name at most one in each tree."""
    if not has_adopted(school, asked):
        return named_sites(workspace, school, asked.names, asked.blanks, asked.prints)
    drafts = tuple(name.removeprefix(DRAFTS) for name in asked.names if is_draft(name))
    composed = named_sites(workspace, school, drafts, asked.blanks, asked.prints)
    held = (site for site in _held(workspace, school, asked.today) if site.name in asked.names)
    return (*(replace(site, prints=asked.prints) for site in held), *map(as_drafts, composed))


def site_places(workspace: Workspace, school: School, today: str) -> tuple[tuple[SiteName, Tree], ...]:
    """The names of the school's sites, each with its tree; nothing is composed."""
    names = names_of(workspace, school)
    drafts = tuple((name, tree_of(school, audience_of(name))) for name in names)
    if not has_adopted(school, SitesAsked(today)):
        return drafts
    held = _held(workspace, school, today)
    return (*((site.name, site.place.tree) for site in held), *((f"{DRAFTS}{name}", tree) for name, tree in drafts))


def _held(workspace: Workspace, school: School, today: str) -> tuple[AudienceSite, ...]:
    addresses = {tree: school_address(workspace, school, tree) for tree in TREES}
    return held_sites(school, profile_of(workspace, school), addresses, today)
