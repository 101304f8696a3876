"""The page of an export that gives a school office words and links for its website, ready to copy.

It stands alone: one file, no script, nothing loaded. Values are text, and escaped. Of a school in two languages it has
a part in each, with the editions in that language.
"""

from __future__ import annotations

import base64
import hashlib
import html
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.edition import SchoolProfile
from generator.model.languages import ENGLISH, INTERFACE, Language
from generator.model.site import AudienceSite
from generator.render.paste_style import PASTE_STYLE
from generator.render.paste_words import EditionWords, Exported, Link, edition_words, office_of, paper_words
from generator.render.web_brand import brand_css
from generator.render.web_frame import lang_of, notices
from generator.words.strings import say

NAME = "what-to-paste.html"
_SHOW_TO = "show-to: [{}]"


def what_to_paste(exported: Exported) -> bytes:
    """The page as HTML in UTF-8."""
    school = exported.sites[0].school
    spoken = dict.fromkeys(site.language for site in exported.sites)
    parts = [_Part(exported, language) for language in spoken]
    ways = [part.way() for part in parts[1:]]
    lines = [
        *_head(parts[0].title, school),
        "<body>",
        f"<header><p>{html.escape(school.name)}</p></header>",
        "<main>",
        *(line for part in parts for line in part.lines(ways if part is parts[0] else [])),
        "</main>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _head(title: str, school: SchoolProfile) -> Iterator[str]:
    """The head, with a policy that allows the page's own style and nothing else."""
    style = brand_css(school.brand).decode() + PASTE_STYLE
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    yield from ("<!doctype html>", '<html lang="en">', "<head>", '<meta charset="utf-8">')
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="robots" content="noindex, nofollow">'
    yield f"<title>{title} – {html.escape(school.name)}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"


def _has_draft(sites: tuple[AudienceSite, ...]) -> bool:
    editions = [edition for site in sites for edition in site.editions]
    return any(edition.version is None and not edition.school.template for edition in editions)


def _file_of(school: str) -> str:
    return f"schools/{school}/school.yml"


@dataclass(frozen=True, slots=True)
class _Part:
    """What the page says in one language, of the editions in it."""

    exported: Exported
    language: Language

    @property
    def sites(self) -> tuple[AudienceSite, ...]:
        """Those in its language, at least one."""
        return tuple(site for site in self.exported.sites if site.language == self.language)

    @property
    def title(self) -> str:
        """Its heading."""
        return self._say("paste.title-internal" if self._internal else "paste.title")

    def way(self) -> str:
        """A link to it."""
        told = self._say("language.name")
        return f'<p><a href="#in-{self.language}" hreflang="{self.language}" lang="{self.language}">{told}</a></p>'

    def lines(self, ways: list[str]) -> Iterator[str]:
        """Its HTML; `ways` are links to the parts in other languages."""
        if self.language != ENGLISH:
            yield f'<div id="in-{self.language}" lang="{self.language}">'
        yield f"<h1>{self.title}</h1>"
        yield from ways
        yield '<ul class="notices">'
        yield from (f"<li>{html.escape(line)}</li>" for line in self._warned())
        yield "</ul>"
        yield from self._steps()
        for number, words in enumerate(edition_words(self.exported), 1):
            if words.language == self.language:
                yield from self._edition(words, number)
        yield from self._paper()
        if self.language != ENGLISH:
            yield "</div>"

    @property
    def _internal(self) -> bool:
        return self.sites[0].place.tree == "internal"

    def _say(self, key: str) -> str:
        return say(key, self.language)

    def _named(self, anchor: str) -> str:
        return anchor if self.language == ENGLISH else f"{anchor}-{self.language}"

    def _told(self, sentence: str, file: str = "", key: str = "") -> str:
        """One of our sentences as HTML, with the names of a file and of a key in it."""
        return html.escape(self._say(sentence)).format(file=f"<code>{file}</code>", key=f"<code>{key}</code>")

    def _warned(self) -> Iterator[str]:
        tree, school = self.sites[0].place.tree, self.sites[0].school
        yield from notices(tree, school, self.language, unchecked=INTERFACE[self.language] is None)
        yield self._say(f"paste.{tree}")
        if _has_draft(self.sites):
            yield self._say("paste.draft")

    def _steps(self) -> Iterator[str]:
        """Where the files belong, and how to copy."""
        exported, internal = self.exported, self._internal
        place = ("mkdocs.yml", "extra.internal_url") if internal else (_file_of(self.sites[0].school.id), "address")
        there = f'<a href="{html.escape(exported.address)}">{html.escape(exported.address)}</a>'
        yield f"<h2>{self._say('paste.steps')}</h2>"
        yield "<ol>"
        if not exported.address:
            yield f"<li>{self._told('paste.no-address', *place)}</li>"
        elif exported.own:
            yield f"<li>{self._told('paste.upload')} {there}</li>"
        else:
            own = "" if internal else f" {self._told('paste.published-own', *place)}"
            yield f"<li>{self._told('paste.published')} {there}.{own}</li>"
        told = [*(["paste.which"] if exported.address else []), "paste.copy", "paste.shared"]
        yield from (f"<li>{self._told(sentence)}</li>" for sentence in told)
        yield "</ol>"

    def _edition(self, words: EditionWords, number: int) -> Iterator[str]:
        heading = f"edition-{number}"
        yield f'<section aria-labelledby="{heading}">'
        yield f'<h2 id="{heading}">{html.escape(words.title)}</h2>'
        if words.page.address:
            yield f'<p class="label">{self._say("paste.finished")}</p>'
            yield f'<div class="finished">\n{words.html()}\n</div>'
            yield from self._box("html", words.html(), heading)
        yield from self._box("text", words.text(), heading)
        if not words.page.address:
            yield from self._by_hand(words, heading)
        yield "</section>"

    def _by_hand(self, words: EditionWords, heading: str) -> Iterator[str]:
        """Each link's words, and the file that it is to lead to."""
        columns = "".join(f'<th scope="col">{self._say(f"paste.{name}")}</th>' for name in ("words", "file"))
        yield f'<h3 id="{heading}-links">{self._say("paste.by-hand")}</h3>'
        yield f'<table aria-labelledby="{heading}-links {heading}">'
        yield f"<thead><tr>{columns}</tr></thead>"
        yield "<tbody>"
        yield from (_row(link) for link in (words.page, *words.pdfs))
        yield "</tbody>"
        yield "</table>"

    def _box(self, kind: str, content: str, heading: str) -> Iterator[str]:
        """A box to copy from: without a script, its whole text is taken with two keys."""
        name = f"{heading}-{kind}"
        rows = content.count("\n") + 1
        yield f'<p class="label" id="{name}">{self._say(f"paste.{kind}")}</p>'
        # A browser drops the first line break in a box.
        yield f'<textarea readonly rows="{rows}" aria-labelledby="{name} {heading}">\n{html.escape(content)}</textarea>'

    def _paper(self) -> Iterator[str]:
        words, heading = paper_words(self.sites), self._named("paper")
        yield f'<section aria-labelledby="{heading}">'
        yield f'<h2 id="{heading}">{self._say("paste.paper")}</h2>'
        yield from self._office_missing()
        if self.exported.address:
            paragraphs = [f"<p{lang_of(self.language)}>{html.escape(line)}</p>" for line in words]
            yield from self._box("html", "\n".join(paragraphs), heading)
        yield from self._box("text", "\n".join(words), heading)
        yield "</section>"

    def _office_missing(self) -> Iterator[str]:
        """What the school's file does not say of its office, and where to write it."""
        sites = self.sites
        file, readers = _file_of(sites[0].school.id), ", ".join(dict.fromkeys(site.audience for site in sites))
        office, shown = office_of(sites)
        if office is None:
            yield f'<p class="missing">{self._told("paste.no-office", file)}</p>'
            begun = ["contacts:"] if not sites[0].contacts.entries else []
            lines = [*begun, "  - role: office", "    post: …", "    phone: …", "    office: …"]
            yield "<pre>" + "\n".join([*lines, f"    {_SHOW_TO.format(readers)}"]) + "</pre>"
        elif not shown:
            yield f'<p class="missing">{self._told("paste.unshown-office", file)}</p>'
            yield f"<pre>{_SHOW_TO.format(', '.join((*office.shown_to, readers)))}</pre>"
        else:
            absent = (("no-phone", office.phone, "phone"), ("no-place", office.office, "office"))
            for sentence, given, key in absent:
                if not given:
                    yield f'<p class="missing">{self._told(f"paste.{sentence}", file, key)}</p>'


def _row(link: Link) -> str:
    file = f'<a href="{html.escape(urllib.parse.quote(link.file))}">{html.escape(link.file)}</a>'
    return f"<tr><td>{html.escape(link.words)}</td><td>{file}</td></tr>"
