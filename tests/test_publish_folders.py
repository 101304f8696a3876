"""Folders that are taken whole, kept or left; desks in worker processes; the record that knows them."""

from __future__ import annotations

import hashlib
import os
import pickle
import random
import shutil
import signal
import subprocess
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.publish import (
    BadListing,
    BadPath,
    Kept,
    Placing,
    Published,
    PublishError,
    Stage,
    Staged,
    everything,
    nothing,
    output_folder,
    within,
    write_manifest,
)

RECORD = ".policypress-written"
PUPIL = {
    "public/forge/pupil/index.html": b"pupil",
    "public/forge/pupil/bullying/index.html": b"bullying",
    "public/forge/pupil/print/bullying.pdf": b"pdf",
}
STAFF = {"public/forge/staff/index.html": b"staff"}
HILL = {"public/hill/pupil/index.html": b"hill", "public/hill/index.html": b"front of hill"}
TREE = {"public/index.html": b"front", **PUPIL, **STAFF, **HILL}

Files = dict[str, bytes]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "site"


@pytest.fixture
def published(out: Path) -> Path:
    with Stage(output_folder(out)) as stage:
        for path, contents in TREE.items():
            stage.write(path, contents)
        stage.commit()
    return out


def put(stage: Stage, folder: str, files: Files, worker: str = "w1") -> list[Staged | Kept]:
    desk = stage.placing().begin(worker)
    desk.open_folder(folder)
    return [desk.put(path, contents) for path, contents in files.items()]


def tree_of(out: Path) -> Files:
    files = (file for file in out.rglob("*") if file.is_file() and file.name != RECORD)
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in files}


def record_of(out: Path) -> dict[str, str]:
    lines = (out / RECORD).read_text().splitlines()[2:]
    assert lines == sorted(lines, key=lambda line: line[66:].encode())
    return {line[66:]: line[:64] for line in lines}


def scanned(out: Path) -> dict[str, str]:
    return {path: hashlib.sha256(contents).hexdigest() for path, contents in tree_of(out).items()}


def without(tree: Files, *starts: str) -> Files:
    return {path: contents for path, contents in tree.items() if not path.startswith(starts)}


# Taking, keeping, leaving


def test_a_folder_is_taken_whole(published: Path) -> None:
    new = {
        "public/forge/pupil/index.html": b"new",
        "public/forge/pupil/print/bullying.pdf": b"pdf",
        "public/forge/pupil/x/y.html": b"y",
    }
    with Stage(output_folder(published)) as stage:
        stage.take_folder("public/forge/pupil", put(stage, "public/forge/pupil", new))
        assert stage.commit(nothing) == Published(added=1, changed=1, unchanged=1, removed=1)
    assert tree_of(published) == {**without(TREE, "public/forge/pupil/"), **new}
    assert record_of(published) == scanned(published)
    assert not (published / "public/forge/pupil/bullying").exists(), "folders left empty go too"


def test_a_folder_without_files_goes(published: Path) -> None:
    with Stage(output_folder(published)) as stage:
        stage.take_folder("public/hill", ())
        stage.take_folder("public/never", ())
        assert stage.commit(nothing).removed == 2
    assert tree_of(published) == without(TREE, "public/hill/")
    assert not (published / "public/hill").exists()


def test_what_is_left_costs_no_look(published: Path) -> None:
    """Files that somebody removed are not found missing, and the record goes on listing them."""
    (published / "public/forge/pupil/index.html").unlink()
    (published / "public/hill/index.html").write_bytes(b"changed by hand")
    before = (published / RECORD).read_bytes()
    with Stage(output_folder(published)) as stage:
        stage.leave_folder("public/forge")
        stage.leave_folder("public/hill")
        stage.leave_folder("public/hill")
        stage.write("public/index.html", b"front")
        assert stage.commit() == Published(added=0, changed=0, unchanged=1, removed=0)
    assert (published / RECORD).read_bytes() == before
    assert not (published / "public/forge/pupil/index.html").exists()


