"""Builds of a policy folder with adopted versions, on four days: what is published, to whom, when to build again."""

from __future__ import annotations

import datetime
import io
import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from adopted_hill import composed, version, withdrawal, write_records
from commanding import Desk
from hill import FILES, lay
from pypdf import PdfReader
from site_reading import everything_in, files_of

from generator.library import read_workspace
from generator.model.site import Tree
from generator.model.versions import Record
from generator.pipeline.build import build
from generator.pipeline.export import ExportOrder, export
from generator.pipeline.live import Live, LiveOrder
from generator.pipeline.order import BuildOrder, BuildReport
from generator.problems import errors, in_order

BEFORE, BETWEEN, AFTER, OVER = "2024-06-19", "2026-07-01", "2026-10-01", "2027-04-01"
_CLAUSE = "content/clauses/contact/friend-requests.md"
_SCHOOL = "schools/hill/school.yml"
_INTERNAL = {
    path: text.replace("publish: draft\n", "").replace("2026-11-20", "2024-01-01").replace("2026-11-01", "2024-01-01")
    for path, text in FILES.items()
}
"""Only what is in force is public, and everything was looked at before the first day."""
_PLAIN = {**_INTERNAL, _SCHOOL: f"{_INTERNAL[_SCHOOL]}old-versions: public\n"}


def folder(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    """The miniature folder, in whose first version one clause was worded otherwise, and which withdraws its policy."""
    settings = changes or _PLAIN
    before = settings[_CLAUSE].replace("must turn down", "must politely turn down")
    first = lay(root / "first", {**settings, _CLAUSE: before})
    now = lay(root / "now", settings)
    one, two = (_composed(place) for place in (first, now))
    records: tuple[Record, ...] = (
        version("1", one, "2024-06-20", "2024-09-01"),
        version("2", two, "2026-06-18", "2026-09-01"),
        withdrawal("2027-03-01", "It is part of another policy.", "Our staff handbook"),
    )
    workspace, _ = read_workspace(now)
    write_records(now, workspace.schools["hill"], records)
    shutil.rmtree(first)
    return now


def _composed(root: Path):  # type: ignore[no-untyped-def]
    workspace, problems = read_workspace(root)
    assert not problems
    return composed(workspace, workspace.schools["hill"])


def built(root: Path, day: str, out: Path, **order: object) -> BuildReport:
    today = datetime.date.fromisoformat(day)
    report = build(BuildOrder(root=root, out=out, today=today, **{"jobs": 1, **order}))  # type: ignore[arg-type]
    assert report.published, in_order(report.problems)
    return report


def contents(out: Path) -> dict[str, bytes]:
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in files_of(out)}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("adopted"))


