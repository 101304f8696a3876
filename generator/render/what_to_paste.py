"""The page of an export that gives a school office words and links for its website, ready to copy.

It stands alone: one file, no script, nothing loaded. Values are text, and escaped.
"""

from __future__ import annotations

import base64
import hashlib
import html
import urllib.parse
from collections.abc import Iterator

from generator.model.edition import SchoolProfile
from generator.render.paste_style import PASTE_STYLE
from generator.render.paste_words import EditionWords, Exported, Link, edition_words, office_of, paper_words
from generator.render.strings import say
from generator.render.web_brand import brand_css
from generator.render.web_frame import notices

NAME = "what-to-paste.html"
_SHOW_TO = "show-to: [{}]"


def what_to_paste(exported: Exported) -> bytes:
    """The page as HTML in UTF-8."""
    school, tree = exported.sites[0].school, exported.sites[0].place.tree
    title = say("paste.title-internal" if tree == "internal" else "paste.title")
    warned = [*notices(tree, school), say(f"paste.{tree}"), *([say("paste.draft")] if _has_draft(exported) else [])]
    lines = [
        *_head(title, school),
        "<body>",
        f"<header><p>{html.escape(school.name)}</p></header>",
        "<main>",
        f"<h1>{title}</h1>",
        '<ul class="notices">',
        *(f"<li>{html.escape(line)}</li>" for line in warned),
        "</ul>",
        *_steps(exported),
        *(line for number, words in enumerate(edition_words(exported), 1) for line in _edition(words, number)),
        *_paper(exported),
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


def _has_draft(exported: Exported) -> bool:
    editions = [edition for site in exported.sites for edition in site.editions]
    return any(edition.version is None and not edition.school.template for edition in editions)


def _steps(exported: Exported) -> Iterator[str]:
    """Where the files belong, and how to copy."""
    school = exported.sites[0].school
    internal = exported.sites[0].place.tree == "internal"
    place = ("mkdocs.yml", "extra.internal_url") if internal else (_file_of(school.id), "address")
    there = f'<a href="{html.escape(exported.address)}">{html.escape(exported.address)}</a>'
    yield f"<h2>{say('paste.steps')}</h2>"
    yield "<ol>"
    if not exported.address:
        yield f"<li>{_told('paste.no-address', *place)}</li>"
    elif exported.own:
        yield f"<li>{_told('paste.upload')} {there}</li>"
    else:
        own = "" if internal else f" {_told('paste.published-own', *place)}"
        yield f"<li>{_told('paste.published')} {there}.{own}</li>"
    told = [*(["paste.which"] if exported.address else []), "paste.copy", "paste.shared"]
    yield from (f"<li>{_told(sentence)}</li>" for sentence in told)
    yield "</ol>"


def _file_of(school: str) -> str:
    return f"schools/{school}/school.yml"


def _told(sentence: str, file: str = "", key: str = "") -> str:
    """One of our sentences as HTML, with the names of a file and of a key in it."""
    return html.escape(say(sentence)).format(file=f"<code>{file}</code>", key=f"<code>{key}</code>")


def _edition(words: EditionWords, number: int) -> Iterator[str]:
    heading = f"edition-{number}"
    yield f'<section aria-labelledby="{heading}">'
    yield f'<h2 id="{heading}">{html.escape(words.title)}</h2>'
    if words.page.address:
        yield f'<p class="label">{say("paste.finished")}</p>'
        yield f'<div class="finished">\n{words.html()}\n</div>'
        yield from _box("html", words.html(), heading)
    yield from _box("text", words.text(), heading)
    if not words.page.address:
        yield from _by_hand(words, heading)
    yield "</section>"


def _by_hand(words: EditionWords, heading: str) -> Iterator[str]:
    """Each link's words, and the file that it is to lead to."""
    yield f'<h3 id="{heading}-links">{say("paste.by-hand")}</h3>'
    yield f'<table aria-labelledby="{heading}-links {heading}">'
    yield f'<thead><tr><th scope="col">{say("paste.words")}</th><th scope="col">{say("paste.file")}</th></tr></thead>'
    yield "<tbody>"
    yield from (_row(link) for link in (words.page, *words.pdfs))
    yield "</tbody>"
    yield "</table>"


def _row(link: Link) -> str:
    file = f'<a href="{html.escape(urllib.parse.quote(link.file))}">{html.escape(link.file)}</a>'
    return f"<tr><td>{html.escape(link.words)}</td><td>{file}</td></tr>"


def _box(kind: str, content: str, heading: str) -> Iterator[str]:
    """A box to copy from: without a script, its whole text is taken with two keys."""
    name = f"{heading}-{kind}"
    rows = content.count("\n") + 1
    yield f'<p class="label" id="{name}">{say(f"paste.{kind}")}</p>'
    # A browser drops the first line break in a box.
    yield f'<textarea readonly rows="{rows}" aria-labelledby="{name} {heading}">\n{html.escape(content)}</textarea>'


def _paper(exported: Exported) -> Iterator[str]:
    words = paper_words(exported.sites)
    yield '<section aria-labelledby="paper">'
    yield f'<h2 id="paper">{say("paste.paper")}</h2>'
    yield from _office_missing(exported)
    if exported.address:
        yield from _box("html", "\n".join(f"<p>{html.escape(line)}</p>" for line in words), "paper")
    yield from _box("text", "\n".join(words), "paper")
    yield "</section>"


def _office_missing(exported: Exported) -> Iterator[str]:
    """What the school's file does not say of its office, and where to write it."""
    sites = exported.sites
    file, readers = _file_of(sites[0].school.id), ", ".join(dict.fromkeys(site.audience for site in sites))
    office, shown = office_of(sites)
    if office is None:
        yield f'<p class="missing">{_told("paste.no-office", file)}</p>'
        begun = ["contacts:"] if not sites[0].contacts.entries else []
        lines = [*begun, "  - role: office", "    post: …", "    phone: …", "    office: …"]
        yield "<pre>" + "\n".join([*lines, f"    {_SHOW_TO.format(readers)}"]) + "</pre>"
    elif not shown:
        yield f'<p class="missing">{_told("paste.unshown-office", file)}</p>'
        yield f"<pre>{_SHOW_TO.format(', '.join((*office.shown_to, readers)))}</pre>"
    else:
        absent = (("no-phone", office.phone, "phone"), ("no-place", office.office, "office"))
        for sentence, given, key in absent:
            if not given:
                yield f'<p class="missing">{_told(f"paste.{sentence}", file, key)}</p>'
