"""Joins skeletons, parts and values to the files of one site."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

from generator.engines.looks import file_order, page_file, page_url, relative_url
from generator.engines.planning import Planned
from generator.engines.runs import ESCAPES, Hole, Runs
from generator.engines.searching import SearchEntries
from generator.engines.skeleton import STEPS, FrameFiles, Menu, Skeleton
from generator.engines.skeletons import Skeletons
from generator.render.web_parts import KEY, LINK, NotShared, NotYetMade, SharedSite

_IN_A_FOLDER = 2
"""Steps from the root to a page that stands in the folder of its policy."""


def site_files(
    site: SharedSite, pages: Sequence[Planned], skeletons: Skeletons, entries: SearchEntries
) -> dict[str, bytes]:
    """All files of `site`, path → bytes, sorted; raises NotShared if a skeleton is missing."""
    values = _Values(site.values)
    found = {path: content for path, content in site.files}
    for number, page in enumerate(pages):
        if page.look not in skeletons.known:
            raise NotYetMade("a page's skeleton is still to be made")
        skeleton = skeletons.known[page.look]
        if skeleton is None:
            raise NotShared("a page's skeleton is not to be had")
        found[page_file(page.page.path)] = _Joining(values, pages, number).page(skeleton).encode()
    frame = skeletons.files[pages[0].look.frame]
    by_file = sorted(pages, key=lambda page: file_order(page.page.path))
    found["search/search_index.json"] = _index(by_file, frame, values, entries).encode()
    if site.templates:
        found["sitemap.xml"] = _sitemap(by_file, frame, values).encode()
    return dict(sorted(found.items()))


def _index(pages: Iterable[Planned], frame: FrameFiles, values: _Values, entries: SearchEntries) -> str:
    listed = (values.join(entries.of(page)) for page in pages)
    return frame.index[0] + ",".join(entry for entry in listed if entry) + frame.index[1]


def _sitemap(pages: Iterable[Planned], frame: FrameFiles, values: _Values) -> str:
    head, entry, end = frame.sitemap
    if not entry:
        raise NotShared("no site map to be had")
    listed = (
        run if isinstance(run, str) else values[Hole("address", "address")] + page.url
        for page in pages
        for run in entry
    )
    return "".join((*values.strings(head), *listed, *values.strings(end)))


class _Values(dict[Hole, str]):
    """What is set in for the holes of one site, escaped."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts
        self._titles: dict[tuple[str, str], str] = {}
        self.menus: dict[tuple[int, str], tuple[list[str], list[int]]] = {}
        self.here: Planned | None = None

    def __missing__(self, hole: Hole) -> str:
        if hole.key.startswith(LINK):  # what it is depends on the page, so it is not kept
            return self.link(hole.key.removeprefix(LINK))
        escaped = ESCAPES[hole.place](self._texts[hole.key])
        self[hole] = escaped
        return escaped

    def strings(self, runs: Runs) -> list[str]:
        """`runs` with values, on the page `here`."""
        return [run if run.__class__ is str else self[run] for run in runs]  # type: ignore[index]

    def link(self, target: str) -> str:
        """The address of `target`, a page and an anchor, on the page `here`."""
        assert self.here
        path, _, anchor = target.partition("#")
        end = f"#{anchor}" if anchor else ""
        if end and (path == self.here.page.path or self.here.page.kind == "whole"):
            return end
        url = page_url(path)
        way = relative_url(url, self.here.url)
        return f"{way}{end}" if url else f"{way}/{end}"  # to the start page Markdown has "../", templates ".."

    def join(self, runs: Runs) -> str:
        """`runs` with values, joined."""
        return "".join(self.strings(runs))

    def title(self, title: str, hole: Hole) -> str:
        """`title`, which may hold keys: its own words as a template escapes them, values for their place."""
        known = (title, hole.place)
        if known not in self._titles:
            pieces = KEY.split(title)
            words = (_in_template(piece) for piece in pieces[::2])
            values = [*(self[Hole(key, hole.place)] for key in pieces[1::2]), ""]
            self._titles[known] = "".join(f"{word}{value}" for word, value in zip(words, values, strict=True))
        return self._titles[known]


