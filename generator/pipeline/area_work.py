"""What a worker knows of governors' areas: which schools have one, and what is in it."""

from __future__ import annotations

from generator.engines.assemble import Assembler
from generator.model.edition import AUDIENCES
from generator.model.governing import GROUPS, NO_GOVERNANCE, Area, Governance
from generator.model.schools import School
from generator.model.site import AudienceSite, Front
from generator.model.workspace import Workspace
from generator.pipeline.answers import Folder, Made
from generator.pipeline.area_files import GroupAsked, Registers, group_files
from generator.pipeline.governing import AreaAsked, area_of, governance_of
from generator.pipeline.inputs import together
from generator.pipeline.order import Shop
from generator.pipeline.placing import counts_of
from generator.pipeline.registers import registered
from generator.publish import Desk
from generator.store import Store


class AreaWork:
    """Areas of the schools of one build."""

    def __init__(self, shop: Shop, workspace: Workspace, store: Store) -> None:
        self._shop = shop
        self._workspace = workspace
        self._today = shop.today.isoformat()
        known_by = together((shop.fingerprint, shop.library)), self._today
        self._registers = Registers(shop.root, workspace, store, known_by)

    def governance(self, school: School) -> Governance:
        """What governors see of `school` in this build: nothing where it makes some of its editions only."""
        whole = not self._shop.draft and set(self._shop.audiences) == set(AUDIENCES)
        return governance_of(self._workspace, school) if whole else NO_GOVERNANCE

    def of(self, school: School, sites: tuple[AudienceSite, ...], digest: str) -> Area:
        """The area of `school`, whose sites are `sites` and whose own files have that digest."""
        held = registered(self._workspace, school, self._today)
        if school.group:
            self._registers.keep(digest, held)
        return area_of(AreaAsked(self._shop.root, self._workspace, school, sites, self._today), held)

    def group(self, assembler: Assembler, desk: Desk, front: Front, asked: GroupAsked) -> Made:
        """Stages the register of a group, and the calendar of its schools."""
        before, folder = assembler.builds, f"{front.tree}/{GROUPS}/{asked.group}"
        desk.open_folder(folder)
        made = dict(group_files(assembler, front, asked, self._registers.group(asked)))
        staged = tuple(desk.put(f"{front.tree}/{path}", content) for path, content in made.items())
        return Made((Folder(folder, staged, whole=True),), counts_of(made), builds=assembler.builds - before)
