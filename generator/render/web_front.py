"""The front of a tree: the list of schools, “Which edition?” for each school, the page for what is missing."""

from __future__ import annotations

import dataclasses
import html
import urllib.parse
from collections.abc import Iterator

from generator.model.edition import SchoolProfile
from generator.model.languages import ENGLISH, INTERFACE, Language
from generator.model.site import Front, SchoolEntry, SiteName, Tree, audience_of, language_of, site_name
from generator.model.source import NavEntry, SiteSource
from generator.render.marks import Marks, free_stem
from generator.render.web_blocks import Block, Group
from generator.render.web_brand import brand_css
from generator.render.web_frame import MISSING_POLICY, POLICY, headers, notices, words
from generator.render.web_missing import MISSING_STYLE
from generator.render.web_pages import Page
from generator.words.strings import edition_name, say


def front_source(front: Front, name: str = "") -> SiteSource:
    """The front pages of a tree as one site, which carries the assets that all sites of the tree use.

    `name` is the heading over the list of schools that the policy folder states; ours if it states none.
    """
    ids = [text for entry in front.schools for text in (entry.school.id, *_policies(entry))]
    marks = Marks(free_stem((front.address, *ids)))
    pages = [
        list_page(front, list_title(name, marks), "\n".join(_list_item(entry, marks) for entry in front.schools)),
        *(school_page(entry, front.tree, marks, f"{entry.school.id}/") for entry in front.schools),
    ]
    address = marks.address("address", front.address) if front.address else ""
    return SiteSource(
        title=say("front.title"),
        pages=tuple((page.path, page.source()) for page in pages),
        nav=tuple(NavEntry(page.title, page.path) for page in pages),
        files=(("_headers", headers(front.tree)), *map(school_style, front.schools)),
        extra=tree_frame(front),
        results=marks.results(),
        address=address,
        carries_assets=True,
        search=False,
        templates=front_templates(front),
    )


def front_templates(front: Front) -> tuple[str, ...]:
    """The files of a front that are made from a house template alone."""
    return ("404.html", *(("sitemap.xml",) if front.address and not _hidden(front) else ()))


def school_style(entry: SchoolEntry) -> tuple[str, bytes]:
    """The style sheet of a school's page at the front: its path and its bytes."""
    return f"{entry.school.id}/brand.css", brand_css(entry.school.brand)


def _policies(entry: SchoolEntry) -> list[str]:
    return [identity for _, policies in entry.policies for identity, _, _ in policies]


def tree_frame(front: Front) -> dict[str, object]:
    """What the front of a tree says on every page; of its schools only counts whether all are samples or hidden."""
    path = urllib.parse.urlsplit(front.address).path.rstrip("/") + "/"
    sample = _all_demonstrations(front)
    also = [_missing_in(language, front.tree, sample) for language in front.languages[1:]]
    return {
        "scope": "/",
        "assets": "",
        "csp": POLICY,
        "noindex": _hidden(front),
        "front": True,
        # A missing page may be asked for at any depth, so its links start from the root of the tree, if that is known.
        "root": urllib.parse.quote(path, safe="/%") if front.address else "",
        "missing": {"csp": MISSING_POLICY, "style": MISSING_STYLE, **({"also": also} if also else {})},
        "notices": notices(front.tree, sample),
        "editions": [],
        "up": [],
        "words": words(),
        "generator": False,
    }


def _missing_in(language: Language, tree: Tree, sample: SchoolProfile | None) -> dict[str, object]:
    """What the page for what is missing says in another language."""
    lines = notices(tree, sample, language, unchecked=INTERFACE[language] is None)
    return {"lang": language, "notices": lines, "words": words(language)}


def _all_demonstrations(front: Front) -> SchoolProfile | None:
    """One of the schools, if all are demonstrations; then the list of them is one, too."""
    demonstrations = [entry.school for entry in front.schools if entry.school.demonstration]
    found = demonstrations[:1] if len(demonstrations) == len(front.schools) else []
    return dataclasses.replace(found[0], template=False) if found else None


def _hidden(front: Front) -> bool:
    return front.tree == "internal" or all(kept_from_search(entry) for entry in front.schools)


def kept_from_search(entry: SchoolEntry) -> bool:
    """Whether search engines are asked to leave the pages of a school out."""
    return entry.school.demonstration or entry.school.template


def list_title(name: str, marks: Marks) -> str:
    """The heading over the list of schools: `name`, or ours without one."""
    return marks.of("name", name) if name else say("front.title")


def list_page(front: Front, title: str, items: str) -> Page:
    """The list of schools; `items` are the lines of HTML in it, "" without a school."""
    heading = f"# {title} {{#top_}}"
    if not items:
        return Page("index.md", title, (heading, say("front.empty")), "front")
    lead = "front.lead-internal" if front.tree == "internal" else "front.lead"
    leads = [f"{say(lead, language)}\n{{ .pp-summary{_lang(language)} }}" for language in front.languages]
    # The filter is shown by the script that makes it work.
    search = (
        f'<form class="pp-filter" hidden><label for="pp-filter">{say("front.filter")}</label>'
        '<input id="pp-filter" type="search" autocomplete="off" spellcheck="false">'
        f'<p id="pp-filter-count" aria-live="polite" data-words="{say("front.count")}"></p></form>'
    )
    listed = f'<ul class="pp-schools">\n{items}\n</ul>'
    return Page("index.md", title, (heading, *leads, search, listed), "front")


def list_items(front: Front) -> str:
    """The lines of HTML in the list of schools, with the names that are set in."""
    written = _Written()
    return "\n".join(_list_item(entry, written) for entry in front.schools)


