"""The versions of a policy on the web: their list, what stands above each, and where nothing is in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.model.contacts import Contacts
from generator.model.edition import Edition, Standing, Version
from generator.model.site import AudienceSite
from generator.render.marks import Marks
from generator.render.web_blocks import Block, Group, box
from generator.render.web_cover import status, status_mark
from generator.render.web_text import EditionText, edition_text, policy_page
from generator.words.strings import long_date, say

ANCHOR = "versions_"
_LIVE = ("in force", "by chair")


def shown_editions(site: AudienceSite) -> tuple[Edition, ...]:
    """Every edition of which a page of `site` shows something, each under the name under which its texts are known.

    That is its policy's for what the policy's own pages show. Any other version has its number behind it: in one site
    the same clause may stand in several wordings.
    """
    return (*site.editions, *(_named(edition) for edition in site.versions if edition not in site.editions))


def _named(edition: Edition) -> Edition:
    return replace(edition, policy=f"{edition.policy}@{_version(edition).number}")


def _version(edition: Edition) -> Version:
    assert edition.version, "only what was adopted has a page of its own"
    return edition.version


def in_force(site: AudienceSite) -> tuple[Edition, ...]:
    """The editions of `site` that are in force, or drafts; of one with nothing but versions those of them that are."""
    return tuple(filter(_is_live, site.versions)) if site.versions_only else site.editions


def _is_live(edition: Edition) -> bool:
    stands = edition.version.standing if edition.version else None
    return stands is None or stands.kind in _LIVE


def without_people(site: AudienceSite, edition: Edition) -> AudienceSite:
    """`site` as pages of `edition` show it: with live contacts if it is a draft or in force, else with roles only."""
    return site if _is_live(edition) else replace(site, contacts=Contacts())


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version with a page in a site: its text, its page's path, whether the page shows its text."""

    text: EditionText
    path: str
    told: bool

    @property
    def standing(self) -> Standing | None:
        """What it is on the day."""
        return _version(self.text.edition).standing

    @property
    def number(self) -> str:
        """The place of its number."""
        return self.text.of("version", _version(self.text.edition).number)


@dataclass(frozen=True, slots=True)
class PolicyVersions:
    """The versions of one policy that have a page in a site, from the first to the last."""

    site: AudienceSite
    policy: str
    pages: tuple[VersionPage, ...]

    @classmethod
    def of(cls, site: AudienceSite, policy: str, marks: Marks, kind: type[EditionText]) -> PolicyVersions | None:
        """Those of `policy` in `site`; None without any."""
        pages = tuple(
            VersionPage(
                edition_text(each if each in site.editions else _named(each), marks, kind),
                policy_page(policy, _version(each).address),
                site.tells(each),
            )
            for each in site.of_policy(policy)
        )
        return cls(site, policy, pages) if pages else None

    @property
    def front(self) -> str:
        """The path of the policy's first page."""
        return policy_page(self.policy, "index")

    @property
    def in_force(self) -> VersionPage | None:
        """The one that is in force."""
        return next((page for page in self.pages if _is_live(page.text.edition)), None)

    def listed(self, page: str) -> tuple[Block, ...]:
        """The list of versions on `page`, the last one first, with its heading."""
        items = tuple(_item(each, page) for each in reversed(self.pages))
        group = Group('<div class="pp-versions" markdown="1">\n\n', items, "\n\n</div>")
        return f"## {say('versions', self.site.language)} {{#{ANCHOR}}}", group

    def coming(self, text: EditionText, page: str) -> Block:
        """On a `page` of what is in force: from when another version holds; "" if none is to come."""
        stands = text.edition.version.standing if text.edition.version else None
        return self.follows(text, page, stands.next_from) if stands and stands.next_from else ""

    def follows(self, text: EditionText, page: str, day: str) -> Block:
        """That from `day` on another version holds, with a link to it where it may be read."""
        language = text.edition.language
        words = f"**{say('versions.next', language, date=text.of('next', long_date(day, language)))}**"
        waiting = (each for each in self.pages if each.told and each.standing == Standing("waiting", day))
        link = [f"[{say('versions.next-read', language)}]({text.to(each.path, page)})" for each in waiting]
        return box("pp-banner", " · ".join((words, *link[:1])))

    def banner(self, own: VersionPage) -> Block:
        """On the page of a version: which one it is, what became of it, and the ways to what is in force and to all."""
        this = say("versions.this", self.site.language, number=own.number)
        return box("pp-banner", f"**{this}**", status(own.text), " · ".join(self._ways(own)))

    def _ways(self, own: VersionPage) -> Iterator[str]:
        language, held = self.site.language, self.in_force
        if held and not self.site.versions_only:
            yield f"[{say('versions.in-force', language)}]({own.text.to(self.front, own.path)})"
        elif held and held is not own:
            yield f"[{say('versions.in-force', language)}]({own.text.to(held.path, own.path)})"
        yield f"[{say('versions.all', language)}]({own.text.to(self.front, own.path, ANCHOR)})"

    def print_link(self, each: VersionPage) -> str:
        """The link to the PDF of a version on its page, as HTML."""
        words = say("print.a4", self.site.language)
        file = version_file(self.policy, _version(each.text.edition))
        return f'<ul class="pp-print">\n<li><a href="../../print/{file}">{words}</a></li>\n</ul>'


def version_file(policy: str, version: Version) -> str:
    """The name of the PDF of a version; no policy has a name with a dot in it."""
    return f"{policy}.{version.address}.pdf"


def _item(each: VersionPage, page: str) -> str:
    name = say("versions.name", each.text.edition.language, number=each.number)
    linked = f"[{name}]({each.text.to(each.path, page)})" if each.told else name
    summary = _version(each.text.edition).summary.strip()
    new = f". {each.text.of('summary', summary)}" if summary and each.told else ""
    return f"- {linked}: {status_mark(each.text)}{new}"
