"""Names of output files that every system can hold: relative, inside the output, distinct in any letter case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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
        if fault := _fault(name):
            raise BadPath(f"{path!r} has a name {fault}")
    if path.lower().startswith((RECORD, WORK)):
        raise BadPath(f"{path!r} is a name that Policypress keeps for itself")


@lru_cache(4096)
def _fault(name: str) -> str:
    """What is wrong with a name, or "". The same few names stand in most paths."""
    if _UNFIT.search(name):
        return "that is empty, leaves the folder, or is not allowed on Windows"
    if _RESERVED.match(name):
        return "that Windows reserves"
    return f"of more than {_LONGEST} bytes" if len(name.encode()) > _LONGEST else ""


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


class Chain:
    """The folder where work goes on and those above it, so that each is met once as long as paths come in order."""

    def __init__(self) -> None:
        """No folder is entered."""
        self._parts: list[str] = []
        self._folder = ""

    def move_to(self, folder: str) -> tuple[list[str], list[str]]:
        """Go on in `folder`, "" for the root: the folders left, innermost first, and entered, outermost first."""
        if folder == self._folder:
            return [], []
        parts = folder.split("/") if folder else []
        same = 0
        while same < len(parts) and parts[: same + 1] == self._parts[: same + 1]:
            same += 1
        left = ["/".join(self._parts[:count]) for count in range(len(self._parts), same, -1)]
        entered = ["/".join(parts[:count]) for count in range(same + 1, len(parts) + 1)]
        self._parts, self._folder = parts, folder
        return left, entered


class Names:
    """The names of files written one by one, so that two that clash are found at once."""

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

    def _take_folder(self, folder: str) -> None:
        key = folded(folder)
        other = self._files.get(key) or self._folders.setdefault(key, folder)
        if other != folder or key in self._files:
            raise BadPath(f"{folder!r} and {other!r} are one name")