@pytest.fixture(scope="module")
def sites(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The whole output on each day, each built from nothing."""
    place = tmp_path_factory.mktemp("sites")
    for day in (BEFORE, BETWEEN, AFTER, OVER):
        built(root, day, place / day)
    return {day: contents(place / day) for day in (BEFORE, BETWEEN, AFTER, OVER)}


def listed(files: dict[str, bytes]) -> set[str]:
    """Pages and PDFs of the school, without what every site has, and without what is for governors alone."""
    return {path for path in files if "/hill/" in path and not re.search(r"search_index|brand\.css|/governors/", path)}


def texts(files: dict[str, bytes]) -> dict[str, bytes]:
    """All but the area of the governors, which says what is due on the day, and the list of all files."""
    return {path: content for path, content in files.items() if "/governors/" not in path and path != RECORD}


RECORD = ".policypress-written"
_STAFF = "contact papers sources whole words"
_PUPIL = "contact papers whole"
_PARENT = "contact papers sources whole"
_DRAFTS = {
    "internal/hill/draft/staff": (_STAFF, " -large-print"),
    "internal/hill/draft/pupil": (_PUPIL, " -large-print -slip"),
    "internal/hill/draft/parent": (_PARENT, " -large-print"),
}
_BOTH = " 2024-06-20 2026-06-18"
_PAPERS = " .2024-06-20 .2026-06-18"
_HELD = {
    "internal/hill/staff": (_STAFF + _BOTH, " -large-print" + _PAPERS),
    "public/hill/pupil": (_PUPIL + _BOTH, " -large-print -slip" + _PAPERS),
    "public/hill/parent": (_PARENT + _BOTH, " -large-print" + _PAPERS),
}
_FRONTS = {"internal/hill/index.html", "public/hill/index.html"}
PUBLISHED = {
    BEFORE: {place.replace("draft/", ""): files for place, files in _DRAFTS.items()},
    BETWEEN: {**_DRAFTS, **_HELD},
    AFTER: {**_DRAFTS, **_HELD},
    OVER: {**_DRAFTS, **{place: (_BOTH.strip(), _PAPERS.strip()) for place in _HELD}},
}
"""Day → site → the pages of its policy beside the first one, and what ends the names of its PDFs."""


def expected(day: str) -> set[str]:
    found = {path for path in _FRONTS if day != BEFORE or "public" not in path}
    for place, (pages, papers) in PUBLISHED[day].items():
        found |= {f"{place}/index.html", f"{place}/social-media/index.html"}
        found |= {f"{place}/social-media/{page}/index.html" for page in pages.split(" ")}
        found |= {f"{place}/print/social-media{paper}.pdf" for paper in papers.split(" ")}
    return found


@pytest.mark.parametrize("day", [BEFORE, BETWEEN, AFTER, OVER])
def test_what_is_published_on_each_day(sites: dict[str, dict[str, bytes]], day: str) -> None:
    assert listed(sites[day]) == expected(day)


def page(sites: dict[str, dict[str, bytes]], day: str, path: str) -> str:
    return sites[day][f"{path}index.html"].decode()


def test_the_plain_address_never_dies(sites: dict[str, dict[str, bytes]]) -> None:
    for day, words in (
        (BETWEEN, "In force since 1 September 2024"),
        (AFTER, "In force since 1 September 2026"),
        (OVER, "Withdrawn on 1 March 2027"),
    ):
        for path in ("public/hill/pupil/", "public/hill/pupil/social-media/"):
            assert words in page(sites, day, path)
        assert words in page(sites, day, "public/hill/")
    assert "New version from 1 September 2026" in page(sites, BETWEEN, "public/hill/pupil/")
    assert "New version" not in page(sites, AFTER, "public/hill/pupil/")
    assert "Our staff handbook" in page(sites, OVER, "public/hill/pupil/social-media/")


def test_nothing_withheld_from_pupils_is_in_any_file_of_theirs(
    sites: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    for files in sites.values():
        for path, content in files.items():
            if "/pupil/" in path:
                file = tmp_path / Path(path).name
                file.write_bytes(content)
                shown = everything_in(file)
                for withheld in ("own number", "personal-numbers", "Papers to read", "politely", "kept short"):
                    assert withheld not in shown, path


def test_old_ones_say_so_on_every_page_of_paper(sites: dict[str, dict[str, bytes]]) -> None:
    old, held = (
        PdfReader(io.BytesIO(sites[AFTER][f"internal/hill/staff/print/social-media.{stem}.pdf"]))
        for stem in ("2024-06-20", "2026-06-18")
    )
    for paper in old.pages:
        assert "Replaced on 1 September 2026 by version 2" in " ".join(paper.extract_text().split())
    assert "01632" not in "".join(paper.extract_text() for paper in old.pages)
    assert "01632" in "".join(paper.extract_text() for paper in held.pages)
    assert "politely" in "".join(paper.extract_text() for paper in old.pages)


@pytest.mark.parametrize(("day", "other"), [(BETWEEN, "2026-08-31"), (AFTER, "2027-02-28"), (OVER, "2030-01-01")])
def test_a_day_on_which_the_same_stands_changes_no_byte(
    root: Path, sites: dict[str, dict[str, bytes]], tmp_path: Path, day: str, other: str
) -> None:
    built(root, other, tmp_path / "site")
    assert texts(contents(tmp_path / "site")) == texts(sites[day])


def test_a_build_on_the_day_of_a_turn_makes_what_changes_and_no_more(
    root: Path, sites: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    out, store, now = tmp_path / "site", tmp_path / "store", dict[str, bytes]()
    for day, again in ((BETWEEN, "2026-09-01"), ("2026-08-31", "2026-09-01"), (AFTER, "2027-03-01"), (OVER, "")):
        report = built(root, day, out, store=store)
        before = now
        now = contents(out)
        assert report.changed == len({path for path, _ in before.items() ^ now.items()} - {RECORD})
        assert (texts(before) == texts(now)) == (day == "2026-08-31")
        assert [turn.on for _, turn in report.again] == [again] * bool(again)
        assert texts(now) == texts(sites["2026-07-01" if day == "2026-08-31" else day])
        assert built(root, day, out, store=store).again == report.again
    assert built(root, BETWEEN, out, store=store).changed
    assert contents(out) == sites[BETWEEN]


def test_what_was_adopted_keeps_its_bytes_whatever_becomes_of_the_library(
    root: Path, sites: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    changed = shutil.copytree(root, tmp_path / "changed")
    for file in files_of(changed / "content"):
        if "archive" in file.parts:
            continue
        text = file.read_text()
        for old, new in _REWRITTEN.items():
            text = text.replace(old, new)
        assert text != file.read_text(), file
        file.write_text(text)
    built(changed, AFTER, tmp_path / "site")
    now = contents(tmp_path / "site")
    for path, content in sites[AFTER].items():
        if "/hill/" not in path or "/draft/" in path or "/governors/" in path:
            continue
        if path.endswith(".html") and "/social-media/" in path:
            assert main_text(now[path]) == main_text(content), path
        elif path.endswith(".pdf"):
            assert now[path] == content, path
    draft = "internal/hill/draft/staff/social-media/whole/index.html"
    assert main_text(now[draft]) != main_text(sites[AFTER][draft])


_REWRITTEN = {
    "Friend requests": "Requests",
    "Staff of": "People of",
    "Your own number": "Numbers",
    "Papers to read": "Papers",
    "Personal information": "Information",
    "Staying safe online": "Safe",
    "The whole policy": "All of it",
    "Childline": "Another line",
    "Places online": "Sites",
    "What is the school called": "What name has the school",
    "UK General Data": "General Data",
}


def main_text(content: bytes) -> str:
    return content.decode().partition("<article")[2].partition("</article>")[0]


def test_a_preview_shows_what_a_build_writes(root: Path, sites: dict[str, dict[str, bytes]], tmp_path: Path) -> None:
    live = Live(LiveOrder(root, tmp_path / "store", today=datetime.date.fromisoformat(BETWEEN)))
    live.refresh()
    for path, content in sites[BETWEEN].items():
        if not path.startswith("."):
            assert live.content(path) == content, path
    assert live.content("public/hill/draft/pupil/index.html") is None
    live.close(1)


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The same where old versions are for staff and governors only."""
    place = tmp_path_factory.mktemp("internal")
    root = folder(place, _INTERNAL)
    for day in (BETWEEN, AFTER):
        built(root, day, place / day)
    return {day: contents(place / day) for day in (BETWEEN, AFTER)}


def test_old_versions_are_internal_unless_the_school_shows_them(internal: dict[str, dict[str, bytes]]) -> None:
    files = internal[AFTER]
    assert "public/hill/pupil/print/social-media.2024-06-20.pdf" not in files
    stub = files["public/hill/pupil/social-media/2024-06-20/index.html"].decode()
    assert "Replaced on 1 September 2026 by version 2" in main_text(stub.encode())
    assert "not ask staff" not in stub
    assert "not ask staff" in files["internal/hill/pupil/social-media/2024-06-20/index.html"].decode()
    assert "internal/hill/pupil/print/social-media.2024-06-20.pdf" in files
    assert "internal/hill/pupil/print/social-media.pdf" not in files
    waiting = internal[BETWEEN]["public/hill/pupil/index.html"].decode()
    assert "New version from 1 September 2026" in waiting
    assert "Read the new version" not in waiting


@pytest.mark.parametrize("tree", ["public", "internal"])
@pytest.mark.parametrize("changes", [_PLAIN, _INTERNAL])
def test_an_export_holds_the_tree_of_the_school(tmp_path: Path, tree: Tree, changes: Mapping[str, str]) -> None:
    root, out = folder(tmp_path / "folder", changes), tmp_path / "hill.zip"
    report = export(ExportOrder(root, "hill", tree, out, datetime.date.fromisoformat(BETWEEN), jobs=1))
    assert errors(report.problems) == ()
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
    assert ("pupil/social-media/2024-06-20/index.html" in names) == (tree == "public" or changes is _INTERNAL)
    assert ("draft/pupil/index.html" in names) == (tree == "internal")
    assert ("staff/index.html" in names) == (tree == "internal")


def test_a_build_of_one_audience_leaves_the_others_as_they_were(
    root: Path, sites: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    out, store = tmp_path / "site", tmp_path / "store"
    built(root, BETWEEN, out, store=store)
    built(root, AFTER, out, store=store, audiences=("pupil",))
    now = contents(out)
    for path, content in now.items():
        if "/pupil/" in path:
            assert content == sites[AFTER][path], path
        elif "/staff/" in path or "/parent/" in path:
            assert content == sites[BETWEEN][path], path
    assert listed(now) == expected(AFTER)


def test_the_draft_build_knows_no_version(root: Path, tmp_path: Path) -> None:
    built(root, BETWEEN, tmp_path / "draft", draft=True)
    assert listed(contents(tmp_path / "draft")) == expected(BEFORE)


def test_the_last_line_says_when_to_build_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("build", "--out", str(tmp_path / "site"), "--today", BETWEEN, "--web")
    ended = Desk(root, monkeypatch, capsys).type(*words)
    last = "Build again on 1 September 2026: version 2 takes effect (hill: social-media)."
    assert " ".join(ended.said.split()).endswith(last)
    told = json.loads(Desk(root, monkeypatch, capsys).type(*words, "--json").out)
    turn = {"on": "2026-09-01", "policy": "social-media", "kind": "effective", "number": "2"}
    assert told["again"] == [{"school": "hill", **turn}]
