"""Live contacts: who holds a post today and how to reach them. Never adopted, never part of an edition."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.edition import Audience


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry of the contacts block. All fields are plain text; "" when not given.

    `shown_to` lists the audiences whose editions print it.
    """

    role: str
    post: str
    person: str = ""
    phone: str = ""
    email: str = ""
    office: str = ""
    link: str = ""
    tell: bool = False
    shown_to: tuple[Audience, ...] = ()


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts of a school, in the order of its file; `changed` is the ISO date that the school states, or ""."""

    entries: tuple[Contact, ...] = ()
    changed: str = ""

    def shown(self, audience: Audience) -> tuple[Contact, ...]:
        """Those that `audience` may see."""
        return tuple(entry for entry in self.entries if audience in entry.shown_to)
