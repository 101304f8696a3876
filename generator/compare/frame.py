"""What stands around the clauses, in two editions: titles, whom to tell, slip, glossary, laws cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from generator.compare.wording import Words, same_text
from generator.model.comparison import PARTS, FieldChange, FrameChange, FramePart, Part, without_clauses
from generator.model.edition import Edition, Helpline, Section, SourceCited
from generator.model.text import Runs

LISTS: Mapping[Part, str] = {
    "helpline": "helplines",
    "section": "sections",
    "glossary": "glossary",
    "source": "sources",
}
"""Parts that are lists of entries with ids, and the names of their lists."""
_TOLD = ("title", "summary", "owner", "sections", "glossary", "sources", "tell", "slip")

Entry = tuple[Part, str]


def frame_texts(edition: Edition) -> Iterator[tuple[Part, Runs]]:
    """The texts around the clauses."""
    yield "title", edition.title
    yield "summary", edition.summary
    yield "owner", edition.owner
    yield "whom to tell", edition.tell.role
    if edition.slip is not None:
        yield "slip statement", edition.slip.statement
        yield "slip return", edition.slip.return_to
        yield "slip date", edition.slip.return_by
        yield "slip no consequence", edition.slip.no_consequence
    for section in edition.sections:
        yield "section", section.title


def frame_changes(old: Edition, new: Edition) -> tuple[list[FrameChange], list[FrameChange]]:
    """What changed around the clauses; then what differs there and says the same."""
    before, after = frame_entries(old), frame_entries(new)
    words = Words.of(old), Words.of(new)
    told: list[FrameChange] = []
    quiet: list[FrameChange] = []
    for part, name in sorted({*before, *after}, key=_rank):
        was, now = before.get((part, name)), after.get((part, name))
        if was != now:
            (quiet if _same(was, now, words) else told).append(FrameChange(part, name, was, now))
    return told, quiet


def frame_entries(edition: Edition) -> dict[Entry, FramePart]:
    """All around the clauses, by part and id."""
    found: dict[Entry, FramePart] = {(part, ""): runs for part, runs in frame_texts(edition) if part != "section"}
    for section in edition.sections:
        found["section", section.id] = without_clauses(section)
    for word in edition.glossary:
        found["glossary", word.id] = word
    for source in edition.sources:
        found["source", source.id] = source
    for line in edition.tell.helplines:
        found["helpline", line.id] = line
    return found


def field_changes(old: Edition, new: Edition) -> list[FieldChange]:
    """The fields that are no part of the text, and the order of lists."""
    found = [
        FieldChange(field.name, getattr(old, field.name), getattr(new, field.name))
        for field in fields(Edition)
        if field.name not in _TOLD
    ]
    found += [FieldChange(name, order_of(old, part), order_of(new, part)) for part, name in LISTS.items()]
    return [each for each in found if each.before != each.after]


def order_of(edition: Edition, part: Part) -> tuple[str, ...]:
    """The ids of the entries of one list around the clauses, in order."""
    return tuple(name for found, name in frame_entries(edition) if found == part)


def _rank(entry: Entry) -> tuple[int, str]:
    return PARTS.index(entry[0]), entry[1]


def _same(was: FramePart, now: FramePart, words: tuple[Words, Words]) -> bool:
    if was is None or now is None:
        return False
    if isinstance(was, tuple) and isinstance(now, tuple):
        return same_text(was, now, words)
    if isinstance(was, Section) and isinstance(now, Section):
        return same_text(was.title, now.title, words)
    return unchecked(was) == unchecked(now)


def unchecked(entry: FramePart) -> FramePart:
    """A law or helpline without the day on which it was checked."""
    return replace(entry, checked_on="") if isinstance(entry, SourceCited | Helpline) else entry