def test_what_is_kept_is_not_looked_at(published: Path) -> None:
    (published / "public/forge/pupil/index.html").unlink()
    with Stage(output_folder(published)) as stage:
        kept = [Kept(path, digest) for path, digest in stage.recorded("public/forge/pupil").items()]
        stage.take_folder("public/forge/pupil", [file for file in kept if "print" not in file.path])
        assert stage.commit(nothing) == Published(added=0, changed=0, unchanged=2, removed=1)
    assert "public/forge/pupil/index.html" in record_of(published)
    assert not (published / "public/forge/pupil/print").exists()


def test_the_deepest_claim_counts(published: Path) -> None:
    with Stage(output_folder(published)) as stage:
        stage.leave_folder("public")
        stage.take_folder("public/forge/pupil", ())
        stage.leave_folder("public/forge/pupil/bullying")
        stage.take_folder("public/hill", put(stage, "public/hill", {"public/hill/index.html": b"new"}))
        stage.leave_folder("public/hill/pupil")
        assert stage.commit() == Published(added=0, changed=1, unchanged=0, removed=2)
    after = without(TREE, "public/forge/pupil/index.html", "public/forge/pupil/print/")
    assert tree_of(published) == {**after, "public/hill/index.html": b"new"}
    assert record_of(published) == scanned(published)


def test_a_scope_and_claims_go_together(published: Path) -> None:
    with Stage(output_folder(published)) as stage:
        stage.take_folder("public/forge/staff", put(stage, "public/forge/staff", STAFF))
        stage.leave_folder("public/hill/pupil")
        stage.commit(within("public/forge", "public/hill", "public/forge/staff"))
    assert tree_of(published) == {
        "public/index.html": b"front",
        **STAFF,
        "public/hill/pupil/index.html": b"hill",
    }


def test_files_on_their_own_remove_nothing(published: Path) -> None:
    with Stage(output_folder(published)) as stage:
        desk = stage.placing().begin("w1")
        stage.take_files([desk.put("public/hill/index.html", b"new"), desk.put("public/hill/more.html", b"more")])
        stage.leave_folder("public")
        assert stage.commit() == Published(added=1, changed=1, unchanged=0, removed=0)
    assert tree_of(published) == {**TREE, "public/hill/index.html": b"new", "public/hill/more.html": b"more"}
    assert record_of(published) == scanned(published)


def test_files_of_a_user_stay_in_a_folder_that_is_taken(published: Path) -> None:
    own = {"public/forge/pupil/own.txt": b"own", "public/forge/notes/own.txt": b"own"}
    for path, contents in own.items():
        (published / path).parent.mkdir(exist_ok=True)
        (published / path).write_bytes(contents)
    with Stage(output_folder(published)) as stage:
        stage.take_folder("public/forge", ())
        stage.commit(nothing)
    assert tree_of(published) == {**without(TREE, "public/forge/"), **own}
    with Stage(output_folder(published)) as stage, pytest.raises(PublishError, match="not written by Policypress"):
        put(stage, "public/forge", {"public/forge/pupil/own.txt": b"ours"})
    assert tree_of(published) == {**without(TREE, "public/forge/"), **own}


def test_unchanged_files_keep_their_time(published: Path) -> None:
    places = [published, *published.rglob("*")]
    for place in places:
        os.utime(place, (1_000_000, 1_000_000))
    with Stage(output_folder(published)) as stage:
        stage.take_folder("public/forge", put(stage, "public/forge", {**PUPIL, **STAFF}))
        stage.take_folder("public/hill", [Kept(*file) for file in stage.recorded("public/hill").items()])
        assert stage.commit(nothing) == Published(added=0, changed=0, unchanged=6, removed=0)
    assert {place.stat().st_mtime for place in places} == {1_000_000}
    with Stage(output_folder(published)) as stage:
        stage.take_folder("public/forge", put(stage, "public/forge", {**PUPIL, "public/forge/staff/index.html": b"x"}))
        stage.commit(nothing)
    changed = [file for file in published.rglob("*") if file.is_file() and file.stat().st_mtime != 1_000_000]
    assert sorted(file.relative_to(published).as_posix() for file in changed) == [
        RECORD,
        "public/forge/staff/index.html",
    ]


