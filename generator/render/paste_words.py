"""What a school puts on its own website beside an export: for each edition text and HTML, and how to get it on paper.

Values are text: in what is pasted as HTML they are escaped.
"""

from __future__ import annotations

import html
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.model.contacts import Contact
from generator.model.edition import Edition
from generator.model.languages import Language
from generator.model.site import AudienceSite
from generator.render.escape import web_address
from generator.render.plain_names import pdf_names, printed_files
from generator.render.web_frame import lang_of, notices
from generator.words.strings import long_date, name_of, say, status_words

_OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds: the sites of one school in one tree, at least one, and how large each PDF is, in bytes.

    `sizes` has the PDFs by their path in the export. `address` is where the school's pages stand on the web, with a
    slash at its end, or "" when nobody has said it; `own` says that this is where the export itself belongs, otherwise
    the pages stand there as a build publishes them.
    """

    sites: tuple[AudienceSite, ...]
    sizes: Mapping[str, int]
    address: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """The words of a link, the file of the export that it leads to, and its address on the web or ""."""

    words: str
    file: str
    address: str


@dataclass(frozen=True, slots=True)
class EditionWords:
    """What is pasted for one edition: its page, its PDFs, lines that say what it is and of when; all in `language`."""

    page: Link
    pdfs: tuple[Link, ...]
    facts: tuple[str, ...]
    language: Language

    @property
    def title(self) -> str:
        """The policy's title and the edition's name."""
        return self.page.words

    def text(self) -> str:
        """Plain text, with addresses where they are known."""
        first = [self.page.words, self.page.address, *self.facts]
        blocks = [first, *([link.words, link.address] for link in self.pdfs)]
        gap = "\n\n" if self.page.address else "\n"
        return gap.join("\n".join(line for line in block if line) for block in blocks)

    def html(self) -> str:
        """A paragraph and a list of links; "" when no address is known."""
        if not self.page.address:
            return ""
        facts = [f"<br>\n{html.escape(fact)}" for fact in self.facts]
        items = [f"<li>{_anchor(link)}</li>" for link in self.pdfs]
        lang = lang_of(self.language)
        return "\n".join([f"<p{lang}>{_anchor(self.page)}{''.join(facts)}</p>", f"<ul{lang}>", *items, "</ul>"])


def _anchor(link: Link) -> str:
    return f'<a href="{html.escape(link.address)}">{html.escape(link.words)}</a>'


def edition_words(exported: Exported) -> Iterator[EditionWords]:
    """What is pasted for each edition, in the order of the sites."""
    names = pdf_names(exported.sites)
    for site in exported.sites:
        # That a template has places to fill in is for those who fill it in: its status says what it is.
        around = tuple(notices(site.place.tree, replace(site.school, template=False), site.language, site.unchecked))
        for edition in site.editions:
            title = f"{edition.plain(edition.title)}: {name_of(edition)}"
            pdfs = tuple(_pdf_links(exported, (site, edition), title, names))
            yield EditionWords(
                _page_link(exported, site, edition, title), pdfs, (_status(edition), *around), site.language
            )


def _page_link(exported: Exported, site: AudienceSite, edition: Edition, title: str) -> Link:
    # A site of one policy has it on its first page.
    folder = f"{site.name}/" if len(site.policies) == 1 else f"{site.name}/{edition.policy}/"
    file = f"{folder}index.html"
    return Link(title, file, _on_the_web(exported, file if exported.own else folder))


def _pdf_links(
    exported: Exported, of: tuple[AudienceSite, Edition], title: str, names: Mapping[str, str]
) -> Iterator[Link]:
    site, edition = of
    for kind, name in printed_files(edition):
        built = f"{site.name}/print/{name}"
        key = "slip-specimen" if kind == "slip" and edition.version is None else kind
        words = say(f"paste.{key}", edition.language, size=_size(exported.sizes[names[built]]))
        address = _on_the_web(exported, names[built] if exported.own else built)
        yield Link(f"{title}, {words}", names[built], address)


def _on_the_web(exported: Exported, path: str) -> str:
    return web_address(exported.address) + urllib.parse.quote(path) if exported.address else ""


def _size(count: int) -> str:
    """A file's size; the number and its unit stay on one line."""
    return f"{count / 1_000_000:.1f}\u00a0MB" if count >= 999_500 else f"{max(1, round(count / 1000))}\u00a0kB"


def _status(edition: Edition) -> str:
    """The status and the dates, as the edition's cover has them."""
    version, language = edition.version, edition.language
    if version is None:
        facts = [("released", edition.released and long_date(edition.released, language))]
    else:
        dates = [("adopted", version.adopted), ("review", version.review)]
        facts = [("version", version.number), *((name, day and long_date(day, language)) for name, day in dates)]
    told = [f"{say(f'cover.{name}', language)}: {fact}" for name, fact in facts if fact]
    return ". ".join([status_words(edition), *told]) + "."


def office_of(sites: tuple[AudienceSite, ...]) -> tuple[Contact | None, bool]:
    """The contact of the school office, and whether a reader of this tree may see it.

    Whoever reads one edition of a tree can read all: what one of them prints is told to all already.
    """
    readers = {site.audience for site in sites}
    offices = [contact for contact in sites[0].contacts.entries if contact.role == _OFFICE]
    shown = [contact for contact in offices if readers & set(contact.shown_to)]
    return next(iter((*shown, *offices)), None), bool(shown)


def paper_words(sites: tuple[AudienceSite, ...]) -> tuple[str, ...]:
    """How to get a policy on paper: a sentence or two, and how to reach the office, if readers may see it.

    `sites` are in one language, which is that of the words.
    """
    language = sites[0].language
    free = [say("paper.free", language)] if sites[0].school.nation == "england" else []
    office, shown = office_of(sites)
    ways = [part for part in (office.phone, office.email, office.office) if part] if office and shown else []
    reach = [f"{office.post}: {', '.join(ways)}"] if office and ways else []
    return (" ".join([say("paste.ask", language), *free]), *reach)
