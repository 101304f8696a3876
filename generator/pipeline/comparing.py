"""Finds the two texts that are to be compared, and compares them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.finding import find_school
from generator.compare import compare
from generator.compose.edition import Composer
from generator.formats.suggestion import meant
from generator.history.standing import in_force, published
from generator.history.turns import known_on
from generator.library import read_workspace
from generator.library.adopted import with_texts
from generator.model.comparison import Comparison
from generator.model.edition import AUDIENCES, Audience, Edition
from generator.model.languages import Language
from generator.model.schools import School
from generator.model.versions import AdoptedVersion, History
from generator.model.workspace import Workspace
from generator.pipeline.checking import check
from generator.pipeline.order import BuildOrder, Checked
from generator.pipeline.wanted import PRINTED_AS_BLANK, wanted
from generator.problems import Location, Problem, errors

DRAFT = "draft"
IN_FORCE = "in force"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SIDE = re.compile(r"(?P<name>[^@]+)(?:@(?P<which>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Side:
    """A text that is asked for: the id of a school or of a group, and which of its texts.

    `which` is `DRAFT`, `IN_FORCE`, the number or the date of a version, or the code of a proposal. A group's text is
    its template.
    """

    name: str
    which: str = DRAFT


@dataclass(frozen=True, slots=True)
class CompareOrder:
    """What is to be compared: two sides, each with its audience; `policy` is "" where there is only one to compare."""

    sides: tuple[Side, Side]
    audiences: tuple[Audience, Audience]
    policy: str = ""
    language: Language = "en"


def side_of(text: str) -> Side:
    """The side that a user names: `forge` is today's draft, `forge@` what is in force, `forge@1` version 1."""
    match = _SIDE.fullmatch(text.strip())
    if match is None:
        return Side(text.strip())
    which = match["which"]
    return Side(match["name"], DRAFT if which is None else which.strip() or IN_FORCE)


def compare_texts(root: Path, order: CompareOrder, today: datetime.date) -> Comparison | tuple[Problem, ...]:
    """The comparison of the texts in the policy folder at `root`, as `today` sees them; or what stands in the way."""
    drafts = any(side.which == DRAFT for side in order.sides)
    # What was adopted was checked before it was.
    checked = check(root, today) if drafts else Checked(read_workspace(root)[0], ())
    workspace = checked.workspace
    schools = [_school_of(workspace, side.name) for side in order.sides]
    known = [school for school in schools if isinstance(school, School)]
    if len(known) < len(schools):
        return tuple(school for school in schools if isinstance(school, Problem))
    drafted = [school.id for school, side in zip(known, order.sides, strict=True) if side.which == DRAFT]
    plan = wanted(checked, BuildOrder(root, root, today, schools=tuple(drafted), blanks=True)) if drafted else None
    if plan is not None and plan.stop:
        return errors(plan.problems)
    policy = _policy_of(known, order.policy)
    if isinstance(policy, Problem):
        return (policy,)
    unfilled = frozenset(each.school for each in checked.problems if each.code == PRINTED_AS_BLANK)
    finder = _Finder(root, workspace, today.isoformat(), policy, order.language, unfilled)
    texts = [finder.text(*asked) for asked in zip(known, order.sides, order.audiences, strict=True)]
    old, new = texts
    if isinstance(old, Problem) or isinstance(new, Problem):
        return tuple(dict.fromkeys(text for text in texts if isinstance(text, Problem)))
    return compare(old, new)


def _school_of(workspace: Workspace, name: str) -> School | Problem:
    """The school with that id, or the template of the group with that id."""
    if name not in workspace.groups:
        return find_school(workspace, name)
    templates = [school for school in workspace.schools.values() if school.template and school.group == name]
    if len(templates) == 1:
        return templates[0]
    where = Location(f"schools/groups/{name}.yml")
    if not templates:
        hint = "A template is a school with `template: true` and this group."
        return Problem("template-unknown", where, f"the group “{name}” has no template", hint)
    hint = f"Name one of them: {', '.join(school.id for school in templates)}."
    return Problem("template-unknown", where, f"the group “{name}” has {len(templates)} templates", hint)