def test_a_folder_whose_listing_breaks_off_is_not_taken(published: Path) -> None:
    def broken() -> Iterator[Staged]:
        yield stage.placing().begin("w1").put("public/hill/index.html", b"new")
        raise RuntimeError

    with Stage(output_folder(published)) as stage:
        with pytest.raises(RuntimeError):
            stage.take_folder("public/hill", broken())
        stage.commit(nothing)
    assert tree_of(published) == TREE


def test_what_a_worker_died_over_is_made_again_at_another_desk(out: Path) -> None:
    with Stage(output_folder(out)) as stage:
        put(stage, "public/forge/pupil", {**PUPIL, "public/forge/pupil/never.html": b"lost"})
        stage.take_folder("public/forge/pupil", put(stage, "public/forge/pupil", PUPIL))
        stage.commit()
    assert tree_of(out) == PUPIL
    assert record_of(out) == scanned(out)


# Mistakes of ours


def claimed_twice(stage: Stage) -> None:
    stage.take_folder("public/forge", ())
    stage.leave_folder("public/forge/")


def kept_unknown(stage: Stage) -> None:
    stage.take_folder("public/x", [Kept("public/x/a.html", b"0" * 32)])


def kept_changed(stage: Stage) -> None:
    stage.take_folder("public/hill", [Kept("public/hill/index.html", b"0" * 32)])


def outside(stage: Stage) -> None:
    stage.take_folder("public/hill", put(stage, "public/hill", {"public/hillside/index.html": b""}))


def of_another_stage(stage: Stage) -> None:
    stage.take_folder("public/new", [Staged("public/new/a.html", b"0" * 32, "desk-w1-0/tree000000/a.html", True)])


def of_another_stage_alone(stage: Stage) -> None:
    stage.take_files([Staged("public/hill/index.html", b"0" * 32, "desk-w1-0/000/000000", False)])


MISTAKES = [claimed_twice, kept_unknown, kept_changed, outside, of_another_stage, of_another_stage_alone]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_listings_that_contradict_the_record_or_themselves(published: Path, mistake: Callable[[Stage], None]) -> None:
    with Stage(output_folder(published)) as stage, pytest.raises(BadListing):
        mistake(stage)
        stage.commit()
    assert tree_of(published) == TREE


@pytest.mark.parametrize("folder", ["", "/etc", "a/../b", "..", "CON", "a//b", ".policypress-work"])
def test_folders_that_leave_the_output(out: Path, folder: str) -> None:
    with Stage(output_folder(out)) as stage:
        for claim in (
            lambda: stage.take_folder(folder, ()),
            lambda: stage.leave_folder(folder),
            lambda: stage.placing().begin("w1").open_folder(folder),
            lambda: stage.placing().begin("w1").put(f"{folder}/a", b""),
        ):
            with pytest.raises(BadPath):
                claim()


CLASHES = [
    ({"a/b.html": b"", "a/B.html": b""}, {}),
    ({"a/b.html": b""}, {"A/c.html": b""}),
    ({"a/x/b.html": b""}, {"a/X/c.html": b""}),
    ({"a/caf\u00e9.html": b"", "a/cafe\u0301.html": b""}, {}),
    ({"a/b": b""}, {"a/b/c.html": b""}),
    ({"a/b/d/e.html": b""}, {"a/B": b""}),
    ({"a/b-c/e.html": b"", "a/b/f.html": b""}, {"a/B-c/e.html": b""}),
]


