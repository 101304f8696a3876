"""A clause file: front matter, and a wording under a heading for each audience that has one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from generator.formats.file_model import load_model
from generator.formats.library_files import ForAudiences
from generator.formats.policy_files import ClauseFront, OwnWordingFront, SameAs, ShownChart, WaiverEntry, Withheld
from generator.formats.wording import placer, read_text
from generator.formats.yaml_text import YamlTree, read_yaml
from generator.model.clause import Clause, OwnWording, Shows, Text, Treatment, Waiver, When
from generator.model.edition import AUDIENCES, Audience, ClauseChange
from generator.problems import Location, Problem

_HEADING = re.compile(r"^#[ \t]+(.*)$", re.MULTILINE)
# Spaces on an empty line: nobody sees them, and some readers of Markdown take them for code.
_ONLY_SPACES = re.compile(r"^[ \t]+$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"(?:[ \t]*\n)*")
_SECONDARY = ".secondary"
_NAME_OF: Mapping[str, str] = {
    **{audience: audience for audience in AUDIENCES},
    "pupil, secondary": "pupil" + _SECONDARY,
}
"""What a heading says → the name of its wording: an audience, or an audience in secondary schools."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A clause file cut up: its front matter, the wordings under their headings, and what was wrong."""

    front: YamlTree
    texts: Mapping[str, Text]
    headings: Mapping[str, Location]
    problems: tuple[Problem, ...]

    @property
    def wordings(self) -> dict[Audience, Text]:
        """Those for schools of every phase."""
        return {audience: self.texts[audience] for audience in AUDIENCES if audience in self.texts}

    @property
    def secondary(self) -> dict[Audience, Text]:
        """Those that take their place in secondary schools."""
        return {name: self.texts[name + _SECONDARY] for name in AUDIENCES if name + _SECONDARY in self.texts}

    @property
    def places(self) -> dict[str, Location]:
        """The location of each key of the front matter, and of each heading."""
        return {**self.front.named(), **{f"heading.{name}": place for name, place in self.headings.items()}}


def part(text: str, path: str) -> Parted | Problem:
    """Cuts up the text of a clause file; a problem alone when it has no front matter."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        return Problem(
            "front-matter-missing",
            Location(path, 1, 1),
            "a clause file begins with its front matter: a line of three hyphens, names and values, three hyphens",
            "Copy the first lines of another clause and change them.",
        )
    front, problems = read_yaml("\n".join(lines[1:end]) + "\n", path, first_line=2)
    texts, headings, more = _wordings("\n".join(lines[end + 1 :]), path, end + 2)
    return Parted(front, texts, headings, (*problems, *more))


def _wordings(
    body: str, path: str, first_line: int
) -> tuple[dict[str, Text], dict[str, Location], tuple[Problem, ...]]:
    texts: dict[str, Text] = {}
    headings: dict[str, Location] = {}
    problems: list[Problem] = []
    place = placer(body, Location(path, first_line, 1))
    matches = list(_HEADING.finditer(body))
    before = body[: matches[0].start()] if matches else body
    if before.strip():
        where = place(len(before) - len(before.lstrip()))
        message = "this text stands under no audience"
        hint = "Put a line `# Staff`, `# Pupil` or `# Parent` above it."
        problems.append(Problem("heading-missing", where, message, hint))
    for match, following in zip_longest(matches, matches[1:]):
        where = place(match.start())
        title = match.group(1).strip().rstrip("#").rstrip()
        name = _NAME_OF.get(" ".join(title.casefold().split()))
        if name is None or name in texts:
            problems.append(_bad_heading(title, where, headings.get(name) if name else None))
            continue
        start, stop = match.end(), following.start() if following else len(body)
        empty = _EMPTY_LINES.match(body, start, stop)
        begin = empty.end() if empty else start
        inner = _ONLY_SPACES.sub("", body[begin:stop]).rstrip()
        texts[name], faults = read_text(inner, place(begin))
        headings[name] = where
        problems += faults
    return texts, headings, tuple(problems)


def _bad_heading(title: str, where: Location, first: Location | None) -> Problem:
    if first is not None:
        message = f"the heading “{title}” stands twice"
        return Problem("heading-unknown", where, message, "Keep one wording for each audience.", see=(first,))
    return Problem(
        "heading-unknown",
        where,
        f"the heading “{title}” names no audience",
        "Level-one headings are `# Staff`, `# Pupil`, `# Pupil, secondary` and `# Parent`; a clause has no others.",
    )


def for_audiences(
    given: ForAudiences, tree: YamlTree, *at: str | int
) -> tuple[dict[Audience, Text], tuple[Problem, ...]]:
    """A text, or one for each audience, as runs; audiences that are not named are left out."""
    texts: dict[Audience, Text] = {}
    problems: list[Problem] = []
    if isinstance(given, str):
        text, faults = read_text(given, tree.where(*at), in_yaml=True)
        return dict.fromkeys(AUDIENCES, text), faults
    for audience, source in given.items():
        texts[audience], faults = read_text(source, tree.where(*at, audience), in_yaml=True)
        problems += faults
    return texts, tuple(problems)


def read_clause(clause_id: str, text: str, path: str) -> tuple[Clause | None, tuple[Problem, ...]]:
    """A clause of the library, or a school's own clause; None when the front matter cannot be read."""
    parted = part(text, path)
    if isinstance(parted, Problem):
        return None, (parted,)
    front, problems = load_model(ClauseFront, parted.front)
    problems = (*parted.problems, *problems)
    if front is None:
        return None, problems
    tree = parted.front
    titles, faults = for_audiences(front.title, tree, "title")
    treatments = {
        audience: _treatment(front.editions[audience], tree.where("editions", audience))
        for audience in AUDIENCES
        if audience in front.editions
    }
    clause = Clause(
        id=clause_id,
        titles=titles,
        lock=front.lock,
        strength=front.strength,
        treatments=treatments,
        wordings=parted.wordings,
        sources=tuple(dict.fromkeys(source for cited in _cited(front).values() for source in cited)),
        cited=_cited(front),
        when=When(front.when.nation, front.when.phase, front.when.type, front.when.has, front.when.lacks),
        changes=tuple(ClauseChange(c.on, c.kind, c.why, c.source or "", c.adopt_by or "") for c in front.changes),
        where=Location(path, 1, 1),
        places=parted.places,
        secondary=parted.secondary,
        waivers=_waivers(front.waive),
        written_against={a: front.written_against[a] for a in AUDIENCES if a in front.written_against},
        shows=_shows(front),
        poster=front.poster,
        made_from=front.made_from,
    )
    return clause, (*problems, *faults, *_waived_in_vain(front.waive, parted))


