"""Adopting: from a proposal or today's draft to a version of each school that decides, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.adopting import Wish, adoptable, against, free_stem, version_of
from generator.authoring.change import Change, write
from generator.authoring.drafting import drafts
from generator.authoring.sealing import persons_in
from generator.history.deciding import Intended, Refusal
from generator.history.standing import in_force
from generator.library.adopted import with_texts
from generator.model.schools import School
from generator.model.versions import AdoptedVersion, By, Decision, History, Proposal
from generator.pipeline.deciding import Editions, Folder, Prepared, differences, history_of
from generator.pipeline.histories import broken_records, proposals_of, read_history


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
    persons = tuple(persons_in(version, school.contacts))
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
    proposals = proposals_of(root, school)
    found = [each for each in proposals if named in (each.code, each.meeting)]
    if len(found) == 1:
        return found[0]
    if found:
        codes = ", ".join(each.code for each in found)
        message = f"there are several packs of {school.id} for {named}"
        return Refusal(message, f"Give the code that is printed on the pages of the right one: {codes}.")
    known = ", ".join(f"{each.meeting} ({each.code})" for each in proposals) or "none"
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
    if held is None:
        editions = ", ".join(version.audiences)
        yield f"{version.school}: this is the first version of {version.policy} ({editions}). Read it in the draft."
        return
    lines = differences(with_texts(root, held).editions, version.editions)
    yield f"{version.school}: since version {held.number}" + (":" if lines else " nothing has changed.")
    yield from lines


def undo(root: Path, schools: tuple[str, ...], policy: str, out: Path) -> tuple[str, tuple[Refusal, ...]]:
    """Takes the last version of each school back, unless the output `out` shows it: what was done, or why not."""
    taken: list[str] = []
    refusals: list[Refusal] = []
    for school in schools:
        refusals += broken_records(root, school)
        history = read_history(root, school, policy)
        last = history.records[-1] if history.records else None
        if not isinstance(last, AdoptedVersion):
            message = f"the last record of {policy} at {school} is not a version" if last else f"{school} has none"
            refusals.append(Refusal(message, "Only a version that nothing was decided about can be taken back."))
        elif _shown(out, last):
            message = f"version {last.number} of {policy} at {school} has been published"
            refusals.append(Refusal(message, "What was published stays: record what is right with note or correct."))
        else:
            taken.append(last.sealed.where.path)
    if not refusals:
        for path in taken:
            write(root, Change((), "", removed=path))
    return f"Taken back: {', '.join(taken)}.", tuple(refusals)


def _shown(out: Path, version: AdoptedVersion) -> bool:
    """Whether a page of `version` stands in an output."""
    pages = (
        f"{version.school}/*/{version.policy}/{version.sealed.stem}",
        f"{version.school}/*/*/{version.policy}/{version.sealed.stem}",
    )
    return any(True for tree in ("public", "internal") for page in pages for _ in (out / tree).glob(page))
