"""What belongs to exactly one other school and stands in this one's text: a copy that was not adapted."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import names
from generator.checks.authored import Authored
from generator.checks.inspection import SchoolView
from generator.checks.lines import Line
from generator.model.workspace import School
from generator.problems import Problem


def other_school(view: SchoolView) -> Iterator[Problem]:
    """A school's values and own wordings hold no name, number or address of exactly one other school."""
    if len(view.workspace.schools) < 2:
        return
    for piece in _pieces(view):
        for offset, said, owner in _foreign(piece, view):
            school = view.workspace.schools[owner]
            message = f"“{said}” in {piece.what} belongs to another school, {school.name or school.id}"
            hint = "It looks like a copy that was not adapted. Write this school’s own."
            yield Problem("other-school", piece.at(offset), message, hint)


def _pieces(view: SchoolView) -> Iterator[Authored | Line]:
    yield from (line for line in view.lines if line.kind in ("value", "name"))
    yield from view.own_texts


def _foreign(piece: Authored | Line, view: SchoolView) -> Iterator[tuple[int, str, str]]:
    """(place, as typed, the school) of each thing in `piece` that is another school's alone."""
    known = view.inspection.belongings
    text = piece.words_only if isinstance(piece, Line) else piece.masked
    for found in known.names.found(text):
        yield from _owner(found.start, found.text, found.owners, view.school)
    for offset, number in names.phones(text):
        yield from _owner(offset, number, known.phones.get(names.phone_digits(number)), view.school)
    for offset, address in names.emails(text):
        owners = known.emails.get(address.casefold()) or known.hosts.get(names.host_of(address))
        yield from _owner(offset, address, owners, view.school)
    for offset, address in names.web_addresses(text):
        yield from _owner(offset, address, known.hosts.get(names.host_of(address)), view.school)


def _owner(offset: int, said: str, owners: frozenset[str] | None, school: School) -> Iterator[tuple[int, str, str]]:
    if owners is not None and len(owners) == 1:
        (owner,) = owners
        if owner != school.id and not owner.startswith("group:"):
            yield offset, said, owner
