"""Applying a journal by renames. Every step may be made again, so that a killed one is simply repeated."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.publish.durable import settle
from generator.publish.home import is_folder
from generator.publish.journal import Journal, Move, Tree, clear
from generator.publish.paths import Chain

_NOT_WHOLE = frozenset({errno.EXDEV, errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR})


def apply_journal(root: Path, stage: Path, journal: Journal) -> None:
    """Make `root` what the journal says; afterwards it would survive a power cut.

    What stands in the way of a new file is removed first, then new files are moved in, then the rest is removed, so
    that no page is missing for longer than it must. Raises `OSError`; the journal can then be applied again.
    `check_way` said of links in plain words; here nothing is changed through one, whoever calls.
    """
    root.mkdir(parents=True, exist_ok=True)
    _remove(root, journal.making_way)
    _move_in(root, stage, journal.moves)
    _remove(root, journal.removals)
    settle(_changed_folders(root, journal))


def _move_in(root: Path, stage: Path, moves: Iterable[Move | Tree]) -> None:
    chain = Chain()
    moved: Tree | None = None
    for move in moves:
        if isinstance(move, Move) and moved and moved.covers(move):
            continue
        for folder in chain.move_to(move.path.rpartition("/")[0])[1]:
            _make_folder(f"{root}/{folder}")
        if isinstance(move, Tree):
            moved = move if _move_tree(f"{stage}/{move.staged}", f"{root}/{move.path}") else None
        else:
            _move(f"{stage}/{move.staged}", f"{root}/{move.path}")


def _make_folder(place: str) -> None:
    with contextlib.suppress(FileExistsError):
        os.mkdir(place)
        return
    if not is_folder(os.lstat(place)):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), place)


def _move_tree(staged: str, target: str) -> bool:
    """Whether the folder is moved, now or before a crash; if not, its files have to be moved one by one."""
    try:
        status = os.lstat(staged)
    except FileNotFoundError:
        return True
    if not is_folder(status):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), staged)
    if os.path.lexists(target):
        return False
    try:
        os.rename(staged, target)
    except OSError as error:
        if error.errno not in _NOT_WHOLE:
            raise
        return False
    return True


def _move(staged: str, target: str) -> None:
    try:
        status = os.lstat(staged)
    except FileNotFoundError:
        return  # moved before a crash
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), staged)
    try:
        os.replace(staged, target)
    except OSError as error:
        if error.errno == errno.EXDEV:
            _move_between_disks(Path(staged), Path(target))
        elif os.path.isdir(target) and not os.path.islink(target):
            _remove_empty(target)
            os.replace(staged, target)
        else:
            raise


def _move_between_disks(staged: Path, target: Path) -> None:
    """A folder of the output may be mounted from another disk: copy beside the target, then rename there."""
    if target.is_dir() and not target.is_symlink():
        _remove_empty(str(target))
    part = target.with_name(f".{staged.name}.policypress-part")
    clear(part)
    shutil.copyfile(staged, part)
    settle([part])
    os.replace(part, target)
    settle([target.parent])
    staged.unlink()


def _remove(root: Path, paths: Iterable[str]) -> None:
    """Remove the files, and folders that this leaves empty. A folder of such a name is a new one and stays."""
    chain = Chain()
    missing = ""
    for path in paths:
        left, entered = chain.move_to(path.rpartition("/")[0])
        _remove_if_empty(root, left)
        missing = "" if missing in left else missing
        for folder in entered:
            if not missing and not _stands(f"{root}/{folder}"):
                missing = folder
        if not missing:
            _unlink(f"{root}/{path}")
    _remove_if_empty(root, chain.move_to("")[0])


def _stands(folder: str) -> bool:
    """Whether it is a folder; a file of that name is a new one. Raises `OSError` for a link."""
    try:
        status = os.lstat(folder)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if stat.S_ISLNK(status.st_mode) or (stat.S_ISDIR(status.st_mode) and not is_folder(status)):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), folder)
    return stat.S_ISDIR(status.st_mode)


def _unlink(target: str) -> None:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if not stat.S_ISDIR(os.lstat(target).st_mode):
            os.unlink(target)


def _remove_if_empty(root: Path, folders: list[str]) -> None:
    """`folders`, innermost first, as they were left."""
    for folder in folders:
        try:
            os.rmdir(f"{root}/{folder}")
        except FileNotFoundError:
            continue
        except OSError:
            break


def _remove_empty(folder: str) -> None:
    for place, _, _ in os.walk(folder, topdown=False):
        os.rmdir(place)


def _changed_folders(root: Path, journal: Journal) -> Iterator[Path]:
    """Every folder in which a name changes and that stands."""
    yield root
    yield root.parent
    chain = Chain()
    seen: set[str] = set()  # as long as `settle` asks, which is not long where it can settle the whole disk
    for path in journal.paths():
        for folder in chain.move_to(path.rpartition("/")[0])[1]:
            if folder not in seen and (root / folder).is_dir():
                seen.add(folder)
                yield root / folder
