"""The house templates as a value, read from the folders where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from generator.model.source import HouseStyle

_TEMPLATES = (".html", ".xml")
"""Endings of what the site engine reads as text; other files are published as they are."""


class HouseError(OSError):
    """Something among the house templates cannot be used; the text names it."""


def read_house(folders: Sequence[Path], settings: Mapping[str, object] | None = None) -> HouseStyle:
    """The templates in `folders`, where a later folder is laid over an earlier one, and `mkdocs.yml` as plain data.

    Folders that are not there are left out; hidden files too. Raises HouseError for what cannot be read, leads out of
    its folder, or is a template and not text in UTF-8.
    """
    templates: dict[str, bytes] = {}
    for folder in folders:
        for file in _files(folder, folder):
            templates[file.relative_to(folder).as_posix()] = read_file(file, text=file.suffix in _TEMPLATES)
    for path in templates:
        for above in PurePosixPath(path).parents:
            if above.as_posix() in templates:
                raise HouseError(f"overrides/web/{above} is a folder, where a file of that name is needed")
    return HouseStyle(tuple(sorted(templates.items())), settings or {})


def check_place(path: Path, folder: Path) -> None:
    """Raises HouseError unless `path` lies in `folder` for good: a link could lead to any file of this computer.

    `folder` is overrides/web or the like, which must not lead out of its policy folder either.
    """
    whole = folder.parent.parent.resolve()
    try:
        inside = folder.resolve().is_relative_to(whole) and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        inside = False
    if not inside:
        raise HouseError(f"{_named(path)} is a link that leads out of its folder. Put the file itself there")


def read_file(file: Path, text: bool) -> bytes:
    """The bytes of `file`; raises HouseError, also when `text` is wanted and it is not in UTF-8."""
    if not file.is_file():
        raise HouseError(f"{_named(file)} is not a file")
    try:
        content = file.read_bytes()
        if text:
            content.decode()
    except OSError as fault:
        raise HouseError(f"{_named(file)} cannot be read ({fault.strerror})") from fault
    except UnicodeDecodeError as fault:
        raise HouseError(f"{_named(file)} is not text in UTF-8. Save it again with the encoding UTF-8") from fault
    return content


def _files(within: Path, folder: Path) -> Iterator[Path]:
    """All files of `within` and below that are not hidden; raises HouseError for links out of `folder`."""
    check_place(within, folder)
    if within == folder and not folder.is_dir():
        return
    try:
        entries = sorted(within.iterdir())
    except OSError as fault:
        raise HouseError(f"{_named(within)} cannot be read ({fault.strerror})") from fault
    for entry in entries:
        if entry.name.startswith("."):
            continue
        check_place(entry, folder)
        if not entry.is_dir():
            yield entry
        elif entry.is_symlink():
            raise HouseError(f"{_named(entry)} is a link to a folder. Put the folder itself there")
        elif entry.suffix in _TEMPLATES:
            raise HouseError(f"{_named(entry)} is a folder, where a file of that name is needed")
        else:
            yield from _files(entry, folder)


def _named(path: Path) -> str:
    """`path` from overrides/ on, if it lies there."""
    parts = path.parts
    return "/".join(parts[parts.index("overrides") :]) if "overrides" in parts else path.name
