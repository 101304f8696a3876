"""What checks look at: the whole policy folder, and one school of it with what it ends up with.

Everything that all schools share is worked out once, so that a thousand schools cost little more than their own files.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.checks import authored
from generator.checks.authored import Authored
from generator.checks.belongings import Belongings, belongings_of
from generator.checks.filled import Filled, Joint, filled, joints
from generator.checks.lines import Line, of_group, of_library, of_school
from generator.checks.names import Names
from generator.compose.inherit import groups_of, settled_values
from generator.compose.selection import Chosen, Selection, select
from generator.formats.expressions import Expression
from generator.model.workspace import Clause, Entry, Given, Group, Outline, Policy, School, Slot, Workspace
from generator.problems import Location


@dataclass(frozen=True, slots=True)
class Need:
    """A detail that an edition of a school reads: by which text, and in which expression."""

    expression: Expression
    text: Authored


class Inspection:
    """A policy folder as checks see it on one day."""

    def __init__(self, workspace: Workspace, today: datetime.date) -> None:
        self.workspace = workspace
        self.library = workspace.library
        self.today = today
        self._clause_texts: dict[int, tuple[Authored, ...]] = {}
        self._policy_texts: dict[str, tuple[Authored, ...]] = {}
        self._joints: dict[int, tuple[Joint, ...]] = {}
        self._clauses: dict[int, frozenset[str]] = {}

    def outlines(self) -> Iterator[tuple[Policy, Outline]]:
        """All outlines with their policies."""
        for policy in self.library.policies.values():
            for outline in policy.outlines.values():
                yield policy, outline

    @property
    def outlines_unreadable(self) -> bool:
        """Whether some policy or outline could not be read, so that nobody can say what is missing."""
        return any(name.startswith("policies/") for name in self.library.unreadable)

    def clauses_of(self, outline: Outline) -> frozenset[str]:
        """Ids of the clauses that an outline names, by themselves or as options."""
        if id(outline) not in self._clauses:
            entries = outline.entries()
            named = {entry.clause for entry in entries if isinstance(entry, Entry)}
            offered = {option.clause for slot in outline.slots() for option in slot.options}
            self._clauses[id(outline)] = frozenset(named | offered)
        return self._clauses[id(outline)]

    @cached_property
    def persons(self) -> Names:
        """The people among all contacts, with their schools."""
        schools = self.workspace.schools.values()
        return Names(
            (entry.person, school.id) for school in schools for entry in school.contacts.entries if entry.person
        )

    @cached_property
    def belongings(self) -> Belongings:
        """What each school and group can be known by."""
        return belongings_of(self.workspace)

    @cached_property
    def slots(self) -> Mapping[str, tuple[Slot, ...]]:
        """All slots by id; several outlines may offer the same choice."""
        found: dict[str, tuple[Slot, ...]] = {}
        for _, outline in self.outlines():
            for slot in outline.slots():
                found[slot.id] = (*found.get(slot.id, ()), slot)
        return found

    @cached_property
    def texts(self) -> tuple[Authored, ...]:
        """Every text of the library."""
        found = [text for clause in self.library.clauses.values() for text in self.texts_of(clause)]
        for policy in self.library.policies.values():
            found += [*self.texts_of_policy(policy), *authored.of_outlines(policy)]
        return tuple(found)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of plain text that the library and the groups have printed as typed."""
        groups = (line for group in self.workspace.groups.values() for line in of_group(group))
        return (*of_library(self.library), *groups)

    def texts_of(self, clause: Clause) -> tuple[Authored, ...]:
        """The texts of a library clause, read once."""
        if id(clause) not in self._clause_texts:
            self._clause_texts[id(clause)] = authored.of_clause(clause)
        return self._clause_texts[id(clause)]

    def texts_of_policy(self, policy: Policy) -> tuple[Authored, ...]:
        """The texts that all outlines of a policy share, read once."""
        if policy.id not in self._policy_texts:
            self._policy_texts[policy.id] = authored.of_policy(policy)
        return self._policy_texts[policy.id]

    def joints_of(self, text: Authored) -> tuple[Joint, ...]:
        """Where results stand in `text`, worked out once."""
        if id(text.text) not in self._joints:
            self._joints[id(text.text)] = tuple(joints(text.text))
        return self._joints[id(text.text)]


