"""Reads `schools/`: groups, and each school with its contacts, own wordings, own clauses and logo."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.formats.clause_file import read_clause, read_own_wording
from generator.formats.file_model import load_model
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
from generator.library.files import Files
from generator.library.logo import read_logo
from generator.model.contacts import Contact, Contacts
from generator.model.edition import AUDIENCES
from generator.model.workspace import (
    Added,
    Clause,
    Given,
    Group,
    LeftOut,
    Library,
    OwnWording,
    School,
    SchoolPolicy,
)
from generator.problems import Location, Problem


def read_groups(files: Files) -> tuple[dict[str, Group], frozenset[str]]:
    """All readable groups by id, and the ids of those whose files have faults; problems go to `files`."""
    groups: dict[str, Group] = {}
    unreadable: set[str] = set()
    for group_id, file in files.listed("schools/groups", ".yml"):
        tree = files.yaml(file)
        model, problems = load_model(GroupFile, tree) if tree is not None else (None, ())
        files.problems += problems
        if model is None or tree is None:
            unreadable.add(group_id)
        else:
            files.problems += _values_cut(tree)
            groups[group_id] = _group(group_id, model, tree)
    return groups, frozenset(unreadable)


def _values_cut(tree: YamlTree) -> list[Problem]:
    """Values behind which something stands that is read as a note: “Room 4 #2” without quotation marks."""
    hint = "Put the whole value in quotation marks. If it is a note of yours, put it on a line of its own above."
    found = []
    for at in tree.cut:
        if at[0] == "values":
            message = f"what follows # in the detail “{at[1]}” is not read"
            found.append(Problem("value-cut", tree.where(*at), message, hint, severity="warning"))
    return found


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
    )


def read_schools(files: Files, library: Library) -> tuple[dict[str, School], frozenset[str]]:
    """All readable schools by id, and the ids of those whose school.yml has faults; problems go to `files`."""
    schools: dict[str, School] = {}
    unreadable: set[str] = set()
    for school_id, folder in files.folders("schools"):
        if school_id == "groups":
            continue
        here = Location(files.path_of(folder))
        if not (folder / "school.yml").exists():
            message = f"the folder “{school_id}” has no school.yml"
            hint = "Make one with `policypress new school`, or move the folder elsewhere."
            files.problems.append(Problem("school-file-missing", here, message, hint, school=school_id))
            unreadable.add(school_id)
            continue
        if not files.good_id(school_id, here):
            unreadable.add(school_id)
            continue
        school = _school(files, school_id, folder, library)
        if school is None:
            unreadable.add(school_id)
        else:
            schools[school_id] = school
    return schools, frozenset(unreadable)


def _school(files: Files, school_id: str, folder: Path, library: Library) -> School | None:
    tree = files.yaml(folder / "school.yml")
    if tree is None:
        return None
    model, problems = load_model(SchoolFile, tree)
    files.problems += problems
    if model is None:
        return None
    files.problems += _values_cut(tree)
    own_wordings, own_clauses, unreadable = _own(files, folder, library)
    brand, logo = read_logo(files, folder, model.brand, tree)
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
        policies={policy: _school_policy(school_id, policy, entry, tree) for policy, entry in model.policies.items()},
        values=_values(school_id, model, tree),
        choices={
            slot: Given(option, False, school_id, tree.where("choices", slot)) for slot, option in model.choices.items()
        },
        contacts=Contacts(tuple(_contact(entry) for entry in model.contacts), model.contacts_changed or ""),
        brand=brand,
        logo=logo,
        own_wordings=own_wordings,
        own_clauses=own_clauses,
        where=tree.where(),
        places={".".join(str(step) for step in at): place for at, place in tree.places.items() if at},
        unreadable=unreadable,
    )


def _values(school_id: str, model: SchoolFile, tree: YamlTree) -> Mapping[str, Given]:
    """Values as typed; one that is left empty is kept as "" so that `check` can name it."""
    return {
        name: Given("" if value is None else value, False, school_id, tree.where("values", name))
        for name, value in model.values.items()
    }


def _school_policy(school_id: str, policy: str, entry: SchoolPolicyEntry, tree: YamlTree) -> SchoolPolicy:
    at = ("policies", policy)
    outline = Given(entry.outline, False, school_id, tree.where(*at, "outline")) if entry.outline else None
    return SchoolPolicy(
        policy,
        outline,
        tuple(LeftOut(e.clause, e.reason, tree.where(*at, "leave-out", n)) for n, e in enumerate(entry.leave_out)),
        tuple(Added(e.clause, e.after, tree.where(*at, "add", n)) for n, e in enumerate(entry.add)),
        tree.where(*at),
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
        tell=entry.tell,
        shown_to=tuple(audience for audience in AUDIENCES if audience in entry.show_to),
    )


def _own(
    files: Files, folder: Path, library: Library
) -> tuple[dict[str, OwnWording], dict[str, Clause], frozenset[str]]:
    """The school's own wordings of library clauses, its own clauses, and the ids of files with faults."""
    wordings: dict[str, OwnWording] = {}
    clauses: dict[str, Clause] = {}
    unreadable: set[str] = set()
    for clause_id, file in files.listed(f"{files.path_of(folder)}/clauses", ".md"):
        text = files.text(file)
        if text is None:
            unreadable.add(clause_id)
            continue
        path = files.path_of(file)
        if clause_id in library.clauses or clause_id in library.unreadable:
            own, problems = read_own_wording(clause_id, text, path)
            files.problems += problems
            if own is not None:
                wordings[clause_id] = own
        else:
            clause, problems = read_clause(clause_id, text, path)
            files.problems += problems
            if clause is not None:
                clauses[clause_id] = clause
        if clause_id not in wordings and clause_id not in clauses:
            unreadable.add(clause_id)
    return wordings, clauses, frozenset(unreadable)
