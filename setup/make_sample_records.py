"""Records the invented decisions of the sample schools: schools/<id>/adopted/ and content/archive/. `make samples`.

The decisions stand in setup/sample-history/decisions.yml, the library as it stood earlier in folders beside it: files
that are laid over today's, and `then.yml` for what was not there yet. The records are made by Policypress's own
commands in a copy of this policy folder, and copied back. The same files give the same records, byte for byte.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
HISTORY = Path("setup/sample-history")
TODAY = "2026-11-20"
"""The day on which the records are made, as the commands see it: no decision of the samples is later."""

_ALWAYS: Mapping[str, tuple[str, ...]] = {
    "adopt": ("--as-drafted", "--minute", "specimen", "--specimen", "--yes"),
    "review": ("--minute", "specimen", "--specimen"),
    "correct": ("--specimen", "--yes"),
}
"""What every decision of a sample school says besides."""

_CHECKED = re.compile(r"^( *(?:checked-on|released): )\d{4}-\d{2}-\d{2}$", re.MULTILINE)


def make_records(root: Path, out: Path) -> None:
    """Makes the records of the policy folder `root` anew, and puts them in place of those in the policy folder `out`.

    Raises SystemExit, with what the command said, when a decision is refused; `out` is then as it was.
    """
    with tempfile.TemporaryDirectory(prefix="sample-records-") as temporary:
        work = Path(temporary, "folder")
        for step in _read(root / HISTORY / "decisions.yml")["steps"]:
            _lay(root, work, step)
            for command in step["commands"]:
                _run(work, shlex.split(command))
        _bring_back(work, out)


def _read(file: Path) -> Any:
    return YAML(typ="safe", pure=True).load(file.read_text("utf-8"))


def _lay(root: Path, work: Path, step: Mapping[str, Any]) -> None:
    """The policy folder as it stood at a step, with the records that the steps before it made."""
    records = work.parent / "records"
    shutil.rmtree(records, ignore_errors=True)
    _bring_back(work, records)
    shutil.rmtree(work, ignore_errors=True)
    made = shutil.ignore_patterns("archive", "adopted", "proposed")
    for name in ("content", "schools"):
        shutil.copytree(root / name, work / name, ignore=made)
    shutil.copy2(root / "mkdocs.yml", work)
    if "library" in step:
        _turn_back(work / "content", root / HISTORY / str(step["library"]))
    for file in sorted((work / "content").rglob("*.yml")) if "checked-on" in step else ():
        file.write_text(_CHECKED.sub(rf"\g<1>{step['checked-on']}", file.read_text("utf-8")), "utf-8", newline="\n")
    for school, said in step.get("schools", {}).items():
        _set(work / f"schools/{school}/school.yml", said)
    shutil.copytree(records, work, dirs_exist_ok=True)


def _turn_back(content: Path, earlier: Path) -> None:
    """Makes today's library that of an earlier day."""
    then = _read(earlier / "then.yml")
    instead = {**dict.fromkeys(then["not-yet"], ()), **then["instead"]}
    for clause in instead:
        for file in content.glob(f"clauses/*/{clause}.*md"):
            file.unlink()
    for outline in sorted(content.glob("policies/*/*.yml")):
        lines = outline.read_text("utf-8").splitlines()
        stood = [line for each in lines for line in _stood(each, instead)]
        outline.write_text("\n".join(stood) + "\n", "utf-8", newline="\n")
    helplines = content / "helplines.yml"
    text = helplines.read_text("utf-8")
    for helpline in then["helplines-not-yet"]:
        text = re.sub(rf"^  {helpline}:\n(?:    .*\n)+", "", text, flags=re.MULTILINE)
    helplines.write_text(text, "utf-8", newline="\n")
    (content / "coverage.yml").unlink()  # tells where today's clauses come from
    shutil.copytree(earlier / "content", content, dirs_exist_ok=True)


def _stood(line: str, instead: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The line of an outline as it stood: a clause that was not there yet gives way to those before it, if any."""
    mark, _, clause = line.rpartition("- ")
    if mark.strip() or clause not in instead:
        return [line]
    return [f"{mark}- {each}" for each in instead[clause]]


def _set(file: Path, said: Mapping[str, Any]) -> None:
    """Sets details and choices in a school's file."""
    yaml = YAML()
    yaml.width = 1000
    school = yaml.load(file.read_text("utf-8"))
    for key, values in said.items():
        school.setdefault(key, {}).update(values)
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        yaml.dump(school, stream)


def _run(work: Path, words: list[str]) -> None:
    command = [sys.executable, "-m", "generator", *words, *_ALWAYS.get(words[0], ())]
    command += ["--workspace", str(work), "--today", TODAY]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, env=settings, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"{shlex.join(words)}\n{done.stdout}{done.stderr}")
    print(*words[:3])


def _bring_back(work: Path, out: Path) -> None:
    """Puts the records that stand in `work` in place of those in `out`."""
    kept = [*work.glob("content/archive"), *work.glob("schools/*/adopted")]
    for old in (*out.glob("content/archive"), *out.glob("schools/*/adopted")):
        shutil.rmtree(old)
    out.mkdir(parents=True, exist_ok=True)
    for folder in kept:
        shutil.copytree(folder, out / folder.relative_to(work))


if __name__ == "__main__":
    make_records(ROOT, ROOT)
