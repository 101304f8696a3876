"""Whether all audiences are told the same: wordings written against an older staff wording, and contradictions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.agreement import Disagreement, Said, Wording, disagreements
from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.checks.words import counted, listed
from generator.compose.parity import stale, unrecorded
from generator.model.clause import Clause, Text
from generator.model.edition import AUDIENCES, Audience
from generator.model.remembered import Remembered
from generator.problems import Problem

_NAMED = 3
"""Wordings that are named when many have no record."""


def wording_stale(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """What pupils and parents read was last compared with the staff wording as it is now."""
    for audience in stale(clause):
        message = (
            f"the staff wording of “{clause.id}” has changed since the {audience} wording was last compared with it"
        )
        hint = f"Read both, mend the {audience} wording if it needs it, then run `{_confirm(clause, audience)}`."
        see = tuple(text.where for text in _texts(clause, audience))
        where = clause.places.get(f"written-against.{audience}", clause.where)
        yield Problem("wording-stale", where, message, hint, (clause.wordings["staff"].where, *see), "warning")


def wording_unconfirmed(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """Where records are kept of what wordings were written against, every wording has one."""
    if inspection.library.clauses.get(clause.id) is not clause:
        if clause.written_against and unrecorded(clause):
            yield _unconfirmed(clause, unrecorded(clause))
        return
    without = inspection.unrecorded
    if clause.id != next(iter(without), ""):
        return  # told once, at the first of them: a library has hundreds
    number = sum(map(len, without.values()))
    if number == 1:
        yield _unconfirmed(clause, without[clause.id])
        return
    named = [f"“{name}” ({listed(whose)})" for name, whose in without.items()]
    more = [f"{len(named) - _NAMED:,} more"] if len(named) > _NAMED else []
    message = f"{counted(number, 'wording')} of the library do not record which staff wording they were written "
    message += f"against: {listed([*named[:_NAMED], *more])}"
    hint = f"Read each beside the staff wording and run `policypress confirm`: first `{_confirm(clause)}`. When all "
    hint += "have been read, `policypress confirm --unrecorded` records the rest at once."
    yield Problem("wording-unconfirmed", clause.where, message, hint, severity="warning")


def _unconfirmed(clause: Clause, whose: tuple[Audience, ...]) -> Problem:
    message = f"“{clause.id}” does not record which staff wording its {listed(whose)} wording was written against"
    hint = f"Read both, then run `{_confirm(clause, *whose)}`."
    where = clause.places.get("written-against", clause.where)
    return Problem("wording-unconfirmed", where, message, hint, severity="warning")


def _confirm(clause: Clause, *whose: Audience) -> str:
    """The command that records it, for a clause of the library or of a school's own."""
    own = re.match("schools/([^/]+)/clauses/", clause.where.path)
    return " ".join(["policypress confirm", clause.id, *whose, *(["--school", own[1]] if own else [])])


def _texts(clause: Clause, audience: Audience) -> tuple[Text, ...]:
    return tuple(texts[audience] for texts in (clause.wordings, clause.secondary) if audience in texts)


def wordings_disagree(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """The wordings of a clause do not contradict one another."""
    for problem in _found(clause, inspection):
        if not _waived(clause, problem[0]):
            yield problem[1]


def agree_unused(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """A reason why wordings may disagree stands only where they do."""
    for name, waiver in clause.waivers.items():
        if waiver.agree and not any(found == name for found, _ in _found(clause, inspection)):
            message = f"`waive:` gives a reason why the {name} wording of “{clause.id}” may disagree, and it does not"
            where = clause.places.get(f"waive.{name}.agree", clause.where)
            yield Problem("agree-unused", where, message, "Remove these words.", severity="warning")


def _waived(clause: Clause, name: str) -> bool:
    return name in clause.waivers and bool(clause.waivers[name].agree)


_FOUND: Remembered[tuple[object, ...], tuple[Disagreement, ...]] = Remembered(4096)
"""By the texts: two checks ask, and a preview reads all clauses anew with every save."""


def _found(clause: Clause, inspection: Inspection) -> Iterator[tuple[str, Problem]]:
    """The contradictions of a clause, waived ones, too, each under the name of the heading where it stands."""
    texts = {text.heading.name: text for text in inspection.texts_of(clause) if text.heading}
    wordings = tuple(Wording(name, _whose(name), texts[name].words_only) for name in _IN_ORDER if name in texts)
    known = (clause.strength, wordings)
    if known not in _FOUND:
        _FOUND.keep(known, tuple(disagreements(wordings, clause.strength)))
    for found in _FOUND[known]:
        name, one = found.one.name, texts[found.one.name]
        message = f"{_named(name)} says “{words_said(one, found.one)}”"
        hint = f'Make them agree. If both are right, say why: `waive: {{{name}: {{agree: "the reason"}}}}`.'
        if found.other is None:
            message += f", and the clause says `strength: {clause.strength}`"
            see = (clause.places.get("strength", clause.where),)
        else:
            other = texts[found.other.name]
            message += f", and {_named(found.other.name)} says “{words_said(other, found.other)}”"
            see = (other.at(found.other.start),)
        yield name, Problem("wordings-disagree", one.at(found.one.start), message, hint, see, "warning")


_OLDER = "-secondary"
_IN_ORDER = tuple(f"{audience}{ending}" for audience in ("staff", "parent", "pupil") for ending in ("", _OLDER))
"""Names of headings, staff's first."""


def _whose(heading: str) -> Audience:
    return next(audience for audience in AUDIENCES if heading.startswith(audience))


def _named(heading: str) -> str:
    return f"the {_whose(heading)} wording{' for older pupils' if heading.endswith(_OLDER) else ''}"


def words_said(text: Authored, said: Said) -> str:
    """What an author wrote there, in one line."""
    return " ".join(text.text.source[said.start : said.end].split())
