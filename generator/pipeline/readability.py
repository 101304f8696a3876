"""How hard each edition is to read, clause by clause, and what has become harder: the values of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.compose.selection import select
from generator.model.clause import Clause, Text
from generator.model.edition import Audience
from generator.model.schools import School
from generator.model.workspace import Workspace
from generator.problems import Location
from generator.readability import LIMITS, Measure, Reader, Ruler, judged, reader_of

_IN_PRIMARY, _IN_SECONDARY = "primary", "secondary"
_IN_ORDER: tuple[Audience, ...] = ("pupil", "parent", "staff")
"""Who needs plain words most comes first."""


@dataclass(frozen=True, slots=True)
class Harder:
    """What of a wording got harder: the mean and the longest sentence before, in words; and rare words that are new.

    A mean or a longest that did not grow is None.
    """

    mean: float | None
    longest: int | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One clause in one edition. `school` and `policy` are ids, "" where the library is measured as it is."""

    school: str
    policy: str
    edition: Reader
    clause: str
    where: Location
    measure: Measure
    harder: Harder | None = None

    @property
    def beyond(self) -> tuple[bool, bool]:
        """Whether the mean is beyond the limit for its readers, and whether the longest sentence is."""
        return judged(self.measure, self.edition)

    @property
    def hardness(self) -> float:
        """How hard it is beside other clauses: 1 at the limits, and more for each rare word."""
        limit = LIMITS.get(self.edition, LIMITS["parent"])
        found = self.measure
        return max(found.mean / limit.mean, found.longest / limit.longest) + len(found.rare) / 4


@dataclass(frozen=True, slots=True)
class Summary:
    """An edition as a whole; `sentences` to `longest` as in a measure, `rare` counts words, the rest counts clauses."""

    school: str
    policy: str
    edition: Reader
    clauses: int
    sentences: int
    mean: float
    longest: int
    rare: int
    beyond: int
    harder: int


def library_rows(workspace: Workspace) -> tuple[Row, ...]:
    """The library's clauses as each audience reads them, pupils of secondary schools apart."""
    ruler = Ruler(workspace.library)
    ways: tuple[tuple[Audience, str], ...] = (
        ("pupil", _IN_PRIMARY),
        ("pupil", _IN_SECONDARY),
        ("parent", ""),
        ("staff", ""),
    )
    found = []
    for audience, phase in ways:
        for clause in workspace.library.clauses.values():
            text = _wording_in(clause, audience, phase)
            if text is not None:
                reader = reader_of((audience,), phase == _IN_SECONDARY)
                found.append(_row(("", "", reader), clause.id, text, ruler))
    return tuple(found)


def school_rows(workspace: Workspace, schools: Iterable[School]) -> tuple[Row, ...]:
    """The clauses of each of the schools' editions, in their order, with what the schools word themselves."""
    ruler = Ruler(workspace.library)
    return tuple(row for school in schools for row in _of_school(workspace, school, ruler))


def compared(rows: Iterable[Row], before: Iterable[Row]) -> tuple[Row, ...]:
    """`rows` with what got harder in each since `before`; a clause that is new in an edition is not harder."""
    old = {(row.school, row.policy, row.edition, row.clause): row.measure for row in before}
    return tuple(
        replace(row, harder=_harder(old.get((row.school, row.policy, row.edition, row.clause)), row.measure))
        for row in rows
    )


def summaries(rows: Iterable[Row]) -> tuple[Summary, ...]:
    """One for each edition, in the order of the rows."""
    editions: dict[tuple[str, str, Reader], list[Row]] = {}
    for row in rows:
        editions.setdefault((row.school, row.policy, row.edition), []).append(row)
    return tuple(_summary(edition, several) for edition, several in editions.items())


def _wording_in(clause: Clause, audience: Audience, phase: str) -> Text | None:
    if phase and clause.when.phase:
        others = set(clause.when.phase) - {_IN_SECONDARY}
        if (phase == _IN_SECONDARY and _IN_SECONDARY not in clause.when.phase) or (phase == _IN_PRIMARY and not others):
            return None
    return clause.read_in(phase).wording_for(audience)


def _of_school(workspace: Workspace, school: School, ruler: Ruler) -> Iterator[Row]:
    for policy in school.policies:
        selection = select(workspace, school, policy)
        if selection is None:
            continue
        for audience in (name for name in _IN_ORDER if name in selection.policy.audiences):
            reader = reader_of((audience,), school.phase == _IN_SECONDARY)
            for chosen in selection.chosen():
                body = chosen.body_for(audience)
                if body is not None:
                    yield _row((school.id, policy, reader), chosen.clause.id, body[0], ruler)


def _row(edition: tuple[str, str, Reader], clause: str, text: Text, ruler: Ruler) -> Row:
    return Row(*edition, clause, text.where, ruler.measure(text, edition[2]))


def _harder(before: Measure | None, now: Measure) -> Harder | None:
    if before is None:
        return None
    known = {rare.word for rare in before.rare}
    words = tuple(rare.word for rare in now.rare if rare.word not in known)
    mean = before.mean if round(now.mean, 1) > round(before.mean, 1) else None
    longest = before.longest if now.longest > before.longest else None
    return Harder(mean, longest, words) if words or mean is not None or longest is not None else None


def _summary(edition: tuple[str, str, Reader], rows: list[Row]) -> Summary:
    sentences = sum(row.measure.sentences for row in rows)
    words = sum(row.measure.words for row in rows)
    return Summary(
        *edition,
        clauses=len(rows),
        sentences=sentences,
        mean=words / sentences if sentences else 0.0,
        longest=max(row.measure.longest for row in rows),
        rare=len({rare.word for row in rows for rare in row.measure.rare}),
        beyond=sum(any(row.beyond) for row in rows),
        harder=sum(row.harder is not None for row in rows),
    )


def as_plain(row: Row) -> Mapping[str, object]:
    """A row as `--json` prints it."""
    harder = row.harder
    return {
        "school": row.school,
        "policy": row.policy,
        "edition": row.edition,
        "clause": row.clause,
        "path": row.where.path,
        "line": row.where.line,
        "sentences": row.measure.sentences,
        "mean": round(row.measure.mean, 2),
        "longest": row.measure.longest,
        "rare": [rare.word for rare in row.measure.rare],
        "beyond": any(row.beyond),
        "harder": harder and {"mean": harder.mean, "longest": harder.longest, "words": list(harder.words)},
    }
