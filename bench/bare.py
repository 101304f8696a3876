"""The processes of the one-school benchmark that do without Policypress: `python -m bench.bare web|print|prepare …`.

They do what anybody would who calls the engine for the same input. `prepare` lays that input out, and is not measured.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.cases import AUDIENCES, SCHOOL, Places
from bench.documents import lay_out, listed_in, sites_of


def _web(places: Places) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.config.defaults import MkDocsConfig

    for audience in AUDIENCES:
        plugins: Any = MkDocsConfig.plugins
        plugins.plugin_cache.clear()  # else the three sites share one search index
        file, out = str(places.project(audience) / "mkdocs.yml"), str(places.web / audience)
        config = load_config(file, site_dir=out, strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()


def _print(places: Places) -> None:
    compiler = typst_compiler(places.documents)
    for document in listed_in(places.documents):
        pdf = compiled(compiler, places.documents, document)
        out = places.paper / document["folder"]
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(pdf)


def typst_compiler(documents: Path) -> Any:
    """A compiler with the fonts and templates that `lay_out` wrote to `documents`."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(documents / "fonts")])
    return typst.Compiler(root=str(documents / "paper"), font_paths=fonts, ignore_system_fonts=True)


def compiled(compiler: Any, documents: Path, document: Mapping[str, str]) -> bytes:
    """The PDF of one document of `listed_in`."""
    paper = documents / "paper"
    for file in (documents / "of" / document["folder"]).iterdir():
        shutil.copyfile(file, paper / file.name)
    pdf: bytes = compiler.compile(
        input=str(paper / document["template"]),
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.fromisoformat(document["date"]).replace(tzinfo=UTC),
    )
    return pdf


def _prepare(places: Places) -> None:
    lay_out(places.documents, sites_of(places.workspace, [SCHOOL]))


_STEPS: dict[str, Callable[[Places], None]] = {"prepare": _prepare, "web": _web, "print": _print}

if __name__ == "__main__":
    _STEPS[sys.argv[1]](Places(Path(sys.argv[2])))
