"""The settings of a generated site, as the site engine's configuration file says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.model.source import HouseStyle, NavEntry, SiteSource

_FEATURES = ["content.tooltips", "navigation.top", "search.highlight"]
_TABLES = {"tables": {"use_align_attribute": True}}
"""Otherwise columns are aligned by style="…", which the Content-Security-Policy of our pages refuses."""
_NEEDED: tuple[Any, ...] = ("attr_list", "md_in_html", _TABLES, "toc")
"""Extensions that our pages are written for, whatever the house style says."""
_REFUSED = ("smarty", "abbr", "meta", "extra", "admonition")
_REFUSED_FAMILY = "pymdownx."
"""These would read markup into words of a clause; real typography stands in the text."""


def site_settings(source: SiteSource, house: HouseStyle) -> dict[str, Any]:
    """MkDocs settings for `source` in `house` style, as plain data without paths."""
    theme = house.settings.get("theme")
    features = theme.get("features") if isinstance(theme, Mapping) else None
    settings: dict[str, Any] = {
        "site_name": source.title,
        "nav": nav_settings(source.nav),
        "use_directory_urls": True,
        "strict": True,
        "theme": {
            "name": "material",
            "language": source.language,
            "font": False,
            "features": list(features) if isinstance(features, Sequence) else _FEATURES,
        },
        "markdown_extensions": _extensions(house.settings.get("markdown_extensions")),
        "plugins": ["search"] if source.search else [],
        "extra": dict(source.extra),
        "extra_css": ["brand.css"] if any(path == "brand.css" for path, _ in source.files) else [],
        "validation": {"nav": {"omitted_files": "warn"}, "links": {"anchors": "warn", "unrecognized_links": "warn"}},
    }
    if source.address:
        settings["site_url"] = source.address
    return settings


def _extensions(of_house: object) -> list[Any]:
    """Those of the house style that leave words alone, and those that our pages need."""
    listed = list(of_house) if isinstance(of_house, Sequence) and not isinstance(of_house, str) else []
    taken = {*_REFUSED, *(_name(entry) for entry in _NEEDED)}
    return [*_NEEDED, *(e for e in listed if _name(e) not in taken and not _name(e).startswith(_REFUSED_FAMILY))]


def extension_names(house: HouseStyle) -> tuple[str, ...]:
    """The Markdown extensions of sites in `house` style, by name."""
    return tuple(_name(entry) for entry in _extensions(house.settings.get("markdown_extensions")))


def _name(extension: object) -> str:
    name = next(iter(extension)) if isinstance(extension, Mapping) else str(extension)
    return str(name).removeprefix("markdown.extensions.")


def nav_settings(nav: Sequence[NavEntry]) -> list[dict[str, Any]]:
    """The navigation as MkDocs reads it: a list of title → path, or title → list."""
    return [{entry.title: nav_settings(entry.children) if entry.children else entry.path} for entry in nav]