@pytest.mark.parametrize(("first", "second"), CLASHES)
@pytest.mark.parametrize("before", [True, False])
def test_names_that_are_one_on_some_disks(out: Path, first: Files, second: Files, before: bool) -> None:
    """In one folder, in two, and between what is new and what stands."""
    if second and before:
        with Stage(output_folder(out)) as stage:
            stage.take_files(put(stage, "x", {**first, "other/z.html": b""}))
            stage.commit()
    standing = tree_of(out)
    with Stage(output_folder(out)) as stage:
        stage.take_files(put(stage, "x", second if second and before else {**first, **second}))
        with pytest.raises(BadPath, match="one name"):
            stage.commit(nothing)
    assert tree_of(out) == standing


def test_a_file_that_is_listed_twice(out: Path) -> None:
    with Stage(output_folder(out)) as stage:
        stage.write("a/b.html", b"one")
        stage.take_folder("a", put(stage, "a", {"a/b.html": b"two"}))
        with pytest.raises(BadPath, match="written twice"):
            stage.commit()
    assert not out.exists()


def test_a_folder_may_change_its_letter_case(published: Path) -> None:
    new = {path.replace("forge", "Forge"): contents for path, contents in {**PUPIL, **STAFF}.items()}
    with Stage(output_folder(published)) as stage:
        stage.take_folder("public/forge", ())
        stage.take_folder("public/Forge", put(stage, "public/Forge", new))
        stage.commit(nothing)
    assert tree_of(published) == {**without(TREE, "public/forge/"), **new}


def test_many_new_folders_beside_old_ones_are_compared_too(published: Path) -> None:
    with Stage(output_folder(published)) as stage:
        desk = stage.placing().begin("w1")
        for number in range(1200):
            desk.open_folder(f"public/s{number}")
            stage.take_folder(f"public/s{number}", [desk.put(f"public/s{number}/a.html", b"")])
        stage.take_files([desk.put("public/HILL/other.html", b"")])
        with pytest.raises(BadPath, match=r"'HILL' and 'hill'|'hill' and 'HILL'"):
            stage.commit(nothing)
    assert tree_of(published) == TREE


# Desks in other processes


def work(placing: bytes, folder: str, files: Files, connection: Any) -> None:
    desk = pickle.loads(placing).begin("w1")
    desk.open_folder(folder)
    try:
        connection.send([desk.put(path, contents) for path, contents in files.items()])
    except PublishError as error:
        connection.send(error)


def in_a_process(stage: Stage, folder: str, files: Files) -> list[Staged | Kept]:
    placing: Placing = stage.placing()
    context = get_context("spawn")
    ours, theirs = context.Pipe(False)
    process = context.Process(target=work, args=(pickle.dumps(placing), folder, files, theirs))
    process.start()
    theirs.close()
    made = ours.recv()
    process.join()
    if isinstance(made, PublishError):
        raise made
    return list(made)


def test_workers_stage_their_files_themselves(published: Path) -> None:
    new = {**PUPIL, "public/forge/pupil/index.html": b"new", "public/forge/pupil/more.html": b"more"}
    fresh = {"public/new/pupil/index.html": b"", "public/new/pupil/a/b/c.html": b"c" * 100_000}
    with Stage(output_folder(published)) as stage:
        stage.take_folder("public/new/pupil", in_a_process(stage, "public/new/pupil", fresh))
        stage.take_folder("public/forge/pupil", in_a_process(stage, "public/forge/pupil", new))
        assert tree_of(published) == TREE, "nothing stands in the output before the commit"
        assert stage.commit(nothing) == Published(added=3, changed=1, unchanged=2, removed=0)
    assert tree_of(published) == {**TREE, **new, **fresh}
    assert record_of(published) == scanned(published)
    assert os.listdir(published.parent) == ["site"]


