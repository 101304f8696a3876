"""Builds a website with MkDocs and its Material theme, in this process: pages go in as values, bytes come out.

MkDocs is an output device here: no plugin, hook or macro of ours carries meaning. A change of engine is a change of
this module. Never call it from two threads: MkDocs keeps plugins in a class, and the search index would be mixed.
"""

from __future__ import annotations

import copy
import functools
import hashlib
import io
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

import jinja2
from material.plugins.search.plugin import Parser, SearchIndex  # type: ignore[import-untyped]
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from generator.engines.faults import SiteBuildError
from generator.engines.listening import no_warnings, quiet
from generator.engines.searching import Added, Entry
from generator.engines.theme_files import asset_paths
from generator.model.source import HouseStyle, SiteSource
from generator.render.site_settings import site_settings


def build_site(source: SiteSource, house: HouseStyle) -> dict[str, bytes]:
    """The files of the built site, path relative to its folder → bytes, sorted, marks still in.

    Raises SiteBuildError if MkDocs finds anything to warn about, and OSError if the temporary folder fails.
    """
    with tempfile.TemporaryDirectory(prefix="policypress-site-") as folder:
        root = Path(folder)
        _write(root / "docs", [(path, text.encode()) for path, text in source.pages])
        _write(root / "docs", source.files)
        with no_warnings():
            _run(_config(root, source, house))
        return _collected(root / "site")


@dataclass(frozen=True, slots=True)
class Converted:
    """What MkDocs makes of a Markdown text: HTML, and its headings as (level, id, words as HTML) in their order."""

    html: str
    headings: tuple[tuple[int, str, str], ...]


_BARE = """{{ page.content }}\ue01c{% for item in page.toc recursive -%}
{{ '\ue01d' }}{{ item.level }}\ue01e{{ item.id }}\ue01e{{ item.title }}{{ loop(item.children) }}
{%- endfor %}"""
"""A template that gives the text of a page and its headings, and no page around them."""


def convert(texts: Sequence[str], house: HouseStyle) -> tuple[Converted, ...]:
    """Each of `texts` through the Markdown of `house`, in one build, one page for each; links are not looked at.

    Raises SiteBuildError if MkDocs fails, and OSError if the temporary folder does.
    """
    pages = tuple((f"{number:06d}.md", f"---\ntitle: part\n---\n\n{text}\n") for number, text in enumerate(texts))
    source = SiteSource("parts", pages, (), (), {}, (), search=False)
    settings = site_settings(source, house)
    settings |= {"strict": False, "use_directory_urls": False, "nav": None, "validation": {}}
    with tempfile.TemporaryDirectory(prefix="policypress-parts-") as folder:
        root = Path(folder)
        _write(root / "docs", [(path, text.encode()) for path, text in pages])
        _write(root / "bare", [("main.html", _BARE.encode())])
        settings["theme"] = {"name": None, "custom_dir": str(root / "bare")}
        with quiet():
            _run(_loaded(root, settings))
        return tuple(_converted((root / "site" / f"{number:06d}.html").read_text()) for number in range(len(texts)))


def _converted(page: str) -> Converted:
    content, _, rest = page.partition("\ue01c")
    headings = (entry.split("\ue01e") for entry in rest.split("\ue01d")[1:])
    return Converted(content, tuple((int(level), anchor, words.rstrip("\n")) for level, anchor, words in headings))


def search_entries(content: str) -> tuple[tuple[str, str, str], ...]:
    """The entries of a page in the search index: ("" or "#" and an anchor, title, text), the last two as HTML."""
    page: Any = SimpleNamespace(content=content, meta={"title": ""}, toc=(), url="", title="")
    index: Any = SearchIndex()
    index.add_entry_from_context(page)
    return tuple((entry["location"], entry["title"], entry["text"]) for entry in index.entries)


def search_additions(pieces: Sequence[str]) -> tuple[Added | None, ...]:
    """What each of `pieces`, which stand one after the other on a page, adds to its entries in the search index.

    None for one of which that cannot be told, because it does not begin and end with a tag or white space, or because
    it depends on what stood before it.
    """
    reader = _Reader()
    reader.feed('<h1 id="page">page</h1>')
    return tuple([reader.additions(piece) for piece in pieces])


