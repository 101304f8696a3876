"""Reads `content/`: clauses, policies, and the library's facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from generator.formats.clause_file import read_clause
from generator.formats.file_model import FileModel, load_model
from generator.formats.library_files import (
    AnyValue,
    CoverageFile,
    GlossaryFile,
    HelplinesFile,
    RetiredFile,
    SourcesFile,
    VariableEntry,
    VariablesFile,
)
from generator.formats.yaml_text import YamlTree
from generator.library.files import Files
from generator.library.policies import read_policies
from generator.model.edition import AUDIENCES, Helpline
from generator.model.workspace import (
    Clause,
    CoveredRule,
    GlossaryTerm,
    Library,
    NationalHelpline,
    Source,
    Value,
    Variable,
)
from generator.problems import Location, Problem

Shape = TypeVar("Shape", bound=FileModel)
Part = TypeVar("Part")


def read_library(files: Files) -> Library:
    """Everything under `content/`; problems go to `files`."""
    clauses, unreadable = _clauses(files)
    policies, faulty = read_policies(files)
    facts = _Facts(files)
    return Library(
        clauses=clauses,
        policies=policies,
        variables=facts.read("variables.yml", VariablesFile, _variables, {}),
        sources=facts.read("sources.yml", SourcesFile, _sources, {}),
        helplines=facts.read("helplines.yml", HelplinesFile, _helplines, ()),
        glossary=facts.read("glossary.yml", GlossaryFile, _glossary, ()),
        retired=facts.read("retired.yml", RetiredFile, _retired, {}),
        coverage=facts.read("coverage.yml", CoverageFile, _coverage, ()),
        unreadable=frozenset({*unreadable, *faulty, *facts.unreadable}),
    )


def _clauses(files: Files) -> tuple[dict[str, Clause], frozenset[str]]:
    clauses: dict[str, Clause] = {}
    unreadable: set[str] = set()
    found: dict[str, Path] = {}
    loose = list(files.listed("content/clauses", ".md"))
    topics = [entry for topic, _ in files.folders("content/clauses") for entry in _topic(files, topic)]
    for clause_id, file in [*loose, *topics]:
        path = files.path_of(file)
        if clause_id in found:
            message = f"there are two clauses with the id “{clause_id}”"
            first = Location(files.path_of(found[clause_id]))
            files.problems.append(
                Problem("id-twice", Location(path), message, "Rename one of the files.", see=(first,))
            )
            continue
        found[clause_id] = file
        text = files.text(file)
        clause, problems = read_clause(clause_id, text, path) if text is not None else (None, ())
        files.problems += problems
        if clause is None:
            unreadable.add(clause_id)
        else:
            clauses[clause_id] = clause
    return clauses, frozenset(unreadable)


def _topic(files: Files, topic: str) -> list[tuple[str, Path]]:
    files.good_id(topic, Location(f"content/clauses/{topic}"))
    return list(files.listed(f"content/clauses/{topic}", ".md"))


class _Facts:
    """Reads the library's YAML files; `unreadable` gathers the names of those with faults."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.unreadable: set[str] = set()

    def read(self, name: str, shape: type[Shape], convert: Callable[[Shape, YamlTree], Part], without: Part) -> Part:
        """The content of `content/<name>` as values, or `without` when the file is missing or faulty."""
        file = self._files.root / "content" / name
        if not file.exists():
            return without
        tree = self._files.yaml(file)
        model, problems = load_model(shape, tree) if tree is not None else (None, ())
        self._files.problems += problems
        if model is None or tree is None:
            self.unreadable.add(name)
            return without
        return convert(model, tree)


def _value(given: AnyValue) -> Value:
    return given


def _variables(file: VariablesFile, tree: YamlTree) -> Mapping[str, Variable]:
    return {
        name: Variable(
            name=name,
            type=entry.type,
            question=entry.question,
            example=entry.example if isinstance(entry.example, str) else "; ".join(entry.example),
            blank=entry.blank,
            optional=entry.optional,
            defaults=_defaults(entry),
            profile=entry.from_ or "",
            where=tree.where("variables", name),
        )
        for name, entry in file.variables.items()
    }


def _defaults(entry: VariableEntry) -> Mapping[str, Value]:
    if entry.default is None:
        return {}
    if isinstance(entry.default, dict):
        return {nation: _value(value) for nation, value in entry.default.items()}
    return {"": entry.default}


def _sources(file: SourcesFile, tree: YamlTree) -> Mapping[str, Source]:
    return {
        source_id: Source(
            source_id,
            entry.title,
            entry.nations,
            entry.link,
            entry.checked_on,
            entry.checked_by,
            tree.where("sources", source_id),
        )
        for source_id, entry in file.sources.items()
    }


def _helplines(file: HelplinesFile, tree: YamlTree) -> tuple[NationalHelpline, ...]:
    return tuple(
        NationalHelpline(
            Helpline(line_id, entry.name, entry.for_, entry.phone or "", entry.link or "", entry.checked_on),
            entry.nations,
            entry.audiences,
            tree.where("helplines", line_id),
        )
        for line_id, entry in file.helplines.items()
    )


def _glossary(file: GlossaryFile, tree: YamlTree) -> tuple[GlossaryTerm, ...]:
    return tuple(
        GlossaryTerm(
            term_id,
            entry.term,
            dict.fromkeys(AUDIENCES, entry.meaning)
            if isinstance(entry.meaning, str)
            else {audience: entry.meaning[audience] for audience in AUDIENCES if audience in entry.meaning},
            tree.where("glossary", term_id),
        )
        for term_id, entry in file.glossary.items()
    )


def _retired(file: RetiredFile, tree: YamlTree) -> Mapping[str, Location]:
    return {entry.id: tree.where("retired", index) for index, entry in enumerate(file.retired)}


def _coverage(file: CoverageFile, tree: YamlTree) -> tuple[CoveredRule, ...]:
    return tuple(
        CoveredRule(
            rule_id,
            tuple(carrier for carrier in rule.carried_by if isinstance(carrier, str)),
            bool(rule.replaced or rule.left_out) or any(not isinstance(carrier, str) for carrier in rule.carried_by),
            tree.where("rules", rule_id),
        )
        for rule_id, rule in file.rules.items()
    )
