"""The plain project of an edition: a folder that stock MkDocs builds, for whoever wants to go on without Policypress.

The one place where values stand inside Markdown. They are escaped there; `site_name` is never a value, and the house
templates escape every title.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from generator.model.edition import Edition, text_alone
from generator.model.edition_json import to_json
from generator.model.site import AudienceSite
from generator.model.source import HouseStyle, NavEntry, SiteSource
from generator.render.escape import markdown_text, quoted, web_address
from generator.render.marks import Marks, free_stem, mark_pattern, stem_of
from generator.render.site_settings import site_settings
from generator.render.web import audience_pages, logo_path, site_files
from generator.render.web_frame import audience_frame
from generator.render.web_pages import Page
from generator.words.strings import say

_OF_A_TREE = ("assets", "csp", "scope", "noindex")
"""Facts of a site that stands in a tree among others; a plain project stands alone."""
_NO_TEXT = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""Words that YAML reads as something else when they have no quotes."""
_TARGETS = ("](tel:", "](mailto:")


def plain_project(site: AudienceSite, edition: Edition, house: HouseStyle) -> dict[str, bytes]:
    """The files of the project, path → bytes, sorted: mkdocs.yml, docs/ and overrides/ with the house templates."""
    alone = dataclasses.replace(site, editions=(text_alone(edition),))
    marks = Marks(free_stem([to_json(edition)]))
    school = marks.of("school", site.school.name)
    pages, nav = audience_pages(alone, marks, prints=False)
    values = _Values(dict(marks.results()))
    extra = {**audience_frame(alone, values.plain(school), logo_path(site)), "editions": [], "up": []}
    source = SiteSource(
        title=say("plain.site", site.language),
        pages=(),
        nav=tuple(values.nav(entry) for entry in nav),
        files=site_files(site),
        extra={name: fact for name, fact in extra.items() if name not in _OF_A_TREE},
        results=(),
        language=site.language,
    )
    settings = site_settings(source, house)
    settings["theme"] = {**settings["theme"], "custom_dir": "overrides"}
    files = {"mkdocs.yml": ("\n".join(_yaml(settings, "")) + "\n").encode()}
    files |= {f"docs/{page.path}": values.page(page).source().encode() for page in pages}
    files |= {f"docs/{path}": content for path, content in source.files}
    files |= {f"overrides/{path}": content for path, content in house.templates}
    return dict(sorted(files.items()))


@dataclasses.dataclass(frozen=True, slots=True)
class _Values:
    """Sets values in for marks in pages that are still Markdown."""

    texts: Mapping[str, str]

    def plain(self, text: str) -> str:
        """`text` with values as they are, for YAML written by a writer of YAML."""
        return self._pattern().sub(lambda match: self.texts[match[1] or match[2]], text)

    def markdown(self, text: str) -> str:
        """`text` with values escaped so that Markdown prints them as they are."""
        pattern = self._pattern()
        pieces: list[str] = []
        at = 0
        for match in pattern.finditer(text):
            pieces.append(text[at : match.start()])
            value = self.texts[match[1] or match[2]]
            if match[1]:
                pieces.append(web_address(value).replace("(", "%28").replace(")", "%29"))
            else:
                pieces.append(value if text[: match.start()].endswith(_TARGETS) else markdown_text(value))
            at = match.end()
        return "".join([*pieces, text[at:]])

    def page(self, page: Page) -> Page:
        """`page` with values."""
        facts = {name: self.plain(fact) if isinstance(fact, str) else fact for name, fact in page.facts.items()}
        return dataclasses.replace(page, title=self.plain(page.title), blocks=(self.markdown(page.body),), facts=facts)

    def nav(self, entry: NavEntry) -> NavEntry:
        """`entry` and all below it with values."""
        return NavEntry(self.plain(entry.title), entry.path, tuple(self.nav(child) for child in entry.children))

    def _pattern(self) -> re.Pattern[str]:
        return mark_pattern(stem_of(next(iter(self.texts))))


def _yaml(thing: object, indent: str) -> list[str]:
    """Plain data as lines of YAML, every text in double quotes."""
    if isinstance(thing, Mapping):
        return [line for key, value in thing.items() for line in _entry(f"{indent}{_key(str(key))}:", value, indent)]
    if isinstance(thing, Sequence) and not isinstance(thing, str):
        return [line for value in thing for line in _entry(f"{indent}-", value, indent)]
    raise TypeError(f"neither a mapping nor a list: {thing!r}")


def _key(text: str) -> str:
    return text if re.fullmatch(r"[a-z_]+", text) and text not in _NO_TEXT else quoted(text)


def _entry(start: str, value: object, indent: str) -> list[str]:
    if isinstance(value, str):
        return [f"{start} {quoted(value)}"]
    if isinstance(value, bool | int | float):
        return [f"{start} {str(value).lower()}"]
    if value is None or not value:
        return [f"{start} {'null' if value is None else '{}' if isinstance(value, Mapping) else '[]'}"]
    return [start, *_yaml(value, f"{indent}  ")]
