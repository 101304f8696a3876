"""What a reader can open: the site of one edition's audience, and the front of a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Only

from generator.model.contacts import Contacts
from generator.model.edition import AUDIENCES, Audience, Edition, SchoolProfile
from generator.model.languages import ENGLISH, LANGUAGES, Language

SiteName = str
"""What tells the sites of a school apart, and the folder of each in the school's: "pupil", "cy/pupil"."""


def site_name(audience: Audience, language: Language = ENGLISH) -> SiteName:
    """The name of the site for `audience` in `language`."""
    return audience if language == ENGLISH else f"{language}/{audience}"


SITE_NAMES: tuple[SiteName, ...] = tuple(site_name(who, language) for language in LANGUAGES for who in AUDIENCES)
"""All that a school may have, in the order in which they are listed."""


def audience_of(name: SiteName) -> Audience:
    """The audience of a site."""
    return _OF_NAMES[name][0]


def language_of(name: SiteName) -> Language:
    """The language of a site."""
    return _OF_NAMES[name][1]


_OF_NAMES = {site_name(who, language): (who, language) for language in LANGUAGES for who in AUDIENCES}

Tree = Only["public", "internal"]
TREES: tuple[Tree, ...] = ("public", "internal")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an audience's site stands and what its readers may see.

    `folder` is relative to the tree's root ("forge/pupil"); `address` is the absolute web address of that folder with
    a slash at its end, or "" when no address is known (then no QR code and no canonical link);
    `siblings` are the audiences of the same school in the same tree and language, this one included;
    `languages` are those in which this audience has a site, its own included, and `in_all` the ids of the policies that
    it can read in each of several; `names` says what the sites of siblings are called, if not after their audiences;
    `noindex` asks search engines to stay away.
    """

    tree: Tree
    folder: str
    address: str
    siblings: tuple[Audience, ...]
    noindex: bool = True
    languages: tuple[Language, ...] = (ENGLISH,)
    in_all: tuple[str, ...] = ()
    names: tuple[tuple[Audience, str], ...] = ()


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
    language: Language = ENGLISH

    @property
    def name(self) -> SiteName:
        """What tells it apart from the other sites of its school."""
        return site_name(self.audience, self.language)

    @property
    def unchecked(self) -> bool:
        """Whether an edition in it is a translation that is not whole, of today's English, and checked."""
        return any(edition.unchecked for edition in self.editions)


@dataclass(frozen=True, slots=True)
class SchoolEntry:
    """A school as the front of a tree lists it: its policies' titles in plain text for each site shown there.

    `policies` maps the name of a site → ((policy id, printed title, printed status), …), `names` that of a site which
    is not called after its audience → what it is called; `office` and `office_cy` say how to reach the school's.
    """

    school: SchoolProfile
    policies: tuple[tuple[SiteName, tuple[tuple[str, str, str], ...]], ...]
    office: str = ""
    office_cy: str = ""
    names: tuple[tuple[SiteName, str], ...] = ()

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those in which it has a site in this tree, English first."""
        spoken = {language_of(name) for name, _ in self.policies}
        return tuple(language for language in LANGUAGES if language == ENGLISH or language in spoken)


@dataclass(frozen=True, slots=True)
class Front:
    """The front of a tree: its address ("" when unknown) and the schools it lists, sorted by printed name."""

    tree: Tree
    address: str
    schools: tuple[SchoolEntry, ...]

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those in which schools of this tree have sites, English first."""
        spoken = {language for entry in self.schools for language in entry.languages}
        return tuple(language for language in LANGUAGES if language == ENGLISH or language in spoken)
