"""Which words of two lines are the same, in chunks that a reader can follow: whole words, no confetti."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import LCSseq

_ENDS = (".", "?", "!", ":", ";")
_LEAST_SAME = 0.2
"""When a smaller part of the longer line's words than this is the same, all is another text."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words `old_from` to `old_to` of the old line became `new_from` to `new_to` of the new one, or are the `same`."""

    same: bool
    old_from: int
    old_to: int
    new_from: int
    new_to: int


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Chunk]:
    """All words of both lines in order, same and changed chunks by turns: as many words the same as can be."""
    first, second = numbered(old, new)
    steps = LCSseq.opcodes(first, second)
    return _alternating(
        Chunk(step.tag == "equal", step.src_start, step.src_end, step.dest_start, step.dest_end) for step in steps
    )


def chunks(old: Sequence[str], new: Sequence[str]) -> list[Chunk]:
    """The same, as a reader can follow it: a few words between larger changes count as changed, too."""
    found = aligned(old, new)
    while len(joined := _joined(found, old)) < len(found):
        found = joined
    kept = sum(chunk.old_to - chunk.old_from for chunk in found if chunk.same)
    if kept < _LEAST_SAME * max(len(old), len(new)):
        found = _alternating(replace(chunk, same=False) for chunk in found)
    return _slid(found, old, new)


def numbered(*texts: Sequence[Hashable]) -> list[list[int]]:
    """Words as numbers, the same word always the same: what the library compares, without a chance of a collision."""
    known: dict[Hashable, int] = {}
    return [[known.setdefault(word, len(known)) for word in text] for text in texts]


def _alternating(found: Iterable[Chunk]) -> list[Chunk]:
    kept: list[Chunk] = []
    for chunk in found:
        if kept and kept[-1].same == chunk.same:
            kept[-1] = replace(kept[-1], old_to=chunk.old_to, new_to=chunk.new_to)
        else:
            kept.append(chunk)
    return kept


def _joined(found: list[Chunk], old: Sequence[str]) -> list[Chunk]:
    """Few words between changes that are at least twice as long belong to them."""
    kept = list(found)
    for at in range(1, len(found) - 1):
        chunk = found[at]
        if chunk.same and _is_island(old[chunk.old_from : chunk.old_to], found[at - 1], found[at + 1]):
            kept[at] = replace(chunk, same=False)
    return _alternating(kept)


def _is_island(words: Sequence[str], before: Chunk, after: Chunk) -> bool:
    count = sum(any(sign.isalnum() for sign in word) for word in words)
    return count * 2 <= min(_size(before), _size(after))


def _size(chunk: Chunk) -> int:
    return max(chunk.old_to - chunk.old_from, chunk.new_to - chunk.new_from)


def _slid(found: list[Chunk], old: Sequence[str], new: Sequence[str]) -> list[Chunk]:
    """A chunk that is only added or only removed is moved, where it can be, to where a sentence ends."""
    for at in range(1, len(found) - 1):
        before, chunk, after = found[at - 1 : at + 2]
        removed, added = chunk.old_to - chunk.old_from, chunk.new_to - chunk.new_from
        if chunk.same or (removed and added):
            continue
        words, start, end = (old, chunk.old_from, chunk.old_to) if removed else (new, chunk.new_from, chunk.new_to)
        least = -(before.old_to - before.old_from)
        by = _shift(words, start, end, (least, after.old_to - after.old_from))
        found[at - 1 : at + 2] = _shifted((before, chunk, after), by)
    return [chunk for chunk in found if _size(chunk)]


def _shift(words: Sequence[str], start: int, end: int, room: tuple[int, int]) -> int:
    """By how many words to move the chunk so that it ends best; 0 when it stands well."""
    least = most = 0
    while least > room[0] and words[start + least - 1] == words[end + least - 1]:
        least -= 1
    while most < room[1] and words[start + most] == words[end + most]:
        most += 1
    return max(range(least, most + 1), key=lambda by: (_ends_well(words, start + by, end + by), -abs(by), by))


def _ends_well(words: Sequence[str], start: int, end: int) -> int:
    ends = words[end - 1].strip()
    begins = words[start - 1].strip() if start else "."
    return (ends in _ENDS and begins in _ENDS) * 2 + (ends == begins == ",")


def _shifted(three: tuple[Chunk, Chunk, Chunk], by: int) -> list[Chunk]:
    before, chunk, after = three
    return [
        replace(before, old_to=before.old_to + by, new_to=before.new_to + by),
        replace(
            chunk,
            old_from=chunk.old_from + by,
            old_to=chunk.old_to + by,
            new_from=chunk.new_from + by,
            new_to=chunk.new_to + by,
        ),
        replace(after, old_from=after.old_from + by, new_from=after.new_from + by),
    ]
