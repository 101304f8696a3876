"""Reads the policies that a school keeps elsewhere, from the file that Excel saves."""

from __future__ import annotations

import os
from pathlib import Path

from generator.library.files import Files
from generator.model.reviews import OtherPolicy
from generator.problems import Location, Problem

NAME = "other-policies.csv"


def read_others(files: Files, folder: Path) -> tuple[OtherPolicy, ...]:
    """Those of the school in `folder`, () without the file; what was saved under a name beside it is reported."""
    here, found = files.path_of(folder), False
    for name in _named_alike(folder):
        if name == NAME:
            found = True
        else:
            files.problems.append(_beside(f"{here}/{name}"))
    content = files.content(folder / NAME) if found else None
    if content is None:
        return ()
    from generator.formats.other_policies import read_other_policies

    rows, problems = read_other_policies(content, f"{here}/{NAME}")
    files.problems += problems
    return rows


def _named_alike(folder: Path) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.casefold().startswith("other-policies"))
    except OSError:
        return []


def _beside(path: str) -> Problem:
    message = f"this file is not read: policies that are kept elsewhere stand in {NAME}, and in no other file"
    hint = f"In Excel choose File > Save as > “CSV UTF-8”, with the name {NAME}; then delete this one."
    return Problem("other-policies-name", Location(path), message, hint, severity="warning")
