"""The sites of a school that hold what its governors adopted: one for each audience and language, in its tree.

Made of histories alone: neither the library nor today's draft is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.history.standing import in_force, published, standing, upcoming, withdrawn
from generator.history.turns import known_on
from generator.model.edition import AUDIENCES, Audience, Edition, SchoolProfile, Standing
from generator.model.languages import LANGUAGES, Language
from generator.model.schools import School
from generator.model.site import AudienceSite, NotHeld, Place, Tree, site_name
from generator.model.versions import History, Told

IN_FORCE = ("in force", "by chair")


def decided(school: School, today: str) -> tuple[History, ...]:
    """What is known on the ISO date `today` of each policy that has a version by then.

    Policies stand in the order in which the school's file names them, and then those that it takes no more.
    """
    places = {policy: place for place, policy in enumerate(school.policies)}
    known = (known_on(history, today) for history in school.histories)
    in_order = sorted(known, key=lambda each: (places.get(each.policy, len(places)), each.policy))
    return tuple(history for history in in_order if history.versions)


def tree_of_held(school: School, audience: Audience) -> Tree:
    """The tree that holds what is in force for `audience`."""
    return "public" if audience in school.public else "internal"


def trees_of_held(school: School, audience: Audience, today: str) -> tuple[Tree, ...]:
    """The trees with a site for `audience`, as far as dates tell: every version is taken to be for them."""
    several = ((history, version) for history in decided(school, today) for version in history.versions)
    return _trees(school, audience, (standing(history, version, today) for history, version in several))


def _trees(school: School, audience: Audience, all_stand: Iterable[Standing]) -> tuple[Tree, ...]:
    tree = tree_of_held(school, audience)
    if tree == "internal" or school.old_versions == "public" or all(each.kind in IN_FORCE for each in all_stand):
        return (tree,)
    return tree, "internal"


def held_sites(
    school: School, profile: SchoolProfile, addresses: Mapping[Tree, str], today: str
) -> tuple[AudienceSite, ...]:
    """The sites of `school` with what stands on the ISO date `today`; none before anything was adopted.

    `profile` is what identifies it today, `addresses` are the web addresses of its folder in each tree, "" if unknown.
    """
    histories = decided(school, today)
    maker = _Maker(school, profile, addresses, today, histories)
    return tuple(site for told in maker.told for site in maker.sites(told))


@dataclass(frozen=True, slots=True)
class _Maker:
    school: School
    profile: SchoolProfile
    addresses: Mapping[Tree, str]
    today: str
    histories: tuple[History, ...]

    @property
    def told(self) -> tuple[Told, ...]:
        """For whom, and in which languages, something was ever adopted."""
        there = {told for history in self.histories for told in self._told_of(history)}
        return tuple((who, language) for language in LANGUAGES for who in AUDIENCES if (who, language) in there)

    def sites(self, told: Told) -> Iterator[AudienceSite]:
        """The site for those readers; and where some of its versions are not public, that of all versions."""
        audience, language = told
        of_told = [history for history in self.histories if any(told in each.editions for each in history.versions)]
        versions = tuple(edition for history in of_told for edition in self._versions(history, told))
        tree = tree_of_held(self.school, audience)
        held = {history.policy: self._held(history, told) for history in of_told}
        site = AudienceSite(
            school=self.profile,
            audience=audience,
            editions=tuple(edition for edition in held.values() if edition),
            contacts=self.school.contacts.said_in(language),
            place=self._place(told, tree),
            logo=self.school.logo,
            language=language,
            versions=versions,
            not_held=tuple(self._not_held(history, told, held) for history in of_told if not held[history.policy]),
            logos={digest: logo for h in of_told for version in h.versions for digest, logo in version.logos.items()},
        )
        if len(self._trees(told)) == 1:
            yield site
        else:
            shut = frozenset(_name(edition) for edition in versions if not _is_in_force(edition))
            yield replace(site, shut=shut)
            yield replace(site, editions=(), place=self._place(told, "internal"), versions_only=True)

    def _trees(self, told: Told) -> tuple[Tree, ...]:
        """The trees with a site for those readers: the internal one, too, where some versions are not public."""
        several = ((history, version) for history in self.histories for version in history.versions)
        stand = (standing(history, version, self.today) for history, version in several if told in version.editions)
        return _trees(self.school, told[0], stand)

    def _versions(self, history: History, told: Told) -> Iterator[Edition]:
        for version in history.versions:
            edition = published(history, version, told, self.today)
            if edition:
                yield edition

    def _held(self, history: History, told: Told) -> Edition | None:
        version = in_force(history, self.today)
        return published(history, version, told, self.today) if version else None

    def _not_held(self, history: History, told: Told, held: Mapping[str, Edition | None]) -> NotHeld:
        versions = [version for version in history.versions if told in version.editions]
        all_stand = [standing(history, version, self.today) for version in versions]
        stands = next((each for each in all_stand if each.kind == "withdrawn"), all_stand[-1])
        ended = withdrawn(history, self.today) if stands.kind == "withdrawn" else None
        if ended is None:
            return NotHeld(history.policy, stands)
        follows = upcoming(history, self.today)
        stands = replace(stands, next_from=follows.effective if follows else "")
        instead = held.get(ended.replaced_by)
        if instead:
            return NotHeld(history.policy, stands, ended.reason, instead.plain(instead.title), ended.replaced_by)
        return NotHeld(history.policy, stands, ended.reason, self._named(ended.replaced_by))

    def _named(self, replaced_by: str) -> str:
        """What holds instead in words: of a policy that these readers have not, nothing is said."""
        return "" if replaced_by in self.school.policies else replaced_by

    def _place(self, told: Told, tree: Tree) -> Place:
        audience, language = told
        name, address = site_name(audience, language), self.addresses[tree]
        public = tree == "public"
        here = [other for other in self.told if tree in self._trees(other)]
        siblings = tuple(other for other in here if other[1] == language)
        languages = tuple(said for who, said in here if who == audience)
        return Place(
            tree=tree,
            folder=f"{self.school.id}/{name}",
            address=f"{address}{name}/" if address else "",
            siblings=tuple(who for who, _ in siblings),
            noindex=not public or self.profile.demonstration or self.profile.template,
            languages=languages,
            in_all=self._in_all(audience, languages),
            names=tuple((other[0], called) for other in siblings if (called := self._called(other))),
        )

    def _in_all(self, audience: Audience, languages: tuple[Language, ...]) -> tuple[str, ...]:
        """The policies of which `audience` can read every version in each of several languages."""
        if len(languages) < 2:
            return ()
        wanted = {(audience, said) for said in languages}
        told = ((history.policy, [set(each.editions) for each in history.versions]) for history in self.histories)
        return tuple(policy for policy, versions in told if all(wanted <= there for there in versions))

    def _called(self, told: Told) -> str:
        """What all policies call the edition for those readers; "" where they differ, or it is called after them."""
        last = ([each.editions[told].name for each in h.versions if told in each.editions][-1:] for h in self.histories)
        names = {name for several in last for name in several}
        return names.pop() if len(names) == 1 else ""

    def _told_of(self, history: History) -> set[Told]:
        return {told for version in history.versions for told in version.editions}


def _is_in_force(edition: Edition) -> bool:
    stands = edition.version.standing if edition.version else None
    return stands is None or stands.kind in IN_FORCE


def _name(edition: Edition) -> tuple[str, str]:
    assert edition.version
    return edition.policy, edition.version.address
