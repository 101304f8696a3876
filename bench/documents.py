"""Lays documents out for a bare Typst, as a template author would: templates, fonts, and each document's JSON."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def lay_out(folder: Path, sites: Iterable[Any]) -> None:
    """Writes all documents of `sites` (values of `compose.audience_sites`) to `folder`, which must not exist.

    `paper` holds the templates, `fonts` the fonts, `of/<school>/<audience>/<name>` what a document consists of, and
    `list.json` all documents in their order.
    """
    from generator.formats.glyphs import font_files
    from generator.render.print_source import print_documents

    _copied((ROOT / "overrides" / "print").glob("*.typ"), folder / "paper")
    _copied(font_files(), folder / "fonts")
    listed = []
    for site in sites:
        for source in print_documents(site):
            name = f"{site.school.id}/{site.audience}/{source.name}"
            target = folder / "of" / name
            target.mkdir(parents=True)
            (target / "content.json").write_text(source.content, encoding="utf-8")
            (target / "values.json").write_text(source.values, encoding="utf-8")
            for picture, content in source.files:
                (target / picture).write_bytes(content)
            listed.append({"folder": name, "template": source.template, "date": source.date})
    (folder / "list.json").write_text(json.dumps(listed), encoding="utf-8")


def _copied(files: Iterable[Path], folder: Path) -> None:
    folder.mkdir(parents=True)
    for file in files:
        shutil.copyfile(file, folder / file.name)


def listed_in(folder: Path, school: str = "") -> list[dict[str, str]]:
    """The documents that `lay_out` wrote, of one school or of all: `folder` below `of/`, `template` and `date`."""
    found: list[dict[str, str]] = json.loads((folder / "list.json").read_text("utf-8"))
    return [document for document in found if document["folder"].startswith(f"{school}/" if school else "")]


def sites_of(workspace: Path, schools: Sequence[str]) -> list[Any]:
    """The sites of `schools` in `workspace`, one for each audience."""
    from generator.compose.sites import audience_sites
    from generator.library import read_workspace

    policies, _ = read_workspace(workspace)
    return [site for school in schools for site in audience_sites(policies, policies.schools[school])]
