"""A meeting pack as a print source: plain JSON that a fixed template walks."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator

from generator.formats.filters import uk_date
from generator.formats.glyphs import missing_characters
from generator.model.edition import Edition
from generator.model.edition_json import fingerprint
from generator.model.pack import Changed, Pack, ProposedPolicy, ToRatify
from generator.model.print_source import PrintSource
from generator.model.register import Register, Row
from generator.render.pack_redline import redlined
from generator.render.pack_words import (
    BLANK,
    FIRST,
    body_words,
    cover_rows,
    decisions,
    edition_words,
    elsewhere_words,
    noted_words,
    ratify_rows,
    resolution,
)
from generator.render.print_blocks import Plain
from generator.render.redline import class_counts, summary
from generator.render.register_words import months_left, status
from generator.words.print_strings import print_words
from generator.words.strings import say

TEMPLATE = "pack.typ"
_SOON = 366
"""Days within which a review makes a policy part of the register's extract."""
_NOTED_SOON = 92


def pack_print(pack: Pack) -> PrintSource:
    """The pack as a PDF: cover, what is to be ratified, a page for each policy, for noting, register, redlines."""
    name = f"{pack.school.id}-{pack.meeting}-pack.pdf"
    look: Plain = {"audience": "staff", "language": "en", "layout": "a4"}
    shared = (
        ("colour.json", _text(pack.school.brand.colour).encode()),
        ("look.json", _text(look).encode()),
        ("words.json", _text(dict(print_words("en"))).encode()),
    )
    return PrintSource(name, TEMPLATE, _text(_content(pack)), _text(_values(pack)), shared, pack.meeting)


def _text(plain: Plain) -> str:
    return json.dumps(_printable(plain), ensure_ascii=False, indent=None, sort_keys=True)


def _printable(plain: Plain) -> Plain:
    """Without characters that the font lacks: what `check` never looks at must not keep a pack from being printed."""
    if isinstance(plain, str):
        for sign in missing_characters(plain.replace(BLANK, "")):
            plain = plain.replace(sign, "?")
        return plain
    if isinstance(plain, dict):
        return {key: _printable(value) for key, value in plain.items()}
    return [_printable(each) for each in plain] if isinstance(plain, list | tuple) else plain


def _values(pack: Pack) -> dict[str, Plain]:
    on = uk_date(pack.meeting)
    return {
        "document": f"Meeting pack of {on}, {pack.code}: {pack.school.name}",
        "school": pack.school.name,
        "running": pack.school.short_name or pack.school.name,
        "title": "Meeting pack",
        "edition": on,
        "footer": f"Pack {pack.code}",
        "notices": [say("notice.demonstration")] if pack.school.demonstration else [],
        "watermark": [],
        "holes": {},
        "blanks": {},
        "pictures": {},
    }


def _content(pack: Pack) -> dict[str, Plain]:
    return {
        "meeting": uk_date(pack.meeting),
        "code": pack.code,
        "body": body_words(pack),
        "asked": list(decisions(pack)),
        "resolution": [_written_on(each) for each in resolution(pack)],
        "ratify": [_ratify(each) for each in pack.ratify],
        "policies": [_policy(pack, each) for each in pack.changed],
        "same": [_same(each) for each in pack.same],
        "noted": _noted(pack),
        "elsewhere": [elsewhere_words(row) for row in _reviewed_elsewhere(pack.register)],
        "register": _register(pack.register),
        "redlines": [_redlines(each.title, each.editions, each.gone) for each in pack.changed if not each.is_new],
        "contents": [_contents(each) for each in pack.changed if each.is_new],
    }


def _written_on(said: str) -> Plain:
    """A sentence as inline nodes: words, and places to write on with their labels."""
    return [["write", part] if at % 2 else part for at, part in enumerate(said.split(BLANK)) if part]


def _ratify(each: ToRatify) -> Plain:
    facts: list[Plain] = [[label, words] for label, words in ratify_rows(each) if words]
    return {"facts": facts, **_redlines(each.title, each.editions, ())}


