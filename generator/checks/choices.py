"""Choices: every one made, each among what is offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.inspection import Inspection
from generator.checks.school_view import SchoolView
from generator.checks.words import meant, offered, quoted
from generator.compose.inherit import settled_choice
from generator.model.library import Slot
from generator.model.schools import Given
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class GivenChoice:
    """A choice as a school or a group makes it; `asked` are the places of a school's own outlines that ask for it."""

    slot: str
    given: Given
    asked: tuple[Slot, ...] = ()


def choice_unknown(choice: GivenChoice, inspection: Inspection) -> Iterator[Problem]:
    """A choice that is made is asked by some outline."""
    if choice.slot not in inspection.slots and not inspection.outlines_unreadable:
        hint = meant(choice.slot, inspection.slots, "The choices stand in the outlines under content/policies/.")
        if choice.slot in inspection.library.variables:
            hint = "It is a detail: put it under `values:`."
        yield Problem("choice-unknown", choice.given.where, f"no outline asks for the choice “{choice.slot}”", hint)


def choice_not_offered(choice: GivenChoice, inspection: Inspection) -> Iterator[Problem]:
    """A choice is one of the options that an outline offers."""
    slots = inspection.slots.get(choice.slot, ())
    if slots and choice.given.value not in _options(slots):
        message = f"“{choice.given.value}” is not offered for the choice “{choice.slot}”"
        nearest = choice.asked or slots
        hint = meant(str(choice.given.value), _options(nearest), offered(_options(nearest)))
        yield Problem("choice-not-offered", choice.given.where, message, hint, see=(nearest[0].where,))


def _options(slots: tuple[Slot, ...]) -> list[str]:
    return list(dict.fromkeys(option.clause for slot in slots for option in slot.options))


def choice_missing(view: SchoolView) -> Iterator[Problem]:
    """Every choice of a school's outline is made, by the school, its group or a default."""
    for selection in view.selections:
        for slot in selection.outline.slots():
            chosen = settled_choice(view.workspace, view.school, slot)
            options = [option.clause for option in slot.options]
            if chosen is None:
                offers = "; ".join(f"`{slot.id}: {option.clause}` ({option.says})" for option in slot.options)
                message = f"nobody has answered “{slot.question}” (the choice “{slot.id}”)"
                hint = f"In {view.file}, under `choices:`, write one of: {offers}"
                yield Problem("choice-missing", view.place("choices"), message, hint, see=(slot.where,))
            elif chosen.value not in options and chosen.value in _offered_elsewhere(view, slot.id):
                message = f"“{chosen.value}” is not offered by this school’s outline for the choice “{slot.id}”"
                yield Problem("choice-missing", chosen.where, message, f"Choose {quoted(options)}.", see=(slot.where,))


def _offered_elsewhere(view: SchoolView, slot: str) -> set[str]:
    return {option.clause for other in view.inspection.slots.get(slot, ()) for option in other.options}


def choice_unused(view: SchoolView) -> Iterator[Problem]:
    """A choice that none of the school's outlines asks for has no effect."""
    asked = {slot.id for selection in view.selections for slot in selection.outline.slots()}
    for slot, given in view.school.choices.items():
        if slot in view.inspection.slots and slot not in asked and view.complete:
            message = f"none of this school’s outlines asks for the choice “{slot}”"
            yield Problem("choice-unused", given.where, message, "Remove the line.", severity="warning")
