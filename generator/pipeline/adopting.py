"""Adopting: from a proposal or today's draft to a version of each school that decides, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.adopting import Wish, adoptable, against, free_stem, version_of
from generator.authoring.change import Change, write
from generator.authoring.drafting import drafts
from generator.authoring.sealing import unfit_words
from generator.formats.record_files import Owner
from generator.history.deciding import Intended, Refusal
from generator.history.standing import in_force
from generator.library.adopted import with_texts
from generator.model.schools import School
from generator.model.site import TREES
from generator.model.versions import AdoptedVersion, By, Decision, History, Proposal
from generator.pipeline.deciding import Editions, Folder, Prepared, differences
from generator.pipeline.histories import history_of, proposals_of, read_records


@dataclass(frozen=True, slots=True)
class Adoption:
    """An adoption as somebody asks for it.

    `proposal` is the date of the meeting or the code of the pack, "" for today's draft.
    """

    schools: tuple[str, ...]
    policy: str
    today: str
    on: str
    by: By
    body: str
    minute: str
    effective: str
    review: str
    proposal: str = ""
    amend: tuple[str, ...] = ()
    summary: str = ""
    urgent: str = ""
    ratify_by: str = ""
    specimen: bool = False


def prepare_adoption(folder: Folder, wanted: Adoption) -> Prepared:
    """Everything that an adoption would record, for all its schools, or all that speaks against it."""
    prepared = [_one_adoption(folder, wanted, name) for name in wanted.schools]
    return Prepared(
        versions=tuple(version for each in prepared for version in each.versions),
        refusals=tuple(dict.fromkeys(refusal for each in prepared for refusal in each.refusals)),
        new=tuple(text for each in prepared for text in each.new),
        moved_on=tuple(line for each in prepared for line in each.moved_on),
    )


def _one_adoption(folder: Folder, wanted: Adoption, name: str) -> Prepared:
    school = folder.school(name, wanted.policy)
    if isinstance(school, tuple):
        return Prepared(refusals=school)
    history = history_of(school, wanted.policy)
    wish = _wish(wanted, history)
    refused = against(history, wish, wanted.today)
    proposal = _proposal(folder.root, school, wanted.proposal) if wanted.proposal else None
    if isinstance(proposal, Refusal):
        return Prepared(refusals=(proposal, *refused))
    texts = adoptable(folder.workspace, school, wish, proposal)
    if refused or isinstance(texts, tuple):
        return Prepared(refusals=(*refused, *(texts if isinstance(texts, tuple) else ())))
    version = version_of(school, history, wish, texts, proposal)
    persons = tuple(unfit_words(version, Owner(school.id, wanted.policy, school.contacts)))
    if persons:
        return Prepared(refusals=persons)
    moved = _moved_on(version, drafts(folder.workspace, school, wanted.policy)) if proposal else ()
    return Prepared((version,), (), tuple(_since(folder.root, history, version)), tuple(moved))


def _wish(wanted: Adoption, history: History) -> Wish:
    decision = Decision(wanted.on, wanted.by, wanted.body, wanted.minute)
    intended = Intended("adoption", decision, wanted.effective, wanted.review, wanted.urgent, wanted.ratify_by)
    return Wish(
        wanted.policy,
        intended,
        free_stem(history, wanted.on),
        wanted.amend,
        wanted.summary,
        specimen=wanted.specimen,
    )


def _proposal(root: Path, school: School, named: str) -> Proposal | Refusal:
    """The proposal with that code, or the only one for a meeting on that day."""
    found = proposals_of(root, school, named)
    if len(found) == 1:
        return found[0]
    if found:
        codes = ", ".join(each.code for each in found)
        message = f"there are several packs of {school.id} for {named}"
        return Refusal(message, f"Give the code that is printed on the pages of the right one: {codes}.")
    known = ", ".join(sorted(f"{each.meeting} ({each.code})" for each in school.proposals)) or "none"
    return Refusal(f"there is no pack “{named}” of {school.id}", f"Packs: {known}. Without a pack say --as-drafted.")


def _moved_on(version: AdoptedVersion, now: Editions) -> Iterator[str]:
    """That today's draft says something else than what is adopted, and which clauses."""
    differing = differences(version.editions, now)
    if differing:
        yield f"{version.school}: the draft has moved on since the pack. What the pack printed is adopted, without:"
        yield from differing


def _since(root: Path, history: History, version: AdoptedVersion) -> Iterator[str]:
    """What is new in `version` against what holds on the day of its decision."""
    held = in_force(history, version.decision.on)
    last = held or next(reversed(history.versions), None)
    if last is None:
        editions = ", ".join(version.audiences)
        yield f"{version.school}: this is the first version of {version.policy} ({editions}). Read it in the draft."
        return
    lines = differences(with_texts(root, last).editions, version.editions)
    now = "" if held else ", which is in force no more,"
    yield f"{version.school}: since version {last.number}{now}" + (":" if lines else " nothing has changed.")
    if not lines and held:
        yield "  A decision to change nothing is a review: `policypress review`."
    yield from lines


def undo(root: Path, schools: tuple[str, ...], policy: str, out: Path) -> tuple[str, tuple[Refusal, ...]]:
    """Takes the last version of each school back, unless the output `out` shows it: what was done, or why not."""
    taken: list[str] = []
    refusals: list[Refusal] = []
    for school in schools:
        found = read_records(root, school)
        refusals += found.refusals
        last = next(reversed(found.of(policy).records), None)
        if not isinstance(last, AdoptedVersion):
            message = f"the last record of {policy} at {school} is not a version" if last else f"{school} has none"
            refusals.append(Refusal(message, "Only a version that nothing was decided about can be taken back."))
        elif _shown(out, last):
            message = f"version {last.number} of {policy} at {school} has been published"
            refusals.append(Refusal(message, "What was published stays: record what is right with note or correct."))
        else:
            taken.append(last.sealed.where.path)
    if not refusals:
        write(root, Change((), "", removed=tuple(taken)))
    return f"Taken back: {', '.join(taken)}.", tuple(dict.fromkeys(refusals))


def _shown(out: Path, version: AdoptedVersion) -> bool:
    """Whether a page of `version` stands in an output, in any language."""
    page = f"{version.policy}/{version.sealed.stem}"
    homes = (f"{version.school}/*/{page}", f"{version.school}/*/*/{page}")
    return any(next((out / tree).glob(home), None) for tree in TREES for home in homes)
