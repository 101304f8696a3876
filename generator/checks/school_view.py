"""What checks look at: one school with what it ends up with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from generator.checks import authored
from generator.checks.authored import Authored
from generator.checks.filled import Filled, filled
from generator.checks.held import Held, Need
from generator.checks.inspection import Inspection
from generator.checks.lines import Line, of_school
from generator.compose.inherit import groups_of, settled_values
from generator.compose.selection import Chosen, ChosenSection, Selection, select
from generator.model.schools import Given, Group, School
from generator.problems import Location


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
        return self.selections[0].values if self.selections else settled_values(self.workspace, self.school)

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
        phase = self.school.phase
        wordings = (
            text
            for own in self.school.own_wordings.values()
            for text in authored.of_own_wording(own, self.library.clauses.get(own.clause), phase)
        )
        own_clauses = self.school.own_clauses.values()
        clauses = (text for clause in own_clauses for text in authored.of_clause(clause, own=True, phase=phase))
        return (*wordings, *clauses)

    @property
    def complete(self) -> bool:
        """Whether all of the school's policies could be made out, so that what is in none of them has no use."""
        return len(self.selections) == len(self.policies) and not self.inspection.outlines_unreadable

    @cached_property
    def chosen(self) -> tuple[Chosen, ...]:
        """Every clause that the school's policies hold."""
        return tuple(chosen for selection in self.selections for chosen in selection.chosen())

    @cached_property
    def held(self) -> tuple[tuple[Selection, tuple[Held, ...]], ...]:
        """The texts of each of the school's policies: those that its outlines share, and each section's."""
        return tuple(
            (selection, (self.inspection.held_by(selection.policy), *map(self._held_in, selection.sections)))
            for selection in self.selections
        )

    def _held_in(self, section: ChosenSection) -> Held:
        texts = (text for chosen in section.clauses for text in self.texts_of(chosen))
        return self.inspection.held_in(section) or Held(tuple(texts), section.clauses)

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
        found: dict[str, tuple[Need, ...]] = {}
        for selection, parts in self.held:
            read_by = frozenset(selection.policy.audiences)
            for name, all_needs in (item for part in parts for item in part.needs.items()):
                if needs := tuple(need for need in all_needs if read_by.intersection(need.text.readers)):
                    found[name] = (*found[name], *needs) if name in found else needs
        return found

    @cached_property
    def filled(self) -> tuple[Filled, ...]:
        """Every place of the school's editions where a value repeats the word beside it, or follows an article."""
        return tuple(filled((part.meetings for _, parts in self.held for part in parts), self.values))

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