def test_a_fault_in_a_worker_comes_back_in_plain_words(published: Path) -> None:
    (published / "public/forge/pupil/own.html").write_bytes(b"mine")
    with Stage(output_folder(published)) as stage, pytest.raises(PublishError, match="was not written by") as caught:
        in_a_process(stage, "public/forge/pupil", {"public/forge/pupil/own.html": b"ours"})
    assert caught.value.hint.startswith("Move it elsewhere")
    assert tree_of(published)["public/forge/pupil/own.html"] == b"mine"


def forever(placing: Placing, started: Any) -> None:
    desk = placing.begin("w1")
    for number in range(1_000_000):
        desk.open_folder(f"public/s{number}")
        try:
            desk.put(f"public/s{number}/a/b.html", b"x" * 1000)
        except PublishError:
            os._exit(3)
        if number == 20:
            started.send(True)


def begin_forever(stage: Stage) -> Any:
    context = get_context("fork")
    ours, theirs = context.Pipe(False)
    process = context.Process(target=forever, args=(stage.placing(), theirs))
    process.start()
    assert ours.recv()
    return process


def test_a_worker_killed_half_way_leaves_the_output_as_it_was(published: Path) -> None:
    before = {place: place.stat().st_mtime_ns for place in published.rglob("*")}
    with Stage(output_folder(published)) as stage:
        process = begin_forever(stage)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    assert {place: place.stat().st_mtime_ns for place in published.rglob("*")} == before
    assert os.listdir(published.parent) == ["site"]


def test_a_worker_that_outlives_its_build_writes_no_more(published: Path) -> None:
    """As after `kill -9` of the parent: the next command drops the stage under its hands."""
    with Stage(output_folder(published)) as stage:
        process = begin_forever(stage)
    process.join(10)
    assert process.exitcode == 3
    for _ in range(20):
        if os.listdir(published.parent) == ["site"]:
            break
        time.sleep(0.05)
        with Stage(output_folder(published)):
            pass
    assert os.listdir(published.parent) == ["site"]
    assert tree_of(published) == TREE


# The record


def list_of(out: Path) -> bytes:
    return b"".join((out / RECORD).read_bytes().splitlines(keepends=True)[2:])


def digest_of(out: Path) -> str:
    with Stage(output_folder(out)) as stage:
        return stage.record_digest


def test_the_record_goes_by_its_digest(out: Path) -> None:
    with Stage(output_folder(out)) as stage:
        assert stage.record_digest == ""
        stage.take_folder("public/hill", put(stage, "public/hill", HILL))
        stage.commit()
        first = stage.record_digest
    assert first == hashlib.sha256(list_of(out)).hexdigest()
    with Stage(output_folder(out)) as stage:
        assert stage.record_digest == first
        stage.leave_folder("public/hill")
        stage.write("public/index.html", b"front")
        stage.commit()
        assert stage.record_digest not in ("", first)
    with Stage(output_folder(out)) as stage:
        stage.leave_folder("public/hill")
        stage.commit()
        assert stage.record_digest == first, "the same files, the same digest"
    assert digest_of(out) == first


def test_the_record_tells_what_stands_in_a_folder(published: Path) -> None:
    with Stage(output_folder(published)) as stage:
        assert stage.recorded("public/forge/pupil/") == {
            path: hashlib.sha256(contents).digest() for path, contents in PUPIL.items()
        }
        assert stage.recorded("public/forge").keys() == {*PUPIL, *STAFF}
        assert stage.recorded("public").keys() == TREE.keys()
        assert stage.recorded("public/forg") == stage.recorded("zzz") == stage.recorded("a") == {}


def old_form(record: bytes) -> bytes:
    first, holds, *lines = record.splitlines(keepends=True)
    return b"".join([first, holds.split(b".")[0] + b"\n", *lines])


def shuffled(record: bytes) -> bytes:
    first, holds, *lines = record.splitlines(keepends=True)
    return b"".join([first, holds, *random.Random(1).sample(lines, len(lines)), lines[0]])


