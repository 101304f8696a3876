"""`python -m bench.peers.mkdocs_warm OUT PROJECT…`: builds plain projects one after the other in one process.

MkDocs as somebody uses it who knows it well: templates are compiled once and the theme's files are listed once for all
sites. The pages are, byte for byte, those of `mkdocs build`.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates in memory, known by their text: all projects hold equal house templates."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name

    def get_source_checksum(self, source: str) -> str:
        return hashlib.sha1(source.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        if (known := self._known.get(f"{bucket.key} {bucket.checksum}")) is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[f"{bucket.key} {bucket.checksum}"] = bucket.bytecode_to_string()


def build_all(projects: list[Path], out: Path) -> None:
    """Builds each project into OUT/<school>/<audience>."""
    compiled, listed = _Compiled(), dict[str, list[str]]()
    for project in projects:
        # MkDocs keeps plugins in a class: without this the sites would share one search index.
        plugins: Any = MkDocsConfig.plugins
        plugins.plugin_cache.clear()
        target = out / project.parent.name / project.name
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(target), strict=True)
        theme: Any = config.theme
        theme.get_env = _environment(theme.get_env, compiled, listed)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()


def _environment(
    make: Callable[[], jinja2.Environment], compiled: _Compiled, listed: dict[str, list[str]]
) -> Callable[[], jinja2.Environment]:
    def get_env() -> jinja2.Environment:
        environment = make()
        environment.bytecode_cache = compiled
        loader: Any = environment.loader
        everything = loader.list_templates

        def templates() -> list[str]:
            if "" not in listed:
                listed[""] = [name for name in everything() if not name.startswith(".")]
            return listed[""]

        loader.list_templates = templates
        return environment

    return get_env


if __name__ == "__main__":
    build_all([Path(project) for project in sys.argv[2:]], Path(sys.argv[1]))
