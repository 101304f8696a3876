"""One side of a school's page at the front of a tree: what it says in one language."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.languages import ENGLISH, INTERFACE, Language
from generator.model.site import SchoolEntry, SiteName, Tree, audience_of, is_draft, language_of, site_name
from generator.render.governors_words import AREA_LINK
from generator.render.marks import Marks
from generator.render.web_blocks import Block, Group
from generator.render.web_frame import lang_of, notices
from generator.words.strings import edition_name, say


@dataclass(frozen=True, slots=True)
class Side:
    """What the page of a school says in one language: its editions, and how to get them on paper."""

    entry: SchoolEntry
    language: Language
    marks: Marks
    before: str

    def heading(self) -> str:
        """The heading of the page, or of its part in another language."""
        if self.language == ENGLISH:
            return f"# {say('front.which')} {{#top_}}"
        return f"## {say('front.which', self.language)} {{#in_{self.language}{lang_of(self.language)}}}"

    def way(self) -> str:
        """A link to this part of the page."""
        told = say("language.name", self.language)
        return f'<p><a href="#in_{self.language}" hreflang="{self.language}"{lang_of(self.language)}>{told}</a></p>'

    def notices(self, tree: Tree) -> str:
        """What stands at the top of the page in English."""
        lines = notices(tree, self.entry.school, self.language, unchecked=INTERFACE[self.language] is None)
        shown = "".join(f"<li>{html.escape(line, quote=False)}</li>" for line in lines)
        return f'<ul class="pp-quiet"{lang_of(self.language)}>{shown}</ul>' if lines else ""

    def blocks(self) -> Iterator[Block]:
        """The editions, and the office."""
        editions = tuple(self._editions())
        if editions:
            yield self._line(say("front.which-lead", self.language), ".pp-summary")
            opening = f'<ul class="pp-editions"{lang_of(self.language)}>\n'
            yield Group(opening, editions, "\n</ul>", sample="<li>{}</li>")
        else:
            yield say("front.no-edition")
        if self.entry.governors and self.language == ENGLISH:
            yield AREA_LINK
        level, anchor = ("##", "on_paper") if self.language == ENGLISH else ("###", f"on_paper_{self.language}")
        yield f"{level} {say('paper', self.language)} {{#{anchor}{lang_of(self.language)}}}"
        free = [say("paper.free", self.language)] if self.entry.school.nation == "england" else []
        yield self._line("\n".join((say("paper.ask", self.language), *free)))
        office, key = (self.entry.office, "office") if self.language == ENGLISH else (self.entry.office_cy, "office-cy")
        if office:
            yield self._line(self.marks.of(f"{self.before}{key}", office))

    def _line(self, words: str, look: str = "") -> str:
        attributes = f"{look}{lang_of(self.language)}".strip()
        return f"{words}\n{{ {attributes} }}" if attributes else words

    def _editions(self) -> Iterator[str]:
        """Those in this language; and those that are in English only, which in another language are said to be."""
        held = dict(self.entry.policies)
        for audience, draft in dict.fromkeys((audience_of(name), is_draft(name)) for name in held):
            own, english = site_name(audience, self.language, draft), site_name(audience, draft=draft)
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
        called = self.marks.of(f"{self.before}edition/{name}", given) if given else ""
        words = called or edition_name(audience_of(name), language_of(name))
        return say("edition.drafts", language_of(name), edition=words) if is_draft(name) else words


def _policy_line(policy: tuple[str, str, str], marks: Marks, before: str) -> str:
    identity, title, status = policy
    key = f"{before}{identity}"
    return f"<p>{marks.of(key, title)}: {marks.of(f'{key}/status', status)}</p>"
