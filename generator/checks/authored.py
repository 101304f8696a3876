"""Texts that somebody wrote, each with what it belongs to, and what stands in them and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.checks.rows import Row, rows_of
from generator.formats.expressions import Expression, find_expressions, parse_expression
from generator.formats.wording import placer
from generator.model.clause import Clause, OwnWording, Text, Waiver
from generator.model.edition import AUDIENCES, Audience
from generator.model.languages import Language
from generator.model.library import Policy
from generator.model.text import Reference, holes
from generator.problems import Location

MASK = "ꙮ"
"""A letter that no policy uses; it stands where an expression, a reference or the address of a link was."""

_EXPRESSION = re.compile(r"\{\{[^{}]*\}\}")
_REFERENCE = re.compile(r"\[\[[^\[\]\n]*\]\]")
_ADDRESS = re.compile(r"(?<=\]\()[^()\s]*(?=\))")


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """What a clause file says of the wording under one heading; one and the same object is equal to itself only.

    `name` is what `waive:` calls it, `secondary` whether only pupils of secondary schools read it; `waiver` is what is
    waived there, `places` has the places of the file's keys.
    """

    name: str
    secondary: bool
    waiver: Waiver
    places: Mapping[str, Location]


@dataclass(frozen=True)
class Authored:
    """One text of a clause or of a policy.

    `what` names it in messages; `in_markdown` is False for titles, which are printed as typed.
    `readers` are the audiences that read it; `guarded` are the details that its clause asks for with `when: has`.
    A clause's wording has its `heading`.
    `poster`: whether its clause is on the poster.
    """

    text: Text
    what: str
    clause: str = ""
    readers: tuple[Audience, ...] = AUDIENCES
    in_markdown: bool = True
    guarded: tuple[str, ...] = ()
    own: bool = False
    heading: Heading | None = None
    poster: bool = False
    language: Language = "en"

    @property
    def in_yaml(self) -> bool:
        """Whether only the place of its key is known."""
        return not self.in_markdown or self.text.where.path.endswith(".yml")

    def at(self, offset: int) -> Location:
        """The place of a character of the source."""
        return self.text.where if self.in_yaml else self._place(offset)

    @cached_property
    def _place(self) -> Callable[[int], Location]:
        return placer(self.text.source, self.text.where)

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """The expressions, each once, in order."""
        parsed = (parse_expression(key) for key in holes(self.text.runs))
        return tuple(expression for expression in parsed if isinstance(expression, Expression))

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """Names of the details that it reads, each once, in order."""
        return tuple(dict.fromkeys(expression.variable for expression in self.expressions))

    @cached_property
    def references(self) -> tuple[str, ...]:
        """Ids of the clauses that it refers to, each once, in order."""
        return tuple(dict.fromkeys(run.clause for run in self.text.runs if isinstance(run, Reference)))

    @cached_property
    def masked(self) -> str:
        """The source with expressions and references as letters: every offset stays what it was."""
        return _REFERENCE.sub(_mask, _EXPRESSION.sub(_mask, self.text.source))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The lines of `masked` that are not empty, as readers of Markdown take them; none of a title."""
        return tuple(rows_of(self.masked)) if self.in_markdown else ()

    @cached_property
    def words_only(self) -> str:
        """As `masked`, with the addresses of links masked too."""
        return _ADDRESS.sub(_mask, self.masked)

    def where_variable(self, name: str) -> Location:
        """The place of the first expression that reads `name`."""
        if self.in_yaml:
            return self.text.where
        found, _ = find_expressions(self.text.source, self.at)
        starts = (piece.start for piece in found if piece.expression.variable == name)
        return self.at(next(starts, 0))

    def where_reference(self, clause: str) -> Location:
        """The place of the first reference to `clause`."""
        match = re.search(rf"\[\[\s*{re.escape(clause)}\s*\]\]", self.text.source)
        return self.at(match.start() if match else 0)


