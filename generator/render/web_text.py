"""Runs to Markdown for the website: marks where results go, links where references go."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.model.edition import Edition, EditionClause, Result, Section
from generator.model.text import Hole, Literal, Reference, Run, Runs, Term
from generator.render.escape import markdown_text
from generator.render.marks import Marks, as_address
from generator.render.table_heads import with_heads

T = TypeVar("T")
_OWN_PAGES = ("index", "words", "sources", "whole", "blanks")
_NOT_DIALECT = re.compile(r"<(?=[A-Za-z/!?])|!(?=\[)|[`{]")
_IN_LINK = re.compile(r"\[[^\]\n]*\Z")
_BLANK = r'<span class="pp-blank">[^<>]+</span>'


def relative(target: str, page: str) -> str:
    """The path from the folder of `page` to `target`, both under docs/."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def policy_page(policy: str, name: str) -> str:
    """The docs path of one of our own pages of a policy: index, words, sources, whole or blanks."""
    return f"{policy}/{name}.md"


def section_pages(edition: Edition) -> dict[str, str]:
    """Section id → docs path of its page; an id that is the name of a page of ours gets `-section` after it."""
    return {section.id: policy_page(edition.policy, _page_name(section, edition)) for section in edition.sections}


def _page_name(section: Section, edition: Edition) -> str:
    taken = {*_OWN_PAGES, *(other.id for other in edition.sections if other is not section)}
    name = section.id
    while name in taken:
        name += "-section"
    return name


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a block stands: its page (a path under docs/), the level of its heading, and what its anchors begin with.

    Anchors of ours hold an underscore or a dot, which no id of a clause does.
    """

    page: str
    level: int = 2
    before: str = ""

    def heading(self, words: str, anchor: str) -> str:
        """A heading in Markdown."""
        return f"{'#' * self.level} {words} {{#{self.before}{anchor}}}"


@dataclass(frozen=True, slots=True)
class EditionText:
    """Turns the runs of one edition into text with marks. Made by `edition_text`.

    `pages` maps a section's id to the docs path of its page, `places` a clause's to its number and that path.
    """

    edition: Edition
    marks: Marks
    pages: dict[str, str]
    places: dict[str, tuple[str, str]]
    results: dict[str, Result]
    meanings: dict[str, str]

    def plain(self, runs: Runs) -> str:
        """`runs` of a title as text without markup."""
        return "".join(self._plain(run) for run in runs)

    def line(self, runs: Runs) -> str:
        """`runs` of a title as one line of Markdown."""
        return "".join(self._set_in(run) or markdown_text(self._plain(run)) for run in runs)

    def html(self, runs: Runs) -> str:
        """`runs` of a title as HTML."""
        return "".join(self._set_in(run) or html.escape(self._plain(run)) for run in runs)

    def body(self, runs: Runs, page: str) -> str:
        """`runs` of a wording as Markdown for `page`: within it a reference is a link to a place on the page."""
        text = ""
        for run in runs:
            # There is no link inside a link: a word of the glossary stays a word there.
            if isinstance(run, Term) and _IN_LINK.search(text):
                text += markdown_text(self._words(run.text))
            else:
                text += self._in_body(run, page)
        # A blank cannot be followed, so the words of its link stay and the blank stands beside them.
        text = re.sub(rf"\[([^\[\]]*)\]\(({_BLANK})\)", r"\1 \2", text)
        return with_heads(self.marks.in_link_target.sub(lambda match: f"]({as_address(match[1])})", text))

    def of(self, key: str, text: str) -> str:
        """The mark of a plain text of this edition that is no result, such as a meaning or a helpline's name."""
        return self.marks.of(f"{self.edition.policy}/{key}", text)

    def to(self, there: str, page: str, anchor: str = "") -> str:
        """The target of a link from `page` to the page `there`, or to `anchor` on it, which “whole” holds, too."""
        end = f"#{anchor}" if anchor else ""
        here = page == there or (anchor and page == policy_page(self.edition.policy, "whole"))
        return end if here else f"{relative(there, page)}{end}"

    def number(self, clause: EditionClause) -> str:
        """The number of `clause`, for Markdown and HTML."""
        return clause.number

    def section_number(self, section: Section) -> str:
        """The number of `section`, for Markdown and HTML."""
        return section.number

    def kept(self, section: Section, what: Hashable, make: Callable[[], T]) -> T:
        """What `make` writes of `section`; a text that many schools share need not write it again.

        `what` names all that it depends on beside the section and what the edition says of it.
        """
        return make()

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """What `make` writes of this edition under the name `what`; where links are keys, pages share it."""
        return make()

    def listed(self, things: Sequence[object], what: Hashable, make: Callable[[], T]) -> T:
        """What `make` writes of `things` (the glossary, the sources) and of nothing else but `what`."""
        return make()

    def _plain(self, run: Run) -> str:
        match run:
            case Hole(key=key):
                return self.of(key, self.results[key].text)
            case Reference(clause=clause):
                return self.places[clause][0]
            case Literal(text=text) | Term(text=text):
                return self._words(text)

    def _set_in(self, run: Run) -> str:
        """What is set in for `run` in a title as it is; "" for words, which are escaped."""
        match run:
            case Hole():
                return self._hole(run)
            case Reference(clause=clause):
                return self._reference(clause)
            case _:
                return ""

    def _words(self, text: str) -> str:
        return text

    def _in_body(self, run: Run, page: str) -> str:
        match run:
            case Literal(text=text):
                return neutral(self._words(text))
            case Hole():
                return self._hole(run)
            case Reference(clause=clause):
                return f"[{self._reference(clause)}]({self.to(self.places[clause][1], page, clause)})"
            case Term(term=term, text=text) if term in self.meanings:
                meaning = self.of(f"meaning/{term}", self.meanings[term])
                words = self.to(policy_page(self.edition.policy, "words"), page, f"word.{term}")
                return f'[{markdown_text(self._words(text))}]({words} "{meaning}"){{ .pp-term }}'
            case Term(text=text):
                return markdown_text(self._words(text))

    def _reference(self, clause: str) -> str:
        return self.places[clause][0]

    def _hole(self, run: Hole) -> str:
        mark = self._plain(run)
        return f'<span class="pp-blank">{mark}</span>' if self.results[run.key].blank else mark


def edition_text(edition: Edition, marks: Marks, kind: type[EditionText] = EditionText) -> EditionText:
    """The text of `edition`, whose marks are handed out by `marks`."""
    pages = section_pages(edition)
    places = {clause.id: (clause.number, pages[s.id]) for s in edition.sections for clause in s.clauses}
    meanings = {definition.id: definition.meaning for definition in edition.glossary}
    return kind(edition, marks, pages, places, dict(edition.results), meanings)


def neutral(markdown: str) -> str:
    """Authored Markdown with what the dialect lacks (raw HTML, code, images, attributes) as plain characters."""
    return _NOT_DIALECT.sub(lambda match: f"&#{ord(match[0])};", markdown)
