"""Texts that stand together in editions, with all that they ask of a school: worked out once for all that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.checks.authored import Authored
from generator.checks.filled import Meetings, meetings
from generator.compose.selection import Chosen
from generator.formats.expressions import Expression
from generator.model.edition import AUDIENCES, Audience


@dataclass(frozen=True, slots=True)
class Need:
    """A detail that an edition of a school reads: by which text, and in which expression."""

    expression: Expression
    text: Authored


class Held:
    """`texts` of a policy, or those of `chosen`, the clauses of one of its sections."""

    def __init__(self, texts: tuple[Authored, ...], chosen: tuple[Chosen, ...] = ()) -> None:
        self.texts = texts
        self._chosen = chosen

    @cached_property
    def needs(self) -> Mapping[str, tuple[Need, ...]]:
        """For each detail that the texts read, where, in order; by name."""
        found: dict[str, list[Need]] = {}
        for text in self.texts:
            for expression in text.expressions:
                found.setdefault(expression.variable, []).append(Need(expression, text))
        return {name: tuple(needs) for name, needs in found.items()}

    @cached_property
    def meetings(self) -> Mapping[str, Meetings]:
        """For each expression of the texts, by its key, the words beside its result."""
        return meetings(self.texts)

    @cached_property
    def referring(self) -> tuple[Authored, ...]:
        """Those of the texts that refer to clauses."""
        return tuple(text for text in self.texts if text.references)

    @cached_property
    def clauses(self) -> Mapping[Audience, frozenset[str]]:
        """Ids of the clauses that each audience gets."""
        return {
            audience: frozenset(one.clause.id for one in self._chosen if one.body_for(audience) is not None)
            for audience in AUDIENCES
        }
