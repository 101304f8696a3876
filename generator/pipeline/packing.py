"""The pack of a meeting: what it prints is frozen as a proposal, then printed and written for Word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.authoring.change import Change, write
from generator.authoring.drafting import drafts, hindrances
from generator.authoring.finding import find_school
from generator.authoring.personal import problems_of_persons
from generator.authoring.sealing import proposal_change, together
from generator.engines.typst_press import Press
from generator.history.deciding import Refusal
from generator.history.standing import withdrawn
from generator.house_templates import laid_over
from generator.model.schools import School
from generator.model.versions import Proposal
from generator.pipeline.deciding import Folder
from generator.pipeline.pack_contents import Meeting, pack_of
from generator.problems import Location, Problem, errors
from generator.publish.documents import write_documents
from generator.render.pack_print import pack_print
from generator.render.pack_word import pack_word


@dataclass(frozen=True, slots=True)
class PackOrder:
    """A pack as somebody asks for it: dates are ISO 8601; without `policies` it has all that hold or are new."""

    school: str
    meeting: str
    today: str
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pack that can be made, or why not.

    `change` is what it adds to the policy folder, None when this pack was made before. `warnings` are what would be
    refused at the adoption, `before` codes of other packs of the same meeting.
    """

    refusals: tuple[Refusal, ...] = ()
    meeting: Meeting | None = None
    change: Change | None = None
    warnings: tuple[Refusal, ...] = ()
    before: tuple[str, ...] = ()


def prepare_pack(folder: Folder, order: PackOrder) -> Prepared:
    """What a pack would freeze, or everything that speaks against it. Writes nothing."""
    school, refused = _school(folder, order)
    if school is None or refused:
        return Prepared(refused)
    held = {name: drafts(folder.workspace, school, name) for name in _policies(school, order)}
    editions = [edition for told in held.values() for edition in told.values()]
    persons = problems_of_persons(editions, school.contacts, school.where)
    if persons:
        return Prepared(tuple(Refusal(each.message, each.hint) for each in persons))
    logos = {school.brand.logo: school.logo} if any(each.school.brand.logo for each in editions) else {}
    asked = Proposal(school.id, "", order.meeting, order.today, held, Location(""), logos)
    proposal, change = _frozen(school, asked)
    return Prepared(
        meeting=Meeting(folder.root, folder.workspace, school, proposal),
        change=change,
        warnings=tuple(dict.fromkeys(each for told in held.values() for each in hindrances(school, told))),
        before=tuple(sorted(each.code for each in _same_meeting(school, order.meeting) if each.code != proposal.code)),
    )


def make_pack(prepared: Prepared, out: Path) -> tuple[Path, ...]:
    """Freezes the proposal and writes the two files into the folder `out`; their paths.

    Nothing is frozen unless both can be made. Raises `PressError`, and `PublishError` when the machine refuses.
    """
    meeting = prepared.meeting
    assert meeting is not None
    pack = pack_of(meeting)
    with Press(*laid_over(meeting.root, "print")) as press:
        printed = press.press(pack_print(pack))
    name = f"{meeting.school.id}-{pack.meeting}-pack"
    files = {f"{name}.pdf": printed, f"{name}.docx": pack_word(pack)}
    if prepared.change is not None:
        write(meeting.root, together([prepared.change], meeting.root))
    return write_documents(out, files)


def _school(folder: Folder, order: PackOrder) -> tuple[School | None, tuple[Refusal, ...]]:
    """The school, and all that stands in the way of its pack."""
    found = find_school(folder.workspace, order.school)
    faults = [_fault(each) for each in errors(folder.problems) if each.school in ("", order.school)]
    if isinstance(found, Problem):
        return None, tuple(faults) or (Refusal(found.message, found.hint),)
    refused = [*_unsuited(found, order), *faults]
    return found, tuple(dict.fromkeys(refused))


def _fault(problem: Problem) -> Refusal:
    return Refusal(f"`policypress check` finds {problem}", problem.hint or "Mend what `policypress check` names.")


def _unsuited(school: School, order: PackOrder) -> Iterator[Refusal]:
    if school.template:
        message = f"{school.id} is a template, which no governors adopt"
        yield Refusal(message, "Make a school from it with `policypress new school`.")
    takes = ", ".join(sorted(school.policies)) or "none"
    for policy in order.policies:
        if policy not in school.policies:
            yield Refusal(f"{school.id} does not take the policy “{policy}”", f"It takes: {takes}.")
    if not _policies(school, order):
        hint = "Name its policies under `policies:` in its file, or one that is withdrawn with --policy."
        yield Refusal(f"{school.id} takes no policy that is not withdrawn", hint)


def _policies(school: School, order: PackOrder) -> tuple[str, ...]:
    """Those that are named; else all that the school takes and has not withdrawn."""
    gone = {each.policy for each in school.histories if withdrawn(each, order.meeting)}
    return tuple(sorted(set(order.policies) or set(school.policies) - gone))


def _same_meeting(school: School, meeting: str) -> Iterator[Proposal]:
    return (each for each in school.proposals if each.meeting == meeting)


def _frozen(school: School, asked: Proposal) -> tuple[Proposal, Change | None]:
    """`asked` with its code: that of an earlier day when it said the same for the same meeting, and is kept already."""
    for earlier in sorted(_same_meeting(school, asked.meeting), key=lambda each: (each.made, each.code)):
        again, _ = proposal_change(replace(asked, made=earlier.made), school.contacts)
        if again.code == earlier.code:
            return again, None
    return proposal_change(asked, school.contacts)
