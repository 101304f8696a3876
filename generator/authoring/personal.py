"""What of a school's contacts would be adopted, as problems: asked before a record or a proposal is written."""

from __future__ import annotations

from collections.abc import Iterable

from generator.formats.record_privacy import personal
from generator.model.contacts import Contacts
from generator.model.edition import Edition
from generator.problems import Location, Problem

_WORDS = {"person": "the name of a person", "phone": "the telephone number", "email": "the e-mail address"}


def problems_of_persons(editions: Iterable[Edition], contacts: Contacts, where: Location) -> tuple[Problem, ...]:
    """A problem for each detail or own text of `editions` that holds what stands among `contacts`.

    `where` is the school's file. Writers of records raise ValueError for what is told here.
    """
    hint = "Name the post instead: people, numbers and addresses stand under `contacts:`, which governors do not adopt."
    return tuple(
        Problem("record-personal", where, f"{_WORDS[each.kind]} {each.said} stands in {each.where}", hint)
        for each in personal(editions, contacts)
    )
