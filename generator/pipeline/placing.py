"""Where a worker puts the files of a school: what stands as it would be made stays, the rest is staged.

The worker itself reads and writes what is remembered of these files, and tells the parent no more than what changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.engines.assemble import PageKey
from generator.model.edition import AUDIENCES
from generator.model.governing import FOLDER
from generator.model.site import SITE_NAMES, TREES, SiteName, Tree, audience_of
from generator.pipeline.answers import Folder, Made
from generator.pipeline.order import Shop
from generator.pipeline.record import keep_files, read_files
from generator.publish import Desk, Kept, Staged
from generator.store import Store

Write = Callable[[Container[str]], Iterator[tuple[str, bytes]]]
"""Gives the files of a site whose paths are wanted, each with its content."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a school's files that is made by one call: its websites, or the documents of one of them.

    `of` names it. It fills `folders`, of which the deepest counts; what lies in `others` belongs to other calls.
    `all_of_it` says that no file of this part is left as it was because it is not asked for.
    """

    of: tuple[str, ...]
    folders: tuple[str, ...]
    others: tuple[str, ...] = ()
    all_of_it: bool = True


def websites(shop: Shop, school: str, places: Iterable[tuple[SiteName, Tree]], area: bool) -> Part:
    """The websites of `school`, which stand at `places`, its page at the front of each tree, its governors' `area`."""
    sites = tuple(f"{tree}/{school}/{name}" for name, tree in places)
    unasked = tuple(name for name in SITE_NAMES if audience_of(name) not in shop.audiences)
    others = tuple(f"{tree}/{school}/{name}" for tree in TREES for name in unasked)
    prints = tuple(f"{site}/print" for site in sites) if shop.prints else ()
    fronts = tuple(f"{tree}/{school}" for tree in TREES)
    of_governors, whole = f"internal/{school}/{FOLDER}", set(shop.audiences) == set(AUDIENCES)
    if not whole:
        others = (*others, of_governors)
    return Part((school,), (*fronts, *sites, *((of_governors,) if area else ())), (*others, *prints), whole)


def documents(school: str, name: SiteName, tree: Tree) -> Part:
    """The documents of one site of `school`."""
    return Part((school, f"{tree}/{name}"), (f"{tree}/{school}/{name}/print",))


class PartPlaced:
    """The files of a part as they come."""

    def __init__(self, shop: Shop, desk: Desk, part: Part) -> None:
        """Finds out what stands there as it was made: what we kept says the same as the output's own record."""
        assert shop.placing is not None
        self._shop, self._desk, self._part = shop, desk, part
        self._store = Store(shop.store)
        outer = (one for one in part.folders if not any(one.startswith(f"{other}/") for other in part.folders))
        self._recorded = desk.recorded(*outer)
        self._known = read_files(self._store, shop.place, *part.of) if shop.place else {}
        self._made: dict[str, tuple[str, Staged | Kept]] = {}

    def stands(self, path: str, key: str) -> bool:
        """Whether the output holds the file that would be made under this key; then it is kept."""
        known, digest = self._known.get(path), self._recorded.get(path)
        if self._shop.afresh or known is None or digest is None or known != (key, digest.hex()):
            return False
        assert self._shop.placing is not None
        if not os.path.lexists(f"{self._shop.placing.root}/{path}"):
            return False
        self._made[path] = (key, Kept(path, digest))
        return True

    def stage(self, path: str, key: str, content: bytes) -> None:
        """Stages a file; the folder in which it stands is open at the desk."""
        self._made[path] = (key, self._desk.put(path, content))

    def site(self, root: str, folder: str, pages: Iterable[PageKey], write: Write) -> None:
        """Files of `folder`, with paths relative to `root`: those that do not stand there are made."""
        wanted = {page.path: page.key for page in pages if not self.stands(f"{root}/{page.path}", page.key)}
        if wanted:
            self._desk.open_folder(folder)
            for path, content in write(wanted.keys()):
                self.stage(f"{root}/{path}", wanted[path], content)

    def done(self, builds: int) -> Made:
        """What was made of it with so many MkDocs builds; it is remembered for the next build."""
        self._keep()
        files = [file for _, file in self._made.values()]
        return Made(self._folders(files), counts_of(self._made), builds=builds)

    def _keep(self) -> None:
        made = {path: (key, file.digest.hex()) for path, (key, file) in self._made.items()}
        if not self._part.all_of_it:
            made = {**self._known, **made}
        if self._shop.place and made != self._known:
            keep_files(self._store, self._shop.place, *self._part.of, files=made)

    def _folders(self, files: Iterable[Staged | Kept]) -> tuple[Folder, ...]:
        """Of a folder that keeps files and loses none, no more is told than what is new in it."""
        part = self._part
        held: dict[str, list[Staged | Kept]] = {folder: [] for folder in part.folders}
        for file in files:
            held[_deepest(file.path, part.folders)].append(file)
        within = (*part.folders, *part.others)
        losing = {_deepest(path, within) for path in self._recorded if path not in self._made}
        return tuple(_folder(path, inside, path in losing) for path, inside in held.items())


def counts_of(paths: Iterable[str]) -> tuple[int, int, int]:
    """How many of `paths` are pages, how many PDFs, and how many there are."""
    held = [*paths]
    return sum(path.endswith(".html") for path in held), sum(path.endswith(".pdf") for path in held), len(held)


def _folder(path: str, files: Sequence[Staged | Kept], loses: bool) -> Folder:
    if loses or not any(isinstance(file, Kept) for file in files):
        return Folder(path, tuple(files), whole=True)
    return Folder(path, tuple(file for file in files if isinstance(file, Staged)), whole=False)


def _deepest(path: str, folders: Iterable[str]) -> str:
    """The longest of `folders` that `path` lies in."""
    return max((folder for folder in folders if path.startswith(f"{folder}/")), key=len)
