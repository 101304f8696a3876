"""The register of a school and that of a group as pages of the governors' area."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from html import escape

from generator.formats.filters import uk_date
from generator.model.governing import FOLDER, Area, AreaPage
from generator.model.register import Due, GroupLine, GroupRegister, Register, Row
from generator.render.escape import web_address
from generator.render.governors_html import Table, day, items, link, path, text
from generator.render.governors_timeline import timeline_html
from generator.render.governors_words import AREA, REGISTER
from generator.render.register_words import ANSWERS, due_words, frequency, months_left, status

_FILES = (
    ("register.csv", "Register for Excel (CSV)"),
    ("register.json", "Register for other programs (JSON)"),
    ("reviews.ics", "Dates for your calendar (ICS)"),
)


def register_page(area: Area) -> AreaPage:
    """All policies of a school, what is overdue first."""
    register = area.register
    pages = {each.policy for each in area.policies}
    body = (
        path([("../../", "All schools"), ("../", area.name)], AREA),
        f'<h1 id="top_">{REGISTER}</h1>',
        _as_at(register.today),
        _overdue(area),
        _compare(area),
        _table(register, pages),
        timeline_html(area.timeline),
        _downloads(),
    )
    return AreaPage("", f"{AREA}: {REGISTER.lower()}", "".join(body))


def _as_at(today: str) -> str:
    return f'<p class="pp-summary">As at {day(today)}.</p>'


def _overdue(area: Area) -> str:
    """What is to be done first: what is overdue, what the chair decided, and what the law changed."""
    rows = area.register.rows
    entries = [
        f"<strong>{text(row.title)}</strong>: {text(_to_do(area, row, due))}"
        + (f", {'was due' if due.overdue else 'due'} by {day(due.on)}" if due.on else "")
        for row in rows
        for due in row.due
        if due.overdue or due.kind in ("ratification", "law")
    ]
    if not entries:
        return "<p>Nothing is overdue.</p>"
    number = sum(row.overdue for row in rows)
    said = f"{number} {'policy is' if number == 1 else 'policies are'} overdue." if number else "Nothing is overdue."
    return f'<h2 id="first">What to do first</h2><p>{said}</p>{items(entries)}'


def _to_do(area: Area, row: Row, due: Due) -> str:
    """In words; clauses that the law changed are named by their titles."""
    if due.kind != "law":
        return due_words(due, row)
    drafts = [edition for each in area.policies if each.policy == row.policy for edition in each.drafts.values()]
    titles = {clause.id: edition.plain(clause.title) for edition in reversed(drafts) for clause in edition.clauses()}
    named = dict.fromkeys(each.clause for each in row.law if each.change.adopt_by == due.on)
    return f"adopt what the law changed: {', '.join(f'“{titles.get(clause, clause)}”' for clause in named)}"


def _compare(area: Area) -> str:
    links = items(link(f"{each.policy}/", f"{each.title}: versions and what changed") for each in area.policies)
    return f'<h2 id="compare">What has changed since we last agreed it?</h2>{links}' if links else ""


def _table(register: Register, pages: set[str]) -> str:
    heads = ("Policy", "Status", "Next review", "Adopted", "Review every", "Statutory", "On website", "Owner")
    rows = tuple(_row(row, pages) for row in register.rows)
    facts = tuple(' class="pp-overdue"' if row.overdue else "" for row in register.rows)
    return f'<h2 id="register">All policies</h2>{Table("Policies, what is overdue first", heads, rows, facts).html()}'


def _row(row: Row, pages: set[str]) -> tuple[str, ...]:
    here = row.policy in pages and not row.elsewhere
    return (
        link(f"{row.policy}/", row.title) if here else text(row.title),
        ("<strong>Overdue.</strong> " if row.overdue else "") + text(status(row)),
        _review(row),
        _adopted(row),
        _frequency(row),
        ANSWERS[row.statutory] or "Not known",
        ANSWERS[row.website] or "Not known",
        text(row.owner) or "–",
    )


def _review(row: Row) -> str:
    if not row.review:
        return "–"
    return f"{day(row.review)}<br>{text(months_left(row))}"


def _adopted(row: Row) -> str:
    if not (row.number or row.adopted):
        return "–"
    said = (f"Version {text(row.number)}" if row.number else "", day(row.adopted), text(row.body))
    return "<br>".join(filter(None, said))


def _frequency(row: Row) -> str:
    """How often, and why; the law or guidance behind it is a link where it has one."""
    often = text(frequency(row.months)) or "–"
    source = text(row.source)
    with suppress(ValueError):  # an address that is none is shown as no link
        source = f'<a href="{escape(web_address(row.link))}">{source}</a>' if row.link and row.source else source
    why = ". ".join(filter(None, (text(row.says).rstrip("."), source)))
    return f'{often}<br><span class="pp-quiet">{why}</span>' if why else often


def _downloads() -> str:
    return f'<h2 id="files">Take it with you</h2>{items(link(file, words) for file, words in _FILES)}'


def group_page(group: GroupRegister, areas: frozenset[str]) -> AreaPage:
    """Schools by policy, for whoever looks after a group; `areas` are the schools with an area of their own."""
    body = (
        path([("../../", "All schools")], group.name),
        f'<h1 id="top_">{text(group.name)}: {REGISTER.lower()}</h1>',
        _as_at(group.today),
        _overdue_schools(group.registers),
        _filter(group),
        _group_table(group, areas),
        _downloads(),
    )
    return AreaPage("", f"{group.name}: {REGISTER.lower()}", "".join(body))


def _overdue_schools(registers: Iterable[Register]) -> str:
    overdue = [sum(row.overdue for row in register.rows) for register in registers]
    schools, policies = sum(map(bool, overdue)), sum(overdue)
    if not policies:
        return "<p>Nothing is overdue.</p>"
    return (
        f"<p><strong>{policies} {'policy is' if policies == 1 else 'policies are'} overdue, "
        f"in {schools} {'school' if schools == 1 else 'schools'}.</strong></p>"
    )


def _filter(group: GroupRegister) -> str:
    """A box for the name of a school and a list of what to show; the script that makes them work shows them."""
    options = (("", "All schools"), ("overdue", "Schools with something overdue"))
    told = "".join(f'<option value="{value}">{words}</option>' for value, words in options)
    return (
        '<form class="pp-choose" data-filter="rows" hidden><fieldset><legend>Show only</legend>'
        '<p><label for="pp-name">School or status</label> <input id="pp-name" name="name" type="search" '
        'autocomplete="off" spellcheck="false"></p>'
        f'<p><label for="pp-state">State</label> <select id="pp-state" name="state" autocomplete="off">{told}</select>'
        '</p></fieldset><p class="pp-choose__count" aria-live="polite" '
        'data-words="{shown} of {all} schools are shown."></p></form>'
    )


def _group_table(group: GroupRegister, areas: frozenset[str]) -> str:
    heads = ("School", *(title for _, title in group.policies), "Policies kept elsewhere")
    rows = tuple(_group_row(line, areas) for line in group.lines)
    late = {register.school for register in group.registers if any(row.overdue for row in register.rows)}
    facts = tuple(f' data-state="{"overdue" if line.school in late else ""}"' for line in group.lines)
    return Table("Schools by policy", heads, rows, facts).html()


def _group_row(line: GroupLine, areas: frozenset[str]) -> tuple[str, ...]:
    name = link(f"../../{line.school}/{FOLDER}/", line.name) if line.school in areas else text(line.name)
    other = line.elsewhere
    told = [f"{other.number} kept elsewhere" if other.number else "None"]
    told += [f"{other.overdue} overdue"] if other.overdue else []
    told += [f"next review {uk_date(other.next_review)}"] if other.next_review else []
    return (name, *(_cell(row) for row in line.rows), text("; ".join(told)))


def _cell(row: Row | None) -> str:
    if row is None:
        return "Not taken"
    late = "<strong>Overdue.</strong> " if row.overdue else ""
    review = f"; next review {uk_date(row.review)}" if row.review else ""
    return f"{late}{text(status(row) + review)}"
