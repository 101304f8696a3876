"""What a build costs when little or nothing has changed, and how its work and its memory grow with schools."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

from bench.figures import Figures
from bench.folder import Folder, files_in
from bench.measure import Job, alone, peak_together

ROUNDS = 5
ROUNDS_OF_CLAUSE = 3
LOOKS = 0.05
"""Seconds between two looks at memory; builds of many schools take long."""
CLAUSE = "content/clauses/introduction/policy-sets-out-expectations.md"
"""Read by all schools in all three editions, and reworded by none of the invented ones."""
DETAIL = "policies.safeguarding"


def measure(root: Path, schools: int, few: int) -> Figures:
    """Builds of `schools` schools, web only, after a change; and the MkDocs builds that `few` schools take cold."""
    found = Figures(counts={"schools": schools, "few": few})
    small = Folder(root / "few")
    small.write(few)
    found.counts["builds of few"] = int(small.build("--web")[1]["mkdocs_builds"])
    small.remove()
    folder = Folder(root / "many")
    folder.write(schools)
    run, said = folder.build("--web")
    found.time("cold", run)
    found.counts.update({"builds": int(said["mkdocs_builds"]), "pages": int(said["pages"])})
    _nothing(folder, found)
    _value(folder, found)
    _clause(folder, root / "copy", found)
    folder.remove()
    return found


def _nothing(folder: Folder, found: Figures) -> None:
    for _ in range(ROUNDS):
        run, said = folder.build("--web")
        found.time("nothing", run)
        if said["changed"]:
            raise SystemExit(f"Nothing had changed, and {said['changed']} files were written.")


def _value(folder: Folder, found: Figures) -> None:
    """A detail of one school in the middle, and then its name, which is on all of its pages and in the list."""
    detail = re.compile(rf'^  {re.escape(DETAIL)}: ".*"$', re.MULTILINE)
    files = sorted((folder.workspace / "schools").glob("*/school.yml"))
    file = next(file for file in files[len(files) // 2 :] + files if detail.search(file.read_text("utf-8")))
    for number in range(ROUNDS):
        text = file.read_text("utf-8")
        file.write_text(detail.sub(f'  {DETAIL}: "child protection policy {number}"', text), encoding="utf-8")
        _changed("value", folder, found)
        text = file.read_text("utf-8")
        file.write_text(re.sub(r'^name: ".*"$', f'name: "New Name {number} School"', text, flags=re.M), "utf-8")
        _changed("name", folder, found)


def _changed(name: str, folder: Folder, found: Figures) -> None:
    run, said = folder.build("--web")
    found.time(name, run)
    found.counts[f"files, {name}"] = int(said["changed"])
    if not said["changed"]:
        raise SystemExit(f"{name} had changed, and no file was written.")


def _clause(folder: Folder, copy: Path, found: Figures) -> None:
    """A sentence more in a clause that all schools have; then those files are copied that it changed."""
    file = folder.workspace / CLAUSE
    plain = file.read_text("utf-8")
    for number in range(ROUNDS_OF_CLAUSE):
        more = rf"\1\nWe looked at this in week {number + 1}.\n"
        file.write_text(re.sub(r"(?m)^(# \w+\n)", more, plain), encoding="utf-8")
        before = os.stat(file).st_mtime_ns
        _changed("clause", folder, found)
        new = [entry.path for entry in files_in(folder.site) if entry.stat().st_mtime_ns >= before]
        _copy(folder.site, new, copy, found)


def _copy(site: Path, files: list[str], copy: Path, found: Figures) -> None:
    """Copies `files` of `site`, with their folders, by `cp`."""
    names = copy.with_suffix(".list")
    names.write_bytes(b"".join(os.path.relpath(file, site).encode() + b"\0" for file in files))
    copy.mkdir()
    os.sync()
    script = 'cd "$0" && xargs -0 cp --parents -t "$1" <"$2"'
    job = Job("cp --parents", ("/bin/sh", "-c", script, str(site), str(copy), str(names)))
    found.time("clause, cp", alone(job))
    found.counts.update({"files, clause": len(files)})
    shutil.rmtree(copy)
    names.unlink()


def memory(root: Path, sizes: tuple[int, int]) -> Figures:
    """Peak bytes of all processes of a cold build, web only, of few and of many schools."""
    found = Figures(counts=dict(zip(("few", "many"), sizes, strict=True)))
    for name, schools in zip(("few", "many"), sizes, strict=True):
        folder = Folder(root / name)
        folder.write(schools)
        started = time.perf_counter()
        found.counts[f"memory of {name}"] = peak_together([folder.job("--web")], LOOKS)
        found.add(f"cold, {name}", time.perf_counter() - started)
        folder.remove()
    return found
