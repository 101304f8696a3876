"""What each school and group can be known by: names, numbers, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge

from generator.checks import names
from generator.checks.facts import SchoolFacts
from generator.checks.names import Names, comparable, owners
from generator.model.schools import Group

Owners = Mapping[str, Sequence[str]]
"""Something, in the form in which it is compared, and the ids of the schools that it belongs to, sorted."""

_FEW = 8


@dataclass(frozen=True, slots=True)
class Belonging:
    """Something that belongs to schools or groups: where it begins in a text, as typed, and their ids."""

    offset: int
    said: str
    owners: Sequence[str]


class Belongings:
    """Names, numbers and addresses of all schools and groups, each with its owners; a group's begin with `group:`."""

    def __init__(self, schools: Mapping[str, SchoolFacts], groups: Iterable[Group]) -> None:
        self._schools = schools
        in_order = [schools[name] for name in sorted(schools)]
        named = ((name, facts.id) for facts in in_order for name in facts.names)
        of_groups = ((comparable(group.name), f"group:{group.id}") for group in groups)
        self.names = Names(pair for pairs in (named, of_groups) for pair in pairs if pair[0])
        self.phones: Owners = owners((what, facts.id) for facts in in_order for what, _, _ in facts.phones)
        self.emails: Owners = owners((what, facts.id) for facts in in_order for what, _, _ in facts.emails)
        self.hosts: Owners = owners((what, facts.id) for facts in in_order for what in facts.hosts)
        self._in_groups: dict[tuple[str, str], Mapping[str, Sequence[str]]] = {}

    def found(self, text: str) -> Iterator[Belonging]:
        """All that stands in `text` and belongs to somebody."""
        for name in self.names.found(text):
            yield Belonging(name.start, name.text, name.owners)
        for offset, number in names.phones(text):
            yield from _belonging(offset, number, self.phones.get(names.phone_digits(number)))
        for offset, address in names.emails(text):
            whose = self.emails.get(address.casefold()) or self.hosts.get(names.host_of(address))
            yield from _belonging(offset, address, whose)
        for offset, address in names.web_addresses(text):
            yield from _belonging(offset, address, self.hosts.get(names.host_of(address)))

    def strangers(
        self, kind: str, what: str, ours: frozenset[str], families: Mapping[str, frozenset[str]]
    ) -> Iterator[str]:
        """Ids of the schools with the `phone` or `email` `what` whose groups are none of `ours`, sorted.

        `families` has for each group that group and those within which it lies.
        """
        whose = (self.phones if kind == "phone" else self.emails).get(what, ())
        by_group = self._by_group(kind, what, whose) if len(whose) > _FEW else self._apart(whose)
        strange = (found for group, found in by_group.items() if not ours & families.get(group, frozenset()))
        return merge(*strange)

    def _by_group(self, kind: str, what: str, whose: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Worked out once: where thousands share a number, each of them asks for the others."""
        if (kind, what) not in self._in_groups:
            self._in_groups[(kind, what)] = self._apart(whose)
        return self._in_groups[(kind, what)]

    def _apart(self, whose: Sequence[str]) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for owner in whose:
            found.setdefault(self._schools[owner].group, []).append(owner)
        return found


def _belonging(offset: int, said: str, owners: Sequence[str] | None) -> Iterator[Belonging]:
    if owners:
        yield Belonging(offset, said, owners)
