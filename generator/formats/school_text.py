"""The files under schools/: a group, and a school without what stands in files beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.formats.file_model import read_model
from generator.formats.library_files import AnyValue
from generator.formats.school_files import (
    ContactEntry,
    Default,
    DefaultChoice,
    Fixed,
    FixedChoice,
    GroupFile,
    SchoolFile,
    SchoolPolicyEntry,
)
from generator.formats.yaml_text import YamlTree
from generator.model.contacts import Contact, Contacts
from generator.model.edition import AUDIENCES, Brand
from generator.model.languages import ENGLISH, LANGUAGES, Language
from generator.model.schools import Added, Given, Group, LeftOut, School, SchoolPolicy
from generator.problems import Problem


def read_group(text: str, path: str, group_id: str) -> tuple[Group | None, tuple[Problem, ...]]:
    """A council, trust or authority; None when the file cannot be read."""
    read, problems = read_model(GroupFile, text, path)
    return (_group(group_id, *read), (*problems, *_values_cut(read[1]))) if read else (None, problems)


def read_school(text: str, path: str, school_id: str) -> tuple[School | None, tuple[Problem, ...]]:
    """A school as its school.yml has it: without own wordings and clauses, its logo by name only; None for faults."""
    read, problems = read_model(SchoolFile, text, path)
    return (_school(school_id, *read), (*problems, *_values_cut(read[1]))) if read else (None, problems)


def _values_cut(tree: YamlTree) -> Iterator[Problem]:
    """Values behind which something stands that is read as a note: “Room 4 #2” without quotation marks."""
    hint = "Put the whole value in quotation marks. If it is a note of yours, put it on a line of its own above."
    for at in tree.cut:
        if at[0] == "values":
            message = f"what follows # in the detail “{at[1]}” is not read"
            yield Problem("value-cut", tree.where(*at), message, hint, severity="warning")


def _group(group_id: str, model: GroupFile, tree: YamlTree) -> Group:
    def given(entry: Fixed | Default | FixedChoice | DefaultChoice, *at: str) -> Given:
        fixed = isinstance(entry, Fixed | FixedChoice)
        value = entry.fixed if isinstance(entry, Fixed | FixedChoice) else entry.default
        return Given(value, fixed, group_id, tree.where(*at))

    return Group(
        id=group_id,
        name=model.name,
        kind=model.kind,
        nation=model.nation or "",
        within=model.within or "",
        ask=model.ask,
        values={name: given(entry, "values", name) for name, entry in model.values.items()},
        outlines={name: given(entry.outline, "policies", name, "outline") for name, entry in model.policies.items()},
        choices={name: given(entry, "choices", name) for name, entry in model.choices.items()},
        locks={name: Given(lock, True, group_id, tree.where("locks", name)) for name, lock in model.locks.items()},
        where=tree.where(),
        translations=_translations(model.values_cy, group_id, tree),
    )


def _school(school_id: str, model: SchoolFile, tree: YamlTree) -> School:
    return School(
        id=school_id,
        name=model.name or "",
        short_name=model.short_name or "",
        template_name=model.template_name or "",
        nation=model.nation,
        type=model.type,
        phase=model.phase,
        group=model.group or "",
        demonstration=model.demonstration,
        template=model.template,
        publish=model.publish,
        public=tuple(audience for audience in AUDIENCES if audience in model.public),
        address=model.address or "",
        old_versions=model.old_versions,
        policies={policy: _school_policy(school_id, policy, entry, tree) for policy, entry in model.policies.items()},
        values=_values(school_id, model, tree),
        choices={
            slot: Given(option, False, school_id, tree.where("choices", slot)) for slot, option in model.choices.items()
        },
        contacts=Contacts(tuple(_contact(entry) for entry in model.contacts), model.contacts_changed or ""),
        brand=Brand(model.brand.colour.lower(), logo_name=model.brand.logo or ""),
        logo=b"",
        own_wordings={},
        own_clauses={},
        where=tree.where(),
        languages=tuple(language for language in LANGUAGES if language in {ENGLISH, *model.languages}),
        translations=_translations(model.values_cy, school_id, tree),
        places=tree.named(),
    )


def _values(school_id: str, model: SchoolFile, tree: YamlTree) -> Mapping[str, Given]:
    """Values as typed; one that is left empty is kept as "" so that `check` can name it."""
    return {
        name: Given("" if value is None else value, False, school_id, tree.where("values", name))
        for name, value in model.values.items()
    }


def _translations(given: Mapping[str, AnyValue], by: str, tree: YamlTree) -> Mapping[Language, Mapping[str, Given]]:
    """What values say in other languages; nothing without any, so that most schools are read as ever."""
    if not given:
        return {}
    return {"cy": {name: Given(value, False, by, tree.where("values-cy", name)) for name, value in given.items()}}


def _school_policy(school_id: str, policy: str, entry: SchoolPolicyEntry, tree: YamlTree) -> SchoolPolicy:
    at = ("policies", policy)
    outline = Given(entry.outline, False, school_id, tree.where(*at, "outline")) if entry.outline else None
    return SchoolPolicy(
        policy,
        outline,
        tuple(LeftOut(e.clause, e.reason, tree.where(*at, "leave-out", n)) for n, e in enumerate(entry.leave_out)),
        tuple(Added(e.clause, e.after, tree.where(*at, "add", n)) for n, e in enumerate(entry.add)),
        tree.where(*at),
        entry.written or "",
        entry.template_version or "",
    )


def _contact(entry: ContactEntry) -> Contact:
    return Contact(
        role=entry.role,
        post=entry.post,
        person=entry.person or "",
        phone=entry.phone or "",
        email=entry.email or "",
        office=entry.office or "",
        link=entry.link or "",
        post_cy=entry.post_cy or "",
        office_cy=entry.office_cy or "",
        tell=entry.tell,
        shown_to=tuple(audience for audience in AUDIENCES if audience in entry.show_to),
    )
