"""The search index of a site that is put together: what each page adds to it, made once for equal pages."""

from __future__ import annotations

import json

from generator.engines.mkdocs_site import search_entries
from generator.engines.planning import Planned
from generator.engines.runs import Marked, Runs
from generator.render.marks import as_address
from generator.render.web_parts import CLOSE, OPEN, NotShared

_KEPT = 20_000


class SearchEntries:
    """Keeps what pages with the same text add to the index."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, Runs], Runs] = {}

    def of(self, page: Planned) -> Runs:
        """The entries of `page` as runs of JSON, with commas between; nothing for a page out of the index."""
        if not page.page.searched:
            return ()
        known = (page.url, page.laid.runs)
        if known not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[known] = _entries(page)
        return self._known[known]


def _entries(page: Planned) -> Runs:
    keyed = [run if isinstance(run, str) else f"{OPEN}{run.key}{CLOSE}" for run in page.laid.runs]
    marked = Marked(keyed)
    addresses = [not isinstance(run, str) and run.place.startswith("address") for run in page.laid.runs]
    pieces = (marked.marked(text) for text in keyed)
    content = "".join(as_address(text) if is_one else text for text, is_one in zip(pieces, addresses, strict=True))
    found = search_entries(content, "")
    if not all(title for _, title, _ in found):
        raise NotShared("a place on a page has no heading")
    entries = ({"location": page.url + anchor, "title": title, "text": text} for anchor, title, text in found)
    return marked.in_index(",".join(json.dumps(entry, separators=(",", ":")) for entry in entries))
