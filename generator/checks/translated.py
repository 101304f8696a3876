"""The texts of translations, each beside the English text that it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.authored import Authored, readers_of
from generator.model.clause import Clause, ClauseTranslation, PerAudience, Text
from generator.model.edition import Audience
from generator.model.languages import Language
from generator.model.library import Outline, Policy
from generator.model.slips import SlipText
from generator.model.translated import PolicyTranslation

Pair = tuple[Authored, Text | None]
"""A text of a translation, and the English text that it is of; None when there is none."""


def of_clause_translations(clause: Clause) -> tuple[Authored, ...]:
    """The texts of all translations of a clause."""
    return tuple(text for text, _ in clause_pairs(clause))


def of_policy_translations(policy: Policy) -> tuple[Authored, ...]:
    """The texts of all translations of a policy and its outlines."""
    return tuple(text for text, _ in policy_pairs(policy))


def clause_pairs(clause: Clause) -> Iterator[Pair]:
    """The texts of all translations of a clause with their English."""
    for language, translation in clause.translations.items():
        yield from _bodies(clause, translation, language)
        for audience, text in _once(translation.titles):
            what = f"the title of “{clause.id}” in this translation"
            english = clause.titles.get(audience)
            yield Authored(text, what, clause.id, (audience,), False, clause.when.has, language=language), english


def _bodies(clause: Clause, translation: ClauseTranslation, language: Language) -> Iterator[Pair]:
    several = ((translation.wordings, clause.wordings, ""), (translation.secondary, clause.secondary, " secondary"))
    for texts, english, which in several:
        for audience, text in texts.items():
            what = f"the {audience}{which} wording of “{clause.id}” in this translation"
            readers = readers_of(clause, audience)
            made = Authored(text, what, clause.id, readers, True, clause.when.has, language=language)
            yield made, english.get(audience)


def _once(given: PerAudience) -> Iterator[tuple[Audience, Text]]:
    """Each text with the first audience that has it."""
    seen: set[int] = set()
    for audience, text in given.items():
        if id(text) not in seen:
            seen.add(id(text))
            yield audience, text


def policy_pairs(policy: Policy) -> Iterator[Pair]:
    """The texts of all translations of a policy and its outlines with their English."""
    for language, shared in policy.translations.items():
        yield from _shared(policy, shared, language)
    for outline in policy.outlines.values():
        yield from _titles(outline)


def _shared(policy: Policy, shared: PolicyTranslation, language: Language) -> Iterator[Pair]:
    named = f"of the policy “{policy.id}” in this translation"
    yield Authored(shared.owner, f"the owner {named}", in_markdown=False, language=language), policy.owner
    kinds: tuple[tuple[str, PerAudience, PerAudience], ...] = (
        ("title", shared.titles, policy.titles),
        ("summary", shared.summaries, policy.summaries),
        ("tell", shared.tell, policy.tell),
    )
    for what, texts, english in kinds:
        for audience, text in texts.items():
            made = Authored(text, f"the {what} {named}", "", (audience,), what != "title", language=language)
            yield made, english.get(audience)
    for audience, slip in shared.slips.items():
        of = policy.slips.get(audience)
        for key, text in slip_texts(slip).items():
            made = Authored(text, f"the {audience} slip {named}", "", (audience,), language=language)
            yield made, slip_texts(of)[key] if of else None


def slip_texts(slip: SlipText) -> Mapping[str, Text]:
    """The texts of a slip by their keys."""
    return {
        "statement": slip.statement,
        "return-to": slip.return_to,
        "return-by": slip.return_by,
        "no-consequence": slip.no_consequence,
    }


def _titles(outline: Outline) -> Iterator[Pair]:
    sections = {section.id: section for section in outline.sections}
    for language, translation in outline.translations.items():
        for section, texts in translation.titles.items():
            for audience, text in texts.items():
                what = f"the title of the section “{section}” in this translation"
                english = sections[section].titles.get(audience) if section in sections else None
                yield Authored(text, what, "", (audience,), False, language=language), english
