"""An audience's editions as print sources: A4, large print, the slip to return, and posters."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from generator.model.chart import Chart
from generator.model.edition import Edition, EditionClause, Section, SourceCited
from generator.model.languages import Language
from generator.model.print_source import PrintSource
from generator.model.site import AudienceSite
from generator.render.flow_looks import for_paper
from generator.render.flow_words import chart_words
from generator.render.print_blocks import Plain, Walk
from generator.render.print_cover import document_values, policy_address
from generator.render.print_poster import LAYOUTS as POSTERS
from generator.render.print_poster import poster_rules, poster_values
from generator.render.qr import qr_code
from generator.render.web_versions import version_file, without_people
from generator.words.print_strings import print_words
from generator.words.strings import long_date, say

# Layout name → end of the file name; a layout is a size of paper and letters in the house templates.
_LAYOUTS = (("a4", ""), ("large", "-large-print"))


def print_documents(site: AudienceSite) -> tuple[PrintSource, ...]:
    """All documents of an audience: for each edition A4 and large print, slips where it has one, and posters.

    Posters are made of an edition that has rules marked for them.

    Raises `KeyError` for a language that print has no words in.
    """
    found = (document for edition in site.editions for document in _documents(site, edition))
    return (*found, *(_of_version(site, edition) for edition in site.versions if site.tells(edition)))


def _of_version(site: AudienceSite, edition: Edition) -> PrintSource:
    """The document beside a version's own page: A4, with the address of that page once it is no longer in force."""
    assert edition.version
    a4 = next(_documents(without_people(site, edition), edition))
    return replace(a4, name=version_file(edition.policy, edition.version))


def _documents(site: AudienceSite, edition: Edition) -> Iterator[PrintSource]:
    content = _text(_content(edition))
    pictures = tuple(_pictures(site, edition))
    names = {PurePosixPath(name).stem: name for name, _ in pictures}
    told: dict[str, Plain] = {**document_values(site, edition), "pictures": names}
    values = _text(told)
    date = edition.version.effective if edition.version else edition.released
    for layout, ending in _LAYOUTS:
        name = f"{edition.policy}{ending}.pdf"
        drawn = tuple(_drawn(edition)) if layout == "a4" else ()
        yield PrintSource(name, "policy.typ", content, values, (*_shared(edition, layout), *drawn, *pictures), date)
    if edition.slip:
        name = f"{edition.policy}-slip.pdf"
        yield PrintSource(name, "slip.typ", content, values, (*_shared(edition, "a4"), *pictures), date)
    if edition.on_poster():
        content, values = _text(_on_poster(edition)), _text({**told, **poster_values(edition, told)})
        for layout in POSTERS:
            name = f"{edition.policy}-{layout}.pdf"
            yield PrintSource(name, "poster.typ", content, values, (*_shared(edition, layout), *pictures), date)


def _shared(edition: Edition, layout: str) -> Iterator[tuple[str, bytes]]:
    """What is the same for many schools stands in files of its own: what Typst made of it is kept for the next one."""
    look: Plain = {"audience": edition.audience, "language": edition.language, "layout": layout}
    yield "colour.json", _text(edition.school.brand.colour).encode()
    yield "look.json", _text(look).encode()
    yield "words.json", _text(dict(print_words(edition.language))).encode()


def _drawn(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Flow charts, for A4: in letters of 16 points they would be taller than a page, so large print has the words."""
    charts = {clause.chart.id: clause.chart for clause in edition.clauses() if clause.chart}
    yield from ((_chart_file(chart), for_paper(chart, edition.language)) for chart in charts.values())


def _pictures(site: AudienceSite, edition: Edition) -> Iterator[tuple[str, bytes]]:
    address = policy_address(site, edition)
    if address:
        yield "qr.svg", qr_code(address)
    brand = edition.school.brand
    logo = site.logos.get(brand.logo, site.logo) if edition.version is None or brand.logo else b""
    if logo:
        ending = PurePosixPath(brand.logo_name).suffix.lower() or ".svg"
        yield f"logo{ending}", logo


def _content(edition: Edition) -> dict[str, Plain]:
    """The text of an edition with keys of holes in it, the same for every school that holds the same text."""
    walk = Walk.through(edition)
    return {
        "title": walk.title(edition.title),
        "summary": walk.body(edition.summary),
        "tell": _tell(edition, walk),
        "sections": [_section(section, walk, edition.language) for section in edition.sections],
        "glossary": [{"id": entry.id, "term": entry.term, "meaning": entry.meaning} for entry in edition.glossary],
        "sources": _sources(edition),
        "slip": _slip(edition, walk),
        "blanks": [{"label": entry.label, "question": entry.question} for entry in edition.blanks],
    }


def _on_poster(edition: Edition) -> dict[str, Plain]:
    walk = Walk.through(edition)
    return {"title": walk.title(edition.title), "tell": _tell(edition, walk), "rules": poster_rules(edition)}


def _section(section: Section, walk: Walk, language: Language) -> Plain:
    return {
        "id": section.id,
        "number": section.number,
        "title": walk.title(section.title),
        "annex": section.annex,
        "kind": section.kind,
        "clauses": [_clause(clause, walk, language) for clause in section.clauses],
    }


def _clause(clause: EditionClause, walk: Walk, language: Language) -> Plain:
    return {
        "id": clause.id,
        "mark": zlib.crc32(clause.id.encode()),
        "number": clause.number,
        "title": walk.title(clause.title),
        "body": walk.body(clause.body),
        "origin": clause.origin,
        "chart": _chart(clause.chart, walk, language) if clause.chart else None,
        **({"untranslated": say("untranslated", language)} if clause.untranslated else {}),
    }


def _chart(chart: Chart, walk: Walk, language: str) -> Plain:
    return {"title": chart.title, "file": _chart_file(chart), "words": walk.body(chart_words(chart, language))}


def _chart_file(chart: Chart) -> str:
    return f"chart-{chart.id}.svg"


def _tell(edition: Edition, walk: Walk) -> Plain:
    lines = edition.tell.helplines
    checked = max((line.checked_on for line in lines), default="")
    return {
        "role": walk.body(edition.tell.role),
        "helplines": [
            {"name": line.name, "for": line.for_what, "phone": line.phone, "link": line.link} for line in lines
        ],
        "checked": say("tell.checked", edition.language, date=long_date(checked, edition.language)) if checked else "",
    }


def _sources(edition: Edition) -> Plain:
    read_on = max((source.checked_on for source in edition.sources), default="")
    return {
        "entries": [
            {
                "title": source.title,
                "link": source.link,
                "checked": _checked(source, edition.language),
                "cited": [[clause.id, clause.number] for clause in edition.clauses() if source.id in clause.sources],
            }
            for source in edition.sources
        ],
        "advice": say("sources.not-advice", edition.language, date=long_date(read_on, edition.language))
        if read_on
        else "",
    }


def _checked(source: SourceCited, language: str) -> str:
    return say("sources.checked", language, date=long_date(source.checked_on, language)) if source.checked_on else ""


def _slip(edition: Edition, walk: Walk) -> Plain:
    if edition.slip is None or (edition.version and edition.version.old):  # nobody hands in what counts no more
        return None
    return {
        "statement": walk.body(edition.slip.statement),
        "return-to": walk.body(edition.slip.return_to),
        "return-by": walk.body(edition.slip.return_by),
        "no-consequence": walk.body(edition.slip.no_consequence),
    }


def _text(plain: Plain) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
