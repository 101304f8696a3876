"""The front of a tree: the list of schools, “Which edition?” for each school, the page for what is missing."""

from __future__ import annotations

import dataclasses
import urllib.parse

from generator.model.edition import SchoolProfile
from generator.model.site import Front, SchoolEntry
from generator.model.source import NavEntry, SiteSource
from generator.render.marks import Marks, free_stem
from generator.render.strings import edition_name, say
from generator.render.web_brand import brand_css
from generator.render.web_frame import MISSING_POLICY, POLICY, headers, notices, words
from generator.render.web_missing import MISSING_STYLE
from generator.render.web_pages import Page


def front_source(front: Front, name: str = "") -> SiteSource:
    """The front pages of a tree as one site, which carries the assets that all sites of the tree use.

    `name` is the heading over the list of schools that the policy folder states; ours if it states none.
    """
    ids = [text for entry in front.schools for text in (entry.school.id, *_policies(entry))]
    marks = Marks(free_stem((front.address, *ids)))
    schools = [_school_page(entry, front, marks) for entry in front.schools]
    title = marks.of("name", name) if name else say("front.title")
    pages = [_list_page(front, title, marks), *schools]
    address = marks.address("address", front.address) if front.address else ""
    brands = ((f"{entry.school.id}/brand.css", brand_css(entry.school.brand)) for entry in front.schools)
    return SiteSource(
        title=say("front.title"),
        pages=tuple((page.path, page.source()) for page in pages),
        nav=tuple(NavEntry(page.title, page.path) for page in pages),
        files=(("_headers", headers(front.tree)), *brands),
        extra=_frame(front),
        results=marks.results(),
        address=address,
        carries_assets=True,
        search=False,
        templates=("404.html", *(("sitemap.xml",) if address and not _hidden(front) else ())),
    )


def _policies(entry: SchoolEntry) -> list[str]:
    return [identity for _, policies in entry.policies for identity, _, _ in policies]


def _frame(front: Front) -> dict[str, object]:
    path = urllib.parse.urlsplit(front.address).path.rstrip("/") + "/"
    return {
        "scope": "/",
        "assets": "",
        "csp": POLICY,
        "noindex": _hidden(front),
        "front": True,
        # A missing page may be asked for at any depth, so its links start from the root of the tree, if that is known.
        "root": urllib.parse.quote(path, safe="/%") if front.address else "",
        "missing": {"csp": MISSING_POLICY, "style": MISSING_STYLE},
        "notices": notices(front.tree, _all_demonstrations(front)),
        "editions": [],
        "up": [],
        "words": words(),
        "generator": False,
    }


def _all_demonstrations(front: Front) -> SchoolProfile | None:
    """One of the schools, if all are demonstrations; then the list of them is one, too."""
    demonstrations = [entry.school for entry in front.schools if entry.school.demonstration]
    found = demonstrations[:1] if len(demonstrations) == len(front.schools) else []
    return dataclasses.replace(found[0], template=False) if found else None


def _hidden(front: Front) -> bool:
    return front.tree == "internal" or all(_kept_from_search(entry) for entry in front.schools)


def _kept_from_search(entry: SchoolEntry) -> bool:
    return entry.school.demonstration or entry.school.template


def _name(entry: SchoolEntry, marks: Marks) -> str:
    return marks.of(f"{entry.school.id}/school", entry.school.name)


def _list_page(front: Front, title: str, marks: Marks) -> Page:
    heading = f"# {title} {{#top_}}"
    if not front.schools:
        return Page("index.md", title, (heading, say("front.empty")), "front")
    items = [_list_item(entry, marks) for entry in front.schools]
    lead = say("front.lead-internal" if front.tree == "internal" else "front.lead")
    # The filter is shown by the script that makes it work.
    search = (
        f'<form class="pp-filter" hidden><label for="pp-filter">{say("front.filter")}</label>'
        '<input id="pp-filter" type="search" autocomplete="off" spellcheck="false">'
        f'<p id="pp-filter-count" aria-live="polite" data-words="{say("front.count")}"></p></form>'
    )
    listed = '<ul class="pp-schools">\n' + "\n".join(items) + "\n</ul>"
    return Page("index.md", title, (heading, f"{lead}\n{{ .pp-summary }}", search, listed), "front")


def _list_item(entry: SchoolEntry, marks: Marks) -> str:
    group = entry.school.group_name
    where = f'<span class="pp-group">{marks.of(f"{entry.school.id}/group", group)}</span>' if group else ""
    sample = f" {say('front.demonstration')}" if entry.school.demonstration else ""
    return f'<li><a href="{entry.school.id}/">{_name(entry, marks)}</a>{sample}{where}</li>'


def _school_page(entry: SchoolEntry, front: Front, marks: Marks) -> Page:
    school, name = entry.school, _name(entry, marks)
    editions = [
        f'<li><a href="{audience}/">{edition_name(audience)}</a> <span>{say(f"hint.{audience}")}</span>'
        + "".join(_policy_line(entry, audience, policy, marks) for policy in policies)
        + "</li>"
        for audience, policies in entry.policies
    ]
    listed = '<ul class="pp-editions">\n' + "\n".join(editions) + "\n</ul>"
    choice = f"{say('front.which-lead')}\n{{ .pp-summary }}\n\n{listed}" if editions else say("front.no-edition")
    facts = {
        "school": name,
        "brand": f"{school.id}/brand.css",
        "notices": notices(front.tree, school),
        "noindex": say("yes") if _kept_from_search(entry) else "",
    }
    heading = f"# {say('front.which')} {{#top_}}"
    return Page(f"{school.id}/index.md", name, (heading, choice, *_paper(entry, marks)), "school", facts)


def _paper(entry: SchoolEntry, marks: Marks) -> tuple[str, ...]:
    free = [say("paper.free")] if entry.school.nation == "england" else []
    office = [marks.of(f"{entry.school.id}/office", entry.office)] if entry.office else []
    return (f"## {say('paper')} {{#on_paper}}", "\n".join((say("paper.ask"), *free)), *office)


def _policy_line(entry: SchoolEntry, audience: str, policy: tuple[str, str, str], marks: Marks) -> str:
    identity, title, status = policy
    key = f"{entry.school.id}/{audience}/{identity}"
    return f"<p>{marks.of(key, title)}: {marks.of(f'{key}/status', status)}</p>"
