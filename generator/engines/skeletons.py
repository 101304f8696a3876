"""Page skeletons: what MkDocs puts around the text of a page, with places for titles, links, menu, contents and text.

One site of a few pages is built with marks for all of that, for each frame (what is the same on all pages of a site)
that occurs. What comes out is believed only where each mark is found as the house templates are known to print it;
anything else is refused, and the sites concerned are built whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from generator.engines.cutting import MENU, SITEMAP, TOC, Piece, Repeated, cut
from generator.engines.faults import SiteBuildError
from generator.engines.looks import Look, file_order, page_file, relative_url
from generator.engines.runs import Hole, Marked, Runs, joined
from generator.engines.skeleton import STEPS, FrameFiles, Menu, Skeleton
from generator.engines.skeleton_site import SkeletonPage, key, skeleton_pages, skeleton_source, url_of
from generator.engines.stamp import StampError, allow_scripts
from generator.model.source import HouseStyle
from generator.render.marks import as_address
from generator.render.web_parts import NotShared

_PROBED = "&amp;&lt;&gt;&#34;&#39;"
"""What stands inside every title (`skeleton_site.PROBE`), as the house templates escape it."""
_SEARCH_INDEX = "search/search_index.json"
_DOCS = '"docs":['


class Skeletons:
    """The skeletons of one house style that are known; None for a look that cannot be put together.

    With `twice`, each is taken from two sites of different sizes, so that one that counts pages is found out.
    """

    def __init__(self, house: HouseStyle, twice: bool = False) -> None:
        self._house = house
        self._sizes = (0, 1) if twice else (0,)
        self.known: dict[Look, Skeleton | None] = {}
        self.files: dict[str, FrameFiles] = {}
        self.builds = 0

    def make(self, looks: Iterable[Look]) -> None:
        """Makes the skeletons of `looks` that are not yet known: one build for each frame among them, as a rule."""
        wanted: dict[str, list[Look]] = {}
        for look in dict.fromkeys(looks):
            if look not in self.known:
                wanted.setdefault(look.frame, []).append(look)
        for frame, missing in wanted.items():
            found = [self._read(frame, missing, size) for size in self._sizes]
            for look in missing:
                first, *others = (skeletons.get(look) for skeletons in found)
                self.known[look] = first if all(other == first for other in others) else None

    def _read(self, frame: str, looks: Sequence[Look], size: int) -> dict[Look, Skeleton | None]:
        """The skeletons of `looks` as sites show them that have `size` pages more in each policy than they need."""
        from generator.engines.mkdocs_site import build_site  # loads the site engine

        found: dict[Look, Skeleton | None] = {}
        for pages in skeleton_pages(looks, size):
            texts = [text for page in pages for text in page.texts()]
            marked = Marked([frame, *map(key, ("own", "address", "own path", "cover path")), *texts])
            self.builds += 1
            try:
                files = build_site(skeleton_source(pages, marked), self._house)
                reading = _Reading(pages, marked, files)
                self.files[frame] = reading.files()
            except (NotShared, SiteBuildError, StampError):
                continue
            for page in pages:
                if page.look in looks:
                    try:
                        found[page.look] = reading.skeleton(page)
                    except NotShared:
                        found[page.look] = None
        return found


class _Reading:
    """Reads the built files of a skeleton site."""

    def __init__(self, pages: Sequence[SkeletonPage], marked: Marked, files: Mapping[str, bytes]) -> None:
        self._pages = pages
        self._marked = marked
        self._files = {path: content.decode() for path, content in files.items()}
        self._urls = [url_of(page, marked) for page in pages]

    def files(self) -> FrameFiles:
        """The files beside the pages; raises NotShared for one of an unknown kind."""
        known = {page_file(self._marked.marked(page.path)) for page in self._pages}
        others = {path for path in self._files.keys() - known if self._files[path] != "/**/"}
        if others - {_SEARCH_INDEX, "sitemap.xml"}:
            raise NotShared(f"a file of an unknown kind: {sorted(others)[0]}")
        return FrameFiles(self._index(), self._sitemap() if "sitemap.xml" in others else ((), (), ()))

    def _index(self) -> tuple[str, str]:
        head, found, rest = self._files[_SEARCH_INDEX].partition(_DOCS)
        end = rest[rest.rindex("]") :]
        if not found or end != "]}":
            raise NotShared("a search index of another shape")
        return head + found, end

    def _sitemap(self) -> tuple[Runs, Runs, Runs]:
        pieces = cut(self._files["sitemap.xml"])
        repeated = [piece for piece in pieces if isinstance(piece, Repeated)]
        if len(pieces) != 3 or len(repeated) != 1 or repeated[0].kind != SITEMAP:
            raise NotShared("a site map of another shape")
        listed = [each for each in zip(repeated[0].entries, self._by_file(), strict=True) if not _unlisted(each[1])]
        entries = [
            self._xml(_text(entry).replace(self._address + self._urls[page.number], as_address(self._mark("own"))))
            for entry, page in listed
        ]
        if len(set(entries)) != 1 or Hole("=canonical", "address") not in entries[0]:
            raise NotShared("a site map of another shape")
        return self._xml(str(pieces[0]) + repeated[0].head), entries[0], self._xml(str(pieces[2]))

    def _by_file(self) -> list[SkeletonPage]:
        """Pages in the order in which MkDocs reads files: of a folder first its index, then the rest by name."""
        return sorted(self._pages, key=lambda page: file_order(self._marked.marked(page.path)))

    def _xml(self, text: str) -> Runs:
        found = self._marked.in_xml(text)
        return tuple(_with_role(run, {"own": "=canonical"}) if isinstance(run, Hole) else run for run in found)

    @property
    def _address(self) -> str:
        return as_address(self._mark("address"))

    def _mark(self, name: str) -> str:
        return self._marked.marked(key(name))

    def skeleton(self, page: SkeletonPage) -> Skeleton:
        """The skeleton that `page` shows; raises NotShared if it is not what the house templates are known to print."""
        html = allow_scripts(self._files[page_file(self._marked.marked(page.path))])
        pieces = cut(self._with_holes(html, page))
        menus = [piece for piece in pieces if isinstance(piece, Repeated) and piece.kind == MENU]
        contents = [piece for piece in pieces if isinstance(piece, Repeated) and piece.kind == TOC]
        if len(menus) != 1 or len(contents) > 1 or len(menus) + len(contents) != sum(map(_repeats, pieces)):
            raise NotShared("menu or contents stand on a page more or less than once")
        roles = self._roles(page)
        runs: list[str | Hole] = []
        for piece in pieces:
            if isinstance(piece, str):
                runs += self._runs(piece, roles)
            else:
                runs.append(Hole("=menu" if piece.kind == MENU else "=contents", "text"))
        if runs.count(Hole("=text", "text")) != 1:
            raise NotShared("the text of a page does not stand in it once")
        head, entry = self._contents(contents[0], page) if contents else ((), ())
        return Skeleton(joined(runs), self._menu(menus[0], page), head, entry)

    def _with_holes(self, html: str, page: SkeletonPage) -> str:
        """`html` with one mark for the text, for each title and for each address."""
        html = html.replace(self._marked.marked(page.built), self._mark(f"c{page.number}"))
        for other in self._pages:
            for name in (*other.names[:2], f"g{max(other.group, 0)}"):
                html = html.replace(f"{self._mark(name)}{_PROBED}{self._mark(name + 'x')}", self._mark(name))
        own = self._urls[page.number]
        targets = {relative_url(url, own): f"u{number}" for number, url in enumerate(self._urls) if url}
        targets |= {self._address + own: "own", f"#{self._mark(f'i{page.number}')}": f"i{page.number}"}
        twins = self._twins(page)

        def target(match: re.Match[str]) -> str:
            if match[1] in twins:
                way, name = twins[match[1]]
                return f'="{way}{as_address(self._mark(name))}"'
            name = targets.get(match[1], "")
            return f'="{as_address(self._mark(name))}"' if name else match[0]

        return re.sub(r'="([^"]*)"', target, html)

    def _twins(self, page: SkeletonPage) -> dict[str, tuple[str, str]]:
        """Links to the same page in another language, or to the contents there: their start, and the key of the rest.

        The rest is that page's address in its own site, as it is here.
        """
        extra = json.loads(page.look.frame)[0]
        own = self._urls[page.number]
        cover = next(number for number, other in enumerate(self._pages) if other.group == page.group)
        found = {}
        for language in extra.get("languages", ()):
            way = relative_url(language["href"], own)
            for name, url in (("cover path", self._urls[cover]), ("own path", own)):
                if url and not language["here"]:
                    found[f"{way}{url}"] = (way, name)
        return found

    def _roles(self, page: SkeletonPage) -> dict[str, str]:
        """What the keys on `page` stand for there."""
        n, members = page.number, [other for other in self._pages if other.group == page.group]
        roles = {f"u{members[0].number}": "=cover url", f"g{max(page.group, 0)}": "=policy"}
        for name, step in STEPS.items():
            if 0 <= n + step < len(self._pages) and (n == 0 or step != STEPS["after next"]):
                roles |= {self._pages[n + step].names[0]: f"={name}", f"u{n + step}": f"={name} url"}
        roles |= {"own path": "=own path", "cover path": "=cover path"}
        roles |= {f"u{n}": "=own url", "own": "=canonical", f"i{n}": "=top", f"c{n}": "=text", "school": "school"}
        return roles | dict(zip(page.names, ("=title", "=heading", "=policy"), strict=True))

    def _runs(self, text: str, roles: Mapping[str, str]) -> Runs:
        return tuple(_with_role(run, roles) if isinstance(run, Hole) else run for run in self._marked.runs(text))

    def _contents(self, contents: Repeated, page: SkeletonPage) -> tuple[Runs, Runs]:
        entries = set()
        for number, entry in enumerate(contents.entries):
            name = f"{page.number}.{number}"
            anchor, words = self._mark(f"i{name}"), self._mark(f"b{name}")
            text = _text(entry).replace(f"#{anchor}", as_address(anchor))
            text = text.replace(f"{words} &amp; {self._mark(f'b{name}x')}", words)
            entries.add(self._runs(text, {f"i{name}": "=anchor", f"b{name}": "=words"}))
        if len(entries) != 1 or len(contents.entries) != page.look.contents:
            raise NotShared("the contents of a page list its headings in more than one way")
        return self._runs(contents.head, {}), entries.pop()

    def _menu(self, menu: Repeated, page: SkeletonPage) -> Menu:
        first, *policies = menu.entries
        start = self._pages[0]
        roles = {start.names[0]: "=entry", "u0": "=entry url"}
        found: dict[str, set[Runs]] = {"policy": set(), "policy_end": set(), "page": set(), "here": set()}
        for group, entry in enumerate(policies):
            members = [other for other in self._pages if other.group == group]
            self._policy(entry, members, page, found)
        if len(policies) != self._pages[-1].group + 1 or any(len(kinds) > 1 for kinds in found.values()):
            raise NotShared("the menu lists pages in more than one way")
        kinds = {name: kinds.pop() if kinds else () for name, kinds in found.items()}
        return Menu(head=self._runs(menu.head, {}), start=self._runs(_text(first), roles), **kinds)

    def _policy(
        self, entry: tuple[Piece, ...], members: list[SkeletonPage], page: SkeletonPage, found: dict[str, set[Runs]]
    ) -> None:
        inner = [piece for piece in entry if isinstance(piece, Repeated)]
        if len(entry) != 3 or entry[1:2] != tuple(inner) or len(inner[0].entries) != len(members):
            raise NotShared("a policy in the menu of another shape")
        opening = self._runs(f"{entry[0]}{inner[0].head}", {f"g{members[0].group}": "=entry"})
        found["policy"].add(opening)
        found["policy_end"].add(self._runs(str(entry[2]), {}))
        for member, child in zip(members, inner[0].entries, strict=True):
            roles = {member.names[0]: "=entry", f"u{member.number}": "=entry url"}
            found["here" if member is page else "page"].add(self._runs(_text(child), roles))


def _unlisted(page: SkeletonPage) -> bool:
    """Whether a page is kept out of the site map."""
    return any(name == "noindex" for name, _ in page.look.facts)


def _text(pieces: tuple[Piece, ...]) -> str:
    if not all(isinstance(piece, str) for piece in pieces):
        raise NotShared("something repeated inside an entry")
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _repeats(piece: Piece) -> bool:
    return isinstance(piece, Repeated)


def _with_role(hole: Hole, roles: Mapping[str, str]) -> Hole:
    if hole.key not in roles:
        raise NotShared(f"a template prints {hole.key!r} where nobody expects it")
    return Hole(roles[hole.key], hole.place)
