"""What today's files say of each policy of a school, for its register: title, owner, how often, changes of the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.compose.edition import profile_of
from generator.compose.inherit import settled_values
from generator.compose.results import Answers, Asked
from generator.compose.selection import select
from generator.formats.expressions import parse_expression
from generator.model.clause import Text
from generator.model.edition import ClauseChange
from generator.model.library import Library, Policy
from generator.model.register import LawChange, PolicyToday, SchoolToday
from generator.model.remembered import RememberedOf
from generator.model.reviews import Answer
from generator.model.schools import School
from generator.model.text import Hole, Literal, Term
from generator.model.workspace import Workspace

_FAULTY = "adopted/"
"""Stands before the names of policies whose records have faults among what of a school is unreadable."""
_LAW = RememberedOf(4)
"""Whether any clause of a library has a change of the law: most have none, and then nobody need look at outlines."""


def school_today(workspace: Workspace, school: School) -> SchoolToday:
    """What the register of `school` needs to know beside its records.

    Files that `check` would refuse do no harm: what cannot be made out is left out.
    """
    answers = Answers(workspace.library.variables, settled_values(workspace, school), blanks=True)
    faulty = {name.removeprefix(_FAULTY) for name in school.unreadable if name.startswith(_FAULTY)} - {""}
    names = sorted({*school.policies, *(history.policy for history in school.histories), *faulty})
    return SchoolToday(
        id=school.id,
        name=profile_of(workspace, school).name,
        group=school.group,
        policies=tuple(
            replace(_policy_today(workspace, school, name, answers), unreadable=name in faulty) for name in names
        ),
        others=school.other_policies,
    )


def _policy_today(workspace: Workspace, school: School, name: str, answers: Answers) -> PolicyToday:
    library, taken = workspace.library, name in school.policies
    policy = library.policies.get(name)
    rule = next((rule for rule in library.reviews.get(name, ()) if school.nation in rule.nations), None)
    title, owner = (_plain(_title(policy), answers), _plain(policy.owner, answers)) if policy else (name, "")
    law = tuple(_law(workspace, school, name)) if taken and policy else ()
    if rule is None:
        return PolicyToday(name, title, owner, law=law, taken=taken)
    source = library.sources.get(rule.source)
    return PolicyToday(
        policy=name,
        title=title,
        owner=owner,
        statutory=_answer(rule.statutory),
        website=_answer(rule.on_website),
        months=rule.months,
        says=rule.says,
        source=source.title if source else "",
        link=source.link if source else "",
        checked_on=rule.checked_on,
        law=law,
        taken=taken,
    )


def _answer(so: bool) -> Answer:
    return "yes" if so else "no"


def _title(policy: Policy) -> Text | None:
    """That of the staff edition, or of the first other one."""
    return policy.titles.get("staff") or next(iter(policy.titles.values()), None)


def _plain(text: Text | None, answers: Answers) -> str:
    """`text` with the school's details set in, as one line."""
    said = []
    for run in text.runs if text else ():
        if isinstance(run, Literal | Term):
            said.append(run.text)
        elif isinstance(run, Hole):
            said.append(_result(run.key, answers))
    return " ".join("".join(said).split())


def _result(key: str, answers: Answers) -> str:
    expression = parse_expression(key)
    try:
        return "" if isinstance(expression, str) else answers.to(Asked(expression, key)).entries[0][1].text
    except ValueError:  # `check` says what is wrong with it
        return f"[{key}]"


def _law(workspace: Workspace, school: School, policy: str) -> Iterator[LawChange]:
    """Changes of the law in the clauses of the draft, in their order."""
    library = workspace.library
    if not (_LAW.of(library, _any_law) or any(_is_law(clause.changes) for clause in school.own_clauses.values())):
        return
    selection = select(workspace, school, policy)
    for chosen in selection.chosen() if selection else ():
        for change in chosen.clause.changes:
            if change.kind == "law":
                source = library.sources.get(change.source)
                yield LawChange(chosen.clause.id, change, source.title if source else "")


def _any_law(library: Library) -> bool:
    return any(_is_law(clause.changes) for clause in library.clauses.values())


def _is_law(changes: Iterable[ClauseChange]) -> bool:
    return any(change.kind == "law" for change in changes)
