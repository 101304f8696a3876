"""Which files of a policy folder have changed, by looking at their times and sizes.

A look at a thousand files takes some milliseconds. Unlike the notices of operating systems it misses nothing that
happens while a build is under way, and works in folders that OneDrive or a network drive keeps.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

_FOLDERS = ("content", "schools", "overrides")
_FILE = "mkdocs.yml"

Seen = Mapping[str, tuple[int, int]]
"""Path in the policy folder, with forward slashes → time of the last change in nanoseconds, size in bytes."""


def look(root: Path) -> Seen:
    """Every file that a build reads, as it stands now; those that vanish while we look are left out."""
    seen: dict[str, tuple[int, int]] = {}
    for path in _files(root):
        try:
            status = os.stat(path)
        except OSError:
            continue
        seen[Path(path).relative_to(root).as_posix()] = (status.st_mtime_ns, status.st_size)
    return seen


def changed(before: Seen, now: Seen) -> frozenset[str]:
    """Paths of files that are new, gone or different."""
    return frozenset(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def schools_touched(paths: frozenset[str], known: frozenset[str]) -> tuple[str, ...] | None:
    """The schools to build anew when only files of these schools have changed; None when it is more than that.

    A school that is new or gone changes the front pages, so that all must be built.
    """
    schools = set()
    for path in paths:
        top, _, rest = path.partition("/")
        school = rest.partition("/")[0]
        if top != "schools" or school not in known:
            return None
        schools.add(school)
    return tuple(sorted(schools))


def schools_in(seen: Seen) -> frozenset[str]:
    """Ids of the schools that have a folder."""
    folders = (path.split("/") for path in seen if path.startswith("schools/"))
    return frozenset(steps[1] for steps in folders if len(steps) > 2 and steps[1] != "groups")


def _files(root: Path) -> Iterator[str]:
    yield str(root / _FILE)
    for name in _FOLDERS:
        for folder, folders, names in os.walk(root / name):
            folders[:] = [inner for inner in folders if not inner.startswith(".")]
            # editors leave hidden and half-written files while they save
            yield from (os.path.join(folder, file) for file in names if not file.startswith((".", "~")))
