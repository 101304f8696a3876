"""What a reader can open: the site of one edition's audience, and the front of a tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as Only

from generator.model.contacts import Contacts
from generator.model.edition import AUDIENCES, Audience, Edition, SchoolProfile, Standing
from generator.model.languages import ENGLISH, LANGUAGES, Language

SiteName = str
"""What tells the sites of a school in a tree apart, and the folder of each in the school's: "pupil", "cy/pupil",
"draft/pupil" for drafts that stand beside what was adopted."""
DRAFTS = "draft/"
"""What the name of a site of such drafts begins with."""


def site_name(audience: Audience, language: Language = ENGLISH, draft: bool = False) -> SiteName:
    """The name of the site for `audience` in `language`, or of that with its `draft` beside what was adopted."""
    name = audience if language == ENGLISH else f"{language}/{audience}"
    return f"{DRAFTS}{name}" if draft else name


_NAMED = tuple((who, language) for language in LANGUAGES for who in AUDIENCES)
SITE_NAMES: tuple[SiteName, ...] = tuple(site_name(*told, draft=draft) for draft in (False, True) for told in _NAMED)
"""All that a school may have, in the order in which they are listed."""


def audience_of(name: SiteName) -> Audience:
    """The audience of a site."""
    return _OF_NAMES[name][0]


def language_of(name: SiteName) -> Language:
    """The language of a site."""
    return _OF_NAMES[name][1]


def is_draft(name: SiteName) -> bool:
    """Whether a site holds drafts that stand beside what was adopted."""
    return name.startswith(DRAFTS)


_OF_NAMES = {site_name(*told, draft=draft): told for draft in (False, True) for told in _NAMED}

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
class NotHeld:
    """A policy of which no version is in force: what its last version is on the day, and what holds in its place.

    `reason` is why it was withdrawn; `instead` is plain words, or with `instead_here` the title of the policy of that
    id, which is in the same site.
    """

    policy: str
    standing: Standing
    reason: str = ""
    instead: str = ""
    instead_here: str = ""


@dataclass(frozen=True, slots=True)
class AudienceSite:
    """All that one audience of one school reads: an edition of each policy, live contacts, the logo's bytes.

    Without `prints` there are no PDFs beside the site, and no page links to one. All editions are in `language`.
    `drafts`: it holds drafts that stand beside what was adopted. Otherwise, once something was adopted, `editions` are
    in force, `versions` are all with a page of their own here, each policy's from its first to its last, `shut` the
    addresses of those whose page only says what became of them, and `not_held` are policies of which none is in force.
    One of `versions_only` stands in the internal tree beside a public one, for the versions that are not public.
    `logos` are bytes of logos by their SHA-256, for editions that name another one than today's.
    """

    school: SchoolProfile
    audience: Audience
    editions: tuple[Edition, ...]
    contacts: Contacts
    place: Place
    logo: bytes = b""
    prints: bool = True
    language: Language = ENGLISH
    drafts: bool = False
    versions: tuple[Edition, ...] = ()
    shut: frozenset[tuple[str, str]] = frozenset()
    not_held: tuple[NotHeld, ...] = ()
    versions_only: bool = False
    logos: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def name(self) -> SiteName:
        """What tells it apart from the other sites of its school in its tree."""
        return site_name(self.audience, self.language, self.drafts)

    @property
    def unchecked(self) -> bool:
        """Whether an edition in it is a translation that is not whole, of today's English, and checked."""
        return any(edition.unchecked for edition in (*self.editions, *self.versions))

    @property
    def policies(self) -> tuple[str, ...]:
        """Ids of the policies that it has pages of, in order."""
        return tuple(dict.fromkeys(edition.policy for edition in (*self.versions, *self.editions)))

    def of_policy(self, policy: str) -> tuple[Edition, ...]:
        """The versions of a policy that have a page here, from the first to the last."""
        return tuple(edition for edition in self.versions if edition.policy == policy)

    def tells(self, edition: Edition) -> bool:
        """Whether the page of that version here has its text, and not only what became of it."""
        return edition.version is None or (edition.policy, edition.version.address) not in self.shut


@dataclass(frozen=True, slots=True)
class SchoolEntry:
    """A school as the front of a tree lists it: its policies' titles in plain text for each site shown there.

    `policies` maps the name of a site → ((policy id, printed title, printed status), …), `names` that of a site which
    is not called after its audience → what it is called; `office` and `office_cy` say how to reach the school's.
    `governors`: it has an area for governors in this tree, and stands in the registers of `groups`, ids and names.
    """

    school: SchoolProfile
    policies: tuple[tuple[SiteName, tuple[tuple[str, str, str], ...]], ...]
    office: str = ""
    office_cy: str = ""
    names: tuple[tuple[SiteName, str], ...] = ()
    governors: bool = False
    groups: tuple[tuple[str, str], ...] = ()

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
    def groups(self) -> tuple[tuple[str, str], ...]:
        """The groups that have a register in this tree: id and name, sorted by name."""
        found = {group for entry in self.schools if entry.governors for group in entry.groups}
        return tuple(sorted(found, key=lambda group: (group[1].casefold(), group[0])))

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those in which schools of this tree have sites, English first."""
        spoken = {language for entry in self.schools for language in entry.languages}
        return tuple(language for language in LANGUAGES if language == ENGLISH or language in spoken)
