"""Details that schools and groups give: known, of the right kind, wanted, and complete."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.expressions import declared, line_outside_letter
from generator.checks.inspection import Inspection
from generator.checks.school_view import SchoolView
from generator.checks.words import counted, meant, shortened
from generator.formats.web_address import fault_of_address
from generator.formats.yaml_words import block, example_lines
from generator.model.library import Value, Variable
from generator.model.schools import Given
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class GivenDetail:
    """A value as a school or a group gives it."""

    name: str
    given: Given


def value_unknown(detail: GivenDetail, inspection: Inspection) -> Iterator[Problem]:
    """A value is given only for a detail that the library declares."""
    known = inspection.library.variables
    if detail.name not in known and declared(inspection):
        hint = meant(detail.name, known, "The details are declared in content/variables.yml.")
        if detail.name in inspection.slots:
            hint = "It is a choice: put it under `choices:`."
        yield Problem("value-unknown", detail.given.where, f"there is no detail “{detail.name}”", hint)


def value_from_profile(detail: GivenDetail, inspection: Inspection) -> Iterator[Problem]:
    """A fact of the profile is written once, at the top of the school's file."""
    variable = inspection.library.variables.get(detail.name)
    if variable is not None and variable.profile:
        message = f"“{detail.name}” is taken from `{variable.profile}:`, so this value would never be read"
        hint = f"Write `{variable.profile}: …` at the top of the school’s file, and remove this line."
        yield Problem("value-from-profile", detail.given.where, message, hint)


def value_wrong_type(detail: GivenDetail, inspection: Inspection) -> Iterator[Problem]:
    """A value is what its detail is declared to be: one line, a list, paragraphs, a web address or a date."""
    variable = inspection.library.variables.get(detail.name)
    fault = fault_of_type(detail.given.value, variable) if variable else ""
    if variable is not None and fault:
        hint = f"It answers: {variable.question} For example: {variable.example}"
        if not isinstance(detail.given.value, str):
            hint = f"Square brackets and hyphens make a list; put quotation marks around the value. {hint}"
        yield Problem("value-wrong-type", detail.given.where, f"the detail “{detail.name}” {fault}", hint)


def default_wrong_type(inspection: Inspection) -> Iterator[Problem]:
    """The default of a detail is what the detail is declared to be."""
    for variable in inspection.library.variables.values():
        translated = (value for said in variable.translations.values() for value in said.values())
        for value in (*variable.defaults.values(), *translated):
            fault = fault_of_type(value, variable)
            if fault:
                message = f"the default of “{variable.name}” {fault}"
                yield Problem("default-wrong-type", variable.where, message, "Change the default or the type.")


def fault_of_type(value: Value, variable: Variable) -> str:
    """What is wrong with `value` for `variable`, as the end of a sentence; "" when it fits or is empty."""
    if not value or (isinstance(value, str) and not value.strip()):
        return ""
    if variable.type in ("list", "paragraphs"):
        return ""
    if not isinstance(value, str):
        return "is one line, because it stands inside sentences, and a list is given"
    if variable.type == "link":
        return fault_of_address(value)
    if variable.type == "date":
        return _fault_of_date(value)
    return ""


def _fault_of_date(text: str) -> str:
    try:
        good = datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        good = False
    return "" if good else f"must be a date written as 2026-09-01, and “{shortened(text, 30)}” is none"


def by_hand_outside_letter(view: SchoolView) -> Iterator[Problem]:
    """The same of a school's own wordings and clauses: lines to write on stand in letters and forms only."""
    by_hand = frozenset(name for name, variable in view.library.variables.items() if variable.by_hand)
    sections = (section for selection in view.selections for section in selection.sections)
    found = (
        (text, part.section)
        for part in (sections if by_hand and view.own_texts else ())
        for chosen in part.clauses
        for text in view.texts_of(chosen)
        if text.own and (part.section.kind == "rules" or not text.in_markdown)
    )
    for text, section in {id(text): (text, section) for text, section in found}.values():
        yield from line_outside_letter(text, by_hand, section if section.kind == "rules" else None)


def value_unused(view: SchoolView) -> Iterator[Problem]:
    """A value that no clause of the school's policies reads is probably meant for another detail."""
    if not view.complete:
        return  # a policy that cannot be made out would make every detail look unused
    wanted = {*view.needs, *(n for s in view.selections for n in view.inspection.conditions_of(s.outline))}
    for name, given in view.school.values.items():
        variable = view.library.variables.get(name)
        if variable is not None and not variable.profile and name not in wanted and given.value:
            message = f"none of this school’s policies uses the detail “{name}”"
            hint = "Remove the line, or check whether another detail is meant."
            yield Problem("value-unused", given.where, message, hint, severity="warning")


def value_missing(view: SchoolView) -> Iterator[Problem]:
    """Every detail that a school's editions read has a value. A template shows a blank instead."""
    if view.school.template:
        return
    for name, needs in view.needs.items():
        variable = view.library.variables.get(name)
        if variable is None or name in view.values or variable.profile in ("name", "short-name"):
            continue
        if variable.by_hand or (variable.optional and not any(need.text.own for need in needs)):
            continue  # a place to write on; or reported as a fault of the clause
        first = needs[0].text
        others = len({need.text.clause or need.text.what for need in needs}) - 1
        more = f" and {counted(others, 'other text')} need" if others else " needs"
        message = f"“{variable.question}” has no answer: {first.what}{more} the detail “{name}”"
        given = view.school.values.get(name)
        where = given.where if given else view.place("values")
        hint = _where_to_put(view, variable, given)
        yield Problem("value-missing", where, message, hint, see=(first.where_variable(name),))


def _where_to_put(view: SchoolView, variable: Variable, given: Given | None) -> str:
    """The line to write; of a list, its lines, exactly as they are to be typed."""
    if variable.profile:
        key = "group" if variable.profile == "group-name" else variable.profile
        return f"In {view.file} write `{key}: …`."
    first, *more = example_lines(variable.name, variable.type, variable.example)
    if not more:
        line = first.strip()
        return (
            f"Complete this line, such as `{line}`."
            if given
            else f"In {view.file}, under `values:`, add a line such as `{line}`."
        )
    head = (
        "Complete this line with lines below it, each with a hyphen, such as"
        if given
        else (f"In {view.file}, under `values:`, add lines such as these, each with a hyphen")
    )
    return "\n".join([f"{head}:", first, *more])


def list_of_one(detail: GivenDetail, inspection: Inspection) -> Iterator[Problem]:
    """A list has an item for each thing: “a; b” and “a, b” on one line are one item."""
    variable = inspection.library.variables.get(detail.name)
    if variable is None or variable.type != "list":
        return
    items = (detail.given.value,) if isinstance(detail.given.value, str) else detail.given.value
    if len(items) == 1 and re.search(r"[;,]", items[0]):
        shown = [item.strip() for item in re.split(r"[;,]", items[0]) if item.strip()]
        message = f"the list “{detail.name}” has one item only, “{shortened(items[0])}”"
        lines = block(detail.name, shown, 2)
        hint = "\n".join(["If several things are meant, write each on a line of its own, with a hyphen:", *lines])
        yield Problem("list-of-one", detail.given.where, message, hint, severity="warning")
