"""One school's pages and PDFs as a zip file, for its own website or a shared drive."""

from __future__ import annotations

import datetime
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.compose.sites import school_address
from generator.ids import fault_of_id
from generator.library import read_library, read_one_school
from generator.model.edition import AUDIENCES, Audience
from generator.model.governing import FOLDER
from generator.model.schools import School
from generator.model.site import AudienceSite, Tree, audience_of
from generator.model.workspace import Workspace
from generator.pipeline.build import build
from generator.pipeline.order import BuildOrder, BuildReport, Progress
from generator.pipeline.school_sites import SitesAsked, school_sites, site_places
from generator.problems import Location, Problem
from generator.publish import PublishError
from generator.publish.archive import Archive
from generator.render.paste_words import Exported
from generator.render.plain_names import pdf_names
from generator.render.standalone import DeadLink, Moved, standing_alone
from generator.render.what_to_paste import NAME, what_to_paste
from generator.store import Store

Tell = Callable[[Progress], None]

_FOLDER = "policypress-export-"
_ASSETS = "assets/"
_NEEDS_AN_ADDRESS = ("sitemap.xml", "sitemap.xml.gz")


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """Which school's pages of which tree go into the zip file `out`; `jobs` and `store` are as in a `BuildOrder`."""

    root: Path
    school: str
    tree: Tree
    out: Path
    today: datetime.date
    jobs: int = 0
    store: Path | None = None


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did: `problems` that count for it, faults of other schools counted as `elsewhere`.

    `audiences` are those whose editions the file holds, none when it was not written; `size` is in bytes.
    """

    problems: tuple[Problem, ...]
    elsewhere: int = 0
    audiences: tuple[Audience, ...] = ()
    pages: int = 0
    pdfs: int = 0
    size: int = 0
    seconds: float = 0.0


def _silent(progress: Progress) -> None:
    """Tells nobody."""


def export(order: ExportOrder, tell: Tell = _silent) -> ExportReport:
    """Builds one school as `build` does, into a temporary folder, and writes its part of a tree as a zip file.

    The file is written whole or not at all; with faults in the user's files, which come back in the report, not at all.
    Raises `publish.PublishError` for the machine's faults.
    """
    started = time.monotonic()
    tell(Progress("Reading and checking", 0, 1))
    workspace = read_library(order.root, Store(order.store)).workspace
    school = _school(order, workspace)
    if school is None:
        report = _faults(order, tell)
    elif audiences := _audiences(order, workspace, school):
        report = _export(order, workspace, school, audiences, tell)
    else:
        report = ExportReport((_nothing(school, order.tree),))
    return replace(report, seconds=time.monotonic() - started)


def _school(order: ExportOrder, workspace: Workspace) -> School | None:
    """The school, or None when there is none of that name or its file has faults: the build then says which."""
    if fault_of_id(order.school) or not (order.root / "schools" / order.school).is_dir():
        return None
    return read_one_school(order.root, order.school, workspace.library, Store(order.store))[0]


def _audiences(order: ExportOrder, workspace: Workspace, school: School) -> tuple[Audience, ...]:
    """Those with an edition in the tree that is asked for."""
    places = site_places(workspace, school, order.today.isoformat())
    there = {audience_of(name) for name, tree in places if tree == order.tree}
    return tuple(audience for audience in AUDIENCES if audience in there)


def _exported(order: ExportOrder, workspace: Workspace, school: School) -> Exported:
    asked = SitesAsked(order.today.isoformat(), root=order.root)
    tree = order.tree
    sites = tuple(site for site in school_sites(workspace, school, asked) if site.place.tree == tree)
    # A school's own address is where its export belongs; under the tree's address stands what a build makes of all.
    own = tree == "public" and bool(school.address)
    return Exported(sites, {}, school_address(workspace, school, tree), own)


def _faults(order: ExportOrder, tell: Tell) -> ExportReport:
    """What a build says of a school that cannot be read."""
    with tempfile.TemporaryDirectory(prefix=_FOLDER) as folder:
        built = _built(order, (), Path(folder) / "site", tell)
    if built.published:
        raise _changed(order.school)
    return ExportReport(built.problems, built.elsewhere)


def _export(
    order: ExportOrder, workspace: Workspace, school: School, audiences: tuple[Audience, ...], tell: Tell
) -> ExportReport:
    """The same as `export` for a school that can be read and has something to export."""
    with Archive(order.out, order.root) as archive, tempfile.TemporaryDirectory(prefix=_FOLDER) as folder:
        built = _built(order, audiences, Path(folder) / "site", tell)
        report = ExportReport(built.problems, built.elsewhere)
        if built.published:
            tell(Progress("Writing the zip file", 0, 1))
            # Only now: composing is for files in which the build has found no fault.
            exported = _exported(order, workspace, school)
            report = _written(report, exported, Path(folder) / "site" / order.tree, archive)
            tell(Progress("Writing the zip file", 1, 1))
    return report


def _built(order: ExportOrder, audiences: tuple[Audience, ...], out: Path, tell: Tell) -> BuildReport:
    def tell_of_making(progress: Progress) -> None:
        if progress.stage != "Publishing":  # so far it is published nowhere
            tell(progress)

    school, jobs, store = (order.school,), order.jobs, order.store
    return build(
        BuildOrder(
            order.root, out, order.today, schools=school, audiences=audiences, jobs=jobs, store=store, remember=False
        ),
        tell_of_making,
    )


def _written(report: ExportReport, exported: Exported, tree: Path, archive: Archive) -> ExportReport:
    """Writes the zip file from the built `tree`."""
    try:
        files = _alone(_own_files(tree, exported.sites), exported.sites)
    except DeadLink as fault:
        return replace(report, problems=(*report.problems, _dead(fault)))
    sizes = {path: len(content) for path, content in files.items() if path.endswith(".pdf")}
    if sizes.keys() != set(pdf_names(exported.sites).values()):
        raise _changed(exported.sites[0].school.id)
    files[NAME] = what_to_paste(replace(exported, sizes=sizes))
    return replace(
        report,
        audiences=tuple(dict.fromkeys(site.audience for site in exported.sites)),
        pages=sum(path.endswith(".html") for path in files),
        pdfs=len(sizes),
        size=archive.write(files),
    )


def _own_files(tree: Path, sites: tuple[AudienceSite, ...]) -> Mapping[str, bytes]:
    """The files of `tree` that belong to these sites, to the school's first page and to all; path → bytes.

    Left behind are those that only the root of a web server, or an address known beforehand, gives a meaning:
    404.html, _headers and site maps. Nothing of an audience without a site here is taken.
    """
    found = {}
    for file in sorted(file for file in tree.rglob("*") if file.is_file()):
        path = file.relative_to(tree).as_posix()
        if path.startswith(_ASSETS) or _is_own(path, sites):
            found[path] = file.read_bytes()
    return found


def _is_own(path: str, sites: tuple[AudienceSite, ...]) -> bool:
    school, *inside = path.split("/")
    if school != sites[0].school.id or inside[-1] in _NEEDS_AN_ADDRESS:
        return False
    if inside[0] == FOLDER and sites[0].place.tree == "internal":
        return True
    return len(inside) == 1 or any("/".join(inside).startswith(f"{site.name}/") for site in sites)


def _alone(files: Mapping[str, bytes], sites: tuple[AudienceSite, ...]) -> dict[str, bytes]:
    """The same files as they stand in the export: the school's folder at its root, PDFs with plain names."""
    school = sites[0].school.id
    names = pdf_names(sites)
    places = {path: path.removeprefix(f"{school}/") for path in files}
    moved = Moved(
        {path: names.get(place, place) for path, place in places.items()},
        front="index.html",
        start=f"{school}/index.html",
    )
    return {moved.paths[path]: standing_alone(path, content, moved) for path, content in files.items()}


