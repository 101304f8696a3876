"""Our way of making web pages, taken apart for the bench: what is made once, then one site after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


class Pages:
    """Makes the web pages of sites (values of `compose.audience_sites`) in the house style of a policy folder."""

    def __init__(self, workspace: Path, settings: Any) -> None:
        """`settings` is `house` of the workspace that was read."""
        from generator.engines.assemble import Assembler
        from generator.engines.house import read_house
        from generator.house_templates import laid_over

        self.house = read_house(laid_over(workspace, "web"), settings)
        self._assembler = Assembler(self.house)

    @property
    def builds(self) -> int:
        """MkDocs builds until now."""
        return self._assembler.builds

    def prepare(self, sites: Sequence[Any]) -> None:
        """Makes what `sites` share: each wording once, each look of a page once."""
        self._assembler.prepare(sites)

    def drafted(self, site: Any) -> Any:
        """`site` as pages of blocks, ready to be put together."""
        return self._assembler.drafted(site)

    def files(self, drafted: Any) -> Mapping[str, bytes]:
        """The files of a drafted site by their path under the output's root; `prepare` has seen the site."""
        place = drafted.site.place
        return {f"{place.tree}/{place.folder}/{path}": content for path, content in self._assembler.write(drafted)}
