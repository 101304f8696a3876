"""What a school has drafted of one policy, and what stands in the way of adopting it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.compose.edition import Composer
from generator.history.deciding import Refusal
from generator.model.edition import Edition
from generator.model.languages import ENGLISH
from generator.model.schools import School
from generator.model.versions import Told
from generator.model.workspace import Workspace


def drafts(workspace: Workspace, school: School, policy: str) -> Mapping[Told, Edition]:
    """All editions of the policy from today's files, which `check` has found sound.

    A language in which an edition is not whole and checked is left out: nobody adopts what may say something else.
    Demonstrations keep it, as they may publish it.
    """
    found: dict[Told, Edition] = {}
    for language in school.languages:
        composer = Composer(workspace, school, policy, language=language)
        editions = {(audience, language): composer.edition(audience) for audience in composer.audiences}
        if language == ENGLISH or school.demonstration or not any(each.unchecked for each in editions.values()):
            found.update(editions)
    return found


def hindrances(school: School, editions: Mapping[Told, Edition]) -> Iterator[Refusal]:
    """Why these texts may not be adopted, whoever decides."""
    if school.template:
        message = f"{school.id} is a template, which no governors adopt"
        yield Refusal(message, "Make a school from it with `policypress new school`.")
    stale = {clause.id: None for each in editions.values() for clause in each.clauses() if clause.stale}
    for clause in stale:
        message = f"the wordings of “{clause}” have not been compared since the staff wording changed"
        yield Refusal(message, f"Read them and run `policypress confirm {clause}`.")
    blanks = {blank.name: blank.question for each in editions.values() for blank in each.blanks}
    for name, question in blanks.items():
        yield Refusal(f"the detail {name} is blank", f"Answer it in the school’s file: {question}")