def with_crlf(record: bytes) -> bytes:
    return record.replace(b"\n", b"\r\n")


def capitals(record: bytes) -> bytes:
    first, holds, *lines = record.splitlines(keepends=True)
    return b"".join([first, holds, *(line[:64].upper() + line[64:] for line in lines)])


@pytest.mark.parametrize(
    "change", [old_form, shuffled, with_crlf, capitals, lambda record: with_crlf(old_form(record))]
)
def test_other_forms_of_the_record_are_read(published: Path, change: Callable[[bytes], bytes]) -> None:
    ours = (published / RECORD).read_bytes()
    digest = digest_of(published)
    (published / RECORD).write_bytes(change(ours))
    times = {file: file.stat().st_mtime_ns for file in published.rglob("*.*") if file.name != RECORD}
    with Stage(output_folder(published)) as stage:
        assert stage.record_digest == digest
        assert stage.recorded("public").keys() == TREE.keys()
        placing = stage.placing()
        assert placing.begin("w1").put("public/hill/index.html", b"may be changed").name
        assert stage.commit(nothing) == Published(0, 0, 0, 0)
    assert (published / RECORD).read_bytes() == ours, "and brought into the present form"
    assert {file: file.stat().st_mtime_ns for file in times} == times


def made_up(out: Path, lines: list[bytes]) -> None:
    """A record with the right sum over lines that we never wrote."""
    first, holds, *_ = (out / RECORD).read_bytes().splitlines(keepends=True)
    listed = b"".join(lines)
    said = holds[: holds.rindex(b" ") + 1] + hashlib.sha256(listed).hexdigest().encode() + b"\n"
    (out / RECORD).write_bytes(first + said + listed)


ZEROS = b"0" * 64


@pytest.mark.parametrize(
    "lines",
    [
        [ZEROS + b"  ../outside.txt\n"],
        [ZEROS + b"  public/../../outside.txt\n"],
        [ZEROS + b"  public/b.html\n", ZEROS + b"  public/a.html\n"],
        [ZEROS + b"  public/a.html\n", ZEROS + b"  public/a.html\n"],
        [ZEROS + b"  public/\xff.html\n"],
        [b"\n"],
        [b"no digest\n"],
        [ZEROS + b"  public/a.html"],
    ],
)
def test_a_record_that_somebody_made_up_removes_nothing_outside(published: Path, lines: list[bytes]) -> None:
    (published.parent / "outside.txt").write_bytes(b"mine")
    made_up(published, lines)
    standing = look_at(published.parent)
    for scope in (everything, lambda path: True):
        with Stage(output_folder(published)) as stage:
            if lines[0].endswith(b"a.html"):
                stage.commit(scope)  # a last line without its end lists a file that is not there
                continue
            with pytest.raises(PublishError, match="is damaged"):
                stage.commit(scope)
    if not lines[0].endswith(b"a.html"):
        assert look_at(published.parent) == standing
    assert (published.parent / "outside.txt").read_bytes() == b"mine"


def look_at(folder: Path) -> Files:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_made_up_record_is_no_list_of_files_to_be_kept(published: Path) -> None:
    made_up(published, [b"z" * 64 + b"  public/a.html\n", ZEROS + b"  public/../x\n"])
    with Stage(output_folder(published)) as stage, pytest.raises(PublishError, match="is damaged"):
        stage.recorded("public")


