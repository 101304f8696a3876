"""A website before it is built: pages as Markdown with marks, and what is set in for each mark afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PlainData = Mapping[str, object]
"""Strings, numbers, truth values, lists and mappings only: what JSON and YAML can say."""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """An entry of the navigation: a page (`path` under docs/), or a heading over `children`."""

    title: str
    path: str = ""
    children: tuple[NavEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteSource:
    """One site for the site engine.

    `pages` maps a path under docs/ (".md") to Markdown with front matter, `files` a path to bytes that are taken over
    as they are (style sheet, logo); `extra` is what the house templates read;
    `address` is the site's web address or a mark in the shape of one, "" without one;
    `results` maps each mark to the plain text that is set in for it. No other part holds a school's value.
    `carries_assets` says whether the theme's scripts and styles belong to this site (else it uses those at the root of
    its tree, `extra["assets"]` steps up); `search` whether it has a search index of its own;
    `templates` names the pages made from a house template alone (`404.html`, `sitemap.xml`).
    """

    title: str
    pages: tuple[tuple[str, str], ...]
    nav: tuple[NavEntry, ...]
    files: tuple[tuple[str, bytes], ...]
    extra: PlainData
    results: tuple[tuple[str, str], ...]
    address: str = ""
    language: str = "en"
    carries_assets: bool = False
    search: bool = True
    templates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How every site looks: the house templates (path → bytes, sorted) and the settings taken from `mkdocs.yml`.

    Of `settings` only `theme.features` and `markdown_extensions` are taken over: the rest of a workspace's
    `mkdocs.yml` concerns its own guide.
    """

    templates: tuple[tuple[str, bytes], ...]
    settings: PlainData = field(default_factory=dict)
