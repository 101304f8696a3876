"""Finding and opening the files of a policy folder. Nothing outside it is ever read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.formats.plain_text import SIZE_LIMIT, decode
from generator.formats.yaml_text import YamlTree, read_yaml
from generator.ids import RESERVED, fault_of_id
from generator.problems import Location, Problem

_CONFLICT = re.compile(r"(?i:conflict|\bcopy\b)|\(\d+\)|-[A-Z][A-Z0-9-]{2,}$|~$")
"""What sync programs add to a name: “(conflicted copy …)”, “ - Copy”, “ (1)”, “-DESKTOP-4711”; never in a good id."""


class Files:
    """The files of the policy folder at `root`, and the problems met while opening them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real_root = root.resolve()
        self._names: dict[tuple[str, str], dict[str, Location]] = {}
        self.problems: list[Problem] = []

    def path_of(self, file: Path) -> str:
        """The path that messages show: relative to the policy folder, with forward slashes."""
        return file.relative_to(self.root).as_posix()

    def listed(self, folder: str, suffix: str) -> Iterator[tuple[str, Path]]:
        """(id, file) of each file with `suffix` directly in `folder`, sorted; others are reported, hidden ones not."""
        for file in self._entries(folder):
            if file.name.startswith(".") or file.is_dir():
                continue
            if file.suffix != suffix:
                self._not_read(file, suffix)
            elif self._good_name(file.stem, file):
                yield file.stem, file

    def _not_read(self, file: Path, suffix: str) -> None:
        message = f"this file is not read: files here end in {suffix}, and this one ends in {file.suffix or 'nothing'}"
        hint = f"Rename it to {file.name.split('.')[0]}{suffix}, or move it elsewhere."
        if file.name.lower().endswith(f"{suffix}.txt"):
            hint += " In Notepad, choose “All files” as the type when you save."
        self.problems.append(Problem("file-not-read", Location(self.path_of(file)), message, hint, severity="warning"))

    def folders(self, folder: str) -> Iterator[tuple[str, Path]]:
        """(name, folder) of each folder directly in `folder`, sorted, hidden ones left out; ids are not judged."""
        for entry in self._entries(folder):
            if entry.is_dir() and not entry.name.startswith("."):
                self._remember(entry.name, entry)
                yield entry.name, entry

    def _remember(self, name: str, file: Path) -> None:
        path = self.path_of(file)
        kind = "clause" if path.startswith("content/clauses/") and file.suffix else path.rpartition("/")[0]
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

    def _entries(self, folder: str) -> list[Path]:
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
            return sorted(place.iterdir(), key=lambda entry: entry.name)
        except (OSError, RuntimeError) as fault:
            said = getattr(fault, "strerror", None) or "its links lead in a circle"
            hint = "Check that you may read it."
            self.problems.append(
                Problem("file-unreadable", Location(folder), f"this folder cannot be read ({said})", hint)
            )
            return []

    def _good_name(self, stem: str, file: Path) -> bool:
        where = Location(self.path_of(file))
        self._remember(stem, file)
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
        fault = fault_of_id(text)
        if fault:
            better = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
            better = f"{better}-policy" if better in RESERVED else better
            hint = f"Rename it, for example to {'friend-requests' if fault_of_id(better) else better}."
            self.problems.append(Problem("id-bad", where, f"“{text}” {fault}", hint))
        return not fault

    def content(self, file: Path) -> bytes | None:
        """The bytes of `file`; None, and a problem, if it cannot be read or leads out of the policy folder."""
        where = Location(self.path_of(file))
        try:
            if not file.resolve().is_relative_to(self._real_root):
                message = "this is a link to a file outside the policy folder, which is not read"
                self.problems.append(Problem("file-outside", where, message, "Copy the file itself here."))
                return None
            if not file.is_file():
                message = "this is not an ordinary file, so it is not read"
                self.problems.append(Problem("file-unreadable", where, message, "Replace it by the file itself."))
                return None
            if file.stat().st_size > 4 * SIZE_LIMIT:
                self.problems.append(Problem("file-too-large", where, "this file is far too large to be read here"))
                return None
            return file.read_bytes()
        except (OSError, RuntimeError) as fault:  # before Python 3.13 a circle of links raises the latter
            message = f"this file cannot be opened ({getattr(fault, 'strerror', None) or 'its links lead in a circle'})"
            hint = "Close it in other programs, and check that you may read it."
            self.problems.append(Problem("file-unreadable", where, message, hint))
            return None

    def text(self, file: Path) -> str | None:
        """The text of `file`, or None and a problem."""
        content = self.content(file)
        if content is None:
            return None
        text, problems = decode(content, self.path_of(file))
        self.problems += problems
        return text

    def yaml(self, file: Path) -> YamlTree | None:
        """The YAML of `file`, or None and problems."""
        text = self.text(file)
        if text is None:
            return None
        tree, problems = read_yaml(text, self.path_of(file))
        self.problems += problems
        return None if problems else tree
