"""One build, from the files of a policy folder to a published site."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.compose.sites import audience_sites
from generator.model.edition import AUDIENCES, Audience
from generator.model.site import TREES, AudienceSite, SchoolEntry, Tree
from generator.pipeline.checking import check
from generator.pipeline.front import Listed, front_of, read_listed, write_listed
from generator.pipeline.order import BuildOrder, BuildReport, Checked, Progress
from generator.pipeline.wanted import Wanted, wanted
from generator.pipeline.workers import House, Made, Task, make_all, start_early
from generator.problems import Location, Problem
from generator.publish import PublishError, Stage, output_folder
from generator.render.listing import front_entry

Tell = Callable[[Progress], None]


class StyleFault(Exception):
    """An engine refused the pages, because of the policy folder's own templates or settings; carries the problem."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.problem = Problem(
            "house-style-broken",
            Location("mkdocs.yml"),
            f"the pages cannot be made with the house style: {' '.join(said.split())}",
            "Undo the last change in mkdocs.yml or in overrides/. If you changed neither, the fault is ours.",
        )


def _silent(progress: Progress) -> None:
    """Tells nobody."""


def build(order: BuildOrder, tell: Tell = _silent) -> BuildReport:
    """Reads, checks, composes, makes and publishes what `order` asks for, whole or not at all.

    User's faults come back in the report, and then nothing of what has them is published.
    Raises `publish.PublishError` for the machine's faults (disk full, folder in use) and `KeyboardInterrupt`.
    """
    started = time.monotonic()
    holds = "draft" if order.draft else "published site"
    with Stage(output_folder(order.out, workspace=order.root, holds=holds)) as stage:
        notes = (str(stage.recovery),) if stage.recovery else ()
        start_early(order.jobs)
        tell(Progress("Reading and checking", 0, 1))
        checked = check(order.root, order.today)
        plan = wanted(checked, order)
        tell(Progress("Reading and checking", 1, 1))
        if plan.stop:
            seconds = time.monotonic() - started
            return BuildReport(plan.problems, plan.elsewhere, left=plan.left, seconds=seconds, notes=notes)
        try:
            counts = _make(checked, order, plan, stage, tell)
        except StyleFault as fault:
            seconds = time.monotonic() - started
            return BuildReport((*plan.problems, fault.problem), plan.elsewhere, seconds=seconds, notes=notes)
        tell(Progress("Publishing", 0, 1))
        published = stage.commit(plan.scope)
        tell(Progress("Publishing", 1, 1))
    return replace(
        counts,
        changed=published.added + published.changed + published.removed,
        published=True,
        seconds=time.monotonic() - started,
        notes=notes,
    )


def _make(checked: Checked, order: BuildOrder, plan: Wanted, stage: Stage, tell: Tell) -> BuildReport:
    """Composes and makes everything that `plan` names, and stages it."""
    sites = _compose(checked, order, plan, tell)
    before = _public(_read_if_there(order.out))
    listed = _listed(order.out, sites, plan)
    tasks = [*_tasks(sites), *(Task("front", front_of(checked.workspace, listed, tree), tree) for tree in TREES)]
    pages = pdfs = files = builds = 0
    for done, made in enumerate(make_all(tasks, House(order.root, checked.workspace.house), order.jobs), start=1):
        if made.fault:
            raise StyleFault(made.fault)
        for path, content in _belonging(made, plan):
            stage.write(path, content)
            pages += path.endswith(".html")
            pdfs += path.endswith(".pdf")
            files += 1
        builds += made.builds
        tell(Progress("Making pages and PDFs", done, len(tasks), made.task.folder))
    stage.write(*write_listed(listed))
    return BuildReport(
        plan.problems,
        plan.elsewhere,
        schools=plan.schools,
        left=plan.left,
        pages=pages,
        pdfs=pdfs,
        files=files,
        mkdocs_builds=builds,
        not_public=_by_school(_kept_inside(checked, sites)),
        withdrawn=_by_school(sorted(before - _public(listed))),
    )


def _read_if_there(out: Path) -> Listed:
    """What was public before, only to be told: a note that cannot be read is nobody's fault here."""
    try:
        return read_listed(out)
    except PublishError:
        return {}


def _public(listed: Listed) -> set[tuple[str, Audience]]:
    return {(entry.school.id, audience) for entry in listed.get("public", ()) for audience, _ in entry.policies}


def _kept_inside(checked: Checked, sites: list[AudienceSite]) -> Iterator[tuple[str, Audience]]:
    """Sites that are not public only because their school does not publish drafts."""
    for site in sites:
        if site.place.tree == "internal" and checked.workspace.schools[site.school.id].publish != "draft":
            yield site.school.id, site.audience


def _by_school(pairs: Iterable[tuple[str, Audience]]) -> tuple[tuple[str, tuple[Audience, ...]], ...]:
    found: dict[str, set[Audience]] = {}
    for school, audience in pairs:
        found.setdefault(school, set()).add(audience)
    return tuple((school, tuple(name for name in AUDIENCES if name in found[school])) for school in found)


def _compose(checked: Checked, order: BuildOrder, plan: Wanted, tell: Tell) -> list[AudienceSite]:
    sites: list[AudienceSite] = []
    for done, school_id in enumerate(plan.schools, start=1):
        school = checked.workspace.schools[school_id]
        sites += audience_sites(checked.workspace, school, order.audiences or AUDIENCES, order.blanks)
        tell(Progress("Composing", done, len(plan.schools), school_id))
    return sites


def _tasks(sites: list[AudienceSite]) -> Iterator[Task]:
    """Print first: it is the longest, and a build ends when its last task does."""
    for kind in ("print", "web"):
        for site in sites:
            yield Task(kind, site, f"{site.place.tree}/{site.place.folder}")


def _listed(out: Path, sites: list[AudienceSite], plan: Wanted) -> Listed:
    """What the front pages list: what is published now, and what earlier builds published and this one leaves."""
    entries: dict[Tree, dict[str, SchoolEntry]] = {tree: {} for tree in TREES}
    before = read_listed(out) if plan.partial or plan.left else {}
    for tree in TREES:
        for entry in before.get(tree, ()):
            kept = tuple(
                (audience, policies)
                for audience, policies in entry.policies
                if not plan.replaces(tree, entry.school.id, audience)
            )
            if kept and plan.stays(entry.school.id):
                entries[tree][entry.school.id] = replace(entry, policies=kept)
        for school_id, entry in _entries(sites, tree).items():
            old = entries[tree].get(school_id)
            entries[tree][school_id] = _joined(old, entry) if old else entry
    return {tree: tuple(entry for _, entry in sorted(entries[tree].items())) for tree in TREES}


def _entries(sites: list[AudienceSite], tree: Tree) -> Mapping[str, SchoolEntry]:
    schools = dict.fromkeys(site.school.id for site in sites if site.place.tree == tree)
    return {
        school_id: front_entry(tuple(site for site in sites if site.place.tree == tree and site.school.id == school_id))
        for school_id in schools
    }


def _joined(old: SchoolEntry, new: SchoolEntry) -> SchoolEntry:
    policies: dict[Audience, tuple[tuple[str, str, str], ...]] = {**dict(old.policies), **dict(new.policies)}
    return replace(new, policies=tuple((name, policies[name]) for name in AUDIENCES if name in policies))


def _belonging(made: Made, plan: Wanted) -> Iterator[tuple[str, bytes]]:
    """The files of a task under the output's root; of a front only those of schools that this build may touch."""
    for path, content in made.files:
        if made.task.kind == "front" and not plan.may_write_front_page(path):
            continue
        yield f"{made.task.folder}/{path}", content
