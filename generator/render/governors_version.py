"""The page of one version in the governors' area: what was decided, what came later, and that its record is whole."""

from __future__ import annotations

from collections.abc import Iterator

from generator.formats.filters import uk_date
from generator.history.standing import standing
from generator.model.governing import AreaPage, ReadAt
from generator.model.versions import AdoptedVersion, Note, Ratification, Record, Reversion, Withdrawal
from generator.render.governors_html import day, facts, items, link, path, text
from generator.render.governors_policy import PolicyArea
from generator.render.governors_words import (
    AREA,
    BY,
    DRAFT,
    KIND,
    RIGHTED,
    TO_DRAFT,
    named,
    pair_folder,
    standing_words,
)


def version_page(area: PolicyArea, version: AdoptedVersion) -> AreaPage:
    """The page of `version`, which is as its notes right it."""
    title, name = area.governed.title, f"Version {version.number}"
    stands = standing(area.governed.history, version, area.today)
    body = (
        path([("../../", AREA), ("../", title)], name),
        f'<h1 id="top_">{text(title)}, version {text(version.number)}</h1>',
        f'<p class="pp-status">{text(standing_words(stands))}</p>',
        _specimen(version),
        facts(_cover(version)),
        _read(area.governed.read_at.get(version.sealed.stem, ())),
        _amended(version),
        _later(area, version),
        _compared(area, version),
        _record(area, version),
    )
    return AreaPage(
        f"{area.governed.policy}/{version.sealed.stem}", f"{title}, version {version.number}", "".join(body)
    )


def _specimen(version: AdoptedVersion) -> str:
    return "<p>This adoption is invented: it shows what a record looks like.</p>" if version.specimen else ""


def _cover(version: AdoptedVersion) -> Iterator[tuple[str, str]]:
    decision = version.decision
    yield "What was decided", text(KIND[version.kind])
    yield "Date", day(decision.on)
    yield "Approved by", text(decision.body)
    yield "Who decided", text(BY[decision.by])
    yield "Minute", text(decision.minute) or "Not yet known"
    yield "Takes effect", day(version.effective)
    yield "Next review", day(version.review)
    yield "Summary", text(version.summary)
    yield "Reason", text(version.reason)
    yield "Why it was urgent", text(version.urgent)
    yield "To be ratified by", day(version.ratify_by)
    yield "Text written", text(version.written)  # in the words of its source, such as “December 2018”
    yield "After the template", text(version.template)
    yield "Proposal", f"<code>{text(version.proposal)}</code>" if version.proposal else ""


def _read(places: tuple[ReadAt, ...]) -> str:
    listed = items(
        link(each.address, f"{each.name}, {'public' if each.public else 'internal'} page") for each in places
    )
    return f'<h2 id="text">Read the text</h2>{listed}' if listed else ""


def _amended(version: AdoptedVersion) -> str:
    if not version.amended:
        return ""
    titles = {
        clause.id: f"{clause.number} {edition.plain(clause.title)}"
        for edition in reversed(list(version.editions.values()))
        for clause in edition.clauses()
    }
    number = len(version.amended)
    listed = items(text(titles.get(clause, clause)) for clause in version.amended)
    return (
        f'<h2 id="amended">Adopted with {number} amendment{"" if number == 1 else "s"}</h2>'
        f"<p>The meeting changed these clauses of what was proposed.</p>{listed}"
    )


def _later(area: PolicyArea, version: AdoptedVersion) -> str:
    listed = items(said for record in area.governed.history.records if (said := _said(record, version, area)))
    return f'<h2 id="later">What came later</h2>{listed}' if listed else ""


def _said(record: Record, version: AdoptedVersion, area: PolicyArea) -> str:
    match record:
        case Note(number=version.number):
            what = "; ".join(
                f"{RIGHTED[name].capitalize()}: {_righted(name, value)}"
                for name, value in sorted(record.rights.items())
            )
            return text(f"Note of {uk_date(record.on)}: {' '.join(filter(None, (record.text, what)))}")
        case Ratification(number=version.number):
            return text(f"Ratified on {uk_date(record.decision.on)}{_by(record.decision.body)}")
        case Reversion(number=version.number):
            return text(f"Taken back on {uk_date(record.decision.on)}{_by(record.decision.body)}: {record.reason}")
        case Withdrawal() if _was_last(record, version, area):
            instead = f" In its place: {record.replaced_by}." if record.replaced_by else ""
            return text(f"The policy was withdrawn on {uk_date(record.decision.on)}: {record.reason}{instead}")
    return ""


def _righted(name: str, value: str) -> str:
    return uk_date(value) if value and name in ("adopted", "effective", "review") else value or "none"


def _by(body: str) -> str:
    return f" by {body}" if body else ""


def _was_last(ended: Withdrawal, version: AdoptedVersion, area: PolicyArea) -> bool:
    """Whether no other version was adopted between `version` and that withdrawal."""
    records = area.governed.history.records
    before = [each for each in records[: records.index(ended)] if isinstance(each, AdoptedVersion)]
    return bool(before) and before[-1].number == version.number


def _compared(area: PolicyArea, version: AdoptedVersion) -> str:
    versions = area.versions
    at = [each.number for each in versions].index(version.number)
    around = [(versions[at - 1], version)] if at else []
    around += [(version, versions[at + 1])] if at + 1 < len(versions) else []
    links = [
        link(f"../{pair_folder(old.sealed.stem, new.sealed.stem)}/", f"Compare with: {named(other)}")
        for old, new in around
        for other in (old, new)
        if other.number != version.number
    ]
    if area.governed.drafts:
        links.append(link(f"../{pair_folder(version.sealed.stem, TO_DRAFT)}/", f"Compare with: {DRAFT}"))
    return f'<h2 id="compare">What changed</h2>{items(links)}' if links else ""


def _record(area: PolicyArea, version: AdoptedVersion) -> str:
    sealed = version.sealed
    rows = (
        ("Seal", f'<code class="pp-seal">{text(sealed.seal)}</code>'),
        ("Seal of the record before", f'<code class="pp-seal">{text(sealed.before)}</code>' if sealed.before else ""),
        ("File", f'<code class="pp-seal">{text(sealed.where.path)}</code>'),
    )
    checked = f"<p><strong>Record unaltered, checked on {day(area.today)}.</strong></p>"
    return f'<h2 id="record">The record</h2>{checked}{facts(rows)}'
