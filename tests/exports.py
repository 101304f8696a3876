"""Exports of the miniature policy folder, made in this process and unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from bs4 import BeautifulSoup
from hill import TODAY

from generator.model.site import Tree
from generator.pipeline.export import ExportOrder, ExportReport, export
from generator.problems import errors

PASTE = "what-to-paste.html"


def exported(root: Path, tree: Tree = "public", out: Path | None = None) -> ExportReport:
    """An export in this process, so that a fault shows its place."""
    return export(ExportOrder(root, "hill", tree, out or root / f"{tree}.zip", TODAY, jobs=1))


def unpacked(root: Path, tree: Tree = "public") -> Mapping[str, bytes]:
    """The files of an export by their names, after it was made without a fault."""
    report = exported(root, tree)
    assert not errors(report.problems)
    with zipfile.ZipFile(root / f"{tree}.zip") as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def parsed(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content.decode(), "html5lib")
