"""Authored text to runs: expressions become holes, `[[clause-id]]` becomes a reference, the rest is literal."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from generator.formats.expressions import find_expressions
from generator.ids import ID_PATTERN
from generator.model.clause import Text
from generator.model.text import Hole, Literal, Reference, Run
from generator.problems import Location, Problem

_REFERENCE = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_ID = re.compile(ID_PATTERN)


def placer(text: str, begin: Location) -> Callable[[int], Location]:
    """A function from a character offset in `text` to its location, where `text` begins at `begin`."""
    starts = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]

    def place(offset: int) -> Location:
        row = bisect_right(starts, offset) - 1
        column = offset - starts[row] + 1
        return Location(begin.path, begin.line + row, column + (max(begin.column, 1) - 1 if row == 0 else 0))

    return place


def wording_hash(text: Text) -> str:
    """Sixteen hexadecimal digits that stand for the words of `text`: edge space and kinds of line end do not count."""
    source = text.source.replace("\r\n", "\n").replace("\r", "\n").strip()
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def translated_hash(texts: Iterable[Text | str]) -> str:
    """The same for several texts together, such as the title and the wording that a translation is of."""
    sources = (text if isinstance(text, str) else text.source for text in texts)
    return wording_hash(Text((), "\0".join(source.strip() for source in sources), Location("")))


def read_text(source: str, where: Location, in_yaml: bool = False) -> tuple[Text, tuple[Problem, ...]]:
    """The runs of `source`, which begins at `where`, with problems for what is not an expression or a reference.

    Of a text `in_yaml` only the key's place is known, so all its problems stand there.
    """
    place = (lambda _: where) if in_yaml else placer(source, where)
    found, problems = find_expressions(source, place)
    faults = list(problems)
    marks: list[tuple[int, int, Run]] = [(f.start, f.end, Hole(f.expression.key)) for f in found]
    starts = [found_here.start for found_here in found]
    for match in _REFERENCE.finditer(source):
        before = bisect_right(starts, match.start()) - 1
        if before >= 0 and match.start() < found[before].end:
            continue
        target = match.group(1).strip()
        if not _ID.fullmatch(target):
            message = f"“[[{match.group(1)}]]” does not name a clause"
            hint = "Write the id of the clause, the name of its file without .md: [[friend-requests]]."
            faults.append(Problem("reference-unknown", place(match.start()), message, hint))
        else:
            marks.append((match.start(), match.end(), Reference(target)))
    return Text(_between(source, sorted(marks, key=lambda mark: mark[0])), source, where), tuple(faults)


def _between(source: str, marks: list[tuple[int, int, Run]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    at = 0
    for start, end, run in marks:
        if source[at:start]:
            runs.append(Literal(source[at:start]))
        runs.append(run)
        at = end
    if source[at:]:
        runs.append(Literal(source[at:]))
    return tuple(runs)
