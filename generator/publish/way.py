"""Looking, before the journal is written, at everything that could stop it from being applied."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from generator.publish.faults import PublishError
from generator.publish.home import leads_outside
from generator.publish.journal import Journal
from generator.publish.output import Output
from generator.publish.paths import folders_of


def check_way(output: Output, journal: Journal) -> None:
    """Raise `PublishError` when something of a user stands in the way, `OSError` when the machine would refuse.

    A file that is open in another program is found on Windows only: elsewhere that is no hindrance.
    """
    if not output.root.is_dir():
        return
    removals = frozenset(journal.removals)
    paths = [move.path for move in journal.moves] + list(journal.removals)
    _check_folders(output, {"", *(folder for path in paths for folder in folders_of(path))}, frozenset(paths))
    for path in paths:
        target = output.root / path
        if target.is_symlink() or target.is_file():
            os.rename(target, target)  # does nothing, but fails on Windows while another program has the file open
        elif target.is_dir() and path not in removals:
            _check_emptied(output, path, removals)


def in_the_way(output: Output, path: str) -> PublishError:
    """The fault of a file or folder that we did not write and that has the name of one that we would write."""
    return PublishError(
        f"{path} in {output.shown} was not written by Policypress, which now needs that name.",
        "Move it elsewhere or remove it, then run this again; nothing has been changed.",
    )


def _check_folders(output: Output, folders: Iterable[str], ours: frozenset[str]) -> None:
    """Each folder is missing, or a real one in which names may be changed, or a file of ours, old or new."""
    for folder in sorted(folders):
        place = output.root / folder
        if folder and os.path.lexists(place) and leads_outside(output.root, folder):
            raise PublishError(
                f"{folder} in {output.shown} is a link to another folder, and Policypress writes through none.",
                "Remove the link, or give the folder that it leads to with --out."
                if output.holds
                else "Put the folder itself in the place of the link.",
            )
        if place.is_dir():
            if not os.access(place, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
        elif os.path.lexists(place) and folder not in ours:
            raise in_the_way(output, folder)


def _check_emptied(output: Output, path: str, removals: frozenset[str]) -> None:
    """A new file takes the place of a folder: all that the folder holds is to be removed."""
    for place, folders, names in os.walk(output.root / path):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in names + links:
            if (Path(place) / name).relative_to(output.root).as_posix() not in removals:
                raise in_the_way(output, path)
