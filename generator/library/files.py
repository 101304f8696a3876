"""Finding and opening the files of a policy folder. Nothing outside it is ever read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.formats.naming import problem_of_id
from generator.formats.plain_text import SIZE_LIMIT
from generator.ids import fault_of_id
from generator.library.kept import Reading
from generator.library.kinds import Kind, Part
from generator.model.languages import TRANSLATED, Language
from generator.problems import Location, Problem
from generator.store import Store

_CONFLICT = re.compile(r"(?i:conflict|\bcopy\b)|\(\d+\)|-[A-Z][A-Z0-9-]{2,}$|~$")
"""What sync programs add to a name: “(conflicted copy …)”, “ - Copy”, “ (1)”, “-DESKTOP-4711”; never in a good id."""


class Files:
    """The files of the policy folder at `root`, and the problems met while opening and reading them.

    What earlier commands read in the same texts is found in `store`.
    """

    def __init__(self, root: Path, store: Store) -> None:
        self.root = root
        self.reading = Reading(store)
        self._real_root = root.resolve()
        self._inside: dict[Path, bool] = {}
        self._names: dict[tuple[str, str], dict[str, Location]] = {}
        self.problems: list[Problem] = []

    def path_of(self, file: Path) -> str:
        """The path that messages show: relative to the policy folder, with forward slashes."""
        return file.relative_to(self.root).as_posix()

    def listed(self, folder: str, suffix: str, translated: bool = False) -> Iterator[tuple[str, Path]]:
        """(id, file) of each file with `suffix` directly in `folder`, sorted; others are reported, hidden ones not.

        Where texts are `translated`, files of translations are left out: `translations` lists them.
        """
        for entry in self._entries(folder):
            if entry.name.startswith(".") or _is_folder(entry):
                continue
            if translated and _language_of(entry.name, suffix):
                continue
            file = Path(entry.path)
            if file.suffix != suffix:
                self._not_read(file, suffix)
            elif self._good_name(folder, file.stem, f"{folder}/{entry.name}"):
                yield file.stem, file

    def translations(self, folder: str, suffix: str) -> Iterator[tuple[str, Language, Path]]:
        """(id, language, file) of each file directly in `folder` that translates another: `friend-requests.cy.md`."""
        for entry in self._entries(folder):
            language = _language_of(entry.name, suffix)
            if language and not entry.name.startswith(".") and not _is_folder(entry):
                yield entry.name.removesuffix(f".{language}{suffix}"), language, Path(entry.path)

    def _not_read(self, file: Path, suffix: str) -> None:
        message = f"this file is not read: files here end in {suffix}, and this one ends in {file.suffix or 'nothing'}"
        hint = f"Rename it to {file.name.split('.')[0]}{suffix}, or move it elsewhere."
        if file.name.lower().endswith(f"{suffix}.txt"):
            hint += " In Notepad, choose “All files” as the type when you save."
        self.problems.append(Problem("file-not-read", Location(self.path_of(file)), message, hint, severity="warning"))

    def plain(self, folder: str, suffix: str) -> Iterator[Path]:
        """Each file with `suffix` directly in `folder`, sorted; others are reported, hidden ones not."""
        for entry in self._entries(folder):
            if entry.name.startswith(".") or _is_folder(entry):
                continue
            file = Path(entry.path)
            if file.suffix == suffix:
                yield file
            else:
                self._not_read(file, suffix)

    def folders(self, folder: str) -> Iterator[str]:
        """The name of each folder directly in `folder`, sorted, hidden ones left out; ids are not judged."""
        for entry in self._entries(folder):
            if not entry.name.startswith(".") and _is_folder(entry):
                self._remember(folder, entry.name, f"{folder}/{entry.name}")
                yield entry.name

    def _remember(self, kind: str, name: str, path: str) -> None:
        self._names.setdefault((kind, name.casefold()), {}).setdefault(name, Location(path))

    def compare_names(self) -> None:
        """Reports ids that differ only in small and capital letters, once all files have been listed."""
        for spellings in self._names.values():
            wrong = [name for name in spellings if fault_of_id(name)]
            if len(spellings) < 2:
                continue
            for name in wrong:
                where = spellings[name]
                others = tuple(place for other, place in spellings.items() if other != name)
                self.problems = [p for p in self.problems if (p.code, p.where) != ("id-bad", where)]
                message = f"“{name}” differs from another id only in small and capital letters"
                hint = "Give one of the two another name, in small letters."
                self.problems.append(Problem("id-case", where, message, hint, see=others))

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        place = self.root / folder
        try:
            if not place.is_dir():
                if place.exists():
                    message = "this is a file, and should be a folder"
                    self.problems.append(Problem("file-unreadable", Location(folder), message, "Move it elsewhere."))
                return []
            if not place.resolve().is_relative_to(self._real_root):
                message = "this is a link to a folder outside the policy folder, which is not read"
                self.problems.append(
                    Problem("file-outside", Location(folder), message, "Copy the files themselves here.")
                )
                return []
            with os.scandir(place) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except (OSError, RuntimeError) as fault:
            said = getattr(fault, "strerror", None) or "its links lead in a circle"
            hint = "Check that you may read it."
            self.problems.append(
                Problem("file-unreadable", Location(folder), f"this folder cannot be read ({said})", hint)
            )
            return []

    def _good_name(self, folder: str, stem: str, path: str) -> bool:
        where = Location(path)
        self._remember("clause" if folder.startswith("content/clauses") else folder, stem, path)
        if fault_of_id(stem) and _CONFLICT.search(stem):
            self.problems.append(
                Problem(
                    "conflicted-copy",
                    where,
                    "this looks like a second copy that a sync program (OneDrive, Dropbox) made of a file",
                    "Open both, keep what is right in the file with the plain name, and delete this one.",
                )
            )
            return False
        return self.good_id(stem, where)

    def good_id(self, text: str, where: Location) -> bool:
        """Whether `text` may be an id; reports it if not."""
        problem = problem_of_id(text, where)
        self.problems += [problem] if problem else []
        return problem is None

    def content(self, file: Path) -> bytes | None:
        """The bytes of `file`; None, and a problem, if it cannot be read or leads out of the policy folder."""
        where = Location(self.path_of(file))
        try:
            status = file.lstat()
            if not self._lies_inside(file, status.st_mode):
                message = "this is a link to a file outside the policy folder, which is not read"
                self.problems.append(Problem("file-outside", where, message, "Copy the file itself here."))
                return None
            if stat.S_ISLNK(status.st_mode) and file.exists():
                status = file.stat()
            if not stat.S_ISREG(status.st_mode):
                message = "this is not an ordinary file, so it is not read"
                self.problems.append(Problem("file-unreadable", where, message, "Replace it by the file itself."))
                return None
            if status.st_size > 4 * SIZE_LIMIT:
                self.problems.append(Problem("file-too-large", where, "this file is far too large to be read here"))
                return None
            return file.read_bytes()
        except (OSError, RuntimeError) as fault:  # before Python 3.13 a circle of links raises the latter
            message = f"this file cannot be opened ({getattr(fault, 'strerror', None) or 'its links lead in a circle'})"
            hint = "Close it in other programs, and check that you may read it."
            self.problems.append(Problem("file-unreadable", where, message, hint))
            return None

    def _lies_inside(self, file: Path, mode: int) -> bool:
        """Whether a file of that mode, which may be a link, stands in the policy folder when all links are followed."""
        if stat.S_ISLNK(mode):
            return file.resolve().is_relative_to(self._real_root)
        if file.parent not in self._inside:
            self._inside[file.parent] = file.parent.resolve().is_relative_to(self._real_root)
        return self._inside[file.parent]

    def read(self, file: Path, kind: Kind[Part], name: str = "") -> Part | None:
        """What `file`, of the id `name`, says; None, and problems, when it cannot be read."""
        content = self.content(file)
        if content is None:
            return None
        value, problems = self.reading.value(kind, name, self.path_of(file), content)
        self.problems += problems
        return value


def _language_of(name: str, suffix: str) -> Language | None:
    """The language of the translation that the file `name` holds; None for a file that is no translation."""
    return next((language for language in TRANSLATED if name.endswith(f".{language}{suffix}")), None)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder or a link to one; a link that leads in a circle is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False
