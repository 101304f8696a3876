"""Applying a journal by renames. Every step may be made again, so that a killed one is simply repeated."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from pathlib import Path

from generator.publish.durable import settle
from generator.publish.home import leads_outside
from generator.publish.journal import Journal, clear
from generator.publish.paths import folders_of


def apply_journal(root: Path, stage: Path, journal: Journal) -> None:
    """Make `root` what the journal says; afterwards it would survive a power cut.

    What stands in the way of a new file is removed first, then new files are moved in, then the rest is removed, so
    that no page is missing for longer than it must. Raises `OSError`; the journal can then be applied again.
    """
    root.mkdir(parents=True, exist_ok=True)
    _refuse_links(root, journal)
    blocking = _blocking(journal)
    for path in journal.removals:
        if path in blocking:
            _remove(root, path)
    made: set[Path] = {root}
    for move in journal.moves:
        target = root / move.path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        _move(stage / move.staged, target)
    for path in journal.removals:
        if path not in blocking:
            _remove(root, path)
    _settle_folders(root, journal)


def _refuse_links(root: Path, journal: Journal) -> None:
    """`check_way` said it in plain words; here nothing may be changed through a link, whoever calls."""
    for folder in _folders(journal):
        if leads_outside(root, folder):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(root / folder))


def _folders(journal: Journal) -> list[str]:
    """Every folder in which a name changes, sorted; without the output itself."""
    paths = [move.path for move in journal.moves] + list(journal.removals)
    return sorted({folder for path in paths for folder in folders_of(path)})


def _blocking(journal: Journal) -> set[str]:
    """Old files where a new file needs a folder, and old files in a folder where a new file needs its name."""
    new = {move.path for move in journal.moves}
    new_folders = {folder for path in new for folder in folders_of(path)}
    return {path for path in journal.removals if path in new_folders or not new.isdisjoint(folders_of(path))}


def _move(staged: Path, target: Path) -> None:
    if not os.path.lexists(staged):
        return  # moved before a crash
    if not stat.S_ISREG(staged.lstat().st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(staged))
    if target.is_dir() and not target.is_symlink():
        _remove_empty(target)
    try:
        os.replace(staged, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _move_between_disks(staged, target)


def _move_between_disks(staged: Path, target: Path) -> None:
    """A folder of the output may be mounted from another disk: copy beside the target, then rename there."""
    part = target.with_name(f".{staged.name}.policypress-part")
    clear(part)
    shutil.copyfile(staged, part)
    settle([part])
    os.replace(part, target)
    settle([target.parent])
    staged.unlink()


def _remove(root: Path, path: str) -> None:
    """Remove the file, and folders that this leaves empty. A folder of that name is a new one and stays."""
    target = root / path
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if not stat.S_ISDIR(target.lstat().st_mode):
            target.unlink()
    for folder in reversed(folders_of(path)):
        try:
            (root / folder).rmdir()
        except FileNotFoundError:
            continue
        except OSError:
            break


def _remove_empty(folder: Path) -> None:
    for place, _, _ in os.walk(folder, topdown=False):
        os.rmdir(place)


def _settle_folders(root: Path, journal: Journal) -> None:
    there = [root / folder for folder in _folders(journal) if (root / folder).is_dir()]
    settle([root, root.parent, *there])
