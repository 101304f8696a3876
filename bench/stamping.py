"""`python -m bench.stamping WORKSPACE OUT`: puts all pages together in two processes, and writes them to OUT.

Only that is timed: parts and skeletons are made and sites are drafted before, and files are written once and not
staged. Prints JSON with `seconds`.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import sys
import time
from pathlib import Path
from typing import Any

from bench.documents import sites_of
from bench.pages import Pages

WORKERS = 2


def main() -> None:
    """The command line."""
    from generator.library import read_workspace

    workspace, out = Path(sys.argv[1]), Path(sys.argv[2])
    policies, _ = read_workspace(workspace)
    pages = Pages(workspace, policies.house)
    sites = sites_of(workspace, sorted(policies.schools))
    pages.prepare(sites)
    drafts = [pages.drafted(site) for site in sites]
    gc.freeze()  # a collection in a worker would copy all of the parent's memory
    fork = multiprocessing.get_context("fork")
    started = time.perf_counter()
    workers = [fork.Process(target=_put_together, args=(pages, drafts[at::WORKERS], out)) for at in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    seconds = time.perf_counter() - started
    if any(worker.exitcode for worker in workers):
        raise SystemExit("a worker failed")
    print(json.dumps({"seconds": seconds}))


def _put_together(pages: Pages, drafts: list[Any], out: Path) -> None:
    for drafted in drafts:
        for path, content in pages.files(drafted).items():
            target = out / path
            try:
                target.write_bytes(content)
            except FileNotFoundError:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)


if __name__ == "__main__":
    main()
