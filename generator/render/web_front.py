"""The front of a tree: the list of schools, “Which edition?” for each school, the page for what is missing."""

from __future__ import annotations

import dataclasses
import html
import urllib.parse

from generator.model.edition import SchoolProfile
from generator.model.governing import GROUPS
from generator.model.languages import INTERFACE, Language
from generator.model.site import Front, SchoolEntry, Tree
from generator.model.source import NavEntry, SiteSource
from generator.render.governors_words import GROUP_REGISTERS
from generator.render.marks import Marks, free_stem
from generator.render.web_brand import brand_css
from generator.render.web_frame import MISSING_POLICY, POLICY, headers, lang_of, machine_draft, notices, words
from generator.render.web_front_side import Side
from generator.render.web_missing import MISSING_STYLE
from generator.render.web_pages import Page
from generator.words.strings import say


def front_source(front: Front, name: str = "") -> SiteSource:
    """The front pages of a tree as one site, which carries the assets that all sites of the tree use.

    `name` is the heading over the list of schools that the policy folder states; ours if it states none.
    """
    ids = [text for entry in front.schools for text in (entry.school.id, *_policies(entry))]
    marks = Marks(free_stem((front.address, *ids)))
    pages = [
        list_page(
            front,
            list_title(name, marks),
            "\n".join(_list_item(entry, marks) for entry in front.schools),
            _group_items(front, marks),
        ),
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
    also = [_missing_in(language, front.tree, sample) for language in _spoken(front)[1:]]
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


def _spoken(front: Front) -> tuple[Language, ...]:
    """The languages of pages that belong to no school; what nobody has checked is for staff, or for samples."""
    unready = front.tree == "internal" or _all_demonstrations(front) is not None
    return tuple(language for language in front.languages if INTERFACE[language] or unready)


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


def list_page(front: Front, title: str, items: str, groups: str = "") -> Page:
    """The list of schools; `items` are the lines of HTML in it, "" without a school, `groups` those of registers."""
    heading = f"# {title} {{#top_}}"
    if not items:
        return Page("index.md", title, (heading, say("front.empty")), "front")
    lead = "front.lead-internal" if front.tree == "internal" else "front.lead"
    leads = [f"{say(lead, language)}\n{{ .pp-summary{lang_of(language)} }}" for language in _spoken(front)]
    leads += [
        f"{machine_draft(each)}\n{{ .pp-quiet{lang_of(each)} }}" for each in _spoken(front) if not INTERFACE[each]
    ]
    # The filter is shown by the script that makes it work.
    search = (
        f'<form class="pp-filter" hidden><label for="pp-filter">{say("front.filter")}</label>'
        '<input id="pp-filter" type="search" autocomplete="off" spellcheck="false">'
        f'<p id="pp-filter-count" aria-live="polite" data-words="{say("front.count")}"></p></form>'
    )
    listed = f'<ul class="pp-schools">\n{items}\n</ul>'
    registers = (f"## {GROUP_REGISTERS} {{#groups_}}", f"<ul>\n{groups}\n</ul>") if groups else ()
    return Page("index.md", title, (heading, *leads, search, listed, *registers), "front")


def list_items(front: Front) -> str:
    """The lines of HTML in the list of schools, with the names that are set in."""
    written = _Written()
    return "\n".join(_list_item(entry, written) for entry in front.schools)


def group_items(front: Front) -> str:
    """The lines of HTML that lead to the registers of groups, "" without any."""
    return _group_items(front, _Written())


def _group_items(front: Front, marks: Marks) -> str:
    listed = ((group, marks.of(f"group/{group}", name)) for group, name in front.groups)
    return "\n".join(f'<li><a href="{GROUPS}/{group}/">{name}</a></li>' for group, name in listed)


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
    sides = [Side(entry, language, marks, before) for language in entry.languages]
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