def _nothing(school: School, tree: Tree) -> Problem:
    """Why the school has no pages in `tree`, and what to do."""
    if tree == "internal":
        message = f"{school.id} has no internal pages: all its editions are public"
        hint = f"Export the public ones: policypress export {school.id} public."
        return Problem("export-empty", school.place("public"), message, hint, school=school.id)
    if school.publish != "draft":
        message = f"{school.id} has no public pages: today's texts are drafts, and it does not publish drafts"
        hint = "For a consultation write `publish: draft`. "
        where = school.place("publish")
    else:
        message = f"{school.id} has no public pages: no edition of a policy of its own may be public"
        hint = "Under `public:` name the editions that may be, such as [pupil, parent]. "
        where = school.place("public")
    hint += f"Or export what staff and governors see: policypress export {school.id} internal."
    return Problem("export-empty", where, message, hint, school=school.id)


def _changed(school: str) -> PublishError:
    """Some file was read twice, and was another the second time."""
    return PublishError(
        f"Files of {school} were changed while its export was made.", "Nothing was written. Export again."
    )


def _dead(fault: DeadLink) -> Problem:
    hint = "Take that link out of the templates in overrides/web. If you changed none, the fault is ours."
    return Problem("house-style-broken", Location("overrides/web"), str(fault), hint)
