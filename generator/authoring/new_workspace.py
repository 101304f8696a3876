"""A new policy folder: the library, the house style, and a page for the office; no school yet."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from generator.authoring.schemas import schemas
from generator.house_templates import starter_folder
from generator.publish import PublishError, Stage, workspace_folder

_MAY_BE_THERE = frozenset({".git", ".ds_store", "thumbs.db", "desktop.ini"})
_UNWANTED = frozenset({"__pycache__", "schemas", "archive"})

_GITIGNORE = """\
# Made by `policypress build`, `export` and `pack`; all of it can be made again.
/site/
/build/
/*-public.zip
/*-internal.zip
/packs/
.policypress*
# Left by desktops and sync programs.
.DS_Store
Thumbs.db
desktop.ini
~$*
"""

_README = """\
# Our policy folder

This folder holds the rules from which every school's policies are made.
Type the commands below in a terminal that is open in this folder.

| To | Type |
|---|---|
| add a school | `policypress new school` |
| see what is missing or wrong | `policypress check` |
| look at the pages while you change files | `policypress serve --open` |
| make the websites and PDFs | `policypress build` |
| put one school's pages into a zip file | `policypress export SCHOOL public` |
| see where a school's details come from | `policypress values SCHOOL` |
| word a rule in the school's own words | `policypress reword SCHOOL CLAUSE` |
| add a rule, leave one out | `policypress add`, `policypress leave-out` |
| learn more about any of them | `policypress build --help` |

## What lies where

| Folder or file | What it holds |
|---|---|
| `content/` | the library: every rule, with its wording for staff, pupils and parents |
| `schools/<school>/school.yml` | one school: who it is, what it fills in and chooses |
| `schools/<school>/clauses/` | the school's own wordings and rules |
| `schools/groups/` | what a council or trust fixes or suggests for its schools |
| `mkdocs.yml` | the house style, and the web addresses that the pages are published at |
| `site/` | the finished pages: `site/public` for everybody, `site/internal` for staff and governors only |

Never change anything in `site/`: the next build makes it anew.
The text in `content/` is free for any school to copy and change (CC0 1.0, see `content/LICENSE`).
It is a starting point and not legal advice.
"""


def new_workspace(folder: Path) -> int:
    """Writes a new policy folder and gives the number of its files.

    Raises `publish.PublishError` when the folder holds anything, or the machine refuses.
    """
    strange = _strange(folder)
    if strange:
        raise PublishError(
            f"{folder} is not empty: it holds {strange}.",
            "Give the name of a new folder, such as `policypress new workspace our-policies`.",
        )
    count = 0
    with Stage(workspace_folder(folder)) as stage:
        for path, content in _files(starter_folder()):
            stage.write(path, content)
            count += 1
        stage.commit()
    return count


def _strange(folder: Path) -> str:
    """The first thing in `folder` that is not to be overlooked, or ""."""
    if not folder.exists():
        return ""
    if not folder.is_dir():
        raise PublishError(f"{folder} is a file.", "Give the name of a new folder.")
    return next((name for name in sorted(os.listdir(folder)) if name.casefold() not in _MAY_BE_THERE), "")


def _files(starter: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted((starter / "content").rglob("*")):
        steps = file.relative_to(starter).parts
        if file.is_file() and not any(step.startswith(".") or step in _UNWANTED for step in steps):
            yield "/".join(steps), file.read_bytes()
    for path, text in schemas().files:
        yield path, text.encode() if isinstance(text, str) else text
    yield "mkdocs.yml", _house_style((starter / "mkdocs.yml").read_text("utf-8")).encode()
    yield ".gitignore", _GITIGNORE.encode()
    yield "README.md", _README.encode()


def _house_style(style: str) -> str:
    """Our mkdocs.yml without what concerns our own guide: a policy folder has no docs/ and no `make`."""
    style = re.sub(r"^# The guide's own folders.*", "", style, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^# Itself this file builds the guide.*\n", "", style, flags=re.MULTILINE).rstrip() + "\n"
