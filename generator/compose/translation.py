"""Which texts of a policy there are in another language, and whether they say what the English ones say today.

A translation names the English text that it is of by a sign, so that a change of the English shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Only

from generator.compose.selection import Chosen
from generator.formats.wording import translated_hash
from generator.model.clause import Clause, ClauseTranslation, Text
from generator.model.edition import AUDIENCES, Audience
from generator.model.languages import Language
from generator.model.library import Outline, Policy
from generator.model.translated import OutlineTranslation, PolicyTranslation


def clause_sign(clause: Clause, name: str) -> str:
    """The sign of the English wording `name` ("pupil", "pupil.secondary") with the titles over it; "" without one."""
    audience, _, secondary = name.partition(".")
    texts = clause.secondary if secondary else clause.wordings
    wording = next((text for reader, text in texts.items() if reader == audience), None)
    if wording is None:
        return ""
    shared = {reader: each.same_as or reader for reader, each in clause.treatments.items() if each.kind != "withheld"}
    titles = [clause.title_for(reader) for reader in AUDIENCES if shared.get(reader) == audience]
    return translated_hash((*dict.fromkeys(title.source for title in titles if title), wording))


def policy_sign(policy: Policy, name: str) -> str:
    """The sign of what all outlines of `policy` share for the audience `name`; "" when it does not get the policy."""
    audience = next((audience for audience in policy.audiences if audience == name), None)
    if audience is None:
        return ""
    given = (policy.titles, policy.summaries, policy.tell)
    texts: list[Text | str] = [policy.owner, *(each[audience] for each in given if audience in each)]
    slip = policy.slips.get(audience)
    texts += [slip.statement, slip.return_to, slip.return_by, slip.no_consequence] if slip else []
    return translated_hash((*texts, policy.edition_names.get(audience, "")))


def outline_sign(outline: Outline, name: str) -> str:
    """The sign of the titles of all sections for the audience `name`; "" without any."""
    titles = ((section.id, text) for section in outline.sections for who, text in section.titles.items() if who == name)
    texts = [part for titled in titles for part in titled]
    return translated_hash(texts) if texts else ""


State = Only["untranslated", "older", "unchecked", "checked"]
"""How a text stands in another language: not there, of an older English, seen by nobody, or checked."""
STATES: tuple[State, ...] = ("untranslated", "older", "unchecked", "checked")


@dataclass(frozen=True, slots=True)
class Translated:
    """A clause's title and wording in another language, and how they stand."""

    title: Text
    body: Text
    state: State

    @property
    def sound(self) -> bool:
        """Whether somebody has checked it, and it is of today's English."""
        return self.state == "checked"


def translated(chosen: Chosen, audience: Audience, language: Language) -> Translated | None:
    """What `audience` reads of a clause in `language`; None when it is not translated.

    A school's own wordings and clauses have no translation yet: the library's would say what the school does not say.
    """
    worded, clause = chosen.body_for(audience), chosen.clause
    translation = clause.translations.get(language)
    if translation is None or worded is None or worded[1] not in ("library", "alternative"):
        return None
    name: Audience = clause.treatments[audience].same_as or audience
    title = translation.titles.get(audience) or translation.titles.get(name)
    body = translation.wordings.get(name)
    if title is None or body is None:
        return None
    return Translated(title, body, _state(translation, name, clause_sign(clause, name)))


def _state(given: ClauseTranslation | PolicyTranslation | OutlineTranslation, name: str, today: str) -> State:
    if given.of.get(name) != today:
        return "older"
    return "checked" if given.checked else "unchecked"


def speaks(policy: Policy, outline: Outline, audience: Audience, language: Language) -> bool:
    """Whether there can be an edition in `language`: all that stands around its clauses is translated."""
    shared, titles = policy.translations.get(language), outline.translations.get(language)
    if shared is None or titles is None:
        return False
    return (
        all(audience in given for given in (shared.titles, shared.summaries, shared.tell))
        and (audience not in policy.slips or audience in shared.slips)
        and (audience not in policy.edition_names or audience in shared.edition_names)
        and all(
            audience in section.translations.get(language, {})
            for section in outline.sections
            if audience in section.titles
        )
    )


def frame_states(policy: Policy, outline: Outline, audience: Audience, language: Language) -> tuple[State, State]:
    """How that stands which is around clauses: what the policy's outlines share, and the titles of its sections."""
    if not speaks(policy, outline, audience, language):
        return "untranslated", "untranslated"
    return (
        _state(policy.translations[language], audience, policy_sign(policy, audience)),
        _state(outline.translations[language], audience, outline_sign(outline, audience)),
    )


def frame_sound(policy: Policy, outline: Outline, audience: Audience, language: Language) -> bool:
    """Whether all that stands around the clauses has been checked, and is of today's English."""
    return set(frame_states(policy, outline, audience, language)) == {"checked"}
