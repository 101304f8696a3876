"""All sites of a school: what its governors adopted, and today's drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.compose.edition import profile_of
from generator.compose.sites import as_drafts, named_sites, names_of, school_address, tree_of
from generator.history.sites import decided, held_sites, trees_of_held
from generator.library.adopted import with_texts
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
from generator.model.versions import AdoptedVersion, Record
from generator.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SitesAsked:
    """Which sites are asked for, by their names, as on the ISO date `today`.

    `blanks` and `prints` are as in a `BuildOrder`; with `draft` nothing counts as adopted. `root` is the policy folder,
    from which the texts of versions are read; without it the school has them.
    """

    today: str
    names: tuple[SiteName, ...] = SITE_NAMES
    blanks: bool = False
    prints: bool = True
    draft: bool = False
    root: Path | None = None


def has_adopted(school: School, asked: SitesAsked) -> bool:
    """Whether the school has a version on that day, so that drafts stand beside what is in force."""
    return not asked.draft and bool(decided(school, asked.today))


def school_sites(workspace: Workspace, school: School, asked: SitesAsked) -> tuple[AudienceSite, ...]:
    """The sites of `school` that are asked for, in the order of their names; of one name at most one in each tree.

    Raises ValueError for records that `check` would have refused.
    """
    if not has_adopted(school, asked):
        return named_sites(workspace, school, asked.names, asked.blanks, asked.prints)
    drafts = tuple(name.removeprefix(DRAFTS) for name in asked.names if is_draft(name))
    composed = named_sites(workspace, school, drafts, asked.blanks, asked.prints)
    held = _held(workspace, school, asked) if len(drafts) < len(asked.names) else ()
    named = (site for site in held if site.name in asked.names)
    return (*(replace(site, prints=asked.prints) for site in named), *map(as_drafts, composed))


def site_places(workspace: Workspace, school: School, today: str) -> tuple[tuple[SiteName, Tree], ...]:
    """The names of the school's sites, each with its tree, for lists of very many schools: no text is read.

    What is in force is taken to be for the readers that today's drafts are for.
    """
    drafts = tuple((name, tree_of(school, audience_of(name))) for name in names_of(workspace, school))
    if not has_adopted(school, SitesAsked(today)):
        return drafts
    held = ((name, tree) for name, _ in drafts for tree in trees_of_held(school, audience_of(name), today))
    return (*held, *((f"{DRAFTS}{name}", tree) for name, tree in drafts))


def _held(workspace: Workspace, school: School, asked: SitesAsked) -> tuple[AudienceSite, ...]:
    addresses = {tree: school_address(workspace, school, tree) for tree in TREES}
    read = _with_texts(asked.root, school, asked.today) if asked.root else school
    return held_sites(read, profile_of(workspace, school), addresses, asked.today)


def _with_texts(root: Path, school: School, today: str) -> School:
    """`school` with the texts of all versions that are known by then, which its histories lack as they are read."""

    def read(record: Record) -> Record:
        return with_texts(root, record) if isinstance(record, AdoptedVersion) else record

    histories = (replace(history, records=tuple(map(read, history.records))) for history in decided(school, today))
    return replace(school, histories=tuple(histories))
