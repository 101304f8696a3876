"""Live contacts: who holds a post today and how to reach them. Never adopted, never part of an edition."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.model.edition import Audience
from generator.model.languages import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry of the contacts block. All fields are plain text; "" when not given.

    `shown_to` lists the audiences whose editions print it; `post_cy` and `office_cy` are what Welsh pages print.
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
    post_cy: str = ""
    office_cy: str = ""

    def said_in(self, language: Language) -> Contact:
        """The same with post and place in `language`, where the school says them in it."""
        if language != "cy" or not (self.post_cy or self.office_cy):
            return self
        return replace(self, post=self.post_cy or self.post, office=self.office_cy or self.office)


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts of a school, in the order of its file; `changed` is the ISO date that the school states, or ""."""

    entries: tuple[Contact, ...] = ()
    changed: str = ""

    def said_in(self, language: Language) -> Contacts:
        """The same for pages in `language`."""
        return self if language == ENGLISH else replace(self, entries=tuple(e.said_in(language) for e in self.entries))

    def shown(self, audience: Audience) -> tuple[Contact, ...]:
        """Those that `audience` may see."""
        return tuple(entry for entry in self.entries if audience in entry.shown_to)
