"""The contacts block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.inspection import SchoolView
from generator.checks.names import phone_digits
from generator.problems import Problem

_EMAIL = re.compile(r"[^@\s<>()\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"[+0-9][0-9 ()+/-]*(?:\s*(?:ext|extension|x)\.?\s*\d+)?", re.IGNORECASE)


def contact_email(view: SchoolView) -> Iterator[Problem]:
    """The e-mail address of a contact is one."""
    for number, contact in enumerate(view.school.contacts.entries):
        if contact.email and not _EMAIL.fullmatch(contact.email):
            where = view.place("contacts", number, "email")
            message = f"“{contact.email}” is no e-mail address"
            yield Problem("contact-email", where, message, "Write it as office@school.example, and nothing else.")


def contact_phone(view: SchoolView) -> Iterator[Problem]:
    """The telephone number of a contact is one that can be dialled."""
    for number, contact in enumerate(view.school.contacts.entries):
        if contact.phone and not (_PHONE.fullmatch(contact.phone) and len(phone_digits(contact.phone)) > 2):
            where = view.place("contacts", number, "phone")
            message = f"“{contact.phone}” is no telephone number"
            yield Problem("contact-phone", where, message, "Write digits and spaces: 028 9649 6001.")


def contacts_undated(view: SchoolView) -> Iterator[Problem]:
    """Readers see when the contacts last changed."""
    school = view.school
    if not school.contacts.changed and any(contact.shown_to for contact in school.contacts.entries):
        message = "contacts are shown, but `contacts-changed:` does not say when they last changed"
        hint = "Write the day of the last change: contacts-changed: 2026-09-01."
        yield Problem("contacts-undated", view.place("contacts"), message, hint, severity="warning")