def _mask(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", MASK, match.group())


def readers_of(clause: Clause, audience: Audience) -> tuple[Audience, ...]:
    """Audiences that read the wording under the heading of `audience`."""
    return tuple(
        reader
        for reader, treatment in clause.treatments.items()
        if treatment.kind != "withheld" and (treatment.same_as or reader) == audience
    )


def of_clause(clause: Clause, own: bool = False, phase: str = "") -> tuple[Authored, ...]:
    """The wordings and titles of a clause; one of a school's own is read in schools of its `phase` only."""
    guarded = clause.when.has
    named = [(audience, "", text) for audience, text in clause.wordings.items()]
    named += [(audience, " for secondary schools", text) for audience, text in clause.secondary.items()]
    secondary = "secondary" in (phase, *clause.when.phase) and len(clause.when.phase) <= 1
    texts = []
    for audience, where, text in named:
        name = f"{audience}-secondary" if where else str(audience)
        heading = Heading(name, secondary or bool(where), clause.waivers.get(name, Waiver()), clause.places)
        what = f"the {audience} wording{where} of “{clause.id}”"
        readers = readers_of(clause, audience)
        texts.append(Authored(text, what, clause.id, readers, True, guarded, own, heading, clause.poster))
    for text, audiences in _shared(clause.titles.items()):
        readers = tuple(name for name in AUDIENCES if clause.title_for(name) in [clause.titles[a] for a in audiences])
        texts.append(Authored(text, f"the title of “{clause.id}”", clause.id, readers, False, guarded, own))
    return tuple(texts)


def of_own_wording(own: OwnWording, clause: Clause | None, phase: str = "") -> tuple[Authored, ...]:
    """The wordings and titles that a school of that phase gives to a library clause."""
    guarded = clause.when.has if clause else ()
    texts = []
    for audience, text in own.wordings.items():
        readers = readers_of(clause, audience) if clause else ()
        what = f"the school’s own {audience} wording of “{own.clause}”"
        heading = Heading(audience, phase == "secondary", own.waivers.get(audience, Waiver()), own.places)
        poster = clause is not None and clause.poster
        texts.append(Authored(text, what, own.clause, readers or (audience,), True, guarded, True, heading, poster))
    for text, audiences in _shared(own.titles.items()):
        what = f"the school’s own title of “{own.clause}”"
        texts.append(Authored(text, what, own.clause, audiences, False, guarded, True))
    return tuple(texts)


def of_policy(policy: Policy) -> tuple[Authored, ...]:
    """The texts that all outlines of a policy share."""
    named = f"of the policy “{policy.id}”"
    texts = [Authored(policy.owner, f"the owner {named}", in_markdown=False)]
    for what, given in (("title", policy.titles), ("summary", policy.summaries), ("tell", policy.tell)):
        for text, audiences in _shared(given.items()):
            texts.append(Authored(text, f"the {what} {named}", "", audiences, what != "title"))
    for audience, slip in policy.slips.items():
        for text in (slip.statement, slip.return_to, slip.return_by, slip.no_consequence):
            texts.append(Authored(text, f"the {audience} slip {named}", "", (audience,)))
    return tuple(texts)


def of_outlines(policy: Policy) -> tuple[Authored, ...]:
    """The titles of sections."""
    return tuple(
        Authored(text, f"the title of the section “{section.id}”", "", audiences, False)
        for outline in policy.outlines.values()
        for section in outline.sections
        for text, audiences in _shared(section.titles.items())
    )


def _shared(given: Iterable[tuple[Audience, Text]]) -> Iterator[tuple[Text, tuple[Audience, ...]]]:
    """Each text once, with the audiences that have it: one text for all is one text."""
    texts: dict[int, tuple[Text, list[Audience]]] = {}
    for audience, text in given:
        texts.setdefault(id(text), (text, []))[1].append(audience)
    for text, audiences in texts.values():
        yield text, tuple(audiences)