@pytest.mark.parametrize(("place", "found"), [("public/drafts", True), ("public/forge/pupil/a/b", False)])
def test_an_output_that_was_copied_into_another_is_found(published: Path, place: str, found: bool) -> None:
    """Where the record is as it was left, only in the upper folders: the others need a look at each."""
    digest = digest_of(published)
    with Stage(output_folder(published.with_name("drafts"))) as stage:
        stage.write("internal/a.html", b"for staff")
        stage.commit()
    shutil.copytree(published.with_name("drafts"), published / place)
    for known in ("", "0" * 64):
        with pytest.raises(PublishError, match="is the output of another policypress command"):
            Stage(output_folder(published), known).__enter__()
    if found:
        with pytest.raises(PublishError, match="is the output of another policypress command"):
            Stage(output_folder(published), digest).__enter__()
    else:
        with Stage(output_folder(published), digest) as stage:
            assert stage.commit(nothing) == Published(0, 0, 0, 0)


# The list for others


def test_a_manifest_lists_every_file(published: Path, tmp_path: Path) -> None:
    (published / "own.txt").write_bytes(b"own")
    with Stage(output_folder(published)) as stage:
        stage.write("public/sp ace/\u0175.html", b"new")
        stage.commit(nothing)
        (tmp_path / "manifest.txt").write_bytes(b"0" * 64 + b"  old\n")
        write_manifest(stage.output, tmp_path / "manifest.txt")
    assert (tmp_path / "manifest.txt").read_bytes() == list_of(published)
    assert hashlib.sha256(list_of(published)).hexdigest() == digest_of(published)
    assert sorted(os.listdir(tmp_path)) == ["folder", "manifest.txt"]
    if shutil.which("sha256sum"):
        check = ["sha256sum", "--check", "--strict", "--quiet", str(tmp_path / "manifest.txt")]
        subprocess.run(check, cwd=published, check=True)


