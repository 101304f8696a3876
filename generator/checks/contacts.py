"""The contacts block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from generator.checks.facts import SchoolFacts
from generator.checks.names import host_of, phone_digits
from generator.checks.people import TITLED
from generator.checks.school_view import SchoolView
from generator.checks.words import listed, shortened
from generator.formats.filters import uk_date
from generator.model.contacts import Contact
from generator.model.schools import School
from generator.problems import Problem

SHOWN = 3
"""Schools that a message names; no more are looked for."""
LONGEST = 254
"""Characters of an e-mail address or a telephone number."""

_EMAIL = re.compile(r"[^@\s<>()\"?&%#,;:/\\]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"[+0-9][0-9 ()+/-]*(?:(?:ext|extension|x)\.?\s*\d+)?", re.IGNORECASE)


def contact_email(view: SchoolView) -> Iterator[Problem]:
    """The e-mail address of a contact is one."""
    for number, contact in enumerate(view.school.contacts.entries):
        if contact.email and not (len(contact.email) <= LONGEST and _EMAIL.fullmatch(contact.email)):
            where = view.place("contacts", number, "email")
            message = f"“{shortened(contact.email)}” is no e-mail address"
            yield Problem("contact-email", where, message, "Write it as office@school.example, and nothing else.")


def contact_phone(view: SchoolView) -> Iterator[Problem]:
    """The telephone number of a contact is one that can be dialled."""
    for number, contact in enumerate(view.school.contacts.entries):
        if contact.phone and not _is_phone(contact.phone):
            where = view.place("contacts", number, "phone")
            message = f"“{shortened(contact.phone)}” is no telephone number"
            yield Problem("contact-phone", where, message, "Write digits and spaces: 028 9649 6001.")


def _is_phone(text: str) -> bool:
    return len(text) <= LONGEST and bool(_PHONE.fullmatch(text)) and len(phone_digits(text)) > 2


def person_by_title(view: SchoolView) -> Iterator[Problem]:
    """The post of a contact is a post: whoever holds it is named beside it, and changes without it."""
    for number, contact in enumerate(view.school.contacts.entries):
        for key, post in (("post", contact.post), ("post-cy", contact.post_cy)):
            if match := TITLED.search(post or ""):
                where = view.place("contacts", number, key)
                message = f"“{match.group()}” in “{key}” of a contact looks like the name of a person"
                hint = "Write the post only, such as Headteacher, and the name, if it is to be shown, under `person:`."
                yield Problem("person-by-title", where, message, hint, severity="warning")


def contacts_undated(view: SchoolView) -> Iterator[Problem]:
    """Readers see when the contacts last changed."""
    school = view.school
    if not school.contacts.changed and any(contact.shown_to for contact in school.contacts.entries):
        message = "contacts are shown, but `contacts-changed:` does not say when they last changed"
        hint = "Write the day of the last change: contacts-changed: 2026-09-01."
        yield Problem("contacts-undated", view.place("contacts"), message, hint, severity="warning")


def contacts_future(view: SchoolView) -> Iterator[Problem]:
    """Contacts changed today or before."""
    changed = view.school.contacts.changed
    if changed and changed > view.inspection.today.isoformat():
        message = f"contacts are said to have changed on {uk_date(changed)}, a day that is still to come"
        hint = f"Write the day of the last change, such as {view.inspection.today.isoformat()}."
        yield Problem("contacts-future", view.place("contacts-changed"), message, hint)


def contacts_none(view: SchoolView) -> Iterator[Problem]:
    """Pupils or parents see somebody of the school whom they can reach."""
    school = view.school
    if school.template or any({"pupil", "parent"} & set(entry.shown_to) for entry in school.contacts.entries):
        return
    message = "neither pupils nor parents are shown a contact of this school"
    hint = "Under `contacts:` enter whom they can tell and the school office, each with `show-to: [pupil, parent]`."
    yield Problem("contacts-none", view.place("contacts"), message, hint, severity="warning")


def contact_unshown(view: SchoolView) -> Iterator[Problem]:
    """Whoever is to be told is shown to somebody."""
    for number, contact in enumerate(view.school.contacts.entries):
        if contact.tell and not contact.shown_to:
            message = f"“{contact.post}” is to be told (`tell: true`), but is shown to nobody"
            hint = "Add `show-to: [staff, pupil, parent]`, or those of them who are to see it."
            yield Problem("contact-unshown", view.place("contacts", number, "tell"), message, hint, severity="warning")


def contact_unreachable(view: SchoolView) -> Iterator[Problem]:
    """A contact says how to reach whoever holds the post."""
    for number, contact in enumerate(view.school.contacts.entries):
        if not (contact.phone or contact.email or contact.office or contact.link):
            message = f"“{contact.post}” has no phone, e-mail, office or link, so nobody can reach it"
            hint = "Add one of `phone:`, `email:`, `office:` and `link:`."
            yield Problem("contact-unreachable", view.place("contacts", number), message, hint, severity="warning")


def contact_of_other(view: SchoolView) -> Iterator[Problem]:
    """A number or address of a contact is not that of exactly one other school, unless a group shares it."""
    for number, contact, key, said, others in _shared(view):
        if len(others) == 1 and not _is_ours(contact, view.school, others[0]):
            where = view.place("contacts", number, key)
            message = f"“{said}” of “{contact.post}” is also a contact of another school, {others[0].called}"
            hint = "It looks like a copy that was not adapted. Write this school’s own."
            there = others[0].where(key, _compared(key, said))
            yield Problem("contact-of-other", where, message, hint, see=(there,))


def contact_shared(view: SchoolView) -> Iterator[Problem]:
    """A number or address of a contact is not that of several schools, unless a group shares it."""
    for number, contact, key, said, others in _shared(view):
        if len(others) > 1:
            where = view.place("contacts", number, key)
            named = listed(other.called for other in others)
            message = f"“{said}” of “{contact.post}” is also a contact of other schools, such as {named}"
            hint = "Check that it is this school’s own. Schools that share it belong to one group."
            yield Problem("contact-shared", where, message, hint, severity="warning")


def _shared(view: SchoolView) -> Iterator[tuple[int, Contact, str, str, list[SchoolFacts]]]:
    """Number, contact, key and text of what other schools state too, with some that share no group with this one."""
    inspection, school = view.inspection, view.school
    ours = frozenset(group.id for group in view.groups)
    for number, contact in enumerate(school.contacts.entries):
        for key, said in (("phone", contact.phone), ("email", contact.email)):
            strangers = inspection.belongings.strangers(key, _compared(key, said), ours, inspection.families)
            others = (inspection.facts[name] for name in strangers if name != school.id)
            found = list(islice(others, SHOWN)) if said else []
            if found:
                yield number, contact, key, said, found


def _compared(key: str, said: str) -> str:
    return phone_digits(said) if key == "phone" else said.casefold()


def _is_ours(contact: Contact, school: School, other: SchoolFacts) -> bool:
    """Whether the contact's e-mail address is at the machine of this school's own pages, and not of the other's."""
    host = host_of(contact.email)
    return bool(host) and host == host_of(school.address) != other.host
