"""What others need to know of a school, so that a school can be checked without the files of all the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from sys import intern
from typing import Any

from generator.checks import authored
from generator.checks.names import comparable, host_of, phone_digits
from generator.model.schools import School
from generator.problems import Location

Stated = tuple[str, int, int]
"""A telephone number or an e-mail address as it is compared, and the line and column of the contact that has it."""


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What checks of the library and of other schools need to know of a school.

    `called` is how messages name it; `host` the machine of its own pages, "" for none, and `has_address` whether it
    states their address at all. `names` and `persons` are `comparable`; `hosts` are all machines that belong to it;
    `variables` are the details that its own wordings and clauses read or ask for.
    """

    id: str
    called: str
    group: str
    host: str
    has_address: bool
    names: tuple[str, ...]
    persons: tuple[str, ...]
    phones: tuple[Stated, ...]
    emails: tuple[Stated, ...]
    hosts: tuple[str, ...]
    variables: tuple[str, ...]

    def to_plain(self) -> list[object]:
        """The facts as JSON can say them; equal facts have equal ones."""
        several = (self.names, self.persons, self.phones, self.emails, self.hosts, self.variables)
        return [self.id, self.called, self.group, self.host, self.has_address, *map(list, several)]

    @classmethod
    def from_plain(cls, plain: Any) -> SchoolFacts:
        """The facts that `to_plain` gave, or that JSON made of them; raises ValueError or TypeError for others."""
        school, called, group, host, has_address, names, persons, phones, emails, hosts, variables = plain
        return cls(
            school,
            called,
            intern(group),  # the same for thousands
            host,
            has_address,
            tuple(names),
            tuple(persons),
            tuple([(what, line, column) for what, line, column in phones]),
            tuple([(what, line, column) for what, line, column in emails]),
            tuple([host if other == host else other for other in hosts]),
            tuple(variables),
        )

    def without_places(self) -> SchoolFacts:
        """What is stated, wherever in its file it stands."""
        phones = tuple((what, 0, 0) for what, *_ in self.phones)
        return replace(self, phones=phones, emails=tuple((what, 0, 0) for what, *_ in self.emails))

    def where(self, kind: str, what: str) -> Location:
        """The place of the contact's `phone` or `email` in the school's file, `what` as it is compared."""
        stated = self.phones if kind == "phone" else self.emails
        line, column = next(((line, column) for known, line, column in stated if known == what), (1, 1))
        return Location(f"schools/{self.id}/school.yml", line, column)


def facts_of(school: School) -> SchoolFacts:
    """What others need to know of `school`; it depends on the school's own files alone."""
    entries = school.contacts.entries
    host = host_of(school.address)
    machines = (host, *(host_of(text) for contact in entries for text in (contact.link, contact.email) if text))
    return SchoolFacts(
        id=school.id,
        called=school.name or school.id,
        group=school.group,
        host=host,
        has_address=bool(school.address),
        names=_known_by(comparable(name) for name in (school.name, school.short_name)),
        persons=_known_by(comparable(contact.person) for contact in entries),
        phones=_stated(school, {n: phone_digits(contact.phone) for n, contact in enumerate(entries)}, "phone"),
        emails=_stated(school, {n: contact.email.casefold() for n, contact in enumerate(entries)}, "email"),
        hosts=_known_by(machines),
        variables=tuple(sorted(_variables(school))),
    )


def _known_by(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _stated(school: School, given: Mapping[int, str], key: str) -> tuple[Stated, ...]:
    found: dict[str, Stated] = {}
    for number, what in given.items():
        if what and what not in found:
            place = school.place("contacts", number, key)
            found[what] = (what, place.line, place.column)
    return tuple(found.values())


def _variables(school: School) -> set[str]:
    wordings = (text for own in school.own_wordings.values() for text in authored.of_own_wording(own, None))
    clauses = [text for clause in school.own_clauses.values() for text in authored.of_clause(clause, own=True)]
    read = {name for text in (*wordings, *clauses) for name in text.variables}
    asked = {n for clause in school.own_clauses.values() for n in (*clause.when.has, *clause.when.lacks)}
    return read | asked
