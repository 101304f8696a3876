"""Whom to tell and how to reach them, as Markdown for the website."""

from __future__ import annotations

import re
import urllib.parse
from functools import partial

from generator.model.contacts import Contact
from generator.model.edition import Helpline
from generator.model.site import AudienceSite
from generator.render.marks import Marks
from generator.render.web_blocks import Block, Group, box
from generator.render.web_text import EditionText, Spot, policy_page
from generator.words.strings import long_date, say

_WHOM = "whom_to_tell"
_PHONE = re.compile(r"\+?[0-9(][0-9 ()-]*")


def tell(text: EditionText, site: AudienceSite, spot: Spot) -> Group:
    """“Whom to tell”: the role in a sentence, contacts that the school shows, and the national helplines."""
    return text.once(("tell", spot.level, spot.before), partial(_tell, text, site, spot))


def _tell(text: EditionText, site: AudienceSite, spot: Spot) -> Group:
    language = text.edition.language
    shown = site.contacts.shown(site.audience)
    people = tuple(_contact(contact, text.marks, site) for contact in shown if contact.tell)
    lines = tuple(_helpline(line, text) for line in text.edition.tell.helplines)
    return box(
        "pp-tell",
        spot.heading(say("tell", language), _WHOM),
        text.body(text.edition.tell.role, spot.page),
        Group("", people) if people else "",
        f"{say('tell.helplines', language)}:\n{{ .pp-tell-also }}" if lines else "",
        Group("", lines) if lines else "",
        _known(text),
        _changed(text.marks, site) if people else "",
    )


def whom_link(text: EditionText, site: AudienceSite, page: str) -> str:
    """A line on `page` that leads to “Whom to tell”: on the start page, or on the whole policy's page itself."""
    whole = policy_page(text.edition.policy, "whole")
    if page == whole:
        target = text.to(whole, page, _WHOM)
    else:
        before = f"{text.edition.policy}." if len(site.policies) > 1 else ""
        target = text.to("index.md", page, f"{before}{_WHOM}")
    # The line is the same everywhere, so the search for its words would find every page.
    return f'[{say("tell", text.edition.language)}]({target})\n{{ .pp-whom data-search-exclude="" }}'


def contacts(marks: Marks, site: AudienceSite) -> tuple[Block, ...]:
    """Contacts shown to this audience that are not under “Whom to tell”, with their heading; nothing without any."""
    shown = site.contacts.shown(site.audience)
    others = [contact for contact in shown if not contact.tell]
    if not others:
        return ()
    changed = _changed(marks, site) if others == list(shown) else ""  # else it stands under “Whom to tell”
    listed = Group("", tuple(_contact(contact, marks, site) for contact in others))
    return f"## {say('contacts', site.language)} {{#school_contacts}}", box("pp-people", listed, changed)


def _changed(marks: Marks, site: AudienceSite) -> str:
    if not site.contacts.changed:
        return ""
    day = marks.of("contacts/changed", long_date(site.contacts.changed, site.language))
    return f"{say('contacts.changed', site.language, date=day)}\n{{ .pp-quiet }}"


def _known(text: EditionText) -> str:
    """As of when the helplines stand here; "" without any."""
    language = text.edition.language
    days = [line.checked_on for line in text.edition.tell.helplines if line.checked_on]
    return f"{say('tell.checked', language, date=long_date(max(days), language))}\n{{ .pp-quiet }}" if days else ""


def _helpline(line: Helpline, text: EditionText) -> str:
    marks, key = text.marks, f"{text.edition.policy}/helpline/{line.id}"
    ways = (_phone(line.phone, key, marks), _web(line.link, key, marks))
    purpose = marks.of(f"{key}/for", line.for_what) if line.for_what else ""
    return _entry(f"**{marks.of(key, line.name)}**", (*ways, purpose))


def _contact(contact: Contact, marks: Marks, site: AudienceSite) -> str:
    key = f"contact/{site.contacts.entries.index(contact)}"
    ways = (
        _phone(contact.phone, key, marks),
        _mail(contact.email, key, marks),
        marks.of(f"{key}/office", contact.office) if contact.office else "",
        _web(contact.link, key, marks),
    )
    person = f", {marks.of(f'{key}/person', contact.person)}" if contact.person else ""
    return _entry(f"**{marks.of(key, contact.post)}**{person}", ways)


def _entry(name: str, lines: tuple[str, ...]) -> str:
    # Two spaces at a line's end break it: one way to reach somebody on each line.
    return "- " + "  \n    ".join((name, *(line for line in lines if line)))


def _phone(phone: str, key: str, marks: Marks) -> str:
    if not phone:
        return ""
    shown = marks.of(f"{key}/phone", phone)
    if not _PHONE.fullmatch(phone):
        return shown
    return f"[{shown}](tel:{marks.of(f'{key}/tel', _dialled(phone))})"


def _dialled(phone: str) -> str:
    """What is dialled: the (0) of a number that begins with its country's is for callers inside that country."""
    number = re.sub(r"\(\s*0\s*\)", "", phone) if phone.startswith("+") else phone
    return re.sub(r"[^0-9+]", "", number)


def _mail(email: str, key: str, marks: Marks) -> str:
    if not email:
        return ""
    target = marks.of(f"{key}/mailto", urllib.parse.quote(email, safe="@+.-_"))
    return f"[{marks.of(f'{key}/email', email)}](mailto:{target})"


def _web(link: str, key: str, marks: Marks) -> str:
    if not link:
        return ""
    shown = re.sub(r"^https?://|/$", "", link)
    return f"[{marks.of(f'{key}/site', shown)}]({marks.address(f'{key}/link', link)})"
