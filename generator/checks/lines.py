"""Lines of plain text that somebody typed and that are printed as typed: values, names, contacts, labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as Only

from generator.model.languages import ENGLISH, Language
from generator.model.library import Library, Value
from generator.model.schools import Given, Group, School
from generator.problems import Location


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `what` names it in messages.

    Whether it has a fault depends on `text`, `kind`, `variable` and `language` alone.

    `kind` is "value" for a detail, "name" for a fact of a profile, "contact" for the contacts block, where people
    and numbers belong, and "label" for other texts of the library. `variable` is the name of the detail.
    """

    text: str
    what: str
    where: Location
    kind: Only["value", "name", "contact", "label"]
    variable: str = ""
    language: Language = ENGLISH

    @property
    def words_only(self) -> str:
        """The text itself: nothing in it is markup."""
        return self.text

    def at(self, offset: int) -> Location:
        """The place of the line, whatever the character."""
        return self.where


def parts(value: Value) -> tuple[str, ...]:
    """The lines of a value: itself, or each element."""
    return (value,) if isinstance(value, str) else value


def of_values(values: Iterator[tuple[str, Given]], language: Language = ENGLISH) -> Iterator[Line]:
    """The lines of each value, in order."""
    for name, given in values:
        for text in parts(given.value) or ("",):
            yield Line(text, f"the detail “{name}”", given.where, "value", name, language)


def _translated(owner: School | Group) -> Iterator[Line]:
    for language, values in owner.translations.items():
        yield from of_values(iter(values.items()), language)


def of_school(school: School) -> Iterator[Line]:
    """Every line in a school's file that is printed."""
    for key, text in (
        ("name", school.name),
        ("short-name", school.short_name),
        ("template-name", school.template_name),
    ):
        if text or key in school.places:
            yield Line(text, f"“{key}”", school.place(key), "name")
    yield from of_values(iter(school.values.items()))
    yield from _translated(school)
    for number, contact in enumerate(school.contacts.entries):
        for key in ("post", "person", "phone", "email", "office", "link"):
            text = getattr(contact, key)
            if text:
                yield Line(text, f"“{key}” of a contact", school.place("contacts", number, key), "contact")
        for key, text in (("post-cy", contact.post_cy), ("office-cy", contact.office_cy)):
            if text:
                where = school.place("contacts", number, key)
                yield Line(text, f"“{key}” of a contact", where, "contact", language="cy")


def of_group(group: Group) -> Iterator[Line]:
    """Every line in a group's file that is printed."""
    yield Line(group.name, "“name”", group.where, "name")
    yield from of_values(iter(group.values.items()))
    yield from _translated(group)


def of_library(library: Library) -> Iterator[Line]:
    """Every line of plain text in the library."""
    for name, variable in library.variables.items():
        for value in variable.defaults.values():
            for text in parts(value):
                yield Line(text, f"the default of “{name}”", variable.where, "value", name)
        yield Line(variable.blank, f"the blank label of “{name}”", variable.where, "label")
        yield Line(variable.question, f"the question of “{name}”", variable.where, "label")
    yield from _of_facts(library)
    yield from _of_policies(library)
    yield from _of_translations(library)


def _of_translations(library: Library) -> Iterator[Line]:
    """What stands in the library's own files in other languages, beside the English."""
    for name, variable in library.variables.items():
        for language, defaults in variable.translations.items():
            for text in (text for value in defaults.values() for text in parts(value)):
                yield Line(text, f"the default of “{name}”", variable.where, "value", name, language)
    for line in library.helplines:
        for language, said in line.translations.items():
            for text in (said.name, said.for_what):
                yield Line(text, f"the helpline “{line.helpline.id}”", line.where, "label", language=language)
    for term in library.glossary:
        for language, other in term.translations.items():
            for text in dict.fromkeys((other.term, *other.meanings.values())):
                yield Line(text, f"the glossary word “{term.id}”", term.where, "label", language=language)


def _of_policies(library: Library) -> Iterator[Line]:
    for policy in library.policies.values():
        for name in policy.edition_names.values():
            yield Line(name, f"the name of an edition of “{policy.id}”", policy.where, "label")
        for outline in policy.outlines.values():
            for slot in outline.slots():
                yield Line(slot.question, f"the question of the choice “{slot.id}”", slot.where, "label")


def _of_facts(library: Library) -> Iterator[Line]:
    for source in library.sources.values():
        yield Line(source.title, f"the title of the source “{source.id}”", source.where, "label")
    for line in library.helplines:
        for text in (line.helpline.name, line.helpline.for_what, line.helpline.phone):
            if text:
                yield Line(text, f"the helpline “{line.helpline.id}”", line.where, "label")
    for service in library.services:
        for text in (service.name, service.how, service.without_account):
            if text:
                yield Line(text, f"the service “{service.id}”", service.where, "label")
    for chart in library.charts.values():
        yield Line(chart.title, f"the title of the chart “{chart.id}”", chart.where, "label")
        for step in chart.steps.values():
            for text in (step.text, *(answer.says for answer in step.answers)):
                yield Line(text, f"the step “{step.id}” of the chart “{chart.id}”", chart.places[step.id], "label")
    for term in library.glossary:
        yield Line(term.term, f"the glossary word “{term.id}”", term.where, "label")
        for text in dict.fromkeys(term.meanings.values()):
            yield Line(text, f"the meaning of “{term.id}”", term.where, "label")
