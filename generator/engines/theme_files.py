"""The theme's own static files: which of them sites use, and their bytes, read without loading the site engine."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path

from generator.engines.faults import SiteBuildError
from generator.model.source import HouseStyle

_ASSETS = "assets/"
_UNUSED = (".map", "favicon.png")


def asset_paths(folders: Iterable[Path]) -> tuple[str, ...]:
    """Static files under `assets/` in `folders` of templates, without what no page of ours asks for.

    Left out: source maps, word stemmers (English needs none, Welsh has none), colour palettes, the theme's own icon.
    """
    found = {
        file.relative_to(folder).as_posix()
        for folder in folders
        for file in (folder / _ASSETS).rglob("*")
        if file.is_file()
    }
    return tuple(sorted(filter(_used, found)))


def _used(path: str) -> bool:
    unused = path.endswith(_UNUSED) or "/lunr/" in path or path.startswith("assets/stylesheets/palette.")
    return path.startswith(_ASSETS) and not unused


def theme_assets(house: HouseStyle) -> dict[str, bytes]:
    """The static files of the theme with those of the house style laid over them, path → bytes.

    Raises SiteBuildError when the theme is not installed, and OSError when a file of it cannot be read.
    """
    theme = importlib.util.find_spec("material")  # looks for it and does not load it
    if theme is None or theme.origin is None:
        raise SiteBuildError("the theme (mkdocs-material) is not installed")
    folder = Path(theme.origin).parent / "templates"
    found = {path: (folder / path).read_bytes() for path in asset_paths([folder])}
    return found | {path: content for path, content in house.templates if _used(path)}