class _Reader(Parser):  # type: ignore[misc]
    """The search plugin's reader, watched while it reads piece by piece."""

    removed = False

    def additions(self, piece: str) -> Added | None:
        """What `piece` adds, which is read now."""
        words = piece.strip()
        if words and not (words[0] == "<" and words[-1] == ">"):
            self.removed = True
        at, count = self.section, len(self.data)
        at.text.append(_BORDER)  # so that the reader keeps the white space at the beginning
        length = len(at.text)
        others = [len(section.text) for section in self.data[:count] if section is not at]
        self.feed(piece)
        begun = self.data[count:]
        if others != [len(section.text) for section in self.data[:count] if section is not at]:
            self.removed = True
        if self.removed or not (self.section is at or self.section in begun):
            return None
        entries = tuple(Entry(section.id, "".join(section.title), tuple(section.text)) for section in begun)
        opened = next((number for number, section in enumerate(begun) if section is self.section), -1)
        return Added(tuple(at.text[length:]), entries, opened)

    def handle_endtag(self, tag: str) -> None:
        """Reads the end of an element, and notes if the reader takes an empty one away again."""
        before = sum(len(section.text) + len(section.title) for section in self.data)
        super().handle_endtag(tag)
        if sum(len(section.text) + len(section.title) for section in self.data) < before:
            self.removed = True


_BORDER = "\ue01f"


def _write(root: Path, files: Sequence[tuple[str, bytes]]) -> None:
    for path, content in files:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _config(root: Path, source: SiteSource, house: HouseStyle) -> MkDocsConfig:
    settings = site_settings(source, house)
    settings["theme"] = {**settings["theme"], "custom_dir": str(_templates_folder(house))}
    config = _loaded(root, settings)
    _prepare_theme(config, source)
    return config


def _loaded(root: Path, settings: dict[str, Any]) -> MkDocsConfig:
    settings |= {"docs_dir": str(root / "docs"), "site_dir": str(root / "site")}
    # MkDocs keeps plugins in a class-level option: without this the sites of a process share one search index.
    plugins: Any = MkDocsConfig.plugins
    plugins.plugin_cache.clear()
    hooks: Any = MkDocsConfig.hooks
    hooks._load_hook.cache_clear()
    try:
        # As options, because reading them back from YAML takes a sixth of a build; MkDocs empties what it is given.
        return load_config(io.BytesIO(b"{}"), config_file_path=str(root / "mkdocs.yml"), **copy.deepcopy(settings))
    except Abort as stop:
        raise SiteBuildError(str(stop)) from stop


def _prepare_theme(config: MkDocsConfig, source: SiteSource) -> None:
    theme: Any = config.theme
    environment = _environment(tuple(theme.dirs), str(theme["language"]), theme.get_env)
    assets = _assets(tuple(theme.dirs)) if source.carries_assets else ()

    def listed(extensions: object = None, filter_func: object = None) -> list[str]:
        return list(assets)

    environment.list_templates = listed  # type: ignore[method-assign]
    theme.get_env = lambda: environment
    theme.static_templates = set(source.templates)


_ENVIRONMENTS: dict[tuple[tuple[str, ...], str], jinja2.Environment] = {}


def _environment(folders: tuple[str, ...], language: str, make: Any) -> jinja2.Environment:
    """One Jinja environment for all sites of a process: compiling the theme costs more than rendering a site.

    Kept by language, because the search plugin asks a compiled template of the theme for words of its language.
    """
    if (folders, language) not in _ENVIRONMENTS:
        _ENVIRONMENTS[folders, language] = make()
    return _ENVIRONMENTS[folders, language]


@functools.cache
def _assets(folders: tuple[str, ...]) -> tuple[str, ...]:
    return asset_paths(map(Path, folders))


_TEMPLATE_FOLDERS: dict[str, tempfile.TemporaryDirectory[str]] = {}


def _templates_folder(house: HouseStyle) -> Path:
    """A temporary folder with the house templates, one for each style, removed when the process ends."""
    digest = hashlib.sha256()
    for path, content in house.templates:
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    key = digest.hexdigest()
    if key not in _TEMPLATE_FOLDERS:
        folder = tempfile.TemporaryDirectory(prefix="policypress-house-")
        _write(Path(folder.name), house.templates)
        _TEMPLATE_FOLDERS[key] = folder
    return Path(_TEMPLATE_FOLDERS[key].name)


def _run(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except Abort as stop:  # a SystemExit: it would end the process
        raise SiteBuildError(str(stop)) from stop
    except (MkDocsException, jinja2.TemplateError) as fault:
        raise SiteBuildError(str(fault)) from fault
    finally:
        config.plugins.on_shutdown()


def _collected(folder: Path) -> dict[str, bytes]:
    """The built files. MkDocs leaves a compressed site map with its own time in it: that one is dropped."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {path: files[path].read_bytes() for path in sorted(files) if not path.endswith(".gz")}
