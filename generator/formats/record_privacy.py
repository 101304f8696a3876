"""Persons, telephone numbers and e-mail addresses of a school's contacts, where governors would adopt them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.contacts import Contact, Contacts
from generator.model.edition import Edition, EditionClause
from generator.model.text import Literal, Run, Term
from generator.model.versions import Told

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s()./–—-]+(?=\d)")
_TITLES = frozenset("mr mrs ms miss mx dr prof professor rev revd sir lady".split())
_FEWEST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Personal:
    """A `person`, `phone` or `email` of a contact, as the contact has it, and where in words it would be adopted."""

    kind: str
    said: str
    where: str


def personal(editions: Iterable[Edition], contacts: Contacts) -> tuple[Personal, ...]:
    """What of `contacts` stands among the details of `editions`, or in texts of the school's own; each once."""
    found = (
        each for edition in editions for where, text in _of_the_school(edition) for each in _in(text, contacts, where)
    )
    return tuple(dict.fromkeys(found))


def personal_in(words: Mapping[str, str], contacts: Contacts) -> tuple[Personal, ...]:
    """What of `contacts` stands in `words`, which were typed with a decision, by what they are called."""
    return tuple(each for name, text in words.items() for each in _in(text, contacts, f"“{name}”"))


def everything(policies: Mapping[str, Mapping[Told, Edition]]) -> tuple[Edition, ...]:
    """All editions of several policies."""
    return tuple(edition for held in policies.values() for edition in held.values())


def _of_the_school(edition: Edition) -> Iterator[tuple[str, str]]:
    for key, result in edition.results:
        yield f"the detail “{key}”", result.text
    for clause in edition.clauses():
        if clause.origin in ("own wording", "own clause"):
            yield f"the school’s own text of “{clause.id}”", _words(clause)


def _words(clause: EditionClause) -> str:
    return "\n".join((*(_text(run) for run in (*clause.title, *clause.body)), clause.reason))


def _text(run: Run) -> str:
    return run.text if isinstance(run, Literal | Term) else ""


def _in(text: str, contacts: Contacts, where: str) -> Iterator[Personal]:
    if not text:
        return
    spoken, dialled, typed = _spoken(text), _BETWEEN_DIGITS.sub("", text), text.casefold()
    for contact in contacts.entries:
        if _person(contact) and f" {_person(contact)} " in f" {spoken} ":
            yield Personal("person", contact.person, where)
        if _number(contact) and _number(contact) in dialled:
            yield Personal("phone", contact.phone, where)
        if contact.email and contact.email.casefold() in typed:
            yield Personal("email", contact.email, where)


def _spoken(text: str) -> str:
    return " ".join(_POSSESSIVE.sub("", word).replace("’", "'") for word in _WORD.findall(text.casefold()))


def _person(contact: Contact) -> str:
    """The name as it is looked for, without a title; "" for a single word, which may mean anything."""
    words = _spoken(contact.person).split()
    named = words[1:] if len(words) > 2 and words[0] in _TITLES else words
    return " ".join(named) if len(named) > 1 else ""


def _number(contact: Contact) -> str:
    """The digits behind the first nought or the country's number, which are the same however it is written."""
    digits = re.sub(r"\D", "", contact.phone)
    if contact.phone.strip().startswith("+44") or digits.startswith("0044"):
        digits = digits.removeprefix("00").removeprefix("44")
    digits = digits.lstrip("0")
    return digits if len(digits) >= _FEWEST_DIGITS else ""