class SchoolView:
    """One school as checks see it, with what it inherits."""

    def __init__(self, inspection: Inspection, school: School) -> None:
        self.inspection = inspection
        self.workspace = inspection.workspace
        self.library = inspection.library
        self.school = school

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The school's groups from the outermost to its own."""
        return groups_of(self.workspace, self.school)

    @cached_property
    def values(self) -> Mapping[str, Given]:
        """Every detail that has a value for this school."""
        return settled_values(self.workspace, self.school)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of plain text that the school typed."""
        return tuple(of_school(self.school))

    @cached_property
    def policies(self) -> tuple[str, ...]:
        """Ids of the policies that the school takes."""
        return tuple(self.school.policies)

    @cached_property
    def selections(self) -> tuple[Selection, ...]:
        """What the school's policies hold; those that cannot be made out are left out."""
        found = (select(self.workspace, self.school, policy) for policy in self.policies)
        return tuple(selection for selection in found if selection is not None)

    @cached_property
    def own_texts(self) -> tuple[Authored, ...]:
        """Every text of the school's own wordings and clauses."""
        wordings = (
            text
            for own in self.school.own_wordings.values()
            for text in authored.of_own_wording(own, self.library.clauses.get(own.clause))
        )
        clauses = (text for clause in self.school.own_clauses.values() for text in authored.of_clause(clause, own=True))
        return (*wordings, *clauses)

    @cached_property
    def own_variables(self) -> frozenset[str]:
        """Details that the school's own wordings and clauses read or ask for."""
        read = {name for text in self.own_texts for name in text.variables}
        asked = {n for clause in self.school.own_clauses.values() for n in (*clause.when.has, *clause.when.lacks)}
        return frozenset(read | asked)

    @property
    def complete(self) -> bool:
        """Whether all of the school's policies could be made out, so that what is in none of them has no use."""
        return len(self.selections) == len(self.policies) and not self.inspection.outlines_unreadable

    @cached_property
    def held_texts(self) -> tuple[Authored, ...]:
        """Every text that stands in one of the school's editions."""
        found: list[Authored] = []
        for selection in self.selections:
            found += self.inspection.texts_of_policy(selection.policy)
            for chosen in selection.chosen():
                found += self.texts_of(chosen)
        return tuple(found)

    def texts_of(self, chosen: Chosen) -> tuple[Authored, ...]:
        """The texts of a clause as this school's readers get them."""
        if chosen.own is None:
            texts = self._own_of(chosen.clause.id) if chosen.origin == "own clause" else None
            return tuple(t for t in texts or self.inspection.texts_of(chosen.clause) if t.readers)
        own = self._own_of(chosen.clause.id)
        titles = {name for text in own if not text.in_markdown for name in text.readers}
        wordings = {name for text in own if text.in_markdown for name in text.readers}
        library = (
            text
            for text in self.inspection.texts_of(chosen.clause)
            if set(text.readers) - (wordings if text.in_markdown else titles)
        )
        return (*own, *library)

    def _own_of(self, clause: str) -> tuple[Authored, ...]:
        return tuple(text for text in self.own_texts if text.clause == clause)

    @cached_property
    def needs(self) -> Mapping[str, tuple[Need, ...]]:
        """For each detail that the school's editions read, where; by name."""
        found: dict[str, list[Need]] = {}
        for text in self.held_texts:
            for expression in text.expressions:
                found.setdefault(expression.variable, []).append(Need(expression, text))
        return {name: tuple(needs) for name, needs in found.items()}

    @cached_property
    def filled(self) -> tuple[Filled, ...]:
        """Every place of the school's editions where a value has a word beside it."""
        return tuple(filled(self.held_texts, self.values, self.inspection.joints_of))

    def place(self, *at: str | int) -> Location:
        """Where a key of the school's file stands, or the nearest key above it."""
        steps = list(at)
        while steps and ".".join(map(str, steps)) not in self.school.places:
            steps.pop()
        return self.school.place(*steps)

    @property
    def file(self) -> str:
        """The path of the school's file, as messages show it."""
        return self.school.where.path
