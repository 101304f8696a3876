"""What a reader can open: the site of one edition's audience, and the front of a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Only

from generator.model.contacts import Contacts
from generator.model.edition import Audience, Edition, SchoolProfile

Tree = Only["public", "internal"]
TREES: tuple[Tree, ...] = ("public", "internal")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an audience's site stands and what its readers may see.

    `folder` is relative to the tree's root ("forge/pupil"); `address` is the absolute web address of that folder with
    a slash at its end, or "" when no address is known (then no QR code and no canonical link);
    `siblings` are the audiences of the same school in the same tree, this one included;
    `noindex` asks search engines to stay away.
    """

    tree: Tree
    folder: str
    address: str
    siblings: tuple[Audience, ...]
    noindex: bool = True


@dataclass(frozen=True, slots=True)
class AudienceSite:
    """All that one audience of one school reads: an edition of each policy, live contacts, the logo's bytes.

    Without `prints` there are no PDFs beside the site, and no page links to one. All editions are in `language`.
    """

    school: SchoolProfile
    audience: Audience
    editions: tuple[Edition, ...]
    contacts: Contacts
    place: Place
    logo: bytes = b""
    prints: bool = True
    language: str = "en"


@dataclass(frozen=True, slots=True)
class SchoolEntry:
    """A school as the front of a tree lists it: its policies' titles in plain text for each audience shown there.

    `policies` maps audience → ((policy id, printed title, printed status), …).
    """

    school: SchoolProfile
    policies: tuple[tuple[Audience, tuple[tuple[str, str, str], ...]], ...]
    office: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The front of a tree: its address ("" when unknown) and the schools it lists, sorted by printed name."""

    tree: Tree
    address: str
    schools: tuple[SchoolEntry, ...]
