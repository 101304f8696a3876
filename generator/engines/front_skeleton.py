"""What stands around the text of the pages at the front of a tree, and the files beside them, read from one build.

The site that is built has the list of schools and a sample of each kind of school's page, with marks in the places of
all that differs from tree to tree and from school to school.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.engines.area_skeleton import Sample, area_samples
from generator.engines.cutting import CUTS, SITEMAP, Repeated, cut
from generator.engines.forms import Form, Writing
from generator.engines.framing import TEXT, in_template
from generator.engines.looks import file_order, page_file, page_url
from generator.engines.runs import Hole, Marked, Runs
from generator.engines.skeleton_site import key
from generator.engines.stamp import allow_scripts, script_hashes
from generator.model.edition import SchoolProfile
from generator.model.site import Front, SchoolEntry, Tree
from generator.model.source import NavEntry, SiteSource
from generator.render.marks import as_address
from generator.render.web_frame import SCRIPT_HASHES, headers
from generator.render.web_front import front_templates, kept_from_search, school_page, tree_frame
from generator.render.web_pages import Page
from generator.render.web_parts import KeyMarks, NotShared
from generator.words.strings import say

KINDS = tuple((demonstration, template) for demonstration in (False, True) for template in (False, True))
"""Kinds of schools that a page tells apart: whether it is a demonstration, and whether it is a blank template."""


@dataclass(frozen=True, slots=True)
class FrontLook:
    """What decides how the front of a tree looks: its tree and, as JSON, what it says on all pages.

    `address` says whether the tree has an address, `templates` are the files made from a house template alone.
    """

    tree: Tree
    frame: str
    address: bool
    templates: tuple[str, ...]


def look_of_front(front: Front) -> FrontLook:
    """The look of `front`."""
    frame = json.dumps(tree_frame(front), sort_keys=True, ensure_ascii=False)
    return FrontLook(front.tree, frame, bool(front.address), front_templates(front))


def few_of(front: Front) -> Front:
    """`front` with a few of its schools, among them those that decide what the whole tree says."""
    found = [*front.schools[:3]]
    found += [entry for entry in front.schools if not entry.school.demonstration][:1]
    found += [entry for entry in front.schools if not kept_from_search(entry)][:1]
    found += [entry for entry in front.schools if len(entry.languages) > 1][:1]
    found += [entry for entry in front.schools if entry.governors and entry.groups][:1]
    return replace(front, schools=tuple({entry.school.id: entry for entry in found}.values()))


@dataclass(frozen=True, slots=True)
class FrontSkeleton:
    """The pages of a front in runs, `=text` for their text: the list, a school's for each of KINDS, what is missing.

    `sitemap` is the site map before, for and after a page, empty where the front has none; `headers` is a whole file.
    `areas` are pages of governors' areas, for each of KINDS and for a group, all as deep as they can be; none in the
    public tree.
    """

    listed: Runs
    schools: tuple[Runs, ...]
    missing: Runs
    sitemap: tuple[Runs, Runs, Runs]
    headers: str
    areas: tuple[Runs, ...] = ()


SAMPLE = SchoolEntry(SchoolProfile("sample", "-", "-", "england", "", ""), ())
SAMPLE_GOVERNED = replace(SAMPLE, governors=True, groups=(("sample", "-"),))
SAMPLE_IN_BOTH = replace(SAMPLE, school=replace(SAMPLE.school, demonstration=True), policies=(("cy/pupil", ()),))


def samples(look: FrontLook) -> list[Sample]:
    """The list of schools, and a school of each kind."""
    found = [Sample(0, Page("index.md", key("title"), (), "front"), False)]
    for number, (demonstration, template) in enumerate(KINDS, start=1):
        school = replace(SAMPLE.school, id=f"sample-{number}", demonstration=demonstration, template=template)
        page = school_page(SchoolEntry(school, ()), look.tree, KeyMarks())
        found.append(Sample(number, page, demonstration or template))
    return [*found, *area_samples(found[1:])] if look.tree == "internal" else found


def sample_source(look: FrontLook, listed: Sequence[Sample], marked: Marked) -> SiteSource:
    """The site of the samples for MkDocs, with marks and delimiters."""
    pages = [_marked_page(sample, marked) for sample in listed]
    frame = json.loads(look.frame)
    return SiteSource(
        title=say("front.title"),
        pages=tuple((page.path, page.source()) for page in pages),
        nav=tuple(NavEntry(page.title, page.path) for page in pages),
        files=tuple(
            (f"{page.path.removesuffix('index.md')}brand.css", b"/**/") for page in pages if page.kind == "school"
        ),
        extra={**frame, "cut": CUTS},
        results=(),
        address=as_address(marked.marked(key("address"))) if look.address else "",
        search=False,
        templates=look.templates,
    )


def _marked_page(sample: Sample, marked: Marked) -> Page:
    page = sample.page
    facts = {name: marked.marked(fact) if isinstance(fact, str) else fact for name, fact in page.facts.items()}
    return replace(page, title=marked.marked(page.title), blocks=(marked.marked(sample.content),), facts=facts)


def read_front(look: FrontLook, listed: Sequence[Sample], marked: Marked, files: Mapping[str, bytes]) -> FrontSkeleton:
    """The skeleton that the built `files` show; raises NotShared if it is not what templates are known to print."""
    reading = _Reading(marked, {path: content.decode() for path, content in files.items()})
    pages = [reading.page(sample) for sample in listed]
    hashes = " ".join(script_hashes(files))
    return FrontSkeleton(
        listed=pages[0],
        schools=tuple(pages[1 : 1 + len(KINDS)]),
        missing=reading.missing(),
        sitemap=reading.sitemap(listed) if "sitemap.xml" in look.templates else ((), (), ()),
        headers=headers(look.tree).decode().replace(SCRIPT_HASHES, hashes),
        areas=tuple(pages[1 + len(KINDS) :]),
    )


class _Reading:
    def __init__(self, marked: Marked, files: Mapping[str, str]) -> None:
        self._marked = marked
        self._files = files

    def page(self, sample: Sample) -> Runs:
        """A page of the front."""
        html = allow_scripts(self._files[page_file(sample.page.path)])
        text, own = self._mark(f"c{sample.number}"), as_address(self._mark("own"))
        html = html.replace(self._marked.marked(sample.built), text)
        html = html.replace(f'="{self._address}{page_url(sample.page.path)}"', f'="{own}"')
        roles = {f"c{sample.number}": "=text", "own": "=canonical", "title": "=title", "school": "school"}
        runs = _with_roles(self._marked.runs(html), roles)
        if runs.count(Hole("=text", "text")) != 1:
            raise NotShared("the text of a page does not stand in it once")
        return runs

    def missing(self) -> Runs:
        """The page for what is missing."""
        return _with_roles(self._marked.runs(allow_scripts(self._files["404.html"])), {})

    def sitemap(self, listed: Sequence[Sample]) -> tuple[Runs, Runs, Runs]:
        """The site map before, for and after a page."""
        pieces = cut(self._files["sitemap.xml"])
        if len(pieces) != 3 or not isinstance(pieces[1], Repeated) or pieces[1].kind != SITEMAP:
            raise NotShared("a site map of another shape")
        entries = set()
        for sample, entry in zip(listed, pieces[1].entries, strict=True):
            text = "".join(piece for piece in entry if isinstance(piece, str))
            if bool(text.strip()) == sample.hidden:
                raise NotShared("a site map that lists what is hidden, or not what is open")
            entries.add(text.replace(self._address + page_url(sample.page.path), as_address(self._mark("own"))))
        runs = {self._in_xml(text) for text in entries if text.strip()}
        if len(runs) != 1 or len(entries) != 2:
            raise NotShared("a site map of another shape")
        return self._in_xml(f"{pieces[0]}{pieces[1].head}"), runs.pop(), self._in_xml(str(pieces[2]))

    def _in_xml(self, text: str) -> Runs:
        return _with_roles(self._marked.in_xml(text), {"own": "=canonical"})

    @property
    def _address(self) -> str:
        return as_address(self._mark("address"))

    def _mark(self, name: str) -> str:
        return self._marked.marked(key(name))


def _with_roles(runs: Runs, roles: Mapping[str, str]) -> Runs:
    for run in runs:
        if isinstance(run, Hole) and run.key not in roles:
            raise NotShared(f"a template prints {run.key!r} where nobody expects it")
    return tuple(Hole(roles[run.key], run.place) if isinstance(run, Hole) else run for run in runs)


CANONICAL = "=canonical"


def pieces_of(runs: Runs, title: str) -> tuple[Form | str, ...]:
    """A page of the front in forms, and between them the place of its text."""
    pieces: list[Form | str] = []
    writing = Writing()
    for run in runs:
        if not isinstance(run, Hole):
            writing.text(run)
        elif run.key == "=text":
            pieces += (writing.done(), TEXT)
            writing = Writing()
        elif run.key == "=title":
            writing.words(title, run.place, in_template)
        else:
            writing.slot(run.key, run.place)
    return (*pieces, writing.done())


def sitemap_of(front: Front, skeleton: FrontSkeleton) -> Form:
    """The site map of `front`: the list, and the page of each school that search engines may have."""
    open_schools = [entry for entry in front.schools if not kept_from_search(entry)]
    paths = ["index.md", *(f"{entry.school.id}/index.md" for entry in open_schools)]
    head, entry, end = skeleton.sitemap
    writing = Writing()
    writing.runs(head)
    for path in sorted(paths, key=file_order):
        for run in entry:
            if isinstance(run, Hole):
                writing.slot("address", run.place)
                writing.text(page_url(path))
            else:
                writing.text(run)
    writing.runs(end)
    return writing.done()
