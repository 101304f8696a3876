"""Reads translations, which stand beside what they translate: `friend-requests.cy.md`, `policy.cy.yml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from generator.library.files import Files
from generator.library.kinds import CLAUSE_TRANSLATION, OUTLINE_TRANSLATION, POLICY_TRANSLATION
from generator.model.clause import Clause
from generator.model.languages import Language
from generator.model.library import Outline, Policy
from generator.model.translated import OutlineTranslation
from generator.problems import Location, Problem


def with_clause_translations(
    files: Files, clauses: Mapping[str, Clause], unreadable: Collection[str]
) -> dict[str, Clause]:
    """`clauses` with their translations; problems go to `files`.

    Of `unreadable` clauses nobody can say whether their translations are right, so these are left alone.
    """
    found = dict(clauses)
    for folder in ("content/clauses", *(f"content/clauses/{topic}" for topic in files.folders("content/clauses"))):
        for clause_id, language, file in files.translations(folder, ".md"):
            if clause_id in unreadable:
                continue
            clause = found.get(clause_id)
            if clause is None or Path(clause.where.path).parent.as_posix() != folder:
                _lost(files, file, f"{clause_id}.md")
                continue
            translation = files.read(file, CLAUSE_TRANSLATION, clause_id)
            if translation is not None:
                found[clause_id] = replace(clause, translations={**clause.translations, language: translation})
    return found


def with_policy_translations(files: Files, policy: Policy, faulty: Collection[str]) -> Policy:
    """`policy` and its outlines with their translations; problems go to `files`. `faulty` outlines are left alone."""
    folder = f"content/policies/{policy.id}"
    outlines = dict(policy.outlines)
    for name, language, file in files.translations(folder, ".yml"):
        if name == "policy":
            translation = files.read(file, POLICY_TRANSLATION, policy.id)
            if translation is not None:
                policy = replace(policy, translations={**policy.translations, language: translation})
        elif name in outlines:
            titles = files.read(file, OUTLINE_TRANSLATION, name)
            if titles is not None:
                outlines[name] = _with_titles(outlines[name], language, titles)
        elif f"policies/{policy.id}/{name}" not in faulty:
            _lost(files, file, f"{name}.yml")
    return replace(policy, outlines=outlines)


def _with_titles(outline: Outline, language: Language, titles: OutlineTranslation) -> Outline:
    sections = tuple(
        replace(section, translations={**section.translations, language: titles.titles[section.id]})
        if section.id in titles.titles
        else section
        for section in outline.sections
    )
    return replace(outline, sections=sections, translations={**outline.translations, language: titles})


def _lost(files: Files, file: Path, of: str) -> None:
    message = f"this translates {of}, which does not stand beside it"
    hint = "Move it beside the text that it translates, give it the same name, or delete it."
    files.problems.append(Problem("translation-lost", Location(files.path_of(file)), message, hint))
