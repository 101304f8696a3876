"""What checks look at: the whole policy folder on one day.

Everything that all schools share is worked out once, so that a thousand schools cost little more than their own files.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property

from generator.checks import authored
from generator.checks.authored import Authored
from generator.checks.belongings import Belonging, Belongings
from generator.checks.facts import SchoolFacts
from generator.checks.held import Held
from generator.checks.lines import Line, of_group, of_library
from generator.checks.names import Names
from generator.checks.translated import of_clause_translations, of_policy_translations
from generator.compose.inherit import groups_from
from generator.compose.parity import unrecorded
from generator.compose.selection import ChosenSection
from generator.model.clause import Clause
from generator.model.edition import Audience
from generator.model.library import Entry, Outline, Policy, Slot
from generator.model.remembered import Remembered, RememberedOf
from generator.model.workspace import Workspace
from generator.readability import Ruler

_MOST = 4096
"""Texts, clauses and sections that are remembered; a library holds some hundreds."""


class Inspection:
    """A policy folder as checks see it on one day; of its schools only the facts are known.

    `sound` are the lines (text, kind, variable, language) in which no check found a fault.
    """

    def __init__(self, workspace: Workspace, facts: Mapping[str, SchoolFacts], today: datetime.date) -> None:
        self.workspace = workspace
        self.facts = facts
        self.library = workspace.library
        self.today = today
        self.sound: Remembered[tuple[str, str, str, str], bool] = Remembered(_MOST)
        self._clause_texts, self._policies, self._sections = (RememberedOf(_MOST) for _ in range(3))
        self._all_texts = RememberedOf(_MOST)
        self._clauses, self._conditions = RememberedOf(_MOST), RememberedOf(_MOST)
        self._belonging: Remembered[str, tuple[Belonging, ...]] = Remembered(_MOST)

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
        return self._clauses.of(outline, _clauses_of)

    def conditions_of(self, outline: Outline) -> frozenset[str]:
        """Details that a clause of an outline asks for with `when:`."""
        return self._conditions.of(outline, self._conditions_of)

    def _conditions_of(self, outline: Outline) -> frozenset[str]:
        held = (self.library.clauses.get(clause) for clause in self.clauses_of(outline))
        return frozenset(name for clause in held if clause for name in (*clause.when.has, *clause.when.lacks))

    @cached_property
    def ruler(self) -> Ruler:
        """What measures how hard wordings are to read."""
        return Ruler(self.library)

    @cached_property
    def labels_of_blanks(self) -> tuple[str, ...]:
        """What stands on forms in the place of each detail."""
        return tuple(variable.blank for variable in self.library.variables.values())

    @cached_property
    def persons(self) -> Names:
        """The people among all contacts, with their schools."""
        return Names((name, facts.id) for facts in self.facts.values() for name in facts.persons)

    @cached_property
    def belongings(self) -> Belongings:
        """What each school and group can be known by."""
        return Belongings(self.facts, self.workspace.groups.values())

    @cached_property
    def families(self) -> Mapping[str, frozenset[str]]:
        """For each group that and the groups within which it lies, as ids."""
        groups = self.workspace.groups
        return {name: frozenset(group.id for group in groups_from(self.workspace, name)) for name in groups}

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
        of_clauses = (text for clause in self.library.clauses.values() for text in self.all_texts_of(clause))
        return (*of_clauses, *self.policy_texts)

    @cached_property
    def policy_texts(self) -> tuple[Authored, ...]:
        """Every text of the library's policies and outlines."""
        found: list[Authored] = []
        for policy in self.library.policies.values():
            found += [*self.held_by(policy).texts, *authored.of_outlines(policy), *of_policy_translations(policy)]
        return tuple(found)

    @cached_property
    def unrecorded(self) -> Mapping[str, tuple[Audience, ...]]:
        """Clauses of the library with wordings of which nobody recorded what they were written against, by id.

        None where no clause of the library has any such record: then nobody keeps them here.
        """
        clauses = self.library.clauses.values()
        if not any(clause.written_against for clause in clauses):
            return {}
        return {clause.id: without for clause in clauses if (without := unrecorded(clause))}

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of plain text that the library and the groups have printed as typed."""
        groups = (line for group in self.workspace.groups.values() for line in of_group(group))
        return (*of_library(self.library), *groups)

    def all_texts_of(self, clause: Clause) -> tuple[Authored, ...]:
        """The texts of a library clause and of its translations."""
        return self._all_texts.of(clause, lambda clause: (*self.texts_of(clause), *of_clause_translations(clause)))

    def texts_of(self, clause: Clause) -> tuple[Authored, ...]:
        """The texts of a library clause, read once."""
        return self._clause_texts.of(clause, authored.of_clause)

    def held_by(self, policy: Policy) -> Held:
        """The texts that all outlines of a policy share, read once."""
        return self._policies.of(policy, lambda policy: Held(authored.of_policy(policy)))

    def held_in(self, section: ChosenSection) -> Held | None:
        """The texts of a section, read once for all schools that choose the same; None where a school words any."""
        if any(one.own is not None or one.origin == "own clause" for one in section.clauses):
            return None
        return self._sections.of(section, self._held_in)

    def _held_in(self, section: ChosenSection) -> Held:
        texts = (text for one in section.clauses for text in self.texts_of(one.clause) if text.readers)
        return Held(tuple(texts), section.clauses)

    def belonging(self, text: str) -> tuple[Belonging, ...]:
        """What of `text` belongs to schools or groups."""
        found = self._belonging.get(text)
        return self._belonging.keep(text, tuple(self.belongings.found(text))) if found is None else found


def _clauses_of(outline: Outline) -> frozenset[str]:
    named = {entry.clause for entry in outline.entries() if isinstance(entry, Entry)}
    return frozenset(named | {option.clause for slot in outline.slots() for option in slot.options})
