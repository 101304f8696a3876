"""Which sites a school has: one for each audience and language, in the tree that may hold it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from generator.compose.edition import Composer, profile_of
from generator.compose.inherit import settled_outline
from generator.compose.translation import speaks
from generator.model.edition import AUDIENCES, Audience
from generator.model.languages import ENGLISH, Language
from generator.model.library import Policy
from generator.model.schools import School
from generator.model.site import AudienceSite, Place, SiteName, Tree, site_name
from generator.model.workspace import Workspace


def tree_of(school: School, audience: Audience) -> Tree:
    """The tree that holds this audience's draft: public only where the school publishes drafts and that audience."""
    return "public" if school.publish == "draft" and audience in school.public else "internal"


def audiences_of(workspace: Workspace, school: School) -> tuple[Audience, ...]:
    """The audiences for whom the school has a policy at all."""
    taken = _policies(workspace, school)
    return tuple(audience for audience in AUDIENCES if any(audience in policy.audiences for policy in taken))


def _policies(workspace: Workspace, school: School) -> tuple[Policy, ...]:
    """The policies that the school takes, in the order in which its file names them."""
    policies = workspace.library.policies
    return tuple(policies[name] for name in school.policies if name in policies)


def sites_of(workspace: Workspace, school: School) -> tuple[tuple[Language, Audience], ...]:
    """The languages and audiences in which the school has a policy; what is not translated at all is not there."""
    found: list[tuple[Language, Audience]] = [(ENGLISH, audience) for audience in audiences_of(workspace, school)]
    for language in school.languages[1:]:
        told = _told_in(workspace, school, language)
        found += [(language, audience) for audience in AUDIENCES if audience in told]
    return tuple(found)


def _told_in(workspace: Workspace, school: School, language: Language) -> frozenset[Audience]:
    policies = _policies(workspace, school)
    return frozenset(who for policy in policies for who in _readers(workspace, school, policy, language))


def _readers(workspace: Workspace, school: School, policy: Policy, language: Language) -> tuple[Audience, ...]:
    """Those who have an edition of `policy` in `language`."""
    if language == ENGLISH:
        return policy.audiences
    named = settled_outline(workspace, school, policy.id)
    outline = policy.outlines.get(str(named.value)) if named else None  # lists of schools ask of faulty ones, too
    return tuple(who for who in policy.audiences if outline and speaks(policy, outline, who, language))


def names_of(workspace: Workspace, school: School) -> tuple[SiteName, ...]:
    """The names of the school's sites."""
    return tuple(site_name(audience, language) for language, audience in sites_of(workspace, school))


def audience_sites(
    workspace: Workspace,
    school: School,
    audiences: tuple[Audience, ...] = AUDIENCES,
    blanks: bool = False,
    prints: bool = True,
) -> tuple[AudienceSite, ...]:
    """The sites of `school` for `audiences`, in all its languages.

    They are composed from today's files, which `check` has found sound. An audience for whom
    the school has no policy gets no site.
    """
    names = tuple(site_name(who, language) for who in audiences for language in school.languages)
    return named_sites(workspace, school, names, blanks, prints)


def named_sites(
    workspace: Workspace, school: School, names: Collection[SiteName], blanks: bool = False, prints: bool = True
) -> tuple[AudienceSite, ...]:
    """Those of the sites of `school` that `names` names; the same as `audience_sites`."""
    there = sites_of(workspace, school)
    profile, policies = profile_of(workspace, school), _policies(workspace, school)
    composers = {
        language: [Composer(workspace, school, policy.id, blanks, language) for policy in policies]
        for language in {language: None for language, audience in there if site_name(audience, language) in names}
    }
    return tuple(
        AudienceSite(
            school=profile,
            audience=audience,
            editions=tuple(each.edition(audience) for each in composers[language] if audience in each.audiences),
            contacts=school.contacts.said_in(language),
            place=_place(workspace, school, (language, audience), there),
            logo=school.logo,
            prints=prints,
            language=language,
        )
        for language, audience in there
        if site_name(audience, language) in names
    )


Told = tuple[Language, Audience]


def as_drafts(site: AudienceSite) -> AudienceSite:
    """`site` where drafts stand once the school has adopted something: beside what is in force."""
    place, name = site.place, site_name(site.audience, site.language, draft=True)
    moved = replace(
        place,
        folder=f"{site.school.id}/{name}",
        address=f"{place.address.removesuffix(f'{site.name}/')}{name}/" if place.address else "",
    )
    return replace(site, place=moved, drafts=True)


def _place(workspace: Workspace, school: School, told: Told, there: tuple[Told, ...]) -> Place:
    language, audience = told
    tree = tree_of(school, audience)
    address, name = school_address(workspace, school, tree), site_name(audience, language)
    siblings = tuple(who for said, who in there if said == language and tree_of(school, who) == tree)
    languages = tuple(said for said, who in there if who == audience)
    return Place(
        tree=tree,
        folder=f"{school.id}/{name}",
        address=f"{address}{name}/" if address else "",
        siblings=siblings,
        noindex=True,
        languages=languages,
        in_all=_in_all(workspace, school, audience, languages),
        names=tuple((who, name) for who in siblings if (name := _name(workspace, school, who, language))),
    )


def _in_all(
    workspace: Workspace, school: School, audience: Audience, languages: tuple[Language, ...]
) -> tuple[str, ...]:
    """The policies that `audience` can read in each of several languages."""
    others = languages[1:]
    policies = _policies(workspace, school) if others else ()
    readers = ((policy, [_readers(workspace, school, policy, other) for other in others]) for policy in policies)
    return tuple(policy.id for policy, told in readers if all(audience in who for who in told))


def _name(workspace: Workspace, school: School, audience: Audience, language: Language) -> str:
    """What all policies of a site call their editions; "" where they differ, or are called after the audience."""
    policies = _policies(workspace, school)
    told = [policy for policy in policies if audience in _readers(workspace, school, policy, language)]
    names = {policy.edition_name(audience, language) for policy in told}
    return names.pop() if len(names) == 1 else ""


def school_address(workspace: Workspace, school: School, tree: Tree) -> str:
    """The web address of the school's folder in `tree`, with a slash at its end, or "" when nobody has stated it."""
    if tree == "public" and school.address:
        return school.address.rstrip("/") + "/"
    base = workspace.public_address if tree == "public" else workspace.internal_address
    return f"{base}{school.id}/" if base else ""
