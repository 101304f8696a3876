"""Making a version out of a proposal or of today's draft: what `adopt`, `review` and `correct` write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.authoring.drafting import drafts, hindrances
from generator.authoring.finding import fixed_by, plain_title
from generator.history.amending import amended, dangling, shifted
from generator.history.deciding import Intended, Refusal, next_number, refusals
from generator.history.standing import in_force
from generator.model.edition import Edition
from generator.model.schools import School
from generator.model.versions import AdoptedVersion, History, Proposal, Sealed, Told, laws_in
from generator.model.workspace import Workspace
from generator.problems import Location

Editions = Mapping[Told, Edition]


@dataclass(frozen=True, slots=True)
class Wish:
    """A version as somebody asks for it.

    `intended` are its kind and dates. `amend` are clauses that the meeting changed. `reason` is why it is corrected, or
    why what the library offers is left. `stem` is the free name for its file.
    """

    policy: str
    intended: Intended
    stem: str
    amend: tuple[str, ...] = ()
    summary: str = ""
    reason: str = ""
    specimen: bool = False


def adoptable(
    workspace: Workspace, school: School, wish: Wish, proposal: Proposal | None
) -> Editions | tuple[Refusal, ...]:
    """The texts that are adopted: those of the proposal, or today's drafts, with what the meeting changed."""
    now = drafts(workspace, school, wish.policy)
    if proposal is None:
        return tuple(hindrances(school, now)) or now
    proposed = proposal.editions.get(wish.policy)
    if proposed is None:
        held = ", ".join(sorted(proposal.editions))
        message = f"the proposal {proposal.code} does not hold {wish.policy}"
        return (Refusal(message, f"It holds: {held}. Make a pack with it: `policypress pack`."),)
    found = (*hindrances(school, proposed), *_against_amending(workspace, school, wish, (proposed, now)))
    if found:
        return tuple(dict.fromkeys(found))
    return {told: amended(text, now[told], wish.amend) if told in now else text for told, text in proposed.items()}


def _against_amending(
    workspace: Workspace, school: School, wish: Wish, texts: tuple[Editions, Editions]
) -> Iterator[Refusal]:
    proposed, now = texts
    for clause_id in dict.fromkeys(wish.amend):
        yield from _against_one(workspace, school, clause_id, texts)
    for told in proposed.keys() & now.keys():
        changed = amended(proposed[told], now[told], wish.amend)
        already = dangling(proposed[told])
        for clause_id, missing in dangling(changed):
            if (clause_id, missing) not in already:
                message = f"“{clause_id}” refers to “{missing}”, which the {told[0]} edition of the proposal lacks"
                yield Refusal(message, f"Say --amend {missing}, too, or take the reference out.")
        for key, before, after in shifted(proposed[told], now[told], wish.amend):
            message = f"a detail that an amended clause prints has changed since the pack: {key} was “{before}”"
            yield Refusal(message, f"It is “{after}” now. Set it back until this is recorded, or make a new pack.")


def _against_one(
    workspace: Workspace, school: School, clause_id: str, texts: tuple[Editions, Editions]
) -> Iterator[Refusal]:
    """A meeting changes what the school may word, and the change must stand in the school's files."""
    library = workspace.library.clauses.get(clause_id)
    if library is not None:
        fixed = fixed_by(workspace, school, library, "change it at a meeting")
        if fixed is not None:
            yield Refusal(fixed.message, fixed.hint)
            return
    before, after = ({clause.id: clause for each in text.values() for clause in each.clauses()} for text in texts)
    if clause_id not in before and clause_id not in after:
        yield Refusal(f"neither the proposal nor the draft has a clause “{clause_id}”", "Give the clause’s id.")
    elif clause_id in before and clause_id in after and not _changed(clause_id, texts):
        named = plain_title(library) if library else clause_id
        message = f"“{named}” ({clause_id}) says in the school’s files what the proposal says"
        hint = f"Word it as the meeting did: `policypress reword {school.id} {clause_id}`. Then repeat this command."
        yield Refusal(message, hint)


def _changed(clause_id: str, texts: tuple[Editions, Editions]) -> bool:
    proposed, now = texts
    for told in proposed.keys() & now.keys():
        then = next((each for each in proposed[told].clauses() if each.id == clause_id), None)
        today = next((each for each in now[told].clauses() if each.id == clause_id), None)
        if (then and (then.title, then.body, then.strength)) != (today and (today.title, today.body, today.strength)):
            return True
    return False


def version_of(
    school: School, history: History, wish: Wish, editions: Editions, source: Proposal | AdoptedVersion | None = None
) -> AdoptedVersion:
    """The version, sealed later, when its text is written; `source` is where its texts come from, None for drafts."""
    intended = wish.intended
    path = f"schools/{school.id}/adopted/{wish.policy}/{wish.stem}.yml"
    taken = school.policies[wish.policy]
    logos = {school.brand.logo: school.logo, **(source.logos if source else {})}
    named = {each.school.brand.logo for each in editions.values() if each.school.brand.logo}
    return AdoptedVersion(
        school=school.id,
        policy=wish.policy,
        number=next_number(history, intended.kind, in_force(history, intended.decision.on)),
        kind=intended.kind,
        decision=intended.decision,
        effective=intended.effective,
        review=intended.review,
        editions=editions,
        sealed=Sealed(wish.stem, "", history.records[-1].sealed.seal if history.records else "", Location(path)),
        summary=wish.summary,
        reason=wish.reason,
        proposal=source.code if isinstance(source, Proposal) else "",
        amended=tuple(dict.fromkeys(wish.amend)),
        urgent=intended.urgent,
        ratify_by=intended.ratify_by,
        written=source.written if isinstance(source, AdoptedVersion) else taken.written,
        template=source.template if isinstance(source, AdoptedVersion) else taken.template,
        specimen=wish.specimen,
        laws=laws_in(editions.values()),
        logos={name: logos[name] for name in sorted(named)},
    )


def against(history: History, wish: Wish, today: str) -> tuple[Refusal, ...]:
    """What dates and earlier records say against it."""
    return tuple(refusals(history, wish.intended, today))


def free_stem(history: History, name: str) -> str:
    """`name`, or with -2, -3 … behind it if a record of this policy has that name already."""
    taken = {record.sealed.stem for record in history.records}
    number = 1
    while (stem := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return stem