def _in_template(words: str) -> str:
    """`words` as the templates' own escaping prints them."""
    return html.escape(words, quote=False).replace('"', "&#34;").replace("'", "&#39;")


class _Joining:
    """Joins one page."""

    def __init__(self, values: _Values, pages: Sequence[Planned], number: int) -> None:
        self._values = values
        self._pages = pages
        self._number = number
        self._here = pages[number]

    def page(self, skeleton: Skeleton) -> str:
        """The whole page."""
        found: list[str] = []
        self._values.here = self._here
        for run in skeleton.runs:
            if isinstance(run, str):
                found.append(run)
            elif run.key == "=text":
                found += self._values.strings(self._here.laid.runs)
            elif run.key == "=menu":
                self._menu(skeleton.menu, found)
            elif run.key == "=contents":
                self._contents(skeleton, found)
            elif run.key.startswith("="):
                found.append(self._settled(run))
            else:
                found.append(self._values[run])
        return "".join(found)

    def _settled(self, hole: Hole) -> str:
        """What a hole of a skeleton holds on this page."""
        name = hole.key[1:]
        if name == "canonical":
            return self._values[Hole("address", "address")] + self._here.url
        if name == "top":
            return f"#{self._here.laid.headings[0][1]}"
        if name.endswith(" url"):
            return relative_url(self._url_of(name.removesuffix(" url")), self._here.url)
        return self._values.title(self._title_of(name), hole)

    def _url_of(self, name: str) -> str:
        return {"own": lambda: self._here.url, "cover": lambda: self._here.cover}.get(
            name, lambda: self._beside(name).url
        )()

    def _title_of(self, name: str) -> str:
        page = self._here.page
        if name == "title":
            return self._here.title
        if name == "heading":
            return page.title
        if name == "policy":
            return str(page.facts.get("policy", ""))
        return self._beside(name).title

    def _beside(self, name: str) -> Planned:
        return self._pages[self._number + STEPS[name]]

    def _menu(self, menu: Menu, found: list[str]) -> None:
        # From pages of one folder the others look alike, so only the entry of this page is made again.
        here = self._here.url
        folder = here.rstrip("/").rpartition("/")[0]
        inside = here.count("/") >= _IN_A_FOLDER
        known = (id(menu), folder if inside else "")
        if not inside or known not in self._values.menus:
            self._values.menus[known] = self._whole_menu(menu, f"{folder}/-/" if inside else here)
        entries, places = self._values.menus[known]
        at = len(found) + places[self._number]
        found += entries
        if self._number:
            found[at] = self._entry(menu.here, self._here, here)

    def _whole_menu(self, menu: Menu, here: str) -> tuple[list[str], list[int]]:
        """The menu as a page at `here` has it, itself not marked, and where the entry of each page stands in it."""
        found = self._values.strings(menu.head)
        places = []
        group = -1
        for page in self._pages:
            if page.group != group:
                found += self._values.strings(menu.policy_end) if group >= 0 else ()
                group = page.group
                found += (
                    run if isinstance(run, str) else self._values.title(_policy(page), run) for run in menu.policy
                )
            places.append(len(found))
            found.append(self._entry(menu.page if page.group >= 0 else menu.start, page, here))
        return [*found, *self._values.strings(menu.policy_end)], places

    def _entry(self, runs: Runs, page: Planned, here: str) -> str:
        return "".join(
            run
            if isinstance(run, str)
            else relative_url(page.url, here)
            if run.key == "=entry url"
            else self._values.title(page.title, run)
            for run in runs
        )

    def _contents(self, skeleton: Skeleton, found: list[str]) -> None:
        found += self._values.strings(skeleton.contents_head)
        for _, anchor, words in self._here.contents:
            for run in skeleton.contents_entry:
                if isinstance(run, str):
                    found.append(run)
                elif run.key == "=anchor":
                    found.append(f"#{anchor}")
                else:
                    found += self._values.strings(words)


def _policy(page: Planned) -> str:
    return str(page.page.facts["policy"])
