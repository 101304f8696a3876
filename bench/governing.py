"""`python -m bench --only governors`: the area of a school with many versions, and the register of a large group."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bench.cases import ROOT, TODAY
from bench.comparing import revised
from bench.goals import Goal, goal_table
from bench.many import write_schools
from generator.compare.redlining import forget
from generator.engines.areas import AreaOf
from generator.engines.assemble import Assembler
from generator.engines.house import read_house
from generator.formats.record_archive import archive_path
from generator.formats.record_files import Owner, write_record
from generator.house_templates import laid_over
from generator.library import read_one_school, read_workspace
from generator.library.workspace import read_library
from generator.model.governing import AreaPage
from generator.model.schools import School
from generator.model.site import Front
from generator.model.versions import AdoptedVersion, Decision, Sealed
from generator.model.workspace import Workspace
from generator.pipeline.area_files import AreaWriter, GroupAsked, Registers, group_files
from generator.pipeline.governing import AreaAsked, area_of
from generator.pipeline.registers import registered
from generator.pipeline.school_sites import SitesAsked, school_sites
from generator.pipeline.workshop import look_for_circles_seldom
from generator.problems import Location
from generator.render.governors_pair import forget_written
from generator.render.listing import front_entry
from generator.store import Store

SCHOOL = "merthyr-example"
VERSIONS, SCHOOLS, ROUNDS = 10, 1_000, 3


@dataclass(frozen=True, slots=True)
class Figures:
    """Processor seconds, medians: an area with its texts read, and a group's register, from nothing and when known."""

    policies: int
    pages: int
    area: float
    schools: int
    group: float
    known: float


def measure(work: Path, schools: int = SCHOOLS) -> Figures:
    """Measures in this process, in policy folders that it writes below `work`."""
    look_for_circles_seldom()  # as workers do
    policies, pages, area = _area(work / "area")
    group, known = _group(work / "group", schools)
    return Figures(policies, pages, area, schools, group, known)


def report(found: Figures) -> str:
    """The part of the page."""
    group = f"group register of {found.schools:,} schools"
    why = "To read a school’s records is to see that each text which they name is there as it was kept."
    goals = [
        Goal(f"governors’ area, {VERSIONS} versions of {found.policies} policies, every pair", 3, found.area, " s"),
        Goal(f"{group}, every school’s records read first", 2, found.group, " s", why=why),
        Goal(f"{group}, of what was kept of each that day", 2, found.known, " s"),
    ]
    more = (
        f"Processor time, median of {ROUNDS}. The area has {found.pages} pages; its texts are read from the records, "
        "nothing is known beforehand. A build keeps the register of each school that it makes."
    )
    return "\n".join(["## Governors", "", goal_table(goals), "", more])


def _area(root: Path) -> tuple[int, int, float]:
    for name in ("content", "schools"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.rmtree(root / "schools" / SCHOOL / "adopted", ignore_errors=True)
    workspace, _ = read_workspace(root)
    _adopt(root, workspace, workspace.schools[SCHOOL], VERSIONS)
    workspace, _ = read_workspace(root)
    school = workspace.schools[SCHOOL]
    sites = school_sites(workspace, school, SitesAsked(TODAY, root=root))
    assembler = Assembler(read_house(laid_over(root, "web"), workspace.house))
    entry = front_entry(tuple(site for site in sites if site.place.tree == "internal"))
    front = Front("internal", "", (entry,))
    list(assembler.write_area(AreaOf(front, entry), [AreaPage("", "-", "-")]))  # makes the skeleton
    asked = AreaAsked(root, workspace, school, sites, TODAY)
    pages: set[str] = set()

    def work() -> None:
        writer = AreaWriter(assembler, front, entry, area_of(asked, registered(workspace, school, TODAY)))
        paths = [path for path, _ in writer.page_keys()]
        written = writer.write(paths)
        pages.update(path for path, _ in written if path.endswith(".html"))

    median = _median(work, _forget)
    return len(school.histories), len(pages), median


def _forget() -> None:
    forget()
    forget_written()


def _adopt(root: Path, workspace: Workspace, school: School, versions: int) -> None:
    """So many versions of each of the school's policies, a year apart, each with every fourth clause reworded."""
    sites = school_sites(workspace, school, SitesAsked(TODAY, draft=True))
    for policy in school.policies:
        drafts = [edition for site in sites for edition in site.editions if edition.policy == policy]
        texts = {(edition.audience, edition.language): edition for edition in drafts}
        before, owner = "", Owner(school.id, policy, school.contacts)
        for number in range(1, versions + 1):
            day = f"{2026 - versions + number - 1}-09-01"
            sealed = Sealed(day, "", before, Location(f"schools/{school.id}/adopted/{policy}/{day}.yml"))
            decision = Decision(day, body="Governing body", minute=f"{number}")
            review = f"{int(day[:4]) + 1}{day[4:]}"
            made = AdoptedVersion(school.id, policy, f"{number}", "adoption", decision, day, review, texts, sealed)
            written = write_record(made, owner)
            before = written.seal
            files = {sealed.where.path: written.text.encode()}
            files |= {archive_path(name): content for name, content in written.archive.items()}
            _lay(root, files.items())
            texts = {told: revised(edition, number) for told, edition in texts.items()}


def _lay(root: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for path, content in files:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def _group(root: Path, schools: int) -> tuple[float, float]:
    write_schools(root, schools, 0.05)
    read = read_library(root, Store(None))
    workspace = read.workspace
    for school_id in read.school_ids:
        school, _ = read_one_school(root, school_id, workspace.library)
        assert school
        _adopt(root, workspace, replace(school, policies=dict(list(school.policies.items())[:1])), 1)
    assembler = Assembler(read_house(laid_over(root, "web"), workspace.house))
    front = Front("internal", "", ())
    asked = GroupAsked("all", "All schools", tuple((each, each) for each in read.school_ids), read.school_ids)
    list(assembler.write_area(AreaOf(front, group="all"), [AreaPage("", "-", "-")]))
    stores = [Store(root / "cache" / str(number)) for number in range(ROUNDS)]

    def work(store: Store) -> float:
        started = time.process_time()
        registers = Registers(root, workspace, store, ("", TODAY))
        made = dict(group_files(assembler, front, asked, registers.group(asked)))
        assert made["groups/all/index.html"].count(b"<tr ") == len(asked.schools) + 1
        return time.process_time() - started

    return statistics.median(map(work, stores)), statistics.median(map(work, stores))


def _median(work: Callable[[], object], before: Callable[[], None]) -> float:
    found = []
    for _ in range(ROUNDS):
        before()
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return statistics.median(found)
