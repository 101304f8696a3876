"""Puts the sites of schools together from page skeletons and parts; what cannot be is built whole by MkDocs.

The files are, byte for byte, those of `stamp(build_site(audience_source(site), house), …)`: the tests hold it to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.engines.kept import Kept
from generator.engines.looks import Look
from generator.engines.mkdocs_site import build_site
from generator.engines.pages import site_files
from generator.engines.parts import Parts
from generator.engines.planning import Planned, plan
from generator.engines.searching import SearchEntries
from generator.engines.skeletons import Skeletons
from generator.engines.stamp import stamp
from generator.model.site import AudienceSite
from generator.model.source import HouseStyle
from generator.render.site_settings import extension_names
from generator.render.web import audience_source
from generator.render.web_parts import NotShared, NotYetMade, SharedSite, shared_site

_ALLOWED = frozenset(("attr_list", "def_list", "md_in_html", "tables", "toc", "sane_lists", "nl2br"))
"""Extensions of Markdown that look at one block at a time; with any other, sites are built whole."""


class Assembler:
    """Makes sites in one house style, and keeps the skeletons and parts that it has made for the next ones.

    With `prove`, which is for house templates that are not ours, what is put together is compared with a whole build
    whenever a look of a page is met for the first time, and not used if they differ.
    `builds` counts MkDocs builds, `whole` those of them that built a site whole.
    """

    def __init__(self, house: HouseStyle, prove: bool = False) -> None:
        self._house = house
        self._prove = prove
        self._shares = set(extension_names(house)) <= _ALLOWED
        self._proven: dict[Look, bool] = {}
        self.parts = Parts(house)
        self.skeletons = Skeletons(house, twice=prove)
        self._entries = SearchEntries()
        self.whole = 0

    @property
    def builds(self) -> int:
        """How many MkDocs builds there were."""
        return self.parts.builds + self.skeletons.builds + self.whole

    def prepare(self, sites: Iterable[AudienceSite]) -> None:
        """Makes all skeletons and parts that `sites` need and that are not yet there, in as few builds as can be."""
        self._prepare([found for site in sites if (found := self._shared(site))])

    def _prepare(self, shared: Sequence[SharedSite]) -> None:
        self.parts.make(block for site in shared for page in site.pages for block in page.blocks)
        looks = [page.look for site in shared for page in self._planned(site)]
        self.skeletons.make(looks)

    def files(self, site: AudienceSite) -> dict[str, bytes]:
        """The files of `site`, path → bytes, sorted; raises StampError and SiteBuildError as a whole build does."""
        shared = self._shared(site)
        try:
            return self._put_together(site, shared) if shared else self._built_whole(site)
        except NotYetMade:
            self._prepare([shared] if shared else [])
        except NotShared:
            return self._built_whole(site)
        try:
            return self._put_together(site, shared) if shared else self._built_whole(site)
        except NotShared:
            return self._built_whole(site)

    def _put_together(self, site: AudienceSite, shared: SharedSite) -> dict[str, bytes]:
        pages = plan(shared, self.parts)
        if not all(self._proven.get(page.look, True) for page in pages):
            raise NotShared("a whole build of a page that looks like one of these was another")
        made = site_files(shared, pages, self.skeletons, self._entries)
        unproven = [page.look for page in pages if page.look not in self._proven] if self._prove else []
        if not unproven:
            return made
        whole = self._built_whole(site)
        self._proven |= dict.fromkeys(unproven, made == whole)
        return whole

    def keep(self) -> Kept:
        """What was learned, for other assemblers in the same house style."""
        return Kept(
            tuple(self.parts.known.items()),
            tuple(self.parts.frames.items()),
            tuple(self.skeletons.known.items()),
            tuple(self.skeletons.files.items()),
        )

    def learn(self, kept: Kept) -> None:
        """Takes over what another assembler has learned."""
        self.parts.known |= dict(kept.parts)
        self.parts.frames |= dict(kept.frames)
        self.skeletons.known |= dict(kept.skeletons)
        self.skeletons.files |= dict(kept.files)

    def _shared(self, site: AudienceSite) -> SharedSite | None:
        try:
            return shared_site(site) if self._shares else None
        except NotShared:
            return None

    def _planned(self, site: SharedSite) -> Sequence[Planned]:
        try:
            return plan(site, self.parts)
        except NotShared:
            return ()

    def _built_whole(self, site: AudienceSite) -> dict[str, bytes]:
        self.whole += 1
        source = audience_source(site)
        return stamp(build_site(source, self._house), source.results)