def _policy(pack: Pack, policy: ProposedPolicy) -> Plain:
    return {
        "title": f"{_heading(policy)}: {policy.title}",
        "new": policy.is_new,
        "facts": [list(row) for row in cover_rows(pack, policy)],
        "editions": [_edition_summary(each) for each in policy.editions],
        "gone": [edition_words(each) for each in policy.gone],
    }


def _heading(policy: ProposedPolicy) -> str:
    if not policy.is_new:
        return "Changed policy"
    return "New policy" if policy.number == FIRST else "Policy to adopt anew"


def _edition_summary(changed: Changed) -> Plain:
    edition, comparison = changed.edition, changed.comparison
    counts = class_counts(comparison) if comparison else ()
    return {
        "name": edition_words(edition),
        "summary": summary(comparison) if comparison else _size(edition),
        "classes": [f"{word}: {count}" for _, word, count in counts],
        "draft": fingerprint(edition)[:8],
    }


def _size(edition: Edition) -> str:
    sections, clauses = len(edition.sections), len(edition.clauses())
    return f"New: {sections} section{'' if sections == 1 else 's'}, {clauses} clause{'' if clauses == 1 else 's'}."


def _same(policy: ProposedPolicy) -> Plain:
    held = policy.held
    assert held is not None
    review = f"{uk_date(policy.review)} suggested" if policy.review else "to be decided"
    editions = ", ".join(edition_words(each.edition) for each in policy.editions)
    return [policy.title, held.number, uk_date(held.decision.on), uk_date(held.review), review, editions]


def _redlines(title: str, editions: tuple[Changed, ...], gone: tuple[Edition, ...]) -> dict[str, Plain]:
    shown = [redlined(each.comparison) for each in editions if each.comparison and not each.comparison.is_empty]
    return {
        "title": title,
        "editions": shown,
        "same": [edition_words(each.edition) for each in editions if each.is_same],
        "new": [edition_words(each.edition) for each in editions if each.comparison is None],
        "gone": [edition_words(each) for each in gone],
    }


def _contents(policy: ProposedPolicy) -> Plain:
    return {"title": policy.title, "editions": [_listed(each.edition) for each in policy.editions]}


def _listed(edition: Edition) -> Plain:
    sections: list[Plain] = []
    for section in edition.sections:
        number = f"Annex {section.number}" if section.annex else section.number
        clauses = [f"{clause.number} {edition.plain(clause.title)}" for clause in section.clauses]
        sections.append([f"{number} {edition.plain(section.title)}", clauses])
    name, mark = edition_words(edition), fingerprint(edition)[:8]
    return {"name": name, "language": edition.language, "draft": mark, "sections": sections}


def _noted(pack: Pack) -> Plain:
    since = f"since {uk_date(pack.since)}" if pack.since else "so far"
    return {"since": since, "said": [noted_words(each) for each in pack.noted]}


def _reviewed_elsewhere(register: Register) -> list[Row]:
    """Policies kept elsewhere whose review is past or comes soon."""
    return [row for row in register.rows if row.elsewhere and _comes(register, row, _NOTED_SOON)]


def _comes(register: Register, row: Row, within: int) -> bool:
    if row.overdue:
        return True
    if not row.review:
        return False
    days = datetime.date.fromisoformat(row.review) - datetime.date.fromisoformat(register.today)
    return days.days <= within


def _register(register: Register) -> Plain:
    shown = [row for row in register.rows if not row.elsewhere or _comes(register, row, _SOON)]
    return {
        "day": uk_date(register.today),
        "rows": list(_register_rows(shown)),
        "rest": len(register.rows) - len(shown),
    }


def _register_rows(rows: list[Row]) -> Iterator[Plain]:
    for row in rows:
        review = ", ".join(each for each in (uk_date(row.review) if row.review else "", months_left(row)) if each)
        yield [row.title, status(row), row.number or "–", uk_date(row.adopted) if row.adopted else "–", review or "–"]
