"""A school's logo: an SVG or PNG beside school.yml, refused when it could do more than be seen."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from generator.formats.school_files import BrandEntry
from generator.formats.yaml_text import YamlTree
from generator.library.files import Files
from generator.model.edition import Brand
from generator.problems import Problem

SIZE_LIMIT = 200_000
"""Bytes; the logo is loaded by every page."""

_PNG = b"\x89PNG\r\n\x1a\n"
_ACTIVE = re.compile(
    rb"<script|<foreignObject|<!ENTITY|<!DOCTYPE|\bon[a-z]+\s*=|javascript:|<style|\bstyle\s*=|<image|<use\b"
    rb"|(?:href|src)\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?!#)|@import",
    re.IGNORECASE,
)


def read_logo(files: Files, folder: Path, entry: BrandEntry, tree: YamlTree) -> tuple[Brand, bytes]:
    """The brand with the logo's hash, and its bytes; without a logo when there is none or it is refused."""
    plain = Brand(colour=entry.colour.lower())
    if not entry.logo:
        return plain, b""
    where = tree.where("brand", "logo")
    fault, content = _checked(files, folder, entry.logo)
    if fault:
        hint = "Save the logo beside school.yml as a plain .svg or .png of at most 200 kB."
        files.problems.append(Problem("logo-bad", where, fault, hint, school=folder.name))
        return plain, b""
    digest = hashlib.sha256(content).hexdigest()
    return Brand(plain.colour, digest, entry.logo), content


def _checked(files: Files, folder: Path, name: str) -> tuple[str, bytes]:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}\.(svg|png)", name):
        return f"“{name}” is not the name of an .svg or .png file beside school.yml", b""
    file = folder / name
    if not file.is_file():
        return f"there is no file “{name}” beside school.yml", b""
    content = files.content(file)
    if content is None:
        return f"the logo “{name}” cannot be read", b""
    if len(content) > SIZE_LIMIT:
        return f"the logo has {len(content):,} bytes; at most {SIZE_LIMIT:,} are taken", b""
    if name.endswith(".png"):
        return ("" if content.startswith(_PNG) else f"“{name}” is not a PNG picture"), content
    if b"<svg" not in content:
        return f"“{name}” is not an SVG picture", b""
    if active := _ACTIVE.search(content):
        said = active.group().decode("ascii", "replace")
        return f"the logo “{name}” holds “{said}”, which a picture does not need and a web page must not run", b""
    return "", content
