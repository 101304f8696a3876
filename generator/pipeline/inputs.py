"""Digests of everything that a build reads: by content and name, never by time."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import os
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.formats.record_archive import archived, names_in
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
        "icalendar",
        "pymdown-extensions",
    ),
)
"""All that we build with: of another version the same files may give other bytes or other messages."""
_MOST_READ = 1 << 24
"""Bytes of one file that count; the largest that is read at all is smaller."""

Seen = Callable[[bytes], None]
_MOST_LINKS = 2
"""Links to folders that are followed on one way down: they may lead in a circle."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Digests (hexadecimal SHA-256) of a policy folder and of the program.

    `program` is our own code with the engines' versions; `style` the house templates and mkdocs.yml; `library` all of
    `content/` but its archive, and the groups; `schools` each school's own folder, by its name, with what the archive
    lacks of the texts that its records name; `without_file` are those without a school.yml.
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
    others = (_tree(entry.path) for entry in _entries(f"{root}/schools") if not _is_school(entry))
    content = (f"{entry.name} {_tree(entry.path)}" for entry in _entries(f"{root}/content") if entry.name != "archive")
    return together((*content, _file(f"{root}/mkdocs.yml"), *others))


def read_inputs(root: Path) -> Inputs:
    """Digests of what stands in `root` now. What cannot be read counts as what it is called."""
    archive = _archive(root)
    return _inputs(root, {entry.name: _school(entry.path, archive) for entry in _schools(root)})


def read_again(root: Path, before: Inputs, schools: Container[str]) -> Inputs:
    """Digests of what stands in `root` now; of schools other than `schools` those of `before`, if they are still there.

    For the end of a command, which must know whether what it read is still so; of what it has not read it says nothing
    but what it knew `before`.
    """
    there = ((entry, None if entry.name in schools else before.schools.get(entry.name)) for entry in _schools(root))
    archive = _archive(root)
    return _inputs(root, {entry.name: known or _school(entry.path, archive) for entry, known in there})


def _inputs(root: Path, schools: Mapping[str, str]) -> Inputs:
    return Inputs(
        program=program(),
        style=read_style(root),
        library=read_library_digest(root),
        schools=schools,
        without_file=tuple(name for name in schools if not os.path.exists(f"{root}/schools/{name}/school.yml")),
    )


def _schools(root: Path) -> Iterator[os.DirEntry[str]]:
    return (entry for entry in _entries(f"{root}/schools") if _is_school(entry))


def read_style(root: Path) -> str:
    """The digest of the house templates and mkdocs.yml of `root`."""
    return together((_tree(f"{root}/overrides"), _file(f"{root}/mkdocs.yml")))


@functools.cache
def program() -> str:
    """A digest of our own code, word lists and templates, of Python and of the engines' versions."""
    versions = (f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    own = (_tree(str(PACKAGE), (".py", ".txt")), _tree(str(house_folder())))
    return together((sys.version, *versions, *own))


def together(digests: Iterable[str]) -> str:
    """One digest of several texts in their order."""
    whole = "".join([f"{len(digest)} {digest}\0" for digest in digests])
    return hashlib.sha256(whole.encode(errors="surrogateescape")).hexdigest()


def _archive(root: Path) -> frozenset[str]:
    """Names of the files of the archive that are there, and as they were kept: each is read once for all schools."""
    sound: set[str] = set()

    def see(name: str, content: bytes) -> None:
        if archived(name, content) is not None:
            sound.add(name)

    for folder in _entries(f"{root}/content/archive"):
        for entry in _entries(folder.path):
            if entry.name.startswith(folder.name):
                _file(entry.path, functools.partial(see, entry.name))
    return frozenset(sound)


def _school(place: str, archive: frozenset[str]) -> str:
    """The digest of a school's folder, and of what the archive lacks for its records."""
    named: set[str] = set()
    whole = _tree(place, seen=lambda content: named.update(names_in(content)))
    lacking = sorted(named - archive)
    return together((whole, *lacking)) if lacking else whole


# Paths are plain text here: with thousands of schools, making `Path`s of them takes longer than reading the files.


def _tree(place: str, endings: tuple[str, ...] = ("",), seen: Seen = lambda content: None) -> str:
    """The digest of a file, or of a folder with all that it holds, hidden things left out; `seen` gets what is read."""
    if not os.path.isdir(place):
        return _file(place, seen)
    return together(text for path in _walk(place, "", endings, seen) for text in path)


def _walk(folder: str, inside: str, endings: tuple[str, ...], seen: Seen, links: int = 0) -> Iterator[tuple[str, str]]:
    """Path and digest of everything in `folder`, sorted; a link counts with where it leads, and `links` led here."""
    for entry in _entries(folder):
        path = f"{inside}{entry.name}"
        if entry.is_symlink():
            yield path, f"link to {_target(entry.path)}"
        if _is_folder(entry):
            if entry.name == "__pycache__" and endings != ("",):
                continue  # of our own code; in a folder of templates it is published as anything else
            yield f"{path}/", ""
            links_in = links + entry.is_symlink()
            if links_in <= _MOST_LINKS:
                yield from _walk(entry.path, f"{path}/", endings, seen, links_in)
        elif entry.name.endswith(endings):
            yield path, _file(entry.path, seen)


def _entries(folder: str) -> list[os.DirEntry[str]]:
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


def _file(file: str, seen: Seen = lambda content: None) -> str:
    try:
        if not os.path.isfile(file):  # nothing is read from a pipe or a device
            return "no file"
        with open(file, "rb", buffering=0) as opened:
            size = os.fstat(opened.fileno()).st_size
            content = opened.read(min(size, _MOST_READ))  # which is also how much room is made for it
            seen(content)
            return f"{size} {hashlib.sha256(content).hexdigest()}"
    except OSError as fault:
        return f"cannot be read: {fault.errno}"


def _target(link: str) -> str:
    try:
        return os.readlink(link)
    except OSError:
        return ""
