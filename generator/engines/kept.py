"""What an assembler has learned, as plain JSON: made once, read by every worker."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from generator.engines.front_skeleton import FrontLook, FrontSkeleton
from generator.engines.looks import Look
from generator.engines.parts import Around, Part, PartKey
from generator.engines.runs import Hole, Runs
from generator.engines.searching import Added, Entry
from generator.engines.skeleton import FrameFiles, Menu, Skeleton
from generator.model.site import Tree


@dataclass(frozen=True, slots=True)
class Kept:
    """Parts with what stands around them, and skeletons with the files beside them, each by what it is known by.

    `proven` says of looks whether a whole build was as what was put together. Two are joined with `|`.
    """

    parts: Mapping[PartKey, Part | None] = field(default_factory=dict)
    frames: Mapping[Around, tuple[str, str]] = field(default_factory=dict)
    skeletons: Mapping[Look, Skeleton | None] = field(default_factory=dict)
    files: Mapping[str, FrameFiles] = field(default_factory=dict)
    proven: Mapping[Look, bool] = field(default_factory=dict)
    fronts: Mapping[FrontLook, FrontSkeleton | None] = field(default_factory=dict)

    def __or__(self, other: Kept) -> Kept:
        return Kept(
            {**self.parts, **other.parts},
            {**self.frames, **other.frames},
            {**self.skeletons, **other.skeletons},
            {**self.files, **other.files},
            {**self.proven, **other.proven},
            {**self.fronts, **other.fronts},
        )

    def without(self, other: Kept) -> Kept:
        """What `other` does not hold."""
        return Kept(
            _without(self.parts, other.parts),
            _without(self.frames, other.frames),
            _without(self.skeletons, other.skeletons),
            _without(self.files, other.files),
            _without(self.proven, other.proven),
            _without(self.fronts, other.fronts),
        )


Key = TypeVar("Key")
Value = TypeVar("Value")


def _without(held: Mapping[Key, Value], other: Mapping[Key, Value]) -> dict[Key, Value]:
    return {key: value for key, value in held.items() if key not in other}


def kept_json(kept: Kept) -> bytes:
    """`kept` as JSON. Frames, which are long and stand in many looks, are numbered."""
    frames = {frame: number for number, frame in enumerate(dict.fromkeys(_frames(kept)))}
    plain = {
        "frames": list(frames),
        "parts": [[*key, part and [part.pieces, part.headings, part.added]] for key, part in kept.parts.items()],
        "around": [[*around, *html] for around, html in kept.frames.items()],
        "skeletons": [[_plain_look(look, frames), _plain_skeleton(made)] for look, made in kept.skeletons.items()],
        "files": [[frames[frame], files.index, files.sitemap] for frame, files in kept.files.items()],
        "proven": [[_plain_look(look, frames), was] for look, was in kept.proven.items()],
        "fronts": [[_plain_front_look(look), _plain_front(made)] for look, made in kept.fronts.items()],
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _frames(kept: Kept) -> list[str]:
    return [*(look.frame for look in (*kept.skeletons, *kept.proven)), *kept.files]


def _plain_look(look: Look, frames: Mapping[str, int]) -> list[object]:
    return [frames[look.frame], look.kind, look.facts, look.depth, look.contents, look.same, look.first, look.last]


def _plain_skeleton(skeleton: Skeleton | None) -> list[object] | None:
    if skeleton is None:
        return None
    menu = skeleton.menu
    entries = [menu.head, menu.start, menu.policy, menu.policy_end, menu.page, menu.here]
    return [skeleton.runs, entries, skeleton.contents_head, skeleton.contents_entry]


def read_kept(text: bytes) -> Kept:
    """What `kept_json` wrote. Anything else raises some error or other: what may be damaged is checked before."""
    plain = json.loads(text.decode("utf-8", "surrogatepass"))
    frames = plain["frames"]
    return Kept(
        parts={(before, what, after): _part(part) for before, what, after, part in plain["parts"]},
        frames={(before, after): (opening, closing) for before, after, opening, closing in plain["around"]},
        skeletons={_look(look, frames): _skeleton(made) for look, made in plain["skeletons"]},
        files={frames[frame]: FrameFiles((head, end), _sitemap(runs)) for frame, (head, end), runs in plain["files"]},
        proven={_look(look, frames): was for look, was in plain["proven"]},
        fronts={_front_look(*look): _front(made) for look, made in plain["fronts"]},
    )


def _part(plain: Any) -> Part | None:
    if plain is None:
        return None
    pieces, headings, added = plain
    return Part(
        tuple([_runs(piece) for piece in pieces]),
        tuple([(level, anchor, _runs(words)) for level, anchor, words in headings]),
        tuple([_added(each) for each in added]),
    )


def _added(plain: Any) -> Added | None:
    if plain is None:
        return None
    items, entries, opened = plain
    begun = [Entry(anchor, title, tuple(inside)) for anchor, title, inside in entries]
    return Added(tuple(items), tuple(begun), opened)


def _runs(plain: Sequence[Any]) -> Runs:
    return tuple([run if isinstance(run, str) else Hole(*run) for run in plain])


def _look(plain: Any, frames: Sequence[str]) -> Look:
    frame, kind, facts, depth, contents, same, first, last = plain
    named = tuple((name, fact) for name, fact in facts)
    return Look(frames[frame], kind, named, depth, contents, tuple(same), first, last)


def _skeleton(plain: Any) -> Skeleton | None:
    if plain is None:
        return None
    runs, (head, start, policy, policy_end, page, here), *contents = plain
    menu = Menu(*map(_runs, (head, start, policy, policy_end, page, here)))
    return Skeleton(_runs(runs), menu, *map(_runs, contents))


def _plain_front_look(look: FrontLook) -> list[object]:
    return [look.tree, look.frame, look.address, look.templates]


def _front_look(tree: Tree, frame: str, address: bool, templates: Sequence[str]) -> FrontLook:
    return FrontLook(tree, frame, address, tuple(templates))


def _plain_front(made: FrontSkeleton | None) -> list[object] | None:
    return [made.listed, made.schools, made.missing, made.sitemap, made.headers, made.areas] if made else None


def _front(plain: Any) -> FrontSkeleton | None:
    if plain is None:
        return None
    listed, schools, missing, sitemap, headers, areas = plain
    several = (tuple(map(_runs, schools)), _runs(missing), _sitemap(sitemap), headers, tuple(map(_runs, areas)))
    return FrontSkeleton(_runs(listed), *several)


def _sitemap(plain: Sequence[Any]) -> tuple[Runs, Runs, Runs]:
    head, entry, end = map(_runs, plain)
    return head, entry, end
