"""How the front of a tree lists a school."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model.edition import Edition, SchoolProfile
from generator.model.governing import Governance
from generator.model.site import SITE_NAMES, TREES, AudienceSite, SchoolEntry, Tree
from generator.render.web_versions import in_force
from generator.words.strings import standing_words, status_words


def front_entry(sites: tuple[AudienceSite, ...]) -> SchoolEntry:
    """How the front of a tree lists a school; `sites` are its sites in that tree, at least one."""
    return SchoolEntry(
        school=sites[0].school,
        policies=tuple(
            (
                site.name,
                (*(_line(edition, status_words(edition)) for edition in in_force(site)), *_not_held(site)),
            )
            for site in sites
        ),
        office=_office(sites[0]),
        office_cy=next((_office(site) for site in sites if site.language == "cy"), ""),
        names=tuple((site.name, name) for site in sites if (name := dict(site.place.names).get(site.audience))),
    )


def listed(
    sites: tuple[AudienceSite, ...], governance: Governance, school: SchoolProfile
) -> Iterator[tuple[Tree, SchoolEntry]]:
    """How each tree lists a school with those sites; the internal one leads to the area of its governors.

    Sites stand in the order in which they are kept.
    """
    for tree in TREES:
        here = tuple(site for site in sites if site.place.tree == tree)
        entry = front_entry(here) if here else SchoolEntry(school, ())
        entry = replace(entry, policies=tuple(sorted(entry.policies, key=lambda of: SITE_NAMES.index(of[0]))))
        if tree == "internal" and governance.area:
            yield tree, replace(entry, governors=True, groups=governance.groups)
        elif here:
            yield tree, entry


def _line(edition: Edition, status: str) -> tuple[str, str, str]:
    return edition.policy, edition.plain(edition.title), status


def _not_held(site: AudienceSite) -> Iterator[tuple[str, str, str]]:
    for each in site.not_held:
        yield _line(site.of_policy(each.policy)[-1], standing_words(each.standing, site.language))


def _office(site: AudienceSite) -> str:
    """How to reach the school office, if all readers of this tree may see it: "School office, 01632 960001"."""
    for contact in site.contacts.entries:
        if contact.role == "office" and set(contact.shown_to) >= set(site.place.siblings):
            return ", ".join(part for part in (contact.post, contact.phone, contact.office) if part)
    return ""
