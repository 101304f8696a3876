"""Builds a website with MkDocs and its Material theme, in this process: pages go in as values, bytes come out.

MkDocs is an output device here: no plugin, hook or macro of ours carries meaning. A change of engine is a change of
this module. Never call it from two threads: MkDocs keeps plugins in a class, and the search index would be mixed.
"""

from __future__ import annotations

import copy
import functools
import hashlib
import io
import logging
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

import jinja2
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from generator.model.source import HouseStyle, SiteSource
from generator.render.site_settings import site_settings


class SiteBuildError(Exception):
    """MkDocs refused a source that we made; the text holds what it said."""


def build_site(source: SiteSource, house: HouseStyle) -> dict[str, bytes]:
    """The files of the built site, path relative to its folder → bytes, sorted, marks still in.

    Raises SiteBuildError if MkDocs finds anything to warn about, and OSError if the temporary folder fails.
    """
    with tempfile.TemporaryDirectory(prefix="policypress-site-") as folder:
        root = Path(folder)
        _write(root / "docs", [(path, text.encode()) for path, text in source.pages])
        _write(root / "docs", source.files)
        with _no_warnings():
            _run(_config(root, source, house))
        return _collected(root / "site")


def _write(root: Path, files: Sequence[tuple[str, bytes]]) -> None:
    for path, content in files:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _config(root: Path, source: SiteSource, house: HouseStyle) -> MkDocsConfig:
    settings = site_settings(source, house)
    settings["theme"] = {**settings["theme"], "custom_dir": str(_templates_folder(house))}
    settings |= {"docs_dir": str(root / "docs"), "site_dir": str(root / "site")}
    # MkDocs keeps plugins in a class-level option: without this the sites of a process share one search index.
    plugins: Any = MkDocsConfig.plugins
    plugins.plugin_cache.clear()
    hooks: Any = MkDocsConfig.hooks
    hooks._load_hook.cache_clear()
    try:
        # As options, because reading them back from YAML takes a sixth of a build; MkDocs empties what it is given.
        config = load_config(io.BytesIO(b"{}"), config_file_path=str(root / "mkdocs.yml"), **copy.deepcopy(settings))
    except Abort as stop:
        raise SiteBuildError(str(stop)) from stop
    _prepare_theme(config, source)
    return config


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
    """Static files of the theme and of the house, without what no page of ours asks for.

    Left out: source maps, word stemmers (English needs none, Welsh has none), colour palettes, the theme's own icon.
    """
    unused = (".map", "favicon.png")
    found = {
        file.relative_to(folder).as_posix()
        for folder in map(Path, folders)
        for file in (folder / "assets").rglob("*")
        if file.is_file() and not file.name.endswith(unused) and "/lunr/" not in file.as_posix()
    }
    return tuple(sorted(path for path in found if not path.startswith("assets/stylesheets/palette.")))


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


class _Heard(logging.Handler):
    """Keeps what MkDocs warns about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Raises SiteBuildError at the end if MkDocs warned; keeps its words from the terminal."""
    log, heard = logging.getLogger("mkdocs"), _Heard()
    level, propagate = log.level, log.propagate
    log.addHandler(heard)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield
    except SiteBuildError as fault:
        raise SiteBuildError("\n".join([str(fault), *heard.lines])) from fault
    finally:
        log.removeHandler(heard)
        log.setLevel(level)
        log.propagate = propagate
    if heard.lines:
        raise SiteBuildError("\n".join(heard.lines))


def _collected(folder: Path) -> dict[str, bytes]:
    """The built files. MkDocs leaves a compressed site map with its own time in it: that one is dropped."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {path: files[path].read_bytes() for path in sorted(files) if not path.endswith(".gz")}
