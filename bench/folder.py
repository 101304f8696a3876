"""A policy folder of invented schools, and the build of it that is measured."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.cases import CACHE, TODAY, policypress
from bench.many import write_schools
from bench.measure import Job, Run, alone


@dataclass(frozen=True, slots=True)
class Folder:
    """A policy folder, what a build makes of it, and what builds keep; all of them are below `root`."""

    root: Path

    @property
    def workspace(self) -> Path:
        """The policy folder."""
        return self.root / "workspace"

    @property
    def site(self) -> Path:
        """The output."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """What builds keep for the next ones."""
        return self.root / "cache"

    def write(self, schools: int, own: float = 0.05) -> None:
        """Fills the policy folder with invented schools, a share `own` of which word a clause themselves."""
        self.remove()
        write_schools(self.workspace, schools, own)

    def job(self, *more: str) -> Job:
        """The build, as the terminal starts it."""
        words = ("build", "--workspace", str(self.workspace), "--out", str(self.site), "--today", TODAY, "--json")
        return Job("policypress build", (*policypress(*words), *more), ((CACHE, str(self.cache)),))

    def build(self, *more: str) -> tuple[Run, dict[str, Any]]:
        """Builds once; what it took, and what it reported. What was written before it is on the disk."""
        os.sync()
        run = alone(self.job(*more))
        return run, json.loads(run.said[run.said.index("{") :])

    def cold(self) -> None:
        """Nothing of an earlier build is left, and nothing that it has learned."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.rmtree(self.cache, ignore_errors=True)

    def remove(self) -> None:
        """Removes the policy folder, too."""
        shutil.rmtree(self.root, ignore_errors=True)


def files_in(folder: Path) -> Iterator[os.DirEntry[str]]:
    """All files in `folder`, however deep."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files_in(Path(entry.path))
            else:
                yield entry


def size_of(folder: Path) -> tuple[int, int, int]:
    """Files, bytes and web pages in `folder`."""
    files = size = pages = 0
    for entry in files_in(folder):
        files += 1
        size += entry.stat().st_size
        pages += entry.name.endswith(".html")
    return files, size, pages
