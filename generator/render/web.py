"""The website of one audience of one school, as a source for the site engine. Rendered from editions alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from generator.model.edition import Edition
from generator.model.edition_json import to_json
from generator.model.site import AudienceSite
from generator.model.source import NavEntry, SiteSource
from generator.render.marks import Marks, free_stem
from generator.render.web_blocks import Block
from generator.render.web_brand import brand_css
from generator.render.web_cover import contents, cover, on_paper, print_links, status
from generator.render.web_frame import audience_frame
from generator.render.web_front import front_source
from generator.render.web_not_held import NotHeldPages
from generator.render.web_pages import Page, PolicyPages
from generator.render.web_people import contacts, tell
from generator.render.web_text import EditionText, Spot, edition_text, policy_page
from generator.render.web_versions import PolicyVersions, shown_editions
from generator.words.strings import say

__all__ = ["audience_pages", "audience_source", "front_source"]


def audience_source(site: AudienceSite) -> SiteSource:
    """The whole site of `site.audience`: its pages as Markdown with marks, and what is set in for each mark."""
    place = (site.place.folder, site.place.address)
    marks = Marks(free_stem((*place, *(_without_values(edition) for edition in shown_editions(site)))))
    school = marks.of("school", site.school.name)
    pages, nav = audience_pages(site, marks)
    address = marks.address("address", site.place.address) if site.place.address else ""
    return SiteSource(
        title=say("plain.site", site.language),
        pages=tuple((page.path, page.source()) for page in pages),
        nav=nav,
        files=site_files(site),
        extra=audience_frame(site, school, logo_path(site)),
        results=marks.results(),
        address=address,
        language=site.language,
        templates=site_templates(site),
    )


def _without_values(edition: Edition) -> str:
    """All text of `edition` that stands on a page before values are set in: no value may choose the marks."""
    results = tuple((key, dataclasses.replace(result, text="")) for key, result in edition.results)
    school = dataclasses.replace(edition.school, name="", short_name="", group_name="")
    return to_json(dataclasses.replace(edition, results=results, school=school))


def site_templates(site: AudienceSite) -> tuple[str, ...]:
    """The files of a site that are made from a house template alone."""
    return ("sitemap.xml",) if site.place.address and not site.place.noindex else ()


def audience_pages(
    site: AudienceSite, marks: Marks, prints: bool = True, kind: type[EditionText] = EditionText
) -> tuple[list[Page], tuple[NavEntry, ...]]:
    """The pages of `site` and the navigation over them. Without `prints` nothing links to PDFs beside the site."""
    prints = prints and site.prints
    policies = [_policy_pages(site, policy, marks, prints, kind) for policy in site.policies]
    start = _start_page(policies, site, marks)
    pages = [start, *(page for policy in policies for page in policy.pages)]
    return pages, (NavEntry(say("home", site.language), start.path), *(policy.nav() for policy in policies))


def _policy_pages(
    site: AudienceSite, policy: str, marks: Marks, prints: bool, kind: type[EditionText]
) -> PolicyPages | NotHeldPages:
    versions = PolicyVersions.of(site, policy, marks, kind)
    held = next((each for each in site.editions if each.policy == policy), None)
    if held:
        return PolicyPages(site, edition_text(held, marks, kind), prints, versions)
    assert versions, "a policy has an edition or versions"
    return NotHeldPages(versions, marks, prints)


def site_files(site: AudienceSite) -> tuple[tuple[str, bytes], ...]:
    """The site's own style sheet with the school's colour, and its logo."""
    files = [("brand.css", brand_css(site.school.brand))]
    if site.logo:
        files.append((logo_path(site), site.logo))
    return tuple(files)


def logo_path(site: AudienceSite) -> str:
    """The path of the logo in the site, "" without one."""
    # The school's own file name may be anything; what the bytes are matters to a browser.
    if not site.logo:
        return ""
    return "logo.png" if site.logo.startswith(b"\x89PNG") else "logo.svg"


def _start_page(policies: list[PolicyPages | NotHeldPages], site: AudienceSite, marks: Marks) -> Page:
    if len(policies) == 1:
        only = policies[0]
        title, facts = only.title, only.facts
        heading = only.text.line(only.text.edition.title)
        front = only.front("index.md") if isinstance(only, NotHeldPages) else only.front("index.md", False)
        blocks: list[Block] = list(front)
    else:
        title = heading = say(f"policies.{site.audience}", site.language)
        of_each = [policy.facts for policy in policies]
        facts = {name: next((own[name] for own in of_each if own[name]), "") for name in ("blank", "watermark")}
        blocks = [block for policy in policies for block in _of_several(policy)]
    parts = (f"# {heading} {{#top_}}", *blocks, *contacts(marks, site), on_paper(site))
    return Page("index.md", title, tuple(part for part in parts if part), "start", facts)


def _of_several(policy: PolicyPages | NotHeldPages) -> Iterator[Block]:
    """One policy of several on the start page: its title leads to its own cover, where the rest stands."""
    text, edition = policy.text, policy.text.edition
    identity = policy.versions.policy if isinstance(policy, NotHeldPages) else edition.policy
    title = f"[{text.line(edition.title)}]({text.to(policy_page(identity, 'index'), 'index.md')})"
    yield f"## {title} {{#policy.{identity}}}"
    if isinstance(policy, NotHeldPages):
        yield policy.status()
        return
    yield status(text)
    if policy.versions:
        yield policy.versions.coming(text, "index.md")
    spot = Spot("index.md", 3, f"{edition.policy}.")
    yield text.body(edition.summary, spot.page)
    yield tell(text, policy.site, spot)
    yield cover(text)
    yield contents(text, spot.page, False)
    if policy.prints:
        yield print_links(text, spot)
