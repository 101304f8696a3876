"""Builds that make only what has changed: the same site as one that makes everything, and nothing else touched."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hill import TODAY, lay
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from site_reading import files_of

from generator.pipeline import inputs, record
from generator.pipeline.build import build
from generator.pipeline.order import BuildOrder, BuildReport, Progress
from generator.publish import PublishError
from generator.store import Store

ROOT = Path(__file__).resolve().parent.parent
SCHOOL = "schools/hill/school.yml"
CLAUSE = "content/clauses/papers/data.md"
SAID = ("Keep personal information off your own accounts.", "Keep personal facts off your own accounts.")
"""What the clause says for staff, and what it says otherwise."""
SCHOOLS = ("hill", "vale", "dale", "moor")


def policies(folder: Path, schools: tuple[str, ...] = SCHOOLS) -> Path:
    """A policy folder of several schools, each with a name of its own."""
    root = lay(folder / "policies")
    hill = (root / SCHOOL).read_text()
    for school in schools:
        (root / "schools" / school).mkdir(exist_ok=True)
        text = hill.replace("Hill", school.capitalize()).replace("hill", school)
        text = text.replace("960001", f"96000{SCHOOLS.index(school) + 1}")
        (root / f"schools/{school}/school.yml").write_text(text)
    return root


def built(root: Path, out: Path | None = None, **order: object) -> BuildReport:
    """A build in this process that remembers what it did beside the policy folder."""
    asked = {"jobs": 1, "store": root.parent / "store", **order}
    return build(BuildOrder(root=root, out=out or root.parent / "site", today=TODAY, **asked))  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files_of(folder)}


def fresh(root: Path, **order: object) -> dict[str, bytes]:
    """What a build from nothing gives."""
    out = root.parent / "fresh"
    shutil.rmtree(out, ignore_errors=True)
    assert built(root, out, store=None, **order).published
    return contents(out)


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file was written, and its number on the disk."""
    found = {file.relative_to(folder).as_posix(): file.stat() for file in files_of(folder)}
    return {path: (status.st_mtime_ns, status.st_ino) for path, status in found.items()}


def touched(folder: Path, before: Mapping[str, tuple[int, int]]) -> set[str]:
    """Files that are not the very ones that they were."""
    after = stamps(folder)
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


def pages_of(paths: set[str]) -> set[str]:
    return {path for path in paths if not Path(path).name.startswith(".policypress")}


def test_when_nothing_changed_nothing_is_touched(tmp_path: Path) -> None:
    root = policies(tmp_path)
    first = built(root)
    before = stamps(tmp_path / "site")
    second = built(root)
    assert touched(tmp_path / "site", before) == set()
    assert (second.changed, second.mkdocs_builds) == (0, 0)
    assert (second.pages, second.pdfs, second.files) == (first.pages, first.pdfs, first.files)
    assert (second.schools, second.problems, second.not_public) == (first.schools, first.problems, first.not_public)


def test_time_stamps_alone_change_nothing(tmp_path: Path) -> None:
    root = policies(tmp_path)
    built(root)
    before = stamps(tmp_path / "site")
    for number, file in enumerate(files_of(root)):
        os.utime(file, (number * 1e6, number * 1e6))  # clocks jump, copies are older than what they replace
    assert built(root).changed == 0
    assert touched(tmp_path / "site", before) == set()


def test_one_value_of_one_school_is_that_school(tmp_path: Path) -> None:
    root = policies(tmp_path)
    built(root)
    before = stamps(tmp_path / "site")
    edit(root, "schools/vale/school.yml", "Complaints policy", "Policy on complaints")
    report = built(root)
    changed = pages_of(touched(tmp_path / "site", before))
    assert changed and {path.split("/")[1] for path in changed} == {"vale"}
    assert report.mkdocs_builds == 0
    assert contents(tmp_path / "site") == fresh(root)


