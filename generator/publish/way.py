"""Looking, before the journal is written, at everything that could stop it from being applied."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from generator.publish.faults import PublishError
from generator.publish.home import is_folder
from generator.publish.journal import Journal, Tree
from generator.publish.output import Output
from generator.publish.paths import Chain


def check_way(output: Output, journal: Journal) -> None:
    """Raise `PublishError` when something of a user stands in the way, `OSError` when the machine would refuse.

    A file that is open in another program is found on Windows only: elsewhere that is no hindrance.
    """
    if not output.root.is_dir():
        return
    way = _Way(output, journal)
    way.check_root()
    for path in journal.making_way:
        way.check(path, removed=True)
    tree: Tree | None = None
    for move in journal.moves:
        if isinstance(move, Tree):
            tree = None if way.stands(move.path) else move
        elif tree is None or not tree.covers(move):
            way.check(move.path)
    for path in journal.removals:
        way.check(path, removed=True)


def in_the_way(shown: str, path: str) -> PublishError:
    """The fault of a file or folder that we did not write and that has the name of one that we would write."""
    return PublishError(
        f"{path} in {shown} was not written by Policypress, which now needs that name.",
        "Move it elsewhere or remove it, then run this again; nothing has been changed.",
    )


class _Way:
    def __init__(self, output: Output, journal: Journal) -> None:
        self._output = output
        self._journal = journal
        self._root = f"{output.root}/"
        self._chain = Chain()
        self._missing = ""

    def check_root(self) -> None:
        self._check_writable(self._root)

    def stands(self, path: str) -> bool:
        """Whether something has the name of a folder that is to be moved in whole; its outer folders are checked."""
        return self._enter(path.rpartition("/")[0]) and os.path.lexists(self._root + path)

    def check(self, path: str, *, removed: bool = False) -> None:
        """Look at what stands where a file is to be moved in, or removed."""
        if not self._enter(path.rpartition("/")[0]):
            return
        target = self._root + path
        try:
            mode = os.lstat(target).st_mode
        except FileNotFoundError:
            return
        if stat.S_ISREG(mode) or stat.S_ISLNK(mode):
            os.rename(target, target)  # does nothing, but fails on Windows while another program has the file open
        elif stat.S_ISDIR(mode) and not removed:
            self._check_emptied(path)

    def _enter(self, folder: str) -> bool:
        """Whether `folder` stands; it and those above it are checked, each once as long as paths come in order."""
        left, entered = self._chain.move_to(folder)
        if self._missing in left:
            self._missing = ""
        for inner in entered:
            if not self._missing and not self._check_folder(inner):
                self._missing = inner
        return not self._missing

    def _check_folder(self, folder: str) -> bool:
        """It is missing, or a real one in which names may be changed, or a file of ours, old or new."""
        place = self._root + folder
        try:
            status = os.lstat(place)
        except FileNotFoundError:
            return False
        if stat.S_ISLNK(status.st_mode) or (stat.S_ISDIR(status.st_mode) and not is_folder(status)):
            raise self._link(folder)
        if not stat.S_ISDIR(status.st_mode):
            if folder not in self._journal.paths():
                raise in_the_way(self._output.shown, folder)
            return False
        self._check_writable(place)
        return True

    def _check_writable(self, place: str) -> None:
        if not os.access(place, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), place)

    def _link(self, folder: str) -> PublishError:
        return PublishError(
            f"{folder} in {self._output.shown} is a link to another folder, and Policypress writes through none.",
            "Remove the link, or give the folder that it leads to with --out."
            if self._output.holds
            else "Put the folder itself in the place of the link.",
        )

    def _check_emptied(self, path: str) -> None:
        """A new file takes the place of a folder: all that the folder holds is to be removed."""
        removed = {old for old in self._journal.removed() if old.startswith(f"{path}/")}
        for place, folders, names in os.walk(self._root + path):
            links = [name for name in folders if os.path.islink(os.path.join(place, name))]
            for name in names + links:
                if Path(place, name).relative_to(self._output.root).as_posix() not in removed:
                    raise in_the_way(self._output.shown, path)
