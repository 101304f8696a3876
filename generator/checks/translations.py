"""Translations: each is of a text that there is, as it stands today, and asks for nothing that its English does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.checks.school_view import SchoolView
from generator.checks.translated import Pair, clause_pairs, policy_pairs
from generator.checks.words import counted, listed, quoted
from generator.compose.selection import Selection
from generator.compose.sites import tree_of
from generator.compose.translation import clause_sign, frame_sound, outline_sign, policy_sign, speaks, translated
from generator.formats.expressions import Expression, parse_expression
from generator.model.clause import Clause, ClauseTranslation, Text
from generator.model.edition import AUDIENCES, Audience
from generator.model.languages import INTERFACE, Language
from generator.model.library import Policy
from generator.model.text import Reference, holes
from generator.model.translated import OutlineTranslation, PolicyTranslation
from generator.problems import Problem

Translation = ClauseTranslation | PolicyTranslation | OutlineTranslation
_FILTERS = {"cy": {"date": "date_cy", "sentence": "sentence_cy", "possessive": "", "article": ""}}
_ENGLISH = {"date_cy": "date", "sentence_cy": "sentence"}


def translation_stale(inspection: Inspection) -> Iterator[Problem]:
    """A translation names the English text that it is of, and that is the English of today."""
    for clause in inspection.library.clauses.values():
        for translation in clause.translations.values():
            names = (*translation.wordings, *(f"{audience}.secondary" for audience in translation.secondary))
            yield from _stale(translation, names, partial(clause_sign, clause))
    for policy in inspection.library.policies.values():
        for shared in policy.translations.values():
            yield from _stale(shared, _audiences(shared.titles), partial(policy_sign, policy))
        for outline in policy.outlines.values():
            for titles in outline.translations.values():
                names = _audiences(name for given in titles.titles.values() for name in given)
                yield from _stale(titles, names, partial(outline_sign, outline))


def _audiences(names: Iterable[str]) -> tuple[Audience, ...]:
    given = set(names)
    return tuple(audience for audience in AUDIENCES if audience in given)


def _stale(translation: Translation, names: Iterable[str], sign: Callable[[str], str]) -> Iterator[Problem]:
    for name in names:
        today, given = sign(name), translation.of.get(name, "")
        if today and given != today:
            key, what = name.replace(".", "-"), "is older than the English one"
            what = what if given else "does not say of which English text it is"
            where = translation.places.get(f"of.{key}", translation.places.get("of", translation.where))
            message = f"the {name.replace('.', ' ')} text of this translation {what}"
            hint = f"See that it says what the English says today; then write `{key}: {today}` under `of:`."
            yield Problem("translation-stale", where, message, hint, severity="warning")


def _pairs(inspection: Inspection) -> Iterator[Pair]:
    for clause in inspection.library.clauses.values():
        yield from clause_pairs(clause)
    for policy in inspection.library.policies.values():
        yield from policy_pairs(policy)


def translation_unused(inspection: Inspection) -> Iterator[Problem]:
    """What is translated is there in English for the same readers."""
    for text, english in _pairs(inspection):
        if english is None and (text.in_markdown or not text.clause):  # one title may be for more than is translated
            message = f"{text.what} translates nothing: there is no such English text"
            yield Problem("translation-unused", text.at(0), message, _DELETE)
    for policy in inspection.library.policies.values():
        for shared in policy.translations.values():
            for audience in [name for name in shared.edition_names if name not in policy.edition_names]:
                message = f"the name of the {audience} edition translates nothing: in English it has no name of its own"
                where = shared.places.get(f"edition-names.{audience}", shared.where)
                yield Problem("translation-unused", where, message, _DELETE)


_DELETE = "Delete it, or see whether it is for others."


def translation_incomplete(inspection: Inspection) -> Iterator[Problem]:
    """A translated wording has a title, and what stands around clauses is translated as a whole or not at all."""
    for clause in inspection.library.clauses.values():
        yield from _untitled(clause)
    for policy in inspection.library.policies.values():
        for shared in policy.translations.values():
            for key, missing in _missing(policy, shared):
                message = f"this translation has no `{key}` for {missing} readers, for whom it has other texts"
                hint = f"Under `{key}:` add `{missing}: …`, or take these readers out of it."
                yield Problem("translation-incomplete", shared.where, message, hint)


def _untitled(clause: Clause) -> Iterator[Problem]:
    for translation in clause.translations.values():
        bare = [name for name in (*translation.wordings, *translation.secondary) if name not in translation.titles]
        if bare:
            message = f"this translation has no title for {listed(dict.fromkeys(bare))} readers"
            yield Problem("translation-incomplete", translation.where, message, f"Under `title:` add `{bare[0]}: …`.")


def _missing(policy: Policy, shared: PolicyTranslation) -> Iterator[tuple[str, Audience]]:
    given = (
        ("title", shared.titles, policy.titles),
        ("summary", shared.summaries, policy.summaries),
        ("tell", shared.tell, policy.tell),
        ("slip", shared.slips, policy.slips),
        ("edition-names", shared.edition_names, policy.edition_names),
    )
    begun = {audience for _, texts, _ in given for audience in texts}
    for key, texts, english in given:
        yield from ((key, name) for name in AUDIENCES if name in begun and name in english and name not in texts)


def translation_detail(inspection: Inspection) -> Iterator[Problem]:
    """A translation reads no detail and refers to no clause that its English does not: all are known to be there."""
    for text, english in _pairs(inspection):
        if english is None:
            continue
        hint = "Say it as the English does, or change the English first."
        known = _variables(english)
        if more := [name for name in text.variables if name not in known]:
            message = f"{text.what} reads {quoted(more)}, which the English does not"
            yield Problem("translation-detail", text.where_variable(more[0]), message, hint)
        targets = {run.clause for run in english.runs if isinstance(run, Reference)}
        if more := [name for name in text.references if name not in targets]:
            message = f"{text.what} refers to {quoted(more)}, to which the English does not"
            yield Problem("translation-detail", text.where_reference(more[0]), message, hint)


def _variables(text: Text) -> frozenset[str]:
    parsed = (parse_expression(key) for key in holes(text.runs))
    return frozenset(expression.variable for expression in parsed if isinstance(expression, Expression))


def translation_filter(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A filter that makes words is of the language of the text: dates and lists are written otherwise in Welsh."""
    wrong = _FILTERS.get(text.language, _ENGLISH)
    for expression in text.expressions:
        for name in expression.filters:
            if name in wrong:
                message = f"{{{{ {expression.key} }}}}: “{name}” makes words of another language than its text is in"
                hint = f"Write “{wrong[name]}” in its place." if wrong[name] else "Take the filter out."
                yield Problem("translation-filter", text.where_variable(expression.variable), message, hint)


