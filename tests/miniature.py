"""Miniature policy folders: the files of a case, laid over a small folder without faults."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.checks import check_workspace
from generator.library import read_workspace
from generator.problems import Problem, in_order

PROJECTS = Path(__file__).parent / "projects"
TODAY = datetime.date(2026, 11, 20)


def lay_out(case: str, into: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """A policy folder in `into`: the base, the case over it, and over both `files` (None removes one).

    A case's `remove.txt` names files of the base that it goes without.
    """
    shutil.copytree(PROJECTS / "_base", into, dirs_exist_ok=True)
    if case:
        shutil.copytree(PROJECTS / case, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"))
    removed = into / "remove.txt"
    if removed.exists():
        for path in removed.read_text().split():
            (into / path).unlink()
        removed.unlink()
    for path, content in (files or {}).items():
        file = into / path
        if content is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return into


def problems_of(root: Path, today: datetime.date = TODAY) -> tuple[Problem, ...]:
    """Every problem of the policy folder, from reading and from checking."""
    workspace, problems = read_workspace(root)
    return in_order((*problems, *check_workspace(workspace, today)))


def told(problems: Iterable[Problem]) -> str:
    """The problems as text: the line, its hint, the places to see, and the school when it is one school’s."""
    lines: list[str] = []
    for problem in problems:
        lines.append(str(problem))
        lines += [f"  {problem.hint}"] if problem.hint else []
        lines += [f"  see {place}" for place in problem.see]
        lines += [f"  concerns {problem.school} only"] if problem.school else []
    return "\n".join(lines) + "\n" if lines else ""
