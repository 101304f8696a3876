"""Which sites a school has: one for each audience, in the tree that may hold it."""

from __future__ import annotations

from generator.compose.edition import Composer, profile_of
from generator.model.edition import AUDIENCES, Audience
from generator.model.library import Policy
from generator.model.schools import School
from generator.model.site import AudienceSite, Place, Tree
from generator.model.workspace import Workspace


def tree_of(school: School, audience: Audience) -> Tree:
    """The tree that holds this audience's draft: public only where the school publishes drafts and that audience."""
    return "public" if school.publish == "draft" and audience in school.public else "internal"


def audiences_of(workspace: Workspace, school: School) -> tuple[Audience, ...]:
    """The audiences for whom the school has a policy at all."""
    taken = _policies(workspace, school)
    return tuple(audience for audience in AUDIENCES if any(audience in policy.audiences for policy in taken))


def _policies(workspace: Workspace, school: School) -> tuple[Policy, ...]:
    policies = workspace.library.policies
    return tuple(policies[name] for name in sorted(school.policies) if name in policies)


def audience_sites(
    workspace: Workspace,
    school: School,
    audiences: tuple[Audience, ...] = AUDIENCES,
    blanks: bool = False,
    prints: bool = True,
) -> tuple[AudienceSite, ...]:
    """The sites of `school` for `audiences`, composed from today's files, which `check` has found sound.

    An audience for whom the school has no policy gets no site.
    """
    composers = [Composer(workspace, school, policy.id, blanks) for policy in _policies(workspace, school)]
    profile = profile_of(workspace, school)
    return tuple(
        AudienceSite(
            school=profile,
            audience=audience,
            editions=tuple(composer.edition(audience) for composer in composers if audience in composer.audiences),
            contacts=school.contacts,
            place=_place(workspace, school, audience),
            logo=school.logo,
            prints=prints,
        )
        for audience in audiences_of(workspace, school)
        if audience in audiences
    )


def _place(workspace: Workspace, school: School, audience: Audience) -> Place:
    tree = tree_of(school, audience)
    address = school_address(workspace, school, tree)
    return Place(
        tree=tree,
        folder=f"{school.id}/{audience}",
        address=f"{address}{audience}/" if address else "",
        siblings=tuple(other for other in audiences_of(workspace, school) if tree_of(school, other) == tree),
        noindex=True,
    )


def school_address(workspace: Workspace, school: School, tree: Tree) -> str:
    """The web address of the school's folder in `tree`, with a slash at its end, or "" when nobody has stated it."""
    if tree == "public" and school.address:
        return school.address.rstrip("/") + "/"
    base = workspace.public_address if tree == "public" else workspace.internal_address
    return f"{base}{school.id}/" if base else ""