Name = TypeVar("Name", bound=str)


def _waivers(given: Mapping[Name, WaiverEntry]) -> dict[str, Waiver]:
    return {name: Waiver(entry.sentences or "", entry.words, entry.agree or "") for name, entry in given.items()}


def _waived_in_vain(given: Mapping[Name, WaiverEntry], parted: Parted) -> Iterator[Problem]:
    """Waivers for a wording that does not stand in the file."""
    for name in given:
        if name.replace("-", ".") not in parted.texts:
            message = f"`waive:` names {name}, and there is no wording under that heading"
            where = parted.front.where("waive", name)
            yield Problem("waiver-unused", where, message, "Remove these lines.", severity="warning")


def _cited(front: ClauseFront) -> dict[Audience, tuple[str, ...]]:
    """What each audience is shown of the laws that the clause cites: pupils only what is named for them."""
    if isinstance(front.sources, dict):
        return {audience: front.sources.get(audience, ()) for audience in AUDIENCES}
    return {audience: () if audience == "pupil" else front.sources for audience in AUDIENCES}


def _shows(front: ClauseFront) -> Shows:
    if isinstance(front.shows, ShownChart):
        return Shows(chart=front.shows.chart, chart_for=front.shows.for_)
    return Shows(services=front.shows == "services")


def _treatment(given: str | SameAs | Withheld, where: Location) -> Treatment:
    if isinstance(given, SameAs):
        return Treatment("same-as", same_as=given.same_as, where=where)
    if isinstance(given, Withheld):
        return Treatment("withheld", reason=given.withheld, where=where)
    return Treatment("own", where=where)


def _for_another_phase(parted: Parted) -> Iterator[Problem]:
    for name in parted.headings:
        if name.endswith(_SECONDARY):
            message = "a school’s own wording is for its own pupils, so it is not told apart by phase"
            yield Problem("heading-unknown", parted.headings[name], message, "Write `# Pupil` in its place.")


def read_own_wording(clause_id: str, text: str, path: str) -> tuple[OwnWording | None, tuple[Problem, ...]]:
    """A school's rewording of the library clause `clause_id`; None when the front matter cannot be read."""
    parted = part(text, path)
    if isinstance(parted, Problem):
        return None, (parted,)
    front, problems = load_model(OwnWordingFront, parted.front)
    problems = (*parted.problems, *_for_another_phase(parted), *problems)
    if front is None:
        return None, problems
    titles: dict[Audience, Text] = {}
    faults: tuple[Problem, ...] = ()
    if front.title is not None:
        titles, faults = for_audiences(front.title, parted.front, "title")
    own = OwnWording(
        clause=clause_id,
        titles=titles,
        wordings=parted.wordings,
        reason=front.reason,
        replaces={str(name): digits for name, digits in front.replaces.items()},
        worded_on=front.worded_on or "",
        where=Location(path, 1, 1),
        places=parted.places,
        waivers=_waivers(front.waive),
    )
    return own, (*problems, *faults, *_waived_in_vain(front.waive, parted))
