"""Editions in a record: what differs by school stands in its file, texts that recur are named by their digests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from generator.formats.record_archive import Keeping, Kept
from generator.formats.record_form import Tree, Unreadable, fields_heard, fields_told, heard, told
from generator.model.edition import (
    AUDIENCES,
    Blank,
    Definition,
    Edition,
    EditionClause,
    Helpline,
    Result,
    SchoolProfile,
    Section,
    Slip,
    SourceCited,
    Tell,
)
from generator.model.languages import LANGUAGES
from generator.model.text import Run
from generator.model.versions import Told

_OF_THE_SCHOOL = frozenset({"number", "origin", "stale", "slot", "reason"})
"""What of a clause stands in the record; all else recurs from school to school and is kept in the archive."""
_OF_THE_CLAUSE = frozenset(field.name for field in fields(EditionClause)) - _OF_THE_SCHOOL
_APART = frozenset(
    ("title", "summary", "owner", "name", "tell", "slip", "school", "sections", "results", "glossary", "sources")
)
"""What of an edition is told in another form than the rest."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What an edition says around its clauses."""

    title: tuple[Run, ...]
    summary: tuple[Run, ...]
    owner: tuple[Run, ...]
    role: tuple[Run, ...]
    slip: Slip | None = None
    name: str = ""


def in_order(editions: Mapping[Told, Edition]) -> list[tuple[Told, Edition]]:
    """Editions by audience, then by language, as all records have them."""
    order = [(audience, language) for audience in AUDIENCES for language in LANGUAGES]
    return sorted(editions.items(), key=lambda pair: order.index(pair[0]))


def profile_of(editions: Iterable[Edition]) -> SchoolProfile:
    """The one school's profile that all editions have; raises ValueError."""
    profiles = {edition.school for edition in editions}
    if len(profiles) != 1:
        raise ValueError(f"a record holds editions of one school as it is on one day, not of {len(profiles)}")
    return profiles.pop()


def editions_told(editions: Mapping[Told, Edition], keeping: Keeping) -> list[Tree]:
    """The editions without the school's profile; `keeping` gathers the texts that they name.

    Raises ValueError for editions that are not what a record holds.
    """
    for told_to, edition in editions.items():
        if edition.version is not None or told_to != (edition.audience, edition.language):
            raise ValueError("a record holds drafts by their audience and language")
    return [_edition_told(edition, keeping) for _, edition in in_order(editions)]


def _edition_told(edition: Edition, keeping: Keeping) -> Tree:
    tell = edition.tell
    frame = _Frame(edition.title, edition.summary, edition.owner, tell.role, slip=edition.slip, name=edition.name)
    head = fields_told(edition, _APART | {"blanks"})
    first = ("audience", "language", "policy", "outline", "released", "format")
    return {
        **{name: head.pop(name) for name in first},
        **head,
        "frame": keeping.text(told(frame, _Frame)),
        "sections": [_section_told(section, keeping) for section in edition.sections],
        "glossary": [keeping.text(told(each, Definition)) for each in edition.glossary],
        "sources": [keeping.text(told(each, SourceCited)) for each in edition.sources],
        "helplines": [keeping.text(told(each, Helpline)) for each in tell.helplines],
        "blanks": [told(each, Blank) for each in edition.blanks],
        "details": [{"key": key, **told(result, Result)} for key, result in edition.results],
    }


def _section_told(section: Section, keeping: Keeping) -> Tree:
    return {**fields_told(section, {"clauses"}), "clauses": [_clause_told(each, keeping) for each in section.clauses]}


def _clause_told(clause: EditionClause, keeping: Keeping) -> Tree:
    kept = keeping.text(fields_told(clause, _OF_THE_SCHOOL))
    return {"id": clause.id, **fields_told(clause, _OF_THE_CLAUSE), "text": kept}


def editions_heard(tree: Tree, profile: SchoolProfile, kept: Kept) -> dict[Told, Edition]:
    """The editions that `editions_told` wrote; raises Unreadable."""
    found = [_edition_heard(each, profile, kept) for each in rows(tree)]
    return {(edition.audience, edition.language): edition for edition in found}


def _edition_heard(tree: dict[str, Tree], profile: SchoolProfile, kept: Kept) -> Edition:
    frame = heard(kept.text(taken(tree, "frame")), _Frame)
    sections = tuple(_section_heard(each, kept) for each in rows(taken(tree, "sections")))
    details = rows(taken(tree, "details"))
    results = tuple((str(taken(each, "key")), heard(each, Result)) for each in details)
    glossary, sources, helplines = (
        tuple(heard(kept.text(each), kind) for each in taken(tree, name) or ())
        for name, kind in (("glossary", Definition), ("sources", SourceCited), ("helplines", Helpline))
    )
    return Edition(
        title=frame.title,
        summary=frame.summary,
        owner=frame.owner,
        name=frame.name,
        slip=frame.slip,
        tell=Tell(frame.role, helplines),
        school=profile,
        sections=sections,
        results=results,
        glossary=glossary,
        sources=sources,
        **fields_heard(tree, Edition, _APART),
    )


def _section_heard(tree: dict[str, Tree], kept: Kept) -> Section:
    clauses = tuple(_clause_heard(each, kept) for each in rows(taken(tree, "clauses")))
    return Section(clauses=clauses, **fields_heard(tree, Section, {"clauses"}))


def _clause_heard(tree: dict[str, Tree], kept: Kept) -> EditionClause:
    text = fields_heard(kept.text(taken(tree, "text")), EditionClause, _OF_THE_SCHOOL)
    if taken(tree, "id") != text["id"]:
        raise Unreadable(f"the text kept for this clause is that of {text['id']}")
    return EditionClause(**text, **fields_heard(tree, EditionClause, _OF_THE_CLAUSE))


def rows(tree: Tree) -> list[dict[str, Tree]]:
    """A list of mappings, each a copy; raises Unreadable."""
    if not isinstance(tree, list) or not all(isinstance(each, Mapping) for each in tree):
        raise Unreadable("a list of names and values is missing")
    return [dict(each) for each in tree]


def taken(tree: dict[str, Tree], name: str) -> Tree:
    """What stands under `name`, which is taken out; raises Unreadable."""
    if name not in tree:
        raise Unreadable(f"“{name}” is missing")
    return tree.pop(name)


def treatments(editions: Mapping[Told, Edition]) -> dict[str, dict[str, str]]:
    """For each clause how each audience is treated: “own”, “same-as staff”, “withheld”."""
    first: dict[str, Edition] = {}
    for (audience, _), edition in in_order(editions):
        first.setdefault(audience, edition)
    texts = {
        audience: {clause.id: (clause.title, clause.body, clause.chart) for clause in edition.clauses()}
        for audience, edition in first.items()
    }
    ids = dict.fromkeys(clause for held in texts.values() for clause in held)
    return {clause: {who: _treatment(clause, who, texts) for who in texts} for clause in ids}


def _treatment(clause: str, audience: str, texts: Mapping[str, Mapping[str, object]]) -> str:
    if clause not in texts[audience]:
        return "withheld"
    same = (other for other, held in texts.items() if held.get(clause) == texts[audience][clause])
    first = next(same)
    return "own" if first == audience else f"same-as {first}"
