"""Names that are one on disks that ignore letter case, and names of a file and a folder at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.publish.paths import BadPath, Chain, folded
from generator.publish.record import PATH, Record


def check_names(record: Record, folders: Iterable[str] | None) -> None:
    """Raise `BadPath` when two names in one of `folders`, or with None anywhere, are one.

    Memory holds the names of one folder at a time, and of those that it lies in.
    """
    if folders is None:
        _check_all(line[PATH:-1].decode(errors="replace") for line in record.lines(record.start, record.end))
        return
    for folder in sorted(folders):
        names: dict[str, str] = {}
        for name in _names(record, f"{folder}/" if folder else ""):
            _take(names, folder, name)


def _names(record: Record, inside: str) -> Iterator[str]:
    """The files and folders in a folder; what its folders hold is passed over."""
    start = inside.encode()
    place = record.find(start, record.start)
    while True:
        line, after = record.at(place)
        if not line or not line.startswith(start, PATH):
            return
        name, slash, _ = line[PATH + len(start) : -1].partition(b"/")
        yield name.decode(errors="replace")
        place = record.find(start + name + b"0", after) if slash else after


def _check_all(paths: Iterable[str]) -> None:
    chain = Chain()
    taken: dict[str, dict[str, str]] = {"": {}}
    at, names = "", taken[""]
    for path in paths:
        folder, _, name = path.rpartition("/")
        if folder != at:
            left, entered = chain.move_to(folder)
            for one in left:
                del taken[one]
            for one in entered:
                outer, _, own = one.rpartition("/")
                _take(taken[outer], outer, own)
                taken[one] = {}
            at, names = folder, taken[folder]
        _take(names, folder, name)


def _take(names: dict[str, str], folder: str, name: str) -> None:
    key = folded(name)
    if key in names:
        where = f" in {folder!r}" if folder else ""
        raise BadPath(f"{name!r} and {names[key]!r}{where} are one name")
    names[key] = name
