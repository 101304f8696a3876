"""`python -m bench.pressing both|single|cold …`: the processes of `bench.paper`; each prints JSON of seconds.

    both ours WORKSPACE       two schools in one warm process of ours, from the composed edition to the PDF
    both typst DOCUMENTS      the same with a bare Typst compiler, from the laid-out source to the PDF
    single DOCUMENTS NAME     one document by a compiler that has done nothing before
    cold DOCUMENTS NAME       one document by our press; the whole process is what is measured

`first` and `second` are all documents of the first and of the second school, `policies` the second's A4 policies.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.bare import compiled, typst_compiler
from bench.documents import listed_in, sites_of
from bench.paper import FIRST, SECOND, is_policy


def _both(engine: str, folder: Path) -> dict[str, float]:
    return _ours(folder) if engine == "ours" else _bare(folder)


def _ours(workspace: Path) -> dict[str, float]:
    from generator.engines.typst_press import Press
    from generator.house_templates import laid_over
    from generator.render.print_source import print_documents

    sites = sites_of(workspace, [FIRST, SECOND])
    seconds = dict.fromkeys(("first", "second", "policies"), 0.0)
    with Press(*laid_over(workspace, "print")) as press:
        for site in sites:
            since = time.perf_counter()
            for source in print_documents(site):
                press.press(source)
                since = _lap(seconds, f"{site.school.id}/{source.name}", since)
    return seconds


def _bare(documents: Path) -> dict[str, float]:
    compiler = typst_compiler(documents)
    seconds = dict.fromkeys(("first", "second", "policies"), 0.0)
    for document in listed_in(documents):
        since = time.perf_counter()
        compiled(compiler, documents, document)
        _lap(seconds, document["folder"], since)
    return seconds


def _lap(seconds: dict[str, float], name: str, since: float) -> float:
    """Adds the time since `since` to what the document `name`, `<school>/…`, belongs to; the time now."""
    now = time.perf_counter()
    second = name.startswith(f"{SECOND}/")
    seconds["second" if second else "first"] += now - since
    if second and is_policy(name):
        seconds["policies"] += now - since
    return now


def _single(documents: Path, name: str) -> dict[str, float]:
    import typst  # noqa: F401, loading Python's modules does not count

    (document,) = (d for d in listed_in(documents) if d["folder"] == name)
    since = time.perf_counter()
    compiled(typst_compiler(documents), documents, document)
    return {"seconds": time.perf_counter() - since}


def _cold(documents: Path, name: str) -> dict[str, float]:
    from generator.engines.typst_press import Press
    from generator.house_templates import house_folder
    from generator.model.print_source import PrintSource

    (document,) = (d for d in listed_in(documents) if d["folder"] == name)
    files = {file.name: file.read_bytes() for file in sorted((documents / "of" / name).iterdir())}
    content, values = (files.pop(f"{part}.json").decode() for part in ("content", "values"))
    source = PrintSource(Path(name).name, document["template"], content, values, tuple(files.items()), document["date"])
    with Press(house_folder() / "print") as press:
        press.press(source)
    return {}


_STEPS: dict[str, Callable[..., dict[str, float]]] = {
    "both": lambda engine, folder: _both(engine, Path(folder)),
    "single": lambda documents, name: _single(Path(documents), name),
    "cold": lambda documents, name: _cold(Path(documents), name),
}


def main(words: list[str]) -> None:
    """The command line."""
    step: Any = _STEPS[words[0]]
    print(json.dumps(step(*words[1:])))


if __name__ == "__main__":
    main(sys.argv[1:])
