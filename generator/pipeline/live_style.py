"""Makes single files in one house style, each when it is asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from generator.engines.assemble import Assembler, Drafted
from generator.engines.pressed import CachedPress
from generator.model.governing import Area
from generator.model.site import AudienceSite, Front, SchoolEntry, SiteName, Tree
from generator.pipeline.area_files import AreaWriter, GroupAsked, Registers, group_files
from generator.pipeline.style import Style, assembler_for, front_title, keep_parts, press_for
from generator.render.print_source import print_documents
from generator.store import Store

_PRINT = "print/"
_DRAFTS_HELD = 64


class LiveStyle:
    """The house style of the policy folder `root` as it stands now; `house` is its mkdocs.yml, read after `style`.

    Every method raises HouseError, SiteBuildError, StampError or PressError when an engine refuses.
    Only for one thread at a time: MkDocs mixes sites that are built side by side.
    """

    def __init__(self, root: Path, house: Mapping[str, object], store: Store, style: Style) -> None:
        """Templates are read with the first file that needs them."""
        self._root = root
        self._store = store
        self._style = style
        self._drafts: OrderedDict[tuple[str, SiteName, Tree], Drafted] = OrderedDict()
        self._assets: dict[Tree, Mapping[str, bytes]] = {}
        self._fronts: dict[Tree, tuple[Front, Mapping[str, bytes]]] = {}
        self._kept = 0
        self.house = house

    def close(self) -> None:
        """Removes temporary folders."""
        if "_press" in self.__dict__:
            self._press.close()

    def keep(self) -> None:
        """Keeps what was learned since the last time for later commands."""
        if "_assembler" in self.__dict__ and self._assembler.builds > self._kept:
            self._kept = self._assembler.builds
            keep_parts(self._assembler, self._store, self._style)

    def audience_file(self, site: AudienceSite, path: str) -> bytes | None:
        """The file `path` of a site, None if it has none of that name."""
        if path.startswith(_PRINT):
            return self._pdf(site, path.removeprefix(_PRINT))
        return dict(self._assembler.write(self._drafted(site), {path})).get(path)

    def asset(self, tree: Tree, path: str) -> bytes | None:
        """A file that all pages of a tree use; for that nobody needs to know its schools."""
        if tree not in self._assets:
            self._assets[tree] = self._assembler.front_files(Front(tree, "", ()), "")
        return self._assets[tree].get(path)

    def front_file(self, front: Front, path: str) -> bytes | None:
        """A file of a tree that belongs to no school."""
        listed, files = self._fronts.get(front.tree, (None, {}))
        if listed != front:
            files = self._assembler.front_files(front, front_title(self.house))
            self._fronts[front.tree] = front, files
        return files.get(path)

    def school_file(self, front: Front, entry: SchoolEntry, path: str) -> bytes | None:
        """The file `path`, counted from the root of the tree, of a school's page at the front of a tree."""
        return dict(self._assembler.write_front(front, entry, {path})).get(path)

    def area_file(self, front: Front, entry: SchoolEntry, area: Area, path: str) -> bytes | None:
        """The file `path`, counted from the root of the tree, of the area of a school's governors."""
        return dict(AreaWriter(self._assembler, front, entry, area).write({path})).get(path)

    def group_file(self, front: Front, asked: GroupAsked, registers: Registers, path: str) -> bytes | None:
        """The file `path`, counted from the root of the tree, of the register of a group."""
        return dict(group_files(self._assembler, front, asked, registers.group(asked))).get(path)

    def _pdf(self, site: AudienceSite, name: str) -> bytes | None:
        documents = {document.name: document for document in print_documents(site)} if site.prints else {}
        return self._press.press(documents[name]) if name in documents else None

    def _drafted(self, site: AudienceSite) -> Drafted:
        key = (site.school.id, site.name, site.place.tree)
        held = self._drafts.get(key)
        if held is None or held.site is not site:
            self._drafts[key] = self._assembler.drafted(site)
            if len(self._drafts) > _DRAFTS_HELD:
                self._drafts.popitem(last=False)
        return self._drafts[key]

    @cached_property
    def _assembler(self) -> Assembler:
        assembler, self._style = assembler_for(self._root, self.house, self._store, self._style)
        return assembler

    @cached_property
    def _press(self) -> CachedPress:
        return press_for(self._root, self._store)