def welsh_unready(view: SchoolView) -> Iterator[Problem]:
    """No public edition in another language falls back to English, or is what nobody has checked."""
    school = view.school
    if school.demonstration:
        return
    for language in school.languages[1:]:
        for selection in view.selections:
            for audience in selection.policy.audiences:
                lacks = _lacks(selection, audience, language) if tree_of(school, audience) == "public" else ""
                if lacks:
                    message = f"the {audience} edition of “{selection.policy.id}” would be public in Welsh, and {lacks}"
                    hint = f"`policypress languages {school.id}` names what is missing. Until then, take `cy` out."
                    yield Problem("welsh-unready", school.place("languages"), message, hint)


def _lacks(selection: Selection, audience: Audience, language: Language) -> str:
    """What an edition still lacks, as the end of a sentence; "" for one that may be public."""
    policy, outline = selection.policy, selection.outline
    if not speaks(policy, outline, audience, language):
        return "its titles and summary are not translated"
    said = [translated(one, audience, language) for one in selection.chosen() if one.body_for(audience)]
    if bare := said.count(None):
        return f"{counted(bare, 'clause')} of it {'is' if bare == 1 else 'are'} not translated"
    sound = frame_sound(policy, outline, audience, language) and all(one and one.sound for one in said)
    if not sound:
        return "some of it is older than the English, or nobody has checked it"
    return "" if INTERFACE[language] else "our own words on its pages have not been checked"
