"""What of a school's editions there is in another language: what is missing, older than its English, or unchecked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compose.selection import Chosen, Selection, select
from generator.compose.sites import tree_of
from generator.compose.translation import State, frame_states, translated
from generator.model.edition import Audience
from generator.model.languages import Language
from generator.model.schools import School
from generator.model.site import Tree
from generator.model.workspace import Workspace
from generator.problems import Location


@dataclass(frozen=True, slots=True)
class TextState:
    """How one text stands: `name` is a clause's id, “policy” for what stands around clauses, or “titles” of sections.

    `where` is the file of the translation, or of the English if there is none.
    """

    name: str
    state: State
    where: Location


@dataclass(frozen=True, slots=True)
class EditionState:
    """How an edition stands in `language`; `tree` says who would see it. Without its frame it is not made."""

    language: Language
    policy: str
    audience: Audience
    tree: Tree
    frame: tuple[TextState, TextState]
    clauses: tuple[TextState, ...]

    @property
    def made(self) -> bool:
        """Whether there is an edition at all."""
        return all(text.state != "untranslated" for text in self.frame)

    def count(self, state: State) -> int:
        """How many of its clauses stand so."""
        return sum(text.state == state for text in self.clauses)


def edition_states(workspace: Workspace, school: School, language: Language) -> Iterator[EditionState]:
    """How each edition of `school` stands in `language`, policies by their ids."""
    for name in sorted(school.policies):
        selection = select(workspace, school, name)
        for audience in selection.policy.audiences if selection else ():
            assert selection is not None
            clauses = (one for one in selection.chosen() if one.body_for(audience) is not None)
            yield EditionState(
                language,
                name,
                audience,
                tree_of(school, audience),
                _frame(selection, audience, language),
                tuple(_clause(one, audience, language) for one in clauses),
            )


def _frame(selection: Selection, audience: Audience, language: Language) -> tuple[TextState, TextState]:
    policy, outline = selection.policy, selection.outline
    shared, titles = policy.translations.get(language), outline.translations.get(language)
    states = frame_states(policy, outline, audience, language)
    return (
        TextState("policy", states[0], shared.where if shared else policy.where),
        TextState("titles", states[1], titles.where if titles else outline.where),
    )


def _clause(chosen: Chosen, audience: Audience, language: Language) -> TextState:
    said, clause = translated(chosen, audience, language), chosen.clause
    if said is not None:
        return TextState(clause.id, said.state, clause.translations[language].where)
    return TextState(clause.id, "untranslated", chosen.own.where if chosen.own else clause.where)
