"""People, telephone numbers and e-mail addresses, which stand among a school's contacts and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import names
from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.checks.lines import Line
from generator.problems import Problem

TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\b\.? [A-Z][\w’'-]*[a-z]")
"""“Mrs Jones”: a name and no post."""
_HINT = (
    "Name the post instead, and put the {what} under `contacts:` in the school’s file, which governors do not adopt."
)


def phone_outside_contacts(piece: Authored | Line, inspection: Inspection) -> Iterator[Problem]:
    """A telephone number stands among the contacts or the helplines: it changes without governors."""
    for offset, number in names.phones(piece.words_only) if _adopted(piece, inspection) else ():
        message = f"the telephone number {number} stands in {piece.what}"
        yield Problem("phone-outside-contacts", piece.at(offset), message, _HINT.format(what="number"))


def email_outside_contacts(piece: Authored | Line, inspection: Inspection) -> Iterator[Problem]:
    """An e-mail address stands among the contacts: it changes without governors."""
    for offset, address in names.emails(piece.words_only) if _adopted(piece, inspection) else ():
        message = f"the e-mail address {address} stands in {piece.what}"
        yield Problem("email-outside-contacts", piece.at(offset), message, _HINT.format(what="address"))


def person_outside_contacts(piece: Authored | Line, inspection: Inspection) -> Iterator[Problem]:
    """A person who is named among the contacts is named nowhere else: clauses and values name posts."""
    for found in inspection.persons.found(piece.words_only) if _adopted(piece, inspection) else ():
        message = f"the name of a person, {found.text}, stands in {piece.what}"
        yield Problem("person-outside-contacts", piece.at(found.start), message, _HINT.format(what="name"))


def person_by_title(piece: Authored | Line, inspection: Inspection) -> Iterator[Problem]:
    """Nobody is called “Mrs …” outside the contacts: clauses and values name posts."""
    if isinstance(piece, Line) and piece.kind == "name":
        return  # schools are named after people
    for found in TITLED.finditer(piece.words_only) if _adopted(piece, inspection) else ():
        message = f"“{found.group()}” in {piece.what} looks like the name of a person"
        where = piece.at(found.start())
        yield Problem("person-by-title", where, message, _HINT.format(what="name"), severity="warning")


def titled(text: str) -> str:
    """What looks like the name of a person in `text`: `Mrs Jones`; "" when nothing does."""
    found = TITLED.search(text)
    return found.group() if found else ""


def _adopted(piece: Authored | Line, inspection: Inspection) -> bool:
    """Whether governors adopt the words of `piece`; addresses of links are judged by their own check."""
    if isinstance(piece, Authored):
        return True
    variable = inspection.library.variables.get(piece.variable)
    return piece.kind in ("value", "name") and (variable is None or variable.type != "link")
