"""What stands at the front of a policy on the web: cover block, contents, print links, how to get it on paper."""

from __future__ import annotations

import posixpath
from functools import partial

from generator.model.edition import Edition, EditionClause, Section
from generator.model.edition_json import fingerprint
from generator.model.site import AudienceSite
from generator.render.print_poster import LAYOUTS as POSTERS
from generator.render.record_facts import record_facts
from generator.render.web_blocks import Block, Group
from generator.render.web_text import EditionText, Spot, policy_page
from generator.words.strings import long_date, name_of, say, status_words


def status(text: EditionText) -> str:
    """The status in words, as a line under the title."""
    return text.once("status", lambda: f"{status_mark(text)}\n{{ .pp-status }}")


def status_mark(text: EditionText) -> str:
    """The status in words: a draft's as it is, that of a version as a mark."""
    words = status_words(text.edition)
    return words if text.edition.version is None else text.of("status", words)


def cover(text: EditionText, whole: bool = False) -> str:
    """The cover block: a definition list in HTML.

    Only on a page with the `whole` text does it name a draft by its fingerprint: elsewhere a page without a word of a
    clause would change with every clause.
    """
    return text.once(("cover", whole), partial(_cover, text, whole))


def _cover(text: EditionText, whole: bool) -> str:
    edition, school = text.edition, text.edition.school
    rows = [
        ("cover.template" if school.template else "cover.school", text.of("record/school", school.name)),
        ("cover.group", text.of("record/group", school.group_name) if school.group_name else ""),
        ("cover.policy", text.html(edition.title)),
        ("cover.edition", text.of("edition", edition.name) if edition.name else name_of(edition)),
        ("cover.status", status_mark(text)),
        ("cover.version", _version(text, whole)),
        *_record(text),
        ("cover.owner", text.html(edition.owner)),
    ]
    cells = [f"<div><dt>{say(key, edition.language)}</dt><dd>{value}</dd></div>" for key, value in rows if value]
    return "\n".join(['<dl class="pp-cover">', *cells, "</dl>"])


def _version(text: EditionText, whole: bool) -> str:
    if text.edition.version:
        return text.of("version", text.edition.version.number)
    draft = say("cover.version-draft", text.edition.language)
    return f"{draft} {text.of('fingerprint', fingerprint(text.edition)[:8])}" if whole else draft


def _record(text: EditionText) -> list[tuple[str, str]]:
    version, released, language = text.edition.version, text.edition.released, text.edition.language
    if version is None:
        return [("cover.released", long_date(released, language))] if released else []
    return [(f"cover.{name}", text.of(f"record/{name}", fact)) for name, fact in record_facts(version, language)]


def contents(text: EditionText, page: str, clauses: bool) -> Group:
    """The list of sections and annexes, with their clauses if asked, as links from `page`."""
    edition = text.edition
    lines: list[Block] = []
    if edition.blanks:
        lines.append(f"- [{say('blanks', edition.language)}]({text.to(policy_page(edition.policy, 'blanks'), page)})")
    for section in edition.sections:
        lines.append(text.kept(section, ("contents", clauses), partial(_listed, text, section, page, clauses)))
    for name in closing_pages(edition):
        lines.append(f"- [{say(name, edition.language)}]({text.to(policy_page(edition.policy, name), page)})")
    return Group('<div class="pp-contents" markdown="1">\n\n', tuple(lines), "\n\n</div>")


def _listed(text: EditionText, section: Section, page: str, clauses: bool) -> Block:
    there = text.pages[section.id]
    line = f"- [{_numbered(text.section_number(section))} {text.line(section.title)}]({text.to(there, page)})"
    if not clauses:
        return line
    below = tuple(
        f"    - [{_numbered(text.number(clause))} {_title(text, clause)}]({text.to(there, page, clause.id)})"
        for clause in section.clauses
    )
    return Group(f"{line}\n", below, sample="    - {}") if below else line


def _title(text: EditionText, clause: EditionClause) -> str:
    """A clause's title, marked where it is in English among others that are not."""
    title = text.line(clause.title)
    return f'<span lang="en">{title}</span>' if clause.untranslated else title


def closing_pages(edition: Edition) -> tuple[str, ...]:
    """Our own pages after the sections: glossary, sources and the whole policy, those that have something to say."""
    held = (("words", edition.glossary), ("sources", edition.sources))
    return (*(name for name, entries in held if entries), "whole")


def number(section: Section, text: EditionText) -> str:
    """A section's number as inline HTML: `4`, `Annex A`."""
    words = text.section_number(section)
    return _numbered(say("annex", text.edition.language, number=words) if section.annex else words)


def _numbered(words: str) -> str:
    return f'<span class="pp-number">{words}</span>'


def print_links(text: EditionText, spot: Spot) -> str:
    """“Print this”: links to the PDFs of a policy, which stand in `print/` of the site, as HTML."""
    edition = text.edition
    up = "../" * _depth(spot.page)
    slip = "print.slip" if edition.version else "print.slip-specimen"
    files = [("print.a4", ""), ("print.large", "-large-print"), *([(slip, "-slip")] if edition.slip else [])]
    files += [(f"print.{layout}", f"-{layout}") for layout in POSTERS] if edition.on_poster() else []
    links = [
        f'<li><a href="{up}print/{edition.policy}{ending}.pdf">{say(key, edition.language)}</a></li>'
        for key, ending in files
    ]
    heading = spot.heading(say("print", edition.language), "print_this")
    return heading + '\n\n<ul class="pp-print">\n' + "\n".join(links) + "\n</ul>"


def _depth(page: str) -> int:
    """How many folders below the site's root the built page stands."""
    folder, name = posixpath.split(page)
    return len(folder.split("/")) * bool(folder) + (name != "index.md")


def on_paper(site: AudienceSite) -> str:
    """How to get this on paper or in another format."""
    language = site.language
    words = [say("paper.ask", language)]
    if site.school.nation == "england":
        words.append(say("paper.free", language))
    words.append(say("paper.problem", language))
    return f"## {say('paper', language)} {{#on_paper}}\n\n" + "\n".join(words)
