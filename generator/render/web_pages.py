"""The pages of one policy on the web: cover and contents, sections, words, sources, the whole on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from generator.model.edition import EditionClause, Section
from generator.model.site import AudienceSite
from generator.model.source import NavEntry
from generator.render.web_blocks import Block
from generator.render.web_chart import chart
from generator.render.web_cover import closing_pages, contents, cover, number, print_links, status
from generator.render.web_lists import blanks_of, not_advice, source_title, sources_of, words_of
from generator.render.web_page import Page
from generator.render.web_people import tell, whom_link
from generator.render.web_text import EditionText, Spot, policy_page
from generator.render.web_versions import PolicyVersions, VersionPage, without_people
from generator.words.strings import say, watermark

__all__ = ["Page", "PolicyPages"]


def _in_english(parts: Sequence[str]) -> str:
    """What is in English on a page of another language."""
    body = "\n\n".join(part for part in parts if part)
    return f'<div lang="en" markdown="1">\n\n{body}\n\n</div>'


class PolicyPages:
    """Makes the pages of one policy of `site`. `prints` says whether its PDFs stand beside the site.

    `versions` are those of its versions that have a page in the site, None for a draft.
    """

    def __init__(
        self, site: AudienceSite, text: EditionText, prints: bool = True, versions: PolicyVersions | None = None
    ) -> None:
        self.site = site
        self.text = text
        self.prints = prints
        self.versions = versions

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """All pages, in the order of the navigation."""
        edition = self.text.edition
        pages = [self._index()]
        if edition.blanks:
            title = say("blanks", edition.language)
            pages.append(self._page("blanks", title, (f"# {title} {{#top_}}", *self._blanks())))
        pages += [self._section(section) for section in edition.sections]
        makers = {"words": self._words_page, "sources": self._sources_page, "whole": self._whole}
        pages += [makers[name]() for name in closing_pages(edition)]
        return (*pages, *version_pages(self.versions, self.prints, self.facts))

    def nav(self) -> NavEntry:
        """The entry of this policy, its pages below it; the first is its cover and contents."""
        first, *others = self.pages
        entries = [
            NavEntry(say("contents", self.text.edition.language), first.path),
            *(NavEntry(page.title, page.path) for page in others),
        ]
        return NavEntry(self.title, children=tuple(entries))

    @cached_property
    def title(self) -> str:
        """The policy's title, plain with marks."""
        return self.text.plain(self.text.edition.title)

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """What every page of this policy tells the house templates."""
        edition = self.text.edition
        blank = say("watermark.template", edition.language) if edition.school.template else ""
        twin = "yes" if edition.policy in self.site.place.in_all else ""
        return {"policy": self.title, "blank": blank, "watermark": watermark(edition), "twin": twin}

    def _page(self, name: str, title: str, blocks: tuple[Block, ...], searched: bool = True) -> Page:
        return Page(policy_page(self.text.edition.policy, name), title, blocks, name, self.facts, searched)

    def front(self, page: str, contents_of_clauses: bool) -> tuple[Block, ...]:
        """Summary, whom to tell, cover, contents and print links, in the order that suits the audience."""
        text, edition = self.text, self.text.edition
        spot = Spot(page)
        whom = tell(text, self.site, spot)
        reading: tuple[Block, ...] = (
            f"## {say('contents', edition.language)} {{#contents_}}",
            contents(text, page, contents_of_clauses),
        )
        summary = f"{text.body(edition.summary, page)}\n{{ .pp-summary }}" if edition.summary else ""
        paper = print_links(text, spot) if self.prints else ""
        told, listed = self._coming(page), self.versions.listed(page) if self.versions else ()
        parts: tuple[Block, ...]
        if edition.audience == "pupil":
            parts = (status(text), told, summary, whom, *reading, paper, cover(text), *listed)
        else:
            parts = (status(text), told, summary, whom, cover(text), *reading, paper, *listed)
        return tuple(part for part in parts if part)

    def _coming(self, page: str) -> Block:
        return self.versions.coming(self.text, page) if self.versions else ""

    def _index(self) -> Page:
        path = policy_page(self.text.edition.policy, "index")
        title = f"# {self.text.line(self.text.edition.title)} {{#top_}}"
        return self._page("index", self.title, (title, *self.front(path, True)), searched=False)

    def _section(self, section: Section) -> Page:
        whom = whom_link(self.text, self.site, self.text.pages[section.id])
        advice = self._no_advice(section)
        label = say("annex", self.text.edition.language, number=section.number) if section.annex else section.number
        title = f"{label}. {self.text.plain(section.title)}"
        what = ("page", title, whom, advice, self._shows_stale(section), *self.facts.values())
        return self.text.kept(section, what, lambda: self._section_page(section, title, whom, advice))

    def _section_page(self, section: Section, title: str, whom: str, advice: str) -> Page:
        path = self.text.pages[section.id]
        heading, *clauses = self._parts_of(section, path, 1)
        parts = (heading, whom, tuple(clauses), advice, whom)
        return Page(path, title, tuple(part for part in parts if part), "section", self.facts)

    def _no_advice(self, section: Section) -> str:
        """Under a section that cites laws: when they were read, and that this is no legal advice."""
        cited = {source for clause in section.clauses for source in clause.sources}
        days = [s.checked_on for s in self.text.edition.sources if s.id in cited and s.checked_on]
        return f"{not_advice(self.text, max(days))}\n{{ .pp-quiet }}" if days else ""

    def _shows_stale(self, section: Section) -> bool:
        return self._shows_any_stale and any(clause.stale for clause in section.clauses)

    @property
    def _shows_any_stale(self) -> bool:
        """Drafts say so to those who keep the library, and nothing public does."""
        return self.site.place.tree == "internal" and self.text.edition.version is None

    def _in_whole(self, section: Section, page: str) -> tuple[Block, ...]:
        return tuple(self._parts_of(section, page, 2))

    def _parts_of(self, section: Section, page: str, level: int) -> Iterator[str]:
        annex = " .pp-annex" if section.annex else ""
        words = f"{number(section, self.text)} {self.text.line(section.title)}"
        yield f"{'#' * level} {words} {{#section.{section.id}{annex}}}"
        for clause in section.clauses:
            yield self._clause(clause, page, level + 1, section.kind == "letter")

    def _clause(self, clause: EditionClause, page: str, level: int, letter: bool) -> str:
        language = self.text.edition.language
        link = f"[{self.text.number(clause)}](#{clause.id}){{ .pp-number }}"
        lang = ' lang="en"' if clause.untranslated else ""
        parts = [f"{'#' * level} {link} {self.text.line(clause.title)} {{#{clause.id}{lang}}}"]
        own = {"own wording": "own-wording", "own clause": "own-clause"}.get(clause.origin)
        if clause.stale and self._shows_any_stale:
            words = say("stale.staff" if self.text.edition.audience == "staff" else "stale", language)
            parts.append(f"{words}\n{{ .pp-stale }}")
        if own:
            parts.append(f"{say(own, language)}\n{{ .pp-own-note }}")
        worded = self.text.body(clause.body, page)
        sheet = f'<div class="pp-letter" markdown="1">\n\n{worded}\n\n</div>' if letter else worded
        parts += [sheet, self._based_on(clause, page)]
        if clause.untranslated:
            parts[1:-1] = [f"{say('untranslated', language)}\n{{ .pp-untranslated }}", _in_english(parts[1:-1])]
        body = "\n\n".join(part for part in parts if part)
        framed = f'<div class="pp-own" markdown="1">\n\n{body}\n\n</div>' if own else body
        # A chart is the library's, also below a school's own wording.
        return f"{framed}\n\n{chart(clause.chart, clause.id, self.text, page)}" if clause.chart else framed

    def _based_on(self, clause: EditionClause, page: str) -> str:
        edition = self.text.edition
        cited = [source for source in edition.sources if source.id in clause.sources]
        if not cited or edition.audience == "pupil":
            return ""
        own = policy_page(edition.policy, "sources")
        links = [f"[{source_title(self.text, s)}]({self.text.to(own, page, f'source.{s.id}')})" for s in cited]
        return f"{say('sources.clause', edition.language)} {', '.join(links)}\n{{ .pp-based-on }}"

    def _words_page(self) -> Page:
        return self._page_of("words", self.text.edition.glossary, self._words)

    def _sources_page(self) -> Page:
        return self._page_of("sources", self.text.edition.sources, self._sources)

    def _page_of(self, name: str, things: Sequence[object], make: Callable[[], tuple[Block, ...]]) -> Page:
        title = say(name, self.text.edition.language)

        def page() -> Page:
            return self._page(name, title, (f"# {title} {{#{name}_}}", *make()))

        return self.text.listed(things, (name, *self.facts.values()), page)

    def _words(self) -> tuple[Block, ...]:
        return self.text.listed(self.text.edition.glossary, "words", partial(words_of, self.text))

    def _sources(self) -> tuple[Block, ...]:
        return self.text.listed(self.text.edition.sources, "sources", partial(sources_of, self.text))

    def _blanks(self) -> tuple[Block, ...]:
        return self.text.once("blanks", partial(blanks_of, self.text))

    def _whole(self) -> Page:
        title = say("whole", self.text.edition.language)
        path = policy_page(self.text.edition.policy, "whole")
        return self._page("whole", title, self.whole((status(self.text), self._coming(path))), searched=False)

    def whole(self, first: tuple[Block, ...], print_link: Block = "") -> tuple[Block, ...]:
        """The whole policy as blocks of one page, on which all that its links lead to stands; `first` is said first."""
        edition, language = self.text.edition, self.text.edition.language
        path = policy_page(edition.policy, "whole")
        parts: list[Block] = [f"# {self.text.line(edition.title)} {{#top_}}", *first]
        parts += [tell(self.text, self.site, Spot(path)), cover(self.text, whole=True), print_link]
        if edition.blanks:
            parts += (f"## {say('blanks', language)} {{#blanks_}}", *self._blanks())
        for section in edition.sections:
            what = ("whole", self._shows_stale(section))
            parts.append(self.text.kept(section, what, partial(self._in_whole, section, path)))
        parts.append(whom_link(self.text, self.site, path))
        for key, held, make in (("words", edition.glossary, self._words), ("sources", edition.sources, self._sources)):
            parts += (f"## {say(key, language)} {{#{key}_}}", *make()) if held else ()
        return tuple(part for part in parts if part)


def version_pages(versions: PolicyVersions | None, prints: bool, facts: Mapping[str, str]) -> Iterator[Page]:
    """The page of each of `versions` that has one; `facts` are what every page of the policy tells the templates."""
    if versions is None:
        return
    for each in versions.pages:
        title = say("versions.name", versions.site.language, number=each.number)
        own = {**facts, "noindex": say("yes")}
        yield Page(each.path, title, _of_version(versions, each, prints), "version", own, searched=False)


def _of_version(versions: PolicyVersions, each: VersionPage, prints: bool) -> tuple[Block, ...]:
    site = without_people(versions.site, each.text.edition)
    banner = versions.banner(each)
    if each.told:
        return PolicyPages(site, each.text).whole((banner,), versions.print_link(each) if prints else "")
    heading = f"# {each.text.line(each.text.edition.title)} {{#top_}}"
    return (heading, banner, say("versions.shut", versions.site.language))
