"""Whether what a school words itself agrees with what its other readers are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.checks.agreement import Disagreement, Said, Wording, disagreements, turned_round
from generator.checks.authored import Authored
from generator.checks.parity import words_said
from generator.checks.school_view import SchoolView
from generator.compose.selection import Chosen
from generator.model.edition import AUDIENCES, Audience
from generator.problems import Problem

Texts = Mapping[Audience, Authored]


def wordings_disagree(view: SchoolView) -> Iterator[Problem]:
    """A wording of the school's own does not contradict what other readers of its clause get, nor turn it round."""
    for text, problem in _found(view):
        if not _waived(text):
            yield problem


def agree_unused(view: SchoolView) -> Iterator[Problem]:
    """A reason why an own wording may disagree stands only where it does."""
    disagreeing = [text for text, _ in _found(view)]
    for chosen in _reworded(view):
        for text in view.texts_of(chosen):
            if text.own and text.heading and _waived(text) and text not in disagreeing:
                message = f"`waive:` gives a reason why {text.what} may disagree, and it does not"
                where = text.heading.places.get(f"waive.{text.heading.name}.agree", text.text.where)
                yield Problem("agree-unused", where, message, "Remove these words.", severity="warning")


def _reworded(view: SchoolView) -> Iterable[Chosen]:
    """The clauses that the school words itself, each once."""
    return {chosen.clause.id: chosen for chosen in view.chosen if chosen.own is not None}.values()


def _found(view: SchoolView) -> Iterator[tuple[Authored, Problem]]:
    """The first contradiction of each own wording, waived or not."""
    for chosen in _reworded(view):
        texts = _by_reader(view.texts_of(chosen))
        before = _by_reader(view.inspection.texts_of(chosen.clause))
        told: set[Audience] = set()
        for audience, problem in (*_against_others(chosen, texts), *_against_replaced(texts, before)):
            if audience not in told:
                told.add(audience)
                yield texts[audience], problem


def _by_reader(texts: tuple[Authored, ...]) -> Texts:
    """The wordings by the audience under whose heading they stand, staff's first."""
    named = {text.heading.name: text for text in texts if text.heading}
    return {audience: named[audience] for audience in AUDIENCES if audience in named}


def _waived(text: Authored) -> bool:
    return text.heading is not None and bool(text.heading.waiver.agree)


def _wording(audience: Audience, text: Authored) -> Wording:
    return Wording(audience, audience, text.words_only)


def _against_others(chosen: Chosen, texts: Texts) -> Iterator[tuple[Audience, Problem]]:
    """Contradictions in which a wording of the school's own takes part: those of the library are told there."""
    wordings = [_wording(audience, text) for audience, text in texts.items()]
    for found in disagreements(wordings, chosen.clause.strength):
        for one, other in ((found.one, found.other), (found.other, found.one)):
            if one is not None and texts[_audience(one)].own:
                yield _audience(one), _problem(chosen, texts, one, other)
                break


def _against_replaced(texts: Texts, before: Texts) -> Iterator[tuple[Audience, Problem]]:
    """Own wordings that turn the library's round, while other readers still get the library's."""
    if all(text.own for text in texts.values()):
        return
    for audience, text in texts.items():
        replaced = before.get(audience)
        if replaced is None or not text.own:
            continue
        found = turned_round(_wording(audience, text), _wording(audience, replaced))
        if found is not None and found.other is not None:
            yield audience, _told(text, found, replaced)


def _told(text: Authored, found: Disagreement, replaced: Authored) -> Problem:
    other = found.other or found.one
    message = f"{text.what} says “{words_said(text, found.one)}”, and the library’s, which it replaces, says "
    message += f"“{words_said(replaced, other)}”; other readers still get the library’s wording"
    hint = _hint(text)
    return Problem("wordings-disagree", text.at(found.one.start), message, hint, (replaced.at(other.start),), "warning")


def _problem(chosen: Chosen, texts: Texts, one: Said, other: Said | None) -> Problem:
    text = texts[_audience(one)]
    message = f"{text.what} says “{words_said(text, one)}”"
    if other is None:
        message += f", and the clause says `strength: {chosen.clause.strength}`"
        see = (chosen.clause.places.get("strength", chosen.clause.where),)
    else:
        against = texts[_audience(other)]
        message += f", and {against.what} says “{words_said(against, other)}”"
        see = (against.at(other.start),)
    return Problem("wordings-disagree", text.at(one.start), message, _hint(text), see, "warning")


def _audience(said: Said) -> Audience:
    return next(audience for audience in AUDIENCES if audience == said.name)


def _hint(text: Authored) -> str:
    name = text.heading.name if text.heading else ""
    return f'Make them agree. If both are right, say why in this file: `waive: {{{name}: {{agree: "the reason"}}}}`.'
