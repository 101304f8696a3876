"""Which clauses a school's policy holds, in order, before audiences are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.compose.inherit import settled_choice, settled_outline, settled_values
from generator.compose.parity import shows_stale
from generator.model.clause import Clause, OwnWording, Text, Treatment
from generator.model.edition import Audience, Origin
from generator.model.library import Entry, Library, Outline, OutlineSection, Policy, Slot
from generator.model.remembered import Remembered, RememberedOf
from generator.model.schools import Given, School
from generator.model.workspace import Workspace
from generator.problems import Location


@dataclass(frozen=True, slots=True)
class Chosen:
    """A clause that the school's policy holds: the clause, the school's own wording of it if any, whence it comes.

    `where` is the line of the outline or of the school's file that puts it there. `audiences` are the policy's.
    `slot` is the choice that it was chosen for, "" if there was none.
    """

    clause: Clause
    own: OwnWording | None
    origin: Origin
    where: Location
    audiences: tuple[Audience, ...]
    slot: str = ""

    def body_for(self, audience: Audience) -> tuple[Text, Origin] | None:
        """The wording that `audience` reads and whose it is; None when the clause is withheld from it."""
        text = self.clause.wording_for(audience)
        treatment = self.clause.treatments.get(audience)
        if treatment is None or treatment.kind == "withheld":
            return None
        own = self._own_body(audience, treatment)
        if own is not None:
            return own, "own wording"
        titled = self._own_title(audience) is not None
        return (text, "own wording" if titled else self.origin) if text is not None else None

    def is_stale_for(self, audience: Audience) -> bool:
        """Whether `audience` reads the library's wording and that is older than staff's; for staff: anybody else's.

        Of a wording of the school's own the school is told in another way: see checks/own.py.
        """
        readers = [name for name in self.audiences if self._reads_the_librarys(name)]
        return self._reads_the_librarys(audience) and shows_stale(self.clause, audience, readers)

    def _reads_the_librarys(self, audience: Audience) -> bool:
        body = self.body_for(audience)
        return body is not None and body[0] is self.clause.wording_for(audience)

    def _own_body(self, audience: Audience, treatment: Treatment) -> Text | None:
        if self.own is None:
            return None
        wordings = self.own.wordings
        return wordings.get(audience) or (wordings.get(treatment.same_as) if treatment.same_as else None)

    def title_for(self, audience: Audience) -> Text | None:
        """The title that `audience` reads; None when the clause is withheld from it."""
        return self._own_title(audience) or self.clause.title_for(audience)

    def _own_title(self, audience: Audience) -> Text | None:
        treatment = self.clause.treatments.get(audience)
        if self.own is None or treatment is None or treatment.kind == "withheld":
            return None
        titles = self.own.titles
        return titles.get(audience) or (titles.get(treatment.same_as) if treatment.same_as else None)


@dataclass(frozen=True, slots=True)
class ChosenSection:
    """A section of the outline with the clauses that the school's policy holds there."""

    section: OutlineSection
    clauses: tuple[Chosen, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """A school's policy before audiences are told apart."""

    policy: Policy
    outline: Outline
    sections: tuple[ChosenSection, ...]
    values: Mapping[str, Given]

    def chosen(self) -> tuple[Chosen, ...]:
        """All clauses in order."""
        return tuple(chosen for section in self.sections for chosen in section.clauses)


def select(workspace: Workspace, school: School, policy_id: str, blanks: bool = False) -> Selection | None:
    """The clauses of the school's policy; None when the policy or its outline is unknown.

    Clauses that do not exist, and slots that nobody has chosen, are left out here: `check` reports them.
    With `blanks`, and for a template, every detail counts as given.
    """
    policy = workspace.library.policies.get(policy_id)
    named = settled_outline(workspace, school, policy_id)
    outline = policy.outlines.get(str(named.value)) if policy and named else None
    if policy is None or outline is None:
        return None
    chooser = _Chooser(workspace, school, policy, settled_values(workspace, school), blanks or school.template)
    return Selection(policy, outline, tuple(map(chooser.section, outline.sections)), chooser.values)


class _Alike:
    """What sections hold for schools that choose alike, and which details the clauses of a section ask for."""

    def __init__(self, library: Library) -> None:
        self.sections: Remembered[tuple[object, ...], ChosenSection] = Remembered(4096)
        self.asked: Remembered[tuple[object, ...], tuple[str, ...]] = Remembered(4096)


_ALIKE = RememberedOf(2)
"""By library, which holds all sections, so that no other can have the id of one."""
_CHOSEN: Remembered[tuple[object, ...], ChosenSection] = Remembered(2048)


def _chosen_section(section: OutlineSection, clauses: tuple[Chosen, ...]) -> ChosenSection:
    """One and the same object for all schools that choose the same, so that what is made of it can be found by it.

    What is chosen is told apart by identity: what is remembered holds it, so that nothing else can have its id.
    """
    of = ((id(one.clause), id(one.own), one.origin, id(one.where), one.audiences, one.slot) for one in clauses)
    known = (id(section), *of)
    return _CHOSEN.get(known) or _CHOSEN.keep(known, ChosenSection(section, clauses))


@dataclass(frozen=True, slots=True)
class _Chooser:
    workspace: Workspace
    school: School
    policy: Policy
    values: Mapping[str, Given]
    blanks: bool

    def section(self, section: OutlineSection) -> ChosenSection:
        """What a section holds: worked out once for all schools that choose alike, and word, add and drop nothing."""
        school, taken = self.school, self.school.policies.get(self.policy.id)
        if school.own_wordings or (taken and (taken.left_out or taken.added)):
            return _chosen_section(section, self.clauses(section))
        alike: _Alike = _ALIKE.of(self.workspace.library, _Alike)
        options = tuple(self._resolve(entry)[0] for entry in section.entries if isinstance(entry, Slot))
        names = alike.asked.get((id(section), options))
        if names is None:
            names = alike.asked.keep((id(section), options), tuple(self._asked_in(section)))
        given = tuple(self.blanks or name in self.values for name in names)
        known = (id(section), options, school.nation, school.phase, school.type, given)
        found = alike.sections.get(known)
        return found or alike.sections.keep(known, _chosen_section(section, self.clauses(section)))

    def _asked_in(self, section: OutlineSection) -> Iterator[str]:
        """Details that clauses of a section ask for with `when:`."""
        found = (self.workspace.library.clauses.get(self._resolve(entry)[0]) for entry in section.entries)
        for clause in filter(None, found):
            yield from (*clause.when.has, *clause.when.lacks)

    def clauses(self, section: OutlineSection) -> tuple[Chosen, ...]:
        taken = self.school.policies.get(self.policy.id)
        left_out = {entry.clause for entry in taken.left_out} if taken else set()
        found: list[Chosen] = []
        for entry in section.entries:
            clause_id, origin = self._resolve(entry)
            clause = self.workspace.library.clauses.get(clause_id)
            if clause is not None and clause_id not in left_out and self._holds(clause):
                held = clause.read_in(self.school.phase)
                own = self.school.own_wordings.get(clause_id)
                slot = entry.id if isinstance(entry, Slot) else ""
                found.append(Chosen(held, own, origin, entry.where, self.policy.audiences, slot))
            found += self._added_after(clause_id)
        return tuple(found)

    def _resolve(self, entry: Entry | Slot) -> tuple[str, Origin]:
        if isinstance(entry, Entry):
            return entry.clause, "library"
        choice = settled_choice(self.workspace, self.school, entry)
        return (str(choice.value) if choice else ""), "alternative"

    def _added_after(self, clause_id: str, seen: frozenset[str] = frozenset()) -> list[Chosen]:
        """The school's own clauses that stand after `clause_id`, each followed by those that stand after it."""
        found: list[Chosen] = []
        taken = self.school.policies.get(self.policy.id)
        for added in taken.added if taken else ():
            clause = self.school.own_clauses.get(added.clause)
            if added.after == clause_id and clause is not None and added.clause not in seen and self._holds(clause):
                held = clause.read_in(self.school.phase)
                found.append(Chosen(held, None, "own clause", added.where, self.policy.audiences))
                found += self._added_after(added.clause, seen | {clause_id, added.clause})
        return found

    def _holds(self, clause: Clause) -> bool:
        when, school = clause.when, self.school
        return (
            (not when.nation or school.nation in when.nation)
            and (not when.phase or school.phase in when.phase)
            and (not when.type or school.type in when.type)
            and all(self.blanks or name in self.values for name in when.has)
            and not any(self.blanks or name in self.values for name in when.lacks)
        )
