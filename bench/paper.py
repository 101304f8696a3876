"""PDFs: ours, against a bare Typst that is given the same source, and against WeasyPrint with the same words."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

from bench.cases import AUDIENCES
from bench.documents import lay_out, listed_in, sites_of
from bench.figures import Figures
from bench.folder import Folder
from bench.many import write_schools
from bench.measure import Job, alone
from bench.peers import tools
from bench.peers.mkdocs_warm import build_all
from bench.peers.plain import write_projects

ROUNDS = 3
FIRST, SECOND = "s00001", "s00002"
"""Two schools with the same clauses and other values."""


def measure(root: Path, schools: int) -> Figures:
    """PDFs of two schools with each engine, and a whole build of `schools` schools with all their PDFs."""
    found = Figures(counts={"schools": schools})
    workspace, documents, pages = root / "workspace", root / "documents", root / "pages"
    twins(workspace)
    lay_out(documents, sites_of(workspace, [FIRST, SECOND]))
    html_of(workspace, pages)
    found.counts["documents"] = len(listed_in(documents, SECOND))
    for _ in range(ROUNDS):
        for engine in ("ours", "typst"):
            said = _said(_process("both", engine, str(workspace if engine == "ours" else documents)))
            found.take({f"{engine}, {name}": float(said[name]) for name in ("first", "second", "policies")})
        _single(documents, found)
        _weasyprint(pages, found)
        _cold(documents, found)
    for _ in range(ROUNDS):
        _whole(Folder(root / "whole"), schools, found)
    return found


def twins(workspace: Path) -> None:
    """Writes a policy folder of two schools whose editions hold the same clauses; all values differ that may."""
    write_schools(workspace, 1, 0.0)
    text = (workspace / "schools" / FIRST / "school.yml").read_text("utf-8")
    text = text.replace(FIRST, SECOND).replace("028 9649 6", "028 9649 69")
    text = re.sub(r"(028 9649 69)\d(\d\d)", r"\1\2", text)
    text = re.sub(r'^name: ".*"$', 'name: "The Other Example School"', text, flags=re.MULTILINE)
    text = re.sub(r'^short-name: ".*"$', 'short-name: "The Other"', text, flags=re.MULTILINE)
    (workspace / "schools" / SECOND).mkdir()
    (workspace / "schools" / SECOND / "school.yml").write_text(text, encoding="utf-8")


def html_of(workspace: Path, folder: Path) -> None:
    """Writes FOLDER/<school>-<audience>.html: the text of the policy, as the page with the whole policy has it."""
    folder.mkdir()
    plain, built = folder / "plain", folder / "built"
    projects = list(write_projects(workspace, plain))
    build_all(projects, built)
    for project in projects:
        school, audience = project.parent.name, project.name
        (whole,) = (built / school / audience).glob("*/whole/index.html")
        (folder / f"{school}-{audience}.html").write_text(_document(whole.read_text("utf-8")), encoding="utf-8")
    for scratch in (plain, built):
        shutil.rmtree(scratch)


def _document(page: str) -> str:
    """The text of a web page, and contents before it, as our own print has them."""
    (article,) = re.findall(r"<article[^>]*>(.*)</article>", page, re.DOTALL)
    text = re.sub(r"<script.*?</script>|<form.*?</form>", "", article, flags=re.DOTALL)
    sections = re.findall(r'<h2 id="([^"]*)">(.*?)(?:<a class="headerlink".*?)?</h2>', text, re.DOTALL)
    contents = "".join(f'<li><a href="#{anchor}">{re.sub("<[^>]*>", "", title)}</a></li>' for anchor, title in sections)
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{sections[0][0]}</title></head>'
    return f"{head}<body><nav><ol>{contents}</ol></nav>{text}</body></html>\n"


def _process(*words: str) -> Job:
    return Job(words[0], (sys.executable, "-m", "bench.pressing", *words))


def _said(job: Job) -> dict[str, float]:
    said: dict[str, float] = json.loads(alone(job).said)
    return said


def _single(documents: Path, found: Figures) -> None:
    """Each document of the second school by a Typst that has done nothing before; together."""
    names = [document["folder"] for document in listed_in(documents, SECOND)]
    seconds = [_said(_process("single", str(documents), name))["seconds"] for name in names]
    found.add("typst, single", sum(seconds))


def _weasyprint(pages: Path, found: Figures) -> None:
    """The policies of both schools in one process, and each of the second school's in a process of its own."""
    command = (str(tools.python()), "-m", "bench.peers.weasy")
    first, second = ([str(pages / f"{school}-{audience}.html") for audience in AUDIENCES] for school in (FIRST, SECOND))
    fonts = str(pages.parent / "documents" / "fonts")
    said = _said(Job("WeasyPrint", (*command, fonts, *first, *second)))
    found.add("weasyprint, policies", sum(said[name] for name in second))
    found.add("weasyprint, cold", sum(alone(Job("WeasyPrint", (*command, fonts, page))).wall for page in second))


def _cold(documents: Path, found: Figures) -> None:
    """The same policies by ours, each in a process of its own."""
    names = [d["folder"] for d in listed_in(documents, SECOND) if is_policy(d["folder"])]
    found.counts["policies"] = len(names)
    found.add("ours, cold", sum(alone(_process("cold", str(documents), name)).wall for name in names))


def is_policy(name: str) -> bool:
    """Whether a document is a policy on A4, not one in large print or a slip."""
    return not name.endswith(("-large-print.pdf", "-slip.pdf"))


def _whole(folder: Folder, schools: int, found: Figures) -> None:
    """Web and PDFs of `schools` schools: cold, and once more when nothing has changed."""
    if not folder.workspace.exists():
        folder.write(schools)
    folder.cold()
    run, said = folder.build()
    found.add("whole", run.wall)
    found.counts["pdfs"] = int(said["pdfs"])
    found.add("whole, nothing", folder.build()[0].wall)
