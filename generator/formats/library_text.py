"""The library's YAML files: details, sources, helplines, services, glossary, withdrawn ids, what carries a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from generator.formats.file_model import FileModel, read_model
from generator.formats.library_files import (
    AnyValue,
    CoverageFile,
    ForAudiences,
    GlossaryFile,
    HelplinesFile,
    NationName,
    RetiredFile,
    ReviewsFile,
    ServicesFile,
    SourcesFile,
    VariablesFile,
)
from generator.formats.yaml_text import YamlTree
from generator.model.edition import AUDIENCES, Audience, Helpline
from generator.model.library import CoveredRule, GlossaryTerm, NationalHelpline, Service, Source, Value, Variable
from generator.model.reviews import ReviewRule
from generator.model.translated import TranslatedLine, TranslatedTerm
from generator.problems import Location, Problem

Shape = TypeVar("Shape", bound=FileModel)
Part = TypeVar("Part")


def read_variables(text: str, path: str) -> tuple[Mapping[str, Variable] | None, tuple[Problem, ...]]:
    """The declared details by name, in the order of the file; this and the others: None when the file has faults."""
    return _read(VariablesFile, _variables, text, path)


def read_sources(text: str, path: str) -> tuple[Mapping[str, Source] | None, tuple[Problem, ...]]:
    """Laws and guidance by id."""
    return _read(SourcesFile, _sources, text, path)


def read_helplines(text: str, path: str) -> tuple[tuple[NationalHelpline, ...] | None, tuple[Problem, ...]]:
    """Whom readers of a nation can turn to."""
    return _read(HelplinesFile, _helplines, text, path)


def read_services(text: str, path: str) -> tuple[tuple[Service, ...] | None, tuple[Problem, ...]]:
    """Where to report a post to each service, in the order of the file."""
    return _read(ServicesFile, _services, text, path)


def read_reviews(text: str, path: str) -> tuple[Mapping[str, tuple[ReviewRule, ...]] | None, tuple[Problem, ...]]:
    """How often each policy is looked at, by the policy's id."""
    return _read(ReviewsFile, _reviews, text, path)


def read_glossary(text: str, path: str) -> tuple[tuple[GlossaryTerm, ...] | None, tuple[Problem, ...]]:
    """Words and their meanings."""
    return _read(GlossaryFile, _glossary, text, path)


def read_retired(text: str, path: str) -> tuple[Mapping[str, Location] | None, tuple[Problem, ...]]:
    """Ids of clauses that were withdrawn, and where that is written."""
    return _read(RetiredFile, _retired, text, path)


def read_coverage(text: str, path: str) -> tuple[tuple[CoveredRule, ...] | None, tuple[Problem, ...]]:
    """Each rule of older policies and what carries it."""
    return _read(CoverageFile, _coverage, text, path)


def _read(
    shape: type[Shape], convert: Callable[[Shape, YamlTree], Part], text: str, path: str
) -> tuple[Part | None, tuple[Problem, ...]]:
    read, problems = read_model(shape, text, path)
    return (convert(*read) if read else None), problems


def _variables(file: VariablesFile, tree: YamlTree) -> Mapping[str, Variable]:
    return {
        name: Variable(
            name=name,
            type=entry.type,
            question=entry.question,
            example=entry.example if isinstance(entry.example, str) else "; ".join(entry.example),
            blank=entry.blank,
            optional=entry.optional,
            defaults=_defaults(entry.default),
            profile=entry.from_ or "",
            where=tree.where("variables", name),
            by_hand=entry.by_hand,
            begins=entry.begins,
            translations={"cy": _defaults(entry.default_cy)} if entry.default_cy is not None else {},
        )
        for name, entry in file.variables.items()
    }


def _defaults(given: AnyValue | Mapping[NationName, AnyValue] | None) -> Mapping[str, Value]:
    if given is None:
        return {}
    if isinstance(given, str | tuple):
        return {"": given}
    return {nation: _value(value) for nation, value in given.items()}


def _value(given: AnyValue) -> Value:
    return given


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
            {"cy": TranslatedLine(entry.cy.name, entry.cy.for_, entry.cy.checked is not None)} if entry.cy else {},
        )
        for line_id, entry in file.helplines.items()
    )


def _services(file: ServicesFile, tree: YamlTree) -> tuple[Service, ...]:
    return tuple(
        Service(
            service_id,
            entry.name,
            entry.link,
            entry.how,
            entry.without_account or "",
            entry.checked_on,
            entry.checked_by,
            tree.where("services", service_id),
        )
        for service_id, entry in file.services.items()
    )


def _reviews(file: ReviewsFile, tree: YamlTree) -> Mapping[str, tuple[ReviewRule, ...]]:
    return {
        policy: tuple(
            ReviewRule(
                entry.nations,
                entry.statutory,
                entry.on_website,
                entry.months,
                entry.says,
                entry.source or "",
                entry.checked_on,
                entry.checked_by,
                tree.where("reviews", policy, number),
            )
            for number, entry in enumerate(entries)
        )
        for policy, entries in file.reviews.items()
    }


def _glossary(file: GlossaryFile, tree: YamlTree) -> tuple[GlossaryTerm, ...]:
    return tuple(
        GlossaryTerm(
            term_id,
            entry.term,
            _meanings(entry.meaning),
            tree.where("glossary", term_id),
            {"cy": TranslatedTerm(entry.cy.term, _meanings(entry.cy.meaning), entry.cy.checked is not None)}
            if entry.cy
            else {},
        )
        for term_id, entry in file.glossary.items()
    )


def _meanings(given: ForAudiences) -> Mapping[Audience, str]:
    if isinstance(given, str):
        return dict.fromkeys(AUDIENCES, given)
    return {audience: given[audience] for audience in AUDIENCES if audience in given}


def _retired(file: RetiredFile, tree: YamlTree) -> Mapping[str, Location]:
    return {entry.id: tree.where("retired", index) for index, entry in enumerate(file.retired)}


def _coverage(file: CoverageFile, tree: YamlTree) -> tuple[CoveredRule, ...]:
    return tuple(
        CoveredRule(
            id=rule_id,
            carried_by=tuple(carrier for carrier in rule.carried_by if isinstance(carrier, str)),
            accounted_for=bool(rule.replaced or rule.left_out)
            or any(not isinstance(carrier, str) for carrier in rule.carried_by),
            where=tree.where("rules", rule_id),
            fields=tuple(carrier.field for carrier in rule.carried_by if not isinstance(carrier, str)),
            unheard_of=tuple(policy for policy in rule.seen_in if policy not in file.sources_of_rules),
        )
        for rule_id, rule in file.rules.items()
    )
