"""What recording a decision begins with: the policy folder read and checked, and what differs, in plain lines."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.change import Change, write
from generator.authoring.finding import find_school
from generator.authoring.sealing import sealed_change, together
from generator.compare import compare, wrongly_editorial
from generator.formats.record_files import Owner
from generator.history.deciding import Refusal
from generator.history.minutes import minute
from generator.model.comparison import Comparison
from generator.model.edition import Edition
from generator.model.languages import ENGLISH
from generator.model.schools import School
from generator.model.versions import AdoptedVersion, Told
from generator.model.workspace import Workspace
from generator.pipeline.checking import check
from generator.problems import Problem, errors

Editions = Mapping[Told, Edition]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be recorded, or why not; `new` is what readers are shown first, `moved_on` what they are told."""

    versions: tuple[AdoptedVersion, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    new: tuple[str, ...] = ()
    moved_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A version that was recorded: its file, and the sentence for the minutes."""

    path: str
    minute: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A policy folder as it is read for a decision: its values, and all problems."""

    root: Path
    workspace: Workspace
    problems: tuple[Problem, ...]

    def school(self, name: str, policy: str) -> School | tuple[Refusal, ...]:
        """The school, which takes `policy` and has no fault; or all that stands in the way."""
        found = find_school(self.workspace, name)
        if isinstance(found, Problem):
            return (Refusal(found.message, found.hint),)
        if policy not in found.policies:
            message = f"{name} does not take the policy “{policy}”"
            return (Refusal(message, f"It takes: {', '.join(sorted(found.policies))}."),)
        return tuple(self._faults(name)) or found

    def _faults(self, school: str) -> Iterator[Refusal]:
        counted = [each for each in errors(self.problems) if each.school in ("", school)]
        if counted:
            number = f"{len(counted)} faults that concern" if len(counted) > 1 else "a fault that concerns"
            message = f"`policypress check` finds {number} {school}; the first: {counted[0]}"
            yield Refusal(message, "Mend what `policypress check` names.")


def read_folder(root: Path, today: str) -> Folder:
    """The policy folder at `root`, checked as the ISO date `today` sees it."""
    checked = check(root, datetime.date.fromisoformat(today))
    return Folder(root, checked.workspace, checked.problems)


def record(folder: Folder, versions: tuple[AdoptedVersion, ...]) -> tuple[Decided, ...]:
    """Writes `versions`, all of them or none. Raises as `authoring.write` does."""
    changes: list[Change] = []
    decided: list[Decided] = []
    for version in versions:
        contacts = folder.workspace.schools[version.school].contacts
        sealed, change = sealed_change(version, Owner(version.school, version.policy, contacts))
        changes.append(change)
        decided.append(Decided(sealed.sealed.where.path, minute(sealed)))
    write(folder.root, together(changes, folder.root))
    return tuple(decided)


def differences(old: Editions, new: Editions) -> tuple[str, ...]:
    """What differs, one change a line: the edition, the clause, and what became of it."""
    lines: list[str] = []
    for told in new:
        name = told[0] if told[1] == ENGLISH else f"{told[0]} ({told[1]})"
        if told not in old:
            lines.append(f"  {name} edition: new")
        else:
            lines += (f"  {name} {line}" for line in _lines(compare(old[told], new[told])))
    lines += (f"  {told[0]} edition: gone" for told in old if told not in new)
    return tuple(lines)


def _lines(comparison: Comparison) -> Iterator[str]:
    wrong = wrongly_editorial(comparison)
    for change in comparison.changes:
        side = (change.after or change.before)[0].clause
        edition = comparison.new if change.after else comparison.old
        why = "".join(f" ({entry.kind}: {entry.why})" for entry in change.given)
        weighs = ", though a must, a number or an age has changed" if change in wrong else ""
        yield f"{side.number} {edition.plain(side.title)} ({change.id}): {', '.join(change.kinds)}{why}{weighs}"
    for fact in comparison.facts:
        then, now = (", ".join(each.text for each in side) or "nothing" for side in (fact.before, fact.after))
        yield f"{fact.variable}: “{then}”, now “{now}”"
    for part in comparison.frame:
        yield f"{part.part}{f' {part.id}' if part.id else ''}: changed"