def test_a_manifest_is_not_written_into_what_is_published(published: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(published / "public")
    for file in (published / "manifest.txt", tmp_path / "link/index.html"):
        with pytest.raises(PublishError, match="lies in"):
            write_manifest(output_folder(published), file)
    with pytest.raises(PublishError, match="holds nothing that Policypress wrote"):
        write_manifest(output_folder(tmp_path / "empty"), tmp_path / "manifest.txt")
    with pytest.raises(PublishError, match=r"There is no folder"):
        write_manifest(output_folder(published), tmp_path / "missing/manifest.txt")
    assert tree_of(published) == TREE
    assert sorted(os.listdir(tmp_path)) == ["folder", "link"]


# Against a naive model

FOLDERS = ["public", "public/a", "public/a/x", "public/a-b", "public/b", "internal", "internal/a"]
NAMES = ["1.html", "2.pdf", "x/3.html", "a/4.html", "x/y/5.html", "x", "a", "A/6.html", "a-b/7.html"]
PATHS = st.builds(lambda folder, name: f"{folder}/{name}", st.sampled_from(FOLDERS), st.sampled_from(NAMES))
CONTENTS = st.sampled_from([b"", b"one", b"two", b"three" * 9000])
CLAIMS = st.dictionaries(st.sampled_from(FOLDERS), st.sampled_from(["take", "leave", "keep"]), max_size=5)
SCOPES = st.none() | st.sampled_from([(), ("public/a",), ("internal", "public/a-b")])
BUILD = st.tuples(st.dictionaries(PATHS, CONTENTS, max_size=12), CLAIMS, SCOPES, st.booleans())


def deepest(path: str, claims: dict[str, str]) -> str:
    return max((folder for folder in claims if path.startswith(f"{folder}/")), key=len, default="")


def is_fit(tree: Files) -> bool:
    """No two names are one, and none is of a file and a folder; the slow way."""
    names = {path.lower() for path in tree}
    folders = {"/".join(path.split("/")[:count]) for path in tree for count in range(1, path.count("/") + 1)}
    lower = {folder.lower() for folder in folders}
    return len(names) == len(tree) and len(lower) == len(folders) and not names & lower


def expected(now: Files, files: Files, claims: dict[str, str], scope: tuple[str, ...] | None) -> Files:
    """What a build should leave: `keep` is a claim that holds on to the old files that it does not have anew."""
    after = dict(files)
    for path, contents in now.items():
        claim = claims.get(deepest(path, claims))
        in_scope = scope is None or path.startswith(tuple(f"{folder}/" for folder in scope))
        if path not in files and (claim in ("leave", "keep") or (claim is None and not in_scope)):
            after[path] = contents
    return after


def run(out: Path, now: Files, files: Files, claims: dict[str, str], scope: tuple[str, ...] | None) -> Published:
    with Stage(output_folder(out), known=digest_of(out) if now else "") as stage:
        claimed: dict[str, list[Staged | Kept]] = {folder: [] for folder, claim in claims.items() if claim != "leave"}
        for number, folder in enumerate(claimed):
            desk = stage.placing().begin(f"w{number % 2}")
            desk.open_folder(folder)
            inside = {path: contents for path, contents in files.items() if deepest(path, claims) == folder}
            claimed[folder] += [desk.put(path, contents) for path, contents in inside.items()]
            if claims[folder] == "keep":
                recorded = stage.recorded(folder).items()
                claimed[folder] += [
                    Kept(*one) for one in recorded if deepest(one[0], claims) == folder and one[0] not in files
                ]
        for folder, listing in claimed.items():
            stage.take_folder(folder, listing)
        for folder, claim in claims.items():
            if claim == "leave":
                stage.leave_folder(folder)
        for path, contents in files.items():
            if claims.get(deepest(path, claims)) in (None, "leave"):
                stage.write(path, contents)
        return stage.commit(everything if scope is None else within(*scope) if scope else nothing)


def counted(now: Files, files: Files, kept: int, after: Files) -> Published:
    added = sum(path not in now for path in files)
    changed = sum(path in now and now[path] != contents for path, contents in files.items())
    same = len(files) - added - changed + kept
    return Published(added, changed, same, sum(path not in after for path in now))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(builds=st.lists(BUILD, min_size=1, max_size=4))
def test_any_builds_leave_what_a_naive_model_says(
    builds: list[tuple[Files, dict[str, str], tuple[str, ...] | None, bool]],
) -> None:
    own = {"public/own/own.txt": b"own", "own/x.html": b"own"}
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "site"
        now: Files = {}
        for files, claims, scope, spilled in builds:
            after = expected(now, files, claims, scope)
            kept = sum(claims.get(deepest(path, claims)) == "keep" for path in now if path not in files)
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr("generator.publish.lines.HELD", 100 if spilled else 1_000_000)
                try:
                    counts = run(out, now, files, claims, scope)
                except BadPath:
                    assert not is_fit(after) or not is_fit(files)
                    assert without(tree_of(out), *own) == now
                    continue
            assert is_fit(after)
            assert counts == counted(now, files, kept, after)
            now = after
            assert without(tree_of(out), *own) == now
            assert record_of(out) == {path: digest for path, digest in scanned(out).items() if path not in own}
            assert os.listdir(place) == ["site"]
            for path, contents in own.items():
                (out / path).parent.mkdir(parents=True, exist_ok=True)
                (out / path).write_bytes(contents)


# Memory


def built(out: Path, folders: int, files: int) -> Iterator[str]:
    with Stage(output_folder(out)) as stage:
        desk = stage.placing().begin("w1")
        for number in range(folders):
            folder = f"public/a-school-with-a-long-name-{number:05}/pupil"
            desk.open_folder(folder)
            yield folder
            stage.take_folder(folder, [desk.put(f"{folder}/{name}.html", b"") for name in range(files)])
        stage.commit()


def peak(work: Iterator[str]) -> int:
    tracemalloc.start()
    try:
        for _ in work:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_memory_does_not_grow_with_files(tmp_path: Path) -> None:
    """50,000 files in 1,000 folders, new, then unchanged; before, a file cost 900 bytes: 45 MB."""
    for _ in range(2):
        assert peak(built(tmp_path / "large", 1000, 50)) < 16_000_000
    assert len(record_of(tmp_path / "large")) == 50_000