def _policy_of(schools: Iterable[School], asked: str) -> str | Problem:
    first, second = schools
    shared = sorted(_policies(first) & _policies(second))
    if asked in shared:
        return asked
    if not asked and len(shared) == 1:
        return shared[0]
    there = f"There are: {', '.join(shared)}." if shared else "They have none in common."
    if not asked:
        return Problem("policy-not-taken", first.where, "which policy is to be compared?", f"Give --policy. {there}")
    lacks = first if asked not in _policies(first) else second
    return Problem(
        "policy-not-taken", lacks.where, f"{lacks.id} has no policy “{asked}”", meant_of(asked, shared, there)
    )


def _policies(school: School) -> set[str]:
    return {*school.policies, *(history.policy for history in school.histories)}


def meant_of(word: str, known: Iterable[str], otherwise: str) -> str:
    """A suggestion when `word` looks like one of `known`."""
    best = meant(word, list(known))
    return f"Did you mean “{best}”?" if best else otherwise


@dataclass(frozen=True, slots=True)
class _Finder:
    root: Path
    workspace: Workspace
    today: str
    policy: str
    language: Language
    unfilled: frozenset[str]
    """Schools whose drafts need blanks; all others have only the clauses for which they gave the details."""

    def text(self, school: School, side: Side, audience: Audience) -> Edition | Problem:
        """The text for `audience`, or why there is none."""
        if side.which == DRAFT:
            return self._draft(school, audience)
        proposal = next((each for each in school.proposals if each.code == side.which), None)
        if proposal is not None:
            texts = with_texts(self.root, proposal).editions.get(self.policy, {})
            return texts.get((audience, self.language)) or self._none(school, audience)
        return self._version(school, side.which, audience)

    def _draft(self, school: School, audience: Audience) -> Edition | Problem:
        if self.policy not in school.policies:
            return Problem("policy-not-taken", school.where, f"{school.id} takes no policy “{self.policy}” any more")
        blanks = school.id in self.unfilled
        composer = Composer(self.workspace, school, self.policy, blanks, self.language)
        return composer.edition(audience) if audience in composer.audiences else self._none(school, audience)

    def _version(self, school: School, which: str, audience: Audience) -> Edition | Problem:
        history = next((each for each in school.histories if each.policy == self.policy), None)
        if history is None:
            return self._not_there(school, f"{school.id} has adopted no version of “{self.policy}”", "")
        version = in_force(history, self.today) if which == IN_FORCE else history.version(which)
        if version is None and _DAY.fullmatch(which):
            version = in_force(known_on(history, which), which)
        if version is None:
            return self._not_there(school, *_missing(history, which, self.today))
        try:
            whole = with_texts(self.root, version)
        except (ValueError, OSError):
            hint = "Run `policypress check`: it names the file, and how to restore it."
            return Problem("record-unreadable", version.sealed.where, "the record of this version has a fault", hint)
        return self._published(history, whole, audience) or self._none(school, audience)

    def _published(self, history: History, version: AdoptedVersion, audience: Audience) -> Edition | None:
        return published(history, version, (audience, self.language), self.today)

    def _none(self, school: School, audience: Audience) -> Problem:
        others = ", ".join(each for each in AUDIENCES if each != audience)
        message = f"“{self.policy}” of {school.id} has no {audience} edition in this language"
        return Problem("edition-unknown", school.where, message, f"Other audiences: {others}.", school=school.id)

    def _not_there(self, school: School, message: str, hint: str) -> Problem:
        hint = hint or f"Name the draft as {school.id} or {school.id}@draft."
        return Problem("version-unknown", school.where, message, hint, school=school.id)


def _missing(history: History, which: str, today: str) -> tuple[str, str]:
    listed = ", ".join(f"@{each.number} ({each.sealed.stem})" for each in history.versions)
    what = f"on {today} no version is in force" if which == IN_FORCE else f"there is no version “{which}”"
    return f"of “{history.policy}” of {history.school}, {what}", f"There are: {listed}."
