"""Where files go: the output folder, the hidden folder where work on it stands, and places that are refused."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.publish.faults import PublishError
from generator.publish.paths import RECORD, WORK

SOURCES = ("content", "schools", "overrides", "docs", "generator", "tests", ".git")
_LITTER = frozenset({".ds_store", ".gitkeep", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Output:
    """A folder that is written whole or not at all.

    `root` is absolute with links resolved; `shown` is what the user called it. `holds` says what is published there
    ("published site") and is kept in its record; "" is a folder of a user's own files: it has no record, files of any
    origin are replaced and none is removed. `workspace` is the policy folder that must not be overwritten.
    """

    root: Path
    shown: str
    holds: str
    workspace: Path | None = None

    @property
    def record(self) -> Path:
        """The list of files that we wrote, which also marks the folder as ours."""
        return self.root / RECORD

    def homes(self) -> tuple[Path, ...]:
        """Every place where lock, stage and journal may stand: beside the folder, or hidden inside it."""
        inside = self.root / WORK
        return (self.root.parent / f"{WORK}-{self.root.name}", inside) if self.holds else (inside,)

    def home(self) -> Path:
        """The place for this run: beside, unless that is another disk or not ours to write."""
        first = self.homes()[0]
        if not self.root.is_dir() or first.parent == self.root:
            return first
        outer = self.root.parent
        beside = os.access(outer, os.W_OK | os.X_OK) and outer.stat().st_dev == self.root.stat().st_dev
        return first if beside else self.homes()[-1]


def output_folder(out: Path, *, workspace: Path | None = None, holds: str = "published site") -> Output:
    """The folder `out` for a build; it need not exist. `holds` keeps sites, drafts and plain projects apart."""
    return Output(_real(out), str(out), holds, _real(workspace) if workspace else None)


def workspace_folder(workspace: Path) -> Output:
    """The policy folder itself, for `generator.authoring`."""
    return Output(_real(workspace), str(workspace), "")


def check_place(output: Output) -> None:
    """Raise `PublishError` when the folder cannot or must not be an output folder."""
    root, shown = output.root, output.shown
    for place in (root, *root.parents):
        if place.exists() and not place.is_dir():
            raise PublishError(f"{shown} cannot be a folder: {place} is a file.", "Choose another folder with --out.")
    if not root.name:
        raise PublishError(f"{shown} is a whole disk.", "Choose a folder of its own with --out.")
    if output.holds:
        _check_apart(output)
    workspace = output.workspace
    if workspace is None:
        return
    if _any_same([root], [workspace, *workspace.parents]):
        raise PublishError(
            f"{shown} is the policy folder itself, or holds it.", "Choose a folder of its own with --out, such as site."
        )
    for name in SOURCES:
        if _any_same([root, *root.parents], [workspace / name]):
            raise PublishError(
                f"{shown} lies in {name}/ of the policy folder, where its own files stand.",
                "Choose a folder of its own with --out, such as site.",
            )


def _check_apart(output: Output) -> None:
    """Neither a home folder, nor one that holds it, nor below another output of ours; `check_alone` looks inside."""
    own = Path(os.path.expanduser("~"))
    if own.is_absolute() and _any_same([output.root], [own, *own.parents]):
        message = f"{output.shown} is your home folder, or holds it."
        raise PublishError(message, "Choose a folder of its own with --out.")
    for outer in output.root.parents:
        if os.path.lexists(outer / RECORD):
            raise PublishError(
                f"{output.shown} lies in {outer}, which Policypress publishes with all that is in it.",
                "Choose a folder outside it with --out.",
            )


def check_alone(output: Output, *, known: bool) -> None:
    """Raise `PublishError` when another output was copied into this one, which has a record.

    Looks into every folder, which takes a second for 60,000 of them; one that is `known`, because nothing but our own
    commands has changed its record since we last looked, only two folders deep, where such a copy would stand out.
    """
    waiting = [(0, str(output.root))]
    while waiting:
        depth, place = waiting.pop()
        if depth and os.path.lexists(f"{place}/{RECORD}"):
            raise _holds_another(output, place)
        if known and depth == 2:
            continue
        with contextlib.suppress(OSError), os.scandir(place) as entries:
            waiting += [(depth + 1, entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]


def _holds_another(output: Output, place: str) -> PublishError:
    return PublishError(
        f"{output.shown} holds {place}, which is the output of another policypress command.",
        "Move or remove that folder, or choose another folder with --out.",
    )


def check_ours(output: Output) -> None:
    """Raise `PublishError` when the folder holds anything and no record says that we wrote to it."""
    if not output.root.is_dir():
        return
    with os.scandir(output.root) as entries:
        strange = sorted(entry.name for entry in entries if not _is_litter(entry.name))
    if strange:
        raise PublishError(
            f"{output.shown} is not empty and was not written by Policypress (it holds {strange[0]}).",
            "Choose a new or empty folder with --out, or empty this one yourself.",
        )


def _real(place: Path) -> Path:
    """Absolute, links resolved; unlike `Path.resolve` it never raises."""
    return Path(os.path.realpath(place))


def _is_litter(name: str) -> bool:
    return name.lower() in _LITTER or name.startswith(WORK)


def _any_same(some: Iterable[Path], others: Iterable[Path]) -> bool:
    """Whether two of them are one folder on the disk, whatever links or letter case name them."""
    there = [place for place in others if place.exists()]
    return any(os.path.samefile(one, other) for one in some if one.exists() for other in there) or any(
        one == other for one in some for other in others
    )