def test_one_clause_is_the_pages_that_show_it(tmp_path: Path) -> None:
    root = policies(tmp_path)
    built(root)
    before = stamps(tmp_path / "site")
    edit(root, CLAUSE, *SAID)
    report = built(root)
    changed = pages_of(touched(tmp_path / "site", before))
    inside = {"social-media/papers/index.html", "social-media/whole/index.html", "search/search_index.json"}
    inside |= {"print/social-media.pdf", "print/social-media-large-print.pdf"}
    assert changed == {f"internal/{school}/staff/{path}" for school in SCHOOLS for path in inside}
    assert report.mkdocs_builds == 1
    assert contents(tmp_path / "site") == fresh(root)


SERVICES = """\
services:
  facebook:
    name: Facebook
    link: https://facebook.example/report
    how: Choose Report.
    checked-on: 2026-11-20
    checked-by: the library’s author
"""


def test_a_service_is_the_pages_that_show_the_table(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill",))
    edit(root, CLAUSE, "title: Personal", "shows: services\ntitle: Personal")
    (root / "content/services.yml").write_text(SERVICES)
    built(root)
    before = stamps(tmp_path / "site")
    edit(root, "content/services.yml", "Choose Report", "Choose “Report post”")
    built(root)
    page = "internal/hill/staff/social-media/papers/index.html"
    assert page in touched(tmp_path / "site", before)
    assert "Choose “Report post”" in (tmp_path / "site" / page).read_text()
    assert contents(tmp_path / "site") == fresh(root)


def test_a_school_more_and_a_school_less(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    policies(tmp_path, ("dale",))
    before = stamps(tmp_path / "site")
    built(root)
    assert {path.split("/")[1] for path in pages_of(touched(tmp_path / "site", before))} == {"dale", "index.html"}
    assert contents(tmp_path / "site") == fresh(root)
    shutil.rmtree(root / "schools/vale")
    built(root)
    assert contents(tmp_path / "site") == fresh(root)


def test_a_school_that_went_while_another_was_built_is_not_forgotten(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    shutil.rmtree(root / "schools/vale")
    edit(root, SCHOOL, "Complaints policy", "Policy on complaints")
    built(root, schools=("hill",))
    assert (tmp_path / "site/public/vale/index.html").exists()
    built(root)
    assert contents(tmp_path / "site") == fresh(root)


def test_a_manifest_of_each_tree_lists_every_published_file(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill",))
    built(root, manifest=tmp_path / "published.sha256")
    for tree in ("public", "internal"):
        manifest = tmp_path / f"published-{tree}.sha256"
        check = ["sha256sum", "--check", "--quiet", "--strict", str(manifest)]
        assert subprocess.run(check, cwd=tmp_path / "site" / tree, check=False).returncode == 0
        listed = {line.split("  ", 1)[1] for line in manifest.read_text().splitlines()}
        assert listed == contents(tmp_path / "site" / tree).keys()
    before = (tmp_path / "published-public.sha256").read_bytes()
    built(root, manifest=tmp_path / "published.sha256")
    assert (tmp_path / "published-public.sha256").read_bytes() == before


@pytest.mark.parametrize("place", ["policies/schools/hill/list.yml", "site/list", "nowhere/list", "mine.txt"])
def test_a_manifest_overwrites_nothing_and_goes_nowhere_else(tmp_path: Path, place: str) -> None:
    root = policies(tmp_path, ("hill",))
    (tmp_path / "mine-public.txt").write_text("mine")
    with pytest.raises(PublishError):
        built(root, manifest=tmp_path / place)
    assert (tmp_path / "mine-public.txt").read_text() == "mine"
    assert not (tmp_path / "site/public").exists()


@pytest.mark.parametrize("gone", ["public/vale", "public/vale/pupil", "internal", "public"])
def test_folders_that_somebody_removed_are_made_again(tmp_path: Path, gone: str) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    before = contents(tmp_path / "site")
    shutil.rmtree(tmp_path / "site" / gone)
    assert built(root).changed > 0
    assert contents(tmp_path / "site") == before


def test_a_file_that_somebody_removed_comes_back_with_the_next_change_of_its_school(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    (tmp_path / "site/public/vale/brand.css").unlink()
    edit(root, "schools/vale/school.yml", "Complaints policy", "Policy on complaints")
    built(root)
    assert contents(tmp_path / "site") == fresh(root)


def test_a_school_removed_before_records_were_lost_goes_with_the_next_whole_build(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    shutil.rmtree(root / "schools/vale")
    for shelf in ("outputs", "made", "folders"):
        shutil.rmtree(tmp_path / "store" / shelf)
    partial = built(root, schools=("hill",))
    assert partial.withdrawn == ()
    assert "Vale" in (tmp_path / "site/public/index.html").read_text()  # its pages stand, so it is listed
    assert [school for school, _ in built(root).withdrawn] == ["vale"]
    assert contents(tmp_path / "site") == fresh(root)


def test_what_a_front_no_longer_has_goes_with_a_build_of_one_school(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    for school in ("hill", "vale"):
        edit(root, f"schools/{school}/school.yml", "demonstration: true", "demonstration: false")
    template(root, "old")
    built(root)
    assert (tmp_path / "site/public/sitemap.xml").exists()
    for school in ("hill", "vale"):
        edit(root, f"schools/{school}/school.yml", "demonstration: false", "demonstration: true")
        built(root, schools=(school,))
    shutil.rmtree(root / "overrides")
    built(root, schools=("hill",), audiences=("pupil",))
    assert not (tmp_path / "site/public/sitemap.xml").exists()
    built(root)
    assert contents(tmp_path / "site") == fresh(root)


@pytest.mark.parametrize("damage", [b"", b"{", None])
def test_a_damaged_list_of_schools_is_seen(tmp_path: Path, damage: bytes | None) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    note = tmp_path / "site/.policypress-listed.jsonl"
    note.unlink() if damage is None else note.write_bytes(damage)
    edit(root, SCHOOL, "Complaints policy", "Policy on complaints")
    with pytest.raises(PublishError, match="damaged"):
        built(root, schools=("hill",))
    built(root)
    assert contents(tmp_path / "site") == fresh(root)


@pytest.mark.parametrize("shape", [b"[]", b"{}", b'{"schools": 1}', b'{"schools": {"hill": []}}', b"null"])
def test_records_of_another_shape_are_not_believed(tmp_path: Path, shape: bytes) -> None:
    root = policies(tmp_path, ("hill",))
    built(root)
    store = Store(tmp_path / "store")
    store.put("outputs", record.place_key(root, tmp_path / "site"), shape)
    store.put("folders", record.place_key(root), shape)
    store.put("made", inputs.together((record.place_key(root, tmp_path / "site"), "hill")), shape)
    edit(root, CLAUSE, *SAID)
    assert built(root).published
    assert contents(tmp_path / "site") == fresh(root)


def test_a_fault_leaves_everything_and_its_mending_only_makes_what_changed(tmp_path: Path) -> None:
    root = policies(tmp_path)
    built(root)
    before = stamps(tmp_path / "site")
    edit(root, "schools/vale/school.yml", "policies.related", "policies.unknown")
    assert not built(root).published
    report = built(root, keep_going=True)
    assert (report.published, report.left, report.changed) == (True, ("vale",), 0)
    edit(root, "schools/vale/school.yml", "policies.unknown", "policies.related")
    assert built(root).changed == 0
    assert touched(tmp_path / "site", before) == set()


def test_a_warning_is_told_again_when_nothing_changed(tmp_path: Path) -> None:
    root = policies(tmp_path)
    (root / "content/clauses/papers/note.docx").write_bytes(b"")
    first = built(root)
    assert [problem.code for problem in first.problems] == ["file-not-read"]
    assert built(root).problems == first.problems


def test_what_one_school_says_of_another_is_looked_at_again_when_the_other_changes(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    (root / "schools/hill/clauses").mkdir()
    own = "---\ntitle: Ours\neditions: {staff: own, pupil: {withheld: no}, parent: {withheld: no}}\n---\n\n"
    (root / "schools/hill/clauses/ours.md").write_text(f"{own}# Staff\n\nWe work with Brookside Example School.\n")
    first = {(problem.code, problem.school) for problem in built(root).problems}
    edit(root, "schools/vale/school.yml", "Vale Example School", "Brookside Example School")
    incremental = built(root, keep_going=True)
    anew = built(root, tmp_path / "other", store=None, keep_going=True)
    assert incremental.problems == anew.problems
    assert first != {(problem.code, problem.school) for problem in incremental.problems}


def test_a_page_that_somebody_changed_stays_until_a_build_afresh(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill",))
    built(root)
    page = tmp_path / "site/public/hill/pupil/index.html"
    page.write_text("not ours")
    assert built(root).changed == 0
    assert built(root, afresh=True).changed == 1
    assert contents(tmp_path / "site") == fresh(root)


def test_parts_of_builds_and_whole_ones_agree(tmp_path: Path) -> None:
    root = policies(tmp_path)
    built(root, schools=("vale",))
    built(root, schools=("hill",), audiences=("pupil",))
    built(root)
    assert contents(tmp_path / "site") == fresh(root)
    edit(root, "schools/vale/school.yml", "publish: draft\n", "")
    built(root, schools=("vale",), audiences=("pupil",))
    built(root, schools=("vale",))
    assert contents(tmp_path / "site") == fresh(root)
    built(root, blanks=True)
    built(root, prints=False)
    assert contents(tmp_path / "site") == fresh(root, prints=False)
    assert not [path for path in contents(tmp_path / "site") if path.endswith(".pdf")]
    assert b".pdf" not in b"".join(contents(tmp_path / "site").values())


# --- the cache is disposable -----------------------------------------------------------------------------------------


def cached(root: Path) -> list[Path]:
    return [file for file in files_of(root.parent / "store") if file.name != "CACHEDIR.TAG"]


Harm = Callable[[Path], object]
HARMS: Mapping[str, Harm] = {
    "gone": Path.unlink,
    "emptied": lambda file: file.write_bytes(b""),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "one bit": lambda file: file.write_bytes(file.read_bytes()[:-1] + bytes([file.read_bytes()[-1] ^ 1])),
    "rubbish": lambda file: file.write_bytes(random.Random(1).randbytes(500)),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_cache_never_gives_another_site(tmp_path: Path, harm: str) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    edit(root, CLAUSE, *SAID)
    for file in cached(root):
        HARMS[harm](file)
    assert built(root).published
    assert contents(tmp_path / "site") == fresh(root)


def test_entries_that_were_exchanged_are_not_believed(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    files = cached(root)
    texts = [file.read_bytes() for file in files]
    for file, text in zip(files, [*texts[1:], texts[0]], strict=True):
        file.write_bytes(text)
    edit(root, CLAUSE, *SAID)
    built(root)
    assert contents(tmp_path / "site") == fresh(root)


def test_another_version_of_the_program_believes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = policies(tmp_path, ("hill",))
    built(root)
    store = Store(tmp_path / "store")
    monkeypatch.setattr(inputs, "program", lambda: "another version")
    place = record.place_key(root, tmp_path / "site")
    wrong = {path: (key, digest) for path, (key, digest) in record.read_files(store, place, "hill").items()}
    assert wrong
    page = tmp_path / "site/public/hill/pupil/index.html"
    page.write_text("what the other version wrote")
    report = built(root)
    assert report.mkdocs_builds > 0
    assert contents(tmp_path / "site") == fresh(root)


def test_a_store_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill",))
    (tmp_path / "store").write_text("a file in the way")
    assert built(root).published
    assert built(root).published
    assert contents(tmp_path / "site") == fresh(root)


def test_two_outputs_and_two_folders_share_one_store(tmp_path: Path) -> None:
    one = policies(tmp_path / "one", ("hill", "vale"))
    other = policies(tmp_path / "other", ("hill", "vale"))
    edit(
        other, CLAUSE, "Keep personal information off your own accounts.", "Keep personal facts off your own accounts."
    )
    for root in (one, other, one, other):
        built(root, store=tmp_path / "store")
        built(root, root.parent / "draft", store=tmp_path / "store", draft=True)
    for root in (one, other):
        assert contents(root.parent / "site") == fresh(root)


def test_an_output_that_another_command_wrote_meanwhile_is_not_taken_for_ours(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    edit(root, "schools/vale/school.yml", "Complaints policy", "Policy on complaints")
    built(root, store=tmp_path / "store of another user")
    edit(root, "schools/vale/school.yml", "Policy on complaints", "Complaints policy")
    built(root)
    assert contents(tmp_path / "site") == fresh(root)


def test_at_the_end_only_what_was_read_is_read_again(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    before = inputs.read_inputs(root)
    edit(root, "schools/vale/school.yml", "Complaints policy", "Policy on complaints")
    assert inputs.read_again(root, before, {"hill"}) == before
    assert inputs.read_again(root, before, {"vale"}) == inputs.read_inputs(root) != before
    edit(root, "schools/vale/school.yml", "Policy on complaints", "Complaints policy")
    (root / "schools/dale").mkdir()
    assert inputs.read_again(root, before, ()) == inputs.read_inputs(root) != before
    (root / "schools/dale").rmdir()
    (root / "schools/vale/school.yml").unlink()
    assert inputs.read_again(root, before, ()) != before


def test_a_school_that_changes_while_another_is_built_is_seen_by_the_next_build(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    edit(root, SCHOOL, "Complaints policy", "Policy on complaints")

    def meddle(progress: Progress) -> None:
        if progress.stage == "Composing" and "Complaints policy" in (root / "schools/vale/school.yml").read_text():
            edit(root, "schools/vale/school.yml", "Complaints policy", "Policy for complaints")

    order = BuildOrder(root, tmp_path / "site", TODAY, jobs=1, store=tmp_path / "store")
    assert build(order, meddle).altered == ("hill",)
    assert build(order).altered == ("vale",)
    assert contents(tmp_path / "site") == fresh(root)


@pytest.mark.parametrize("kept", [True, False])
def test_a_school_built_beside_a_second_process_is_the_same_as_built_by_one(tmp_path: Path, kept: bool) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    store = tmp_path / "store" if kept else None
    report = built(root, jobs=2, store=store, schools=("hill",))
    assert report.published and report.mkdocs_builds < 10
    assert contents(tmp_path / "site") == fresh(root, schools=("hill",))


def test_files_that_change_during_a_build_publish_nothing(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    before = contents(tmp_path / "site")
    edit(root, CLAUSE, *SAID)

    def meddle(progress: Progress) -> None:
        if progress.stage == "Composing" and "!" not in (root / CLAUSE).read_text():
            edit(root, CLAUSE, "accounts.", "accounts!")

    with pytest.raises(PublishError, match="were changed while"):
        build(BuildOrder(root, tmp_path / "site", TODAY, jobs=1, store=tmp_path / "store"), meddle)
    assert contents(tmp_path / "site") == before
    built(root)
    assert contents(tmp_path / "site") == fresh(root)


# --- any change at all -----------------------------------------------------------------------------------------------


def template(root: Path, word: str) -> None:
    (root / "overrides/web/assets").mkdir(parents=True, exist_ok=True)
    (root / "overrides/web/assets/own.css").write_text(f"/* {word} */")


CHANGES: Mapping[str, Callable[[Path, str], None]] = {
    "value": lambda root, word: edit(root, SCHOOL, "Complaints policy", f"Complaints policy {word}"),
    "clause": lambda root, word: edit(root, CLAUSE, "Keep personal", f"Keep {word} personal"),
    "title": lambda root, word: edit(root, CLAUSE, "title: Personal", f"title: {word} Personal"),
    "name": lambda root, word: edit(root, "schools/vale/school.yml", "Example School", f"{word} Example School"),
    "address": lambda root, word: edit(root, "mkdocs.yml", "policies.example/", f"policies.example/{word}/"),
    "outline": lambda root, word: edit(
        root, "content/policies/social-media/whole.yml", "title: Other", f"title: {word}"
    ),
    "hidden": lambda root, word: edit(root, SCHOOL, "publish: draft", "publish: in-force"),
    "order": lambda root, word: edit(
        root,
        "content/policies/social-media/whole.yml",
        "[friend-requests, personal-numbers]",
        "[personal-numbers, friend-requests]",
    ),
    "glossary": lambda root, word: edit(root, "content/glossary.yml", "meaning: Places", f"meaning: {word} places"),
    "group of schools": lambda root, word: shutil.rmtree(root / "schools/moor", ignore_errors=True),
    "template": template,
}


@pytest.mark.parametrize("stage", ["Composing", "Making pages and PDFs"])
def test_a_worker_that_dies_during_a_build_leaves_everything_as_it_was(tmp_path: Path, stage: str) -> None:
    root = policies(tmp_path)
    built(root)
    before = stamps(tmp_path / "site")
    edit(root, CLAUSE, *SAID)

    def kill(progress: Progress) -> None:
        if progress.stage == stage:
            for child in multiprocessing.active_children():
                os.kill(child.pid or 0, signal.SIGKILL)

    with pytest.raises(PublishError, match="ended by the machine"):
        build(BuildOrder(root, tmp_path / "site", TODAY, jobs=2, store=tmp_path / "store"), kill)
    assert touched(tmp_path / "site", before) == set()
    built(root, jobs=2)
    assert contents(tmp_path / "site") == fresh(root)


def test_a_clock_that_jumps_during_a_build_changes_nothing(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    edit(root, CLAUSE, *SAID)
    times = iter(range(1, 1_000))

    def jump(progress: Progress) -> None:
        stamp = 4e9 / next(times)
        for file in [*files_of(root), *files_of(tmp_path / "store")]:
            os.utime(file, (stamp, stamp))

    build(BuildOrder(root, tmp_path / "site", TODAY, jobs=1, store=tmp_path / "store"), jump)
    assert contents(tmp_path / "site") == fresh(root)
    assert built(root).changed == 0


@pytest.mark.slow
def test_a_build_that_is_killed_at_any_moment_spoils_nothing(tmp_path: Path) -> None:
    root = policies(tmp_path, ("hill", "vale"))
    built(root)
    said = (
        "import sys, datetime, pathlib; from generator.pipeline.build import build;"
        "from generator.pipeline.order import BuildOrder; root = pathlib.Path(sys.argv[1]); out = root.parent / 'site';"
        "build(BuildOrder(root, out, datetime.date(2026, 11, 20), jobs=2, store=root.parent / 'store'))"
    )
    for number in range(8):
        edit(root, CLAUSE, "information" if number == 0 else f"facts {number - 1}", f"facts {number}")
        child = subprocess.Popen([sys.executable, "-c", said, str(root)], cwd=ROOT)
        time.sleep(0.35 + 0.2 * number)
        child.send_signal(signal.SIGKILL)
        child.wait()
    built(root)
    assert contents(tmp_path / "site") == fresh(root)


@pytest.mark.slow
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.sampled_from(["alpha", "beta"])), max_size=4))
def test_any_changes_give_what_a_build_from_nothing_gives(tmp_path: Path, changes: list[tuple[str, str]]) -> None:
    folder = tmp_path / str(time.monotonic_ns())
    root = policies(folder)
    built(root)
    for change, word in changes:
        try:
            CHANGES[change](root, word)
        except AssertionError:
            continue  # made already
        built(root)
    assert contents(folder / "site") == fresh(root)
