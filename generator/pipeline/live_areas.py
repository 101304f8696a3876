"""What a preview shows of governors' areas and of the registers of groups: each made anew when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.compose.edition import profile_of
from generator.model.governing import GROUPS, NO_GOVERNANCE, Area
from generator.model.site import AudienceSite, SchoolEntry, SiteName, Tree
from generator.model.workspace import Workspace
from generator.pipeline.area_files import GroupAsked, InGroups, Registers, groups_asked
from generator.pipeline.governing import AreaAsked, area_of, governance_of
from generator.pipeline.live_folder import Known, Sound
from generator.pipeline.registers import registered
from generator.render.listing import listed
from generator.store import Store


def listed_in(tree: Tree, sound: Sound, sites: tuple[AudienceSite, ...], whole: bool) -> SchoolEntry | None:
    """How the front of `tree` lists a school with those sites, if it does; `whole` if all of its sites are shown."""
    governance = governance_of(sound.workspace, sound.school) if whole else NO_GOVERNANCE
    return dict(listed(sites, governance, profile_of(sound.workspace, sound.school))).get(tree)


def listed_shortly(tree: Tree, known: Known, names: tuple[SiteName, ...]) -> SchoolEntry:
    """The same for lists of very many schools, of which no policy is named."""
    return SchoolEntry(
        known.profile,
        tuple((name, ()) for name in names if (name, tree) in known.places),
        governors=tree == "internal" and known.governance.area,
        groups=known.governance.groups,
    )


def live_area(root: Path, sound: Sound, sites: tuple[AudienceSite, ...], today: str) -> Area:
    """The area of a school with those sites, as on the ISO date `today`."""
    asked = AreaAsked(root, sound.workspace, sound.school, sites, today)
    return area_of(asked, registered(sound.workspace, sound.school, today))


def group_at(path: str, schools: Iterable[tuple[str, Known]]) -> GroupAsked | None:
    """The group in whose folder `path` lies, counted from the root of the tree."""
    several = (InGroups(school, "", each.governance.area, each.governance.groups) for school, each in schools)
    return next((each for each in groups_asked(several) if path.startswith(f"{GROUPS}/{each.group}/")), None)


def live_registers(root: Path, workspace: Workspace, today: str) -> Registers:
    """Registers of schools as their files stand now."""
    return Registers(root, workspace, Store(None), ("", today))
