"""Digests of everything that a build reads: by content and name, never by time."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.house_templates import PACKAGE, house_folder

LIBRARIES = (
    *("mkdocs", "mkdocs-material", "jinja2", "ruamel.yaml", "pydantic", "rich", "click", "typst", "segno"),
    *(
        "font-source-sans-pro",
        "markdown",
        "markdown-it-py",
        "rapidfuzz",
        "platformdirs",
        "watchdog",
        "pymdown-extensions",
    ),
)
"""All that we build with: of another version the same files may give other bytes or other messages."""
_MOST_READ = 1 << 24
"""Bytes of one file that count; the largest that is read at all is smaller."""

_MOST_LINKS = 2
"""Links to folders that are followed on one way down: they may lead in a circle."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Digests (hexadecimal SHA-256) of a policy folder and of the program.

    `program` is our own code with the engines' versions; `style` the house templates and mkdocs.yml; `library` all of
    `content/` and the groups; `schools` each school's own folder, by its name; `without_file` are
    those without a school.yml.
    """

    program: str
    style: str
    library: str
    schools: Mapping[str, str]
    without_file: tuple[str, ...] = ()

    @property
    def common(self) -> str:
        """A digest of all that is the same for every school."""
        return together((self.program, self.style, self.library))


def read_library_digest(root: Path) -> str:
    """The digest of all of `content/` and the groups, as `Inputs.library` has it."""
    others = (_tree(Path(entry.path)) for entry in _entries(root / "schools") if not _is_school(entry))
    return together((_tree(root / "content"), _file(root / "mkdocs.yml"), *others))


def read_inputs(root: Path) -> Inputs:
    """Digests of what stands in `root` now. What cannot be read counts as what it is called."""
    schools = {entry.name: _tree(Path(entry.path)) for entry in _entries(root / "schools") if _is_school(entry)}
    return Inputs(
        program=program(),
        style=read_style(root),
        library=read_library_digest(root),
        schools=dict(sorted(schools.items())),
        without_file=tuple(name for name in sorted(schools) if not (root / "schools" / name / "school.yml").exists()),
    )


def read_style(root: Path) -> str:
    """The digest of the house templates and mkdocs.yml of `root`."""
    return together((_tree(root / "overrides"), _file(root / "mkdocs.yml")))


@functools.cache
def program() -> str:
    """A digest of our own code, word lists and templates, of Python and of the engines' versions."""
    versions = (f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    own = (_tree(PACKAGE, (".py", ".txt")), _tree(house_folder()))
    return together((sys.version, *versions, *own))


def together(digests: Iterable[str]) -> str:
    """One digest of several texts in their order."""
    found = hashlib.sha256()
    for digest in digests:
        found.update(f"{len(digest)} {digest}\0".encode(errors="surrogateescape"))
    return found.hexdigest()


def _tree(place: Path, endings: tuple[str, ...] = ("",)) -> str:
    """The digest of a file, or of a folder with all that it holds, hidden things left out."""
    if not place.is_dir():
        return _file(place)
    return together(text for path in _walk(str(place), "", endings) for text in path)


def _walk(folder: str, inside: str, endings: tuple[str, ...], links: int = 0) -> Iterator[tuple[str, str]]:
    """Path and digest of everything in `folder`, sorted; a link counts with where it leads, and `links` led here."""
    for entry in _entries(Path(folder)):
        path = f"{inside}{entry.name}"
        if entry.is_symlink():
            yield path, f"link to {_target(entry.path)}"
        if _is_folder(entry):
            if entry.name == "__pycache__" and endings != ("",):
                continue  # of our own code; in a folder of templates it is published as anything else
            yield f"{path}/", ""
            links_in = links + entry.is_symlink()
            if links_in <= _MOST_LINKS:
                yield from _walk(entry.path, f"{path}/", endings, links_in)
        elif entry.name.endswith(endings):
            yield path, _file(Path(entry.path))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What stands in `folder`, sorted by name, hidden things left out."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError:
        return []


def _is_school(entry: os.DirEntry[str]) -> bool:
    return entry.name != "groups" and _is_folder(entry)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _file(file: Path) -> str:
    try:
        if not file.is_file():  # nothing is read from a pipe or a device
            return "no file"
        with open(file, "rb", buffering=0) as opened:
            content = opened.read(_MOST_READ)
            return f"{os.fstat(opened.fileno()).st_size} {hashlib.sha256(content).hexdigest()}"
    except OSError as fault:
        return f"cannot be read: {fault.errno}"


def _target(link: str) -> str:
    try:
        return os.readlink(link)
    except OSError:
        return ""
