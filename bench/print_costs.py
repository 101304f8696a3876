"""`python -m bench.print_costs ours|bare WORKSPACE KIND`: what a PDF costs, and what a page of it, step by step.

`measure` runs both in processes of their own, several times; `report` says what came out of it, and why.
Two schools have the same clauses and other values (`bench.paper.twins`). The names of the samples:

    KIND, first      the first school's document, in a press that has done nothing before
    KIND, second     the second school's in the same press: text that both share is taken from Typst's memory
    KIND, again      the second school's once more, with nothing changed
    KIND, kept       the same from the Store, its key included
    KIND, key        the key alone
    KIND, set        bare Typst, cold: evaluate, and set lines and pages; nothing is written
    KIND, written    bare Typst: tags, fonts and PDF of what was just set
    KIND, told       the same once more, so that what is equal in both is warm
    KIND, untold     then without the two standards
    empty            bare Typst: a document of one word, warm
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.bare import compiled
from bench.documents import lay_out, listed_in, sites_of
from bench.figures import Figures
from bench.goals import figure
from bench.measure import Job, alone
from bench.paper import FIRST, SECOND, twins

KINDS: Mapping[str, tuple[str, str]] = {
    "a policy for staff": ("staff", "social-media.pdf"),
    "the same in large print": ("staff", "social-media-large-print.pdf"),
    "a policy for pupils": ("pupil", "social-media.pdf"),
    "their slip": ("pupil", "social-media-slip.pdf"),
}
"""Kind of document → audience and file name."""
ROUNDS = 5
_EMPTY = b'#set document(title: "x")\n= X'


def measure(root: Path) -> Figures:
    """Seconds of all steps; `counts` has pages and bytes of each kind ("KIND, pages"). `root` is a new folder."""
    found = Figures()
    twins(root / "workspace")
    for _ in range(ROUNDS):
        for kind in KINDS:
            for who in ("ours", "bare"):
                words = (sys.executable, "-m", "bench.print_costs", who, str(root / "workspace"), kind)
                said = json.loads(alone(Job(kind, words)).said)
                found.take(said["seconds"])
                found.counts.update(said["counts"])
    return found


def _timed(seconds: dict[str, float], name: str, what: Callable[[], Any]) -> Any:
    since = time.perf_counter()
    result = what()
    seconds[name] = time.perf_counter() - since
    return result


def _ours(workspace: Path, kind: str) -> dict[str, Any]:
    from generator.engines.pressed import CachedPress
    from generator.engines.typst_press import Press
    from generator.house_templates import laid_over
    from generator.render.print_source import print_documents
    from generator.store import Store

    audience, name = KINDS[kind]
    first, second = (
        source
        for site in sites_of(workspace, [FIRST, SECOND])
        for source in print_documents(site)
        if (site.audience, source.name) == (audience, name)
    )
    seconds: dict[str, float] = {}
    houses = laid_over(workspace, "print")
    with Press(*houses) as press:
        _timed(seconds, f"{kind}, first", lambda: press.press(first))
        pdf = _timed(seconds, f"{kind}, second", lambda: press.press(second))
        _timed(seconds, f"{kind}, again", lambda: press.press(second))
    with tempfile.TemporaryDirectory() as folder, CachedPress(Store(Path(folder, "store")), *houses) as cached:
        cached.press(second)
        _timed(seconds, f"{kind}, kept", lambda: cached.press(second))
        _timed(seconds, f"{kind}, key", lambda: cached.key(second))
    return {"seconds": seconds, "counts": {f"{kind}, pages": pages_of(pdf), f"{kind}, bytes": len(pdf)}}


def _bare(workspace: Path, kind: str) -> dict[str, Any]:
    import typst

    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder, "documents")
        lay_out(documents, sites_of(workspace, [SECOND]))
        (document,) = (d for d in listed_in(documents) if d["folder"].endswith("/".join(KINDS[kind])))
        paper = documents / "paper"
        for file in (documents / "of" / document["folder"]).iterdir():
            shutil.copyfile(file, paper / file.name)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[documents / "fonts"])
        compiler = typst.Compiler(paper / document["template"], paper, font_paths=fonts, ignore_system_fonts=True)
        _timed(seconds, f"{kind}, set", lambda: compiler.query("<nothing>"))
        _timed(seconds, f"{kind}, written", lambda: compiled(compiler, documents, document))
        _timed(seconds, f"{kind}, told", lambda: compiled(compiler, documents, document))
        _timed(seconds, f"{kind}, untold", lambda: compiler.compile(format="pdf"))
        compiler.compile(_EMPTY, format="pdf")
        _timed(seconds, "empty", lambda: compiler.compile(_EMPTY + b"Y", format="pdf"))
    return {"seconds": seconds, "counts": {}}


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of Typst's has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def report(costs: Figures) -> str:
    """The part of the page on what a PDF costs: a table, and where the time goes."""
    lead = (
        f"Two schools with the same clauses and other values, {ROUNDS} rounds, medians; milliseconds.\n"
        "*First*: in a press that has done nothing before. *Second*: the other school’s document after it.\n"
        "*Again*: the same with nothing changed. *Kept*: from the store, without Typst."
    )
    return "\n\n".join(
        ["## What a PDF costs, and where the floor is", lead, "\n".join(_table(costs)), *_reasons(costs)]
    )


def _ms(costs: Figures, name: str) -> float:
    return costs.middle(name) * 1000


def _table(costs: Figures) -> Iterator[str]:
    yield "| Document | Pages | kB | First | Second | Again | Kept | Second to first | Second, a page |"
    yield f"|---|{'--:|' * 8}"
    for kind in KINDS:
        pages, size = costs.counts[f"{kind}, pages"], costs.counts[f"{kind}, bytes"] / 1000
        times = [_ms(costs, f"{kind}, {step}") for step in ("first", "second", "again", "kept")]
        told = " | ".join(figure(time) for time in times)
        share = costs.ratio(f"{kind}, second", f"{kind}, first")
        yield f"| {kind} | {pages} | {size:.0f} | {told} | {share:.2f} | {figure(times[1] / pages)} |"


def _reasons(costs: Figures) -> Iterator[str]:
    kind = next(iter(KINDS))
    setting, writing, told, untold = (_ms(costs, f"{kind}, {step}") for step in ("set", "written", "told", "untold"))
    first, second, again = (_ms(costs, f"{kind}, {step}") for step in ("first", "second", "again"))
    kept, key, empty = _ms(costs, f"{kind}, kept"), _ms(costs, f"{kind}, key"), _ms(costs, "empty")
    whole = setting + writing
    yield (
        f"**A first document.** Of {kind}, bare Typst takes {setting:.0f} ms to evaluate the template and to set lines "
        f"and pages, and {writing:.0f} ms to write tags, fonts and the file: {writing / whole:.0%} of the whole.\n"
        f"A document of one word takes {figure(empty)} ms, so that hardly anything of it is Typst’s own start.\n"
        "Setting goes two or three times over the document: contents, page numbers and links can be printed only when "
        "it is known on which page everything stands.\n"
        f"PDF/UA and PDF/A cost {figure(max(0.0, told - untold))} ms: Typst writes tags in any case."
    )
    yield (
        f"**A second school.** It takes {second:.0f} ms in place of {first:.0f}, {second / first:.0%}.\n"
        "Typst takes again what is made from the same content in the same style, so our templates keep the school out "
        "of styles and variables, and hand on a clause at a time.\n"
        f"With nothing changed at all it takes {again:.0f} ms: that is the price of writing the file, with all that "
        "was set remembered.\n"
        f"The {max(0.0, second - again):.0f} ms between are the school’s own: its name on each page and in sentences, "
        "cover, contacts, and the pages’ streams, which are packed anew as soon as a header differs."
    )
    yield (
        f"**The floor.** Nothing that is pressed can cost less than {again:.0f} ms here, as fonts are cut to the "
        "letters used, tags are written and the file is packed each time.\n"
        f"Below it lies only not to press: to look a PDF up by its source takes {figure(kept)} ms, of which "
        f"{figure(key)} ms are for its key."
    )


_STEPS: dict[str, Callable[[Path, str], dict[str, Any]]] = {"ours": _ours, "bare": _bare}

if __name__ == "__main__":
    print(json.dumps(_STEPS[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])))
