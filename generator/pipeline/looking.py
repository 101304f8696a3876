"""Reads and checks a policy folder school by school, unless an earlier command did so with the same files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.history.turns import Turn
from generator.model.governing import NO_GOVERNANCE, Governance
from generator.pipeline.agenda import Call
from generator.pipeline.crew import Answer, Crew
from generator.pipeline.inputs import Inputs, together
from generator.pipeline.order import Progress
from generator.pipeline.record import FolderFound, Problems, SchoolFound
from generator.problems import Problem, at_most, in_order

Tell = Callable[[Progress], None]
AT_ONCE = 20
"""Schools that one process reads and checks sooner than others would have started."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A policy folder as a command sees it: all problems, the schools with a folder, those whose file has faults.

    `clauses` counts the clauses that can be read, and those that cannot; `title` is the heading that the folder states
    for the list of schools; `addresses` are the web addresses of the public and of the internal tree. `turns` are
    the days on which what a school publishes becomes another thing, of schools that have any; `governance` says what
    governors see of a school.
    """

    problems: tuple[Problem, ...]
    known: frozenset[str]
    unreadable: frozenset[str]
    clauses: tuple[int, int]
    title: str
    addresses: tuple[str, str]
    turns: Mapping[str, tuple[Turn, ...]]
    governance: Mapping[str, Governance]


def how_much(inputs: Inputs, found: FolderFound) -> int:
    """How many schools are to be read or checked anew, the whole library counting as one."""
    stale = sum(_school_key(inputs, name) != found.schools.get(name, SchoolFound()).read for name in inputs.schools)
    return stale + (found.read != _library_key(inputs))


def look(inputs: Inputs, today: str, found: FolderFound, crew: Crew, tell: Tell) -> Looked:
    """All problems of the folder with these `inputs`, on the day `today` (ISO); `found` is brought up to date."""
    _read_library(inputs, found, crew)
    changed = _read_schools(inputs, found, crew, tell)
    _check(today, found, changed, crew, tell)
    schools = found.schools.items()
    several = [
        found.faults,
        found.problems,
        *(part for _, school in schools for part in (school.faults, school.problems)),
    ]
    unreadable = {name for name, school in schools if not school.facts} | set(found.news["unreadable"])
    news = found.news
    return Looked(
        problems=at_most(in_order(problem for problems in several for problem in problems)),
        known=frozenset(found.schools) | unreadable,
        unreadable=frozenset(unreadable),
        clauses=(news["clauses"], news["unreadable_clauses"]),
        title=news["title"],
        addresses=(news["public_address"], news["internal_address"]),
        turns={name: school.turns for name, school in schools if school.turns},
        governance={name: school.governance for name, school in schools if school.governance != NO_GOVERNANCE},
    )


def _library_key(inputs: Inputs) -> str:
    return together((inputs.program, inputs.style, inputs.library, *inputs.schools, *inputs.without_file))


def _school_key(inputs: Inputs, school: str) -> str:
    return together((inputs.program, inputs.library, inputs.schools[school]))


def _read_library(inputs: Inputs, found: FolderFound, crew: Crew) -> None:
    key = _library_key(inputs)
    if found.read == key:
        return
    for _, (news, faults) in _run(crew, [Call("read_library")]):
        found.read, found.news, found.faults, found.checked = key, news, faults, ""


def _read_schools(inputs: Inputs, found: FolderFound, crew: Crew, tell: Tell) -> frozenset[str]:
    """Schools whose files are other ones than when they were last read; they are read."""
    names = [name for name in found.news["schools"] if name in inputs.schools]
    known, found.schools = found.schools, {}
    for name in names:
        school = known.get(name)
        fresh = school is not None and school.read == _school_key(inputs, name)
        found.schools[name] = school if school is not None and fresh else SchoolFound()
    calls = [Call("read_school", (n,), n, light=True) for n, school in found.schools.items() if not school.read]
    for done, (call, (facts, stated, faults, *more)) in enumerate(_run(crew, calls), start=1):
        found.schools[call.school] = SchoolFound(
            _school_key(inputs, call.school), facts, stated, faults, turns=more[0], governance=more[1]
        )
        tell(Progress("Reading schools", done, len(calls), call.school))
    return frozenset(call.school for call in calls)


def _check(today: str, found: FolderFound, changed: frozenset[str], crew: Crew, tell: Tell) -> None:
    readable = {name: school for name, school in found.schools.items() if school.facts}
    facts = together(text for name, school in readable.items() for text in (name, school.stated))
    library = together((found.read, facts, today))
    facts_file = str(crew.scratch / "facts.json")
    again = found.checked != library or _see(found.problems, changed)
    calls = [Call("check_library", (facts_file,))] if again else []
    keys = {name: together((library, school.read)) for name, school in readable.items()}
    stale = {
        name: keys[name]
        for name, school in readable.items()
        if keys[name] != school.checked or _see(school.problems, changed)
    }
    # From the last to the first: workers still hold the schools that they have just read.
    calls += [Call("check_school", (name, facts_file), name, light=True) for name in reversed(stale)]
    if not calls:
        return
    _write_facts(readable, Path(facts_file))
    for done, (call, problems) in enumerate(_run(crew, calls), start=1):
        if call.school:
            found.schools[call.school].checked = stale[call.school]
            found.schools[call.school].problems = problems
        else:
            found.checked, found.problems = library, problems
        tell(Progress("Checking", done, len(calls), call.school))


def _see(problems: Problems, changed: frozenset[str]) -> bool:
    """Whether one of `problems` names a place in a file of a school in `changed`, where lines may have moved."""
    places = (place.path.split("/") for problem in problems for place in (problem.where, *problem.see))
    return any(first == "schools" and rest and rest[0] in changed for first, *rest in places)


def _write_facts(schools: dict[str, SchoolFound], file: Path) -> None:
    """What checks of one school need to know of the others, for all workers: a JSON object of what each stated."""
    stated = (f'{"," if n else ""}"{name}":{school.facts}\n' for n, (name, school) in enumerate(schools.items()))
    with file.open("w", encoding="utf-8", errors="surrogatepass") as opened:
        opened.write("{")
        opened.writelines(stated)
        opened.write("}")


def _run(crew: Crew, calls: list[Call]) -> Iterator[Answer]:
    return crew.run(crew.agenda(calls))
