"""Names of output files that every system can hold: relative, inside the output, distinct in any letter case."""

from __future__ import annotations

import re
import unicodedata

RECORD = ".policypress-written"
WORK = ".policypress-work"

_UNFIT = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff<>:"\\|?*]|[. ]$|^$')
_RESERVED = re.compile(r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)
_LONGEST = 255
_AUTHORED_FOLDERS = frozenset({"schools", "content"})
_AUTHORED_FILES = frozenset({"mkdocs.yml", ".gitignore", "README.md"})


class BadPath(ValueError):
    """A path that may not be written to the output: a mistake of ours, never a user's."""


def check_path(path: str) -> None:
    """Raise `BadPath` unless `path` is relative with forward slashes and stays inside, on Windows too.

    Windows forbids some characters, a dot or space at a name's end, and names such as CON and LPT1.
    """
    for name in path.split("/"):
        if _UNFIT.search(name):
            raise BadPath(f"{path!r} has a name that is empty, leaves the folder, or is not allowed on Windows")
        if _RESERVED.match(name):
            raise BadPath(f"{path!r} has a name that Windows reserves")
        if len(name.encode()) > _LONGEST:
            raise BadPath(f"{path!r} has a name of more than {_LONGEST} bytes")
    if path.lower().startswith((RECORD, WORK)):
        raise BadPath(f"{path!r} is a name that Policypress keeps for itself")


def check_authored(path: str) -> None:
    """Raise `BadPath` unless `generator.authoring` may write `path` in a policy folder; nothing that runs is there."""
    names = path.split("/")
    hidden = any(name.startswith(".") for name in names)
    if path not in _AUTHORED_FILES and (hidden or names[0] not in _AUTHORED_FOLDERS or len(names) == 1):
        raise BadPath(f"{path!r} is no file of a policy folder that Policypress writes")


def is_only_begun(path: str) -> bool:
    """Whether authoring writes `path` only in a new policy folder, never over a file that stands."""
    return not path.startswith(("schools/", "content/schemas/"))


def folded(path: str) -> str:
    """`path` as a file system that ignores letter case and accents' composition would see it."""
    key = path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
    return path if key == path else key  # one string in memory instead of two


def folders_of(path: str) -> tuple[str, ...]:
    """Folders that `path` lies in, the outermost first: "a/b/c" → ("a", "a/b")."""
    parts = path.split("/")[:-1]
    return tuple("/".join(parts[: count + 1]) for count in range(len(parts)))


class Names:
    """The names taken in one output."""

    def __init__(self) -> None:
        """No name is taken."""
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def take(self, path: str) -> None:
        """Take `path`; raise `BadPath` when it is unfit, taken in any letter case, or a folder and a file at once."""
        check_path(path)
        folder = path.rpartition("/")[0]
        if folder and self._folders.get(folded(folder)) != folder:
            for outer in folders_of(path):
                self._take_folder(outer)
        key = folded(path)
        other = self._files.get(key) or self._folders.get(key)
        if other is not None:
            raise BadPath(f"{path!r} is written twice" if other == path else f"{path!r} and {other!r} are one name")
        self._files[key] = path

    def twin(self, path: str) -> str | None:
        """The file taken whose name is that of `path` but for letter case."""
        return self._files.get(folded(path))

    def _take_folder(self, folder: str) -> None:
        key = folded(folder)
        other = self._files.get(key) or self._folders.setdefault(key, folder)
        if other != folder or key in self._files:
            raise BadPath(f"{folder!r} and {other!r} are one name")
