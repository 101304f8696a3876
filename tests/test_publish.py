"""What a build adds, changes, leaves alone and removes, and where it may write."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.publish import (
    BadPath,
    Published,
    PublishError,
    Stage,
    output_folder,
    recover,
    within,
    workspace_folder,
)
from generator.publish.durable import FEW, settle

RECORD = ".policypress-written"
TREE = {
    "public/index.html": b"front",
    "public/forge/pupil/index.html": b"pupil",
    "public/forge/parent/index.html": b"parent",
    "internal/forge/pupil/index.html": b"internal pupil",
    "internal/forge/staff/index.html": b"staff",
}


def publish(out: Path, tree: dict[str, bytes], *folders: str) -> Published:
    with Stage(output_folder(out)) as stage:
        for path, contents in tree.items():
            stage.write(path, contents)
        return stage.commit(within(*folders)) if folders else stage.commit()


def tree_of(out: Path) -> dict[str, bytes]:
    files = (file for file in out.rglob("*") if file.is_file() and file.name != RECORD)
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "site"


def test_a_full_build_replaces_what_was_written(out: Path) -> None:
    assert publish(out, TREE) == Published(added=5, changed=0, unchanged=0, removed=0)
    new = {"public/index.html": b"front", "public/forge/pupil/index.html": b"other", "public/new.html": b""}
    assert publish(out, new) == Published(added=1, changed=1, unchanged=1, removed=3)
    assert tree_of(out) == new
    assert not (out / "internal").exists(), "folders left empty go too"
    assert os.listdir(out.parent) == ["site"], "nothing is left beside the output"


def test_nothing_stands_in_the_output_before_the_commit(out: Path) -> None:
    publish(out, {"a.html": b"old"})
    with Stage(output_folder(out)) as stage:
        stage.write("a.html", b"new")
        stage.write("b.html", b"new")
        assert tree_of(out) == {"a.html": b"old"}
        assert len(os.listdir(out.parent)) == 2
    assert tree_of(out) == {"a.html": b"old"}
    assert os.listdir(out.parent) == ["site"], "what is not committed is dropped"


def test_unchanged_files_keep_their_time(out: Path) -> None:
    publish(out, TREE)
    places = [out, *out.rglob("*")]
    for place in places:
        os.utime(place, (1_000_000, 1_000_000))
    assert publish(out, TREE).unchanged == len(TREE)
    assert {place.stat().st_mtime for place in places} == {1_000_000}, "a build without changes touches nothing"
    publish(out, {**TREE, "public/index.html": b"other"})
    changed = [file for file in out.rglob("*") if file.is_file() and file.stat().st_mtime != 1_000_000]
    assert sorted(file.name for file in changed) == [RECORD, "index.html"]


def test_a_file_changed_by_hand_is_mended(out: Path) -> None:
    publish(out, TREE)
    (out / "public/index.html").write_bytes(b"frond")
    (out / "public/forge/pupil/index.html").unlink()
    assert publish(out, TREE) == Published(added=1, changed=1, unchanged=3, removed=0)
    assert tree_of(out) == TREE


def test_a_partial_build_replaces_only_its_folders(out: Path) -> None:
    publish(out, TREE)
    new = {"public/forge/pupil/other.html": b"new", "public/index.html": b"front, one more page"}
    publish(out, new, "public/forge/pupil", "internal/forge/pupil/")
    kept = {path: contents for path, contents in TREE.items() if "/pupil/" not in path}
    assert tree_of(out) == {**kept, **new}
    listed = (out / RECORD).read_text().splitlines()[2:]
    assert [line[66:] for line in listed] == sorted({**kept, **new}), "the record knows the rest too"
    publish(out, {})
    assert tree_of(out) == {}


def test_a_partial_build_with_a_rule_of_its_own(out: Path) -> None:
    publish(out, TREE)
    with Stage(output_folder(out)) as stage:
        stage.commit(lambda path: path.split("/")[1] != "forge")
    assert tree_of(out) == {path: contents for path, contents in TREE.items() if "forge" in path}


def test_the_record_is_the_same_for_the_same_files(tmp_path: Path) -> None:
    for name, tree in {"one": TREE, "two": dict(reversed(TREE.items()))}.items():
        publish(tmp_path / name, {"old.html": b"gone"} if name == "two" else {})
        publish(tmp_path / name, tree)
    record = (tmp_path / "one" / RECORD).read_bytes()
    assert record == (tmp_path / "two" / RECORD).read_bytes()
    assert str(tmp_path).encode() not in record
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", RECORD], cwd=tmp_path / "one", check=True)


def test_files_put_there_by_hand_stay(out: Path) -> None:
    publish(out, TREE)
    by_hand = {"CNAME": b"name", ".git/config": b"git", "public/forge/pupil/own.html": b"own"}
    for path, contents in by_hand.items():
        (out / path).parent.mkdir(exist_ok=True)
        (out / path).write_bytes(contents)
    publish(out, TREE)
    assert tree_of(out) == {**TREE, **by_hand}
    publish(out, {})
    assert tree_of(out) == by_hand


@pytest.mark.parametrize("standing", ["public/own.html", "public/own.html/inside.txt", "public"])
def test_a_file_of_a_user_is_never_overwritten(out: Path, standing: str) -> None:
    publish(out, {"internal/a.html": b"a"})
    (out / standing).parent.mkdir(parents=True, exist_ok=True)
    (out / standing).write_bytes(b"mine")
    with pytest.raises(PublishError, match=r"^public.* was not written by Policypress"):
        publish(out, {"public/own.html": b"ours", "internal/a.html": b"b"})
    assert tree_of(out) == {standing: b"mine", "internal/a.html": b"a"}
    (out / standing).write_bytes(b"ours")
    if standing == "public/own.html":
        assert publish(out, {standing: b"ours"}).unchanged == 1, "equal bytes are taken over"


def test_empty_folders_make_way(out: Path) -> None:
    publish(out, TREE)
    (out / "public/new.html/deeper").mkdir(parents=True)
    publish(out, {**TREE, "public/new.html": b"new"})
    assert tree_of(out) == {**TREE, "public/new.html": b"new"}


def test_a_folder_that_is_a_link_is_not_written_through(out: Path, tmp_path: Path) -> None:
    publish(out, TREE)
    (out / "public").rename(tmp_path / "elsewhere")
    (out / "public").symlink_to(tmp_path / "elsewhere")
    for new in ({"public/index.html": b"other"}, {}):
        with pytest.raises(PublishError, match=r"^public in .* is a link"):
            publish(out, new)
    assert (tmp_path / "elsewhere/index.html").read_bytes() == b"front"


def test_a_link_as_output_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "disk/real").mkdir(parents=True)
    (tmp_path / "site").symlink_to(tmp_path / "disk/real")
    publish(tmp_path / "site", TREE)
    assert (tmp_path / "site").is_symlink()
    assert tree_of(tmp_path / "disk/real") == TREE


@pytest.mark.parametrize(
    "path",
    [
        *"/etc/passwd ../a a/../b a//b a/ . .. a\\b c:/a c:a a. a/b|c a?b a*b a<b".split(),
        *"CON con.html a/LPT1.txt aux nul.tar.gz com¹ COM9.x.y".split(),
        *".policypress-written .policypress-work/lock .Policypress-Work-site/lock".split(),
        *["", "a ", "CON .html", "a\x00b", "a\nb", "\udc80", "x" * 256],
    ],
)
def test_paths_that_leave_the_output_or_fit_no_windows_disk_are_refused(out: Path, path: str) -> None:
    with Stage(output_folder(out)) as stage, pytest.raises(BadPath):
        stage.write(path, b"")
    assert not out.exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/b.html", "a/b.html"),
        ("a/b.html", "a/B.html"),
        ("a/b.html", "A/c.html"),
        ("cafe\u0301.html", "caf\u00e9.html"),
        ("straße.html", "STRASSE.html"),
        ("a", "a/b.html"),
        ("a/b.html", "a"),
        ("a/b/c.html", "A"),
    ],
)
def test_two_files_that_are_one_on_some_disks_are_refused(out: Path, one: str, other: str) -> None:
    with Stage(output_folder(out)) as stage:
        stage.write(one, b"")
        with pytest.raises(BadPath):
            stage.write(other, b"")
    publish(out, {one: b""})
    if one != other:
        with pytest.raises(BadPath):
            publish(out, {other: b""}, "nowhere")
    assert tree_of(out) == {one: b""}


def test_a_name_may_change_its_letter_case(out: Path) -> None:
    publish(out, {"a/Page.html": b"one", "a/Same.html": b"same"})
    publish(out, {"a/page.html": b"two", "a/same.html": b"same"})
    assert sorted(tree_of(out).values()) == [b"same", b"two"]


def test_a_folder_with_other_files_is_refused(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(PublishError, match=r"not empty and was not written by Policypress \(it holds thesis.docx\)"):
        publish(out, TREE)
    assert tree_of(out) == {"thesis.docx": b"mine"}
    assert os.listdir(out.parent) == ["site"]


@pytest.mark.parametrize("name", [".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini"])
def test_what_desktops_and_git_leave_in_an_empty_folder_does_not_matter(out: Path, name: str) -> None:
    out.mkdir(parents=True)
    (out / name).write_bytes(b"")
    publish(out, TREE)
    assert tree_of(out) == {**TREE, name: b""}


@pytest.mark.parametrize("name", [".bashrc", ".ssh", ".git"])
def test_a_folder_with_hidden_files_is_not_empty(out: Path, name: str) -> None:
    out.mkdir(parents=True)
    (out / name).write_bytes(b"mine")
    with pytest.raises(PublishError, match=r"is not empty and was not written by Policypress"):
        publish(out, TREE)
    assert tree_of(out) == {name: b"mine"}


@pytest.mark.parametrize("place", [".", ".."])
def test_the_home_folder_is_refused(out: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    (out / "staff").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(out / "staff"))
    with pytest.raises(PublishError, match="is your home folder, or holds it"):
        publish(out / "staff" / place, TREE)
    assert tree_of(out) == {}
    publish(out / "staff/site", TREE)


@pytest.mark.parametrize("holds", ["draft", "plain project", "published site"])
@pytest.mark.parametrize("below", ["public/drafts", "drafts", "public/forge/a/b"])
def test_nothing_is_written_below_what_is_published(out: Path, holds: str, below: str) -> None:
    publish(out, TREE)
    with pytest.raises(PublishError, match="which Policypress publishes"):
        Stage(output_folder(out / below, holds=holds)).__enter__()
    assert tree_of(out) == TREE


def test_a_site_is_not_published_around_another_output(out: Path) -> None:
    publish(out / "public/drafts", {"internal/a.html": b"for staff"})
    with pytest.raises(PublishError, match=r"not empty"):
        publish(out, TREE)
    publish(out.parent / "other", {})
    publish(out.parent / "other", TREE)
    shutil.copytree(out / "public/drafts", out.parent / "other/public/drafts")
    with pytest.raises(PublishError, match="is the output of another policypress command"):
        publish(out.parent / "other", TREE)


def test_drafts_do_not_go_where_a_site_is_published(out: Path) -> None:
    publish(out, TREE)
    with pytest.raises(PublishError, match=r"holds a published site; this command writes a set of drafts"):
        Stage(output_folder(out, holds="set of drafts")).__enter__()
    assert tree_of(out) == TREE


@pytest.mark.parametrize("damage", [b"", b"# Policypress wrote", b"\xff\n\n", None])
def test_a_damaged_record_is_reported(out: Path, damage: bytes | None) -> None:
    publish(out, TREE)
    record = out / RECORD
    outside = record.read_bytes() + b"0" * 64 + b"  ../../outside\n"
    record.write_bytes(outside if damage is None else damage)
    with pytest.raises(PublishError, match="is damaged"):
        publish(out, {})
    assert tree_of(out) == TREE


@pytest.mark.parametrize(
    "folder", [".", "..", "content", "content/clauses/new", "schools/forge", "overrides", ".git/x"]
)
def test_the_policy_folder_is_not_overwritten(tmp_path: Path, folder: str) -> None:
    workspace = tmp_path / "workspace"
    for name in ("content/clauses", "schools/forge", "overrides", ".git"):
        (workspace / name).mkdir(parents=True)
    with pytest.raises(PublishError, match="policy folder"):
        Stage(output_folder(workspace / folder, workspace=workspace)).__enter__()
    (tmp_path / "link").symlink_to(workspace)
    with pytest.raises(PublishError, match="policy folder"):
        Stage(output_folder(tmp_path / "link" / folder, workspace=workspace)).__enter__()
    assert sorted(path.name for path in workspace.rglob("*")) == [
        ".git",
        "clauses",
        "content",
        "forge",
        "overrides",
        "schools",
    ]
    with Stage(output_folder(workspace / "site", workspace=workspace)) as stage:
        stage.write("a.html", b"")
        stage.commit()


def test_workspace_files_are_written_whole_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "schools/forge").mkdir(parents=True)
    (tmp_path / "schools/forge/school.yml").write_bytes(b"name: old")
    (tmp_path / "schools/forge/other.yml").write_bytes(b"other")
    with Stage(workspace_folder(tmp_path)) as stage:
        stage.write("schools/forge/school.yml", b"name: new")
        stage.write("schools/forge/clauses/own.md", b"# Staff")
        assert stage.commit() == Published(added=1, changed=1, unchanged=0, removed=0)
    assert tree_of(tmp_path) == {
        "schools/forge/school.yml": b"name: new",
        "schools/forge/clauses/own.md": b"# Staff",
        "schools/forge/other.yml": b"other",
    }
    assert os.listdir(tmp_path) == ["schools"], "no record, no litter"


def test_authoring_writes_through_no_link(tmp_path: Path) -> None:
    (tmp_path / "ours/schools").mkdir(parents=True)
    (tmp_path / "victim").mkdir()
    (tmp_path / "ours/schools/x").symlink_to(tmp_path / "victim")
    with Stage(workspace_folder(tmp_path / "ours")) as stage:
        stage.write("schools/x/school.yml", b"name: x")
        with pytest.raises(PublishError, match=r"schools/x in .* is a link"):
            stage.commit()
    assert os.listdir(tmp_path / "victim") == []


@pytest.mark.parametrize("path", ["schools/x/.bashrc", "overrides/main.html", "site/a.html", ".git/config", "a.py"])
def test_authoring_writes_policies_only(tmp_path: Path, path: str) -> None:
    with Stage(workspace_folder(tmp_path)) as stage, pytest.raises(BadPath):
        stage.write(path, b"")


def test_recover_writes_nothing_where_nothing_was_left(out: Path) -> None:
    assert recover(output_folder(out)) is None
    assert not out.parent.exists()


def test_many_files_are_settled_as_few_are(tmp_path: Path) -> None:
    files = [tmp_path / str(number) for number in range(FEW * 2)]
    for file in files:
        file.write_bytes(b"x")
    settle(files)
    settle(files[:3])
    settle([])
    with pytest.raises(FileNotFoundError):
        settle([tmp_path / "missing"])