class _Written(Marks):
    """Gives the text itself, escaped for HTML, in the place of a mark."""

    def of(self, key: str, text: str) -> str:
        """`text`; raises ValueError if it is empty."""
        if not text.strip():
            raise ValueError(f"nothing to set in for {key!r}")
        return html.escape(text, quote=False)


def _list_item(entry: SchoolEntry, marks: Marks) -> str:
    school = entry.school
    group = marks.of(f"{school.id}/group", school.group_name) if school.group_name else ""
    where = f'<span class="pp-group">{group}</span>' if group else ""
    sample = f" {say('front.demonstration')}" if school.demonstration else ""
    name = marks.of(f"{school.id}/school", school.name)
    return f'<li><a href="{school.id}/">{name}</a>{sample}{where}</li>'


def school_page(entry: SchoolEntry, tree: Tree, marks: Marks, before: str = "") -> Page:
    """“Which edition?”: the page of a school at the front; `before` is what the keys of its marks begin with."""
    school, printed = entry.school, marks.of(f"{before}school", entry.school.name)
    sides = [_Side(entry, language, marks, before) for language in entry.languages]
    facts = {
        "school": printed,
        "brand": f"{school.id}/brand.css",
        "notices": notices(tree, school),
        "noindex": say("yes") if kept_from_search(entry) else "",
    }
    english, *others = sides
    blocks = (
        english.heading(),
        *(side.way() for side in others),
        *english.blocks(),
        *(block for side in others for block in (side.heading(), side.notices(tree), *side.blocks())),
    )
    return Page(f"{school.id}/index.md", printed, blocks, "school", facts)


def _lang(language: Language) -> str:
    """The attribute of what is not in English on the front pages, which are."""
    return "" if language == ENGLISH else f' lang="{language}"'


@dataclasses.dataclass(frozen=True, slots=True)
class _Side:
    """What the page of a school says in one language: its editions, and how to get them on paper."""

    entry: SchoolEntry
    language: Language
    marks: Marks
    before: str

    def heading(self) -> str:
        """The heading of the page, or of its part in another language."""
        if self.language == ENGLISH:
            return f"# {say('front.which')} {{#top_}}"
        return f"## {say('front.which', self.language)} {{#in_{self.language}{_lang(self.language)}}}"

    def way(self) -> str:
        """A link to this part of the page."""
        told = say("language.name", self.language)
        return f'<p><a href="#in_{self.language}" hreflang="{self.language}"{_lang(self.language)}>{told}</a></p>'

    def notices(self, tree: Tree) -> str:
        """What stands at the top of the page in English."""
        lines = notices(tree, self.entry.school, self.language, unchecked=INTERFACE[self.language] is None)
        shown = "".join(f"<li>{html.escape(line, quote=False)}</li>" for line in lines)
        return f'<ul class="pp-quiet"{_lang(self.language)}>{shown}</ul>' if lines else ""

    def blocks(self) -> Iterator[Block]:
        """The editions, and the office."""
        editions = tuple(self._editions())
        if editions:
            yield self._line(say("front.which-lead", self.language), ".pp-summary")
            opening = f'<ul class="pp-editions"{_lang(self.language)}>\n'
            yield Group(opening, editions, "\n</ul>", sample="<li>{}</li>")
        else:
            yield say("front.no-edition")
        level, anchor = ("##", "on_paper") if self.language == ENGLISH else ("###", f"on_paper_{self.language}")
        yield f"{level} {say('paper', self.language)} {{#{anchor}{_lang(self.language)}}}"
        free = [say("paper.free", self.language)] if self.entry.school.nation == "england" else []
        yield self._line("\n".join((say("paper.ask", self.language), *free)))
        office, key = (self.entry.office, "office") if self.language == ENGLISH else (self.entry.office_cy, "office-cy")
        if office:
            yield self._line(self.marks.of(f"{self.before}{key}", office))

    def _line(self, words: str, look: str = "") -> str:
        attributes = f"{look}{_lang(self.language)}".strip()
        return f"{words}\n{{ {attributes} }}" if attributes else words

    def _editions(self) -> Iterator[str]:
        """Those in this language; and those that are in English only, which in another language are said to be."""
        held = dict(self.entry.policies)
        for audience in dict.fromkeys(audience_of(name) for name in held):
            own, english = site_name(audience, self.language), site_name(audience)
            if own in held:
                yield self._edition(own, held[own])
            elif english in held:
                link = f'<a href="{english}/" hreflang="en" lang="en">{self._name(english)}</a>'
                yield f"<li>{link} <span>{say('untranslated', self.language)}</span></li>"

    def _edition(self, name: SiteName, policies: tuple[tuple[str, str, str], ...]) -> str:
        hint = say(f"hint.{audience_of(name)}", self.language)
        lines = "".join(_policy_line(policy, self.marks, f"{self.before}{name}/") for policy in policies)
        return f'<li><a href="{name}/">{self._name(name)}</a> <span>{hint}</span>{lines}</li>'

    def _name(self, name: SiteName) -> str:
        given = dict(self.entry.names).get(name)
        if given:
            return self.marks.of(f"{self.before}edition/{name}", given)
        return edition_name(audience_of(name), language_of(name))


def _policy_line(policy: tuple[str, str, str], marks: Marks, before: str) -> str:
    identity, title, status = policy
    key = f"{before}{identity}"
    return f"<p>{marks.of(key, title)}: {marks.of(f'{key}/status', status)}</p>"
