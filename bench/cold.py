"""Web pages of many schools with cold caches, against what others do with the same documents.

All take turns in one run, with `sync` before each, so that nobody waits for what another one has left to be written.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.cases import AUDIENCES
from bench.figures import Figures
from bench.folder import Folder, size_of
from bench.measure import Job, alone, side_by_side
from bench.peers import tools
from bench.peers.hugo_site import write_site
from bench.peers.plain import projects, write_projects

ROUNDS = 3
SLOW = 10
"""Schools that a peer builds which would take more than a minute with all."""
SHARES = (0.0, 0.2)
"""Other shares of schools that word a clause themselves, besides one in twenty."""
SHARED_MEMORY = Path("/dev/shm")


def measure(root: Path, schools: int) -> Figures:
    """Our cold build of `schools` schools and those of the peers; `root` is an empty folder to work in."""
    found = Figures(counts={"schools": schools})
    folder = Folder(root / "ours")
    folder.write(schools)
    plain, site = root / "plain", root / "hugo"
    built = list(write_projects(folder.workspace, plain))
    found.counts.update({"editions": len(built), "hugo pages": write_site(plain, site)})
    found.counts["peers’ editions"] = min(SLOW, schools) * len(AUDIENCES)
    for _ in range(ROUNDS):
        _ours_and_copy(folder, root / "copy", found)
        _hugo(site, root / "hugo-out", found)
        _mkdocs(projects(plain)[: found.counts["peers’ editions"]], root, found)
    _stamping(folder, found)
    for share in SHARES:
        _with_own(Folder(root / "own"), schools, share, found)
    return found


def _ours_and_copy(folder: Folder, copy: Path, found: Figures) -> None:
    folder.cold()
    run, said = folder.build("--web")
    found.time("ours", run)
    files, size, pages = size_of(folder.site)
    found.counts.update({"files": files, "bytes": size, "pages": pages, "builds": int(said["mkdocs_builds"])})
    os.sync()
    found.time("cp", alone(Job("cp -r", ("/bin/cp", "-r", str(folder.site), str(copy)))))
    _emptied(copy)


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os.sync()


def _hugo(site: Path, out: Path, found: Figures) -> None:
    words = ("--quiet", "--noBuildLock", "--source", str(site), "--destination", str(out))
    found.time("hugo", alone(Job("hugo", (str(tools.hugo()), *words))))
    files, size, pages = size_of(out)
    found.counts.update({"hugo files": files, "hugo bytes": size})
    if pages != found.counts["hugo pages"]:
        raise SystemExit(f"Hugo made {pages} pages of {found.counts['hugo pages']}.")
    _emptied(out)


def _mkdocs(some: Sequence[Path], root: Path, found: Figures) -> None:
    """MkDocs on some of the projects: a process each, two at a time; then two processes with half of them each."""
    out, mkdocs = root / "mkdocs-out", str(Path(sys.executable).with_name("mkdocs"))
    jobs = [
        Job(
            f"mkdocs build {number}",
            (mkdocs, "build", "--strict", "--quiet", "-f", str(project / "mkdocs.yml"), "-d", str(out / str(number))),
        )
        for number, project in enumerate(some)
    ]
    found.time("mkdocs", side_by_side(jobs)[0])
    found.counts["mkdocs pages"] = size_of(out)[2]
    _emptied(out)
    warm = (sys.executable, "-m", "bench.peers.mkdocs_warm", str(out))
    halves = [Job(f"half {half}", (*warm, *map(str, some[half::2]))) for half in (0, 1)]
    found.time("mkdocs warm", side_by_side(halves)[0])
    _emptied(out)


def _stamping(folder: Folder, found: Figures) -> None:
    """Putting pages together and writing them, and copying them, both in memory; nothing if there is no such place."""
    if not os.access(SHARED_MEMORY, os.W_OK):
        return
    out, copy = (SHARED_MEMORY / f"policypress-bench-{os.getpid()}-{name}" for name in ("out", "copy"))
    for _ in range(ROUNDS):
        try:
            run = alone(Job("stamp", (sys.executable, "-m", "bench.stamping", str(folder.workspace), str(out))))
            found.add("stamping", float(json.loads(run.said)["seconds"]))
            found.counts["stamped pages"] = size_of(out)[2]
            found.add("stamping, cp", alone(Job("cp -r", ("/bin/cp", "-r", str(out), str(copy)))).wall)
        finally:
            for made in (out, copy):
                shutil.rmtree(made, ignore_errors=True)


def _with_own(folder: Folder, schools: int, share: float, found: Figures) -> None:
    folder.write(schools, share)
    for _ in range(ROUNDS):
        folder.cold()
        run, said = folder.build("--web")
        found.add(f"own {share:.0%}", run.wall)
        found.counts[f"builds, own {share:.0%}"] = int(said["mkdocs_builds"])
    folder.remove()
